/**
 * Plays all scenarios on RabbitMQ 3.10 and 4.3 and records what they answer, in src/conform/recorded.json:
 *
 *     npx tsx test/conformance/record.ts amqp://…3.10 amqp://…4.3 [part of a title]
 */
import { writeFileSync } from 'node:fs'
import { recorded } from '../../src/conform/recorded.ts'
import { scenarios } from '../../src/conform/scenarios.ts'
import { play, type Recorded } from '../../src/conform/stage.ts'

const FILE = new URL('../../src/conform/recorded.json', import.meta.url)
const [, , old = '', recent = '', part = ''] = process.argv

const answers: Record<string, Recorded> = {}
for (const scenario of scenarios) {
  if (scenario.expected !== undefined) continue
  const known = recorded[scenario.title]
  if (known !== undefined && !scenario.title.includes(part)) {
    answers[scenario.title] = known
    continue
  }
  const [before, now] = await Promise.all([play(scenario, old), play(scenario, recent)])
  answers[scenario.title] =
    JSON.stringify(before) === JSON.stringify(now)
      ? { both: before }
      : { 'rabbitmq-3.10': before, 'rabbitmq-4.3': now }
}
writeFileSync(FILE, `${JSON.stringify(answers, undefined, 2)}\n`)

import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { type Profile, startBroker } from '../broker/index.ts'
import type { Verdict } from '../conform/index.ts'

interface ConformOptions {
  readonly url?: string
  readonly profile?: Profile
  readonly only?: string
  readonly junit?: string
}

/** Adds `wirehare conform`: does a broker answer as RabbitMQ does? */
export function addConform(program: Command): void {
  program
    .command('conform')
    .summary('compare what a broker answers with RabbitMQ, scenario by scenario')
    .description(
      'Plays numbered scenarios on a broker and compares what it answers, line by line, with what RabbitMQ 3.10 and 4.3 answered when they were recorded. Names and times do not count.',
    )
    .addOption(
      new Option('--url <url>', 'the broker to try (default: one that runs inside this command)').env(
        'AMQP_URL',
      ),
    )
    .addOption(
      new Option(
        '--profile <version>',
        'the RabbitMQ to compare with (default: by what the broker says it is)',
      ).choices(['rabbitmq-3.10', 'rabbitmq-4.3']),
    )
    .option('--only <text>', 'only scenarios with this text in their number or title')
    .option('--junit <file>', 'write the result as JUnit XML too')
    .addHelpText(
      'after',
      `
Examples:
  wirehare conform --url amqp://guest:guest@localhost
  wirehare conform --profile rabbitmq-4.3 --only expiry

The user must be allowed to do everything in the virtual host. Queues and
exchanges get names of their own and are deleted afterwards. The status is 1
where a broker answers otherwise.`,
    )
    .action((options: ConformOptions) => run(options))
}

async function run(options: ConformOptions): Promise<void> {
  if (options.url !== undefined) return tryAll(options.url, options)
  await using broker = await startBroker({ port: 0, profile: options.profile })
  await tryAll(broker.url, options)
}

/** Fails where the broker answers otherwise than RabbitMQ. */
async function tryAll(url: string, options: ConformOptions): Promise<void> {
  const { conform, junit, profileOf, scenarios } = await import('../conform/index.ts')
  const { only = '' } = options
  const chosen = scenarios.filter(({ number, title }) => number.includes(only) || title.includes(only))
  if (chosen.length === 0) throw new RangeError(`no scenario has "${only}" in its number or title`)
  const profile = options.profile ?? (await profileOf(url))
  const verdicts: Verdict[] = []
  await conform(chosen, url, profile, (verdict) => {
    verdicts.push(verdict)
    process.stdout.write(row(verdict))
  })
  if (options.junit !== undefined)
    await writeFile(options.junit, junit(verdicts, `wirehare conform, ${profile}`))
  const others = verdicts.filter(({ differences }) => differences.length > 0).length
  const total = verdicts.length
  process.stdout.write(`\n${total - others} of ${total} scenarios are as on ${profile}.\n`)
  if (others > 0)
    throw Object.assign(new Error(`${others} of ${total} scenarios are not as on ${profile}`), {
      code: 'NOT_ALIKE',
    })
}

function row({ scenario, differences }: Verdict): string {
  const verdict = differences.length === 0 ? 'same' : 'other'
  const lines = differences.map((line) => `        ${line}\n`).join('')
  return `${verdict.padEnd(6)} ${scenario.number.padEnd(20)} ${scenario.title}\n${lines}`
}

import type { Profile } from '../broker/index.ts'
import { expectedOf } from './recorded.ts'
import type { NumberedScenario } from './scenarios.ts'
import { ScriptedClient } from './scripted-client.ts'
import { play, type Venue } from './stage.ts'

/** How many scenarios are played at a time: most of them wait for something. */
const AT_A_TIME = 8

/** What came of one scenario. */
export interface Verdict {
  readonly scenario: NumberedScenario
  /** Line by line what was expected (`- …`) and what came instead (`+ …`); none where all is as expected. */
  readonly differences: readonly string[]
  readonly durationMs: number
}

/**
 * Plays scenarios on a broker and compares what it answers with what RabbitMQ answered.
 * @param onVerdict told of each, in their order
 */
export async function conform(
  scenarios: readonly NumberedScenario[],
  venue: Venue,
  profile: Profile,
  onVerdict: (verdict: Verdict) => void,
): Promise<void> {
  for (let at = 0; at < scenarios.length; at += AT_A_TIME) {
    const some = scenarios.slice(at, at + AT_A_TIME)
    const verdicts = await Promise.all(some.map((scenario) => judge(scenario, venue, profile)))
    for (const verdict of verdicts) onVerdict(verdict)
  }
}

/** Which RabbitMQ a broker should be compared with, by what it says that it is. */
export async function profileOf(url: string): Promise<Profile> {
  await using client = await ScriptedClient.dial(url)
  const { fields } = await client.login()
  const { product, version } = fields.serverProperties as { product?: unknown; version?: unknown }
  const isOld = product === 'wirehare' || String(version).startsWith('3.')
  return isOld ? 'rabbitmq-3.10' : 'rabbitmq-4.3'
}

async function judge(scenario: NumberedScenario, venue: Venue, profile: Profile): Promise<Verdict> {
  const expected = expectedOf(scenario, profile)
  const start = performance.now()
  // What a broker answers out of turn makes the scenario fail, and not those behind it.
  const lines = await play(scenario, venue).catch((error: Error) => [`failed: ${error.message}`])
  return { scenario, differences: differences(expected, lines), durationMs: performance.now() - start }
}

function differences(expected: readonly string[], lines: readonly string[]): string[] {
  const all: string[] = []
  for (let i = 0; i < Math.max(expected.length, lines.length); i++) {
    if (expected[i] === lines[i]) continue
    if (expected[i] !== undefined) all.push(`- ${expected[i]}`)
    if (lines[i] !== undefined) all.push(`+ ${lines[i]}`)
  }
  return all
}

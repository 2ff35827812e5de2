import type { Profile } from '../broker/index.ts'
import answers from './recorded.json' with { type: 'json' }
import type { Recorded, Scenario } from './stage.ts'

/** What RabbitMQ answered, by title. `test/conformance/record.ts` writes it. */
export const recorded: Readonly<Record<string, Recorded>> = answers as Record<string, Recorded>

/** What should come of a scenario on this RabbitMQ. */
export function expectedOf(
  { title, expected = recorded[title] }: Scenario,
  profile: Profile,
): readonly string[] {
  if (expected === undefined) throw new Error(`nothing is recorded of "${title}"`)
  return 'both' in expected ? expected.both : expected[profile]
}

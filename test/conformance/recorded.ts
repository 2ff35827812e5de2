import { existsSync, readFileSync } from 'node:fs'
import type { Profile } from '../../src/broker/index.ts'

/** What RabbitMQ answered to a scenario, line by line: the same in both versions, or each its own. */
export type Recorded = { readonly both: readonly string[] } | Readonly<Record<Profile, readonly string[]>>

export const FILE: URL = new URL('recorded.json', import.meta.url)

/** By title. `record.ts` writes it. */
export const recorded: Readonly<Record<string, Recorded>> = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8'))
  : {}

/** What this RabbitMQ answered. */
export function recordedBy(profile: Profile, title: string): readonly string[] {
  const lines = recorded[title]
  if (lines === undefined) throw new Error(`nothing is recorded of "${title}"`)
  return 'both' in lines ? lines.both : lines[profile]
}

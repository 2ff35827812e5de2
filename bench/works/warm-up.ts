import type { Bench } from './work.ts'

/**
 * By then V8 has compiled what runs often, in a fast client as in a slow one: a number of messages would not do that. The
 * figures of single repetitions keep falling for about a second.
 */
const ENOUGH_MS = 1000
/** For a run that is to be quick, by when most of it is compiled. */
const LEAST_MS = 500

/**
 * Repeats a part of the work until it has been running for a while. Each repetition has a connection of its own, or V8
 * would compile for the one connection, and once more when the next comes.
 */
export async function warmUp(bench: Bench, part: () => Promise<unknown>): Promise<void> {
  const begun = performance.now()
  const enoughMs = Math.max(LEAST_MS, Math.min(ENOUGH_MS, bench.scaled(ENOUGH_MS)))
  do await part()
  while (performance.now() - begun < enoughMs)
}

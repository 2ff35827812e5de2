import type { Bench } from './work.ts'

/**
 * By then V8 has compiled what runs often, in a fast client as in a slow one: a number of messages would not do that. The
 * figures of single repetitions keep falling for about a second.
 */
const ENOUGH_MS = 1000
/** For a run that is to be quick, by when most of it is compiled. */
const LEAST_MS = 500

/** Runs what is measured later, while the clock goes. */
type Timed = (work: () => Promise<unknown>) => Promise<void>

/**
 * Repeats a part of the work until what it gives to `timed` has been running for a while: where a repetition opens 2,000
 * channels, a second of all of it would have few messages in it. Each repetition has a connection of its own, or V8
 * would compile for the one connection, and once more when the next comes.
 */
export async function warmUp(bench: Bench, part: (timed: Timed) => Promise<unknown>): Promise<void> {
  const enoughMs = Math.max(LEAST_MS, Math.min(ENOUGH_MS, bench.scaled(ENOUGH_MS)))
  let ranMs = 0
  const timed: Timed = async (work) => {
    const begun = performance.now()
    await work()
    ranMs += performance.now() - begun
  }
  do await part(timed)
  while (ranMs < enoughMs)
}

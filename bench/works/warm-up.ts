/**
 * By then V8 has compiled what runs often, in a fast client as in a slow one: a number of messages would not do that. The
 * figures of single repetitions keep falling for about a second.
 */
const ENOUGH_MS = 1000

/**
 * Repeats a part of the work until it has been running for a while. Each repetition has a connection of its own, or V8
 * would compile for the one connection, and once more when the next comes.
 */
export async function warmUp(part: () => Promise<unknown>): Promise<void> {
  const begun = performance.now()
  do await part()
  while (performance.now() - begun < ENOUGH_MS)
}

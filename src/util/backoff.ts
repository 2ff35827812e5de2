/**
 * How long to wait before the next attempt: twice as long after each failure, from `minMs` up to `maxMs`, and by chance
 * up to half of it less, so that many who lost the same broker do not come back in the same moment.
 * @param failures how many attempts have failed before
 * @param random gives numbers from 0 up to, and without, 1
 */
export function backoffMs(failures: number, minMs: number, maxMs: number, random: () => number): number {
  const fullMs = Math.min(maxMs, minMs * 2 ** failures)
  return Math.ceil(fullMs * (1 - random() / 2))
}

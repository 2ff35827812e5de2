import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from '../../src/util/backoff.ts'

test('each wait is within half and all of what is due, and never beyond the longest', () => {
  const some = fc.record({
    failures: fc.nat({ max: 2000 }),
    minMs: fc.integer({ min: 1, max: 1000 }),
    moreMs: fc.nat({ max: 100_000 }),
    chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  fc.assert(
    fc.property(some, ({ failures, minMs, moreMs, chance }) => {
      const maxMs = minMs + moreMs
      const due = Math.min(maxMs, minMs * 2 ** failures)
      const waitMs = backoffMs(failures, minMs, maxMs, () => chance)
      expect(Number.isInteger(waitMs)).toBe(true)
      expect(waitMs).toBeGreaterThanOrEqual(due / 2)
      expect(waitMs).toBeLessThanOrEqual(due)
    }),
  )
})

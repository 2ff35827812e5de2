import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Arrivals } from '../../../src/cli/perf/arrivals.ts'
import { SEQUENCES } from '../../../src/cli/perf/stamp.ts'

const WINDOW = 1 << 18

describe('Arrivals', () => {
  it('counts what came, came twice and is missing as a set would', () => {
    const sequences = fc.array(fc.nat(500), { minLength: 1, maxLength: 300 })
    // Beyond 2³² the sequence begins again.
    const first = fc.constantFrom(0, 7, 100_000, SEQUENCES - 200)
    fc.assert(
      fc.property(first, sequences, (from, offsets) => {
        const arrivals = new Arrivals(from)
        for (const offset of offsets) arrivals.add((from + offset) % SEQUENCES)
        const unique = new Set(offsets).size
        expect(arrivals).toMatchObject({
          unique,
          duplicates: offsets.length - unique,
          missing: Math.max(...offsets) + 1 - unique,
        })
      }),
    )
  })

  it('takes in what is older than the first that it saw', () => {
    const arrivals = new Arrivals(10)
    for (const sequence of [10, 8, 9, 8]) arrivals.add(sequence)
    expect(arrivals).toMatchObject({ unique: 3, duplicates: 1, missing: 0 })
  })

  it('takes what is too old to be remembered for new, and forgets nothing younger', () => {
    const arrivals = new Arrivals(0)
    for (const sequence of [0, WINDOW, 0, 1, 1]) arrivals.add(sequence)
    expect(arrivals).toMatchObject({ unique: 4, duplicates: 1, missing: WINDOW + 1 - 4 })
  })

  it('begins with an empty window after a gap that is larger than it', () => {
    const arrivals = new Arrivals(0)
    for (const sequence of [5, 3 * WINDOW + 5, 3 * WINDOW + 4]) arrivals.add(sequence)
    expect(arrivals).toMatchObject({ unique: 3, duplicates: 0 })
  })
})

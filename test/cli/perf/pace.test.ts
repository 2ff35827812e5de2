import { describe, expect, it } from 'vitest'
import { Pace } from '../../../src/cli/perf/pace.ts'
import { Steps } from '../../../src/cli/perf/steps.ts'

const step = (value: number, seconds: number) => ({ value, durationMs: seconds * 1000 })

/** The first times at which a producer of this pace is to send. */
function times(pace: Pace, count: number): number[] {
  return Array.from({ length: count }, () => {
    const { nextMs } = pace
    pace.advance()
    return Math.round(nextMs * 1000) / 1000
  })
}

describe('Pace', () => {
  it('keeps to a rate from the start on, whenever it is asked', () => {
    const pace = new Pace(Steps.constant(4))
    expect(times(pace, 5)).toEqual([0, 250, 500, 750, 1000])
    expect([pace.nextMs, pace.nextMs]).toEqual([1250, 1250])
  })

  it('goes from one rate to the next, and to the first again', () => {
    const pace = new Pace(new Steps([step(2, 2), step(4, 1)]))
    expect(times(pace, 12)).toEqual([0, 500, 1000, 1500, 2000, 2250, 2500, 2750, 3000, 3500, 4000, 4500])
  })

  it('carries a part of a message over to the next rate', () => {
    const pace = new Pace(new Steps([step(1.5, 1), step(10, 1)]))
    // After a second 1.5 messages are made: the third comes when half a one more is, at 10/s.
    expect(times(pace, 4)).toEqual([0, 666.667, 1050, 1150])
  })

  it('pauses at a rate of 0', () => {
    const pace = new Pace(new Steps([step(0, 3), step(1, 2)]))
    expect(times(pace, 4)).toEqual([3000, 4000, 8000, 9000])
  })

  it('begins later by a share of the interval', () => {
    expect(times(new Pace(Steps.constant(10), 0.5), 3)).toEqual([50, 150, 250])
  })

  it('does not drift in a day of a rate that no binary fraction is', () => {
    const pace = new Pace(new Steps([step(7, 0.3), step(13, 0.1)]))
    for (let sent = 0; sent < 34 * 10_000; sent++) pace.advance()
    // 2.1 and 1.3 messages a round: 3.4 in 0.4 s.
    expect(pace.nextMs).toBeCloseTo(100_000 * 400, 0)
  })
})

describe('Steps', () => {
  it('holds each value for its time, round after round', () => {
    const steps = new Steps([step(5, 1), step(9, 2)])
    expect([0, 999, 1000, 2999, 3000, 4000].map((ms) => steps.at(ms))).toEqual([5, 5, 9, 9, 5, 9])
    expect(Steps.constant(3).at(1e12)).toBe(3)
  })
})

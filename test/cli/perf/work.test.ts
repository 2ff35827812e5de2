import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Steps } from '../../../src/cli/perf/steps.ts'
import { Work } from '../../../src/cli/perf/work.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function working(timeMs: Steps): { work: Work<number>; begun: number[]; ended: number[] } {
  const [begun, ended]: [number[], number[]] = [[], []]
  const work = new Work<number>(
    timeMs,
    (item) => begun.push(item),
    (item) => ended.push(item),
  )
  return { work, begun, ended }
}

it('has one message at a time, in order', () => {
  const { work, begun, ended } = working(Steps.constant(10))
  for (const item of [1, 2, 3]) work.push(item)
  expect([begun, ended]).toEqual([[1], []])
  vi.advanceTimersByTime(10)
  expect([begun, ended]).toEqual([[1, 2], [1]])
  vi.advanceTimersByTime(20)
  expect([begun, ended]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ])
})

it('keeps the rate where a message takes less than a tick of the clock', () => {
  const { work, ended } = working(Steps.constant(0.25))
  for (let item = 0; item < 100; item++) work.push(item)
  vi.advanceTimersByTime(10)
  expect(ended.length).toBeGreaterThanOrEqual(39)
  expect(ended.length).toBeLessThanOrEqual(41)
})

it('saves no time up while nothing is there to do', () => {
  const { work, begun } = working(Steps.constant(10))
  vi.advanceTimersByTime(1000)
  for (const item of [1, 2, 3]) work.push(item)
  expect(begun).toEqual([1])
})

it('ends what is under way when it stops, and tells how much it let go of', () => {
  const { work, begun, ended } = working(Steps.constant(10))
  for (const item of [1, 2, 3]) work.push(item)
  expect(work.stop()).toBe(2)
  expect([begun, ended]).toEqual([[1], [1]])
  vi.advanceTimersByTime(1000)
  expect(begun).toEqual([1])
})

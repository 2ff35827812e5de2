import { describe, expect, it } from 'vitest'
import { Latency } from '../../../src/cli/perf/latency.ts'

describe('Latency', () => {
  it('sums up a window, and begins the next one empty', () => {
    const latency = new Latency()
    expect(latency.takeWindow()).toBeUndefined()
    for (let ms = 1; ms <= 1000; ms++) latency.record(ms)
    const { min, median, p75, p95, p99, p999, max } = latency.takeWindow()!
    // Three figures: off by a thousandth at most.
    const near = [min / 1, median / 500, p75 / 750, p95 / 950, p99 / 990, p999 / 999, max / 1000]
    for (const ratio of near) expect(ratio).toBeCloseTo(1, 2)
    expect(latency.takeWindow()).toBeUndefined()
  })

  it('has all windows in its total, the open one too', () => {
    const latency = new Latency()
    latency.record(1)
    latency.takeWindow()
    latency.record(3)
    expect(latency.total()).toMatchObject({ min: 1, median: 1 })
    expect(latency.total()?.max).toBeCloseTo(3, 2)
  })

  it('takes no time, a time below 0 and one of more than an hour', () => {
    const latency = new Latency()
    for (const ms of [0, -5, 1e9]) latency.record(ms)
    const { min, median, max } = latency.total()!
    expect([min, median]).toEqual([0.001, 0.001])
    expect(max / 3_600_000).toBeCloseTo(1, 2)
  })

  it('has a distribution that only rises', () => {
    const latency = new Latency()
    for (let i = 0; i < 10_000; i++) latency.record((i * 7919) % 1000)
    const points = latency.distribution()
    expect(points.length).toBeGreaterThan(5)
    expect(points).toEqual(points.toSorted((a, b) => a.percent - b.percent || a.ms - b.ms))
    expect(points.map(({ ms }) => ms)).toEqual(points.map(({ ms }) => ms).toSorted((a, b) => a - b))
  })
})

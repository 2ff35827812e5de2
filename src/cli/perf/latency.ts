import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

/** The times that a latency is summed up by, in milliseconds. */
export interface Percentiles {
  readonly min: number
  readonly median: number
  readonly p75: number
  readonly p95: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

/** The columns of {@link Percentiles}, with what people call them. */
export const PERCENTILE_NAMES: Readonly<Record<keyof Percentiles, string>> = {
  min: 'min',
  median: 'median',
  p75: 'p75',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
  max: 'max',
}

/** Microseconds up to an hour, to three figures; what takes longer counts as an hour. */
const RANGE = { lowest: 1, highest: 3_600_000_000, figures: 3 }

/** How long something took, time after time: since the last report, and over the whole run. */
export class Latency {
  private readonly window: RecordableHistogram = createHistogram(RANGE)
  private readonly whole: RecordableHistogram = createHistogram(RANGE)

  /** Adds a time. Below a microsecond, and where clocks differ below 0, it counts as one. */
  record(ms: number): void {
    this.window.record(Math.min(Math.max(Math.round(ms * 1000), RANGE.lowest), RANGE.highest))
  }

  /** How many times were added. */
  get count(): number {
    return this.window.count + this.whole.count
  }

  /** The times since the last call of this; undefined where there were none. */
  takeWindow(): Percentiles | undefined {
    const { window } = this
    const percentiles = percentilesOf(window)
    this.whole.add(window)
    window.reset()
    return percentiles
  }

  /** All times; undefined where there were none. */
  total(): Percentiles | undefined {
    this.takeWindow()
    return percentilesOf(this.whole)
  }

  /** How long it took at most, in milliseconds, for each share of all cases, in percent: what a plot shows. */
  distribution(): { readonly percent: number; readonly ms: number }[] {
    this.takeWindow()
    return Array.from(this.whole.percentiles as Map<number, number>, ([percent, us]) => ({
      percent,
      ms: us / 1000,
    }))
  }
}

function percentilesOf(histogram: RecordableHistogram): Percentiles | undefined {
  if (histogram.count === 0) return undefined
  const at = (percent: number): number => histogram.percentile(percent) / 1000
  return {
    min: histogram.min / 1000,
    median: at(50),
    p75: at(75),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: histogram.max / 1000,
  }
}

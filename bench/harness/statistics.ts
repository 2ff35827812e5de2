/** The middle of some values, and how far they lie apart. */
export interface Summary {
  readonly median: number
  readonly min: number
  readonly max: number
  /** The median distance from the median, as a share of it: unmoved by one bad round. */
  readonly deviation: number
}

export function summarize(values: readonly number[]): Summary {
  const middle = median(values)
  return {
    median: middle,
    min: Math.min(...values),
    max: Math.max(...values),
    deviation: middle === 0 ? 0 : median(values.map((value) => Math.abs(value - middle))) / middle,
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

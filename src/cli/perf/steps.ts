/** A value and how long it holds. */
export interface Step {
  readonly value: number
  readonly durationMs: number
}

/** A value that changes with time: each step holds for its duration, and after the last comes the first again. */
export class Steps {
  /** At least one. */
  readonly steps: readonly Step[]
  private readonly roundMs: number

  constructor(steps: readonly Step[]) {
    this.steps = steps
    this.roundMs = steps.reduce((sum, { durationMs }) => sum + durationMs, 0)
  }

  static constant(value: number): Steps {
    return new Steps([{ value, durationMs: Number.POSITIVE_INFINITY }])
  }

  /** The largest value that it takes. */
  get most(): number {
    return Math.max(...this.steps.map(({ value }) => value))
  }

  /** The value at a time after the start. */
  at(elapsedMs: number): number {
    let left = this.steps.length === 1 ? 0 : elapsedMs % this.roundMs
    for (const { value, durationMs } of this.steps) {
      if (left < durationMs) return value
      left -= durationMs
    }
    return (this.steps[0] as Step).value
  }
}

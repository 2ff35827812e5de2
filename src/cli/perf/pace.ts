import type { Step, Steps } from './steps.ts'

/**
 * When each message of a producer is meant to leave, by its rate alone: the time at which the rate, added up from the
 * start, makes one more message. A message that leaves late moves none of those behind it, so what a slow broker does to
 * all of them is in their latencies.
 *
 *     rate   2/s for 2 s, then 4/s for 1 s     ├───────────────┤       ├ …
 *     sent   0 s    0.5    1.0    1.5    2.0  2.25  2.5  2.75  3.0    3.5
 */
export class Pace {
  private readonly steps: readonly Step[]
  private index: number = 0
  private stepStartMs: number = 0
  /** How many messages the steps before this one make. */
  private madeBefore: number
  private sent: number = 0

  /**
   * @param rate messages per second; 0 for a while is a pause
   * @param share where in the first interval to begin, 0 to 1, so that many producers do not all send at once
   */
  constructor(rate: Steps, share: number = 0) {
    this.steps = rate.steps
    this.madeBefore = -share
  }

  /** When the next message is meant to leave, in milliseconds after the start. */
  get nextMs(): number {
    for (;;) {
      const { value, durationMs } = this.steps[this.index] as Step
      const atMs = ((this.sent - this.madeBefore) / value) * 1000
      // With a rate of 0 it is beyond the end of the step, or no number where nothing is left to make.
      if (atMs < durationMs) return this.stepStartMs + atMs
      this.madeBefore += (value * durationMs) / 1000
      this.stepStartMs += durationMs
      this.index = (this.index + 1) % this.steps.length
    }
  }

  /** The next message is on its way. */
  advance(): void {
    this.sent++
  }
}

import type { FrameCondition } from './frame-condition.ts'
import type { PassingFrame } from './passing-frame.ts'

/** A condition at work on one connection: it counts the frames that match, and says which are taken. */
export class Trigger {
  private readonly condition: FrameCondition
  private readonly random: () => number
  private matched: number = 0
  private taken: number = 0

  /** @param random numbers from 0 up to, and without, 1 */
  constructor(condition: FrameCondition, random: () => number) {
    this.condition = condition
    this.random = random
  }

  /** Whether this frame is taken. Each frame is asked about once. */
  takes(frame: PassingFrame): boolean {
    const { after = 0, every = 1, probability = 1, times = Number.POSITIVE_INFINITY } = this.condition
    if (!this.matches(frame)) return false
    const beyond = this.matched++ - after
    if (beyond < 0 || beyond % every !== 0 || this.taken >= times) return false
    if (probability < 1 && this.random() >= probability) return false
    this.taken++
    return true
  }

  private matches(frame: PassingFrame): boolean {
    const { frames = 'frame', channel, connection, from } = this.condition
    if (from !== undefined && !frame.direction.startsWith(from)) return false
    if (channel !== undefined && frame.channel !== channel) return false
    if (connection !== undefined && frame.connection !== connection) return false
    return frames === 'frame' || frames === frame.kind || frames === frame.method
  }
}

import type { FrameCondition } from './frame-condition.ts'
import type { PassingFrame } from './passing-frame.ts'

/** A rule by which the proxy does harm: what it does, and to which frames. `parseFault` reads it from a text. */
export type Fault = FaultAction & FrameCondition

/**
 * What a fault does with a frame that its condition takes.
 *
 * What is held back or slowed down takes all that comes behind it in the same direction along: the frames keep their
 * order, but for `interleave`.
 */
export type FaultAction =
  /** It does not travel. */
  | { readonly action: 'drop' }
  /** It waits, and what is behind it too. */
  | { readonly action: 'delay'; readonly delayMs: number }
  /** It travels twice. */
  | { readonly action: 'duplicate' }
  /** Its last octets do not travel: so many, 1 unless told, and never the first. */
  | { readonly action: 'truncate'; readonly bytes?: number | undefined }
  /** One octet is another: the one at this offset, or any one that the seed decides. */
  | { readonly action: 'corrupt'; readonly offset?: number | undefined }
  /** Its last octet is not 0xCE. */
  | { readonly action: 'wrong-end' }
  /** The class that a content header names is not that of its method. */
  | { readonly action: 'wrong-class' }
  /** It travels in writes of so many octets each, 1 unless told. */
  | { readonly action: 'split'; readonly bytes?: number | undefined }
  /** It waits for what else comes within that time, and all of that travels in one write. */
  | { readonly action: 'coalesce'; readonly withinMs: number }
  /**
   * What follows on it in its channel waits until something else has gone between: a heartbeat, which is made, or the next
   * frame of another channel, which is waited for, but for no longer than a tenth of a second.
   */
  | { readonly action: 'interleave'; readonly between: 'heartbeat' | 'channel' }
  /** It is the last that travels in its direction; the other direction lives on. */
  | { readonly action: 'half-close' }
  /** It does not travel: both connections are reset in its place. */
  | { readonly action: 'reset' }
  /** From it on, its direction carries no more than so many octets a second. */
  | { readonly action: 'throttle'; readonly bytesPerSecond: number }

/** A fault that happened. */
export interface FaultHit {
  /** The rule. */
  readonly fault: Fault
  /** The rule as `parseFault` reads it: `drop basic.ack on channel 1 after 3`. */
  readonly rule: string
  /** The frame as it came, before the fault. */
  readonly frame: PassingFrame
}

import type { FrameCondition } from './frame-condition.ts'
import type { PassingFrame } from './passing-frame.ts'

/** A frame that the proxy holds, and with it all that comes behind it in its direction, until one of these is called. */
export interface HeldFrame {
  /** The frame as it came. */
  readonly frame: PassingFrame
  /** Lets it travel. */
  release(): void
  /** Lets it not travel. */
  drop(): void
  /** Lets these octets travel in its place. */
  replace(bytes: Uint8Array): void
  /**
   * Lets it travel, and holds the next frame of its connection, whichever way that goes.
   * @throws {ConnectionError} (rejects) where the connection ends first
   */
  step(): Promise<HeldFrame>
}

/** A place at which the proxy holds frames. */
export interface Breakpoint extends AsyncIterable<HeldFrame> {
  /** What it holds. */
  readonly condition: FrameCondition
  /** The next frame held here; waits for it. */
  next(): Promise<HeldFrame>
  /** Holds no more frames, and lets those that are held here travel. */
  remove(): void
}

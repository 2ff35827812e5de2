import type { FrameCondition } from './frame-condition.ts'
import type { PassingFrame } from './passing-frame.ts'

/**
 * A frame that the proxy holds, and with it all that comes behind it in its direction, until one of these is called. The
 * first call decides; once the connection is over, none does anything.
 */
export interface HeldFrame {
  /** The frame as it came. */
  readonly frame: PassingFrame
  /** Lets it travel. Faults apply to it as if it had not been held. */
  release(): void
  /** Lets it not travel. */
  drop(): void
  /** Lets these octets travel in its place, which need not be a frame. Faults do not apply to them. */
  replace(bytes: Uint8Array): void
  /**
   * Lets it travel, and holds the next frame of its connection, whichever way that goes.
   * @throws {ConnectionError} (rejects) `CONNECTION_CLOSED` where the connection ends first
   */
  step(): Promise<HeldFrame>
}

/**
 * A place at which the proxy holds frames. A loop over it gets them one after the other, and ends when the breakpoint is
 * removed or the proxy is closed.
 */
export interface Breakpoint extends AsyncIterable<HeldFrame>, Disposable {
  /** What it holds. */
  readonly condition: FrameCondition
  /**
   * The next frame that is held here; waits for it.
   * @throws {ConnectionError} (rejects) `BREAKPOINT_REMOVED` where the breakpoint is removed first, or the proxy closed
   */
  next(): Promise<HeldFrame>
  /** Holds no more frames, and lets those travel that are held here and that nobody has asked for. */
  remove(): void
}

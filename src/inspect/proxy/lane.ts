import type { Transport } from '../../transport/transport.ts'

/** Hears what a lane carries, in the order of the stream. */
export interface LaneObserver {
  /** Octets leave, in one write. */
  onWrite(bytes: Uint8Array): void
  /** Nothing more will leave. */
  onEnd(): void
}

/** One direction of a connection through the proxy: from its source to its target. */
export interface Lane {
  /** Takes what the source sent. */
  receive(bytes: Uint8Array): void
  /** The source will send nothing more: once all has left, the target is told. */
  end(): void
  /** The target has room again. */
  onDrain(): void
  /** Carries nothing more. The source is read on, up to its end. */
  stop(): void
  /** Whether all that was taken is with the target's system. */
  readonly isEmpty: boolean
}

/**
 * Carries octets as they come. While the target has no room the source is paused, so that no more waits here than the
 * target's buffer and one read hold.
 */
export class PlainLane implements Lane {
  private readonly source: Transport
  private readonly target: Transport
  private readonly observer: LaneObserver | undefined
  private isOver: boolean = false

  constructor(source: Transport, target: Transport, observer: LaneObserver | undefined) {
    this.source = source
    this.target = target
    this.observer = observer
  }

  get isEmpty(): boolean {
    return this.target.bufferedBytes === 0
  }

  receive(bytes: Uint8Array): void {
    if (this.isOver) return
    this.observer?.onWrite(bytes)
    if (!this.target.write([bytes])) this.source.pause?.()
  }

  end(): void {
    this.observer?.onEnd()
    this.target.end()
  }

  onDrain(): void {
    this.source.resume?.()
  }

  stop(): void {
    this.isOver = true
    this.source.resume?.()
  }
}

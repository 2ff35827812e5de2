import type { Tap } from '../transport/tap.ts'
import { FrameStream } from './frame-stream.ts'
import type { SeenFrame } from './seen-frame.ts'

/** The two ends are not known to a tap, and frames do not say them. */
const NOWHERE = { host: '', port: 0 }

/** Cuts what a client's tap sees into frames, each direction for itself, and takes each frame apart. */
export class FrameSplitter {
  /** The tap to give to a client's connection. */
  readonly tap: Tap
  private readonly stream: FrameStream

  /**
   * @param onFrame takes each frame as soon as it is whole
   * @param now the time in milliseconds, from any point on
   */
  constructor(onFrame: (seen: SeenFrame) => void, now: () => number = () => performance.now()) {
    const stream = new FrameStream(onFrame)
    const at = (): { connection: number; atMicros: number } => ({
      connection: 1,
      atMicros: Math.round(now() * 1000),
    })
    stream.receive({ kind: 'open', ...at(), client: NOWHERE, broker: NOWHERE, isFromStart: true })
    this.stream = stream
    this.tap = (direction, bytes) =>
      stream.receive({
        kind: 'bytes',
        ...at(),
        direction: direction === 'out' ? 'client-to-broker' : 'broker-to-client',
        bytes,
      })
  }

  /** Hands on what has come of frames that are not whole, because nothing more will come. */
  end(): void {
    this.stream.end()
  }
}

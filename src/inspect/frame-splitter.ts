import { ProtocolError } from '../errors.ts'
import type { Tap } from '../transport/tap.ts'
import { FRAME_OVERHEAD_BYTES, PROTOCOL_HEADER } from '../wire/frame.ts'
import { FrameDecoder } from '../wire/frame-decoder.ts'
import { dissect } from './dissect.ts'
import type { Direction, SeenFrame } from './seen-frame.ts'

/** The largest frame that is put together; RabbitMQ agrees on 128 KiB unless it is told otherwise. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024

/**
 * Cuts what a client's tap sees into frames, each direction for itself, and takes each frame apart. From where a
 * direction is no stream of frames any more, its octets are handed on as they come.
 */
export class FrameSplitter {
  /** The tap to give to a client's connection. */
  readonly tap: Tap
  private readonly directions: readonly StreamSplitter[]

  /**
   * @param onFrame takes each frame as soon as it is whole
   * @param now the time in milliseconds, from any point on
   */
  constructor(onFrame: (seen: SeenFrame) => void, now: () => number = () => performance.now()) {
    const start = now()
    const split = (direction: Direction): StreamSplitter =>
      new StreamSplitter((bytes) => {
        const atSeconds = (now() - start) / 1000
        for (const frame of dissect(bytes).children) onFrame({ atSeconds, direction, bytes, frame })
      })
    const outward = split('client-to-broker')
    const inward = split('broker-to-client')
    this.directions = [outward, inward]
    this.tap = (direction, bytes) => (direction === 'out' ? outward : inward).receive(bytes)
  }

  /** Hands on what has come of frames that are not whole, because nothing more will come. */
  end(): void {
    for (const direction of this.directions) direction.end()
  }
}

/**
 * Cuts one direction. The decoder says where frames end; the octets are kept here, because it hands on payloads only and
 * forgets what it has gathered of a frame that turns out to be none.
 */
class StreamSplitter {
  private readonly onPiece: (bytes: Uint8Array) => void
  private readonly decoder: FrameDecoder
  /** What came and was not handed on yet. */
  private pending: Uint8Array[] = []
  private damaged: boolean = false

  /** @param onPiece takes each whole frame, and the octets that are in none */
  constructor(onPiece: (bytes: Uint8Array) => void) {
    this.onPiece = onPiece
    const handler = {
      onProtocolHeader: (): void => this.handOn(PROTOCOL_HEADER.length),
      onFrame: (_type: number, _channel: number, _bytes: Uint8Array, from: number, to: number): void =>
        this.handOn(to - from + FRAME_OVERHEAD_BYTES),
    }
    this.decoder = new FrameDecoder(handler, MAX_FRAME_BYTES)
  }

  receive(chunk: Uint8Array): void {
    this.pending.push(chunk)
    try {
      if (!this.damaged) this.decoder.receive(chunk)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.damaged = true
    }
    if (this.damaged) this.end()
  }

  end(): void {
    const length = this.pending.reduce((sum, piece) => sum + piece.length, 0)
    if (length > 0) this.handOn(length)
  }

  private handOn(length: number): void {
    const [first] = this.pending
    // Most frames lie in one chunk; only what spans several is copied.
    const all = this.pending.length === 1 && first !== undefined ? first : joined(this.pending)
    this.pending = all.length > length ? [all.subarray(length)] : []
    this.onPiece(all.subarray(0, length))
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

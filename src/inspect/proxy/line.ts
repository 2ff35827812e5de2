import { Fifo } from '../../util/fifo.ts'
import { PassingFrame } from './passing-frame.ts'

/** Something that waits in a line: a frame, octets that are none, or the end of the direction. */
export type Piece = PassingFrame | Uint8Array | 'end'

/**
 * What waits to be sent in one direction, in its order. The frames of one channel can be parked until something else has
 * gone between:
 *
 *     push ─▶ pieces ─┬───────────────────▶ next
 *                     └─ parked ─▶ due ─────▲   once unparked, before all that came later
 */
export class Line {
  private readonly maxBytes: number
  private readonly pieces: Fifo<Piece> = new Fifo()
  private parked: Fifo<Piece> = new Fifo()
  private due: Fifo<Piece> = new Fifo()
  private parkedChannel: number | undefined
  private bytes: number = 0

  /** @param maxBytes how much may wait; what is parked goes on where more does */
  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
  }

  /** Whether more waits than should. */
  get isFull(): boolean {
    return this.bytes > this.maxBytes
  }

  /** How many pieces wait that are not parked. */
  get length(): number {
    return this.due.length + this.pieces.length
  }

  push(piece: Piece): void {
    this.pieces.push(piece)
    this.bytes += bytesOf(piece)
  }

  /** Takes the next piece that may go. */
  next(): Piece | undefined {
    for (;;) {
      const piece = this.due.shift() ?? this.pieces.shift()
      if (piece === undefined) return undefined
      if (this.parkedChannel === undefined || !this.isToBeParked(piece)) {
        // It is what goes between.
        this.unpark()
        this.bytes -= bytesOf(piece)
        return piece
      }
      this.parked.push(piece)
      // Behind the end nothing comes that could go between.
      if (piece === 'end' || this.isFull) this.unpark()
    }
  }

  /** Lets what comes on this channel wait until something else has gone; what waits of another channel goes on. */
  park(channel: number): void {
    if (this.parkedChannel !== channel) this.unpark()
    this.parkedChannel = channel
  }

  /** Lets what is parked go on. */
  unpark(): void {
    if (this.parkedChannel === undefined) return
    this.parkedChannel = undefined
    for (const piece of this.due) this.parked.push(piece)
    this.due = this.parked
    this.parked = new Fifo()
  }

  private isToBeParked(piece: Piece): boolean {
    return piece === 'end' || (piece instanceof PassingFrame && piece.channel === this.parkedChannel)
  }
}

function bytesOf(piece: Piece): number {
  if (piece === 'end') return 0
  return piece instanceof PassingFrame ? piece.bytes.length : piece.length
}

// What a recorded session becomes when a byte, a length or a whole frame of it is wrong.

import { FRAME_OVERHEAD_BYTES, PROTOCOL_HEADER } from '../../src/wire/frame.ts'

/** A source of numbers from 0 to below 1 that a seed repeats. */
export function randomOf(seed: number): () => number {
  let state = seed
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Octets that mean something where a length, a flag, a tag or the end of a frame is read. */
const TELLING = [0, 1, 2, 3, 8, 0x7f, 0x80, 0xce, 0xfe, 0xff]

/** What the client of a session says, one to three times gone wrong. */
export class Mutations {
  private readonly said: string
  private readonly random: () => number
  private count: number = 0

  /** @param said all that a client said, its protocol header first */
  constructor(said: Uint8Array, random: () => number) {
    this.said = Buffer.from(said).toString('latin1')
    this.random = random
  }

  /** The next one. It has a queue of its own, so that many of them can come side by side. */
  next(): Uint8Array {
    const queue = `wirehare.${String(this.count++).padStart(7, '0')}`
    const pieces = piecesOf(Buffer.from(this.said.replaceAll('wirehare.session', queue), 'latin1'))
    for (let left = 1 + this.below(3); left > 0; left--) this.mutate(pieces)
    const whole = Buffer.concat(pieces)
    return this.random() < 0.1 ? whole.subarray(0, this.below(whole.length + 1)) : whole
  }

  private mutate(pieces: Uint8Array[]): void {
    const at = this.below(pieces.length)
    const piece = Uint8Array.from(pieces[at] ?? [])
    const place = this.below(piece.length)
    switch (this.below(8)) {
      case 0:
        piece[place] = (piece[place] ?? 0) ^ (1 << this.below(8))
        break
      case 1:
        piece[place] = TELLING[this.below(TELLING.length)] as number
        break
      case 2:
        piece[place] = this.below(256)
        break
      case 3: // octets too few, with the length put right so that it is the payload that is read
        return this.replace(pieces, at, this.sized(cut(piece, place, 1 + this.below(4))))
      case 4:
        return this.replace(pieces, at, this.sized(cut(piece, place, 0, this.octets(1 + this.below(4)))))
      case 5:
        pieces.splice(at, 1)
        return
      case 6:
        pieces.splice(this.below(pieces.length + 1), 0, piece)
        return
      case 7:
        if (piece.length > 2) piece[2] = this.below(4)
        break
    }
    this.replace(pieces, at, piece)
  }

  private replace(pieces: Uint8Array[], at: number, piece: Uint8Array): void {
    pieces[at] = piece
  }

  private sized(piece: Uint8Array): Uint8Array {
    if (piece.length < FRAME_OVERHEAD_BYTES) return piece
    new DataView(piece.buffer, piece.byteOffset).setUint32(3, piece.length - FRAME_OVERHEAD_BYTES)
    piece[piece.length - 1] = 0xce
    return piece
  }

  private octets(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256))
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }
}

/** The protocol header and the frames. */
function piecesOf(said: Uint8Array): Uint8Array[] {
  const pieces = [said.subarray(0, PROTOCOL_HEADER.length)]
  const view = new DataView(said.buffer, said.byteOffset, said.length)
  for (let at = PROTOCOL_HEADER.length; at < said.length; ) {
    const end = at + view.getUint32(at + 3) + FRAME_OVERHEAD_BYTES
    pieces.push(said.subarray(at, end))
    at = end
  }
  return pieces
}

function cut(
  piece: Uint8Array,
  at: number,
  count: number,
  instead: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return Uint8Array.from([...piece.subarray(0, at), ...instead, ...piece.subarray(at + count)])
}

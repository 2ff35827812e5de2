import { methodNames } from '../generated/constants.ts'
import { allocate } from '../wire/bytes.ts'
import {
  FRAME_BODY,
  FRAME_END,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_OVERHEAD_BYTES,
  FRAME_PREFIX_BYTES,
  PROTOCOL_HEADER,
} from '../wire/frame.ts'

const BASIC_CLASS = 60
const LETTER_A = 0x41
/** The prefix of a frame, and what a method or a content header says of itself in its first four octets. */
const TELLING_BYTES = FRAME_PREFIX_BYTES + 4
/** The largest frame to look for while the way is lost: what RabbitMQ agrees on by default. */
const MAX_SOUGHT_BYTES = 131_072

/**
 * Takes what a FrameCutter cuts: one whole frame, the protocol header, or octets that are none. The octets are not
 * written to again.
 */
export type PieceHandler = (bytes: Uint8Array, isFrame: boolean) => void

/**
 * Cuts one direction of a stream into frames without reading them, for whoever stands beside a connection and not at its
 * end. It never throws: what is no frame is handed on as it comes, and it finds its way back.
 *
 *             ┌──────────── a known type, and a size within the limit: hand on ──┐
 *             ▼                                                                  │
 *     ──▶ in step ── anything else, or lose() ──▶ lost ── the next method, content header or heartbeat that is
 *             ▲                                    │      whole, with its end where it should be ──┐
 *             └────────────────────────────────────┴───────────────────────────────────────────────┘
 *
 * A frame with a wrong end is handed on as a frame: what follows shows whether its size was right.
 */
export class FrameCutter {
  private readonly onPiece: PieceHandler
  private readonly maxFrameBytes: number
  private isLost: boolean = false
  /** The beginning of a frame, with room for the rest of it, or of the octets that tell how long it is. */
  private held: Uint8Array | undefined
  private heldBytes: number = 0

  /** @param maxFrameBytes the largest frame that is put together, in octets */
  constructor(onPiece: PieceHandler, maxFrameBytes: number) {
    this.onPiece = onPiece
    this.maxFrameBytes = maxFrameBytes
  }

  /** Takes the next piece of the stream and hands on all that is complete. */
  receive(chunk: Uint8Array): void {
    let rest = chunk
    while (this.held !== undefined && rest.length > 0) {
      const added = rest.subarray(0, this.held.length - this.heldBytes)
      this.held.set(added, this.heldBytes)
      this.heldBytes += added.length
      if (this.heldBytes < this.held.length) return
      // What is held may only tell how long its frame is, and is then held again, with room for more.
      this.cut(this.takeHeld(), 0)
      rest = rest.subarray(added.length)
    }
    this.cut(rest, 0)
  }

  /** Octets are missing from here on, or never came: what was begun is handed on, and the next frame is looked for. */
  lose(): void {
    this.end()
    this.isLost = true
  }

  /** Hands on the beginning of a frame of which nothing more will come, and what else it was held with. */
  end(): void {
    while (this.held !== undefined) {
      const held = this.takeHeld()
      // What only looked like a frame may have hidden one.
      const next = this.isLost ? nextLikely(held, 1) : held.length
      this.onPiece(held.subarray(0, next), false)
      this.cut(held, next)
    }
  }

  private cut(bytes: Uint8Array, from: number): void {
    let at = from
    while (at < bytes.length) {
      const size = this.sizeAt(bytes, at)
      if (size === NO_FRAME) {
        const next = nextLikely(bytes, at + 1)
        this.isLost = true
        this.onPiece(bytes.subarray(at, next), false)
        at = next
      } else if (size === UNKNOWN || at + size > bytes.length) {
        return this.hold(bytes.subarray(at), size === UNKNOWN ? this.tellingBytes(bytes[at]) : size)
      } else {
        this.isLost = false
        this.onPiece(at === 0 && size === bytes.length ? bytes : bytes.subarray(at, at + size), true)
        at += size
      }
    }
  }

  /** How many octets tell the size of what begins with this one. The protocol header and a heartbeat have no more. */
  private tellingBytes(first: number | undefined): number {
    return this.isLost && (first === FRAME_METHOD || first === FRAME_HEADER)
      ? TELLING_BYTES
      : FRAME_OVERHEAD_BYTES
  }

  private hold(bytes: Uint8Array, wanted: number): void {
    this.held = allocate(wanted)
    this.held.set(bytes)
    this.heldBytes = bytes.length
  }

  private takeHeld(): Uint8Array {
    const held = (this.held as Uint8Array).subarray(0, this.heldBytes)
    this.held = undefined
    return held
  }

  /** The octets of the frame that begins here, `UNKNOWN` where too few of them are here, or `NO_FRAME`. */
  private sizeAt(bytes: Uint8Array, at: number): number {
    if (this.isLost) return soughtSizeAt(bytes, at)
    if (bytes[at] === LETTER_A) return protocolHeaderSizeAt(bytes, at)
    if (!isFrameType(bytes[at] as number)) return NO_FRAME
    // No frame is shorter than this, so to wait for its last octet waits for nothing that does not come.
    if (bytes.length - at < FRAME_OVERHEAD_BYTES) return UNKNOWN
    const size = frameSizeAt(bytes, at)
    return size > this.maxFrameBytes ? NO_FRAME : size
  }
}

const UNKNOWN = 0
const NO_FRAME = -1

function frameSizeAt(bytes: Uint8Array, at: number): number {
  return longAt(bytes, at + 3) + FRAME_OVERHEAD_BYTES
}

function longAt(bytes: Uint8Array, at: number): number {
  const low = ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
  return (bytes[at] as number) * 0x1000000 + low
}

function protocolHeaderSizeAt(bytes: Uint8Array, at: number): number {
  const there = Math.min(4, bytes.length - at)
  for (let i = 0; i < there; i++) if (bytes[at + i] !== PROTOCOL_HEADER[i]) return NO_FRAME
  return bytes.length - at < PROTOCOL_HEADER.length ? UNKNOWN : PROTOCOL_HEADER.length
}

/** As `sizeAt`, but only for what can hardly be anything else. */
function soughtSizeAt(bytes: Uint8Array, at: number): number {
  if (!isLikely(bytes, at)) return NO_FRAME
  if (bytes[at] === LETTER_A) return protocolHeaderSizeAt(bytes, at)
  if (bytes[at] === FRAME_HEARTBEAT)
    return bytes.length - at < FRAME_OVERHEAD_BYTES ? UNKNOWN : FRAME_OVERHEAD_BYTES
  if (bytes.length - at < TELLING_BYTES) return UNKNOWN
  const size = frameSizeAt(bytes, at)
  return at + size <= bytes.length && bytes[at + size - 1] !== FRAME_END ? NO_FRAME : size
}

/** The next place where a frame may well begin, or the end of the bytes. */
function nextLikely(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !isLikely(bytes, at)) at++
  return at
}

/** Whether all that is here of these octets is as in a method, a content header, a heartbeat or the protocol header. */
function isLikely(bytes: Uint8Array, at: number): boolean {
  const there = bytes.length - at
  switch (bytes[at]) {
    case LETTER_A:
      return protocolHeaderSizeAt(bytes, at) !== NO_FRAME
    case FRAME_HEARTBEAT:
      return HEARTBEAT.every((octet, i) => i >= there || bytes[at + i] === octet)
    case FRAME_METHOD:
    case FRAME_HEADER:
      if (there < FRAME_PREFIX_BYTES) return true
      if (frameSizeAt(bytes, at) > MAX_SOUGHT_BYTES) return false
      return there < TELLING_BYTES || isKnown(bytes[at] as number, longAt(bytes, at + FRAME_PREFIX_BYTES))
    default:
      return false
  }
}

const HEARTBEAT: readonly number[] = [FRAME_HEARTBEAT, 0, 0, 0, 0, 0, 0, FRAME_END]

/** Whether the first four octets of the payload are a method's ids, or the class and weight of a content header. */
function isKnown(type: number, first: number): boolean {
  return type === FRAME_METHOD ? methodNames[first] !== undefined : first === BASIC_CLASS * 0x10000
}

function isFrameType(octet: number): boolean {
  return octet === FRAME_METHOD || octet === FRAME_HEADER || octet === FRAME_BODY || octet === FRAME_HEARTBEAT
}

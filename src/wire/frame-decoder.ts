import { ProtocolError } from '../errors.ts'
import { allocate, allocateBriefly, decodeText, NO_BYTES, NO_VIEW, part, viewOf } from './bytes.ts'
import {
  FRAME_BODY,
  FRAME_END,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_OVERHEAD_BYTES,
  FRAME_PREFIX_BYTES,
} from './frame.ts'

const FRAME_ERROR = 501
const PROTOCOL_HEADER_BYTES = 8
const LETTER_A = 0x41
/** What is left of a body frame when all has come that its body takes before the frame is known to be sound. */
const LAST_AND_END_BYTES = 2
/** From a method to a content header to a body, in the first four octets of their frames. */
const NEXT_TYPE = 0x1000000
/** For less than this, a read of its own costs more than a copy. */
const LEAST_SPACE_BYTES = 16 * 1024

/** What a FrameDecoder finds, in the order of the stream. */
export interface FrameHandler {
  /** The eight octets "AMQP…" that only the very beginning of a stream may hold. */
  onProtocolHeader(header: Uint8Array): void
  /** A frame; its payload is `bytes[from..to)`, which stays as it is for as long as the chunk that it came in does. */
  onFrame(type: number, channel: number, bytes: Uint8Array, from: number, to: number): void
  /**
   * A method, a header and a body frame one behind the other, of one channel and whole in one chunk, as most messages
   * come: their payloads are `bytes[from..to)` and so on. A handler without it gets three frames.
   */
  onContent?(
    channel: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    headerFrom: number,
    headerTo: number,
    bodyFrom: number,
    bodyTo: number,
  ): void
  /**
   * A part of the payload of a body frame that chunks have cut, of which `left` more octets are to come; the last part
   * comes as a frame, when its end is here and sound. Bodies are put together from several frames anyway, so nothing is gained by putting the frame together first.
   * A handler without it gets whole frames only.
   */
  onBodyPart?(channel: number, bytes: Uint8Array, from: number, to: number, left: number): void
  /** Where the next octets of a body on this channel go, at most so many; undefined where they have no place yet. */
  bodySpace?(channel: number, atMost: number): Uint8Array | undefined
}

/**
 * Cuts a byte stream into frames, however the network has chunked it.
 *
 *     chunk  ┌────────────┬───────────────┬───────────────┬─────────┐
 *            │ tail of 1  │ frame 2       │ frame 3       │ head of 4
 *            └─────┬──────┴───────────────┴───────────────┴────┬────┘
 *                  └─▶ copied into the      handed on as they   └─▶ copied once, into a
 *                      frame it belongs to  stand, uncopied         frame of its own;
 *                                                                   of a body, handed on
 *
 * A frame is judged by its first seven octets, before any memory is set aside for it: an unknown type or a size beyond
 * the limit is a `ProtocolError` there and then. After an error the decoder is of no further use.
 */
export class FrameDecoder {
  /** The largest frame that is let in, in octets, prefix and end included. */
  maxFrameBytes: number
  private readonly handler: FrameHandler
  private stopped: boolean = false
  private begun: boolean = false
  /** The first octets of a frame whose prefix is not complete, or of a protocol header; made when there are some. */
  private prefix: Uint8Array = NO_BYTES
  private prefixView: DataView = NO_VIEW
  private prefixBytes: number = 0
  /** The payload and end of a frame whose prefix is complete, or nothing. */
  private rest: Uint8Array | undefined
  private restBytes: number = 0
  /** Of a body frame that comes in parts: how much of it is to come, its end included; otherwise 0. */
  private bodyLeft: number = 0
  private bodyChannel: number = 0
  /** Memory for what stands between the payloads of two body frames, made for the first of them that are large. */
  private seam: Uint8Array | undefined

  constructor(handler: FrameHandler, maxFrameBytes: number) {
    this.handler = handler
    this.maxFrameBytes = maxFrameBytes
  }

  /** Whether the stream stands between two frames, where it may end. */
  get isBetweenFrames(): boolean {
    return this.prefixBytes === 0 && this.rest === undefined && this.bodyLeft === 0
  }

  /**
   * Where the next bytes of the stream had best be read into: within a large body frame into the body, all but the last
   * octet of the frame, then up to where the payload of the next frame may begin. Otherwise there is no such place.
   */
  get space(): Uint8Array | undefined {
    if (this.bodyLeft === LAST_AND_END_BYTES) {
      this.seam ??= allocate(LAST_AND_END_BYTES + FRAME_PREFIX_BYTES)
      return this.seam
    }
    const atMost = this.bodyLeft - LAST_AND_END_BYTES
    return atMost < LEAST_SPACE_BYTES ? undefined : this.handler.bodySpace?.(this.bodyChannel, atMost)
  }

  /** Ignores all further bytes, those of the chunk at hand included. */
  stop(): void {
    this.stopped = true
  }

  /**
   * Takes the next piece of the stream and hands on each frame that it completes.
   * @throws {ProtocolError} where the stream is not one of frames
   */
  receive(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length && !this.stopped) {
      at = this.isBetweenFrames ? this.wholeFrames(chunk, at) : this.gather(chunk, at)
    }
  }

  /** Hands on the frames that stand whole in the chunk from `at` on, or begins to gather one of which the end is missing. */
  private wholeFrames(chunk: Uint8Array, at: number): number {
    if (!this.begun && chunk[at] === LETTER_A) return this.gather(chunk, at)
    this.begun = true
    const view = viewOf(chunk)
    while (chunk.length - at >= FRAME_PREFIX_BYTES && !this.stopped) {
      const size = this.judge(chunk, view, at, chunk.length)
      const from = at + FRAME_PREFIX_BYTES
      const to = from + size
      if (to >= chunk.length) {
        return this.comesInParts(chunk[at], size)
          ? this.beginBody(view.getUint16(at + 1), size, chunk, from)
          : this.gather(chunk, at)
      }
      checkEnd(chunk, to)
      const next = this.content(chunk, view, at, to)
      if (next === 0) this.handler.onFrame(chunk[at] as number, view.getUint16(at + 1), chunk, from, to)
      at = next === 0 ? to + 1 : next
    }
    return at < chunk.length && !this.stopped ? this.gather(chunk, at) : at
  }

  /**
   * Hands on the method at `at` with the header and the body frame behind it, where they are of its channel and whole in
   * the chunk, and says where the next frame begins. Otherwise that is 0, and they are looked at one by one: only that way
   * refuses any.
   */
  private content(chunk: Uint8Array, view: DataView, at: number, to: number): number {
    if (chunk[at] !== FRAME_METHOD || this.handler.onContent === undefined) return 0
    // Type, channel and the first octet of the size: among these frames they differ in the type alone.
    const start = view.getUint32(at)
    const headerTo = this.endOf(start + NEXT_TYPE, chunk, view, to + 1)
    const bodyTo = headerTo === 0 ? 0 : this.endOf(start + 2 * NEXT_TYPE, chunk, view, headerTo + 1)
    if (bodyTo === 0) return 0
    const from = at + FRAME_PREFIX_BYTES
    const headerFrom = to + 1 + FRAME_PREFIX_BYTES
    const bodyFrom = headerTo + 1 + FRAME_PREFIX_BYTES
    this.handler.onContent(view.getUint16(at + 1), chunk, from, to, headerFrom, headerTo, bodyFrom, bodyTo)
    return bodyTo + 1
  }

  /** Where the payload of the frame at `at` ends, if it starts so, is within the limit, and is in the chunk whole; else 0. */
  private endOf(start: number, chunk: Uint8Array, view: DataView, at: number): number {
    const from = at + FRAME_PREFIX_BYTES
    if (from >= chunk.length || view.getUint32(at) !== start) return 0
    const size = view.getUint32(at + 3)
    const to = from + size
    const isSound = to < chunk.length && chunk[to] === FRAME_END
    return isSound && size <= this.maxFrameBytes - FRAME_OVERHEAD_BYTES ? to : 0
  }

  /** Copies what belongs to the unfinished frame, hands it on where that completes it, and returns where the next begins. */
  private gather(chunk: Uint8Array, at: number): number {
    if (this.rest !== undefined) return this.gatherRest(chunk, at, this.rest)
    if (this.bodyLeft > 0) return this.bodyPart(chunk, at)
    this.makePrefix()
    const isHeader = !this.begun && (this.prefixBytes === 0 ? chunk[at] : this.prefix[0]) === LETTER_A
    const wanted = isHeader ? PROTOCOL_HEADER_BYTES : FRAME_PREFIX_BYTES
    const end = Math.min(chunk.length, at + wanted - this.prefixBytes)
    while (at < end) this.prefix[this.prefixBytes++] = chunk[at++] as number
    if (this.prefixBytes < wanted) return at
    this.begun = true
    if (isHeader) {
      this.prefixBytes = 0
      this.handler.onProtocolHeader(new Uint8Array(this.prefix))
      return at
    }
    const size = this.judge(this.prefix, this.prefixView, 0, FRAME_PREFIX_BYTES)
    if (this.comesInParts(this.prefix[0], size)) {
      this.prefixBytes = 0
      return this.beginBody(this.prefixView.getUint16(1), size, chunk, at)
    }
    this.rest = allocateBriefly(size + 1)
    this.restBytes = 0
    return at
  }

  /** Most connections never need one: their frames come whole. */
  private makePrefix(): void {
    if (this.prefix.length > 0) return
    this.prefix = allocate(PROTOCOL_HEADER_BYTES)
    this.prefixView = viewOf(this.prefix)
  }

  private comesInParts(type: number | undefined, size: number): boolean {
    return type === FRAME_BODY && size > 0 && this.handler.onBodyPart !== undefined
  }

  /** A body frame of which `chunk` has from `from` on as much as there is. */
  private beginBody(channel: number, size: number, chunk: Uint8Array, from: number): number {
    this.bodyChannel = channel
    this.bodyLeft = size + 1
    return this.bodyPart(chunk, from)
  }

  private bodyPart(chunk: Uint8Array, at: number): number {
    const end = at + this.bodyLeft - 1
    if (end < chunk.length) {
      checkEnd(chunk, end)
      this.bodyLeft = 0
      this.handler.onFrame(FRAME_BODY, this.bodyChannel, chunk, at, end)
      return end + 1
    }
    // The last octet waits for the end of the frame, or a body would be whole before its frame is known to be sound.
    const to = Math.min(chunk.length, end - 1)
    this.bodyLeft -= to - at
    if (to > at) this.handler.onBodyPart?.(this.bodyChannel, chunk, at, to, this.bodyLeft - 1)
    if (to < chunk.length) this.keepLast(chunk[to] as number)
    return chunk.length
  }

  /** All of a body frame has come but its end: its last octet becomes the rest of a frame that is gathered. */
  private keepLast(octet: number): void {
    this.makePrefix()
    this.prefix[0] = FRAME_BODY
    this.prefixView.setUint16(1, this.bodyChannel)
    this.rest = allocateBriefly(2)
    this.rest[0] = octet
    this.restBytes = 1
    this.bodyLeft = 0
  }

  private gatherRest(chunk: Uint8Array, at: number, rest: Uint8Array): number {
    const end = Math.min(chunk.length, at + rest.length - this.restBytes)
    rest.set(part(chunk, at, end), this.restBytes)
    this.restBytes += end - at
    if (this.restBytes === rest.length) {
      this.rest = undefined
      this.prefixBytes = 0
      const to = rest.length - 1
      checkEnd(rest, to)
      this.handler.onFrame(this.prefix[0] as number, this.prefixView.getUint16(1), rest, 0, to)
    }
    return end
  }

  /** Refuses a frame by its prefix, or says how many octets its payload has. What there is of it ends at `end`. */
  private judge(prefix: Uint8Array, view: DataView, at: number, end: number): number {
    const type = prefix[at] as number
    if (type !== FRAME_METHOD && type !== FRAME_HEADER && type !== FRAME_BODY && type !== FRAME_HEARTBEAT) {
      throw new ProtocolError(
        FRAME_ERROR,
        `unknown frame type ${type}, in ${preview(prefix, at, Math.min(end, at + 24))}`,
      )
    }
    const size = view.getUint32(at + 3)
    if (size > this.maxFrameBytes - FRAME_OVERHEAD_BYTES) {
      throw new ProtocolError(
        FRAME_ERROR,
        `a frame of ${size + FRAME_OVERHEAD_BYTES} octets where at most ${this.maxFrameBytes} were agreed on`,
      )
    }
    return size
  }
}

function checkEnd(bytes: Uint8Array, at: number): void {
  if (bytes[at] !== FRAME_END)
    throw new ProtocolError(FRAME_ERROR, `a frame that ends with ${bytes[at]} instead of ${FRAME_END}`)
}

/** The first bytes of what should have been a frame, as text where they are one: it tells HTTP and TLS at a glance. */
function preview(bytes: Uint8Array, at: number, end: number): string {
  const text = decodeText(bytes, at, end)
  if (/^[\x20-\x7e\r\n\t]*$/.test(text)) return JSON.stringify(text)
  return Array.from(bytes.subarray(at, end), (octet) => octet.toString(16).padStart(2, '0')).join(' ')
}

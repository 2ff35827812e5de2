import { ProtocolError } from '../errors.ts'
import {
  BASIC_CLASS,
  carriesContent,
  FRAME_ERROR,
  methodNames,
  UNEXPECTED_FRAME,
} from '../generated/constants.ts'
import { allocate, NO_BYTES, part } from '../wire/bytes.ts'
import type { Reader } from '../wire/reader.ts'
import type { BodyMemory } from './body-memory.ts'
import { Content } from './content.ts'

/** Class id, weight and body size, before the property flags. */
const HEADER_PREFIX_BYTES = 12
/** How the header of any content begins: no other class has any, and the weight is not used. */
const CLASS_AND_WEIGHT = BASIC_CLASS * 0x10000
/** One for all channels: most of them are idle. */
const NO_ARGS = {}
/** Memory follows the bytes that are really there: a header alone sets aside no more than this. */
const FIRST_BODY_BYTES = 1024 * 1024

/** Takes the commands of one channel, whole. */
export interface CommandHandler {
  /**
   * Makes the content of a command whose header has come, with the property list in `header[from..to)`. What `args` is
   * follows from `id`. A handler without it gets plain contents.
   */
  createContent?(id: number, args: object, header: Uint8Array, from: number, to: number): Content
  /** A method, with its content where it carries one. What `args` is follows from `id`. */
  onCommand(id: number, args: object, content: Content | undefined): void
  /** The header announces a body beyond the limit. What is thrown ends the connection; otherwise the content is skipped. */
  onOversized(id: number, bodyBytes: number): void
}

/**
 * Puts the frames of one channel together to commands.
 *
 *               method without content ──▶ command
 *              ┌──────────┐
 *     ┌────────▼──┐  method with content  ┌──────────┐  header, size > 0  ┌────────┐
 *     │ idle      │ ────────────────────▶ │ header   │ ─────────────────▶ │ body   │ ─┐ more to come
 *     └───────────┘                       └──────────┘                    └────────┘ ◀┘
 *           ▲  ▲        size = 0 ──▶ command   │            all there ──▶ command │
 *           │  └───────────────────────────────┘                                  │
 *           └─────────────────────────────────────────────────────────────────────┘
 *
 * The body's size is announced in bytes, not in frames: it may be split anywhere, and an empty body has no frame.
 * (AMQP 0-9-1, 4.2.6 "Content Framing".)
 */
export class CommandAssembler {
  private readonly handler: CommandHandler
  /** The largest body that is taken, in bytes. */
  readonly maxBodyBytes: number
  private readonly dropsLongBodies: boolean
  private readonly bodies: BodyMemory | undefined
  /** The method that waits for its content; 0 while idle. */
  private id: number = 0
  private args: object = NO_ARGS
  /** Undefined until the header came. */
  private content: Content | undefined
  private bodyBytes: number = 0
  private body: Uint8Array = NO_BYTES
  private received: number = 0
  private skipping: boolean = false

  /**
   * @param maxBodyBytes the largest body that is taken
   * @param dropsLongBodies whether a body longer than announced is dropped, and never whole, instead of refused
   * @param bodies the memory that bodies are put together in, where some of it comes back
   */
  constructor(
    handler: CommandHandler,
    maxBodyBytes: number,
    dropsLongBodies: boolean = false,
    bodies?: BodyMemory,
  ) {
    this.handler = handler
    this.maxBodyBytes = maxBodyBytes
    this.dropsLongBodies = dropsLongBodies
    this.bodies = bodies
  }

  /** Whether the method has come, and nothing of its content. */
  get awaitsHeader(): boolean {
    return this.id !== 0 && this.content === undefined
  }

  /** Whether the header has come, and the body is not whole. */
  get awaitsBody(): boolean {
    return this.content !== undefined
  }

  /**
   * Takes a method, which is a command by itself where it has no content.
   * @throws {ProtocolError} 505 where content was due
   */
  receiveMethod(id: number, args: object): void {
    if (this.id !== 0) throw this.unexpected(`the method ${methodNames[id]}`)
    if (!carriesContent(id)) return this.handler.onCommand(id, args, undefined)
    this.id = id
    this.args = args
  }

  /** Takes a header frame's payload, which is what the reader is to read. */
  receiveHeader(reader: Reader): void {
    if (this.id === 0 || this.content !== undefined) throw this.unexpected('a content header')
    const { bytes, view, at: from, end: to } = reader
    if (to - from < HEADER_PREFIX_BYTES + 2)
      throw new ProtocolError(FRAME_ERROR, `a content header of ${to - from} octets`)
    if (view.getUint32(from) !== CLASS_AND_WEIGHT) throw badHeader(reader)
    // Beyond 2^53 it is not exact, but still too large for any limit.
    this.bodyBytes = view.getUint32(from + 4) * 0x100000000 + view.getUint32(from + 8)
    const listFrom = from + HEADER_PREFIX_BYTES
    this.content =
      this.handler.createContent?.(this.id, this.args, bytes, listFrom, to) ??
      new Content(bytes, listFrom, to)
    this.received = 0
    if (this.bodyBytes > this.maxBodyBytes) {
      this.skipping = true
      this.handler.onOversized(this.id, this.bodyBytes)
    }
    if (this.bodyBytes === 0) this.finish(NO_BYTES, 0, 0)
  }

  /** Whether a body frame of this size is kept as it is: it is the whole body. All others are copied into it. */
  wouldKeep(size: number): boolean {
    return this.content !== undefined && size === this.bodyBytes
  }

  /** Takes a body frame's payload, `bytes[from..to)`, or a part of it that `left` more octets of it follow. */
  receiveBody(bytes: Uint8Array, from: number, to: number, left: number): void {
    if (this.content === undefined) throw this.unexpected('a piece of a body')
    const size = to - from
    if (size + left > this.bodyBytes - this.received) {
      if (this.dropsLongBodies) return this.dropBody()
      throw new ProtocolError(FRAME_ERROR, `a body longer than the ${this.bodyBytes} bytes announced`)
    }
    // The usual case: the whole body in one frame, which needs no copy.
    if (this.wouldKeep(size)) return this.finish(bytes, from, to)
    if (!this.skipping) this.append(bytes, from, size)
    this.received += size
    if (this.received === this.bodyBytes) this.finish(this.body, 0, this.bodyBytes)
  }

  /** Where the next octets of the body go, at most so many; undefined where they are not kept. */
  space(atMost: number): Uint8Array | undefined {
    const size = Math.min(atMost, this.bodyBytes - this.received, FIRST_BODY_BYTES)
    if (this.content === undefined || this.skipping || size === 0) return undefined
    this.makeRoom(size)
    return this.body.subarray(this.received, this.received + size)
  }

  /** Forgets a command that is not whole: the rest of it will not come, or is dropped. */
  abandon(): void {
    this.id = 0
    this.content = undefined
    this.body = NO_BYTES
    this.skipping = false
  }

  /** From here on there is always too much of it. */
  private dropBody(): void {
    this.received = this.bodyBytes
    this.body = NO_BYTES
  }

  private append(bytes: Uint8Array, from: number, size: number): void {
    this.makeRoom(size)
    // What was read into its place needs no copy.
    const at = this.body.byteOffset + this.received
    if (bytes.buffer === this.body.buffer && bytes.byteOffset + from === at) return
    this.body.set(part(bytes, from, from + size), this.received)
  }

  private makeRoom(size: number): void {
    const needed = this.received + size
    if (needed <= this.body.length) return
    const atLeast = Math.min(this.bodyBytes, Math.max(FIRST_BODY_BYTES, 2 * needed))
    const larger = this.bodies?.take(atLeast) ?? allocate(atLeast)
    larger.set(part(this.body, 0, this.received))
    this.body = larger
  }

  private finish(body: Uint8Array, from: number, to: number): void {
    const { id, args } = this
    const content = this.content as Content
    if (this.skipping) return this.abandon()
    this.id = 0
    this.content = undefined
    this.body = NO_BYTES
    content.fill(body, from, to)
    this.handler.onCommand(id, args, content)
  }

  private unexpected(what: string): ProtocolError {
    const wanted =
      this.id === 0
        ? 'a method'
        : this.content === undefined
          ? `the content header of ${methodNames[this.id]}`
          : 'more of the body'
    return new ProtocolError(UNEXPECTED_FRAME, `${what} came where ${wanted} was due`)
  }
}

function badHeader(reader: Reader): ProtocolError {
  const [classId, weight] = [reader.short('the class'), reader.short('the weight')]
  const what = classId === BASIC_CLASS ? `with the weight ${weight}` : `of the class ${classId}`
  return new ProtocolError(UNEXPECTED_FRAME, `a content header ${what}`)
}

import { BASIC_CLASS } from '../generated/constants.ts'
import type { BasicProperties } from '../generated/properties.ts'
import { encodeBasicProperties } from '../generated/properties.ts'
import { encodeText } from '../wire/bytes.ts'
import {
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_MIN_BYTES,
  FRAME_OVERHEAD_BYTES,
  PROTOCOL_HEADER,
} from '../wire/frame.ts'
import { FrameWriter } from '../wire/frame-writer.ts'
import type { Method } from '../wire/method.ts'
import { describe } from '../wire/writer.ts'
import type { Content } from './content.ts'

/**
 * Bodies from this size on are handed to the socket by reference instead of being copied. Below it, a copy costs less
 * than one more piece in the list that goes to the kernel.
 */
const BY_REFERENCE_BYTES = 16 * 1024

/** Whose outbox it is. */
export interface OutboxOwner {
  /** There is something to take. Said once for each `take`. */
  onPending(): void
}

/**
 * Turns commands into frames and gathers them, over all channels, until the owner takes them in one piece.
 *
 *     queueDeclare ─┐
 *     basicAck ─────┼──▶ [ frame frame frame … ] ──▶ take() ──▶ one write
 *     basicPublish ─┘        pendingBytes
 *
 * A command whose arguments are wrong throws, and leaves nothing behind.
 */
export class Outbox {
  /** The largest frame that may be sent, in octets, prefix and end included. */
  frameMaxBytes: number = FRAME_MIN_BYTES
  private readonly writer: FrameWriter = new FrameWriter()
  private readonly owner: OutboxOwner
  private announced: boolean = false

  constructor(owner: OutboxOwner) {
    this.owner = owner
  }

  /** The number of bytes that wait to be taken. */
  get pendingBytes(): number {
    return this.writer.pendingBytes
  }

  /** Names the place behind the command that was put in last. */
  get end(): number {
    return this.writer.end
  }

  /** The hello of a client, or the answer of a server that does not understand it; no frame. */
  protocolHeader(header: Uint8Array = PROTOCOL_HEADER): void {
    this.writer.raw(header)
    this.finish()
  }

  /** A sign of life: an empty frame on channel 0. */
  heartbeat(): void {
    this.writer.beginFrame(FRAME_HEARTBEAT, 0)
    this.writer.endFrame()
    this.finish()
  }

  /** A method without content: one frame. */
  method<Args>(channel: number, method: Method<Args, unknown>, args: Args): void {
    try {
      this.methodFrame(channel, method, args)
    } catch (error) {
      throw this.undo(method.name, error)
    }
    this.finish()
  }

  /** A method with content: the method, the header, and as many body frames as it takes, none where it is empty. */
  content<Args>(
    channel: number,
    method: Method<Args, unknown>,
    args: Args,
    properties: BasicProperties | Uint8Array | undefined,
    body: string | Uint8Array,
  ): void {
    const bytes = typeof body === 'string' ? encodeText(body) : body
    try {
      if (!(bytes instanceof Uint8Array))
        throw new TypeError(`body must be a string or a Uint8Array, not ${describe(body)}`)
      this.methodFrame(channel, method, args)
      this.headerFrame(channel, properties, bytes.length)
      this.bodyFrames(channel, bytes)
    } catch (error) {
      throw this.undo(method.name, error)
    }
    this.finish()
  }

  /**
   * A method with content that came over another connection. Its properties go on as they came, even where they are too
   * long for one frame here: they can neither be split nor shortened, and brokers send them nevertheless.
   */
  relay<Args>(channel: number, method: Method<Args, unknown>, args: Args, content: Content): void {
    this.content(channel, method, args, content.propertyBytes, content.body)
  }

  /**
   * Forgets what was put in between two ends, where that came last and has not been taken; something else must be put in
   * its place.
   * @returns whether it was forgotten
   */
  retract(from: number, to: number): boolean {
    return this.writer.retract(from, to)
  }

  /** The bytes to send now, in order. They are not written to again before `reuseMemory`. */
  take(): Uint8Array[] {
    this.announced = false
    return this.writer.take()
  }

  /** All that was taken has been copied: what is sent next may be written over it. */
  reuseMemory(): void {
    this.writer.reuse()
  }

  private methodFrame<Args>(channel: number, method: Method<Args, unknown>, args: Args): void {
    if (typeof args !== 'object' || args === null)
      throw new TypeError(`the arguments must be an object, not ${describe(args)}`)
    this.writer.beginFrame(FRAME_METHOD, channel)
    method.encode(this.writer, args)
    this.checkSize(this.writer.endFrame(), 'arguments')
  }

  /** @param properties as a list of values, or encoded already */
  private headerFrame(
    channel: number,
    properties: BasicProperties | Uint8Array | undefined,
    bodyBytes: number,
  ): void {
    const { writer } = this
    writer.beginFrame(FRAME_HEADER, channel)
    writer.short(BASIC_CLASS, 'class')
    writer.short(0, 'weight')
    writer.longlong(bodyBytes, 'body size')
    if (properties === undefined) writer.short(0, 'property flags')
    else if (properties instanceof Uint8Array) writer.raw(properties)
    else encodeBasicProperties(writer, properties)
    const size = writer.endFrame()
    if (!(properties instanceof Uint8Array)) this.checkSize(size, 'properties')
  }

  private bodyFrames(channel: number, body: Uint8Array): void {
    const most = this.frameMaxBytes - FRAME_OVERHEAD_BYTES
    const byReference = body.length >= BY_REFERENCE_BYTES
    if (body.length <= most) {
      if (body.length > 0) this.writer.bodyFrame(channel, body, byReference)
      return
    }
    for (let at = 0; at < body.length; at += most) {
      this.writer.bodyFrame(channel, body.subarray(at, at + most), byReference)
    }
  }

  /** A method and a content header travel in one frame each: the standard knows no way to split them. */
  private checkSize(size: number, what: string): void {
    if (size > this.frameMaxBytes) {
      throw new RangeError(
        `the ${what} make a frame of ${size} bytes where frame-max is ${this.frameMaxBytes}`,
      )
    }
  }

  private undo(name: string, error: unknown): unknown {
    this.writer.rollback()
    if (error instanceof Error) error.message = `${name}: ${error.message}`
    return error
  }

  private finish(): void {
    this.writer.commit()
    if (this.announced) return
    this.announced = true
    this.owner.onPending()
  }
}

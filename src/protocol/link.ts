import { ProtocolError } from '../errors.ts'
import {
  BASIC_ACK,
  BASIC_NACK,
  CHANNEL_ERROR,
  COMMAND_INVALID,
  CONNECTION_CLASS,
  FRAME_ERROR,
  methodNames,
  UNEXPECTED_FRAME,
} from '../generated/constants.ts'
import { allocateBriefly, decodeText, NO_BYTES, part } from '../wire/bytes.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_METHOD, FRAME_OVERHEAD_BYTES } from '../wire/frame.ts'
import { FrameDecoder, type FrameHandler } from '../wire/frame-decoder.ts'
import { Reader } from '../wire/reader.ts'
import type { CommandAssembler } from './command-assembler.ts'
import { Heartbeat } from './heartbeat.ts'
import { Loan } from './loan.ts'
import { Outbox, type OutboxOwner } from './outbox.ts'
import { type Tune, UNLIMITED_FRAME_BYTES } from './tune.ts'

/** The largest frame before tune: more than any handshake needs, and as much as RabbitMQ takes itself. */
const HANDSHAKE_FRAME_BYTES = 8192
/** The largest frame that is sent where the peer sets no limit. */
const LARGEST_SENT_FRAME_BYTES = 128 * 1024

/** One for all links: what it reads has been read by the time that anybody is told, who might have another link receive. */
const reader = new Reader(NO_BYTES)

/** What a role does with what comes in. */
export interface LinkHandler extends OutboxOwner {
  /** The peer sent a protocol header: its eight octets, which begin with `AMQP`. */
  onProtocolHeader(header: Uint8Array): void
  /** Decodes the fields of a method that the peer may send, or returns undefined where it may not. */
  decode(id: number, reader: Reader): object | undefined
  /** A method on channel 0. */
  onConnectionMethod(id: number, args: object): void
  /** The place where a channel's commands are put together, or undefined where the frame is to be dropped. */
  assemblerOf(channel: number, methodId: number | undefined): CommandAssembler | undefined
  /** The peer sent nothing for two heartbeat intervals; said at each `tick` until `stop`. */
  onPeerDead(silentMs: number): void
  /** Something is wrong with a frame, or was thrown on account of it. What is not about the protocol is thrown again. */
  onError(error: unknown): void
}

/**
 * What client and server have in common: bytes in, frames taken apart and sorted by channel; commands out, gathered in
 * an outbox; heartbeats in both directions.
 */
export class Link implements FrameHandler {
  /** Where all that is to be sent is gathered, for every channel. */
  readonly outbox: Outbox
  /** Whether anybody looks at the bytes that came last. */
  readonly loan: Loan = new Loan()
  private readonly handler: LinkHandler
  private readonly decoder: FrameDecoder
  private heartbeat: Heartbeat
  private stopped: boolean = false
  /** What the owner threw while it took the bytes at hand. */
  private thrown: { readonly error: unknown } | undefined

  constructor(handler: LinkHandler, now: number) {
    this.handler = handler
    this.outbox = new Outbox(handler)
    this.decoder = new FrameDecoder(this, HANDSHAKE_FRAME_BYTES)
    this.heartbeat = new Heartbeat(0, now)
  }

  /** How often `tick` should be called, in milliseconds; undefined where there is no need. */
  get tickEveryMs(): number | undefined {
    return this.heartbeat.checkEveryMs
  }

  /** For how many milliseconds nothing came. */
  silentMs(now: number): number {
    return this.heartbeat.silentMs(now)
  }

  /**
   * What was agreed on holds from the next frame on, in both directions.
   * @param toleratedBytes how much larger than agreed on a frame of the peer may be
   */
  tuned(tune: Tune, now: number, toleratedBytes: number = 0): void {
    this.decoder.maxFrameBytes =
      tune.frameMaxBytes === 0 ? UNLIMITED_FRAME_BYTES : tune.frameMaxBytes + toleratedBytes
    this.outbox.frameMaxBytes = tune.frameMaxBytes === 0 ? LARGEST_SENT_FRAME_BYTES : tune.frameMaxBytes
    this.heartbeat = new Heartbeat(tune.heartbeatSeconds, now)
  }

  /** Takes bytes from the peer. What the owner throws while it does is thrown on when all of them were taken. */
  receive(bytes: Uint8Array, now: number): void {
    this.heartbeat.received(now)
    this.loan.begin(bytes)
    try {
      this.decoder.receive(bytes)
    } catch (error) {
      this.onError(error)
    }
    this.loan.end()
    const { thrown } = this
    this.thrown = undefined
    if (thrown !== undefined) throw thrown.error
  }

  /** Where the next bytes of the peer had best be read into, where there is such a place. */
  get space(): Uint8Array | undefined {
    return this.decoder.space
  }

  /** Ignores all further bytes, and the clock. */
  stop(): void {
    this.decoder.stop()
    this.stopped = true
  }

  /** The bytes to send now. */
  take(now: number): Uint8Array[] {
    if (this.outbox.pendingBytes > 0) this.heartbeat.sent(now)
    return this.outbox.take()
  }

  /** Looks at the clock: sends a heartbeat where one is due, and notices a peer that fell silent. */
  tick(now: number): void {
    if (this.stopped) return
    const due = this.heartbeat.check(now)
    if (due === 'send') this.outbox.heartbeat()
    else if (due === 'dead') this.handler.onPeerDead(this.heartbeat.silentMs(now))
  }

  onProtocolHeader(header: Uint8Array): void {
    const name = decodeText(header, 0, 4)
    if (name !== 'AMQP')
      throw new ProtocolError(FRAME_ERROR, `a stream that begins with ${JSON.stringify(name)}`)
    this.handler.onProtocolHeader(header)
  }

  /** Takes a frame. Where it is refused the next one counts all the same: it may be in the same chunk. */
  onFrame(type: number, channel: number, bytes: Uint8Array, from: number, to: number): void {
    try {
      switch (type) {
        case FRAME_METHOD:
          return void this.onMethodFrame(channel, reader.reset(bytes, from, to), false)
        case FRAME_HEADER:
          return this.contentOf(channel)?.receiveHeader(this.toKeep(reader.reset(bytes, from, to)))
        case FRAME_BODY:
          return this.onBodyFrame(channel, bytes, from, to)
        default:
          if (channel !== 0) throw new ProtocolError(UNEXPECTED_FRAME, `a heartbeat on channel ${channel}`)
          if (to !== from)
            throw new ProtocolError(FRAME_ERROR, `a heartbeat of ${to - from + FRAME_OVERHEAD_BYTES} octets`)
      }
    } catch (error) {
      this.onError(error)
    }
  }

  /** Takes three frames as if they came one by one. */
  onContent(
    channel: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    headerFrom: number,
    headerTo: number,
    bodyFrom: number,
    bodyTo: number,
  ): void {
    try {
      const assembler = this.onMethodFrame(channel, reader.reset(bytes, from, to), true)
      const header = reader.reset(bytes, headerFrom, headerTo)
      // The usual case: each is for whom the one before was for.
      if (assembler?.awaitsHeader === true) assembler.receiveHeader(header)
      else if (!this.stopped) this.contentOf(channel)?.receiveHeader(header)
      if (assembler?.awaitsBody === true) assembler.receiveBody(bytes, bodyFrom, bodyTo, 0)
      else if (!this.stopped) this.contentOf(channel)?.receiveBody(bytes, bodyFrom, bodyTo, 0)
    } catch (error) {
      this.onError(error)
    }
  }

  /** Takes a part of a body frame. */
  onBodyPart(channel: number, bytes: Uint8Array, from: number, to: number, left: number): void {
    try {
      this.contentOf(channel)?.receiveBody(bytes, from, to, left)
    } catch (error) {
      this.onError(error)
    }
  }

  /** Where the next octets of a channel's body go. */
  bodySpace(channel: number, atMost: number): Uint8Array | undefined {
    return this.stopped ? undefined : this.contentOf(channel)?.space(atMost)
  }

  private onError(error: unknown): void {
    try {
      this.handler.onError(error)
    } catch (thrown) {
      this.thrown ??= { error: thrown }
    }
  }

  /**
   * Takes a method, and says where the content that it may carry goes.
   * @param isWhole whether that content is in the same chunk: then what is made of it looks at the bytes as one
   */
  private onMethodFrame(channel: number, reader: Reader, isWhole: boolean): CommandAssembler | undefined {
    const id = reader.long('the method id') | 0
    if (isWhole) this.loan.lend()
    else if (id !== BASIC_ACK && id !== BASIC_NACK) this.toKeep(reader)
    const args = this.handler.decode(id, reader)
    if (args === undefined) throw unknownMethod(id)
    reader.finish('the method')
    if ((id >>> 16 === CONNECTION_CLASS) !== (channel === 0)) throw misplaced(id, channel)
    if (channel === 0) {
      this.handler.onConnectionMethod(id, args)
      return undefined
    }
    const assembler = this.handler.assemblerOf(channel, id)
    assembler?.receiveMethod(id, args)
    return assembler
  }

  private onBodyFrame(channel: number, bytes: Uint8Array, from: number, to: number): void {
    const assembler = this.contentOf(channel)
    if (assembler?.wouldKeep(to - from) !== true) return assembler?.receiveBody(bytes, from, to, 0)
    const body = this.toKeep(reader.reset(bytes, from, to))
    assembler.receiveBody(body.bytes, body.at, body.end, 0)
  }

  /** Has the reader read what may be kept for ever: what it is about to read, or a copy of that. */
  private toKeep(reader: Reader): Reader {
    const { bytes, at, end } = reader
    if (this.loan.lendForGood(bytes)) return reader
    const copy = allocateBriefly(end - at)
    copy.set(part(bytes, at, end))
    return reader.reset(copy, 0, copy.length)
  }

  private contentOf(channel: number): CommandAssembler | undefined {
    if (channel === 0) throw new ProtocolError(UNEXPECTED_FRAME, 'content on channel 0')
    return this.handler.assemblerOf(channel, undefined)
  }
}

function misplaced(id: number, channel: number): ProtocolError {
  const name = methodNames[id] as string
  const code = channel === 0 ? CHANNEL_ERROR : COMMAND_INVALID
  return new ProtocolError(code, `${name} does not belong on channel ${channel}`, { method: name })
}

function unknownMethod(id: number): ProtocolError {
  const name = methodNames[id]
  if (name !== undefined)
    return new ProtocolError(COMMAND_INVALID, `${name} is not for this side to receive`, { method: name })
  return new ProtocolError(COMMAND_INVALID, `there is no method ${id >>> 16}.${id & 0xffff}`)
}

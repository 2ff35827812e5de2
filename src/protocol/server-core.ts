import { ConnectionError, ProtocolError } from '../errors.ts'
import * as ids from '../generated/constants.ts'
import { decodeFromClient } from '../generated/dispatch.ts'
import {
  channelOpenOk,
  connectionBlocked,
  connectionClose,
  connectionCloseOk,
  connectionOpenOk,
  connectionSecure,
  connectionStart,
  connectionTune,
  connectionUnblocked,
  connectionUpdateSecretOk,
} from '../generated/methods.ts'
import type {
  ConnectionClose,
  ConnectionOpen,
  ConnectionSecureOk,
  ConnectionStartOk,
  ConnectionTuneOk,
  ConnectionUpdateSecret,
} from '../generated/types.ts'
import { encodeText } from '../wire/bytes.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { FRAME_OVERHEAD_BYTES, PROTOCOL_HEADER } from '../wire/frame.ts'
import type { Reader } from '../wire/reader.ts'
import type { CommandAssembler } from './command-assembler.ts'
import { Life } from './life.ts'
import { Link, type LinkHandler } from './link.ts'
import { type ServerConnectionInput, type ServerConnectionState, serverConnectionLife } from './lives.ts'
import { connectionClosedByPeer } from './peer-close.ts'
import { Refusal } from './refusal.ts'
import {
  ServerChannelCore,
  type ServerChannelHandler,
  type ServerChannelOptions,
} from './server-channel-core.ts'
import { agree, type Tune } from './tune.ts'

/** What a server brings to the handshake, and the limits that it keeps. */
export interface ServerCoreOptions extends ServerChannelOptions {
  /** What clients are told of this server, its `capabilities` among it. */
  readonly serverProperties: FieldTable
  /** The names of the SASL mechanisms on offer. */
  readonly mechanisms: readonly string[]
  /** What this side proposes. */
  readonly tune: Tune
  /** The protocol header that answers who speaks nothing like AMQP 0-9-1. Default: the one of AMQP 0-9-1. */
  readonly proposal?: Uint8Array | undefined
  /** The smallest frame-max that a client may ask for, from 4096 on. Default 4096. */
  readonly minFrameMaxBytes?: number | undefined
}

/** What a server does with one connection. */
export interface ServerCoreHandler {
  /** There is output to take. Said once for each `takeOutput`. */
  onPending(): void
  /** The client says who it is. Answer with `core.authenticated()`, `core.challenge(…)`, `core.refuse(…)` or `core.hangUp(…)`. */
  onStartOk(startOk: ConnectionStartOk): void
  /** The answer to a challenge. Answer as to `onStartOk`. */
  onSecureOk(response: Uint8Array): void
  /**
   * The client opens a virtual host.
   * @throws {Refusal} where it may not
   */
  onOpen(virtualHost: string): void
  /** The client opens a channel. */
  onChannel(channel: ServerChannelCore): ServerChannelHandler
  /**
   * The client brings a new secret. It is answered unless this throws.
   * @throws {Refusal} where the secret is not good
   */
  onUpdateSecret(newSecret: Uint8Array): void
  /** The client is told that what it asked for is not done; the channel or the connection is closed. */
  onRefused(refusal: Refusal): void
  /**
   * The connection is over: the client's wish where there is no error. Said once. What output there still is has to be
   * sent, then the transport can be closed.
   */
  onClosed(error: Error | undefined): void
}

/** The server's side of a connection, without sockets, timers or promises: the mirror image of `ClientCore`. */
export class ServerCore implements LinkHandler {
  /** Where the connection stands between the protocol header and its end. */
  readonly life: Life<ServerConnectionState, ServerConnectionInput>
  /** What was agreed on. */
  tune: Tune
  private readonly options: ServerCoreOptions
  private readonly handler: ServerCoreHandler
  private readonly link: Link
  private readonly channels: Map<number, ServerChannelCore> = new Map()
  private now: number

  constructor(options: ServerCoreOptions, handler: ServerCoreHandler, now: number) {
    this.options = options
    this.handler = handler
    this.tune = options.tune
    this.now = now
    this.life = new Life(0, serverConnectionLife, 'awaiting header')
    this.link = new Link(this, now)
  }

  /** The number of bytes that wait to be taken. */
  get pendingBytes(): number {
    return this.link.outbox.pendingBytes
  }

  /** How often `tick` should be called, in milliseconds; undefined where there is no need, as before tune. */
  get tickEveryMs(): number | undefined {
    return this.link.tickEveryMs
  }

  /** Takes bytes from the client. Bytes that break the protocol end the connection; this never throws for them. */
  receive(bytes: Uint8Array, now: number): void {
    this.now = now
    this.link.receive(bytes, now)
  }

  /** Looks at the clock: sends a heartbeat where one is due, and ends the connection of a client that fell silent. */
  tick(now: number): void {
    this.now = now
    this.link.tick(now)
  }

  /** The bytes to send now, in order. */
  takeOutput(now: number): Uint8Array[] {
    return this.link.take(now)
  }

  /** The transport has ended. */
  end(error: Error): void {
    if (this.life.state === 'closed') return
    this.life.step('end')
    this.finish(error)
  }

  /** The client is who it says. */
  authenticated(): void {
    this.life.step('send connection.tune')
    const { channelMax, frameMaxBytes, heartbeatSeconds } = this.options.tune
    this.link.outbox.method(0, connectionTune, {
      channelMax,
      frameMax: frameMaxBytes,
      heartbeat: heartbeatSeconds,
    })
  }

  /** The mechanism wants more of the client. */
  challenge(challenge: string | Uint8Array): void {
    this.life.step('send connection.secure')
    this.link.outbox.method(0, connectionSecure, { challenge })
  }

  /** Closes the connection with the refusal's words, and drops all that comes before the client has answered. */
  refuse(refusal: Refusal): void {
    if (this.life.state === 'closed' || this.life.state === 'closing') return
    // Who has not said hello yet would not understand a word.
    if (this.life.state === 'awaiting header') return this.end(refusal)
    this.handler.onRefused(refusal)
    const { replyCode, replyText, methodId } = refusal
    this.link.outbox.method(0, connectionClose, {
      replyCode,
      replyText,
      classId: methodId >>> 16,
      methodId: methodId & 0xffff,
    })
    this.life.step('send connection.close')
    this.endChannels()
  }

  /** Ends the connection without a word. */
  hangUp(error: Error): void {
    this.end(error)
  }

  /** Tells the client that it should publish no more. */
  block(reason: string): void {
    if (this.life.state === 'open') this.link.outbox.method(0, connectionBlocked, { reason })
  }

  /** Tells the client that it may publish again. */
  unblock(): void {
    if (this.life.state === 'open') this.link.outbox.method(0, connectionUnblocked, {})
  }

  onPending(): void {
    this.handler.onPending()
  }

  decode(id: number, reader: Reader): object | undefined {
    return decodeFromClient(id, reader)
  }

  /** Answers a client's hello with start, or proposes AMQP 0-9-1 to who asks for anything else, and hangs up. */
  onProtocolHeader(header: Uint8Array): void {
    if (header.some((octet, i) => octet !== PROTOCOL_HEADER[i])) {
      return this.proposeProtocol(
        new ProtocolError(ids.NOT_IMPLEMENTED, 'a protocol header that is not AMQP 0-9-1'),
        isRelated(header) ? PROTOCOL_HEADER : this.options.proposal,
      )
    }
    this.life.step('protocol header')
    const { serverProperties, mechanisms } = this.options
    this.link.outbox.method(0, connectionStart, {
      versionMajor: 0,
      versionMinor: 9,
      serverProperties,
      mechanisms: encodeText(mechanisms.join(' ')),
      locales: encodeText('en_US'),
    })
  }

  assemblerOf(id: number, methodId: number | undefined): CommandAssembler | undefined {
    if (this.life.state === 'closing') return undefined
    if (this.life.state !== 'open') {
      throw new ProtocolError(ids.COMMAND_INVALID, `a frame for channel ${id} before the connection was open`)
    }
    const channel = this.channels.get(id)
    if (channel !== undefined) return channel.drops(methodId) ? undefined : channel.assembler
    if (methodId === undefined) {
      throw new ProtocolError(ids.UNEXPECTED_FRAME, `content for channel ${id}, which is not open`)
    }
    if (methodId !== ids.CHANNEL_OPEN)
      throw new Refusal(ids.CHANNEL_ERROR, "expected 'channel.open'", methodId)
    this.openChannel(id)
    return undefined
  }

  onConnectionMethod(id: number, args: object): void {
    // What the client sent before it knew of our close: only the two methods that end the connection count now.
    if (this.life.state === 'closing' && id !== ids.CONNECTION_CLOSE && id !== ids.CONNECTION_CLOSE_OK) return
    // The casts follow from the id: the decoder made the fields of just this method.
    switch (id) {
      case ids.CONNECTION_START_OK:
        this.step('connection.start-ok', id)
        return this.handler.onStartOk(args as ConnectionStartOk)
      case ids.CONNECTION_SECURE_OK:
        this.step('connection.secure-ok', id)
        return this.handler.onSecureOk((args as ConnectionSecureOk).response)
      case ids.CONNECTION_TUNE_OK:
        return this.onTuneOk(args as ConnectionTuneOk)
      case ids.CONNECTION_OPEN:
        return this.onOpen(args as ConnectionOpen)
      case ids.CONNECTION_CLOSE:
        this.step('connection.close', id)
        this.link.outbox.method(0, connectionCloseOk, {})
        return this.finish(
          (args as ConnectionClose).replyCode === ids.REPLY_SUCCESS
            ? undefined
            : connectionClosedByPeer(args as ConnectionClose, 'client'),
        )
      case ids.CONNECTION_CLOSE_OK:
        this.step('connection.close-ok', id)
        return this.finish(undefined)
      case ids.CONNECTION_UPDATE_SECRET:
        this.step('other', id)
        return this.onSecret(args as ConnectionUpdateSecret)
      default:
        throw this.misplaced(id)
    }
  }

  onError(error: unknown): void {
    if (!(error instanceof Refusal || error instanceof ProtocolError)) throw error
    if (this.life.state === 'awaiting header') this.proposeProtocol(error, this.options.proposal)
    else if (error instanceof Refusal) this.refuse(error)
    else this.onBrokenProtocol(error)
  }

  onPeerDead(silentMs: number): void {
    this.end(
      new ConnectionError(`the client sent nothing for ${(silentMs / 1000).toFixed(1)} s`, {
        code: 'HEARTBEAT_TIMEOUT',
        scope: 'connection',
        initiator: 'transport',
        retriable: true,
      }),
    )
  }

  /** Goes on to the next state, where the method with this id is legal in the present one. */
  private step(input: ServerConnectionInput, id: number): void {
    if (!this.life.allows(input)) throw this.misplaced(id)
    this.life.step(input)
  }

  private misplaced(id: number): Refusal {
    const state = this.life.state === 'open' ? 'running' : this.life.state
    return new Refusal(ids.CHANNEL_ERROR, `unexpected method in connection state ${state}`, id)
  }

  private onTuneOk(tuneOk: ConnectionTuneOk): void {
    this.step('connection.tune-ok', ids.CONNECTION_TUNE_OK)
    const { channelMax, frameMaxBytes } = this.options.tune
    const { minFrameMaxBytes = ids.FRAME_MIN_SIZE } = this.options
    checkLimit('channel_max', tuneOk.channelMax, 0, channelMax)
    checkLimit('frame_max', tuneOk.frameMax, minFrameMaxBytes, frameMaxBytes)
    const asked = {
      channelMax: tuneOk.channelMax,
      frameMaxBytes: tuneOk.frameMax,
      heartbeatSeconds: tuneOk.heartbeat,
    }
    // The client's heartbeat holds, 0 for none included; RabbitMQ does the same.
    this.tune = { ...agree(this.options.tune, asked), heartbeatSeconds: tuneOk.heartbeat }
    // Some clients take frame-max for the size of the payload alone; RabbitMQ lets them.
    this.link.tuned(this.tune, this.now, FRAME_OVERHEAD_BYTES)
  }

  private onOpen({ virtualHost }: ConnectionOpen): void {
    if (!this.life.allows('connection.open')) throw this.misplaced(ids.CONNECTION_OPEN)
    refusing(ids.CONNECTION_OPEN, () => this.handler.onOpen(virtualHost))
    this.life.step('connection.open')
    this.link.outbox.method(0, connectionOpenOk, {})
  }

  private onSecret({ newSecret }: ConnectionUpdateSecret): void {
    refusing(ids.CONNECTION_UPDATE_SECRET, () => this.handler.onUpdateSecret(newSecret))
    this.link.outbox.method(0, connectionUpdateSecretOk, {})
  }

  private openChannel(id: number): void {
    const { channelMax } = this.tune
    if (channelMax !== 0 && this.channels.size >= channelMax) {
      throw new Refusal(
        ids.NOT_ALLOWED,
        `number of channels opened (${this.channels.size}) has reached the negotiated channel_max (${channelMax})`,
      )
    }
    const channel = new ServerChannelCore(
      id,
      this.link.outbox,
      this.options,
      (core) => this.handler.onChannel(core),
      (refusal) => this.handler.onRefused(refusal),
      () => this.channels.delete(id),
    )
    this.channels.set(id, channel)
    channel.send(channelOpenOk, {})
  }

  private onBrokenProtocol(error: ProtocolError): void {
    if (this.life.state === 'closed') return
    this.refuse(new Refusal(error.replyCode as number, error.message))
    this.end(error)
  }

  /** What is not AMQP 0-9-1 is told what is spoken here, as the standard asks, and that is all. */
  private proposeProtocol(error: Error, proposal: Uint8Array | undefined): void {
    this.link.outbox.protocolHeader(proposal)
    this.end(error)
  }

  private finish(error: Error | undefined): void {
    this.link.stop()
    this.endChannels()
    this.handler.onClosed(error)
  }

  private endChannels(): void {
    for (const channel of [...this.channels.values()]) channel.end()
  }
}

/** Whether a protocol header is one of AMQP 0-9 in a later revision, or of AMQP 1.0, which is no news to who says it. */
function isRelated(header: Uint8Array): boolean {
  const [, , , , id, major, minor = 0, revision] = header
  const is09 = id === 0 && major === 0 && minor >= 9
  return is09 || (major === 1 && minor === 0 && revision === 0)
}

/** A client may lower a limit, and not raise one; 0 means no limit at all. RabbitMQ's words, though it says them to its log only. */
function checkLimit(name: string, asked: number, min: number, max: number): void {
  const isLower = asked !== 0 && asked < min
  const isHigher = max !== 0 && (asked === 0 || asked > max)
  if (!isLower && !isHigher) return
  const words = isLower
    ? `lower than the minimum allowed value (${min})`
    : `higher than the maximum allowed value (${max})`
  throw new Refusal(ids.NOT_ALLOWED, `negotiated ${name} = ${asked} is ${words}`, ids.CONNECTION_TUNE_OK)
}

/** Does what the method with this id asks for; a refusal is one of this method. */
function refusing(methodId: number, act: () => void): void {
  try {
    act()
  } catch (error) {
    throw error instanceof Refusal ? error.of(methodId) : error
  }
}

import { ConnectionError, ProtocolError } from '../errors.ts'
import * as ids from '../generated/constants.ts'
import { decodeFromServer } from '../generated/dispatch.ts'
import { LazyBasicDeliver } from '../generated/lazy-deliver.ts'
import {
  connectionClose,
  connectionCloseOk,
  connectionOpen,
  connectionSecureOk,
  connectionStartOk,
  connectionTuneOk,
} from '../generated/methods.ts'
import type {
  ConnectionBlocked,
  ConnectionClose,
  ConnectionSecure,
  ConnectionTune,
} from '../generated/types.ts'
import { IdPool } from '../util/id-pool.ts'
import type { FieldTable } from '../wire/field-value.ts'
import type { Method } from '../wire/method.ts'
import type { Reader } from '../wire/reader.ts'
import { BodyMemory } from './body-memory.ts'
import { type ChannelCoreOwner, ClientChannelCore, type ClientChannelHandler } from './client-channel-core.ts'
import type { CommandAssembler } from './command-assembler.ts'
import { Life } from './life.ts'
import { Link, type LinkHandler } from './link.ts'
import { type ClientConnectionInput, type ClientConnectionState, clientConnectionLife } from './lives.ts'
import type { Loan } from './loan.ts'
import { connectionClosedByPeer } from './peer-close.ts'
import { type PendingCall, type PendingCalls, RpcQueue } from './rpc-queue.ts'
import { chooseMechanism, type SaslMechanism } from './sasl.ts'
import { ServerGreeting } from './server-greeting.ts'
import { agree, type Tune } from './tune.ts'

/** What a client brings to the handshake, and the limits that it keeps. */
export interface ClientCoreOptions {
  /** The name of the virtual host to open, such as `/`; at most 255 bytes of UTF-8. */
  readonly virtualHost: string
  /** The ways to log in, in the order of preference. */
  readonly mechanisms: readonly SaslMechanism[]
  /** What the broker is told of this client, its `capabilities` among it; brokers show it to their operators. */
  readonly clientProperties: FieldTable
  /** What this side would like; the broker's wishes are then taken into account. */
  readonly tune: Tune
  /** The largest message that is taken, in bytes. */
  readonly maxBodyBytes: number
}

/** What a connection tells its owner. */
export interface ClientCoreHandler {
  /** There is output to take. Said once for each `takeOutput`. */
  onPending(): void
  /** The handshake is done: channels can be opened. */
  onOpen(): void
  /** The broker takes no more publishes for now, and says why. */
  onBlocked(reason: string): void
  /** The broker takes publishes again. */
  onUnblocked(): void
  /**
   * The connection is over: as asked where there is no error. Said once. What output there still is has to be sent, then
   * the transport can be closed.
   */
  onClosed(error: Error | undefined): void
}

/**
 * The client's side of a connection, without sockets, timers or promises. Bytes and the time go in through `receive` and
 * `tick`; bytes come out through `takeOutput`; all else is told to the handlers. Times are milliseconds of any clock
 * that only goes forward.
 *
 *     S: (nothing)          C: protocol header
 *     S: start              C: start-ok       who am I, and which SASL mechanism
 *     S: secure             C: secure-ok      only where the mechanism wants more
 *     S: tune               C: tune-ok, open  limits; then the virtual host
 *     S: open-ok            C: …              open
 *
 * (AMQP 0-9-1, 2.2.4 "The Connection Class".)
 */
export class ClientCore implements LinkHandler, ChannelCoreOwner {
  /** Where the connection stands between the protocol header and its end. */
  readonly life: Life<ClientConnectionState, ClientConnectionInput>
  /** What was agreed on. */
  tune: Tune
  private bodyMemory: BodyMemory | undefined
  /** What hands are shaken with. An open connection has no more use of it, and it may hold a password. */
  private options: ClientCoreOptions | undefined
  private readonly maxBodyBytes: number
  private readonly handler: ClientCoreHandler
  private readonly link: Link
  /** Made for the first. */
  private channels: Map<number, ClientChannelCore> | undefined
  /** The channel of the last frame, which most often is that of the next as well. */
  private recent: ClientChannelCore | undefined
  /** Made for the first. */
  private calls: RpcQueue | undefined
  private channelIds: IdPool = new IdPool(0)
  private greeting: ServerGreeting | undefined
  private mechanism: SaslMechanism | undefined
  /** The time of the last `receive` or `tick`. */
  now: number
  private lateMs: number = 0

  constructor(options: ClientCoreOptions, handler: ClientCoreHandler, now: number) {
    this.options = options
    this.maxBodyBytes = options.maxBodyBytes
    this.handler = handler
    this.tune = options.tune
    this.now = now
    this.life = new Life(0, clientConnectionLife, 'awaiting start')
    this.link = new Link(this, now)
  }

  /** What the broker said of itself in start; a table of its own for each who asks. */
  get serverProperties(): FieldTable {
    return this.greeting?.serverProperties ?? {}
  }

  /** The number of bytes that wait to be taken. */
  get pendingBytes(): number {
    return this.link.outbox.pendingBytes
  }

  /** How often `tick` should be called, in milliseconds; undefined where there is no need, as before tune. */
  get tickEveryMs(): number | undefined {
    return this.link.tickEveryMs
  }

  /** The calls about the connection itself that the broker has not answered, oldest first. */
  get pendingCalls(): PendingCalls {
    return this.calls ?? []
  }

  /** For how many milliseconds nothing came; 0 once it is over. */
  silentMs(now: number): number {
    return this.life.state === 'closed' ? 0 : this.link.silentMs(now)
  }

  /** Says hello; the broker speaks next. */
  start(): void {
    this.link.outbox.protocolHeader()
  }

  /** Takes bytes from the broker. Bytes that break the protocol end the connection; this never throws for them. */
  receive(bytes: Uint8Array, now: number): void {
    this.now = now
    this.link.receive(bytes, now)
  }

  /** Where the next bytes had best be read into, so that a large body need not be copied; undefined where it is all the same. */
  get space(): Uint8Array | undefined {
    return this.link.space
  }

  /** Whether anybody looks at the bytes that came last. */
  get loan(): Loan {
    return this.link.loan
  }

  /** Where bodies are put together that come in parts, on all channels. */
  get bodies(): BodyMemory {
    this.bodyMemory ??= new BodyMemory()
    return this.bodyMemory
  }

  /**
   * Looks at the clock.
   * @param lateMs by how much too late, where that is of note: the error of a peer that fell silent then says so
   */
  tick(now: number, lateMs: number = 0): void {
    this.now = now
    this.lateMs = lateMs
    this.link.tick(now)
  }

  /** The bytes to send now, in order. */
  takeOutput(now: number): Uint8Array[] {
    return this.link.take(now)
  }

  /** All that was taken has been copied: what is sent next may be written over it. */
  reuseMemory(): void {
    this.link.outbox.reuseMemory()
  }

  /** The transport has ended; `error` says why the connection did. */
  end(error: Error): void {
    if (this.life.state === 'closed') return
    this.life.step('end')
    this.finish(error)
  }

  /** Asks for the end of the connection; all that is under way ends with `error`. Asking again changes nothing. */
  close(replyCode: number, replyText: string, error: Error): void {
    if (this.life.state === 'closing' || this.life.state === 'closed') return
    this.life.step('send connection.close')
    this.link.outbox.method(0, connectionClose, { replyCode, replyText })
    this.endChannels(error)
  }

  /** Sends a method of the connection and waits for its answer. */
  call<Args>(method: Method<Args, unknown>, args: Args, call: PendingCall): void {
    this.link.outbox.method(0, method, args)
    this.calls ??= new RpcQueue()
    this.calls.push(call)
  }

  /** Whether as many channels are open as were agreed on. */
  get isFull(): boolean {
    return this.channelIds.isEmpty
  }

  /**
   * A channel with a number of its own; its owner then calls channel.open on it.
   * @returns undefined where as many channels are open as were agreed on
   */
  createChannel(handler: ClientChannelHandler): ClientChannelCore | undefined {
    const id = this.channelIds.take()
    if (id === undefined) return undefined
    const { link, maxBodyBytes, bodies } = this
    const channel = new ClientChannelCore(id, link.outbox, maxBodyBytes, bodies, handler, this)
    this.channels ??= new Map()
    this.channels.set(id, channel)
    return channel
  }

  onChannelGone(id: number): void {
    this.channels?.delete(id)
    this.recent = undefined
    this.channelIds.giveBack(id)
  }

  onPending(): void {
    this.handler.onPending()
  }

  decode(id: number, reader: Reader): object | undefined {
    if (id === ids.BASIC_DELIVER) return new LazyBasicDeliver(reader)
    return id === ids.CONNECTION_START ? ServerGreeting.read(reader) : decodeFromServer(id, reader)
  }

  /** A broker that does not speak 0-9-1 says what it speaks, and hangs up. */
  onProtocolHeader(header: Uint8Array): void {
    const [, , , , , major, minor, revision] = header
    throw new ConnectionError(
      `the broker does not speak AMQP 0-9-1: it proposes ${major}-${minor}-${revision}`,
      {
        code: 'UNSUPPORTED_PROTOCOL',
        scope: 'connection',
        initiator: 'peer',
        retriable: false,
      },
    )
  }

  assemblerOf(id: number, methodId: number | undefined): CommandAssembler | undefined {
    if (this.life.state === 'closing') return undefined
    const channel = this.recent?.id === id ? this.recent : this.channels?.get(id)
    if (channel === undefined)
      throw new ProtocolError(ids.CHANNEL_ERROR, `a frame for channel ${id}, which is not open`)
    this.recent = channel
    return channel.drops(methodId) ? undefined : channel.assembler
  }

  onConnectionMethod(id: number, args: object): void {
    // What the broker sent before it knew of our close: only the two methods that end the connection count now.
    if (this.life.state === 'closing' && id !== ids.CONNECTION_CLOSE && id !== ids.CONNECTION_CLOSE_OK) return
    // The casts follow from the id: the decoder made the fields of just this method.
    switch (id) {
      case ids.CONNECTION_START:
        return this.onStart(args as ServerGreeting)
      case ids.CONNECTION_SECURE:
        return this.onSecure(args as ConnectionSecure)
      case ids.CONNECTION_TUNE:
        return this.onTune(args as ConnectionTune)
      case ids.CONNECTION_OPEN_OK:
        this.life.step('connection.open-ok')
        this.options = undefined
        this.mechanism = undefined
        return this.handler.onOpen()
      case ids.CONNECTION_CLOSE:
        return this.onClose(args as ConnectionClose)
      case ids.CONNECTION_CLOSE_OK:
        this.life.step('connection.close-ok')
        return this.finish(undefined)
      default:
        if (this.life.step('other', ids.methodNames[id]) === 'open') this.onOther(id, args)
    }
  }

  onError(error: unknown): void {
    if (error instanceof ProtocolError) return this.fail(error)
    const { state } = this.life
    if (state === 'open' || state === 'closing' || state === 'closed') throw error
    // While hands are shaken only the options can be at fault: the name of the virtual host is too long, for example.
    this.end(error as Error)
  }

  onPeerDead(silentMs: number): void {
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
    const own =
      this.lateMs === 0 ? '' : `; this program's event loop was itself blocked for ${seconds(this.lateMs)}`
    this.end(
      new ConnectionError(
        `the broker sent nothing for ${seconds(silentMs)}, twice the heartbeat of ${this.tune.heartbeatSeconds} s${own}`,
        {
          code: 'HEARTBEAT_TIMEOUT',
          scope: 'connection',
          initiator: 'transport',
          retriable: true,
        },
      ),
    )
  }

  private onStart(greeting: ServerGreeting): void {
    this.life.step('connection.start')
    this.greeting = greeting
    const { mechanisms, clientProperties } = this.options as ClientCoreOptions
    this.mechanism = chooseMechanism(mechanisms, greeting.mechanisms)
    this.link.outbox.method(0, connectionStartOk, {
      clientProperties,
      mechanism: this.mechanism.name,
      response: this.mechanism.initialResponse(),
      locale: 'en_US',
    })
  }

  private onSecure({ challenge }: ConnectionSecure): void {
    this.life.step('connection.secure')
    const response = this.mechanism?.respond?.(challenge)
    if (response === undefined) {
      throw new ProtocolError(
        ids.COMMAND_INVALID,
        `a challenge, which ${this.mechanism?.name} does not have`,
        {
          method: 'connection.secure',
        },
      )
    }
    this.link.outbox.method(0, connectionSecureOk, { response })
  }

  private onTune(tune: ConnectionTune): void {
    this.life.step('connection.tune')
    const { tune: own, virtualHost } = this.options as ClientCoreOptions
    this.tune = agree(own, {
      channelMax: tune.channelMax,
      frameMaxBytes: tune.frameMax,
      heartbeatSeconds: tune.heartbeat,
    })
    const { channelMax, frameMaxBytes, heartbeatSeconds } = this.tune
    this.channelIds = new IdPool(channelMax === 0 ? 0xffff : channelMax)
    this.link.outbox.method(0, connectionTuneOk, {
      channelMax,
      frameMax: frameMaxBytes,
      heartbeat: heartbeatSeconds,
    })
    this.link.outbox.method(0, connectionOpen, { virtualHost })
    this.link.tuned(this.tune, this.now)
  }

  private onClose(close: ConnectionClose): void {
    this.life.step('connection.close')
    this.link.outbox.method(0, connectionCloseOk, {})
    this.finish(connectionClosedByPeer(close, 'broker'))
  }

  private onOther(id: number, args: object): void {
    if (id === ids.CONNECTION_BLOCKED) this.handler.onBlocked((args as ConnectionBlocked).reason)
    else if (id === ids.CONNECTION_UNBLOCKED) this.handler.onUnblocked()
    else {
      this.calls ??= new RpcQueue()
      this.calls.answer(id, args, undefined)
    }
  }

  /** The broker broke the protocol: it is told, where there is something to tell it with, and the connection is over. */
  private fail(error: ProtocolError): void {
    if (this.life.state === 'closed') return
    if (this.life.state === 'open') {
      this.link.outbox.method(0, connectionClose, {
        replyCode: error.replyCode as number,
        replyText: error.message.slice(0, 80),
      })
    }
    this.end(error)
  }

  private finish(error: Error | undefined): void {
    this.link.stop()
    if (error !== undefined) this.endChannels(error)
    this.handler.onClosed(error)
  }

  private endChannels(error: Error): void {
    this.calls?.failAll(error)
    for (const channel of [...(this.channels?.values() ?? [])]) channel.end(error)
  }
}

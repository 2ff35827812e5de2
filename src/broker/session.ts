import { ConnectionError } from '../errors.ts'
import { ACCESS_REFUSED, INTERNAL_ERROR, isHardError, NOT_ALLOWED } from '../generated/constants.ts'
import type { ConnectionStartOk } from '../generated/types.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ServerChannelCore, ServerChannelHandler } from '../protocol/server-channel-core.ts'
import { ServerCore, type ServerCoreHandler } from '../protocol/server-core.ts'
import type { Tune } from '../protocol/tune.ts'
import type { Transport, TransportHandler } from '../transport/transport.ts'
import { own } from '../util/own.ts'
import { NO_BYTES } from '../wire/bytes.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { Access, type Permissions } from './access.ts'
import { mechanisms } from './authentication.ts'
import { Channel, type ChannelStatus } from './channel.ts'
import type { ConnectionContext } from './channel-context.ts'
import type { MemoryGauge } from './memory-gauge.ts'
import type { BrokerSettings } from './options.ts'
import { manners, type Profile } from './profile.ts'
import { serverProperties } from './server-properties.ts'
import type { VirtualHost } from './virtual-host.ts'

/** How long a client may take from its first byte to connection.open. */
const HANDSHAKE_TIMEOUT_MS = 10_000
/** How long a client may take to answer connection.close, and to end its side of the stream. */
const CLOSE_TIMEOUT_MS = 3_000
/** How much output is gathered before deliveries pause until it was sent. */
const OUTPUT_LIMIT_BYTES = 256 * 1024
/** How much may wait for a client that does not read before it is not heard either: what it asks for needs an answer. */
const UNREAD_LIMIT_BYTES = 1024 * 1024

/** What there is to see of a connection from outside. */
export interface SessionStatus {
  readonly isOpen: boolean
  /** The other end. */
  readonly remote: string
  readonly userName: string
  readonly virtualHost: string
  readonly isBlocked: boolean
  readonly clientProperties: FieldTable
  readonly tune: Tune
  readonly channels: readonly ChannelStatus[]
}

/**
 * One connection of a client, from the first byte to the last. It joins the sans-IO core to a transport and to timers,
 * and gives each channel of the client one of its own.
 *
 *     transport ──bytes──▶ core ──commands──▶ channels ──▶ virtual host
 *         ▲                  │
 *         └── flush, once per turn of the event loop
 */
export class Session implements ServerCoreHandler, TransportHandler, ConnectionContext {
  virtualHost!: VirtualHost
  userName: string = ''
  takesCancels: boolean = false
  access!: Access
  private readonly transport: Transport
  private readonly settings: BrokerSettings
  private readonly virtualHosts: ReadonlyMap<string, VirtualHost>
  private readonly core: ServerCore
  private readonly gauge: MemoryGauge
  private readonly onGone: (session: Session) => void
  private readonly channels: Set<Channel> = new Set()
  private clientProperties: FieldTable = {}
  private clientCapabilities: FieldTable = {}
  private flushWaiters: { beforeFlush(): void }[] = []
  private isFlushScheduled: boolean = false
  /** Whether deliveries pause, because the client does not read as fast as they come. */
  private isFull: boolean = false
  /** Whether the transport has asked for a pause. */
  private isStalled: boolean = false
  /** Whether the client was sent a connection.close. */
  private isClosing: boolean = false
  /** Whether the client has published while there was too much in the queues. */
  private isBlocked: boolean = false
  /** Whether so much waits for the client that it has to read before it is heard again. */
  private isUnread: boolean = false
  private deadline: NodeJS.Timeout | undefined
  private ticker: NodeJS.Timeout | undefined

  /** @param onGone called when the transport is closed */
  constructor(
    transport: Transport,
    settings: BrokerSettings,
    virtualHosts: ReadonlyMap<string, VirtualHost>,
    gauge: MemoryGauge,
    onGone: (session: Session) => void,
  ) {
    this.transport = transport
    this.settings = settings
    this.virtualHosts = virtualHosts
    this.gauge = gauge
    this.onGone = onGone
    const { channelMax, frameMaxBytes, heartbeatSeconds, maxBodyBytes } = settings
    const tune = { channelMax, frameMaxBytes, heartbeatSeconds }
    const options = { serverProperties, mechanisms: [...mechanisms.keys()], tune, maxBodyBytes }
    this.core = new ServerCore({ ...options, ...manners[settings.profile] }, this, settings.clock.now())
    this.setDeadline(HANDSHAKE_TIMEOUT_MS, 'the handshake took too long').unref()
  }

  get status(): SessionStatus {
    const { userName, isBlocked, clientProperties } = this
    return {
      isOpen: this.core.life.state === 'open',
      remote: this.transport.remote,
      userName,
      virtualHost: this.virtualHost?.name ?? '',
      isBlocked,
      clientProperties,
      tune: this.core.tune,
      channels: [...this.channels].map(({ status }) => status),
    }
  }

  start(): void {
    this.transport.start(this)
  }

  /** Ends the connection from this side, with a word to the client where it is open. */
  close(refusal: Refusal): void {
    if (this.core.life.state === 'open') {
      this.core.refuse(refusal)
      this.hearRest()
    } else if (this.core.life.state !== 'closing') this.core.end(lost('the broker was closed'))
  }

  // ── The transport ──

  onData(bytes: Uint8Array): void {
    try {
      this.core.receive(bytes, this.settings.clock.now())
    } catch (error) {
      // Whatever a client sends, it is the only one to suffer from a fault here.
      this.core.refuse(new Refusal(INTERNAL_ERROR, String(error)))
    }
  }

  onDrain(): void {
    this.isStalled = false
    this.isUnread = false
    this.hear()
    this.makeRoom()
  }

  onEnd(): void {
    this.core.end(lost('the client ended the stream'))
  }

  onClose(error: Error | undefined): void {
    this.core.end(lost('the client closed the stream', error))
    clearTimeout(this.deadline)
    this.onGone(this)
  }

  // ── The core ──

  onPending(): void {
    if (this.isFlushScheduled) return
    this.isFlushScheduled = true
    // At the end of the turn, when all connections that have something to say were heard: what many of them publish
    // to one consumer leaves in one write.
    setImmediate(() => this.flush())
  }

  onStartOk({ mechanism, response, clientProperties }: ConnectionStartOk): void {
    this.clientProperties = clientProperties
    const { capabilities } = clientProperties
    this.clientCapabilities = (capabilities ?? {}) as FieldTable
    this.takesCancels = this.clientCapabilities['consumer_cancel_notify'] === true
    const credentials = mechanisms.get(mechanism)?.(response)
    if (credentials === undefined)
      return this.core.hangUp(lost(`a login by ${mechanism} that makes no sense`))
    const { userName, password } = credentials
    if (own(this.settings.users, userName) !== password) return this.refuseLogin(mechanism)
    this.userName = userName
    this.core.authenticated()
  }

  onSecureOk(): void {
    // No mechanism here asks anything, so the core takes no answer.
  }

  onOpen(name: string): void {
    const virtualHost = this.virtualHosts.get(name)
    if (virtualHost === undefined) throw new Refusal(NOT_ALLOWED, `vhost ${name} not found`)
    const permissions = this.permissionsIn(name)
    this.access = new Access(this.userName, name, permissions, this.settings.profile)
    this.virtualHost = virtualHost
    clearTimeout(this.deadline)
    const everyMs = this.core.tickEveryMs
    if (everyMs !== undefined) {
      this.ticker = setInterval(() => this.tick(), everyMs).unref()
    }
  }

  onChannel(core: ServerChannelCore): ServerChannelHandler {
    const channel = new Channel(core, this, (gone) => this.channels.delete(gone))
    this.channels.add(channel)
    return channel
  }

  onRefused({ replyCode, replyText }: Refusal): void {
    const rule = `${replyCode} ${isHardError(replyCode) ? 'closes the connection' : 'closes the channel'}`
    this.settings.observer?.({ kind: 'refused', rule, userName: this.userName, replyCode, replyText })
  }

  onUpdateSecret(): void {
    // Nothing here expires, so a new secret changes nothing; RabbitMQ's own users take any as well.
  }

  onClosed(): void {
    clearInterval(this.ticker)
    this.virtualHost?.onUserGone(this)
    this.flush()
    this.hearRest()
    this.transport.end()
    this.setDeadline(CLOSE_TIMEOUT_MS, 'the client did not end the stream')
  }

  // ── The channels ──

  newName(prefix: string): string {
    return prefix + Buffer.from(this.settings.random(16)).toString('base64url')
  }

  hasRoom(): boolean {
    if (this.core.pendingBytes >= OUTPUT_LIMIT_BYTES) this.isFull = true
    return !this.isFull && this.core.life.state === 'open'
  }

  callBeforeFlush(waiter: { beforeFlush(): void }): void {
    this.flushWaiters.push(waiter)
    this.onPending()
  }

  private flush(): void {
    this.isFlushScheduled = false
    const waiters = this.flushWaiters
    this.flushWaiters = []
    for (const waiter of waiters) waiter.beforeFlush()
    const pieces = this.core.takeOutput(this.settings.clock.now())
    if (pieces.length > 0 && !this.transport.write(pieces)) {
      this.isFull = true
      this.isStalled = true
      this.isUnread = this.transport.bufferedBytes > UNREAD_LIMIT_BYTES
      this.hear()
    }
    if (this.core.life.state === 'closing' && !this.isClosing) {
      this.isClosing = true
      this.setDeadline(CLOSE_TIMEOUT_MS, 'the client did not answer connection.close')
    }
    this.makeRoom()
  }

  private tick(): void {
    const now = this.settings.clock.now()
    // Who is not heard cannot be told from who is silent, and is not given up.
    if (this.isBlocked || this.isUnread) this.core.receive(NO_BYTES, now)
    this.core.tick(now)
  }

  private makeRoom(): void {
    if (!this.isFull || this.isStalled) return
    this.isFull = false
    for (const channel of [...this.channels]) {
      if (this.isFull) return
      // Who was asked first is asked last the next time.
      this.channels.delete(channel)
      this.channels.add(channel)
      channel.onRoom()
    }
  }

  get profile(): Profile {
    return this.settings.profile
  }

  // ── Too much in the queues ──

  /** Who publishes while there is too much is not heard any more, until there is not. */
  onPublish(): void {
    if (!this.gauge.isOver || this.isBlocked) return
    this.isBlocked = true
    this.hear()
    this.tell('blocked', 'more bytes wait in the queues than the limit allows: who publishes is not heard')
    if (this.clientCapabilities['connection.blocked'] === true) this.core.block('low on memory')
  }

  /** There is room again. */
  unblock(): void {
    if (!this.isBlocked) return
    this.isBlocked = false
    this.tell('unblocked', 'no more bytes wait in the queues than the limit allows')
    if (this.clientCapabilities['connection.blocked'] === true) this.core.unblock()
    this.hear()
  }

  /** Hears the client, or does not while there is a reason. What it sends then waits on its side. */
  private hear(): void {
    if (this.isBlocked || this.isUnread) this.transport.pause?.()
    else this.transport.resume?.()
  }

  /** The connection ends: what the client still says is for its end, and nothing more. */
  private hearRest(): void {
    this.isBlocked = false
    this.isUnread = false
    this.hear()
  }

  private tell(kind: 'blocked' | 'unblocked', rule: string): void {
    this.settings.observer?.({ kind, rule, userName: this.userName })
  }

  /** @throws {Refusal} 530 where the user may not use this virtual host at all */
  private permissionsIn(virtualHost: string): Permissions | undefined {
    const all = own(this.settings.permissions, this.userName)
    if (all === undefined) return undefined
    if (Object.hasOwn(all, virtualHost)) return all[virtualHost]
    throw new Refusal(NOT_ALLOWED, `access to vhost '${virtualHost}' refused for user '${this.userName}'`)
  }

  private refuseLogin(mechanism: string): void {
    const refusal = new Refusal(
      ACCESS_REFUSED,
      `Login was refused using authentication mechanism ${mechanism}. For details see the broker logfile.`,
    )
    if (this.clientCapabilities['authentication_failure_close'] === true) this.core.refuse(refusal)
    else this.core.hangUp(refusal)
  }

  /** Cuts the client off when it takes too long. */
  private setDeadline(ms: number, why: string): NodeJS.Timeout {
    clearTimeout(this.deadline)
    this.deadline = setTimeout(() => {
      this.core.end(lost(why))
      this.transport.destroy()
    }, ms)
    return this.deadline
  }
}

function lost(why: string, cause?: Error): ConnectionError {
  return new ConnectionError(why, {
    code: 'CONNECTION_LOST',
    scope: 'connection',
    initiator: 'transport',
    retriable: true,
    cause,
  })
}

import type { EventEmitter } from 'node:events'
import { ConnectionError } from '../errors.ts'
import { REPLY_SUCCESS } from '../generated/constants.ts'
import { ClientCore, type ClientCoreHandler } from '../protocol/client-core.ts'
import type { SaslMechanism } from '../protocol/sasl.ts'
import { tapped } from '../transport/tap.ts'
import type { Transport, TransportHandler } from '../transport/transport.ts'
import { type Deferred, deferred } from '../util/deferred.ts'
import { Ending } from '../util/ending.ts'
import { clientProperties } from './client-properties.ts'
import type { ConnectionEvents } from './connection-events.ts'
import { closedBefore, lostDuring, unlessAsked } from './connection-failure.ts'
import type { ObservedConnection } from './diagnostics.ts'
import { HeartbeatClock } from './heartbeat-clock.ts'
import type { CallOptions } from './options.ts'
import { Output } from './output.ts'
import type { Settings } from './settings.ts'
import { within } from './wait.ts'

/** How long a peer that agreed to the end may take to hang up. */
const HANG_UP_MS = 2_000

/** What stands in the place of the promise that it will open, of which an open connection has no more use. */
const OPENED: Deferred<void> = deferred()
OPENED.resolve()

/** The connection that users hold, as its session sees it. */
export interface SessionOwner extends ObservedConnection, EventEmitter<ConnectionEvents> {
  /** A session is over, with the reason where that was not asked for. */
  onSessionOver(session: Session, unasked: Error | undefined): void
}

/**
 * What a connection runs on for one life, from the hello to the hanging up: the transport below, the core that speaks the
 * protocol, and the output in between.
 *
 *     transport ──onData──▶ core ──onOpen, onBlocked, onClosed──▶ session ──▶ events of the connection
 *         ▲                  │
 *         └───── output ◀────┘ onPending
 *
 * It hears both itself: a function for each of the eleven things they tell would be a kilobyte a connection.
 */
export class Session implements TransportHandler, ClientCoreHandler {
  readonly transport: Transport
  readonly core: ClientCore
  readonly output: Output
  /** Why the broker takes no publishes for now; undefined while it does. */
  blocked: string | undefined
  /** Whether the handshake was done. */
  wasOpen: boolean = false
  private readonly owner: SessionOwner
  private readonly callTimeoutMs: number
  private readonly readRestMs: number
  private resting: NodeJS.Timeout | undefined
  private opening: Deferred<void> = deferred()
  private readonly hungUp: Ending<void> = new Ending()
  private clock: HeartbeatClock | undefined
  private reason: Error | undefined

  constructor(
    transport: Transport,
    settings: Settings,
    mechanisms: readonly SaslMechanism[],
    owner: SessionOwner,
  ) {
    this.owner = owner
    this.callTimeoutMs = settings.callTimeoutMs
    this.readRestMs = settings.readRestMs
    this.transport = settings.tap === undefined ? transport : tapped(transport, settings.tap)
    this.opening.promise.catch(() => {})
    const { channelMax, frameMaxBytes, heartbeatSeconds } = settings
    const options = {
      virtualHost: settings.virtualHost,
      mechanisms,
      clientProperties: clientProperties(settings),
      tune: { channelMax, frameMaxBytes, heartbeatSeconds },
      maxBodyBytes: settings.maxMessageBytes,
    }
    this.core = new ClientCore(options, this, performance.now())
    this.output = new Output(this.core, this.transport, settings.callTimeoutMs)
  }

  /** Shakes hands, until the connection is open. */
  open(): Promise<void> {
    this.transport.start(this)
    this.core.start()
    return this.opening.promise
  }

  /** Ends it at once, with this error. */
  giveUp(error: Error): void {
    this.core.end(error)
    this.transport.destroy()
  }

  /** Ends it after all that was sent before, and waits until the peer has hung up. */
  close(options: CallOptions | undefined): Promise<void> {
    const { state } = this.core.life
    this.goOnReading()
    if (state === 'open') this.core.close(REPLY_SUCCESS, 'closed by the client', this.notOpen('the call'))
    else if (state !== 'closing' && state !== 'closed') this.giveUp(this.notOpen('connection.open'))
    return within('connection.close', this.hungUp.promise, options, this.callTimeoutMs, (error) =>
      this.giveUp(error),
    )
  }

  /** The error of who asks for something that an open connection alone can do. */
  notOpen(what: string): ConnectionError {
    return closedBefore(ConnectionError, 'connection', 'the connection', what, this.reason)
  }

  onData(bytes: Uint8Array, isFull?: boolean): void {
    const { core, readRestMs } = this
    core.receive(bytes, performance.now())
    // A large body is read into its place, in as many reads as the system makes of it.
    if (readRestMs > 0 && isFull !== true && core.space === undefined) this.rest(readRestMs)
  }

  /**
   * Has reading rest for so many milliseconds. A broker that sends a little at a time wakes this process for each, on the
   * machine's time and the broker's; after a rest much comes at once (docs/decisions/0006).
   */
  rest(milliseconds: number): void {
    if (this.resting !== undefined || this.core.life.state !== 'open') return
    this.transport.pause?.()
    this.resting = setTimeout(() => this.goOnReading(), milliseconds)
  }

  space(): Uint8Array | undefined {
    return this.core.space
  }

  releasesData(): boolean {
    return this.core.loan.isOver
  }

  onDrain(): void {
    this.output.onDrain()
    this.owner.emit('drain')
  }

  onEnd(): void {
    this.onLost(undefined)
  }

  /** The transport is gone. */
  onClose(error: Error | undefined): void {
    this.onLost(error)
    this.hungUp.tell()
  }

  onPending(): void {
    this.output.schedule()
  }

  onOpen(): void {
    const { tickEveryMs } = this.core
    if (tickEveryMs !== undefined) this.clock = new HeartbeatClock(this.owner, this.core, tickEveryMs)
    this.wasOpen = true
    this.opening.resolve()
    this.opening = OPENED
  }

  onBlocked(reason: string): void {
    this.blocked = reason
    this.owner.emit('blocked', reason)
  }

  onUnblocked(): void {
    this.blocked = undefined
    this.owner.emit('unblocked')
  }

  /** The protocol has come to its end; the transport is still there where the peer agreed to it. */
  onClosed(error: Error | undefined): void {
    this.clock?.stop()
    this.goOnReading()
    const unasked = unlessAsked(error)
    this.reason = unasked
    this.output.flush()
    this.transport.end()
    // A peer that does not hang up in its turn is not waited for.
    const timer = setTimeout(() => this.transport.destroy(), HANG_UP_MS)
    void this.hungUp.promise.then(() => clearTimeout(timer))
    this.output.fail(error ?? this.notOpen('drained'))
    if (error !== undefined) this.opening.reject(error)
    this.owner.onSessionOver(this, unasked)
  }

  private goOnReading(): void {
    if (this.resting === undefined) return
    clearTimeout(this.resting)
    this.resting = undefined
    this.transport.resume?.()
  }

  private onLost(error: Error | undefined): void {
    const { state } = this.core.life
    if (state !== 'closed') this.core.end(lostDuring(state, this.transport.remote, error))
  }
}

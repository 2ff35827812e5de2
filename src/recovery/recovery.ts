import { openSession } from '../client/connect.ts'
import type { Connection } from '../client/connection.ts'
import type { ConnectionEvents } from '../client/connection-events.ts'
import type { Renewal } from '../client/renewal.ts'
import type { Session } from '../client/session.ts'
import type { RecoverySnapshot } from '../client/snapshot.ts'
import { ConnectionError } from '../errors.ts'
import { Life, type LifeTable } from '../protocol/life.ts'
import { backoffMs } from '../util/backoff.ts'
import { type Deferred, deferred } from '../util/deferred.ts'
import { ConnectionRecord } from './connection-record.ts'
import type { Endpoints } from './endpoints.ts'
import type { RecoverySettings } from './options.ts'

/** Where a connection stands that comes back when it is lost. */
export type RecoveryState = 'connected' | 'waiting' | 'connecting' | 'restoring' | 'over'
/** What moves it on. */
export type RecoveryInput = 'lost' | 'due' | 'opened' | 'restored' | 'failed' | 'stop'

/**
 * A connection and its lives.
 *
 *     connected ──lost──▶ waiting ──due──▶ connecting ──opened──▶ restoring ──restored──▶ connected
 *                            ▲                  │                     │
 *                            └──────failed──────┴───────failed────────┘
 *
 *     over ◀──stop── (every state)
 */
export const recoveryLife: LifeTable<RecoveryState, RecoveryInput> = {
  connected: { lost: 'waiting', stop: 'over' },
  waiting: { due: 'connecting', stop: 'over' },
  connecting: { opened: 'restoring', failed: 'waiting', stop: 'over' },
  restoring: { restored: 'connected', failed: 'waiting', stop: 'over' },
  over: { stop: 'over' },
}

/**
 * Brings a lost connection back: waits, connects anew, and has all that was declared and consumed restored. Until then
 * whoever asks for something waits.
 *
 * Publishes whose confirms are outstanding are not sent again: they may have arrived. Their promises say so.
 */
export class Recovery implements Renewal {
  private readonly connection: Connection
  private readonly endpoints: Endpoints
  private readonly settings: RecoverySettings
  private readonly life: Life<RecoveryState, RecoveryInput> = new Life(0, recoveryLife, 'connected')
  /** Made for the first thing that is to be done again. */
  private done: ConnectionRecord | undefined
  /** Ends an attempt that is under way; made for the first. */
  private stopped: AbortController | undefined
  /** For those who wait; made for the first. */
  private coming: Deferred<void> | undefined
  /** What an attempt has opened, and has not gone on with yet. */
  private candidate: Session | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  /** When the present life began, or the last one was lost. */
  private since: number = performance.now()
  private failedAttempts: number = 0
  /** Attempts and lives of no length, one behind the other: what comes back only to be lost is no success to go by. */
  private setbacks: number = 0
  private reason: Error | undefined

  constructor(connection: Connection, endpoints: Endpoints, settings: RecoverySettings) {
    this.connection = connection
    this.endpoints = endpoints
    this.settings = settings
  }

  get record(): ConnectionRecord {
    this.done ??= new ConnectionRecord()
    return this.done
  }

  get back(): Promise<void> {
    if (this.coming === undefined) {
      this.coming = deferred()
      this.coming.promise.catch(() => {})
    }
    return this.coming.promise
  }

  get snapshot(): RecoverySnapshot | undefined {
    const { state } = this.life
    if (state === 'connected' || state === 'over') return undefined
    const downMs = Math.round(performance.now() - this.since)
    return { state, failedAttempts: this.failedAttempts, downMs, reason: this.reason?.message ?? '' }
  }

  onLost(error: Error): void {
    const now = performance.now()
    this.life.step('lost')
    if (now - this.since > this.settings.maxDelayMs) this.setbacks = 0
    this.since = now
    this.reason = error
    this.failedAttempts = 0
    this.schedule()
  }

  stop(): void {
    const isAtWork = this.life.state !== 'connected'
    this.life.step('stop')
    if (!isAtWork) return
    clearTimeout(this.timer)
    this.stopped?.abort()
    const closed = new ConnectionError('the connection was closed while it was being recovered', {
      code: 'CONNECTION_CLOSED',
      scope: 'connection',
      initiator: 'user',
      retriable: false,
      cause: this.reason,
    })
    this.candidate?.giveUp(closed)
    this.coming?.reject(closed)
  }

  /** Sets the clock for the next attempt, and returns after how many milliseconds that is. */
  private schedule(): number {
    const { minDelayMs, maxDelayMs, random } = this.settings
    const delayMs = backoffMs(this.setbacks, minDelayMs, maxDelayMs, random)
    this.setbacks++
    this.timer = setTimeout(() => void this.attempt(), delayMs)
    return delayMs
  }

  private async attempt(): Promise<void> {
    const { connection } = this
    this.stopped ??= new AbortController()
    const { signal } = this.stopped
    try {
      this.life.step('due')
      const session = await this.endpoints.first((settings) =>
        openSession(connection, { ...settings, signal }),
      )
      this.candidate = session
      signal.throwIfAborted()
      this.life.step('opened')
      await this.restore(session, signal)
    } catch (error) {
      this.candidate?.giveUp(error as Error)
      this.candidate = undefined
      if (this.life.allows('failed')) this.onFailed(error as Error)
    }
  }

  private async restore(session: Session, signal: AbortSignal): Promise<void> {
    const { connection, record, settings } = this
    // Most connections are never lost.
    const { restore } = await import('./restore.ts')
    let recovered: ConnectionEvents['recovered'][0] | undefined
    await restore({
      connection,
      session,
      record,
      topology: settings.topology,
      signal,
      onRefused: (method, args, error) => this.tell('topologyFailed', { method, args, error }),
      onRestored: (newNames) => {
        recovered = {
          downMs: Math.round(performance.now() - this.since),
          failedAttempts: this.failedAttempts,
        }
        this.onRestored(session, newNames)
      },
    })
    // Where it was lost again meanwhile, that has been told.
    if (recovered !== undefined && connection.session === session && connection.isOpen)
      this.tell('recovered', recovered)
  }

  private onRestored(session: Session, newNames: ReadonlyMap<string, string>): void {
    const { blocked, output } = this.connection.session
    this.life.step('restored')
    this.candidate = undefined
    this.since = performance.now()
    this.coming?.resolve()
    this.coming = undefined
    for (const [oldName, newName] of newNames) this.tell('queueRenamed', oldName, newName)
    if (blocked !== undefined && session.blocked === undefined) this.tell('unblocked')
    if (!output.hasRoom) this.tell('drain')
  }

  private onFailed(error: Error): void {
    this.life.step('failed')
    this.reason = error
    this.failedAttempts++
    const isLast = this.failedAttempts >= this.settings.maxAttempts
    const retryAfterMs = isLast ? undefined : this.schedule()
    this.tell('recoveryFailed', { error, attempts: this.failedAttempts, retryAfterMs })
    if (!isLast) return
    this.life.step('stop')
    this.coming?.reject(error)
    queueMicrotask(() => this.connection.end(error))
  }

  /** Tells who listens, in a turn of their own: what they throw must not get in the way. */
  private tell<E extends keyof ConnectionEvents>(event: E, ...args: ConnectionEvents[E]): void {
    queueMicrotask(() => this.connection.emit(event, ...(args as never)))
  }
}

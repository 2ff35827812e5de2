import type { EventEmitter } from 'node:events'
import { type AmqpError, ChannelError } from '../errors.ts'
import { ChannelMethods } from '../generated/channel-methods.ts'
import { NOTHING } from '../generated/codecs.ts'
import { REPLY_SUCCESS } from '../generated/constants.ts'
import { channelOpen } from '../generated/methods.ts'
import type { AckRuns } from '../protocol/ack-runs.ts'
import type { ClientChannelCore, ClientChannelHandler } from '../protocol/client-channel-core.ts'
import type { ClientCore } from '../protocol/client-core.ts'
import { Ending } from '../util/ending.ts'
import { rejected } from '../util/ignorable.ts'
import type { Method } from '../wire/method.ts'
import type { ReadReply } from './call.ts'
import type { ChannelEvents } from './channel-events.ts'
import { ChannelLife, type LivingChannel } from './channel-life.ts'
import { closedBefore, recovering, unlessAsked } from './connection-failure.ts'
import { losing } from './diagnostics.ts'
import { type CallOptions, limitOf } from './options.ts'
import type { Recorder } from './renewal.ts'
import { type ChannelSnapshot, type ChannelUse, snapshotOfCalls } from './snapshot.ts'
import { whenBack, within } from './wait.ts'

/** What a channel needs of its connection. */
export interface ChannelOwner {
  readonly remote: string
  readonly callTimeoutMs: number
  /** Whether deliveries remember the place that settled them. */
  readonly tracesSettlements: boolean
  readonly hasRoom: boolean
  /**
   * Called before a publish is put into the outbox.
   * @throws {ConnectionError} where too much waits there already
   */
  beforePublish(): void
  /** Called when a publish was put into the outbox. */
  afterPublish(): void
  /** Resolves when there is room for more output. */
  drained(options: CallOptions | undefined): Promise<void>
  /** Where it keeps record of what is to be done again on a new connection. */
  readonly record: Recorder | undefined
  /** Between two lives of the connection: resolves when the next one has begun, rejects where there will be none. */
  readonly back: Promise<void> | undefined
  /** Whether a connection that ends with this error will have another life. */
  renewsAfter(error: Error): boolean
  /** A channel is gone, with the reason where that was not asked for. */
  onChannelGone(channel: ChannelLives, unasked: Error | undefined): void
}

/** What works on a channel of its own: a publisher, for example. */
export interface ChannelUser {
  /** What it adds to a snapshot. */
  describe(): ChannelUse
  /** The channel is lost until its next life. */
  onLost?(error: Error): void
  /** The next life has begun. Queues whose names the broker made may have new ones, by their old ones. */
  onRecovered?(newNames: ReadonlyMap<string, string>): void
}

/**
 * What a channel is beside its methods: its lives, and the calls that are made in them.
 *
 *     opening ──open-ok──▶ living ──close()──▶ closing ──▶ gone
 *                          │    ▲                           ▲
 *                     lost │    │ adopt     an error of the channel, the end of the connection
 *                          ▼    │
 *                   between two lives: calls wait, what cannot wait throws
 */
export abstract class ChannelLives
  extends ChannelMethods<CallOptions>
  implements AsyncDisposable, LivingChannel
{
  /** @internal That of the present life, at hand: of a channel's objects a publish then needs no other. */
  core: ClientChannelCore
  /** @internal */
  protected readonly owner: ChannelOwner
  /** @internal The present life, or the last one. */
  life: ChannelLife
  /** @internal Its publisher or consumer. */
  user: ChannelUser | undefined
  /** @internal Where confirms go instead of the event. */
  confirmListener: ClientChannelHandler['onConfirm'] | undefined
  /** @internal Whether the consumer hands deliveries on later, and announces them then. */
  handsOnLater: boolean = false
  private runs: typeof AckRuns | undefined
  /** @internal Made for the first who listens: most channels have nobody, and it is a fifth of what an idle one takes. */
  emitter: EventEmitter<ChannelEvents> | undefined
  private readonly ending: Ending<Error | undefined> = new Ending()
  /** @internal Why it is gone, or waits for its next life. */
  protected reason: Error | undefined
  private stage: 'opening' | 'living' | 'closing' | 'gone' = 'opening'

  /**
   * @internal Channels come from `connection.openChannel()`.
   * @param connection one that is not full
   */
  constructor(owner: ChannelOwner, connection: ClientCore) {
    super()
    this.owner = owner
    this.life = new ChannelLife(this, connection)
    this.core = this.life.core
  }

  /** The number of this channel, 1 to 65535. A later channel may have it again; after a recovery it may have another. */
  get id(): number {
    return this.core.id
  }

  /** Where its connection leads, such as `127.0.0.1:5672`. */
  get remote(): string {
    return this.owner.remote
  }

  /** Whether it can be used now: it was opened, nobody has asked for its end, and its connection is not lost. */
  get isOpen(): boolean {
    return this.core.state === 'open'
  }

  /** Whether it is lost with its connection, and will be there again when that is. */
  get isRecovering(): boolean {
    return this.back !== undefined
  }

  /** @internal Resolves when it is there again, where it is lost with its connection. */
  get back(): Promise<void> | undefined {
    return this.stage === 'living' && !this.isOpen ? this.owner.back : undefined
  }

  /**
   * Resolves when the channel is gone for good: with the reason, or undefined where that was asked for. Never rejects.
   */
  get closed(): Promise<Error | undefined> {
    return this.ending.promise
  }

  /** @internal */
  get tracesSettlements(): boolean {
    return this.owner.tracesSettlements
  }

  /** @internal */
  get callTimeoutMs(): number {
    return this.owner.callTimeoutMs
  }

  /** @internal Whether nobody waits for an answer or a delivery. */
  get isQuiet(): boolean {
    return this.core.pendingCalls.length === 0 && this.life.consumers.count === 0
  }

  /** @internal */
  snapshot(now: number): ChannelSnapshot {
    const { core, flowing, consumers } = this.life
    return {
      id: core.id,
      state: core.state,
      flowing,
      pendingCalls: snapshotOfCalls(core.pendingCalls, now),
      consumers: consumers.snapshot(),
      ...this.user?.describe(),
    }
  }

  /** @internal The first call of every channel. Resolves with the channel itself. */
  open(options: CallOptions | undefined): Promise<this> {
    const opened = (): this => {
      this.stage = 'living'
      return this
    }
    return this.life.start(channelOpen, {}, options, opened, () =>
      this.closeLife('opened too late', 'channel.open'),
    )
  }

  /**
   * @internal Goes on with another life, which is open. What the program asks for from here on comes after what is sent in
   * the same turn.
   */
  adopt(life: ChannelLife): void {
    this.life = life
    this.core = life.core
    if (this.runs !== undefined) this.core.gatherAcks(this.runs)
  }

  /** @internal It is a consumer's own, which hands its deliveries on. What gathers its acks is loaded with the consumer. */
  serveConsumer(runs: typeof AckRuns): void {
    this.handsOnLater = true
    this.runs = runs
    this.core.gatherAcks(runs)
  }

  /** @internal What was to be done again on the new life has been sent. */
  onRecovered(newNames: ReadonlyMap<string, string>): void {
    this.user?.onRecovered?.(newNames)
    this.tell('recovered')
  }

  /** @internal Whether it is of any use still: lost or not, nobody has asked for its end. */
  get isWanted(): boolean {
    return this.stage === 'living'
  }

  /** @internal It is gone for good. */
  end(error: Error | undefined): void {
    if (this.stage === 'gone') return
    this.stage = 'gone'
    this.reason = error
    // The end of a connection that this program closed is as much asked for as that of the channel.
    const unasked = unlessAsked(error)
    this.ending.tell(unasked)
    this.owner.record?.onChannelGone(this)
    this.owner.onChannelGone(this, unasked)
    this.emitter?.emit('close', unasked)
  }

  /** @internal */
  onLifeOver(life: ChannelLife, error: Error | undefined): void {
    if (life !== this.life) return
    if (this.stage !== 'living' || error === undefined || !this.owner.renewsAfter(error))
      return this.end(error)
    this.reason = error
    losing.publish({ connection: undefined, channel: this, error })
    this.user?.onLost?.(error)
    this.tell('lost', error)
  }

  /** @internal */
  onConsumerGone(consumerTag: string): void {
    this.owner.record?.onConsumerGone(this, consumerTag)
    this.emitter?.emit('cancel', consumerTag)
  }

  /**
   * Ends the channel. Unsettled deliveries go back to their queues. Calls under way are rejected. Closing again, or
   * closing a channel that is gone, changes nothing.
   * @throws {TimeoutError | AbortedError} where the broker does not agree in time, or the signal says so; the channel is
   * of no more use all the same
   */
  close(options?: CallOptions): Promise<void> {
    limitOf(options)
    if (this.stage === 'gone') return Promise.resolve()
    this.stage = 'closing'
    // Between two lives there is nobody to tell.
    if (this.core.state === 'closed') this.end(undefined)
    else this.closeLife('closed by the client', 'the call')
    const over = this.closed.then(() => {})
    return within('channel.close', over, options, this.callTimeoutMs)
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  protected override call<Args extends object, Reply>(
    method: Method<Args, Reply>,
    args: Args & { readonly noWait?: boolean | undefined },
    options: CallOptions | undefined,
    onReply?: () => void,
  ): Promise<Reply> {
    const { record } = this.owner
    const place = record?.nextPlace() ?? 0
    if (args?.noWait !== true) {
      return this.ask(method, args, options, (fields) => {
        onReply?.()
        record?.onDone({ channel: this, place, method: method.name, args, reply: fields })
        return (fields === NOTHING ? undefined : fields) as Reply
      })
    }
    this.send(method, args)
    record?.onDone({ channel: this, place, method: method.name, args, reply: undefined })
    return Promise.resolve(undefined as Reply)
  }

  protected override send<Args extends object>(method: Method<Args, unknown>, args: Args): void {
    this.requireOpen(method.name)
    this.life.send(method, args)
  }

  /**
   * @internal Makes a call of an open channel; of one that is lost with its connection when that is back. Where the channel is
   * closed the promise is rejected; a wrong argument throws.
   */
  protected ask<Args extends object, Reply>(
    method: Method<Args, unknown>,
    args: Args,
    options: CallOptions | undefined,
    read: ReadReply<Reply>,
    onLate?: ReadReply<void>,
  ): Promise<Reply> {
    if (this.isOpen) return this.life.start(method, args, options, read, onLate)
    const { back, callTimeoutMs } = this
    if (back === undefined) return rejected(this.notOpen(method.name))
    return whenBack(method.name, back, options, callTimeoutMs, (rest) =>
      this.ask(method, args, rest, read, onLate),
    )
  }

  /** Tells who listens, in a turn of their own: what they throw must not get in the way of a recovery. */
  private tell<E extends 'lost' | 'recovered'>(event: E, ...args: ChannelEvents[E]): void {
    const { emitter } = this
    if (emitter !== undefined) queueMicrotask(() => emitter.emit(event, ...(args as never)))
  }

  private closeLife(words: string, what: string): void {
    this.core.close(REPLY_SUCCESS, words, this.notOpen(what))
  }

  /** @internal @throws {ChannelError | ConnectionError} where it is not open */
  protected requireOpen(what: string): void {
    if (!this.isOpen) throw this.notOpen(what)
  }

  private notOpen(what: string): AmqpError {
    if (this.isRecovering) return recovering(what, this.reason)
    return closedBefore(ChannelError, 'channel', `channel ${this.id}`, what, this.reason)
  }
}

import { ChannelError } from '../errors.ts'
import { ChannelMethods } from '../generated/channel-methods.ts'
import { NOTHING } from '../generated/codecs.ts'
import { BASIC_GET_OK, REPLY_SUCCESS } from '../generated/constants.ts'
import { basicCancel, basicConsume, basicGet, channelOpen } from '../generated/methods.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type {
  BasicCancelArgs,
  BasicCancelOk,
  BasicConsumeArgs,
  BasicConsumeOk,
  BasicGetArgs,
  BasicGetOk,
  BasicPublishArgs,
} from '../generated/types.ts'
import type { BodyMemory } from '../protocol/body-memory.ts'
import type { ClientChannelCore } from '../protocol/client-channel-core.ts'
import type { ClientCore } from '../protocol/client-core.ts'
import type { Loan } from '../protocol/loan.ts'
import { ignorable, rejected } from '../util/ignorable.ts'
import type { Method } from '../wire/method.ts'
import { describe } from '../wire/writer.ts'
import { aborted, Call, type PlacedOptions, type ReadReply } from './call.ts'
import { closedBefore } from './connection-failure.ts'
import type { OnDelivery, Recipient } from './consumers.ts'
import type { FetchedMessage } from './delivery.ts'
import { announcePublish, announceSettlement, hand, itself, publishing, settling } from './diagnostics.ts'
import { type ChannelEvents, Inbox } from './inbox.ts'
import { type CallOptions, limitOf } from './options.ts'
import { type ChannelSnapshot, type ChannelUse, snapshotOfCalls } from './snapshot.ts'
import { within } from './wait.ts'

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
  /** A channel is gone, with the reason where that was not asked for. */
  onChannelGone(channel: Channel, unasked: Error | undefined): void
}

/**
 * A channel: one conversation with the broker, beside others on the same connection. It offers the methods of AMQP one
 * to one, named as in the standard. An error of one of them ends the channel, and nothing else; a new one is cheap.
 *
 * Calls are answered in the order in which they were made, and may be made without waiting for the one before.
 */
export class Channel extends ChannelMethods<CallOptions> implements AsyncDisposable {
  /** @internal What its publisher or consumer adds to a snapshot. */
  describeUse: (() => ChannelUse) | undefined
  /** @internal All deliveries up to this tag were settled by one with `multiple`. */
  settledThrough: number = 0
  /** @internal What it hears without having asked. */
  readonly inbox: Inbox
  /** @internal The bytes that came last on its connection. */
  readonly loan: Loan
  /** @internal Where the bodies of its connection are put together that come in parts. */
  readonly bodies: BodyMemory
  private readonly owner: ChannelOwner
  private readonly core: ClientChannelCore

  /** @internal Channels come from `connection.openChannel()`. */
  constructor(owner: ChannelOwner, connection: ClientCore) {
    super()
    this.owner = owner
    this.loan = connection.loan
    this.bodies = connection.bodies
    this.inbox = new Inbox(this)
    // Whoever opens a channel has looked whether there is one.
    this.core = connection.createChannel(this.inbox) as ClientChannelCore
  }

  /** The number of this channel, 1 to 65535. A later channel may have it again. */
  get id(): number {
    return this.core.id
  }

  /** Where its connection leads, such as `127.0.0.1:5672`. */
  get remote(): string {
    return this.owner.remote
  }

  /** Whether it can be used: it was opened, and nobody has asked for its end. */
  get isOpen(): boolean {
    return this.core.life.state === 'open'
  }

  /** Resolves when the channel is gone: with the reason, or undefined where that was asked for. Never rejects. */
  get closed(): Promise<Error | undefined> {
    return this.inbox.closed
  }

  /** @internal */
  get tracesSettlements(): boolean {
    return this.owner.tracesSettlements
  }

  /** Listens to an event of this channel. */
  on<E extends keyof ChannelEvents>(event: E, listener: (...args: ChannelEvents[E]) => void): this {
    this.inbox.listeners.on(event, listener as never)
    return this
  }

  /** Listens to the next event of this kind. */
  once<E extends keyof ChannelEvents>(event: E, listener: (...args: ChannelEvents[E]) => void): this {
    this.inbox.listeners.once(event, listener as never)
    return this
  }

  /** Listens no more. */
  off<E extends keyof ChannelEvents>(event: E, listener: (...args: ChannelEvents[E]) => void): this {
    this.inbox.listeners.off(event, listener as never)
    return this
  }

  /** @internal */
  onGone(unasked: Error | undefined): void {
    this.owner.onChannelGone(this, unasked)
  }

  /** @internal Whether nobody waits for an answer or a delivery. */
  get isQuiet(): boolean {
    return this.core.pendingCalls.length === 0 && this.inbox.consumers.count === 0
  }

  /** @internal */
  snapshot(now: number): ChannelSnapshot {
    const { id, core, inbox } = this
    return {
      id,
      state: core.life.state,
      flowing: inbox.flowing,
      pendingCalls: snapshotOfCalls(core.pendingCalls, now),
      consumers: inbox.consumers.snapshot(),
      ...this.describeUse?.(),
    }
  }

  /** @internal The first call of every channel. Resolves with the channel itself. */
  open(options: CallOptions | undefined): Promise<this> {
    const giveUp = (): void => this.core.close(REPLY_SUCCESS, 'opened too late', this.notOpen('channel.open'))
    return this.start(channelOpen, {}, options, () => this, giveUp)
  }

  /**
   * Publishes a message: three arguments, three frames (one more for each frame-max of body). It leaves with all else
   * that this turn of the event loop sends. Nothing tells whether it arrived, unless the channel is in confirm mode.
   *
   * A body of 16 KiB or more is not copied: do not change it before it has left.
   * @returns false where so much waits to be sent that it is wise to await `drained()`
   * @throws {ChannelError} where the channel is not open
   * @throws {ConnectionError} `BUFFER_FULL` where more than `maxBufferedBytes` wait to be sent
   * @throws {TypeError | RangeError} where an argument is wrong; nothing is sent then
   */
  basicPublish(
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
  ): boolean {
    return this.write(args, properties, body, publishing.hasSubscribers)
  }

  /** @internal Publishes a message, which may have been announced to observers before. */
  write(
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
    announce: boolean,
  ): boolean {
    this.requireOpen('basic.publish')
    this.owner.beforePublish()
    const sent = announce ? announcePublish(this, args, properties, body, undefined) : properties
    this.core.publish(args, sent, body)
    this.owner.afterPublish()
    return this.owner.hasRoom
  }

  /**
   * Waits until the connection has room for more output. Resolves at once where it has.
   * @throws {ConnectionError} where the connection ends before
   */
  drained(options?: CallOptions): Promise<void> {
    return this.owner.drained(options)
  }

  /**
   * Fetches one message from a queue, where there is one. For more than a few messages, a consumer is much faster.
   * @returns the message, or undefined where the queue is empty
   */
  basicGet(args: BasicGetArgs = {}, options?: CallOptions): Promise<FetchedMessage | undefined> {
    return this.begin(
      basicGet,
      args,
      options,
      (_fields, content, id) => {
        if (id !== BASIC_GET_OK) return undefined
        const message = content as FetchedMessage
        if (args.noAck === true) message.needsNoAck()
        return hand(this, message, itself)
      },
      (fields, _content, id) => {
        // Nobody waits for this message any more: back with it, or it would be stuck until the channel ends.
        if (id === BASIC_GET_OK && args.noAck !== true) this.putBack((fields as BasicGetOk).deliveryTag)
      },
    )
  }

  /**
   * Begins to consume a queue. `onDelivery` is called for each message, in order, until the consumer is cancelled; how
   * many may be unsettled at a time is set with `basicQos` before.
   * @returns the consumer's tag: the one given, or one that the broker made up
   */
  basicConsume(
    args: BasicConsumeArgs,
    onDelivery: OnDelivery,
    options?: CallOptions,
  ): Promise<BasicConsumeOk> {
    if (typeof onDelivery !== 'function')
      throw new TypeError(`onDelivery must be a function, not ${describe(onDelivery)}`)
    const consumer: Recipient = { onDelivery, noAck: args.noAck === true }
    if (args.noWait === true) {
      const { consumerTag = '' } = args
      if (consumerTag === '')
        throw new TypeError('basic.consume with noWait needs a consumerTag: no answer would tell it')
      this.send(basicConsume as Method<BasicConsumeArgs, unknown>, args)
      this.inbox.consumers.add(consumerTag, consumer)
      return Promise.resolve({ consumerTag })
    }
    const begun = (fields: object): BasicConsumeOk => {
      // The first delivery can follow in the same read, so the consumer is known from here on, not from the await on.
      const { consumerTag } = fields as BasicConsumeOk
      this.inbox.consumers.add(consumerTag, consumer)
      return { consumerTag }
    }
    return this.begin(basicConsume, args, options, begun, (fields) => {
      const { consumerTag } = fields as BasicConsumeOk
      this.inbox.consumers.add(consumerTag, {
        ...consumer,
        onDelivery: (delivery) => consumer.noAck || delivery.nack(),
      })
      void this.basicCancel({ consumerTag })
    })
  }

  /**
   * Does work in a transaction: `tx.select`, the work, then `tx.commit`, or `tx.rollback` where the work fails. What the
   * work publishes and acks takes effect at the commit. The channel is transactional from then on, also where
   * the wait for `tx.select` was given up: the broker heeds it all the same.
   *
   * A signal that is aborted while the work is under way leads to the rollback when the work is done, so the work has to
   * heed it too. One that is aborted during the commit leaves open what becomes of it.
   * @returns what the work returns
   * @throws what the work throws, after the rollback
   */
  transaction<T>(work: () => T | Promise<T>, options?: CallOptions): Promise<T> {
    const limits: PlacedOptions = { ...options, place: new Error() }
    return ignorable(async () => {
      await this.txSelect(limits)
      let result: T
      try {
        result = await work()
        if (options?.signal?.aborted === true) throw aborted('transaction', options.signal)
      } catch (error) {
        // Where the channel is gone there is nothing left to roll back; where the work was given up there is.
        if (this.isOpen) await this.txRollback({ ...limits, signal: undefined })
        throw error
      }
      await this.txCommit(limits)
      return result
    })
  }

  /** Ends a consumer. Deliveries that are on the way still come; none does once this has resolved. */
  override basicCancel(
    args: BasicCancelArgs & { readonly noWait: true },
    options?: CallOptions,
  ): Promise<undefined>
  override basicCancel(args: BasicCancelArgs, options?: CallOptions): Promise<BasicCancelOk>
  override basicCancel(args: BasicCancelArgs, options?: CallOptions): Promise<BasicCancelOk | undefined> {
    return this.call(basicCancel, args, options, () => this.inbox.consumers.delete(args.consumerTag))
  }

  /**
   * Ends the channel. Unsettled deliveries go back to their queues. Calls under way are rejected. Closing again, or
   * closing a channel that is gone, changes nothing.
   * @throws {TimeoutError | AbortedError} where the broker does not agree in time, or the signal says so; the channel is
   * of no more use all the same
   */
  close(options?: CallOptions): Promise<void> {
    limitOf(options)
    if (this.core.life.state === 'closed') return Promise.resolve()
    this.core.close(REPLY_SUCCESS, 'closed by the client', this.notOpen('the call'))
    const over = this.closed.then(() => {})
    return within('channel.close', over, options, this.owner.callTimeoutMs)
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
    if (args?.noWait !== true) {
      return this.begin(method, args, options, (fields) => {
        onReply?.()
        return (fields === NOTHING ? undefined : fields) as Reply
      })
    }
    this.send(method, args)
    return Promise.resolve(undefined as Reply)
  }

  protected override send<Args extends object>(method: Method<Args, unknown>, args: Args): void {
    this.requireOpen(method.name)
    this.core.send(method, args)
    if (settling.hasSubscribers) announceSettlement(this, method.name, args)
  }

  /** Makes a call of an open channel. Where the channel is closed the promise is rejected; a wrong argument throws. */
  private begin<Args extends object, Reply>(
    method: Method<Args, unknown>,
    args: Args,
    options: CallOptions | undefined,
    read: ReadReply<Reply>,
    onLate?: ReadReply<void>,
  ): Promise<Reply> {
    if (!this.isOpen) return rejected(this.notOpen(method.name))
    return this.start(method, args, options, read, onLate)
  }

  private start<Args extends object, Reply>(
    method: Method<Args, unknown>,
    args: Args,
    options: CallOptions | undefined,
    read: ReadReply<Reply>,
    onLate?: ReadReply<void>,
  ): Promise<Reply> {
    const call = new Call<Reply>(method, options, this.owner.callTimeoutMs, read, onLate)
    return call.begin(() => this.core.call(method, args, call))
  }

  private putBack(deliveryTag: number): void {
    if (this.isOpen) this.basicNack({ deliveryTag, requeue: true })
  }

  private requireOpen(what: string): void {
    if (this.core.life.state !== 'open') throw this.notOpen(what)
  }

  private notOpen(what: string): ChannelError {
    return closedBefore(ChannelError, 'channel', `channel ${this.id}`, what, this.inbox.reason)
  }
}

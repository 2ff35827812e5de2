import { EventEmitter } from 'node:events'
import { BASIC_GET_OK } from '../generated/constants.ts'
import { basicCancel, basicConsume, basicGet } from '../generated/methods.ts'
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
import { ignorable } from '../util/ignorable.ts'
import type { Method } from '../wire/method.ts'
import { describe } from '../wire/writer.ts'
import { aborted, type PlacedOptions } from './call.ts'
import type { ChannelEvents } from './channel-events.ts'
import { ChannelLives } from './channel-lives.ts'
import { halfTransaction } from './connection-failure.ts'
import type { OnDelivery, Recipient } from './consumers.ts'
import type { FetchedMessage } from './delivery.ts'
import { announcePublish, hand, itself, publishing } from './diagnostics.ts'
import type { CallOptions } from './options.ts'
import { whenBack } from './wait.ts'

/**
 * A channel: one conversation with the broker, beside others on the same connection. It offers the methods of AMQP one
 * to one, named as in the standard. An error of one of them ends the channel, and nothing else; a new one is cheap.
 *
 * Calls are done in the order in which they were made, and may be made without waiting for the one before. RabbitMQ
 * answers `basicConsume` and `basicCancel` later than calls that were made after them, now and then.
 */
export class Channel extends ChannelLives {
  /** Listens to an event of this channel. */
  on<E extends keyof ChannelEvents>(event: E, listener: (...args: ChannelEvents[E]) => void): this {
    this.listeners.on(event, listener as never)
    return this
  }

  /** Listens to the next event of this kind. */
  once<E extends keyof ChannelEvents>(event: E, listener: (...args: ChannelEvents[E]) => void): this {
    this.listeners.once(event, listener as never)
    return this
  }

  /** Listens no more. */
  off<E extends keyof ChannelEvents>(event: E, listener: (...args: ChannelEvents[E]) => void): this {
    this.listeners.off(event, listener as never)
    return this
  }

  private get listeners(): EventEmitter<ChannelEvents> {
    this.emitter ??= new EventEmitter()
    return this.emitter
  }

  /**
   * Publishes a message: three arguments, three frames (one more for each frame-max of body). It leaves with all else
   * that this turn of the event loop sends. Nothing tells whether it arrived, unless the channel is in confirm mode.
   *
   * A body of 16 KiB or more is not copied: do not change it before it has left.
   * @returns false where so much waits to be sent that it is wise to await `drained()`
   * @throws {ChannelError} where the channel is not open
   * @throws {ConnectionError} `RECOVERING` where it is lost with its connection, which is on its way back
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
    return this.ask(
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
    const { record } = this.owner
    const place = record?.nextPlace() ?? 0
    const begin = (consumerTag: string): BasicConsumeOk => {
      this.life.consumers.add(consumerTag, consumer)
      record?.onDone({
        channel: this,
        place,
        method: basicConsume.name,
        args,
        reply: { consumerTag },
        onDelivery,
      })
      return { consumerTag }
    }
    if (args.noWait === true) {
      const { consumerTag = '' } = args
      if (consumerTag === '')
        throw new TypeError('basic.consume with noWait needs a consumerTag: no answer would tell it')
      this.send(basicConsume as Method<BasicConsumeArgs, unknown>, args)
      return Promise.resolve(begin(consumerTag))
    }
    // The first delivery can follow in the same read, so the consumer is known from here on, not from the await on.
    const begun = (fields: object): BasicConsumeOk => begin((fields as BasicConsumeOk).consumerTag)
    return this.ask(basicConsume, args, options, begun, (fields) => {
      const { consumerTag } = fields as BasicConsumeOk
      this.life.consumers.add(consumerTag, {
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

  /**
   * Has all that was published and acked since the last commit take effect.
   * @throws {ConnectionError} `TRANSACTION_LOST` where the connection was lost since `txSelect`, or the last commit or
   * rollback, and has been recovered: the first half of the transaction is undone, and so is now the second
   */
  override txCommit(options?: CallOptions): Promise<void> {
    const { back, life, callTimeoutMs } = this
    if (back !== undefined)
      return whenBack('tx.commit', back, options, callTimeoutMs, (rest) => this.txCommit(rest))
    if (!life.isHalfTransaction) {
      this.core.hasUncommitted = false
      return super.txCommit(options)
    }
    const limits: PlacedOptions = { ...options, place: new Error() }
    return ignorable(async () => {
      await this.txRollback(limits)
      throw halfTransaction(this.reason)
    })
  }

  override txRollback(options?: CallOptions): Promise<void> {
    this.life.isHalfTransaction = false
    this.core.hasUncommitted = false
    return super.txRollback(options)
  }

  /** Ends a consumer. Deliveries that are on the way still come; none does once this has resolved. */
  override basicCancel(
    args: BasicCancelArgs & { readonly noWait: true },
    options?: CallOptions,
  ): Promise<undefined>
  override basicCancel(args: BasicCancelArgs, options?: CallOptions): Promise<BasicCancelOk>
  override basicCancel(args: BasicCancelArgs, options?: CallOptions): Promise<BasicCancelOk | undefined> {
    return this.call(basicCancel, args, options, () => this.life.consumers.delete(args.consumerTag))
  }

  private putBack(deliveryTag: number): void {
    if (this.isOpen) this.basicNack({ deliveryTag, requeue: true })
  }
}

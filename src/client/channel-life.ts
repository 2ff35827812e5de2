import type { EventEmitter } from 'node:events'
import { BASIC_DELIVER, BASIC_GET_OK, BASIC_RETURN } from '../generated/constants.ts'
import type { LazyBasicDeliver } from '../generated/lazy-deliver.ts'
import type { BasicDeliver, BasicGetOk, BasicReturn } from '../generated/types.ts'
import type { BodyMemory } from '../protocol/body-memory.ts'
import type { ClientChannelCore, ClientChannelHandler } from '../protocol/client-channel-core.ts'
import type { ClientCore } from '../protocol/client-core.ts'
import { Content } from '../protocol/content.ts'
import type { Loan } from '../protocol/loan.ts'
import type { Method } from '../wire/method.ts'
import { Call, type PlacedOptions, type ReadReply } from './call.ts'
import type { ChannelEvents } from './channel-events.ts'
import { Consumers } from './consumers.ts'
import { Delivery, type DeliveryChannel, FetchedMessage, ReturnedMessage } from './delivery.ts'
import { announceSettlement, hand, type ObservedChannel, settling } from './diagnostics.ts'

/** The channel whose life it is: what stays the same from one life to the next. */
export interface LivingChannel extends ObservedChannel {
  readonly callTimeoutMs: number
  /** Whether deliveries remember the place that settled them. */
  readonly tracesSettlements: boolean
  /** Those who listen to its events, where anybody does. */
  readonly emitter: EventEmitter<ChannelEvents> | undefined
  /** Where confirms go instead of the event: each message has one, and a publisher wants them at no cost. */
  readonly confirmListener: ClientChannelHandler['onConfirm'] | undefined
  /** Whether the consumer hands deliveries on later, and announces them then. */
  readonly handsOnLater: boolean
  /** The broker has ended a consumer. */
  onConsumerGone(consumerTag: string): void
  /** A life is over: as asked where there is no error. */
  onLifeOver(life: ChannelLife, error: Error | undefined): void
}

/**
 * One life of a channel: from channel.open to its end, on one connection to a broker. It makes calls, and takes what the
 * channel hears without having asked: deliveries go to their consumers, all else to whoever listens. Where a connection
 * is renewed a channel has one life after the other.
 *
 * Delivery tags belong to one life. A delivery knows its own, so that what is acked too late goes nowhere, and not to
 * another message with the same number.
 */
export class ChannelLife implements ClientChannelHandler, DeliveryChannel {
  readonly core: ClientChannelCore
  readonly consumers: Consumers = new Consumers()
  /** The bytes that came last on its connection. */
  readonly loan: Loan
  /** Where the bodies of its connection are put together that come in parts. */
  readonly bodies: BodyMemory
  /** All deliveries up to this tag were settled by one with `multiple`. */
  settledThrough: number = 0
  /** Whether the broker takes publishes on this channel. */
  flowing: boolean = true
  /** Whether the transaction that is under way has begun in the life before, where what was done in it is undone. */
  isHalfTransaction: boolean = false
  private readonly channel: LivingChannel

  /** @param connection one that is not full */
  constructor(channel: LivingChannel, connection: ClientCore) {
    this.channel = channel
    this.loan = connection.loan
    this.bodies = connection.bodies
    this.core = connection.createChannel(this) as ClientChannelCore
  }

  /** Whether it can be used: it was opened, and nobody has asked for its end. */
  get isOpen(): boolean {
    return this.core.state === 'open'
  }

  get tracesSettlements(): boolean {
    return this.channel.tracesSettlements
  }

  /** Sends a method that is not answered. */
  send<Args extends object>(method: Method<Args, unknown>, args: Args): void {
    this.core.send(method, args)
    if (settling.hasSubscribers) announceSettlement(this.channel, method.name, args)
  }

  /** Sends a method and waits for its answer. A wrong argument throws. */
  start<Args extends object, Reply>(
    method: Method<Args, unknown>,
    args: Args,
    options: PlacedOptions | undefined,
    read: ReadReply<Reply>,
    onLate?: ReadReply<void>,
  ): Promise<Reply> {
    const call = new Call<Reply>(method, options, this.channel.callTimeoutMs, read, onLate)
    return call.begin(() => this.core.call(method, args, call))
  }

  /** Content is made as what the program gets to see, so that no message is wrapped once more. */
  createContent(id: number, args: object, header: Uint8Array, from: number, to: number): Content {
    // The casts follow from the id: the decoder made the fields of just this method.
    switch (id) {
      case BASIC_DELIVER:
        return new Delivery(this, args as BasicDeliver, header, from, to)
      case BASIC_GET_OK:
        return new FetchedMessage(this, args as BasicGetOk, header, from, to)
      case BASIC_RETURN:
        return new ReturnedMessage(args as BasicReturn, header, from, to)
      default:
        return new Content(header, from, to)
    }
  }

  onDeliver(fields: BasicDeliver, content: Content): void {
    const { channel } = this
    // The casts follow from what the core decodes, and from createContent.
    const { onDelivery, noAck } = this.consumers.recipientOf(fields as LazyBasicDeliver)
    const delivery = content as Delivery
    if (noAck) delivery.needsNoAck()
    try {
      const result = channel.handsOnLater ? onDelivery(delivery) : hand(channel, delivery, onDelivery)
      if (result instanceof Promise) result.catch((error: unknown) => this.onCallbackError(error, delivery))
    } catch (error) {
      this.onCallbackError(error, delivery)
    }
  }

  onReturn(_fields: BasicReturn, content: Content): void {
    this.channel.emitter?.emit('return', content as ReturnedMessage)
  }

  onConfirm(deliveryTag: number, multiple: boolean, accepted: boolean): void {
    const { confirmListener, emitter } = this.channel
    if (confirmListener !== undefined) confirmListener(deliveryTag, multiple, accepted)
    else emitter?.emit('confirm', { deliveryTag, multiple, accepted })
  }

  onCancel(consumerTag: string): void {
    this.consumers.delete(consumerTag)
    this.channel.onConsumerGone(consumerTag)
  }

  onFlow(active: boolean): void {
    this.flowing = active
    this.channel.emitter?.emit('flow', active)
  }

  onClosed(error: Error | undefined): void {
    this.consumers.clear()
    this.channel.onLifeOver(this, error)
  }

  private onCallbackError(error: unknown, delivery: Delivery): void {
    if (this.channel.emitter?.emit('callbackError', error, delivery) === true) return
    // Nobody listens: a mistake in the program must not pass unseen, as with any event of Node.
    queueMicrotask(() => {
      throw error
    })
  }
}

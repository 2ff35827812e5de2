import { EventEmitter } from 'node:events'
import { AmqpError } from '../errors.ts'
import { BASIC_DELIVER, BASIC_GET_OK, BASIC_RETURN } from '../generated/constants.ts'
import type { LazyBasicDeliver } from '../generated/lazy-deliver.ts'
import type { BasicDeliver, BasicGetOk, BasicReturn } from '../generated/types.ts'
import type { ClientChannelHandler } from '../protocol/client-channel-core.ts'
import { Content } from '../protocol/content.ts'
import { Ending } from '../util/ending.ts'
import { Consumers } from './consumers.ts'
import { Delivery, type DeliveryChannel, FetchedMessage, ReturnedMessage } from './delivery.ts'
import { hand, type ObservedChannel } from './diagnostics.ts'

/** What a channel tells whoever listens. */
export interface ChannelEvents {
  /** The channel is gone: as asked where there is no error. */
  close: [error: Error | undefined]
  /** The broker gave a mandatory message back. */
  return: [message: ReturnedMessage]
  /** The broker settled publishes of a channel in confirm mode, counted from 1 at confirmSelect. */
  confirm: [
    confirm: {
      /** The number of the publish that is settled, counted from 1; 0 with `multiple` stands for all that are not. */
      readonly deliveryTag: number
      /** Whether all publishes before it that were not settled yet are settled in the same way. */
      readonly multiple: boolean
      /** Whether the broker has taken them (`basic.ack`); false where it has not (`basic.nack`). */
      readonly accepted: boolean
    },
  ]
  /** The broker ended a consumer: its queue is gone, for example. */
  cancel: [consumerTag: string]
  /** The broker asks to stop publishing on this channel (false), or to go on (true). */
  flow: [active: boolean]
  /** A consumer's callback threw, or the promise that it returned was rejected. The delivery is not settled. */
  callbackError: [error: unknown, delivery: Delivery]
}

/** The channel whose inbox it is. */
export interface InboxOwner extends DeliveryChannel, ObservedChannel {
  /** The channel is gone, with the reason where that was not asked for. */
  onGone(unasked: Error | undefined): void
}

/** What a channel hears without having asked: deliveries go to their consumers, all else to whoever listens. */
export class Inbox implements ClientChannelHandler {
  readonly consumers: Consumers = new Consumers()
  /** Where confirms go instead of the event: each message has one, and a publisher wants them at no cost. */
  confirmListener: ClientChannelHandler['onConfirm'] | undefined
  /** Whether the consumer hands deliveries on later, and announces them then. */
  handsOnLater: boolean = false
  /** Whether the broker takes publishes on this channel. */
  flowing: boolean = true
  /** Why the channel is gone. */
  reason: Error | undefined
  private readonly channel: InboxOwner
  /** Made for the first who listens: most channels have nobody, and it is a fifth of what an idle one takes. */
  private emitter: EventEmitter<ChannelEvents> | undefined
  private readonly ending: Ending<Error | undefined> = new Ending()

  constructor(channel: InboxOwner) {
    this.channel = channel
  }

  /** Those who listen to the events of the channel. */
  get listeners(): EventEmitter<ChannelEvents> {
    this.emitter ??= new EventEmitter()
    return this.emitter
  }

  /** Resolves when the channel is gone: with the reason, or undefined where that was asked for. */
  get closed(): Promise<Error | undefined> {
    return this.ending.promise
  }

  /** Content is made as what the program gets to see, so that no message is wrapped once more. */
  createContent(id: number, args: object, header: Uint8Array, from: number, to: number): Content {
    // The casts follow from the id: the decoder made the fields of just this method.
    switch (id) {
      case BASIC_DELIVER:
        return new Delivery(this.channel, args as BasicDeliver, header, from, to)
      case BASIC_GET_OK:
        return new FetchedMessage(this.channel, args as BasicGetOk, header, from, to)
      case BASIC_RETURN:
        return new ReturnedMessage(args as BasicReturn, header, from, to)
      default:
        return new Content(header, from, to)
    }
  }

  onDeliver(fields: BasicDeliver, content: Content): void {
    // The casts follow from what the core decodes, and from createContent.
    const { onDelivery, noAck } = this.consumers.recipientOf(fields as LazyBasicDeliver)
    const delivery = content as Delivery
    if (noAck) delivery.needsNoAck()
    try {
      const result = this.handsOnLater ? onDelivery(delivery) : hand(this.channel, delivery, onDelivery)
      if (result instanceof Promise) result.catch((error: unknown) => this.onCallbackError(error, delivery))
    } catch (error) {
      this.onCallbackError(error, delivery)
    }
  }

  onReturn(_fields: BasicReturn, content: Content): void {
    this.emitter?.emit('return', content as ReturnedMessage)
  }

  onConfirm(deliveryTag: number, multiple: boolean, accepted: boolean): void {
    if (this.confirmListener !== undefined) this.confirmListener(deliveryTag, multiple, accepted)
    else this.emitter?.emit('confirm', { deliveryTag, multiple, accepted })
  }

  onCancel(consumerTag: string): void {
    this.consumers.delete(consumerTag)
    this.emitter?.emit('cancel', consumerTag)
  }

  onFlow(active: boolean): void {
    this.flowing = active
    this.emitter?.emit('flow', active)
  }

  onClosed(error: Error | undefined): void {
    this.reason = error
    this.consumers.clear()
    // The end of a connection that this program closed is as much asked for as that of the channel.
    const unasked = error instanceof AmqpError && error.initiator === 'user' ? undefined : error
    this.ending.tell(unasked)
    this.channel.onGone(unasked)
    this.emitter?.emit('close', unasked)
  }

  private onCallbackError(error: unknown, delivery: Delivery): void {
    if (this.emitter?.emit('callbackError', error, delivery) === true) return
    // Nobody listens: a mistake in the program must not pass unseen, as with any event of Node.
    queueMicrotask(() => {
      throw error
    })
  }
}

import { ACCESS_REFUSED, NOT_ALLOWED, NOT_IMPLEMENTED, PRECONDITION_FAILED } from '../generated/constants.ts'
import {
  basicCancel,
  basicCancelOk,
  basicConsumeOk,
  basicDeliver,
  basicGetEmpty,
  basicGetOk,
  basicQosOk,
  basicRecoverOk,
} from '../generated/methods.ts'
import type {
  BasicAck,
  BasicCancel,
  BasicConsume,
  BasicGet,
  BasicNack,
  BasicQos,
  BasicReject,
} from '../generated/types.ts'
import type { Content } from '../protocol/content.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { typeName } from './argument-type.ts'
import type { ChannelContext, Settlement } from './channel-context.ts'
import { Consumer, type ConsumerOwner } from './consumer.ts'
import { deliveredContent } from './delivered-content.ts'
import type { Message, QueuedMessage } from './message.ts'
import type { Queue } from './queue.ts'
import { REPLY_QUEUE, type ReplyListener } from './reply-queue.ts'
import { Delivery, Unacked } from './unacked.ts'

/** What a channel consumes at the moment. */
export interface ConsumingStatus {
  readonly consumerCount: number
  /** 0 for no limit. */
  readonly consumerPrefetch: number
  readonly channelPrefetch: number
  readonly unacked: readonly Delivery[]
}

/** The consuming side of a channel: its consumers, and what was delivered and is not acknowledged yet. */
export class Consuming implements ConsumerOwner, ReplyListener {
  private readonly context: ChannelContext
  private readonly consumers: Map<string, Consumer> = new Map()
  private readonly unacked: Unacked = new Unacked()
  private lastTag: number = 0
  /** The prefetch of the consumers to come; 0 for no limit. */
  private consumerPrefetch: number = 0
  /** The prefetch of all consumers together; 0 for no limit. */
  private channelPrefetch: number = 0
  /** The tag of the consumer of direct replies; undefined where there is none. */
  private replyTag: string | undefined
  private address: string | undefined
  /** How many deliveries to consumers are not acknowledged. */
  private unackedByConsumers: number = 0

  constructor(context: ChannelContext) {
    this.context = context
  }

  get status(): ConsumingStatus {
    const { consumerPrefetch, channelPrefetch } = this
    const consumerCount = this.consumers.size + (this.isListening ? 1 : 0)
    return { consumerCount, consumerPrefetch, channelPrefetch, unacked: [...this.unacked] }
  }

  qos({ prefetchSize, prefetchCount, global }: BasicQos): void {
    if (prefetchSize !== 0) throw new Refusal(NOT_IMPLEMENTED, `prefetch_size!=0 (${prefetchSize})`)
    if (global && this.context.connection.profile === 'rabbitmq-3.10') this.channelPrefetch = prefetchCount
    else this.consumerPrefetch = prefetchCount
    this.context.core.send(basicQosOk, {})
    this.onRoom()
  }

  consume(consume: BasicConsume): void {
    const { connection, core } = this.context
    const { noAck, exclusive, noWait } = consume
    if (this.consumers.has(consume.consumerTag)) {
      throw new Refusal(NOT_ALLOWED, `attempt to reuse consumer tag '${consume.consumerTag}'`)
    }
    if (consume.queue === REPLY_QUEUE) return this.listenForReplies(consume)
    const queue = this.context.readableQueue(consume.queue)
    const title = connection.virtualHost.queueTitle(queue.name)
    if (queue.refusesConsumer(exclusive)) throw new Refusal(ACCESS_REFUSED, `${title} in exclusive use`)
    const priority = priorityOf(consume.arguments, title)
    const tag = consume.consumerTag === '' ? connection.newName('amq.ctag-') : consume.consumerTag
    const prefetch = noAck ? 0 : this.consumerPrefetch
    const consumer = new Consumer(queue, { tag, noAck, isExclusive: exclusive, priority, prefetch }, this)
    this.consumers.set(tag, consumer)
    if (!noWait) core.send(basicConsumeOk, { consumerTag: tag })
    queue.subscribe(consumer)
  }

  /** Ends a consumer. One that does not exist counts as ended. */
  cancel({ consumerTag, noWait }: BasicCancel): void {
    if (consumerTag === this.replyTag) this.stopReplies()
    const consumer = this.consumers.get(consumerTag)
    this.consumers.delete(consumerTag)
    consumer?.queue.unsubscribe(consumer)
    if (!noWait) this.context.core.send(basicCancelOk, { consumerTag })
  }

  get({ queue: name, noAck }: BasicGet): void {
    const { core } = this.context
    const queue = this.context.readableQueue(name)
    const queued = queue.get()
    if (queued === undefined) return core.send(basicGetEmpty, {})
    const deliveryTag = this.nextTag(queued, queue, undefined, noAck)
    const { redelivered, message } = queued
    const { exchange, routingKey } = message
    const args = { deliveryTag, redelivered, exchange, routingKey, messageCount: queue.messageCount }
    core.relay(basicGetOk, args, this.contentOf(queue, queued, false))
  }

  ack({ deliveryTag, multiple }: BasicAck): void {
    this.settle({ deliveries: this.unacked.take(deliveryTag, multiple), outcome: 'done', isAttempt: false })
  }

  nack({ deliveryTag, multiple, requeue }: BasicNack): void {
    const deliveries = this.unacked.take(deliveryTag, multiple)
    this.settle({ deliveries, outcome: requeue ? 'requeue' : 'dead', isAttempt: false })
  }

  /** Says what a nack says, and that the client has tried. */
  reject({ deliveryTag, requeue }: BasicReject): void {
    const deliveries = this.unacked.take(deliveryTag, false)
    this.settle({ deliveries, outcome: requeue ? 'requeue' : 'dead', isAttempt: true })
  }

  /** Delivers again all that is not acknowledged. */
  recover(requeue: boolean, isAnswered: boolean): void {
    if (!requeue) throw new Refusal(NOT_IMPLEMENTED, 'requeue=false')
    if (isAnswered) this.context.core.send(basicRecoverOk, {})
    this.finish({ deliveries: this.unacked.takeAll(), outcome: 'requeue', isAttempt: false })
  }

  /** The channel is gone: its consumers end, and what they have not acknowledged goes back. */
  close(): void {
    for (const consumer of this.consumers.values()) consumer.queue.unsubscribe(consumer)
    this.consumers.clear()
    this.stopReplies()
    this.forgetReplies()
    this.finish({ deliveries: this.unacked.takeAll(), outcome: 'requeue', isAttempt: true })
  }

  /** There is room again for deliveries, where there was none for all consumers. */
  onRoom(): void {
    for (const consumer of [...this.consumers.values()]) {
      if (!consumer.resume()) continue
      // Who was asked first is asked last the next time.
      this.consumers.delete(consumer.settings.tag)
      this.consumers.set(consumer.settings.tag, consumer)
    }
  }

  /** A channel at its limit holds back all its consumers, those without acknowledgement too; theirs just do not count. */
  hasRoom(): boolean {
    const { channelPrefetch, unackedByConsumers } = this
    return (
      (channelPrefetch === 0 || unackedByConsumers < channelPrefetch) && this.context.connection.hasRoom()
    )
  }

  deliver(consumer: Consumer, queued: QueuedMessage): void {
    const { tag: consumerTag, noAck } = consumer.settings
    const deliveryTag = this.nextTag(queued, consumer.queue, consumer, noAck)
    const { redelivered, message } = queued
    const { exchange, routingKey } = message
    const args = { consumerTag, deliveryTag, redelivered, exchange, routingKey }
    this.context.core.relay(basicDeliver, args, this.contentOf(consumer.queue, queued, noAck))
  }

  onQueueDeleted(consumer: Consumer): void {
    const { tag: consumerTag } = consumer.settings
    this.consumers.delete(consumerTag)
    if (this.context.connection.takesCancels)
      this.context.core.send(basicCancel, { consumerTag, noWait: true })
  }

  /** Numbers a delivery, and keeps it in mind where it has to be acknowledged. */
  private nextTag(
    queued: QueuedMessage,
    queue: Queue,
    consumer: Consumer | undefined,
    noAck: boolean,
  ): number {
    const tag = ++this.lastTag
    if (noAck) return tag
    this.unacked.add(new Delivery(tag, queued, queue, consumer))
    if (consumer !== undefined) {
      consumer.unacked++
      this.unackedByConsumers++
    }
    return tag
  }

  private contentOf(queue: Queue, queued: QueuedMessage, isPushed: boolean): Content {
    return deliveredContent(queue, queued, this.context.connection.profile, isPushed)
  }

  private listenForReplies({ consumerTag, noAck, noWait }: BasicConsume): void {
    const { connection, core } = this.context
    if (!noAck) throw new Refusal(PRECONDITION_FAILED, 'reply consumer cannot acknowledge')
    if (this.replyTag !== undefined) throw new Refusal(PRECONDITION_FAILED, 'reply consumer already set')
    this.replyTag = consumerTag === '' ? connection.newName('amq.ctag-') : consumerTag
    this.forgetReplies()
    this.context.replyAddress = connection.newName(`${REPLY_QUEUE}.`)
    this.address = this.context.replyAddress
    connection.virtualHost.replies.set(this.address, this)
    if (!noWait) core.send(basicConsumeOk, { consumerTag: this.replyTag })
  }

  get isListening(): boolean {
    return this.replyTag !== undefined
  }

  onReply({ exchange, routingKey, content }: Message): void {
    if (!this.isListening) return
    const args = { consumerTag: this.replyTag, deliveryTag: ++this.lastTag, exchange, routingKey }
    this.context.core.relay(basicDeliver, { ...args, redelivered: false }, content)
  }

  /** Listens no more. RabbitMQ 4 knows the address as long as there is the channel, and drops what comes. */
  private stopReplies(): void {
    this.context.replyAddress = undefined
    this.replyTag = undefined
    if (this.context.connection.profile === 'rabbitmq-3.10') this.forgetReplies()
  }

  private forgetReplies(): void {
    if (this.address !== undefined) this.context.connection.virtualHost.replies.delete(this.address)
    this.address = undefined
  }

  /** Does what a client says about deliveries, at once or when its transaction is committed. */
  private settle(settlement: Settlement): void {
    if (this.context.mode === 'tx') this.context.holdSettlement(settlement)
    else this.finish(settlement)
  }

  /** What was settled in a transaction that is rolled back is open again. */
  reopen(deliveries: readonly Delivery[]): void {
    this.unacked.putBack(deliveries)
  }

  finish({ deliveries, outcome, isAttempt }: Settlement): void {
    // All that goes back is in its place before anything is delivered: otherwise a later message could overtake it.
    for (const { consumer, queue, queued } of deliveries) {
      if (consumer !== undefined) {
        consumer.unacked--
        this.unackedByConsumers--
      }
      if (outcome === 'requeue') queue.putBack(queued, isAttempt)
    }
    if (outcome === 'dead') for (const { queue, queued } of deliveries) queue.bury(queued, isAttempt)
    // Under a limit of the channel the room is for whoever's turn it is, not for the consumer that made it.
    if (this.channelPrefetch !== 0) this.onRoom()
    else for (const { consumer } of deliveries) consumer?.resume()
    if (outcome !== 'requeue') return
    for (const { queue } of deliveries) {
      queue.trim()
      queue.deliver()
    }
  }
}

function priorityOf({ 'x-priority': priority = 0 }: FieldTable, title: string): number {
  if (typeof priority === 'bigint' || (typeof priority === 'number' && Number.isInteger(priority)))
    return Number(priority)
  throw new Refusal(
    PRECONDITION_FAILED,
    `invalid arg 'x-priority' for ${title}: "expected integer, got ${typeName(priority)}"`,
  )
}

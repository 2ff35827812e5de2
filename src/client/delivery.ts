import { SettlementError } from '../errors.ts'
import { basicAck, basicNack, basicReject } from '../generated/methods.ts'
import type { BasicDeliver, BasicGetOk, BasicReturn } from '../generated/types.ts'
import type { BodyMemory } from '../protocol/body-memory.ts'
import { Content } from '../protocol/content.ts'
import type { Loan } from '../protocol/loan.ts'
import type { Method } from '../wire/method.ts'

/** What a delivery needs of the life of a channel that it came in. */
export interface DeliveryChannel {
  readonly isOpen: boolean
  readonly tracesSettlements: boolean
  /** The bytes that came last on its connection. */
  readonly loan: Loan
  /** Where the bodies of its connection are put together that come in parts. */
  readonly bodies: BodyMemory
  /** All deliveries up to this tag were settled by one with `multiple`. */
  settledThrough: number
  send<Args extends object>(method: Method<Args, unknown>, args: Args): void
}

/** A message that the broker sent, to be settled once: with `ack`, `nack` or `reject`, unless it was taken without acks. */
export class Delivery extends Content {
  private readonly channel: DeliveryChannel
  private readonly fields: BasicDeliver | BasicGetOk
  private settlement: Settlement | undefined

  /** @internal */
  constructor(
    channel: DeliveryChannel,
    fields: BasicDeliver | BasicGetOk,
    header: Uint8Array,
    from: number,
    to: number,
  ) {
    super(header, from, to)
    this.channel = channel
    this.fields = fields
  }

  /** @internal It was taken without acks: there is nothing to settle. */
  needsNoAck(): void {
    this.settlement = TAKEN_WITHOUT_ACK
  }

  /** @internal Whether the channel is still there that it came on; if not, the broker has put it back. */
  get isHere(): boolean {
    return this.channel.isOpen
  }

  /** The consumer that it is for; empty where it was fetched with `basicGet`. */
  get consumerTag(): string {
    const fields = this.there
    return 'consumerTag' in fields ? fields.consumerTag : ''
  }

  /** The number of this delivery on its channel, counted from 1. */
  get deliveryTag(): number {
    return this.fields.deliveryTag
  }

  /** Whether it may have been delivered before. */
  get redelivered(): boolean {
    return this.there.redelivered
  }

  /** The exchange that it was published to; empty for the default exchange. */
  get exchange(): string {
    return this.there.exchange
  }

  /** The routing key that it was published with, or that a dead letter was given by the queue that it died in. */
  get routingKey(): string {
    return this.there.routingKey
  }

  /** Whether it was settled, by itself or by a later one with `multiple`, or needs no settling. */
  get isSettled(): boolean {
    return this.settlement !== undefined || this.deliveryTag <= this.channel.settledThrough
  }

  /**
   * Says that it has been taken care of: the broker forgets it. With `multiple`, all before it on this channel too.
   * @returns false where the channel is gone, or has been renewed since: the broker has put the message back, and will
   * deliver it again
   * @throws {SettlementError} where it was settled before
   */
  ack(options: { readonly multiple?: boolean } = SINGLE): boolean {
    if (!this.settle('ack', options.multiple)) return false
    this.channel.send(basicAck, { deliveryTag: this.deliveryTag, multiple: options.multiple })
    return true
  }

  /**
   * Says that it could not be taken care of: the broker puts it back, or with `requeue: false` drops or dead-letters it.
   * @returns false where the channel is gone, as with `ack`
   * @throws {SettlementError} where it was settled before
   */
  nack(options: { readonly requeue?: boolean; readonly multiple?: boolean } = SINGLE): boolean {
    if (!this.settle('nack', options.multiple)) return false
    const { requeue = true, multiple } = options
    this.channel.send(basicNack, { deliveryTag: this.deliveryTag, requeue, multiple })
    return true
  }

  /**
   * Says that nobody should get it: the broker drops or dead-letters it, or with `requeue: true` puts it back.
   * @returns false where the channel is gone, as with `ack`
   * @throws {SettlementError} where it was settled before
   */
  reject(options: { readonly requeue?: boolean } = SINGLE): boolean {
    if (!this.settle('reject', false)) return false
    this.channel.send(basicReject, { deliveryTag: this.deliveryTag, requeue: options.requeue })
    return true
  }

  /**
   * Says that nothing of it is looked at any more: neither it, nor what was had of it and not copied, such as its `body`.
   * It can still be settled. This is for speed, and for callbacks and handlers that are done with a message when
   * they return: where they have released all that one read brought, the next is read into the same memory; and where
   * this was the last large body that came in parts, its memory takes in the next. Who does not release, or later, loses
   * nothing: the memory is then freed with the deliveries. Again changes nothing.
   */
  release(): void {
    this.discard(this.channel.loan, this.channel.bodies)
  }

  /** The fields, where they can still be read. The number alone is there for good. */
  private get there(): BasicDeliver | BasicGetOk {
    this.demand()
    return this.fields
  }

  /** Whether it may be settled now. A second time is a mistake that the broker would end the channel for. */
  private settle(how: Verdict, multiple: boolean | undefined): boolean {
    if (!this.isHere) return false
    if (this.isSettled) throw settledBefore(this, how, this.settlement)
    if (multiple === true) this.channel.settledThrough = this.deliveryTag
    this.settlement = this.channel.tracesSettlements
      ? { how, place: new Error(`${how} came from here`) }
      : SETTLED[how]
    return true
  }
}

/** How a delivery was settled, and where, if that is traced. */
interface Settlement {
  readonly how: string
  readonly place?: Error
}

type Verdict = 'ack' | 'nack' | 'reject'

const SINGLE = {}
const SETTLED: Record<Verdict, Settlement> = {
  ack: { how: 'ack' },
  nack: { how: 'nack' },
  reject: { how: 'reject' },
}
const TAKEN_WITHOUT_ACK: Settlement = { how: 'being taken without acks' }

function settledBefore(delivery: Delivery, how: string, first: Settlement | undefined): SettlementError {
  const by = first?.how ?? 'a later delivery with multiple'
  const hint = first?.place === undefined ? '; traceSettlements shows where' : ''
  return new SettlementError(`${how}: delivery ${delivery.deliveryTag} was settled before, by ${by}${hint}`, {
    code: 'ALREADY_SETTLED',
    scope: 'operation',
    initiator: 'user',
    retriable: false,
    method: `basic.${how}`,
    cause: first?.place,
  })
}

/** A message that was fetched with `basicGet`. */
export class FetchedMessage extends Delivery {
  /** How many messages are left in the queue. */
  readonly messageCount: number

  /** @internal */
  constructor(channel: DeliveryChannel, fields: BasicGetOk, header: Uint8Array, from: number, to: number) {
    super(channel, fields, header, from, to)
    this.messageCount = fields.messageCount
  }
}

/** A message of our own that the broker could not route, and gave back because it was published as mandatory. */
export class ReturnedMessage extends Content {
  /** Why, such as 312. */
  readonly replyCode: number
  /** Why, in words, such as `NO_ROUTE`. */
  readonly replyText: string
  /** The exchange that it was published to; empty for the default exchange. */
  readonly exchange: string
  /** The routing key that it was published with, which led to no queue. */
  readonly routingKey: string

  /** @internal */
  constructor(fields: BasicReturn, header: Uint8Array, from: number, to: number) {
    super(header, from, to)
    this.replyCode = fields.replyCode
    this.replyText = fields.replyText
    this.exchange = fields.exchange
    this.routingKey = fields.routingKey
  }
}

import type { Encoder } from '../wire/encoder.ts'
import { MESSAGES, type Message, type MessageName } from '../works/message.ts'
import type { Stream } from './stream.ts'

const BLOCK_BYTES = 256 * 1024
/** How many digits of a key, and of a message id, are its own. */
const OWN_DIGITS = 8
/** Where a delivery's consumer tag begins: behind the frame's prefix, the method's id and the tag's length. */
const CONSUMER_TAG_AT = 7 + 4 + 1
/** From the delivery tag to the routing key: the tag, redelivered, the empty exchange, and the key's length. */
const TAG_TO_KEY_BYTES = 8 + 1 + 1 + 1

/** What a queue of the null peer holds; its name says it: `16b:1000` or, with a different key for each, `16b:1000:keys`. */
export interface Stock {
  readonly message: Message
  readonly count: number
  readonly keys: boolean
}

export function stockOf(queue: string): Stock | undefined {
  const [name, count, keys] = queue.split(':')
  const message = MESSAGES[name as MessageName]
  return message === undefined ? undefined : { message, count: Number(count), keys: keys === 'keys' }
}

export interface Consumer {
  readonly consumerTag: string
  readonly channel: number
  readonly queue: string
  readonly frameMaxBytes: number
  readonly noAck: boolean
  readonly prefetch: number
}

/**
 * The deliveries of one consumer. A block of them is encoded once; each time it is sent, only what is different in each
 * is written anew: the delivery tag, the message id, and the key where keys differ. The next write waits until the system has taken the one before.
 */
export class Deliveries {
  private readonly socket: Stream
  private readonly stock: Stock
  private readonly noAck: boolean
  private readonly block: Buffer
  private readonly eachBytes: number
  private readonly perBlock: number
  private readonly tagAt: number
  /** Where the last digits of the message id are, where there is one. */
  private readonly idAt: number | undefined
  private at: number = 0
  private sent: number = 0
  private acked: number = 0
  private credit: number
  private writing: boolean = false

  constructor(socket: Stream, encoder: Encoder, stock: Stock, consumer: Consumer) {
    this.socket = socket
    this.stock = stock
    this.noAck = consumer.noAck
    this.credit = consumer.noAck || consumer.prefetch === 0 ? Number.POSITIVE_INFINITY : consumer.prefetch
    const delivery = {
      consumerTag: consumer.consumerTag,
      deliveryTag: 1,
      redelivered: false,
      exchange: '',
      routingKey: stock.keys ? '0'.repeat(OWN_DIGITS) : consumer.queue,
    }
    const { basicDeliver } = encoder.protocol.methods
    const one = encoder.content(
      consumer.channel,
      basicDeliver,
      delivery,
      stock.message,
      consumer.frameMaxBytes,
    )
    const id = stock.message.properties?.messageId
    this.idAt = id === undefined ? undefined : one.indexOf(id) + id.length - OWN_DIGITS
    this.tagAt = CONSUMER_TAG_AT + consumer.consumerTag.length
    this.eachBytes = one.length
    this.perBlock = Math.max(1, Math.min(stock.count, Math.floor(BLOCK_BYTES / one.length)))
    this.block = Buffer.alloc(this.perBlock * one.length, one)
  }

  /** How many messages the queue would still hold if this consumer went away. */
  get unsettled(): number {
    return this.stock.count - (this.noAck ? this.sent : this.acked)
  }

  pump(): void {
    const messages = Math.min(this.perBlock - this.at, this.stock.count - this.sent, this.credit)
    if (this.writing || messages <= 0) return
    if (this.at === 0) this.renumber()
    const from = this.at * this.eachBytes
    this.at = (this.at + messages) % this.perBlock
    this.sent += messages
    this.credit -= messages
    this.writing = true
    this.socket.write(this.block.subarray(from, from + messages * this.eachBytes), () => {
      this.writing = false
      this.pump()
    })
  }

  ack(deliveryTag: number, multiple: boolean): void {
    const settled = multiple ? deliveryTag - this.acked : 1
    this.acked += settled
    this.credit += settled
  }

  private renumber(): void {
    const { block, eachBytes, perBlock } = this
    for (let i = 0; i < perBlock; i++) {
      const tag = this.sent + i + 1
      const tagAt = i * eachBytes + this.tagAt
      block.writeUInt32BE(tag, tagAt + 4)
      if (this.stock.keys) writeDigits(block, tagAt + TAG_TO_KEY_BYTES, tag)
      if (this.idAt !== undefined) writeDigits(block, i * eachBytes + this.idAt, tag)
    }
  }
}

function writeDigits(bytes: Buffer, at: number, value: number): void {
  let rest = value
  for (let i = OWN_DIGITS - 1; i >= 0; i--) {
    bytes[at + i] = 0x30 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
}

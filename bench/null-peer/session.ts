import type * as Protocol from '../../src/protocol/index.ts'
import { ACK_MULTIPLE_AT, ACK_TAG_AT } from '../wire/acks.ts'
import type { Encoder } from '../wire/encoder.ts'
import { Confirms } from './confirms.ts'
import { Deliveries, stockOf } from './deliveries.ts'
import type { Stream } from './stream.ts'

const FRAME_MAX_BYTES = 128 * 1024
const HEARTBEAT_MS = 20_000
const HEARTBEAT = Buffer.of(8, 0, 0, 0, 0, 0, 0, 0xce)
const METHOD = 1
/** As long as those that RabbitMQ makes up. */
const CONSUMER_TAG = 'amq.ctag-AbCdEfGhIjKlMnOpQrStUv'
const PREFIX_BYTES = 7
const BASIC_PUBLISH = 0x003c0028
const BASIC_ACK = 0x003c0050

type Answer = (channel: number, args: never) => void

/** One client's connection to the null peer. Frames are walked over by their size; only few methods are looked into. */
export class NullSession {
  private readonly socket: Stream
  private readonly encoder: Encoder
  private readonly answers: ReadonlyMap<number, Answer>
  private greeted: boolean = false
  private frameMaxBytes: number = FRAME_MAX_BYTES
  /** The beginning of a frame whose rest is still to come. */
  private carry: Buffer = Buffer.alloc(0)
  /** How many bytes of a frame that nobody looks at are still to come. */
  private skip: number = 0
  private published: number = 0
  private readonly prefetch: Map<number, number> = new Map()
  private readonly deliveries: Map<number, Deliveries> = new Map()
  private readonly confirms: Map<number, Confirms> = new Map()
  private readonly stocked: Map<string, Deliveries> = new Map()

  constructor(socket: Stream, encoder: Encoder) {
    this.socket = socket
    this.encoder = encoder
    this.answers = this.table()
    const heart = setInterval(() => socket.write(HEARTBEAT), HEARTBEAT_MS)
    socket.on('data', (bytes) => this.receive(bytes))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => clearInterval(heart))
  }

  private receive(chunk: Buffer): void {
    if (this.skip >= chunk.length) {
      this.skip -= chunk.length
      return
    }
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk])
    let at = this.skip
    this.skip = 0
    if (!this.greeted && bytes.length >= 8) {
      at = 8
      this.greeted = true
      this.greet()
    }
    while (bytes.length - at >= PREFIX_BYTES) {
      const end = at + PREFIX_BYTES + bytes.readUInt32BE(at + 3) + 1
      if (bytes[at] !== METHOD) {
        if (end > bytes.length) this.skip = end - bytes.length
      } else if (end > bytes.length) break
      else this.onMethod(bytes, at, end)
      at = Math.min(end, bytes.length)
    }
    this.carry = bytes.subarray(at)
    for (const confirms of this.confirms.values()) {
      const acks = confirms.take()
      if (acks !== undefined) this.socket.write(acks)
    }
    for (const deliveries of this.deliveries.values()) deliveries.pump()
  }

  private onMethod(bytes: Buffer, at: number, end: number): void {
    const channel = bytes.readUInt16BE(at + 1)
    const id = bytes.readUInt32BE(at + PREFIX_BYTES)
    if (id === BASIC_PUBLISH) {
      this.published++
      if (this.confirms.size > 0) this.confirms.get(channel)?.onPublish()
    } else if (id === BASIC_ACK) {
      this.deliveries
        .get(channel)
        ?.ack(bytes.readUInt32BE(at + ACK_TAG_AT), bytes[at + ACK_MULTIPLE_AT] === 1)
    } else {
      const { decodeFromClient, Reader } = this.encoder.protocol
      const args = decodeFromClient(id, new Reader(bytes, at + PREFIX_BYTES + 4, end - 1))
      const answer = this.answers.get(id)
      if (answer === undefined)
        this.socket.destroy(new Error(`no answer to the method ${id >>> 16}.${id & 0xffff}`))
      else answer(channel, args as never)
    }
  }

  private greet(): void {
    this.send(0, this.encoder.protocol.methods.connectionStart, {
      versionMajor: 0,
      versionMinor: 9,
      serverProperties: {
        product: 'null peer',
        version: '0.0.0',
        capabilities: { publisher_confirms: true, 'basic.nack': true, consumer_cancel_notify: true },
      },
      mechanisms: 'PLAIN',
      locales: 'en_US',
    })
  }

  private send<Args>(channel: number, method: Protocol.Method<Args, unknown>, args: Args): void {
    this.socket.write(this.encoder.method(channel, method, args))
  }

  private table(): ReadonlyMap<number, Answer> {
    const { methods, ...ids } = this.encoder.protocol
    const table = new Map<number, Answer>()
    const on = <Args>(id: number, answer: (channel: number, args: Args) => void) =>
      table.set(id, answer as Answer)
    on(ids.CONNECTION_START_OK, () =>
      this.send(0, methods.connectionTune, { channelMax: 0xffff, frameMax: FRAME_MAX_BYTES, heartbeat: 60 }),
    )
    on(ids.CONNECTION_TUNE_OK, (_, { frameMax }: Protocol.ConnectionTuneOk) => {
      this.frameMaxBytes = frameMax
    })
    on(ids.CONNECTION_OPEN, () => this.send(0, methods.connectionOpenOk, {}))
    on(ids.CONNECTION_CLOSE, () => {
      this.send(0, methods.connectionCloseOk, {})
      this.socket.end()
    })
    on(ids.CHANNEL_OPEN, (channel) => this.send(channel, methods.channelOpenOk, {}))
    on(ids.CHANNEL_CLOSE, (channel) => {
      this.deliveries.delete(channel)
      this.confirms.delete(channel)
      this.send(channel, methods.channelCloseOk, {})
    })
    on(ids.CONFIRM_SELECT, (channel) => {
      this.confirms.set(channel, new Confirms(this.encoder, channel))
      this.send(channel, methods.confirmSelectOk, {})
    })
    on(ids.QUEUE_DECLARE, (channel, { queue }: Protocol.QueueDeclare) => {
      this.send(channel, methods.queueDeclareOk, {
        queue,
        messageCount: this.count(queue),
        consumerCount: 0,
      })
    })
    on(ids.BASIC_QOS, (channel, { prefetchCount }: Protocol.BasicQos) => {
      this.prefetch.set(channel, prefetchCount)
      this.send(channel, methods.basicQosOk, {})
    })
    on(ids.BASIC_CONSUME, (channel, args: Protocol.BasicConsume) => this.onConsume(channel, args))
    return table
  }

  /** The number of messages in a queue: of those that it came with, or all that were published on this connection. */
  private count(queue: string): number {
    if (queue.startsWith('behind:')) {
      for (const confirms of this.confirms.values()) confirms.behind = Number(queue.slice(7))
    }
    return this.stocked.get(queue)?.unsettled ?? stockOf(queue)?.count ?? this.published
  }

  private onConsume(channel: number, { queue, noAck, consumerTag: given }: Protocol.BasicConsume): void {
    const stock = stockOf(queue)
    if (stock === undefined) return void this.socket.destroy(new Error(`the queue ${queue} holds nothing`))
    const { frameMaxBytes } = this
    const consumerTag = given === '' ? CONSUMER_TAG : given
    const prefetch = this.prefetch.get(channel) ?? 0
    const consumer = { consumerTag, channel, queue, frameMaxBytes, noAck, prefetch }
    const deliveries = new Deliveries(this.socket, this.encoder, stock, consumer)
    this.deliveries.set(channel, deliveries)
    this.stocked.set(queue, deliveries)
    this.send(channel, this.encoder.protocol.methods.basicConsumeOk, { consumerTag })
  }
}

import type * as Wirehare from '../../src/index.ts'
import { type Encoder, encoderOf } from '../wire/encoder.ts'
import type { Message } from '../works/message.ts'
import { CountingTransport } from './counting-transport.ts'

const CHUNK_BYTES = 64 * 1024
const FRAME_MAX_BYTES = 128 * 1024
const CONSUMER_TAG = 'guard'

/** A connection of the client under guard, and what it is fed. */
export interface Scene {
  readonly transport: CountingTransport
  readonly connection: Wirehare.Connection
  readonly channel: Wirehare.Channel
}

/** Sets scenes for one build of wirehare. */
export class Stage {
  private readonly wirehare: typeof Wirehare
  private readonly encoder: Encoder

  private constructor(wirehare: typeof Wirehare, encoder: Encoder) {
    this.wirehare = wirehare
    this.encoder = encoder
  }

  static async of(build: string): Promise<Stage> {
    return new Stage((await import(`${build}index.js`)) as typeof Wirehare, await encoderOf(build))
  }

  async open(): Promise<Scene> {
    const transport = new CountingTransport(this.encoder)
    const connection = await this.wirehare.connect({ transport })
    return { transport, connection, channel: await connection.openChannel() }
  }

  /** Begins to consume with the tag of `deliveries`, and cuts the stream. */
  async consume(
    { channel, transport }: Scene,
    noAck: boolean,
    onDelivery: (delivery: Wirehare.Delivery) => void,
  ): Promise<void> {
    // The null peer agrees, but has nothing to send.
    await channel.basicConsume({ queue: '16b:0', consumerTag: CONSUMER_TAG, noAck }, onDelivery)
    transport.isCut = true
  }

  /** So many deliveries with tags from 1 on, as reads of 64 KiB. */
  deliveries(
    { channel }: Scene,
    message: Message,
    count: number,
    keyOf: (i: number) => string = () => 'key',
  ): Buffer[] {
    const { basicDeliver } = this.encoder.protocol.methods
    const all = Array.from({ length: count }, (_, i) => {
      const fields = {
        consumerTag: CONSUMER_TAG,
        deliveryTag: i + 1,
        redelivered: false,
        exchange: '',
        routingKey: keyOf(i),
      }
      return this.encoder.content(channel.id, basicDeliver, fields, message, FRAME_MAX_BYTES)
    })
    const stream = Buffer.concat(all)
    const reads: Buffer[] = []
    for (let at = 0; at < stream.length; at += CHUNK_BYTES) reads.push(stream.subarray(at, at + CHUNK_BYTES))
    return reads
  }

  /** The ack of one publish or, with `multiple`, of all up to it. */
  ack(channel: Wirehare.Channel, deliveryTag: number, multiple: boolean): Buffer {
    return this.encoder.method(channel.id, this.encoder.protocol.methods.basicAck, { deliveryTag, multiple })
  }
}

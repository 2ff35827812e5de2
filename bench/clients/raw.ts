import { once } from 'node:events'
import { connect } from 'node:net'
import { acksOf } from '../wire/acks.ts'
import { type Encoder, encoderOf } from '../wire/encoder.ts'
import type { Message } from '../works/message.ts'
import type { Client, Load } from './client.ts'
import { RawConfirms } from './raw-confirms.ts'
import { RawConnection } from './raw-connection.ts'

const PIECE_BYTES = 64 * 1024
/** As long as those that RabbitMQ makes up for the others. */
const consumerTag = 'raw'.padEnd(31, '-')

interface RawChannel {
  readonly connection: RawConnection
  readonly id: number
}

/**
 * A socket that carries what a client would send and receive, encoded beforehand and counted instead of decoded: the
 * floor that no client can be under. Only the set-up is done by a client.
 */
export async function raw(build: string): Promise<Client<RawConnection, RawChannel, RawChannel>> {
  const encoder = await encoderOf(build)
  const { methods } = encoder.protocol
  const encoded = new Encoded(encoder)
  return {
    async connect(url) {
      const { hostname, port, username, password } = new URL(url)
      const socket = connect({ host: hostname, port: Number(port || 5672), noDelay: true })
      await once(socket, 'connect')
      const connection = new RawConnection(encoder.protocol, socket, username || 'guest', password || 'guest')
      await connection.open()
      return connection
    },

    close: (connection) => connection.close(),
    openChannel: async (connection) => ({ connection, id: await connection.openChannel() }),
    closeChannel: ({ connection, id }) => connection.closeChannel(id),

    async openPublisher(connection) {
      const id = await connection.openChannel()
      await connection.call(id, methods.confirmSelect, {})
      return { connection, id }
    },

    async declare({ connection, id }, queue) {
      const { messageCount } = await connection.call(id, methods.queueDeclare, { queue, exclusive: true })
      return messageCount
    },

    async publish(channels, load) {
      const [{ connection }] = channels as [RawChannel]
      const pieces = encoded.piecesOf(connection, channels, load)
      let left = load.count
      while (left > 0) {
        for (const { bytes, messages } of left >= pieces.messages ? pieces.whole : pieces.part(left)) {
          if (!connection.socket.write(bytes)) await once(connection.socket, 'drain')
          left -= messages
        }
      }
    },

    async publishConfirmed(publisher, load, inFlight, outstanding) {
      const { connection } = publisher
      const pieces = encoded.piecesOf(connection, [publisher], load)
      let unsettled = load.count
      const confirms = new RawConfirms(load.count, () => {
        // What comes behind the last ack is for the core again.
        if (--unsettled === 0) connection.onBytes = undefined
        inFlight.settled()
      })
      connection.onBytes = (_socket, bytes) => confirms.receive(bytes)
      for (let left = load.count; left > 0; ) {
        if (inFlight.open >= outstanding) await inFlight.room(outstanding)
        const some = Math.min(left, outstanding - inFlight.open, pieces.messages)
        inFlight.open += some
        left -= some
        for (const { bytes } of pieces.part(some)) connection.socket.write(bytes)
      }
    },

    confirmed: (_publisher, inFlight, atMost) => inFlight.until(atMost),

    async consume({ channel }, intake, onMessage) {
      const { connection, id } = channel
      const { queue, prefetch, noAck, count, message } = intake
      if (prefetch > 0) await connection.call(id, methods.basicQos, { prefetchCount: prefetch })
      const delivery = { consumerTag, deliveryTag: 1, redelivered: false, exchange: '', routingKey: queue }
      countDeliveries(connection, {
        count,
        answerBytes: encoder.method(id, methods.basicConsumeOk, { consumerTag }).length,
        eachBytes: encoder.content(id, methods.basicDeliver, delivery, message, connection.frameMaxBytes)
          .length,
        ack: noAck ? undefined : encoder.method(id, methods.basicAck, { deliveryTag: 1 }),
        onMessage: () => onMessage(message.body.length),
      })
      connection.socket.write(encoder.method(id, methods.basicConsume, { queue, consumerTag, noAck }))
      return channel
    },
  }
}

interface Piece {
  readonly bytes: Buffer
  readonly messages: number
}

interface Pieces {
  readonly messages: number
  readonly whole: readonly Piece[]
  part(messages: number): readonly Piece[]
}

/** Runs of messages in pieces of 64 KiB, of which the last carries the count; encoded once, in the warm-up. */
class Encoded {
  private readonly encoder: Encoder
  private readonly runs: Map<string, Pieces> = new Map()

  constructor(encoder: Encoder) {
    this.encoder = encoder
  }

  piecesOf(connection: RawConnection, channels: readonly RawChannel[], { message, keys }: Load): Pieces {
    const routingKey = keys[0] as string
    const name = `${message.name} ${channels.length} ${routingKey}`
    const pieces = this.runs.get(name) ?? this.encode(connection, channels, message, routingKey)
    this.runs.set(name, pieces)
    return pieces
  }

  private encode(
    { frameMaxBytes }: RawConnection,
    channels: readonly RawChannel[],
    message: Message,
    routingKey: string,
  ): Pieces {
    const one = (i: number): Buffer => {
      const { id } = channels[i % channels.length] as RawChannel
      return this.encoder.content(
        id,
        this.encoder.protocol.methods.basicPublish,
        { routingKey },
        message,
        frameMaxBytes,
      )
    }
    const each = one(0).length
    const messages = Math.max(1, Math.floor(PIECE_BYTES / each), channels.length)
    const run = Buffer.concat(Array.from({ length: messages }, (_, i) => one(i)))
    const cut = (count: number): Piece[] => {
      const bytes = run.subarray(0, count * each)
      const pieces: Piece[] = []
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const end = Math.min(bytes.length, at + PIECE_BYTES)
        pieces.push({ bytes: bytes.subarray(at, end), messages: end === bytes.length ? count : 0 })
      }
      return pieces
    }
    return { messages, whole: cut(messages), part: cut }
  }
}

interface Count {
  readonly count: number
  /** The size of the broker's answer, which is before the deliveries. */
  readonly answerBytes: number
  readonly eachBytes: number
  /** The ack of the first delivery; undefined where none is wanted. */
  readonly ack: Buffer | undefined
  onMessage(): void
}

/** Counts deliveries by their bytes, acknowledges what has come in, and leaves the rest of the stream to the core. */
function countDeliveries(
  connection: RawConnection,
  { count, answerBytes, eachBytes, ack, onMessage }: Count,
): void {
  let received = -answerBytes
  let messages = 0
  connection.onBytes = (socket, bytes) => {
    received += bytes.length
    const before = messages
    messages = Math.max(0, Math.floor(received / eachBytes))
    if (messages > before) {
      if (ack !== undefined) socket.write(acksOf(ack, before, messages))
      if (messages === count) connection.onBytes = undefined
      for (let i = before; i < messages; i++) onMessage()
    }
  }
}

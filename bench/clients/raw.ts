import { once } from 'node:events'
import { connect } from 'node:net'
import { type Encoder, encoderOf } from '../wire/encoder.ts'
import type { Client, Load } from './client.ts'
import { RawConnection } from './raw-connection.ts'

const PIECE_BYTES = 64 * 1024
const ACK_BYTES = 21
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
export async function raw(build: string): Promise<Client<RawConnection, RawChannel, never>> {
  const encoder = await encoderOf(build)
  const { methods } = encoder.protocol
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
    openPublisher: () => Promise.reject(new Error('the raw socket does not count confirms')),

    async declare({ connection, id }, queue) {
      const { messageCount } = await connection.call(id, methods.queueDeclare, { queue, exclusive: true })
      return messageCount
    },

    purge: ({ connection, id }, queue) => connection.call(id, methods.queuePurge, { queue }),

    async publish(channels, load) {
      const [{ connection }] = channels as [RawChannel]
      const pieces = piecesOf(encoder, connection, channels, load)
      let left = load.count
      while (left > 0) {
        for (const { bytes, messages } of left >= pieces.messages ? pieces.whole : pieces.part(left)) {
          if (!connection.socket.write(bytes)) await once(connection.socket, 'drain')
          left -= messages
        }
      }
    },

    publishConfirmed: () => Promise.reject(new Error('the raw socket does not count confirms')),

    async consume({ connection, id }, intake, onMessage) {
      const { queue, prefetch, noAck, count, message } = intake
      if (prefetch > 0) await connection.call(id, methods.basicQos, { prefetchCount: prefetch })
      const delivery = { consumerTag, deliveryTag: 1, redelivered: false, exchange: '', routingKey: queue }
      countDeliveries(connection, {
        count,
        answerBytes: encoder.method(id, methods.basicConsumeOk, { consumerTag }).length,
        eachBytes: encoder.content(id, methods.basicDeliver, delivery, message, connection.frameMaxBytes)
          .length,
        acks: noAck ? undefined : acksOf(encoder, id, count),
        onMessage: () => onMessage(message.body.length),
      })
      connection.socket.write(encoder.method(id, methods.basicConsume, { queue, consumerTag, noAck }))
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

/** A run of messages in pieces of 64 KiB; the last piece carries the count. */
function piecesOf(
  encoder: Encoder,
  { frameMaxBytes }: RawConnection,
  channels: readonly RawChannel[],
  load: Load,
): Pieces {
  const { message, keys } = load
  const one = (i: number): Buffer => {
    const routingKey = keys[i % keys.length] as string
    const { id } = channels[i % channels.length] as RawChannel
    return encoder.content(id, encoder.protocol.methods.basicPublish, { routingKey }, message, frameMaxBytes)
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

/** All acks of an intake, one behind the other. */
function acksOf(encoder: Encoder, channel: number, count: number): Buffer {
  const ack = encoder.method(channel, encoder.protocol.methods.basicAck, { deliveryTag: 1 })
  const acks = Buffer.alloc(count * ack.length, ack)
  // The tag is 64 bits wide, behind the frame's prefix and the method's id.
  for (let i = 0; i < count; i++) acks.writeUInt32BE(i + 1, i * ACK_BYTES + 15)
  return acks
}

interface Count {
  readonly count: number
  /** The size of the broker's answer, which is before the deliveries. */
  readonly answerBytes: number
  readonly eachBytes: number
  readonly acks: Buffer | undefined
  onMessage(): void
}

/** Counts deliveries by their bytes, acknowledges what has come in, and leaves the rest of the stream to the core. */
function countDeliveries(
  connection: RawConnection,
  { count, answerBytes, eachBytes, acks, onMessage }: Count,
): void {
  let received = -answerBytes
  let messages = 0
  connection.onBytes = (socket, bytes) => {
    received += bytes.length
    const before = messages
    messages = Math.max(0, Math.floor(received / eachBytes))
    if (messages > before) {
      if (acks !== undefined) socket.write(acks.subarray(before * ACK_BYTES, messages * ACK_BYTES))
      if (messages === count) connection.onBytes = undefined
      for (let i = before; i < messages; i++) onMessage()
    }
  }
}

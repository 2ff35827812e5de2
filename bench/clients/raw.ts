import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Message } from '../works/message.ts'
import { type Encoder, encoderOf } from '../wire/encoder.ts'
import type { Client, Intake, Load } from './client.ts'
import { RawConnection } from './raw-connection.ts'

const PIECE_BYTES = 64 * 1024
const CONSUMER_TAG = 'raw'

interface RawChannel {
  readonly connection: RawConnection
  readonly id: number
}

/**
 * A socket that carries what a client would send and receive, encoded beforehand and counted instead of decoded: the
 * floor that no client can be under. Only the set-up is done by a client.
 */
export async function raw(build: string): Promise<Client<RawConnection, RawChannel>> {
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
    closeChannel: ({ connection, id }) => connection.call(id, methods.channelClose, { replyCode: 200, replyText: '' }),
    openConfirmChannel: () => Promise.reject(new Error('the raw socket does not count confirms')),

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

    async consume(channel, intake, onMessage) {
      const { connection, id } = channel
      const { queue, prefetch, noAck, count, message } = intake
      if (prefetch > 0) await connection.call(id, methods.basicQos, { prefetchCount: prefetch })
      const acks = noAck ? undefined : acksOf(encoder, id, count)
      const answer = encoder.method(id, methods.basicConsumeOk, { consumerTag: CONSUMER_TAG }).length
      const each = deliveryBytes(encoder, connection, channel, intake)
      connection.onBytes = counter(connection, answer, each, acks, () => onMessage(message.body.length))
      const consume = { queue, consumerTag: CONSUMER_TAG, noAck }
      connection.socket.write(encoder.method(id, methods.basicConsume, consume))
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
function piecesOf(encoder: Encoder, { frameMaxBytes }: RawConnection, channels: readonly RawChannel[], load: Load): Pieces {
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
  for (let i = 0; i < count; i++) acks.writeUInt32BE(i + 1, i * ack.length + 15)
  return acks
}

function deliveryBytes(encoder: Encoder, { frameMaxBytes }: RawConnection, { id }: RawChannel, intake: Intake): number {
  const { queue, message } = intake
  const delivery = { consumerTag: CONSUMER_TAG, deliveryTag: 1, redelivered: false, exchange: '', routingKey: queue }
  return encoder.content(id, encoder.protocol.methods.basicDeliver, delivery, message as Message, frameMaxBytes).length
}

/** Counts deliveries by their bytes, the broker's answer before them left out, and acknowledges what has come in. */
function counter(
  connection: RawConnection,
  answerBytes: number,
  deliveryBytes: number,
  acks: Buffer | undefined,
  onMessage: () => void,
): (socket: Socket, bytes: Buffer) => void {
  let received = -answerBytes
  let messages = 0
  return (socket, bytes) => {
    received += bytes.length
    const before = messages
    messages = Math.max(0, Math.floor(received / deliveryBytes))
    if (acks !== undefined && messages > before) socket.write(acks.subarray(before * ACK_BYTES, messages * ACK_BYTES))
    // What follows the last delivery is an answer to a call, which the connection reads as usual.
    if (acks !== undefined ? messages * ACK_BYTES >= acks.length : false) connection.onBytes = undefined
    for (let i = before; i < messages; i++) onMessage()
  }
}

const ACK_BYTES = 21

import { type Channel, Connection, type Envelope } from 'rabbitmq-client'
import { batchOf, type Message, requireProperties } from '../works/message.ts'
import type { Client } from './client.ts'

/**
 * rabbitmq-client: channels of the low-level API, which do less per message than its Publisher and Consumer. Its frames
 * are of the usual size instead of 8 KiB, which matters to large messages only.
 */
export const client: Client<Connection, Channel, Channel> = {
  async connect(url) {
    const connection = new Connection({ url, noDelay: true, frameMax: 131_072, maxChannels: 65_535 })
    connection.on('error', (error) => {
      throw error
    })
    await connection.onConnect()
    return connection
  },

  // Its connections wait until the program has closed each channel.
  async close(connection) {
    await Promise.all((acquired.get(connection) ?? []).map((channel) => channel.close()))
    await connection.close()
  },

  openChannel: acquire,
  closeChannel: (channel) => channel.close(),

  async openPublisher(connection) {
    const channel = await acquire(connection)
    await channel.confirmSelect()
    return channel
  },

  async declare(channel, queue) {
    const { messageCount } = await channel.queueDeclare({ queue, exclusive: true })
    return messageCount
  },

  async publish(channels, { message, count, keys }) {
    const { body } = message
    const fields = fieldsOf(message)
    const atOnce = batchOf(message)
    for (let i = 0; i < count; ) {
      const batch: Promise<void>[] = []
      for (const end = Math.min(count, i + atOnce); i < end; i++) {
        const channel = channels[i % channels.length] as Channel
        batch.push(channel.basicPublish({ ...fields, routingKey: keys[i % keys.length] as string }, body))
      }
      await Promise.all(batch)
    }
  },

  async publishConfirmed(channel, { message, count, keys }, inFlight, outstanding) {
    const { body } = message
    const fields = fieldsOf(message)
    for (let i = 0; i < count; i++) {
      if (inFlight.open >= outstanding) await inFlight.room(outstanding)
      inFlight.open++
      const envelope = { ...fields, routingKey: keys[i % keys.length] as string }
      channel.basicPublish(envelope, body).then(inFlight.settled, inFlight.refused)
    }
  },

  confirmed: (_channel, inFlight, atMost) => inFlight.until(atMost),

  async consume({ channel }, { queue, noAck, prefetch, readsProperties }, onMessage) {
    if (prefetch > 0) await channel.basicQos({ prefetchCount: prefetch })
    await channel.basicConsume({ queue, noAck }, (message) => {
      if (readsProperties) requireProperties(message)
      if (!noAck) channel.basicAck({ deliveryTag: message.deliveryTag })
      onMessage((message.body as Buffer).length)
    })
    return channel
  },
}

const acquired = new WeakMap<Connection, Channel[]>()

async function acquire(connection: Connection): Promise<Channel> {
  const channel = await connection.acquire()
  const channels = acquired.get(connection)
  if (channels === undefined) acquired.set(connection, [channel])
  else channels.push(channel)
  return channel
}

function fieldsOf({ properties }: Message): Envelope {
  if (properties === undefined) return {}
  const { timestampSeconds, ...same } = properties
  return { ...same, timestamp: timestampSeconds }
}

import {
  type AMQPBaseClient,
  type AMQPChannel,
  AMQPClient,
  type AMQPProperties,
} from '@cloudamqp/amqp-client'
import { batchOf, type Message, requireProperties } from '../works/message.ts'
import type { Client } from './client.ts'

/** amqp-client.js: the low-level API, whose promises are awaited in batches; heartbeats are off, as it has them. */
export const client: Client<AMQPBaseClient, AMQPChannel, AMQPChannel> = {
  connect: (url) => new AMQPClient(url).connect(),
  close: (connection) => connection.close(),
  openChannel: (connection) => connection.channel(),
  closeChannel: (channel) => channel.close(),

  async openPublisher(connection) {
    const channel = await connection.channel()
    await channel.confirmSelect()
    return channel
  },

  async declare(channel, queue) {
    const { messageCount } = await channel.queueDeclare(queue, { exclusive: true, durable: false })
    return messageCount
  },

  async publish(channels, { message, count, keys }) {
    const { body } = message
    const properties = propertiesOf(message)
    const atOnce = batchOf(message)
    for (let i = 0; i < count; ) {
      const batch: Promise<number>[] = []
      for (const end = Math.min(count, i + atOnce); i < end; i++) {
        const channel = channels[i % channels.length] as AMQPChannel
        batch.push(channel.basicPublish('', keys[i % keys.length] as string, body, properties))
      }
      await Promise.all(batch)
    }
  },

  async publishConfirmed(channel, { message, count, keys }, inFlight, outstanding) {
    const { body } = message
    const properties = propertiesOf(message)
    for (let i = 0; i < count; i++) {
      if (inFlight.open >= outstanding) await inFlight.room(outstanding)
      inFlight.open++
      const confirmed = channel.basicPublish('', keys[i % keys.length] as string, body, properties)
      confirmed.then(inFlight.settled, inFlight.refused)
    }
  },

  confirmed: (_channel, inFlight, atMost) => inFlight.until(atMost),

  async consume({ channel }, { queue, noAck, prefetch, readsProperties }, onMessage) {
    if (prefetch > 0) await channel.basicQos(prefetch)
    await channel.basicConsume(queue, { noAck }, (message) => {
      if (readsProperties) requireProperties(message.properties)
      if (!noAck) void message.ack()
      onMessage(message.body?.length ?? 0)
    })
    return channel
  },
}

function propertiesOf({ properties }: Message): AMQPProperties {
  if (properties === undefined) return {}
  const { timestampSeconds, headers, ...same } = properties
  return { ...same, headers: { ...headers }, timestamp: new Date(timestampSeconds * 1000) }
}

import { once } from 'node:events'
import { type Channel, type ChannelModel, type ConfirmChannel, connect, type Options } from 'amqplib'
import { type Message, requireProperties } from '../works/message.ts'
import type { Client } from './client.ts'

/**
 * amqplib: `publish` until it returns false, then the channel's event `drain`; confirms through callbacks. Nagle's
 * algorithm, which it leaves on, is turned off: with it a lone message waits for the one before.
 */
export const client: Client<ChannelModel, Channel, ConfirmChannel> = {
  connect: (url) => connect(url, { noDelay: true }),
  close: (connection) => connection.close(),
  openChannel: (connection) => connection.createChannel(),
  closeChannel: (channel) => channel.close(),
  openPublisher: (connection) => connection.createConfirmChannel(),

  async declare(channel, queue) {
    const { messageCount } = await channel.assertQueue(queue, { exclusive: true, durable: false })
    return messageCount
  },

  async publish(channels, { message, count, keys }) {
    const { body } = message
    const options = optionsOf(message)
    for (let i = 0; i < count; i++) {
      const channel = channels[i % channels.length] as Channel
      if (!channel.publish('', keys[i % keys.length] as string, body, options)) await once(channel, 'drain')
    }
  },

  async publishConfirmed(channel, { message, count, keys }, inFlight, outstanding) {
    const { body } = message
    const options = optionsOf(message)
    const onConfirm = (error: Error | null) => (error === null ? inFlight.settled() : inFlight.refused(error))
    for (let i = 0; i < count; i++) {
      if (inFlight.open >= outstanding) await inFlight.room(outstanding)
      inFlight.open++
      const hasRoom = channel.publish('', keys[i % keys.length] as string, body, options, onConfirm)
      if (!hasRoom) await once(channel, 'drain')
    }
  },

  confirmed: (_channel, inFlight, atMost) => inFlight.until(atMost),

  async consume({ channel }, { queue, noAck, prefetch, readsProperties }, onMessage) {
    if (prefetch > 0) await channel.prefetch(prefetch)
    await channel.consume(
      queue,
      (message) => {
        if (message === null) throw new Error('the consumer was cancelled')
        if (readsProperties) requireProperties(message.properties)
        if (!noAck) channel.ack(message)
        onMessage(message.content.length)
      },
      { noAck },
    )
    return channel
  },
}

function optionsOf({ properties }: Message): Options.Publish {
  if (properties === undefined) return {}
  const { timestampSeconds, ...same } = properties
  return { ...same, timestamp: timestampSeconds }
}

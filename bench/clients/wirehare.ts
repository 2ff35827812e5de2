import type * as Wirehare from '../../src/index.ts'
import { type Message, requireProperties } from '../works/message.ts'
import type { Client } from './client.ts'

type Properties = Wirehare.BasicProperties | undefined

/** The client of this project, from a build of it. */
export async function wirehare(
  build: string,
): Promise<Client<Wirehare.Connection, Wirehare.Channel, Wirehare.Publisher>> {
  const { connect } = (await import(`${build}index.js`)) as typeof Wirehare
  return {
    connect: (url) => connect(url),
    close: (connection) => connection.close(),
    openChannel: (connection) => connection.openChannel(),
    closeChannel: (channel) => channel.close(),

    openPublisher: (connection, outstanding) => connection.createPublisher({ maxOutstanding: outstanding }),

    async declare(channel, queue) {
      const { messageCount } = await channel.queueDeclare({ queue, exclusive: true })
      return messageCount
    },

    async publish(channels, { message, count, keys }) {
      const { body } = message
      const properties = propertiesOf(message)
      for (let i = 0; i < count; i++) {
        const channel = channels[i % channels.length] as Wirehare.Channel
        const routingKey = keys[i % keys.length] as string
        if (!channel.basicPublish({ routingKey }, properties, body)) await channel.drained()
      }
    },

    async publishConfirmed(publisher, { message, count, keys }, inFlight, outstanding) {
      const { body } = message
      const properties = propertiesOf(message)
      for (let i = 0; i < count; i++) {
        if (inFlight.open >= outstanding) await inFlight.room(outstanding)
        inFlight.open++
        const routingKey = keys[i % keys.length] as string
        publisher.publish({ routingKey }, properties, body).then(inFlight.settled, inFlight.refused)
      }
    },

    async consume(channel, { queue, noAck, prefetch, readsProperties }, onMessage) {
      if (prefetch > 0) await channel.basicQos({ prefetchCount: prefetch })
      await channel.basicConsume({ queue, noAck }, (delivery) => {
        if (readsProperties) requireProperties(delivery.properties)
        if (!noAck) delivery.ack()
        onMessage(delivery.body.length)
      })
    },
  }
}

function propertiesOf({ properties }: Message): Properties {
  if (properties === undefined) return undefined
  const { timestampSeconds, headers, ...same } = properties
  return { ...same, timestamp: timestampSeconds, headers }
}

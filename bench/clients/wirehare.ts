import { setImmediate as nextTurn } from 'node:timers/promises'
import type * as Wirehare from '../../src/index.ts'
import type { InFlight } from '../works/in-flight.ts'
import { type Message, requireProperties } from '../works/message.ts'
import type { Client, Load } from './client.ts'

type Properties = Wirehare.BasicProperties | undefined

/**
 * The client of this project, from a build of it: `basicPublish` until it returns false, then `drained`, on a channel
 * and with confirms.
 */
export async function wirehare(
  build: string,
): Promise<Client<Wirehare.Connection, Wirehare.Channel, Wirehare.Publisher>> {
  const { connect } = (await import(`${build}index.js`)) as typeof Wirehare
  return {
    // As docs/consuming.md advises who receives much.
    connect: (url, receivesMuch = false) => connect(url, { readRestMs: receivesMuch ? 1 : 0 }),
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

    async publishConfirmed(publisher, load, inFlight, outstanding) {
      if (load.promises === true) return publishAwaited(publisher, load, inFlight, outstanding)
      const { message, count, keys } = load
      const { body } = message
      const properties = propertiesOf(message)
      for (let i = 0; i < count; i++) {
        const routingKey = keys[i % keys.length] as string
        if (!publisher.basicPublish({ routingKey }, properties, body)) await publisher.drained()
      }
    },

    async confirmed(publisher, inFlight, atMost) {
      await inFlight.until(atMost)
      if (atMost === 0) await publisher.waitForConfirms()
      while (publisher.outstanding > atMost) await nextTurn()
    },

    async consume({ connection, channel }, intake, onMessage) {
      const { queue, noAck, prefetch, readsProperties, ackEach = false } = intake
      const take = (delivery: Wirehare.Delivery): void => {
        if (readsProperties) requireProperties(delivery.properties)
        if (ackEach) delivery.ack()
        const { length } = delivery.body
        // As docs/consuming.md advises a callback that is done with a message when it returns.
        delivery.release()
        onMessage(length)
      }
      if (!noAck && !ackEach) return (await connection.createConsumer({ queue, prefetch }, take)).channel
      if (prefetch > 0) await channel.basicQos({ prefetchCount: prefetch })
      await channel.basicConsume({ queue, noAck }, take)
      return channel
    },
  }
}

async function publishAwaited(
  publisher: Wirehare.Publisher,
  { message, count, keys }: Load,
  inFlight: InFlight,
  outstanding: number,
): Promise<void> {
  const { body } = message
  const properties = propertiesOf(message)
  for (let i = 0; i < count; i++) {
    if (inFlight.open >= outstanding) await inFlight.room(outstanding)
    inFlight.open++
    const routingKey = keys[i % keys.length] as string
    publisher.publish({ routingKey }, properties, body).then(inFlight.settled, inFlight.refused)
  }
}

function propertiesOf({ properties }: Message): Properties {
  if (properties === undefined) return undefined
  const { timestampSeconds, headers, ...same } = properties
  return { ...same, timestamp: timestampSeconds, headers }
}

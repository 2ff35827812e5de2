// Routing: a direct exchange gives a message to the queues that are bound with exactly its routing key.
// Run it: npx tsx docs/examples/routing.ts (with AMQP_URL for a broker elsewhere)

import { connect } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const exchange = 'example.logs'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.exchangeDeclare({ exchange, type: 'direct', autoDelete: true })

/** A queue for the messages of some levels: one binding for each. */
async function queueFor(...levels: string[]): Promise<string> {
  const { queue } = await channel.queueDeclare({ exclusive: true })
  for (const routingKey of levels) await channel.queueBind({ queue, exchange, routingKey })
  return queue
}

/** Takes what is in a queue, one message at a time. For a steady flow of messages, consume instead. */
async function take(queue: string): Promise<string> {
  const texts: string[] = []
  for (;;) {
    const message = await channel.basicGet({ queue, noAck: true })
    if (message === undefined) return texts.join(', ')
    texts.push(`${message.routingKey} ${message.text()}`)
  }
}

const pager = await queueFor('error')
const archive = await queueFor('error', 'warning', 'info')

await using publisher = await connection.createPublisher()
await publisher.publish({ exchange, routingKey: 'info' }, undefined, 'started')
await publisher.publish({ exchange, routingKey: 'debug' }, undefined, 'x = 1') // fits no binding: dropped
await publisher.publish({ exchange, routingKey: 'warning' }, undefined, 'disk 80 % full')
await publisher.publish({ exchange, routingKey: 'error' }, undefined, 'disk full')

console.log(`pager: ${await take(pager)}`)
console.log(`archive: ${await take(archive)}`)

// It prints:
// pager: error disk full
// archive: info started, warning disk 80 % full, error disk full

// Recovery: the connection breaks in the middle of the work, comes back by itself, and nothing is lost or done twice.
// Run it: npx tsx docs/examples/recovery.ts (with AMQP_URL for a broker elsewhere)

import { randomUUID } from 'node:crypto'
import { connect, OutcomeUnknownError } from 'wirehare'
import { startProxy } from 'wirehare/inspect'

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.recovery'

// Stands in for a bad network: the fourth message that a connection publishes is its last, and does not arrive.
await using proxy = await startProxy({ to: AMQP_URL, faults: ['reset body from client after 3'] })

await using connection = await connect(AMQP_URL, { host: '127.0.0.1', port: proxy.port })
connection.on('lost', () => console.log('the connection is lost'))
await using channel = await connection.openChannel()
await channel.queueDeclare({ queue, durable: true })
await channel.queuePurge({ queue }) // in case that an earlier run was interrupted

// What was not acked when the connection broke comes again, and a message that was sent twice does too: the handler
// knows by its id what it has done. A program that is to outlive its process keeps the ids where it keeps its results.
const done = new Map<string, string>()
let allDone: () => void
const finished = new Promise<void>((resolve) => (allDone = resolve))
await using _consumer = await connection.createConsumer({ queue }, (delivery) => {
  const { messageId = '' } = delivery.properties
  if (!done.has(messageId)) done.set(messageId, delivery.text())
  if (done.size === 5) allDone()
})

await using publisher = await connection.createPublisher()

/** Publishes until the broker has said what became of it. Until the connection is back `publish` waits by itself. */
async function publish(body: string): Promise<void> {
  const properties = { messageId: randomUUID(), deliveryMode: 2 } // the same id each time
  for (;;) {
    try {
      await publisher.publish({ routingKey: queue, mandatory: true }, properties, body)
      console.log(`${body}: taken`)
      return
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error
      console.log(`${body}: taken or not, nobody can tell; once more`)
    }
  }
}

for (const body of ['tea', 'jam', 'egg', 'oat', 'fig']) await publish(body)
await finished
console.log(`done: ${[...done.values()].join(', ')}`)
await channel.queueDelete({ queue })

// It prints:
// tea: taken
// jam: taken
// egg: taken
// the connection is lost
// oat: taken or not, nobody can tell; once more
// oat: taken
// fig: taken
// done: tea, jam, egg, oat, fig

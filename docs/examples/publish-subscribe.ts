// Publish and subscribe: a fanout exchange gives every queue that is bound to it a copy of each message.
// Run it: npx tsx docs/examples/publish-subscribe.ts (with AMQP_URL for a broker elsewhere)

import { connect } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const exchange = 'example.news'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
// With autoDelete the exchange goes when its last binding goes.
await channel.exchangeDeclare({ exchange, type: 'fanout', autoDelete: true })
await using publisher = await connection.createPublisher()

// An exchange keeps nothing. The broker confirms this message, and as no queue is bound yet, nobody will see it.
await publisher.publish({ exchange }, undefined, 'too early')

/** A subscriber has a queue of its own: named by the broker, gone when the connection is. */
async function subscribe(): Promise<string> {
  const { queue } = await channel.queueDeclare({ exclusive: true })
  await channel.queueBind({ queue, exchange })
  return queue
}

/** Reads a queue up to the last news of the day. */
async function read(name: string, queue: string): Promise<void> {
  for await (const delivery of connection.consume(queue)) {
    const news = delivery.text()
    console.log(`${name}: ${news}`)
    delivery.ack()
    if (news === 'good night') break
  }
}

const radio = await subscribe()
const paper = await subscribe()
for (const news of ['sun', 'rain', 'good night']) await publisher.publish({ exchange }, undefined, news)

await read('radio', radio)
await read('paper', paper)

// It prints:
// radio: sun
// radio: rain
// radio: good night
// paper: sun
// paper: rain
// paper: good night

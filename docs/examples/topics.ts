// Topics: routing keys are words with dots in between; in a binding * stands for one word, # for any number.
// Run it: npx tsx docs/examples/topics.ts (with AMQP_URL for a broker elsewhere)

import { connect } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const exchange = 'example.weather'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.exchangeDeclare({ exchange, type: 'topic', autoDelete: true })

const patterns = ['europe.*.rain', '*.oslo.*', 'europe.#', '#']
const queues: string[] = []
for (const routingKey of patterns) {
  const { queue } = await channel.queueDeclare({ exclusive: true })
  await channel.queueBind({ queue, exchange, routingKey })
  queues.push(queue)
}

await using publisher = await connection.createPublisher()
for (const routingKey of ['europe.oslo.rain', 'europe.rome.sun', 'europe', 'asia.oslo.snow']) {
  await publisher.publish({ exchange, routingKey }, undefined, '')
}

for (const [index, queue] of queues.entries()) {
  const keys: string[] = []
  for (;;) {
    const message = await channel.basicGet({ queue, noAck: true })
    if (message === undefined) break
    keys.push(message.routingKey)
  }
  console.log(`${patterns[index]} takes ${keys.join(', ')}`)
}

// It prints:
// europe.*.rain takes europe.oslo.rain
// *.oslo.* takes europe.oslo.rain, asia.oslo.snow
// europe.# takes europe.oslo.rain, europe.rome.sun, europe
// # takes europe.oslo.rain, europe.rome.sun, europe, asia.oslo.snow

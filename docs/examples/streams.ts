// Streams: messages stay after they were read, so that each reader begins where it wants, as often as it wants.
// Run it: npx tsx docs/examples/streams.ts (with AMQP_URL for a broker elsewhere)

import { connect, type StreamOffset, streamOffset, streamQueue } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.measurements'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.queueDelete({ queue }) // in case that an earlier run was interrupted
await channel.queueDeclare({ queue, ...streamQueue({ maxAge: '7D', maxLengthBytes: 1_000_000_000 }) })

await using publisher = await connection.createPublisher()
for (const celsius of ['18.5', '19.0', '21.5', '20.0']) {
  await publisher.publish({ routingKey: queue }, undefined, celsius)
}

/** Reads from an offset on, up to the measurement numbered 3. */
async function read(offset: StreamOffset): Promise<string> {
  const values: string[] = []
  // A stream wants a prefetch, which `consume` sets, and acks, which only make room for more: nothing is removed.
  for await (const delivery of connection.consume(queue, { arguments: streamOffset(offset), prefetch: 10 })) {
    const number = Number(delivery.properties.headers?.['x-stream-offset'])
    values.push(`${number}: ${delivery.text()}`)
    delivery.ack()
    if (number >= 3) break
  }
  return values.join(', ')
}

console.log(`all of them: ${await read('first')}`)
console.log(`once more: ${await read('first')}`)
console.log(`from number 2 on: ${await read(2)}`)
await channel.queueDelete({ queue })

// It prints:
// all of them: 0: 18.5, 1: 19.0, 2: 21.5, 3: 20.0
// once more: 0: 18.5, 1: 19.0, 2: 21.5, 3: 20.0
// from number 2 on: 2: 21.5, 3: 20.0

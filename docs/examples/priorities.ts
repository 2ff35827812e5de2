// Priorities: what is more urgent overtakes what waits in the queue.
// Run it: npx tsx docs/examples/priorities.ts (with AMQP_URL for a broker elsewhere)

import { classicQueue, connect } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
// Each priority costs the broker something: a few are enough. What is above the highest counts as the highest.
const { queue } = await channel.queueDeclare({ exclusive: true, ...classicQueue({ maxPriority: 3 }) })

const patients = [
  { name: 'cough', priority: 1 },
  { name: 'check-up' }, // no priority is 0
  { name: 'broken arm', priority: 2 },
  { name: 'heart attack', priority: 3 },
  { name: 'sore throat', priority: 1 },
]
await using publisher = await connection.createPublisher()
for (const { name, priority } of patients) await publisher.publish({ routingKey: queue }, { priority }, name)

// Only what waits can be overtaken. A message that was sent to a consumer is on its way, so the prefetch is small.
let left = patients.length
for await (const delivery of connection.consume(queue, { prefetch: 1 })) {
  console.log(`${delivery.properties.priority ?? 0} ${delivery.text()}`)
  delivery.ack()
  if (--left === 0) break
}

// It prints:
// 3 heart attack
// 2 broken arm
// 1 cough
// 1 sore throat
// 0 check-up

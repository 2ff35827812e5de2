// Dead letters: a message that is rejected or expires goes on to another queue instead of being lost.
// Here that makes a second and a third try, each after a pause, and a place for what fails every time.
// Run it: npx tsx docs/examples/dead-letters.ts (with AMQP_URL for a broker elsewhere)

import { classicQueue, connect, type Delivery } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const [jobs, pause, failed] = ['example.jobs', 'example.jobs.pause', 'example.jobs.failed']

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()

//     jobs ──rejected──▶ pause ──expired, after 50 ms──▶ jobs        three times the same: ──▶ failed
//
// The default exchange, '', leads to the queue that the routing key names.
await channel.queueDeclare({
  queue: jobs,
  exclusive: true,
  ...classicQueue({ deadLetterExchange: '', deadLetterRoutingKey: pause }),
})
await channel.queueDeclare({
  queue: pause,
  exclusive: true,
  ...classicQueue({ messageTtlMs: 50, deadLetterExchange: '', deadLetterRoutingKey: jobs }),
})
await channel.queueDeclare({ queue: failed, exclusive: true })

/** How often a message was rejected from the queue of jobs: the broker counts it in the header `x-death`. */
function rejections({ properties }: Delivery): number {
  const deaths = (properties.headers?.['x-death'] ?? []) as { queue: string; reason: string; count: number }[]
  return deaths.find(({ queue, reason }) => queue === jobs && reason === 'rejected')?.count ?? 0
}

await using publisher = await connection.createPublisher()
const worker = await connection.createConsumer(
  // A handler that throws rejects, and so does not put back. Failures are part of the plan here: nobody is told.
  { queue: jobs, onFailure: 'reject', onError: () => {} },
  async (delivery) => {
    const [job, attempt] = [delivery.text(), rejections(delivery) + 1]
    if (job === 'easy' || (job === 'flaky' && attempt === 2)) console.log(`${job}: done on try ${attempt}`)
    else if (attempt < 3) throw new Error(`${job} failed`)
    else await publisher.publish({ routingKey: failed }, delivery.properties, delivery.body)
  },
)

for (const job of ['easy', 'flaky', 'hopeless']) await publisher.publish({ routingKey: jobs }, undefined, job)

for await (const delivery of connection.consume(failed)) {
  console.log(`${delivery.text()}: given up after ${rejections(delivery) + 1} tries`)
  delivery.ack()
  break
}
await worker.close()

// It prints:
// easy: done on try 1
// flaky: done on try 2
// hopeless: given up after 3 tries

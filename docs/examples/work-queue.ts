// A work queue: tasks wait in one queue, two workers share them, and what failed is tried again.
// Run it: npx tsx docs/examples/work-queue.ts (with AMQP_URL for a broker elsewhere)

import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Delivery } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.tasks'
const tasks = ['wash', 'peel', 'chop', 'fry', 'serve']

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.queueDelete({ queue }) // in case that an earlier run was interrupted
await channel.queueDeclare({ queue, durable: true }) // the queue outlives a restart of the broker

const doneBy = new Map<string, string>()
let allDone = (): void => {}
const finished = new Promise<void>((resolve) => (allDone = resolve))

/** Does one task. When it returns the task is acked; when it throws the task goes back to the queue. */
async function work(worker: string, delivery: Delivery): Promise<void> {
  const task = delivery.text()
  await sleep(10)
  if (task === 'fry' && !delivery.redelivered) throw new Error('the oil is cold')
  doneBy.set(task, worker)
  if (doneBy.size === tasks.length) allDone()
}

// A prefetch of 1 gives a worker its next task when it is done with the one before: a slow one gets fewer.
const workers = await Promise.all(
  ['Ada', 'Ben'].map((name) =>
    connection.createConsumer(
      { queue, prefetch: 1, onError: (error) => console.log(`put back: ${error}`) },
      (delivery) => work(name, delivery),
    ),
  ),
)

// Delivery mode 2 is persistent: a message like this, in a durable queue, survives a restart of the broker.
await using publisher = await connection.createPublisher()
await Promise.all(tasks.map((task) => publisher.publish({ routingKey: queue }, { deliveryMode: 2 }, task)))

await finished
await Promise.all(workers.map((worker) => worker.close())) // lets them finish what they have begun
console.log(`done: ${tasks.filter((task) => doneBy.has(task)).join(', ')}`)
console.log(`workers that took part: ${new Set(doneBy.values()).size}`)
await channel.queueDelete({ queue })

// It prints:
// put back: Error: the oil is cold
// done: wash, peel, chop, fry, serve
// workers that took part: 2

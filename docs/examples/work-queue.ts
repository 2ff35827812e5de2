// A work queue: tasks wait in one queue, and several workers share them. Each task is done once.
// Run it with `npx tsx docs/examples/work-queue.ts`; AMQP_URL names a broker other than the one on localhost.

import { connect, type Delivery } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.tasks'

await using connection = await connect(AMQP_URL)
const channel = await connection.openChannel()
console.log(import.meta.resolve('wirehare'))

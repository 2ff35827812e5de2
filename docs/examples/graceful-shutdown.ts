// Graceful shutdown: a web server that turns requests into messages, and on SIGTERM ends without losing one.
// Run it: npx tsx docs/examples/graceful-shutdown.ts (with AMQP_URL for a broker elsewhere)

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.orders'
const connection = await connect(AMQP_URL)
const channel = await connection.openChannel()
await channel.queueDeclare({ queue, durable: true })
await channel.queuePurge({ queue }) // in case that an earlier run was interrupted

const publisher = await connection.createPublisher()

/** Accepts an order when the broker has confirmed it. Until then it is the customer's to repeat. */
async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const order = await text(request)
    await publisher.publish({ routingKey: queue, mandatory: true }, { deliveryMode: 2 }, order)
    response.statusCode = 202
  } catch {
    response.statusCode = 503
  }
  // A server that no longer listens waits for its connections to end: let this one end with the answer.
  if (!server.listening) response.setHeader('connection', 'close')
  response.end()
}

const server = createServer((request, response) => void onRequest(request, response))
server.listen(0, '127.0.0.1')
await once(server, 'listening')

let handled = 0
const worker = await connection.createConsumer({ queue, prefetch: 1 }, async () => {
  await sleep(20)
  handled++
})

// What happens outside: five orders come in, and while the last one is still on its way, so does the signal.
let received = 0
server.on('request', () => ++received === 5 && process.kill(process.pid, 'SIGTERM'))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const responses = Promise.all(
  ['tea', 'jam', 'egg', 'oat', 'fig'].map((body) => fetch(url, { method: 'POST', body })),
)

await once(process, 'SIGTERM')
// Now from the outside to the inside: no new requests, no open confirms, no running handlers, no connection.
server.close()
await once(server, 'close') // those who asked have their answer
await publisher.close() // what was published is confirmed
await worker.close() // what was begun is done and acked; what was not is back in the queue, for the next worker
const { messageCount } = await channel.queueDelete({ queue }) // only so that this example leaves nothing behind
await connection.close()

console.log(`answers: ${(await responses).map(({ status }) => status).join(', ')}`)
console.log(`orders handled or still in the queue: ${handled + messageCount}`)

// It prints:
// answers: 202, 202, 202, 202, 202
// orders handled or still in the queue: 5

// RPC: a request goes to the queue of a server, and the reply comes back to the caller that waits for it.
// Run it: npx tsx docs/examples/rpc.ts (with AMQP_URL for a broker elsewhere)

import { connect, RemoteError, ReturnedError } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.sums'

// The server. What the handler returns is the reply; what it throws is the caller's RemoteError.
await using serving = await connect(AMQP_URL, { connectionName: 'server' })
await using channel = await serving.openChannel()
await channel.queueDeclare({ queue, exclusive: true })
await serving.createRpcServer({ queue, concurrency: 10 }, (request) => {
  const numbers = request.json()
  if (!Array.isArray(numbers)) throw new Error('a sum needs a list of numbers')
  return String(numbers.reduce((sum, number) => sum + number, 0))
})

// The caller. Replies come straight to its channel (direct reply-to): there is no queue for them.
await using calling = await connect(AMQP_URL, { connectionName: 'caller' })
await using client = await calling.createRpcClient({ timeoutMs: 5_000 })

async function sum(numbers: unknown): Promise<string> {
  const reply = await client.call({ routingKey: queue }, undefined, JSON.stringify(numbers))
  return reply.text()
}

console.log(`one call: ${await sum([1, 2, 3])}`)
// Calls may overlap: each gets its own reply, whatever the order in which they come.
console.log(`three at once: ${(await Promise.all([sum([1, 1]), sum([2, 2]), sum([3, 3])])).join(', ')}`)

try {
  await sum('one and two')
} catch (error) {
  if (!(error instanceof RemoteError)) throw error
  console.log(`the server says: ${error.replyText}`)
}

try {
  await client.call({ routingKey: 'example.nobody' }, undefined, '[]')
} catch (error) {
  if (!(error instanceof ReturnedError)) throw error
  console.log(`nobody serves ${error.routingKey}`) // at once, and not after the time-out
}

// It prints:
// one call: 6
// three at once: 2, 4, 6
// the server says: a sum needs a list of numbers
// nobody serves example.nobody

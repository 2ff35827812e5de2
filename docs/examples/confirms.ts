// Confirms: the broker says of each message whether it has taken it, and a publish resolves or rejects with that.
// Run it: npx tsx docs/examples/confirms.ts (with AMQP_URL for a broker elsewhere)

import { classicQueue, connect, NackError, type OutgoingMessage, ReturnedError } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
const { queue: plenty } = await channel.queueDeclare({ exclusive: true })
const { queue: small } = await channel.queueDeclare({
  exclusive: true,
  ...classicQueue({ maxLength: 2, overflow: 'reject-publish' }), // refuses the third message
})

// At most 100 messages are on the way at a time: those beyond wait their turn, and so does who publishes them.
await using publisher = await connection.createPublisher({ maxOutstanding: 100 })

async function publish(routingKey: string, body: string): Promise<void> {
  try {
    // Mandatory: what no queue takes comes back. Without it the broker would drop it and confirm it.
    const receipt = await publisher.publish({ routingKey, mandatory: true }, undefined, body)
    console.log(`${body}: taken, as number ${receipt.sequenceNumber}`)
  } catch (error) {
    if (error instanceof NackError) console.log(`${body}: refused`)
    else if (error instanceof ReturnedError) console.log(`${body}: returned, ${error.replyText}`)
    else throw error // such as OutcomeUnknownError: the connection broke before the broker answered
  }
}

await publish(small, 'first')
await publish(small, 'second')
await publish(small, 'third')
await publish('example.no-such-queue', 'fourth')

/** Many messages, made one by one as there is room for them. */
function* readings(): Generator<OutgoingMessage> {
  for (let count = 1; count <= 1000; count++) yield { args: { routingKey: plenty }, body: `reading ${count}` }
}
console.log(`in bulk: ${await publisher.publishAll(readings())} taken`)

// And very many, without a promise for each: false says when to wait.
await using bulk = await connection.createPublisher({ maxOutstanding: 10_000 })
for (let count = 1; count <= 50_000; count++) {
  if (!bulk.basicPublish({ routingKey: plenty }, undefined, `reading ${count}`)) await bulk.drained()
}
await bulk.waitForConfirms() // throws the first failure of this publisher
console.log('without a promise each: all taken')

// It prints:
// first: taken, as number 1
// second: taken, as number 2
// third: refused
// fourth: returned, NO_ROUTE
// in bulk: 1000 taken
// without a promise each: all taken

// Headers: this kind of exchange looks at the headers of a message and not at its routing key.
// Run it: npx tsx docs/examples/headers.ts (with AMQP_URL for a broker elsewhere)

import { connect, type FieldTable } from 'wirehare'

const { AMQP_URL = 'amqp://localhost' } = process.env
const exchange = 'example.photos'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.exchangeDeclare({ exchange, type: 'headers', autoDelete: true })

/** A queue for the messages whose headers match: all of them, or with `x-match: any` one of them. */
async function queueFor(match: FieldTable): Promise<string> {
  const { queue } = await channel.queueDeclare({ exclusive: true })
  await channel.queueBind({ queue, exchange, arguments: match })
  return queue
}

/** Takes what is in a queue, one message at a time. */
async function take(queue: string): Promise<string> {
  const texts: string[] = []
  for (;;) {
    const message = await channel.basicGet({ queue, noAck: true })
    if (message === undefined) return texts.join(', ')
    texts.push(message.text())
  }
}

const largePngs = await queueFor({ 'x-match': 'all', format: 'png', large: true })
const pngsOrLarge = await queueFor({ 'x-match': 'any', format: 'png', large: true })
const rated = await queueFor({ 'x-match': 'all', stars: null }) // null asks only that the header is there

await using publisher = await connection.createPublisher()
await publisher.publish({ exchange }, { headers: { format: 'png', large: true } }, 'a map')
await publisher.publish({ exchange }, { headers: { format: 'png', large: false, stars: 5 } }, 'an icon')
await publisher.publish({ exchange }, { headers: { format: 'jpeg', large: true, stars: 3 } }, 'a sunset')

console.log(`large and png: ${await take(largePngs)}`)
console.log(`large or png: ${await take(pngsOrLarge)}`)
console.log(`with stars: ${await take(rated)}`)

// It prints:
// large and png: a map
// large or png: a map, an icon, a sunset
// with stars: an icon, a sunset

/**
 * Makes the recordings in this folder, which the pages about `wirehare diff` and `wirehare explain` show, through a proxy
 * to a broker of your own:
 *
 *     npx tsx docs/reference/recordings/record.ts amqp://guest:guest@localhost:5672
 */
import { writeFileSync } from 'node:fs'
import * as amqplib from 'amqplib'
import { connect } from '../../../src/index.ts'
import { PcapngWriter, Redactor, startProxy } from '../../../src/inspect/index.ts'

const MESSAGES = 100
const PREFETCH = 10
const QUEUE = 'wirehare.same-work'
const BODY = Buffer.alloc(64, 'x')
const broker = process.argv[2] ?? 'amqp://guest:guest@localhost'

const works: Readonly<Record<string, (url: string) => Promise<void>>> = {
  /** Declare a queue; publish to it with confirms; consume all of it, acknowledging each; close. */
  async amqplib(url) {
    const connection = await amqplib.connect(url)
    const channel = await connection.createChannel()
    await channel.assertQueue(QUEUE, { durable: false, exclusive: true })
    const publisher = await connection.createConfirmChannel()
    for (let i = 0; i < MESSAGES; i++) publisher.sendToQueue(QUEUE, BODY)
    await publisher.waitForConfirms()
    await channel.prefetch(PREFETCH)
    await new Promise<void>((resolve) => {
      let left = MESSAGES
      void channel.consume(QUEUE, (message) => {
        channel.ack(message!)
        if (--left === 0) resolve()
      })
    })
    await publisher.close()
    await channel.close()
    await connection.close()
  },
  /** The same. */
  async wirehare(url) {
    const connection = await connect(url)
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: QUEUE, exclusive: true })
    const publisher = await connection.createPublisher()
    for (let i = 0; i < MESSAGES; i++) void publisher.publish({ routingKey: QUEUE }, {}, BODY)
    await publisher.waitForConfirms()
    await channel.basicQos({ prefetchCount: PREFETCH })
    await new Promise<void>((resolve) => {
      let left = MESSAGES
      void channel.basicConsume({ queue: QUEUE }, (delivery) => {
        delivery.ack()
        if (--left === 0) resolve()
      })
    })
    await publisher.close()
    await channel.close()
    await connection.close()
  },
  /** Acknowledge two messages together, and then the first of them once more. */
  async 'double-ack'(url) {
    const connection = await amqplib.connect(url)
    const channel = await connection.createChannel()
    const closed = new Promise((resolve) => channel.on('error', resolve))
    await channel.assertQueue(QUEUE, { durable: false, exclusive: true })
    for (const text of ['first', 'second']) channel.sendToQueue(QUEUE, Buffer.from(text))
    const [first, second] = [await channel.get(QUEUE), await channel.get(QUEUE)]
    if (first === false || second === false) throw new Error('the messages are not there')
    channel.ack(second, true)
    channel.ack(first)
    await closed
    await connection.close()
  },
}

for (const [name, work] of Object.entries(works)) {
  const pieces: Uint8Array[] = []
  const writer = new PcapngWriter((bytes) => pieces.push(bytes))
  const redactor = new Redactor((event) => writer.receive(event))
  {
    await using proxy = await startProxy({ to: broker, onEvent: (event) => redactor.receive(event) })
    const { username, password, pathname } = new URL(broker)
    await work(`amqp://${username}:${password}@127.0.0.1:${proxy.port}${pathname}`)
  }
  redactor.end()
  writer.end()
  writeFileSync(new URL(`${name}.pcapng`, import.meta.url), Buffer.concat(pieces))
}

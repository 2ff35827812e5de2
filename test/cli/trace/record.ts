/**
 * Records the session that the pages about `wirehare trace` show, from a broker of your own:
 *
 *     npx tsx test/cli/trace/record.ts docs/reference/trace/orders.pcapng amqp://guest:guest@localhost:5672
 *
 * A shop publishes orders, one of which has nowhere to go; billing consumes them, gives one back and once acks what it
 * never got; and the shop asks for a price and gets an answer.
 */

import { writeFileSync } from 'node:fs'
import { connect, type Delivery } from '../../../src/index.ts'
import { type CaptureEvent, PcapngWriter, Recorder, Redactor } from '../../../src/inspect/index.ts'
import { ConfirmWindow } from '../../../src/protocol/confirm-window.ts'

const [path = 'orders.pcapng', target = 'amqp://guest:guest@localhost'] = process.argv.slice(2)
const events: CaptureEvent[] = []
const recorder = new Recorder((event) => events.push(event))

const shopTap = recorder.tap({
  client: { host: '10.0.0.7', port: 50_112 },
  broker: { host: '10.0.0.2', port: 5672 },
})
const billingTap = recorder.tap({
  client: { host: '10.0.0.8', port: 41_880 },
  broker: { host: '10.0.0.2', port: 5672 },
})

const shop = await connect(target, { tap: shopTap, clientProperties: { connection_name: 'shop' } })
const orders = await shop.openChannel()
await orders.exchangeDeclare({ exchange: 'orders', type: 'topic', durable: true })

const billing = await connect(target, { tap: billingTap, clientProperties: { connection_name: 'billing' } })
const incoming = await billing.openChannel()
await incoming.queueDeclare({ queue: 'billing', durable: true, arguments: { 'x-max-length': 1000 } })
await incoming.queueBind({ queue: 'billing', exchange: 'orders', routingKey: 'eu.#' })
await incoming.basicQos({ prefetchCount: 10 })
const taken = mailbox<Delivery>()
await incoming.basicConsume({ queue: 'billing', consumerTag: 'billing-1' }, taken.put)

await orders.confirmSelect({})
const unconfirmed = new ConfirmWindow<number>()
const allConfirmed = new Promise<void>((resolve) => {
  orders.on('confirm', ({ deliveryTag, multiple, accepted }) => {
    unconfirmed.settle(deliveryTag, multiple, accepted, () => {})
    if (unconfirmed.size === 0) resolve()
  })
})
orders.on('return', () => {})
const publish = (key: string, id: number, body: object): void => {
  unconfirmed.add(id)
  orders.basicPublish(
    { exchange: 'orders', routingKey: key, mandatory: true },
    {
      contentType: 'application/json',
      deliveryMode: 2,
      messageId: `order-${id}`,
      headers: { 'x-retries': 0, shop: 'Köln' },
    },
    JSON.stringify(body),
  )
}
publish('eu.germany', 1, { order: 1, item: 'lamp', price: 49.9 })
publish('eu.france', 2, { order: 2, item: 'chair', price: 120 })
publish('us.texas', 3, { order: 3, item: 'hat', price: 15 })
const first = await taken.take()
first.ack()
const second = await taken.take()
second.nack({ requeue: true })
const again = await taken.take()
again.ack()
await allConfirmed

const prices = await billing.openChannel()
await prices.queueDeclare({ queue: 'prices', autoDelete: true })
const asked = mailbox<Delivery>()
await prices.basicConsume({ queue: 'prices', noAck: true, consumerTag: 'prices-1' }, asked.put)
const asking = await shop.openChannel()
const answers = mailbox<Delivery>()
await asking.basicConsume(
  { queue: 'amq.rabbitmq.reply-to', noAck: true, consumerTag: 'answers' },
  answers.put,
)
asking.basicPublish(
  { routingKey: 'prices' },
  { replyTo: 'amq.rabbitmq.reply-to', correlationId: 'q-1', expiration: '5000' },
  'lamp',
)
const question = await asked.take()
prices.basicPublish({ routingKey: question.properties.replyTo as string }, { correlationId: 'q-1' }, '49.90')
await answers.take()

const hasty = await billing.openChannel()
hasty.basicAck({ deliveryTag: 1 })
await hasty.closed.catch(() => {})

await asking.close()
await incoming.queueDelete({ queue: 'billing' })
await incoming.exchangeDelete({ exchange: 'orders' })
await shop.close()
await billing.close()
recorder.end()

const file: Uint8Array[] = []
const writer = new PcapngWriter((bytes) => file.push(bytes))
const redactor = new Redactor((event) => writer.receive(event))
// It was a day in November 2023, whenever it is recorded.
const start = events[0]!.atMicros - 1_700_000_000_000_000
for (const event of events) redactor.receive({ ...event, atMicros: event.atMicros - start })
redactor.end()
writer.end()
writeFileSync(path, Buffer.concat(file))

/** What came, one after the other. */
function mailbox<T>(): { put: (item: T) => void; take: () => Promise<T> } {
  const items: T[] = []
  let wake = (): void => {}
  return {
    put: (item) => {
      items.push(item)
      wake()
    },
    async take() {
      while (items.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return items.shift() as T
    },
  }
}

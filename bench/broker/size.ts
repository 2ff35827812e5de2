import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Broker, startBroker } from '../../src/broker/index.ts'
import { connectionOpen, connectionTuneOk } from '../../src/generated/methods.ts'
import { type Channel, type Connection, connect } from '../../src/index.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { method, START_OK } from '../../test/support/core-script.ts'
import { ms, report, timed } from './report.ts'

const QUEUES = 10_000
const CONNECTIONS = 1000
const MESSAGES = 1_000_000
/** How many are published before the broker is asked whether it has them all. */
const BATCH = 10_000
const SAMPLE = 20_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Whether the broker slows down as it fills, and what it needs for what it holds. All of it is in this process. */
export async function measureSize(): Promise<void> {
  await manyBindings()
  await manyConnections()
  await manyMessages()
}

/** Queues bound to one topic exchange, each by its own key and the first and last by patterns. */
async function manyBindings(): Promise<void> {
  await using broker = new Broker()
  await using connection = await connect({ transport: broker.transport() })
  const channel = await connection.openChannel()
  const exchange = 'amq.topic'
  const key = (i: number): string => `region.${i % 100}.site.${i}`
  await declare(channel, 100)
  const before = memory()
  const few = await timed(() => publish(channel, exchange, SAMPLE, (i) => key(i % 100)))
  const took = await timed(() => declare(channel, QUEUES, 100))
  report(`${QUEUES} queues declared and bound to one topic exchange`, ms(took))
  report('memory of a queue and its binding', bytes((memory() - before) / (QUEUES - 100)))
  for (let i = 0; i < 100; i++) await channel.queuePurge({ queue: `q${i}` })
  const many = await timed(() => publish(channel, exchange, SAMPLE, (i) => key((i * 7919) % QUEUES)))
  report(`${SAMPLE} messages through 100 bindings`, ms(few))
  report(`${SAMPLE} messages through ${QUEUES} bindings`, ms(many))

  async function declare(on: Channel, count: number, from: number = 0): Promise<void> {
    for (let i = from; i < count; i++) {
      void on.queueDeclare({ queue: `q${i}` })
      const bound = on.queueBind({ queue: `q${i}`, exchange, routingKey: key(i) })
      if (i % 100 === 99) await bound
    }
  }
}

async function manyConnections(): Promise<void> {
  await using broker = await startBroker({ port: 0 })
  await idle(broker, 10)
  const empty = memory()
  await idle(broker, CONNECTIONS)
  report("memory of an idle connection, the broker's end", bytes((memory() - empty) / CONNECTIONS))
  const open: Connection[] = []
  const inMemory = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) open.push(await connect({ transport: broker.transport() }))
  }
  await inMemory(10)
  const before = memory()
  const took = await timed(() => inMemory(CONNECTIONS))
  report(`${CONNECTIONS} connections opened, in memory`, ms(took))
  report('memory of an idle connection, both ends', bytes((memory() - before) / CONNECTIONS))
  const overTcp = await timed(async () => {
    for (let i = 0; i < CONNECTIONS; i++) open.push(await connect(broker.url))
  })
  report(`${CONNECTIONS} more opened, over TCP`, ms(overTcp))
  const channel = await (open[0] as Connection).openChannel()
  await channel.queueDeclare({ queue: 'q' })
  const sent = await timed(() => publish(channel, '', SAMPLE, () => 'q'))
  report(`${SAMPLE} messages on one of ${open.length} connections`, ms(sent))
  const closed = await timed(() => Promise.all(open.map((connection) => connection.close())))
  report(`${open.length} connections closed`, ms(closed))
}

/** Connections that were opened by a client that keeps nothing. */
async function idle(broker: Broker, count: number): Promise<void> {
  const words = [
    PROTOCOL_HEADER,
    START_OK,
    method(0, connectionTuneOk, { channelMax: 2047, frameMax: 131_072, heartbeat: 60 }),
    method(0, connectionOpen, { virtualHost: '/' }),
  ]
  const ignore = (): void => {}
  for (let i = 0; i < count; i++) {
    const transport = broker.transport()
    transport.start({ onData: ignore, onDrain: ignore, onEnd: () => transport.end(), onClose: ignore })
    transport.write(words)
  }
  // Until the answers have come.
  for (let i = 0; i < 3; i++) await nextTurn()
}

async function manyMessages(): Promise<void> {
  await using broker = new Broker()
  await using connection = await connect({ transport: broker.transport() })
  const channel = await connection.openChannel()
  await channel.queueDeclare({ queue: 'q' })
  await publish(channel, '', BATCH, () => 'q')
  await channel.queuePurge({ queue: 'q' })
  const before = memory()
  const first = await timed(() => publish(channel, '', MESSAGES / 10, () => 'q'))
  await publish(channel, '', MESSAGES * 0.8, () => 'q')
  const last = await timed(() => publish(channel, '', MESSAGES / 10, () => 'q'))
  report(`the first ${MESSAGES / 10} of ${MESSAGES} messages of 16 bytes published`, ms(first))
  report(`the last ${MESSAGES / 10} of them`, ms(last))
  report('memory of a message that waits', bytes((memory() - before) / MESSAGES))
  report(`the first ${MESSAGES / 10} consumed`, ms(await timed(() => consume(channel, MESSAGES / 10))))
  await consume(channel, MESSAGES * 0.8)
  report(`the last ${MESSAGES / 10} consumed`, ms(await timed(() => consume(channel, MESSAGES / 10))))
}

/** Publishes, and waits now and then until the broker has taken it all. */
async function publish(
  channel: Channel,
  exchange: string,
  count: number,
  key: (i: number) => string,
): Promise<void> {
  const body = Buffer.alloc(16, 'x')
  for (let i = 0; i < count; i++) {
    channel.basicPublish({ exchange, routingKey: key(i) }, {}, body)
    if (i % BATCH === BATCH - 1) await channel.basicQos({})
  }
  await channel.basicQos({})
}

/** Takes so many messages and gives back what came beside them. */
async function consume(channel: Channel, count: number): Promise<void> {
  let left = count
  await channel.basicQos({ prefetchCount: 1000 })
  const consumerTag = 'taker'
  await new Promise<void>((resolve, reject) => {
    const consuming = channel.basicConsume({ queue: 'q', consumerTag }, (delivery) => {
      if (left === 0) return
      delivery.ack()
      if (--left === 0) resolve()
    })
    consuming.catch(reject)
  })
  await channel.basicCancel({ consumerTag })
  await channel.basicRecover({ requeue: true })
}

function memory(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function bytes(count: number): string {
  return `${Math.round(count)} B`
}

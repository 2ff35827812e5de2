import { Broker, startBroker } from '../../src/broker/index.ts'
import { connect } from '../../src/index.ts'
import { median } from '../harness/statistics.ts'
import { ms, report, timed } from './report.ts'

const ROUNDS = 101

/** How long a broker takes to be there for a client, and to be gone: a test suite can have one for each test. */
export async function measureStart(): Promise<void> {
  await round('the first broker, in memory', 1, inMemory)
  await round(`a broker in memory, the median of ${ROUNDS}`, ROUNDS, inMemory)
  await round('the first broker, over TCP', 1, overTcp)
  await round(`a broker over TCP, the median of ${ROUNDS}`, ROUNDS, overTcp)
}

interface Times {
  readonly start: number
  readonly connect: number
  readonly close: number
}

async function round(what: string, count: number, once: () => Promise<Times>): Promise<void> {
  const all: Times[] = []
  for (let i = 0; i < count; i++) all.push(await once())
  for (const part of ['start', 'connect', 'close'] as const)
    report(`${what}: ${part}`, ms(median(all.map((times) => times[part]))))
}

async function inMemory(): Promise<Times> {
  let broker!: Broker
  const start = await timed(() => {
    broker = new Broker()
  })
  return { start, ...(await visit(broker, { transport: broker.transport() })) }
}

async function overTcp(): Promise<Times> {
  let broker!: Broker
  const start = await timed(async () => {
    broker = await startBroker({ port: 0 })
  })
  return { start, ...(await visit(broker, {}, broker.url)) }
}

async function visit(
  broker: Broker,
  options: Parameters<typeof connect>[1],
  url?: string,
): Promise<Omit<Times, 'start'>> {
  const connecting = await timed(async () => {
    const connection = url === undefined ? await connect(options) : await connect(url, options)
    await connection.openChannel()
  })
  return { connect: connecting, close: await timed(() => broker.close()) }
}

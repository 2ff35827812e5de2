import { report } from '../broker/report.ts'
import { client } from '../clients/amqplib.ts'
import { median } from '../harness/statistics.ts'
import { startTargets } from '../harness/targets.ts'
import { InFlight } from '../works/in-flight.ts'
import { MESSAGES } from '../works/message.ts'
import { freshName } from '../works/queues.ts'
import { ProxyProcess } from './proxy-process.ts'

const ROUNDS = 5
const OUTSTANDING = 1000
const PREFETCH = 1000
const message = MESSAGES['16b']

interface Work {
  readonly name: string
  readonly count: number
  /** Messages a second. */
  readonly run: (url: string, count: number) => Promise<number>
}

const WORKS: readonly Work[] = [
  { name: 'publish', count: 100_000, run: publish },
  { name: 'publish with confirms and consume with acks', count: 20_000, run: publishAndConsume },
]

/** The ways to the broker, in the order in which each round goes through them. */
const WAYS = ['direct', 'by way of the proxy', 'by way of the proxy, frames counted'] as const

/** What amqplib sends through RabbitMQ, direct and by way of a proxy in a process of its own, in turn. */
export async function measureSpeed(urls: readonly string[]): Promise<void> {
  const targets = await startTargets(['rabbitmq'], urls)
  try {
    for (const started of targets) {
      if ('skipped' in started) report(started.name, `skipped: ${started.skipped}`)
      else await measure(started.name, started.target.url)
    }
  } finally {
    await Promise.all(targets.map(({ stop }) => stop()))
  }
}

async function measure(name: string, url: string): Promise<void> {
  await using carrying = await ProxyProcess.start(url, 'carry')
  await using counting = await ProxyProcess.start(url, 'count')
  const urls = [url, through(url, carrying.port), through(url, counting.port)]
  for (const work of WORKS) {
    const rates: number[][] = WAYS.map(() => [])
    for (let round = -1; round < ROUNDS; round++) {
      for (const [way, through] of urls.entries()) {
        const rate = await work.run(through, work.count)
        // The first is for the compilers to warm up.
        if (round >= 0) rates[way]?.push(rate)
      }
    }
    const [direct = Number.NaN, ...others] = rates.map(median)
    report(`${name}, amqplib: ${work.name}, direct`, `${direct.toFixed(0)} msg/s`)
    others.forEach((rate, i) => {
      report(`  ${WAYS[i + 1]}`, `${rate.toFixed(0)} msg/s = ${(rate / direct).toFixed(2)}`)
    })
  }
}

/** The same URL with the port of a proxy. */
function through(url: string, port: number): string {
  const changed = new URL(url)
  changed.hostname = '127.0.0.1'
  changed.port = String(port)
  return changed.href
}

/** From the first publish until the broker has heard the last, which the answer to a declare tells. */
async function publish(url: string, count: number): Promise<number> {
  const connection = await client.connect(url)
  const channel = await client.openChannel(connection)
  const begun = performance.now()
  // No queue has this name: the broker routes and drops, and has nothing to keep.
  await client.publish([channel], { message, count, keys: [freshName()] })
  await client.declare(channel, freshName())
  const seconds = (performance.now() - begun) / 1000
  await client.close(connection)
  return count / seconds
}

/** From the first publish to the last confirm and the last delivery, on two connections. */
async function publishAndConsume(url: string, count: number): Promise<number> {
  const [publishing, consuming] = [await client.connect(url), await client.connect(url)]
  const channel = await client.openChannel(consuming)
  const queue = freshName()
  await client.declare(channel, queue)
  let left = count
  const delivered = new Promise<void>((resolve) => {
    const intake = {
      queue,
      message,
      count,
      noAck: false,
      prefetch: PREFETCH,
      readsProperties: false,
      ackEach: true,
    }
    void client.consume({ connection: consuming, channel }, intake, () => --left === 0 && resolve())
  })
  const publisher = await client.openPublisher(publishing, OUTSTANDING)
  const inFlight = new InFlight()
  const begun = performance.now()
  await client.publishConfirmed(publisher, { message, count, keys: [queue] }, inFlight, OUTSTANDING)
  await Promise.all([client.confirmed(publisher, inFlight, 0), delivered])
  const seconds = (performance.now() - begun) / 1000
  await client.close(publishing)
  await client.close(consuming)
  return count / seconds
}

import { client } from '../clients/amqplib.ts'
import { median } from '../harness/statistics.ts'
import { type StartedTarget, startTargets } from '../harness/targets.ts'
import { InFlight } from '../works/in-flight.ts'
import { MESSAGES } from '../works/message.ts'
import { freshName } from '../works/queues.ts'
import { report } from './report.ts'

const COUNT = 50_000
const ROUNDS = 5
const OUTSTANDING = 1000
const PREFETCH = 1000

/**
 * Small messages by way of the embedded broker, in its own process, and by way of RabbitMQ, in turn: amqplib publishes
 * them with confirms and consumes them with acks, on two connections of this process.
 */
export async function measureSpeed(urls: readonly string[]): Promise<void> {
  const targets = await startTargets(['rabbitmq', 'embedded'], urls)
  try {
    const rates = new Map<string, number[]>()
    for (let round = -1; round < ROUNDS; round++) {
      for (const started of targets) {
        if ('skipped' in started) continue
        const rate = await through(started.target.url)
        // The first is for the compilers to warm up.
        if (round >= 0) rates.set(started.name, [...(rates.get(started.name) ?? []), rate])
      }
    }
    tell(targets, rates)
  } finally {
    await Promise.all(targets.map(({ stop }) => stop()))
  }
}

/** Messages a second, from the first publish to the last confirm and the last delivery. */
async function through(url: string): Promise<number> {
  const [publishing, consuming] = [await client.connect(url), await client.connect(url)]
  const channel = await client.openChannel(consuming)
  const queue = freshName()
  const message = MESSAGES['16b']
  let left = COUNT
  await client.declare(channel, queue)
  const delivered = new Promise<void>((resolve) => {
    const intake = {
      queue,
      message,
      count: COUNT,
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
  await client.publishConfirmed(publisher, { message, count: COUNT, keys: [queue] }, inFlight, OUTSTANDING)
  await Promise.all([client.confirmed(publisher, inFlight, 0), delivered])
  const seconds = (performance.now() - begun) / 1000
  await client.close(publishing)
  await client.close(consuming)
  return COUNT / seconds
}

function tell(targets: readonly StartedTarget[], rates: ReadonlyMap<string, readonly number[]>): void {
  const embedded = median(rates.get('embedded broker') ?? [])
  for (const started of targets) {
    const { name } = started
    if ('skipped' in started) report(name, `skipped: ${started.skipped}`)
    else {
      const rate = median(rates.get(name) ?? [])
      report(`${name}: messages a second, the median of ${ROUNDS} rounds`, rate.toFixed(0))
      if (name !== 'embedded broker') report(`the embedded broker to ${name}`, (embedded / rate).toFixed(2))
    }
  }
}

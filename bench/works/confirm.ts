import type { AnyClient, Load } from '../clients/client.ts'
import { InFlight } from './in-flight.ts'
import { measure } from './measure.ts'
import { MESSAGES, type MessageName } from './message.ts'
import { arrived, freshName } from './queues.ts'
import { measureSending, type Sending } from './sending.ts'
import { warmUp } from './warm-up.ts'
import { type Bench, messagesOf, type Outcome, type Target } from './work.ts'

export interface Confirming {
  readonly message: MessageName
  readonly count: number
  readonly outstanding: number
  readonly promises?: boolean
}

/** Publishes with at most so many messages unconfirmed, until all are confirmed and the broker has counted them. */
export async function confirm(bench: Bench, confirming: Confirming): Promise<Outcome> {
  const count = messagesOf(bench, confirming.count)
  const client = await bench.client()
  return measureSending(bench, client, count, (target) => begin(client, target, confirming))
}

async function begin(
  client: AnyClient,
  { url }: Target,
  { message, outstanding, promises = false }: Confirming,
): Promise<Sending> {
  const connection = await client.connect(url)
  const inFlight = new InFlight()
  const publisher = await client.openPublisher(connection, outstanding)
  const channel = await client.openChannel(connection)
  const queue = freshName()
  await client.declare(channel, queue)
  return {
    connection,
    async publish(count) {
      const load: Load = { message: MESSAGES[message], count, keys: [queue], promises }
      await client.publishConfirmed(publisher, load, inFlight, outstanding)
      await client.confirmed(publisher, inFlight, 0)
      await arrived(client, channel, queue, count)
    },
  }
}

/** At most this many publishes beside those that the null peer holds back. */
const MOVING = 1000

/**
 * Publishes while so many others wait for their confirm all the time: the null peer confirms that much later. What this
 * costs more with many than with few is the price of looking after them.
 */
export async function confirmAmong(
  bench: Bench,
  { message, outstanding, ...full }: Confirming,
): Promise<Outcome> {
  const count = messagesOf(bench, full.count)
  const client = await bench.client()
  const connection = await client.connect(bench.target.url)
  const inFlight = new InFlight()
  const atMost = outstanding + MOVING
  const publisher = await client.openPublisher(connection, atMost)
  const channel = await client.openChannel(connection)
  const publish = (some: number): Promise<void> => {
    const load = { message: MESSAGES[message], count: some, keys: ['key'] }
    return client.publishConfirmed(publisher, load, inFlight, atMost)
  }

  await client.declare(channel, `behind:${outstanding}`)
  await publish(outstanding)
  await warmUp(bench, (timed) =>
    timed(async () => {
      await publish(Math.ceil(count / 8))
      await client.confirmed(publisher, inFlight, outstanding)
    }),
  )
  const measures = await measure(async () => {
    await publish(count)
    await client.confirmed(publisher, inFlight, outstanding)
  })
  await client.declare(channel, 'behind:0')
  await client.confirmed(publisher, inFlight, 0)
  await client.close(connection)
  return { count, ...measures }
}

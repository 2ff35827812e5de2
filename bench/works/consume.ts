import type { AnyClient, Intake, Place } from '../clients/client.ts'
import { measure } from './measure.ts'
import { MESSAGES, type MessageName } from './message.ts'
import { stocked } from './queues.ts'
import { warmUp } from './warm-up.ts'
import { type Bench, messagesOf, type Outcome, type Target } from './work.ts'

export interface Consuming {
  readonly message: MessageName
  readonly count: number
  readonly acks?: boolean
  /** An ack for each message. */
  readonly ackEach?: boolean
  /** Default: no limit. */
  readonly prefetch?: number
  readonly readsProperties?: boolean
  /** Every message has a routing key of its own. */
  readonly keys?: boolean
}

/** Takes all messages of a queue through a callback, and counts them and their bytes. */
export async function consume(bench: Bench, consuming: Consuming): Promise<Outcome> {
  const { acks = false, ackEach = false, prefetch = 0, readsProperties = false, keys = false } = consuming
  const message = MESSAGES[consuming.message]
  const count = messagesOf(bench, consuming.count)
  const client = await bench.client()
  const prepare = async (connection: unknown, target: Target, some: number): Promise<[unknown, Intake]> => {
    const channel = await client.openChannel(connection)
    const queue = await stocked({ bench, client, target, channel, message, count: some, keys })
    return [channel, { queue, message, count: some, noAck: !acks, prefetch, readsProperties, ackEach }]
  }

  await warmUp(bench, async (timed) => {
    const warm = await client.connect(bench.nullPeer.url)
    const [channel, intake] = await prepare(warm, bench.nullPeer, Math.ceil(count / 8))
    await timed(() => takeAll(client, { connection: warm, channel }, intake))
    await client.close(warm)
  })
  const connection = await client.connect(bench.target.url, receivesMuch(bench.target, consuming))
  const [channel, intake] = await prepare(connection, bench.target, count)
  let place = channel
  const measures = await measure(async () => {
    place = await takeAll(client, { connection, channel }, intake)
  })

  if (acks) {
    // What was not acknowledged would now be back in the queue.
    await client.closeChannel(place)
    const left = await client.declare(await client.openChannel(connection), intake.queue)
    if (left !== 0) throw new Error(`${left} of ${count} messages were not acknowledged`)
  }
  await client.close(connection)
  return { count, ...measures }
}

/**
 * Whether all that counts is how much comes. Where few may be unsettled the broker waits for acks, and who is late with
 * them is slow; the null peer fills each read, so that there is nothing to wait for.
 */
function receivesMuch({ kind }: Target, { acks = false, ackEach = false, prefetch = 0 }: Consuming): boolean {
  if (kind === 'null' || ackEach) return false
  return !acks || prefetch === 0 || prefetch >= 1000
}

/** Returns the channel on which they came. */
async function takeAll(client: AnyClient, place: Place<unknown, unknown>, intake: Intake): Promise<unknown> {
  let messages = 0
  let bytes = 0
  let consuming: Promise<unknown> | undefined
  await new Promise<void>((resolve, reject) => {
    const onMessage = (bodyBytes: number): void => {
      bytes += bodyBytes
      messages++
      if (messages === intake.count) resolve()
      if (messages > intake.count) reject(new Error(`more than ${intake.count} messages came`))
    }
    consuming = client.consume(place, intake, onMessage)
    consuming.catch(reject)
  })
  const channel = await consuming
  // The answer comes after all acks have been read.
  await client.declare(channel, intake.queue)
  const expected = intake.count * intake.message.body.length
  if (bytes !== expected) throw new Error(`bodies of ${bytes} bytes came where ${expected} were sent`)
  return channel
}

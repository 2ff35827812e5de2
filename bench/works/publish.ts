import type { AnyClient, Load } from '../clients/client.ts'
import { measure } from './measure.ts'
import { MESSAGES, type MessageName } from './message.ts'
import { arrived, freshName } from './queues.ts'
import { warmUp } from './warm-up.ts'
import { type Bench, messagesOf, type Outcome } from './work.ts'

export interface Publishing {
  readonly message: MessageName
  readonly count: number
  readonly channels?: number
  /** Every message has a routing key of its own. */
  readonly keys?: boolean
}

/** Publishes as fast as back-pressure allows, until the broker has counted all of it. */
export async function publish(bench: Bench, publishing: Publishing): Promise<Outcome> {
  const { message, channels: channelCount = 1 } = publishing
  const count = messagesOf(bench, publishing.count)
  const client = await bench.client()
  const connection = await client.connect(bench.target.url)
  const channels = await openChannels(client, connection, channelCount)
  const queue = freshName()
  const keys =
    publishing.keys === true
      ? Array.from({ length: count }, (_, i) => `key-${String(i).padStart(8, '0')}`)
      : [queue]
  const load: Load = { message: MESSAGES[message], count, keys }

  await client.declare(channels[0], queue)
  const some = Math.ceil(count / 8)
  await warmUp(async () => {
    await client.publish(channels, { ...load, count: some })
    await arrived(client, channels[0], queue, some)
    await client.purge(channels[0], queue)
  })

  const measures = await measure(async () => {
    await client.publish(channels, load)
    await arrived(client, channels[0], queue, count)
  })
  await client.close(connection)
  return { count, ...measures }
}

/** Some at a time: not all clients bear all at once. */
export async function openChannels(
  client: AnyClient,
  connection: unknown,
  count: number,
): Promise<unknown[]> {
  const channels: unknown[] = []
  while (channels.length < count) {
    const some = Math.min(100, count - channels.length)
    channels.push(...(await Promise.all(Array.from({ length: some }, () => client.openChannel(connection)))))
  }
  return channels
}

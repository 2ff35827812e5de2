import type { AnyClient } from '../clients/client.ts'
import { MESSAGES, type Message, type MessageName } from './message.ts'
import { arrived, freshName } from './queues.ts'
import { measureSending, type Sending } from './sending.ts'
import { type Bench, messagesOf, type Outcome, type Target } from './work.ts'

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
  const load = {
    message: MESSAGES[message],
    keys: publishing.keys === true ? differentKeys(count) : undefined,
  }
  return measureSending(bench, client, count, (target) => begin(client, target, channelCount, load))
}

async function begin(
  client: AnyClient,
  { url }: Target,
  channelCount: number,
  { message, keys }: { readonly message: Message; readonly keys: readonly string[] | undefined },
): Promise<Sending> {
  const connection = await client.connect(url)
  const channels = await openChannels(client, connection, channelCount)
  const queue = freshName()
  await client.declare(channels[0], queue)
  const load = { message, keys: keys ?? [queue] }
  await client.publish(channels, { ...load, count: 0 }) // the raw socket encodes what it will send
  return {
    connection,
    async publish(count) {
      await client.publish(channels, { ...load, count })
      await arrived(client, channels[0], queue, count)
    },
  }
}

function differentKeys(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `key-${String(i).padStart(8, '0')}`)
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

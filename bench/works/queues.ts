import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnyClient } from '../clients/client.ts'
import type { Message } from './message.ts'
import type { Bench, Target } from './work.ts'

const ARRIVAL_TIMEOUT_MS = 60_000

export function freshName(): string {
  return `bench-${randomBytes(6).toString('hex')}`
}

/** Resolves when the broker has counted so many messages in a queue, and fails where they are more, or do not come. */
export async function arrived(
  client: AnyClient,
  channel: unknown,
  queue: string,
  count: number,
): Promise<void> {
  const deadline = performance.now() + ARRIVAL_TIMEOUT_MS
  for (;;) {
    const there = await client.declare(channel, queue)
    if (there === count) return
    if (there > count || performance.now() > deadline) {
      throw new Error(`${there} messages arrived where ${count} were sent`)
    }
    await sleep(1)
  }
}

/** What a queue is to be filled with, and for whom. */
export interface Stocking {
  readonly bench: Bench
  readonly client: AnyClient
  readonly target: Target
  readonly channel: unknown
  readonly message: Message
  readonly count: number
  readonly keys: boolean
}

/** A queue of the client's connection that holds so many messages; returns its name. */
export async function stocked(stocking: Stocking): Promise<string> {
  const { bench, client, target, channel, message, count, keys } = stocking
  // The null peer makes them up, by the name.
  if (target.kind === 'null') return `${message.name}:${count}${keys ? ':keys' : ''}`
  const queue = freshName()
  await client.declare(channel, queue)
  const raw = await bench.rawSocket()
  const connection = await raw.connect(target.url)
  await raw.publish([await raw.openChannel(connection)], { message, count, keys: [queue] })
  await arrived(client, channel, queue, count)
  await raw.close(connection)
  return queue
}

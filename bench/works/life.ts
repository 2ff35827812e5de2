import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AnyClient } from '../clients/client.ts'
import { measure } from './measure.ts'
import { MESSAGES } from './message.ts'
import { openChannels } from './publish.ts'
import { arrived, freshName } from './queues.ts'
import type { Bench, Outcome } from './work.ts'

/** Opens many connections, some at a time. */
export async function openManyConnections(bench: Bench, full: number): Promise<Outcome> {
  const count = bench.scaled(full)
  const client = await bench.client()
  const warmUp = await openConnections(client, bench.target.url, 20)
  await closeAll(client, warmUp)
  let connections: unknown[] = []
  const measures = await measure(async () => {
    connections = await openConnections(client, bench.target.url, count)
  })
  await closeAll(client, connections)
  return { count, ...measures }
}

/** Opens many channels of one connection. */
export async function openManyChannels(bench: Bench, full: number): Promise<Outcome> {
  const count = bench.scaled(full)
  const client = await bench.client()
  const connection = await client.connect(bench.target.url)
  await openChannels(client, connection, 20)
  const measures = await measure(() => openChannels(client, connection, count))
  await client.close(connection)
  return { count, ...measures }
}

/** The heap of connections that do nothing. */
export async function idleConnections(bench: Bench, count: number): Promise<Outcome> {
  const client = await bench.client()
  const first = await openConnections(client, bench.target.url, 10)
  let connections: unknown[] = []
  const outcome = await memoryOf(count, async () => {
    connections = await openConnections(client, bench.target.url, count)
  })
  await closeAll(client, [...first, ...connections])
  return outcome
}

/** The heap of channels that do nothing. */
export async function idleChannels(bench: Bench, count: number): Promise<Outcome> {
  const client = await bench.client()
  const connection = await client.connect(bench.target.url)
  const channels = await openChannels(client, connection, 10)
  const outcome = await memoryOf(count, async () => {
    channels.push(...(await openChannels(client, connection, count)))
  })
  if (new Set(channels).size !== count + 10) throw new Error('a channel came twice')
  await client.close(connection)
  return outcome
}

/** From the import of the client to the end of a connection that has published one message. */
export async function startUp(bench: Bench): Promise<Outcome> {
  const measures = await measure(async () => {
    const client = await bench.client()
    const connection = await client.connect(bench.target.url)
    const channel = await client.openChannel(connection)
    const queue = freshName()
    await client.declare(channel, queue)
    await client.publish([channel], { message: MESSAGES['16b'], count: 1, keys: [queue] })
    await arrived(client, channel, queue, 1)
    await client.close(connection)
  })
  return { count: 1, ...measures }
}

async function memoryOf(count: number, make: () => Promise<void>): Promise<Outcome> {
  const before = await settledMemory()
  const measures = await measure(make)
  const after = await settledMemory()
  const each = (now: number, then: number): number => (now - then) / count
  const figures = {
    heapBytes: each(after.heapUsed, before.heapUsed),
    bufferBytes: each(after.arrayBuffers, before.arrayBuffers),
  }
  return { count, ...measures, figures }
}

async function settledMemory(): Promise<NodeJS.MemoryUsage> {
  for (let i = 0; i < 3; i++) {
    await nextTurn()
    globalThis.gc?.()
  }
  return process.memoryUsage()
}

async function openConnections(client: AnyClient, url: string, count: number): Promise<unknown[]> {
  const connections: unknown[] = []
  while (connections.length < count) {
    const some = Math.min(20, count - connections.length)
    connections.push(...(await Promise.all(Array.from({ length: some }, () => client.connect(url)))))
  }
  return connections
}

async function closeAll(client: AnyClient, connections: readonly unknown[]): Promise<void> {
  await Promise.all(connections.map((connection) => client.close(connection)))
}

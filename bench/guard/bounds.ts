import { setImmediate as nextTurn } from 'node:timers/promises'
import { MESSAGES } from '../works/message.ts'
import type { Bound } from './bound.ts'
import { type Cost, costOf, retainedBy } from './cost.ts'
import { filesLoadedBy } from './loading.ts'
import { type Scene, Stage } from './scene.ts'

const COUNT = 20_000
const FLUSH_BYTES = 64 * 1024
/** How often what is kept is looked at, an odd number. */
const TRIES = 5

/**
 * All figures that are guarded, for one build of the client. The limits leave room of about a quarter above what was
 * measured when they were set.
 */
export async function boundsOf(build: string): Promise<Bound[]> {
  const stage = await Stage.of(build)
  return [
    await starting(build),
    ...(await publishing(stage)),
    ...(await confirming(stage)),
    ...(await consuming(stage)),
    ...(await remembering(stage)),
  ]
}

/** Node's loader takes longer over a file than over what is in it: docs/decisions/0001-one-file-per-entry-point.md */
async function starting(build: string): Promise<Bound> {
  const files = await filesLoadedBy(new URL('index.js', build))
  return { what: 'importing the client: files', value: files.size, limit: 2 }
}

async function publishing(stage: Stage): Promise<Bound[]> {
  const { transport, channel } = await cut(stage)
  const { '16b': small, '1k-rich': rich, '1m': large } = MESSAGES
  const { timestampSeconds, ...same } = rich.properties as NonNullable<typeof rich.properties>
  const properties = { ...same, timestamp: timestampSeconds }
  const args = { routingKey: 'key' }

  const plain = await costOf(() => {
    for (let i = 0; i < COUNT; i++) channel.basicPublish(args, undefined, small.body)
  })
  const full = await costOf(() => {
    for (let i = 0; i < COUNT; i++) channel.basicPublish(args, properties, rich.body)
  })
  const heavy = await costOf(() => {
    for (let i = 0; i < 100; i++) channel.basicPublish(args, undefined, large.body)
  })
  await nextTurn()
  transport.writes = 0
  transport.writtenBytes = 0
  for (let i = 0; i < 1000; i++) channel.basicPublish(args, undefined, small.body)
  await nextTurn()
  const { writes, writtenBytes } = transport
  return [
    { what: 'publish 16 B: heap bytes', value: each(plain.heapBytes, COUNT), limit: 8 },
    { what: 'publish 16 B: buffer bytes', value: each(plain.bufferBytes, COUNT), limit: 80 },
    { what: 'publish 1 KiB rich: heap bytes', value: each(full.heapBytes, COUNT), limit: 110 },
    { what: 'publish 1 KiB rich: buffer bytes', value: each(full.bufferBytes, COUNT), limit: 1400 },
    { what: 'publish 1 MB: heap bytes', value: each(heavy.heapBytes, 100), limit: 2500 },
    { what: 'publish 1 MB: buffer bytes', value: each(heavy.bufferBytes, 100), limit: 1000 },
    {
      what: `1,000 publishes in one turn: writes of ${writtenBytes} bytes`,
      value: writes,
      limit: Math.ceil(writtenBytes / FLUSH_BYTES),
    },
  ]
}

async function confirming(stage: Stage): Promise<Bound[]> {
  const { transport, connection } = await stage.open()
  const publisher = await connection.createPublisher({ maxOutstanding: 1000 })
  transport.isCut = true
  const { body } = MESSAGES['16b']
  let tag = 0
  const ofAThousand = async (publish: () => unknown): Promise<void> => {
    for (let round = 0; round < COUNT / 1000; round++) {
      for (let i = 0; i < 1000; i++) publish()
      transport.feed(stage.ack(publisher.channel, (tag += 1000), true))
      await nextTurn()
    }
    if (publisher.outstanding !== 0) throw new Error(`${publisher.outstanding} publishes were not confirmed`)
  }
  // The acks are made while the loop is measured, which is a few bytes of the figure.
  const args = { routingKey: 'key' }
  const together = await costOf(() => ofAThousand(() => publisher.basicPublish(args, undefined, body)))
  const promised = await costOf(() => ofAThousand(() => publisher.publish(args, undefined, body)))
  return [
    { what: 'publish 16 B with a confirm: heap bytes', value: each(together.heapBytes, COUNT), limit: 40 },
    {
      what: 'publish 16 B with a promise of its confirm: heap bytes',
      value: each(promised.heapBytes, COUNT),
      limit: 530,
    },
  ]
}

async function consuming(stage: Stage): Promise<Bound[]> {
  const { '16b': small, '1k-rich': rich, '1m': large } = MESSAGES
  const plain = await feeding(stage, small, COUNT, () => {})
  const looking = await feeding(stage, small, COUNT, (delivery) => delivery.body.length)
  const full = await feeding(stage, rich, COUNT / 10, (delivery) => delivery.body.length)
  const reading = await feeding(stage, rich, COUNT / 10, ({ properties }) => properties.messageId)
  const heavy = await feeding(stage, large, 10, (delivery) => delivery.body.length)
  return [
    { what: 'consume 16 B: heap bytes', value: each(plain.heapBytes, COUNT), limit: 235 },
    { what: 'consume 16 B, body looked at: heap bytes', value: each(looking.heapBytes, COUNT), limit: 345 },
    { what: 'consume 1 KiB rich: heap bytes', value: each(full.heapBytes, COUNT / 10), limit: 355 },
    {
      what: 'consume 1 KiB rich, read: heap bytes',
      value: each(reading.heapBytes, COUNT / 10),
      limit: 950,
    },
    { what: 'consume 1 MB: buffer bytes', value: each(heavy.bufferBytes, 10), limit: 1_250_000 },
    ...(await acking(stage)),
  ]
}

async function acking(stage: Stage): Promise<Bound[]> {
  const { '16b': small } = MESSAGES
  // Tags may not come twice on a channel, so each loop has a scene of its own; the client's code is warm all the same.
  let scene = await stage.open()
  const reads = stage.deliveries(scene, small, COUNT)
  const perRead: number[] = []
  const scenes: Scene[] = []
  for (let i = 0; i < 10; i++) {
    scene = await stage.open()
    await stage.consume(scene, false, (delivery) => delivery.ack())
    scenes.push(scene)
  }
  const cost = await costOf(async () => {
    const { transport } = scenes.pop() as Scene
    const before = transport.writes
    for (const read of reads) {
      transport.feed(read)
      await nextTurn()
    }
    perRead.push((transport.writes - before) / reads.length)
  })
  return [
    { what: 'consume 16 B and ack: heap bytes', value: each(cost.heapBytes, COUNT), limit: 300 },
    { what: 'acks of a read of 64 KiB: writes', value: Math.max(...perRead), limit: 1 },
  ]
}

/** What lasts. */
async function remembering(stage: Stage): Promise<Bound[]> {
  const scene = await stage.open()
  await stage.consume(scene, true, () => {})
  const keys = 100_000
  const names = await retainedBy(() => {
    for (let from = 0; from < keys; from += 10_000) {
      for (const read of stage.deliveries(scene, MESSAGES['16b'], 10_000, (i) => `key-${from + i}`))
        scene.transport.feed(read)
    }
  })
  const channelBytes = await keptByEach(2000, async () => {
    const { connection } = await stage.open()
    return () => connection.openChannel()
  })
  const connectionBytes = await keptByEach(500, async () => () => stage.open())
  return [
    {
      what: `${keys} deliveries with different keys: heap bytes that stay`,
      value: names.heapBytes,
      limit: 500_000,
    },
    { what: 'an idle channel: heap bytes', value: channelBytes, limit: 900 },
    { what: 'an idle connection with one channel: heap bytes', value: connectionBytes, limit: 7_600 },
  ]
}

/**
 * The heap that each of many things keeps: what lies in the middle of a few tries. The process itself keeps some 200 KiB
 * more or less between two looks, which is little among as many.
 */
async function keptByEach(count: number, prepare: () => Promise<() => Promise<unknown>>): Promise<number> {
  const kept: unknown[] = []
  const tries: number[] = []
  for (let i = 0; i < TRIES; i++) {
    const make = await prepare()
    const { heapBytes } = await retainedBy(async () => {
      for (let j = 0; j < count; j++) kept.push(await make())
    })
    tries.push(each(heapBytes, count))
  }
  if (new Set(kept).size !== TRIES * count) throw new Error('one came twice')
  return tries.sort((a, b) => a - b)[(TRIES - 1) / 2] as number
}

async function cut(stage: Stage): Promise<Scene> {
  const scene = await stage.open()
  scene.transport.isCut = true
  return scene
}

/** Feeds deliveries that are not to be acknowledged to a consumer. */
async function feeding(
  stage: Stage,
  message: (typeof MESSAGES)[keyof typeof MESSAGES],
  count: number,
  onDelivery: (delivery: Parameters<Parameters<Stage['consume']>[2]>[0]) => unknown,
): Promise<Cost> {
  const scene = await stage.open()
  let messages = 0
  let sum: unknown
  await stage.consume(scene, true, (delivery) => {
    sum = onDelivery(delivery)
    messages++
  })
  const reads = stage.deliveries(scene, message, count)
  const cost = await costOf(() => {
    messages = 0
    for (const read of reads) scene.transport.feed(read)
    if (messages !== count)
      throw new Error(`${messages} of ${count} messages were delivered (last: ${String(sum)})`)
  })
  return cost
}

function each(bytes: number, count: number): number {
  return Math.round(bytes / count)
}

// Program: two builds of the client do the same work in turn, a few milliseconds each, so that whatever else the machine
// does meets both alike. Its arguments are the folders of the builds and how many rounds; its message is what each took.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { Stage } from '../guard/scene.ts'
import { median } from '../harness/statistics.ts'
import type { TapCost } from '../tap/pairs.ts'
import { MESSAGES, type MessageName } from '../works/message.ts'

/** Does a slice of work, and resolves when it is over. */
type Slice = () => Promise<void>

const WARM_UPS = 30
const MESSAGES_A_SLICE = { '16b': 20_000, '1k-rich': 5000, '1m': 20 }

const [first, second, rounds] = process.argv.slice(2) as [string, string, string]
const stages = [await Stage.of(first), await Stage.of(second)] as const
const costs: TapCost[] = []
for (const name of ['16b', '1k-rich'] as const) {
  costs.push(
    await costOf(`publish ${name}`, name, publishing),
    await costOf(`consume ${name}`, name, consuming),
  )
}
process.send?.(costs, () => process.exit())

async function costOf(
  title: string,
  message: MessageName,
  slicing: (stage: Stage, message: MessageName) => Promise<Slice>,
): Promise<TapCost> {
  const slices = [await slicing(stages[0], message), await slicing(stages[1], message)] as const
  const costs: [number[], number[]] = [[], []]
  for (let round = -WARM_UPS; round < Number(rounds); round++) {
    // Each goes first as often as the other.
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const us = await cpuUsOf(slices[which])
      if (round >= 0) costs[which].push(us)
    }
  }
  const [firstNs, secondNs] = costs.map((us) => (median(us) / MESSAGES_A_SLICE[message]) * 1000) as [
    number,
    number,
  ]
  return { title, firstNs, secondNs }
}

async function cpuUsOf(slice: Slice): Promise<number> {
  const before = process.cpuUsage()
  await slice()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

async function publishing(stage: Stage, name: MessageName): Promise<Slice> {
  const { transport, channel } = await stage.open()
  transport.isCut = true
  const { body, properties } = MESSAGES[name]
  const { timestampSeconds, ...same } = properties ?? {}
  const given = properties && { ...same, timestamp: timestampSeconds }
  const args = { routingKey: 'key' }
  return async () => {
    for (let i = 0; i < MESSAGES_A_SLICE[name]; i++) channel.basicPublish(args, given, body)
    await nextTurn()
  }
}

async function consuming(stage: Stage, name: MessageName): Promise<Slice> {
  const scene = await stage.open()
  let messages = 0
  await stage.consume(scene, true, ({ body }) => {
    if (body.length > 0) messages++
  })
  const reads = stage.deliveries(scene, MESSAGES[name], MESSAGES_A_SLICE[name])
  return async () => {
    messages = 0
    for (const read of reads) scene.transport.feed(read)
    if (messages !== MESSAGES_A_SLICE[name]) throw new Error(`${messages} messages came`)
    await nextTurn()
  }
}

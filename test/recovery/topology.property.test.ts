// Whatever was declared, undone, consumed and cancelled on a connection: what a broker that has forgotten everything looks
// like after the recovery is what the first one looked like before the loss.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { type BrokerState, View } from '../../src/broker/management/view.ts'
import { type Channel, type Connection, connect } from '../../src/index.ts'

const EXCHANGES = ['e0', 'e1', 'e2'] as const
const QUEUES = ['q0', 'q1', 'q2', ''] as const
const KEYS = ['', 'a', 'b'] as const
const TABLES = [{}, { n: 1, 'x-match': 'any' }, { 'x-match': 'any', n: 1 }, { n: 2n }] as const

/** Does something on a channel of a connection. What it may refuse is refused. */
type Operation = (scene: Scene) => Promise<unknown>

class Scene {
  readonly connection: Connection
  private readonly channels: Channel[] = []
  /** Of all channels; those that were cancelled among them. */
  readonly consumers: { readonly channel: Channel; readonly consumerTag: string }[] = []
  /** Those whose names the broker made. */
  readonly ownNames: string[] = []

  constructor(connection: Connection) {
    this.connection = connection
  }

  /** One of two channels, which is opened where it is not there. */
  async channel(n: number): Promise<Channel> {
    const there = this.channels[n]
    if (there?.isOpen === true) return there
    const opened = await this.connection.openChannel()
    this.channels[n] = opened
    return opened
  }

  close(n: number): Promise<void> | undefined {
    return this.channels[n]?.close()
  }

  /** A name as it stands, or that of the n-th queue that the broker named. */
  queue(name: string, n: number): string {
    return name === '' ? (this.ownNames.at(n % Math.max(1, this.ownNames.length)) ?? '') : name
  }
}

const on = fc.integer({ min: 0, max: 1 })
const index = fc.integer({ min: 0, max: 5 })
const exchange = fc.constantFrom(...EXCHANGES)
const queue = fc.constantFrom(...QUEUES)
const key = fc.constantFrom(...KEYS)
const table = fc.constantFrom(...TABLES)
const yes = fc.boolean()

const operations: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ on, exchange, type: fc.constantFrom('direct', 'headers'), autoDelete: yes }).map(
    ({ on, ...args }): Operation =>
      async (scene) =>
        (await scene.channel(on)).exchangeDeclare(args),
  ),
  fc.record({ on, queue, autoDelete: yes, exclusive: yes }).map(
    ({ on, ...args }): Operation =>
      async (scene) => {
        const { queue } = await (await scene.channel(on)).queueDeclare(args)
        if (args.queue === '') scene.ownNames.push(queue)
      },
  ),
  fc.record({ on, queue, index, exchange, key, table, isUndone: fc.constantFrom(false, false, true) }).map(
    ({ on, queue, index, exchange, key, table, isUndone }): Operation =>
      async (scene) => {
        const channel = await scene.channel(on)
        const args = { queue: scene.queue(queue, index), exchange, routingKey: key, arguments: table }
        return isUndone ? channel.queueUnbind(args) : channel.queueBind(args)
      },
  ),
  fc.record({ on, destination: exchange, source: exchange, key, isUndone: fc.constantFrom(false, true) }).map(
    ({ on, destination, source, key, isUndone }): Operation =>
      async (scene) => {
        const channel = await scene.channel(on)
        const args = { destination, source, routingKey: key }
        return isUndone ? channel.exchangeUnbind(args) : channel.exchangeBind(args)
      },
  ),
  fc.record({ on, queue, index }).map(
    ({ on, queue, index }): Operation =>
      async (scene) => {
        const channel = await scene.channel(on)
        const { consumerTag } = await channel.basicConsume({ queue: scene.queue(queue, index) }, () => {})
        scene.consumers.push({ channel, consumerTag })
      },
  ),
  index.map(
    (n): Operation =>
      async ({ consumers }) => {
        const { channel, consumerTag } = consumers.splice(n % Math.max(1, consumers.length), 1)[0] ?? {}
        if (channel?.isOpen === true) await channel.basicCancel({ consumerTag: consumerTag as string })
      },
  ),
  fc.record({ on, queue, index }).map(
    ({ on, queue, index }): Operation =>
      async (scene) =>
        (await scene.channel(on)).queueDelete({ queue: scene.queue(queue, index) }),
  ),
  fc.record({ on, exchange }).map(
    ({ on, exchange }): Operation =>
      async (scene) =>
        (await scene.channel(on)).exchangeDelete({ exchange }),
  ),
  on.map(
    (n): Operation =>
      async (scene) =>
        scene.close(n),
  ),
)

/** What is there to see of a broker, in an order of its own. */
function topologyOf(broker: Broker, newNames: ReadonlyMap<string, string>): string[] {
  const view = new View(broker as unknown as BrokerState, 'guest')
  const named = (name: unknown): unknown => newNames.get(name as string) ?? name
  const rows = [
    ...view.exchanges().map(({ name, type, auto_delete }) => ({ name, type, auto_delete })),
    ...view.queues().map(({ name, ...queue }) => {
      const { consumers, auto_delete, exclusive } = queue
      return { queue: named(name), consumers, auto_delete, exclusive }
    }),
    ...view.bindings().map(({ source, destination, destination_type, routing_key, ...binding }) => ({
      source,
      destination: named(destination),
      destination_type,
      // The binding of each queue to the default exchange has its name for a key.
      routing_key: named(routing_key),
      arguments: Object.entries(binding['arguments'] as object).sort(),
    })),
  ]
  return rows.map((row) => JSON.stringify(row)).sort()
}

test('a broker that has forgotten everything looks as before after the recovery', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operations, { maxLength: 25 }), async (script) => {
      let broker = new Broker()
      const connection = await connect({
        transport: () => broker.transport(),
        recovery: { minDelayMs: 1, maxDelayMs: 1 },
      })
      const newNames = new Map<string, string>()
      connection.on('queueRenamed', (oldName, newName) => newNames.set(oldName, newName))
      const refused: unknown[] = []
      connection.on('topologyFailed', (failure) => refused.push(failure))
      const scene = new Scene(connection)
      for (const operation of script) await operation(scene).catch(() => {})

      const first = broker
      broker = new Broker()
      const wanted = topologyOf(first, new Map())
      const recovered = new Promise((resolve) => connection.once('recovered', resolve))
      await first.close()
      await recovered
      const renamed = wanted.map((row) =>
        [...newNames].reduce((text, [oldName, newName]) => text.replaceAll(oldName, newName), row),
      )
      expect(topologyOf(broker, new Map())).toEqual(renamed.sort())
      expect(refused).toEqual([])
      await connection.close()
      await broker.close()
    }),
    { numRuns: 300 },
  )
})

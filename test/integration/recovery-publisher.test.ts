// A publisher over losses: nothing that was confirmed is lost, and each promise says what is known of its message.

import { once } from 'node:events'
import { expect, test } from 'vitest'
import {
  type Connection,
  connect,
  OutcomeUnknownError,
  ReturnedError,
  TimeoutError,
} from '../../src/index.ts'
import { seededRandom } from '../../src/util/random.ts'
import { eachBroker } from '../support/brokers.ts'
import { type GateScene, recovered, withGate } from '../support/recovering.ts'

eachBroker((broker) => {
  /** A durable queue, and what it holds in the end. */
  async function durable({
    connection,
    name,
  }: GateScene): Promise<[queue: string, ids: () => Promise<string[]>]> {
    const queue = name('published')
    await (await connection.openChannel()).queueDeclare({ queue, durable: true })
    return [queue, () => idsIn(queue)]
  }

  async function idsIn(queue: string): Promise<string[]> {
    await using connection = await connect(broker.url, { recovery: false })
    const channel = await connection.openChannel()
    const { messageCount } = await channel.queueDeclare({ queue, passive: true })
    const ids: string[] = []
    if (messageCount === 0) return ids
    for await (const delivery of connection.consume(queue, { noAck: true }))
      if (ids.push(delivery.properties.messageId as string) === messageCount) break
    return ids
  }

  /** Breaks the connection ten times, each time when so many publishes have been settled. */
  function strikes({ gate }: GateScene, seed: number, count: number): (settled: number) => void {
    const random = seededRandom(seed)
    const moments = Array.from({ length: 10 }, () => Math.floor(random() * count * 0.9)).sort((a, b) => b - a)
    return (settled) => {
      if (settled < (moments.at(-1) ?? Number.POSITIVE_INFINITY)) return
      while (settled >= (moments.at(-1) ?? Number.POSITIVE_INFINITY)) moments.pop()
      gate.cut()
    }
  }

  for (const seed of [1]) {
    test(`of 5,000 publishes over ten losses each is confirmed and there, or of unknown outcome (seed ${seed})`, () =>
      withGate(broker, async (scene) => {
        const COUNT = 5_000
        const { connection } = scene
        const [queue, ids] = await durable(scene)
        await using publisher = await connection.createPublisher({ maxOutstanding: 50 })
        let losses = 0
        connection.on('lost', () => losses++)
        const strikeAt = strikes(scene, seed, COUNT)
        let settled = 0
        const outcomes = await Promise.allSettled(
          Array.from({ length: COUNT }, (_, i) =>
            publisher
              .publish({ routingKey: queue }, { messageId: `${i}`, deliveryMode: 2 }, `${i}`)
              .finally(() => strikeAt(++settled)),
          ),
        )
        expect(losses).toBeGreaterThanOrEqual(5)
        expect(publisher.outstanding).toBe(0)
        const [confirmed, unknown] = [new Set<string>(), new Set<string>()]
        for (const [i, outcome] of outcomes.entries()) {
          if (outcome.status === 'fulfilled') confirmed.add(`${i}`)
          else {
            expect(outcome.reason).toBeInstanceOf(OutcomeUnknownError)
            expect(outcome.reason).toMatchObject({ code: 'OUTCOME_UNKNOWN', retriable: true })
            unknown.add(`${i}`)
          }
        }
        // No more than were on their way when it was lost.
        expect(unknown.size).toBeLessThanOrEqual(50 * losses)
        const found = await ids()
        const there = new Set(found)
        expect(there.size).toBe(found.length)
        expect([...confirmed].filter((id) => !there.has(id))).toEqual([])
        expect([...there].filter((id) => !confirmed.has(id) && !unknown.has(id))).toEqual([])
        // In order too, for nothing is sent twice.
        expect(found).toEqual([...found].sort((a, b) => Number(a) - Number(b)))
      }))
  }

  test('who publishes without promises is let on after a loss, and told by waitForConfirms', () =>
    withGate(broker, async (scene) => {
      const COUNT = 3_000
      const { connection, gate } = scene
      const [queue, ids] = await durable(scene)
      await using publisher = await connection.createPublisher({ maxOutstanding: 100 })
      for (let i = 0; i < COUNT; i++) {
        if (i === 1_000 || i === 2_000) gate.cut()
        const hadRoom = publisher.basicPublish(
          { routingKey: queue },
          { messageId: `${i}`, deliveryMode: 2 },
          '',
        )
        if (!hadRoom) await publisher.drained()
      }
      await expect(publisher.waitForConfirms()).rejects.toBeInstanceOf(OutcomeUnknownError)
      await publisher.waitForConfirms()
      expect(publisher.outstanding).toBe(0)
      const found = await ids()
      expect(found.length).toBeGreaterThanOrEqual(COUNT - 2 * 100)
      expect(new Set(found).size).toBe(found.length)
    }))

  test('what is published while the connection is lost waits, in order, each within its own time', () =>
    withGate(broker, async (scene) => {
      const { connection, gate } = scene
      const [queue, ids] = await durable(scene)
      await using publisher = await connection.createPublisher()
      const before = await publisher.publish({ routingKey: queue }, { messageId: 'before' }, '')
      expect(before.sequenceNumber).toBe(1)
      const [lost, back] = [once(connection, 'lost'), recovered(connection)]
      gate.shut()
      await lost
      const waiting = ['a', 'b', 'c'].map((messageId) =>
        publisher.publish({ routingKey: queue }, { messageId }, ''),
      )
      expect(publisher.basicPublish({ routingKey: queue }, { messageId: 'd' }, '')).toBe(false)
      const lateIds = { messageId: 'late' }
      const late = publisher.publish({ routingKey: queue }, lateIds, '', { timeoutMs: 20 })
      const drained = publisher.drained()
      const error = await late.catch((reason) => reason)
      expect(error).toBeInstanceOf(TimeoutError)
      expect(error).toMatchObject({ code: 'PUBLISH_TIMEOUT' })
      expect(publisher.outstanding).toBe(4)
      gate.open()
      const receipts = await Promise.all(waiting)
      expect(receipts.map(({ sequenceNumber }) => sequenceNumber)).toEqual([1, 2, 3])
      await drained
      await back
      await expect(publisher.waitForConfirms()).rejects.toBe(error)
      await publisher.waitForConfirms()
      expect(await ids()).toEqual(['before', 'a', 'b', 'c', 'd'])
    }))

  test('a mandatory message that waited over a loss comes back to its own publish', () =>
    withGate(broker, async (scene) => {
      const { connection, gate } = scene
      const [queue] = await durable(scene)
      await using publisher = await connection.createPublisher()
      for (let i = 0; i < 3; i++)
        await publisher.publish({ routingKey: queue, mandatory: true }, undefined, '')
      const lost = once(connection, 'lost')
      gate.cut()
      await lost
      const outcomes = await Promise.allSettled(
        [queue, 'nowhere', queue].map((routingKey) =>
          publisher.publish({ routingKey, mandatory: true }, undefined, ''),
        ),
      )
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((outcomes[1] as PromiseRejectedResult).reason).toBeInstanceOf(ReturnedError)
    }))

  test('publishAll goes through waits, and stops at the first of unknown outcome', () =>
    withGate(broker, async (scene) => {
      const { connection, gate } = scene
      const [queue, ids] = await durable(scene)
      await using publisher = await connection.createPublisher({ maxOutstanding: 10 })
      async function* messages(
        cutAt: number,
      ): AsyncGenerator<{ args: { routingKey: string }; body: string }> {
        for (let i = 0; i < 100; i++) {
          if (i === cutAt) await lose(connection, gate.cut)
          yield { args: { routingKey: queue }, body: '' }
        }
      }
      // Nothing is under way when it is lost the first time.
      expect(await publisher.publishAll(messages(0))).toBe(100)
      const failing = publisher.publishAll(messages(50))
      await failing.catch((error) => expect(error).toBeInstanceOf(OutcomeUnknownError))
      const back = connection.isRecovering ? recovered(connection) : undefined
      await back
      await publisher.publishAll([{ args: { routingKey: queue }, body: '' }])
      expect((await ids()).length).toBeGreaterThanOrEqual(100 + 40 + 1)
    }))

  test('closing a publisher waits for what waits for the connection', () =>
    withGate(broker, async (scene) => {
      const { connection, gate } = scene
      const [queue, ids] = await durable(scene)
      const publisher = await connection.createPublisher()
      await lose(connection, gate.shut)
      const publish = publisher.publish({ routingKey: queue }, { messageId: 'x' }, '')
      const closed = publisher.close()
      gate.open()
      await publish
      await closed
      expect(publisher.channel.isOpen).toBe(false)
      expect(await ids()).toEqual(['x'])
    }))
})

async function lose(connection: Connection, cut: () => void): Promise<void> {
  const lost = once(connection, 'lost')
  cut()
  await lost
}

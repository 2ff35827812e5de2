// What a consumer's acks look like on the wire, and that a broker makes of them what was meant.

import { describe, expect, test } from 'vitest'
import { type Channel, type Connection, connect, type Delivery } from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'
import { hear } from '../support/core-script.ts'

interface Scene {
  readonly connection: Connection
  readonly channel: Channel
  /** Its queue is the connection's own. */
  readonly queue: string
  /** What the client has settled so far, as it travelled. */
  readonly settled: () => { deliveryTag: number; multiple: boolean }[]
}

eachBroker((broker) => {
  /** A queue that holds the messages 1 to `count`. */
  async function using(count: number, body: (scene: Scene) => Promise<void>): Promise<void> {
    const sent: Uint8Array[] = []
    const tap = (way: 'in' | 'out', bytes: Uint8Array): void => {
      if (way === 'out') sent.push(Uint8Array.from(bytes))
    }
    await using connection = await connect(broker.url, { tap })
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    for (let i = 1; i <= count; i++) channel.basicPublish({ routingKey: queue }, undefined, String(i))
    await body({
      connection,
      channel,
      queue,
      settled: () =>
        hear(sent, 'client')
          .filter(([name]) => name === 'basic.ack' || name === 'basic.reject')
          .map(([, , what]) => what as { deliveryTag: number; multiple: boolean }),
    })
  }

  async function textsIn(channel: Channel, queue: string): Promise<string[]> {
    const texts: string[] = []
    for (let delivery: Delivery | undefined; ; texts.push(delivery.text())) {
      delivery = await channel.basicGet({ queue, noAck: true })
      if (delivery === undefined) return texts
    }
  }

  describe('the acks of deliveries that came together leave as one', () => {
    const COUNT = 1000

    test('of a consumer', () =>
      using(COUNT, async ({ connection, channel, queue, settled }) => {
        const done = deferred<void>()
        const consumer = await connection.createConsumer({ queue, prefetch: 200 }, (delivery) => {
          if (delivery.deliveryTag === COUNT) done.resolve()
        })
        await done.promise
        await consumer.close()
        expect(await textsIn(channel, queue)).toEqual([])
        expect(settled().at(-1)).toMatchObject({ deliveryTag: COUNT })
        expect(settled().length).toBeLessThan(COUNT / 2)
      }))

    test('of a loop', () =>
      using(COUNT, async ({ connection, channel, queue, settled }) => {
        for await (const delivery of connection.consume(queue, { prefetch: 200 })) {
          delivery.ack()
          if (delivery.deliveryTag === COUNT) break
        }
        expect(await textsIn(channel, queue)).toEqual([])
        expect(settled().at(-1)).toMatchObject({ deliveryTag: COUNT })
        expect(settled().length).toBeLessThan(COUNT / 2)
      }))

    test('but of basicConsume they leave as they were called, one by one', () =>
      using(COUNT, async ({ channel, queue, settled }) => {
        const done = deferred<void>()
        await channel.basicConsume({ queue }, (delivery) => {
          delivery.ack()
          if (delivery.deliveryTag === COUNT) done.resolve()
        })
        await done.promise
        expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
        expect(settled()).toEqual(
          Array.from({ length: COUNT }, (_, i) => ({ deliveryTag: i + 1, multiple: false })),
        )
      }))
  })

  test('what a consumer rejects, leaves or is still at is not acked with those around it', () =>
    using(40, async ({ connection, channel, queue }) => {
      const pending = deferred<void>()
      const seen: string[] = []
      const done = deferred<void>()
      const consumer = await connection.createConsumer(
        { queue, concurrency: 40, onFailure: 'leave', onError: () => {} },
        (delivery) => {
          const text = delivery.text()
          if (seen.push(text) === 40) done.resolve()
          if (text === '7') delivery.reject()
          if (text === '13') throw new Error('left')
          if (text === '21') return pending.promise
          return undefined
        },
      )
      await done.promise
      // What it is still at goes back with the channel, as does what it left.
      await consumer.channel.close()
      expect((await textsIn(channel, queue)).sort()).toEqual(['13', '21'])
      pending.resolve()
      await consumer.closed
    }))

  test('what a rollback has undone stays unsettled, whatever is acked behind it', () =>
    using(6, async ({ connection, channel, queue }) => {
      const kept: Delivery[] = []
      const [all, mayEnd] = [deferred<void>(), deferred<void>()]
      const consumer = await connection.createConsumer({ queue, concurrency: 6 }, (delivery) => {
        if (kept.push(delivery) === 6) all.resolve()
        return mayEnd.promise
      })
      await all.promise
      await consumer.channel.txSelect()
      for (const delivery of kept.slice(0, 3)) delivery.ack()
      await consumer.channel.txRollback()
      for (const delivery of kept.slice(3)) delivery.ack()
      await consumer.channel.txCommit()
      mayEnd.resolve()
      await consumer.close()
      expect(await textsIn(channel, queue)).toEqual(['1', '2', '3'])
    }))

  describe('a handler', () => {
    test('that is done when it returns may release what it was given', () =>
      using(3, async ({ connection, queue }) => {
        const said: unknown[] = []
        const done = deferred<void>()
        await using _consumer = await connection.createConsumer({ queue }, (delivery) => {
          said.push(delivery.text())
          delivery.release()
          expect(() => delivery.body).toThrow(expect.objectContaining({ code: 'RELEASED' }))
          if (said.length === 3) done.resolve()
        })
        await done.promise
        expect(said).toEqual(['1', '2', '3'])
      }))

    test.each([
      ['a promise', (work: Promise<void>): PromiseLike<void> => work],
      // biome-ignore lint/suspicious/noThenProperty: what a library that is older than promises returns
      ['anything with a then', (work: Promise<void>) => ({ then: work.then.bind(work) })],
    ])('that returns %s is done when that is', (_what, wrap) =>
      using(2, async ({ connection, channel, queue }) => {
        const [began, mayEnd] = [deferred<void>(), deferred<void>()]
        const kept: Delivery[] = []
        const consumer = await connection.createConsumer({ queue }, (delivery) => {
          kept.push(delivery)
          began.resolve()
          return wrap(mayEnd.promise)
        })
        await began.promise
        await channel.queueDeclare({ queue, passive: true })
        expect(kept.map((delivery) => delivery.isSettled)).toEqual([false])
        mayEnd.resolve()
        await expect.poll(() => kept.map((delivery) => delivery.isSettled)).toEqual([true, true])
        await consumer.close()
      }),
    )

    test('that closes its consumer is the last, and its delivery is acked', () =>
      using(0, async ({ connection, channel, queue }) => {
        const seen: string[] = []
        const consumer = await connection.createConsumer({ queue }, (delivery) => {
          if (seen.push(delivery.text()) === 2) void consumer.close()
        })
        for (let i = 1; i <= 5; i++) channel.basicPublish({ routingKey: queue }, undefined, String(i))
        await consumer.closed
        expect(seen).toEqual(['1', '2'])
        expect(await textsIn(channel, queue)).toEqual(['3', '4', '5'])
      }))
  })
})

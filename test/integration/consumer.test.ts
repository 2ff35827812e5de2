import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import {
  type Channel,
  type Connection,
  type ConsumerOptions,
  connect,
  type Delivery,
  quorumQueue,
  ReleasedError,
  SettlementError,
} from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'

function fail(): never {
  throw new Error('failed too')
}

eachBroker((broker) => {
  /** A connection with a queue of its own that holds the messages 1 to `count`. */
  async function using(
    count: number,
    body: (connection: Connection, queue: string, channel: Channel) => Promise<void>,
  ): Promise<void> {
    await using connection = await connect(broker.url, { traceSettlements: true })
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    for (let i = 1; i <= count; i++) channel.basicPublish({ routingKey: queue }, undefined, String(i))
    await body(connection, queue, channel)
  }

  /** Takes this many messages off the queue, waiting for those that are on their way back to it. */
  async function drain(connection: Connection, queue: string, count: number): Promise<string[]> {
    const seen: string[] = []
    if (count === 0) return seen
    for await (const delivery of connection.consume(queue, { noAck: true })) {
      seen.push(delivery.text())
      if (seen.length === count) break
    }
    return seen
  }

  test('what is released is read over, and what is not stays: it can still be settled, but not read', () =>
    using(0, async (_connection, queue, channel) => {
      const COUNT = 3000
      // Some of them are so large that they come in many reads.
      const bodyOf = (i: number): string => `${i} `.repeat(i % 50 === 0 ? 40_000 : 300)
      for (let i = 1; i <= COUNT; i++)
        channel.basicPublish({ routingKey: queue }, { messageId: String(i), headers: { i } }, bodyOf(i))
      const kept: Delivery[] = []
      const done = deferred<void>()
      let count = 0
      await channel.basicConsume({ queue }, (delivery) => {
        expect(delivery.text()).toBe(bodyOf(++count))
        if (count % 500 === 0) kept.push(delivery)
        else {
          delivery.release()
          delivery.release()
          delivery.ack()
        }
        if (count === 1) {
          const fields = ['body', 'bodyBytes', 'properties', 'propertyBytes'] as const
          for (const field of fields) expect(() => delivery[field]).toThrow(ReleasedError)
          const names = ['consumerTag', 'exchange', 'routingKey', 'redelivered'] as const
          for (const name of names) expect(() => delivery[name]).toThrow(ReleasedError)
          expect(() => delivery.text()).toThrow(/the delivery was released/)
          expect(() => delivery.json()).toThrow(expect.objectContaining({ code: 'RELEASED' }))
          expect(delivery.isSettled).toBe(true)
          expect(() => delivery.ack()).toThrow(SettlementError)
        }
        if (count === COUNT) done.resolve()
      })
      await done.promise
      for (const [i, delivery] of kept.entries()) {
        const n = (i + 1) * 500
        expect(delivery.text()).toBe(bodyOf(n))
        expect(delivery).toMatchObject({ routingKey: queue, exchange: '', deliveryTag: n })
        expect(delivery.properties).toMatchObject({ messageId: String(n), headers: { i: n } })
        delivery.ack()
      }
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))

  test('with concurrency 1 the handler sees one message at a time, in order, and each is acked', () =>
    using(20, async (connection, queue, channel) => {
      const seen: string[] = []
      let running = 0
      const done = deferred<void>()
      const consumer = await connection.createConsumer({ queue, prefetch: 5 }, async (delivery) => {
        expect(++running).toBe(1)
        await channel.queueDeclare({ queue, passive: true })
        seen.push(delivery.text())
        running--
        if (seen.length === 20) done.resolve()
      })
      await done.promise
      await consumer.close()
      expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)))
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))

  test('with concurrency 4 up to four handlers run at a time', () =>
    using(12, async (connection, queue, channel) => {
      let running = 0
      let most = 0
      let handled = 0
      const done = deferred<void>()
      await using _consumer = await connection.createConsumer({ queue, concurrency: 4 }, async () => {
        most = Math.max(most, ++running)
        await channel.queueDeclare({ queue, passive: true })
        running--
        if (++handled === 12) done.resolve()
      })
      await done.promise
      expect(most).toBe(4)
    }))

  test.each(['requeue', 'reject', 'leave'] as const)(
    'a handler that fails leaves its message to the choice: %s',
    (onFailure) =>
      using(1, async (connection, queue, channel) => {
        const failed = deferred<[unknown, Delivery]>()
        const again = deferred<Delivery>()
        const consumer = await connection.createConsumer(
          { queue, onFailure, onError: (error, delivery) => failed.resolve([error, delivery]) },
          (delivery) => {
            if (!delivery.redelivered) throw new Error('not today')
            again.resolve(delivery)
          },
        )
        const [error, delivery] = await failed.promise
        expect(error).toMatchObject({ message: 'not today' })
        expect(delivery.isSettled).toBe(onFailure !== 'leave')
        if (onFailure === 'requeue') expect((await again.promise).text()).toBe('1')
        await consumer.close()
        // What was left unsettled goes back when the consumer's channel closes.
        if (onFailure === 'leave') expect(await drain(connection, queue, 1)).toEqual(['1'])
        expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
      }),
  )

  describe('a handler that fails', () => {
    /** Lets a consumer handle the messages 1 to 3, failing at 1 and 2 the first time; returns the warnings of that. */
    async function warningsOf(options: Partial<ConsumerOptions>): Promise<unknown[]> {
      const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
      await using(3, async (connection, queue) => {
        const done = deferred<void>()
        const left = new Set(['1', '2', '3'])
        await using _consumer = await connection.createConsumer({ queue, ...options }, (delivery) => {
          left.delete(delivery.text())
          if (delivery.text() !== '3' && !delivery.redelivered) throw new Error(`no ${delivery.text()}`)
          if (left.size === 0) done.resolve()
        })
        await done.promise
      })
      const warnings = warn.mock.calls.map(([message, how]) => ({ message, ...(how as object) }))
      warn.mockRestore()
      return warnings
    }

    test.each([
      [{}, 'put back'],
      [{ onFailure: 'reject' }, 'rejected'],
      [{ onFailure: 'leave' }, 'unsettled'],
      [{ noAck: true }, 'settled by then'],
    ] as const)('is a warning where nobody wants to be told: %o', async (options, fate) => {
      const warnings = await warningsOf(options)
      expect(warnings).toMatchObject([
        {
          type: 'WirehareWarning',
          code: 'WIREHARE_UNHANDLED_FAILURE',
          message: expect.stringMatching(new RegExp(`"amq\\.gen.*onError.*${fate}`)),
          detail: expect.stringContaining('no 1'),
        },
      ])
    })

    test.each([
      ['throws', () => fail()],
      ['rejects', async () => fail()],
    ])('whose onError %s itself: a warning, and the consumer goes on', async (_how, onError) => {
      expect(await warningsOf({ onError })).toMatchObject([
        { message: expect.stringContaining('the onError of'), detail: expect.stringContaining('failed too') },
      ])
    })

    test('is no warning where somebody is told', async () => {
      const told: unknown[] = []
      expect(await warningsOf({ onError: (error) => told.push(error) })).toEqual([])
      expect(told).toMatchObject([{ message: 'no 1' }, { message: 'no 2' }])
    })
  })

  if (broker.isRabbitMq) {
    test('a handler that always fails stops when the delivery limit of a quorum queue is reached', () =>
      using(0, async (connection, dead, channel) => {
        const queue = `consumer.limited.${randomUUID()}`
        const limited = quorumQueue({
          deliveryLimit: 3,
          deadLetterExchange: '',
          deadLetterRoutingKey: dead,
        })
        await channel.queueDeclare({ queue, ...limited })
        try {
          let failures = 0
          const onError = (): unknown => failures++
          await using _consumer = await connection.createConsumer({ queue, onError }, fail)
          channel.basicPublish({ routingKey: queue }, undefined, 'poison')
          expect(await drain(connection, dead, 1)).toEqual(['poison'])
          expect(failures).toBe(4)
        } finally {
          await channel.queueDelete({ queue })
        }
      }))
  }

  test('a consumer refuses what is no handler, no choice and no onError', () =>
    using(0, async (connection, queue) => {
      const create = (options: object, handler: unknown = () => {}): Promise<unknown> =>
        connection.createConsumer({ queue, ...options }, handler as () => void)
      await expect(create({}, null)).rejects.toThrow(/the handler must be a function/)
      await expect(create({ onFailure: 'drop' })).rejects.toThrow(/onFailure must be/)
      await expect(create({ onError: true })).rejects.toThrow(/onError must be a function/)
      await expect.poll(() => connection.snapshot().channels.length).toBe(1)
    }))

  test('closing waits for the handlers that run, and puts the rest back', () =>
    using(10, async (connection, queue) => {
      const began = deferred<void>()
      const mayEnd = deferred<void>()
      const consumer = await connection.createConsumer({ queue, prefetch: 5 }, () => {
        began.resolve()
        return mayEnd.promise
      })
      await began.promise
      const closed = consumer.close()
      mayEnd.resolve()
      await closed
      expect(await drain(connection, queue, 9)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10'])
    }))

  test('a loop takes the messages in order, and leaving it puts the rest back', () =>
    using(10, async (connection, queue) => {
      const seen: string[] = []
      for await (const delivery of connection.consume(queue, { prefetch: 4 })) {
        seen.push(delivery.text())
        delivery.ack()
        if (seen.length === 6) break
      }
      expect(seen).toEqual(['1', '2', '3', '4', '5', '6'])
      expect(await drain(connection, queue, 4)).toEqual(['7', '8', '9', '10'])
    }))

  test('a consumer ends when its queue is deleted, when the handlers that run are done', () =>
    using(1, async (connection, queue, channel) => {
      const [began, mayEnd] = [deferred<void>(), deferred<void>()]
      let handled = false
      const consumer = await connection.createConsumer({ queue }, async () => {
        began.resolve()
        await mayEnd.promise
        handled = true
      })
      await began.promise
      const cancelled = new Promise((resolve) => consumer.channel.once('cancel', resolve))
      await channel.queueDelete({ queue })
      expect(await cancelled).toBe(consumer.consumerTag)
      expect(consumer.channel.isOpen).toBe(true)
      mayEnd.resolve()
      expect(await consumer.closed).toBeUndefined()
      expect(handled).toBe(true)
    }))

  test('a loop ends when its queue is deleted', () =>
    using(2, async (connection, queue, channel) => {
      const seen: string[] = []
      for await (const delivery of connection.consume(queue)) {
        seen.push(delivery.text())
        delivery.ack()
        if (seen.length === 2) await channel.queueDelete({ queue })
      }
      expect(seen).toEqual(['1', '2'])
    }))

  test('a loop throws where its channel dies, its queue is not there, or its signal says so', () =>
    using(1, async (connection, queue) => {
      const looping = async (name: string, signal?: AbortSignal, each?: () => void): Promise<void> => {
        for await (const _ of connection.consume(name, { signal })) each?.()
      }
      await expect(looping(`absent.${queue}`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      const controller = new AbortController()
      const aborted = looping(queue, controller.signal, () => controller.abort('enough'))
      await expect(aborted).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' })
      const lost = looping(queue, undefined, () => void connection.close())
      await expect(lost).resolves.toBeUndefined()
    }))

  test('settling twice is caught here, with the place of the first time', () =>
    using(3, async (_connection, queue, channel) => {
      const [one, two] = [await channel.basicGet({ queue }), await channel.basicGet({ queue })]
      two?.ack({ multiple: true })
      expect(() => one?.ack()).toThrow(SettlementError)
      const error = ((): unknown => {
        try {
          return two?.nack()
        } catch (reason) {
          return reason
        }
      })()
      expect(error).toMatchObject({ code: 'ALREADY_SETTLED', method: 'basic.nack', initiator: 'user' })
      expect(((error as Error).cause as Error).stack).toMatch(/ack came from here[\s\S]*consumer\.test\.ts/)
      const three = await channel.basicGet({ queue, noAck: true })
      expect(() => three?.ack()).toThrow(/taken without acks/)
      expect(channel.isOpen).toBe(true)
    }))

  test('settling on a channel that is gone says so, and sends nothing', () =>
    using(1, async (connection, queue, channel) => {
      const own = await connection.openChannel()
      const delivery = await own.basicGet({ queue })
      await own.close()
      expect([delivery?.ack(), delivery?.nack(), delivery?.reject()]).toEqual([false, false, false])
      expect(await drain(connection, queue, 1)).toEqual(['1'])
      expect(await channel.basicGet({ queue })).toBeUndefined()
    }))
})

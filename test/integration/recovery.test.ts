// What comes back with a lost connection: what was declared on it, its consumers, and what holds for them.

import { expect, test, vi } from 'vitest'
import { type Channel, type Connection, connect } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { Mailbox } from '../support/mailbox.ts'
import { consumedBy, publishAll, recovered, withGate, withStrikes } from '../support/recovering.ts'

eachBroker((broker) => {
  async function messageCount(channel: Channel, queue: string): Promise<number> {
    return (await channel.queueDeclare({ queue, passive: true })).messageCount
  }

  test('messages go where they went, over bindings that differ in nothing but arguments too', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const channel = await connection.openChannel()
      const [headers, topic, source] = [name('headers'), name('topic'), name('source')]
      await channel.exchangeDeclare({ exchange: headers, type: 'headers' })
      await channel.exchangeDeclare({ exchange: topic, type: 'topic', durable: true })
      await channel.exchangeDeclare({ exchange: source, type: 'fanout', autoDelete: true })
      await channel.exchangeBind({ destination: topic, source, routingKey: '' })
      const { queue } = await channel.queueDeclare({ exclusive: true })
      // Two of its own queues go by the same empty name, one after the other.
      await channel.queueDeclare({ queue: '', exclusive: true })
      await channel.queueBind({ exchange: topic, routingKey: '#.last' })
      for (const kind of ['a', 'b', 'c'])
        await channel.queueBind({ queue, exchange: headers, arguments: { 'x-match': 'all', kind } })
      await channel.queueUnbind({ queue, exchange: headers, arguments: { 'x-match': 'all', kind: 'b' } })
      await channel.queueBind({ queue, exchange: topic, routingKey: '*.x' })
      const first = await consumedBy(channel, queue, { consumerTag: 'mine' })
      const last = await consumedBy(channel, '')

      const publish = async (round: string): Promise<string[]> => {
        await publishAll(connection, [
          ...['a', 'b', 'c', 'd'].map(
            (kind) => [{ exchange: headers }, `${round} ${kind}`, { kind }] as const,
          ),
          [{ exchange: source, routingKey: 'one.x' }, `${round} one.x`],
          [{ exchange: topic, routingKey: 'two.x' }, `${round} two.x`],
          [{ exchange: topic, routingKey: 'one.y' }, `${round} one.y`],
          [{ exchange: source, routingKey: 'the.last' }, `${round} the.last`],
        ])
        const deliveries = [...(await first.take(4)), ...(await last.take(1))]
        expect(first.isEmpty && last.isEmpty).toBe(true)
        const tags = new Set(deliveries.slice(0, 4).map(({ consumerTag }) => consumerTag))
        expect([...tags, deliveries[4]?.consumerTag]).toEqual(['mine', last.consumerTag])
        return deliveries.map((delivery) => delivery.text())
      }
      const expected = (round: string): string[] =>
        ['a', 'c', 'one.x', 'two.x', 'the.last'].map((text) => `${round} ${text}`)
      expect(await publish('before')).toEqual(expected('before'))
      for (const round of ['once', 'twice']) {
        await strike()
        expect(await publish(round)).toEqual(expected(round))
      }
    }))

  test('queues that the broker names have new names, which is told before the connection is back', () =>
    withStrikes(broker, async ({ connection, strike }) => {
      const channel = await connection.openChannel()
      const { queue } = await channel.queueDeclare({ exclusive: true })
      const { queue: other } = await channel.queueDeclare({ exclusive: true })
      const told: string[][] = []
      connection.on('queueRenamed', (oldName, newName) => told.push([oldName, newName]))
      connection.on('recovered', () => told.push(['recovered']))
      await strike()
      const [[, name = ''] = [], [, otherName = ''] = []] = told
      expect(told).toEqual([[queue, name], [other, otherName], ['recovered']])
      expect(new Set([queue, other, name, otherName]).size).toBe(4)
      expect(await messageCount(channel, name)).toBe(0)
      await strike()
      expect(told.slice(3).map(([oldName]) => oldName)).toEqual([name, otherName, 'recovered'])
    }))

  test('durable and non-durable, auto-delete and exclusive queues are declared as they were', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const channel = await connection.openChannel()
      const all = [
        { queue: name('durable'), durable: true, arguments: { 'x-message-ttl': 3_600_000 } },
        { queue: name('auto-delete'), autoDelete: true, durable: true },
        { queue: name('exclusive'), exclusive: true, arguments: { 'x-max-length': 3 } },
      ]
      for (const args of all) await channel.queueDeclare(args)
      await strike()
      // With anything else than what they were declared with this would be refused.
      for (const args of all) expect((await channel.queueDeclare(args)).queue).toBe(args.queue)
      await expect(
        channel.queueDeclare({ queue: all[0]?.queue as string, durable: true }),
      ).rejects.toMatchObject({
        replyCode: 406,
      })
    }))

  test('a prefetch holds for the consumers that came after it, and for no others', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const channel = await connection.openChannel()
      const limits: [prefetchCount: number, queue: string][] = [
        [1, name('one')],
        [10, name('ten')],
        [0, name('all')],
      ]
      const held = new Map<string, string[]>()
      for (const [prefetchCount, queue] of limits) {
        await channel.queueDeclare({ queue, durable: true })
        await channel.basicQos({ prefetchCount })
        await channel.basicConsume({ queue, consumerTag: queue }, ({ consumerTag, text }) => {
          held.get(consumerTag)?.push(String(text))
        })
      }
      await strike()
      for (const [, queue] of limits) held.set(queue, [])
      await publishAll(
        connection,
        limits.flatMap(([, routingKey]) =>
          Array.from({ length: 20 }, (_, i) => [{ routingKey }, `${i}`] as const),
        ),
      )
      for (const [prefetch, queue] of limits) {
        const most = prefetch === 0 ? 20 : prefetch
        // What is held and what is ready are all there is, so none is on its way.
        await vi.waitFor(async () => expect(held.get(queue)?.length).toBe(most))
        expect(await messageCount(channel, queue)).toBe(20 - most)
      }
    }))

  test('a channel is in confirm mode again, and counts from 1', () =>
    withStrikes(broker, async ({ connection, strike }) => {
      const channel = await connection.openChannel()
      await channel.confirmSelect()
      const confirms = new Mailbox<number>()
      channel.on('confirm', ({ deliveryTag }) => confirms.put(deliveryTag))
      for (let life = 0; life < 3; life++) {
        for (const tag of [1, 2]) {
          channel.basicPublish({ routingKey: 'nowhere' }, undefined, '')
          expect(await confirms.next()).toBe(tag)
        }
        await strike()
      }
    }))

  test('many channels come back, each with its own consumer, time and again', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const channels = await Promise.all(Array.from({ length: 20 }, () => connection.openChannel()))
      const lives = new Map<Channel, string[]>()
      const consumers = await Promise.all(
        channels.map(async (channel, i) => {
          const queue = name(`channel-${i}`)
          await channel.queueDeclare({ queue, exclusive: true })
          const told: string[] = []
          channel.on('lost', () => told.push(`lost ${channel.isOpen} ${channel.isRecovering}`))
          channel.on('recovered', () => told.push(`recovered ${channel.isOpen} ${channel.isRecovering}`))
          channel.on('close', () => told.push('close'))
          lives.set(channel, told)
          return { queue, mailbox: await consumedBy(channel, queue) }
        }),
      )
      for (let round = 0; round < 3; round++) {
        await strike()
        for (const [i, channel] of channels.entries())
          channel.basicPublish({ routingKey: consumers[i]?.queue as string }, undefined, `${round} ${i}`)
        const texts = await Promise.all(consumers.map(async ({ mailbox }) => (await mailbox.next()).text()))
        expect(texts).toEqual(channels.map((_, i) => `${round} ${i}`))
      }
      const all = Array.from({ length: 3 }, () => ['lost false true', 'recovered true false']).flat()
      for (const told of lives.values()) expect(told).toEqual(all)
    }))

  test('what the connection tells of itself: open, lost and on its way back, open', () =>
    withStrikes(broker, async ({ connection, strike }) => {
      const states: unknown[] = []
      const state = (event: string, { isOpen, isRecovering }: Connection): void => {
        const { state, recovery } = connection.snapshot()
        states.push([event, isOpen, isRecovering, state, recovery?.state])
      }
      connection.on('lost', (error) => {
        expect(error).toMatchObject({ scope: 'connection', retriable: true })
        expect(connection.snapshot().recovery?.reason).toBe(error.message)
        state('lost', connection)
      })
      connection.on('recovered', ({ downMs, failedAttempts }) => {
        expect([downMs >= 5, failedAttempts >= 0]).toEqual([true, true])
        state('recovered', connection)
      })
      state('before', connection)
      await strike()
      expect(states).toEqual([
        ['before', true, false, 'open', undefined],
        ['lost', false, true, 'closed', 'waiting'],
        ['recovered', true, false, 'open', undefined],
      ])
    }))

  test('without topology channels and consumers come back alone', () =>
    withGate(
      broker,
      async ({ connection, strike, name }) => {
        const channel = await connection.openChannel()
        const [kept, gone] = [name('kept'), name('gone')]
        await channel.queueDeclare({ queue: kept, durable: true })
        await channel.queueDeclare({ queue: gone, exclusive: true })
        const mailbox = await consumedBy(channel, kept)
        await strike()
        channel.basicPublish({ routingKey: kept }, undefined, 'x')
        expect((await mailbox.next()).text()).toBe('x')
        await expect(channel.queueDeclare({ queue: gone, passive: true })).rejects.toMatchObject({
          replyCode: 404,
        })
      },
      { recovery: { minDelayMs: 10, maxDelayMs: 200, topology: false } },
    ))

  test('a consumer without a queue any more ends with its channel, and the others go on', () =>
    withGate(broker, async ({ connection, name, gate, strike, url }) => {
      const [channel, other] = [await connection.openChannel(), await connection.openChannel()]
      const queue = name('foreign')
      await using owner = await connect(url)
      const itsChannel = await owner.openChannel()
      await itsChannel.queueDeclare({ queue, durable: true })
      await channel.basicConsume({ queue }, () => {})
      gate.shut()
      await itsChannel.queueDelete({ queue })
      const back = recovered(connection)
      gate.open()
      await back
      expect(await channel.closed).toMatchObject({ replyCode: 404, method: 'basic.consume' })
      expect(other.isOpen).toBe(true)
      await strike()
      expect([channel.isOpen, other.isOpen]).toEqual([false, true])
    }))
})

// Where a recovery is at its limits: of channels, of order, of names, and of what a broker still holds.

import { once } from 'node:events'
import { expect, test } from 'vitest'
import { connect, type Delivery } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { gateTo } from '../support/gate.ts'
import { Mailbox } from '../support/mailbox.ts'
import { consumedBy, recovered, strikeWith, withGate } from '../support/recovering.ts'

eachBroker((broker) => {
  // RabbitMQ's queues answer these two themselves, when they come to it, and the channel does not wait for them.
  test('calls can follow basic.consume and basic.cancel without waiting for their answers', async () => {
    await using connection = await connect(broker.url, { recovery: false })
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    const { queue: other } = await channel.queueDeclare({ exclusive: true })
    for (let round = 0; round < 5; round++) {
      const [first, , second, declared, fetched] = await Promise.all([
        channel.basicConsume({ queue }, () => {}),
        channel.basicQos({ prefetchCount: 1 }),
        channel.basicConsume({ queue: other, consumerTag: 'second' }, () => {}),
        channel.queueDeclare({ queue, passive: true }),
        channel.basicGet({ queue }),
      ])
      expect([second.consumerTag, declared.queue, fetched]).toEqual(['second', queue, undefined])
      const [cancelled] = await Promise.all([
        channel.basicCancel(first),
        channel.basicCancel(second),
        channel.queueDeclare({ queue, passive: true }),
      ])
      expect(cancelled.consumerTag).toBe(first.consumerTag)
    }
  })

  test('calls that waited can follow a consumer that is begun again', () =>
    withGate(broker, async ({ connection, gate }) => {
      const channel = await connection.openChannel()
      const queues: string[] = []
      for (let i = 0; i < 3; i++) {
        const { queue } = await channel.queueDeclare({ exclusive: true })
        queues.push(queue)
        await channel.basicQos({ prefetchCount: i + 1 })
        await channel.basicConsume({ queue }, () => {})
      }
      await channel.confirmSelect()
      const [lost, back] = [once(connection, 'lost'), recovered(connection)]
      gate.cut()
      await lost
      const waiting = [channel.basicQos({ prefetchCount: 9 }), channel.queueDeclare({ exclusive: true })]
      await Promise.all([...waiting, back])
      expect([connection.isOpen, gate.passed]).toEqual([true, 2])
    }))

  for (const channelMax of [1, 2, 3]) {
    test(`with ${channelMax} of ${channelMax} channels open all of them come back, and what was declared`, () =>
      withGate(
        broker,
        async ({ connection, gate, strike, name }) => {
          const channels = await Promise.all(
            Array.from({ length: channelMax }, () => connection.openChannel()),
          )
          const [channel] = channels as [(typeof channels)[0]]
          const [queue, exchange] = [name('full'), name('full')]
          await channel.exchangeDeclare({ exchange, type: 'fanout' })
          await channel.queueDeclare({ queue, exclusive: true })
          await channel.queueBind({ queue, exchange })
          const failures: string[] = []
          connection.on('recoveryFailed', ({ error }) => failures.push(error.message))
          for (let round = 0; round < 2; round++) {
            await strike()
            expect(channels.map(({ isOpen }) => isOpen)).toEqual(channels.map(() => true))
            expect((await channel.queueDeclare({ queue, passive: true })).queue).toBe(queue)
          }
          expect([failures.filter((words) => !words.includes('405')), gate.passed]).toEqual([
            [],
            3 + failures.length,
          ])
        },
        { channelMax },
      ))
  }

  test('a loop whose consumer the broker has ended ends, also where the connection is lost right after', () =>
    withGate(broker, async ({ connection, gate, name }) => {
      const channel = await connection.openChannel()
      const queue = name('looped')
      await channel.queueDeclare({ queue, durable: true })
      channel.basicPublish({ routingKey: queue }, undefined, 'x')
      let count = 0
      for await (const delivery of connection.consume(queue)) {
        count++
        await channel.queueDelete({ queue })
        // Answered behind the cancel, or it would not be known yet.
        await channel.queueDeclare({ exclusive: true })
        const lost = once(connection, 'lost')
        gate.cut()
        await lost
        expect(delivery.ack()).toBe(false)
      }
      expect(count).toBe(1)
    }))

  test('closing the connection because a channel is lost ends it once', () =>
    withGate(broker, async ({ connection, gate }) => {
      const channel = await connection.openChannel()
      const told: unknown[] = []
      connection.on('lost', () => told.push('lost'))
      connection.on('close', (error) => told.push(error))
      channel.on('lost', () => void connection.close())
      gate.cut()
      expect(await connection.closed).toBeUndefined()
      await connection.close()
      expect(told.filter((what) => what !== 'lost')).toEqual([undefined])
    }))

  test('closing it while a broker that fell silent should declare things again hangs up at once', () =>
    withGate(broker, async ({ connection, gate }) => {
      const handshakeBytes = gate.sentBytes
      const channel = await connection.openChannel()
      await channel.queueDeclare({ exclusive: true })
      gate.endAfter(() => handshakeBytes + 10, 'silence')
      gate.cut()
      await expect.poll(() => connection.snapshot().recovery?.state, { interval: 1 }).toBe('restoring')
      await connection.close()
      await expect.poll(() => gate.count).toBe(0)
    }))

  test('an exclusive consumer is waited for while the dying connection still holds its place', () =>
    withGate(broker, async ({ connection, gate, name }) => {
      const channel = await connection.openChannel()
      const queue = name('exclusively')
      await channel.queueDeclare({ queue, durable: true })
      const arrived = new Mailbox<Delivery>()
      await channel.basicConsume({ queue, exclusive: true, noAck: true }, arrived.put)
      const failed = once(connection, 'recoveryFailed')
      const recoveredOnce = recovered(connection)
      gate.strand()
      expect(await failed).toMatchObject([{ error: { code: 'RESOURCE_LOCKED', retriable: true } }])
      gate.release()
      await recoveredOnce
      expect(channel.isOpen).toBe(true)
      channel.basicPublish({ routingKey: queue }, undefined, 'x')
      expect((await arrived.next()).text()).toBe('x')
    }))

  test('an option that is there and undefined hides none below it', async () => {
    await using gate = await gateTo(broker.url)
    const { hostname: host, port } = new URL(gate.url)
    await using connection = await connect(
      { host, port: Number(port), recovery: false },
      { recovery: undefined },
    )
    const ended = Promise.race([
      once(connection, 'close').then(() => 'close'),
      once(connection, 'lost').then(() => 'lost'),
    ])
    gate.cut()
    expect(await ended).toBe('close')
  })

  test('a consumer that is swapped for another time and again leaves nothing behind that adds up', () =>
    withGate(broker, async ({ connection, gate, name }) => {
      const channel = await connection.openChannel()
      const queue = name('swapped')
      await channel.queueDeclare({ queue, durable: true })
      let last = await consumedBy(channel, queue)
      const swap = async (): Promise<void> => {
        await channel.basicQos({ prefetchCount: 5 })
        const next = await consumedBy(channel, queue)
        await channel.basicCancel(last)
        last = next
      }
      const bytesOfRecovery = async (): Promise<number> => {
        const before = gate.sentBytes
        await strikeWith(connection, () => gate.cut())
        return gate.sentBytes - before
      }
      await swap()
      const few = await bytesOfRecovery()
      for (let i = 0; i < 50; i++) await swap()
      expect(await bytesOfRecovery()).toBeLessThan(few + 200)
    }))
})

// What becomes of calls, acks and transactions when the connection is lost under them, or before them.

import { once } from 'node:events'
import { expect, test } from 'vitest'
import { AbortedError, type Channel, ConnectionError, type Delivery, TimeoutError } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { Mailbox } from '../support/mailbox.ts'
import {
  type GateScene,
  publishAll,
  recovered,
  strikeWith,
  withGate,
  withStrikes,
} from '../support/recovering.ts'

eachBroker((broker) => {
  /** Shuts the gate, does something while the connection is lost, and opens it. Resolves when the connection is back. */
  async function whileLost<T>({ connection, gate }: GateScene, work: () => T | Promise<T>): Promise<T> {
    const [lost, back] = [once(connection, 'lost'), recovered(connection)]
    gate.shut()
    await lost
    const result = await work()
    gate.open()
    await back
    return result
  }

  /** A channel with a durable queue that holds the messages 1 to `count`. */
  async function filled({ connection, name }: GateScene, count: number): Promise<[Channel, string]> {
    const channel = await connection.openChannel()
    const queue = name('filled')
    await channel.queueDeclare({ queue, durable: true })
    const messages = Array.from({ length: count }, (_, i) => [{ routingKey: queue }, `${i + 1}`] as const)
    await publishAll(connection, messages)
    return [channel, queue]
  }

  test('calls that are made while it is lost wait, and are answered in their order', () =>
    withGate(broker, async (scene) => {
      const { connection, name } = scene
      const [channel, queue] = await filled(scene, 1)
      const [exchange, other] = [name('waited'), name('waited')]
      const outcomes: string[] = []
      const waiting = await whileLost(scene, () => {
        const calls = [
          channel.exchangeDeclare({ exchange, type: 'fanout' }),
          channel.queueDeclare({ queue: other, exclusive: true }),
          channel.queueBind({ queue: other, exchange }),
          channel.queueDeclare({ queue, passive: true }),
          channel.basicGet({ queue, noAck: true }),
          channel.confirmSelect(),
          connection.openChannel(),
          connection.createPublisher(),
          connection.drained(),
        ]
        for (const [i, call] of calls.entries()) void call.then(() => outcomes.push(`${i}`))
        expect(outcomes).toEqual([])
        return calls
      })
      const [, , , { messageCount }, message, , another, publisher] = (await Promise.all(
        waiting,
      )) as never as [
        ...[unknown, unknown, unknown, { messageCount: number }, Delivery, unknown],
        ...[Channel, { publish: (...args: unknown[]) => Promise<unknown> }],
      ]
      expect(outcomes.filter((i) => Number(i) < 6)).toEqual(['0', '1', '2', '3', '4', '5'])
      expect([messageCount, message.text(), another.isOpen]).toEqual([1, '1', true])
      await publisher.publish({ exchange }, undefined, 'x')
      expect((await another.basicGet({ queue: other, noAck: true }))?.text()).toBe('x')
    }))

  test('what was declared while it was lost is known the next time', () =>
    withGate(broker, async (scene) => {
      const { connection, name, strike } = scene
      const channel = await connection.openChannel()
      const queue = name('late')
      const arrived = new Mailbox<Delivery>()
      const waiting = await whileLost(scene, () => [
        channel.queueDeclare({ queue, exclusive: true }),
        channel.basicConsume({ queue, consumerTag: 'late' }, arrived.put),
      ])
      await Promise.all(waiting)
      for (const round of ['first', 'second']) {
        channel.basicPublish({ routingKey: queue }, undefined, round)
        const delivery = await arrived.next()
        expect([delivery.text(), delivery.consumerTag, delivery.ack()]).toEqual([round, 'late', true])
        // Answered after the ack, so that it is not delivered again.
        await channel.queueDeclare({ queue, passive: true })
        await strike()
      }
    }))

  test('waits end in time: with a time-out, with a signal, and the rest of the time is for the answer', () =>
    withGate(broker, async (scene) => {
      const { connection } = scene
      const [channel, queue] = await filled(scene, 0)
      const controller = new AbortController()
      const outcomes = await whileLost(scene, async () => {
        const short = { timeoutMs: 20 }
        const { signal } = controller
        const calls = [
          channel.queueDeclare({ queue, passive: true }, short),
          channel.basicConsume({ queue }, () => {}, short),
          connection.openChannel(short),
          connection.createConsumer({ queue, ...short }, () => {}),
          connection.drained(short),
          channel.queueDeclare({ queue, passive: true }, { signal }),
          connection.createPublisher({ signal }),
          connection.consume(queue, { signal }).next(),
          channel.queueDeclare({ queue, passive: true }, { signal: AbortSignal.abort() }),
        ]
        const all = Promise.all(calls.map((call) => call.catch((error: unknown) => error)))
        await calls[0]?.catch(() => controller.abort(new Error('enough')))
        return await all
      })
      const classes = outcomes.map((outcome) => (outcome as Error).constructor)
      expect(classes).toEqual([...Array(5).fill(TimeoutError), ...Array(4).fill(AbortedError)])
      // What was given up has not been done.
      expect((await channel.queueDeclare({ queue, passive: true })).consumerCount).toBe(0)
    }))

  test('what cannot wait throws, or says that it did nothing', () =>
    withGate(broker, async (scene) => {
      const { connection } = scene
      const [channel, queue] = await filled(scene, 2)
      const deliveries = new Mailbox<Delivery>()
      await channel.basicConsume({ queue }, deliveries.put)
      const [first, second] = (await deliveries.take(2)) as [Delivery, Delivery]
      await whileLost(scene, () => {
        const publish = (): unknown => channel.basicPublish({ routingKey: queue }, undefined, 'x')
        expect(publish).toThrow(ConnectionError)
        expect(publish).toThrow(/^basic\.publish: the connection is lost and being recovered \(/)
        try {
          publish()
        } catch (error) {
          expect(error).toMatchObject({ code: 'RECOVERING', scope: 'operation', retriable: true })
        }
        expect(() => channel.basicAck({ deliveryTag: 1 })).toThrow(/^basic\.ack: the connection is lost/)
        expect(() => channel.queueDelete({ queue, noWait: true })).toThrow(
          /^queue\.delete: the connection is lost/,
        )
        expect([first.ack(), first.nack(), second.reject()]).toEqual([false, false, false])
        expect([channel.isOpen, channel.isRecovering, connection.isOpen]).toEqual([false, true, false])
      })
      const again = await deliveries.take(2)
      expect(again.map((delivery) => [delivery.text(), delivery.redelivered])).toEqual([
        ['1', true],
        ['2', true],
      ])
      for (const delivery of again) expect(delivery.ack()).toBe(true)
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))

  test('an ack from before does not settle another message that has the same number now', () =>
    withGate(broker, async (scene) => {
      const { strike } = scene
      const [channel, queue] = await filled(scene, 3)
      const deliveries = new Mailbox<Delivery>()
      await channel.basicConsume({ queue }, deliveries.put)
      const old = await deliveries.take(3)
      const fetched = await channel.basicGet({ queue: queue })
      expect(fetched).toBeUndefined()
      await strike()
      const now = await deliveries.take(3)
      expect(now.map(({ deliveryTag }) => deliveryTag)).toEqual(old.map(({ deliveryTag }) => deliveryTag))
      expect(old.map((delivery) => delivery.ack({ multiple: true }))).toEqual([false, false, false])
      expect(now.map(({ isSettled }) => isSettled)).toEqual([false, false, false])
      await strike()
      expect((await deliveries.take(3)).map((delivery) => delivery.text())).toEqual(['1', '2', '3'])
    }))

  test('calls that are under way when it is lost are rejected with the reason', () =>
    withStrikes(broker, async ({ connection, strike }) => {
      const channel = await connection.openChannel()
      const { queue } = await channel.queueDeclare({ exclusive: true })
      // Sent with the end of this turn, when the connection is being broken already.
      const back = strike()
      const calls = [
        channel.queueDeclare({ queue, passive: true }),
        channel.basicConsume({ queue }, () => {}),
        connection.openChannel(),
      ].map((call) =>
        call.then(
          () => 'done',
          (error) => error,
        ),
      )
      const lost = once(connection, 'lost')
      const outcomes = await Promise.all(calls)
      const [reason] = (await lost) as [Error]
      // The broker may have heard of it all the same, and even answered.
      for (const outcome of outcomes) if (outcome !== 'done') expect(outcome).toBe(reason)
      await back
      expect((await connection.openChannel()).isOpen).toBe(true)
    }))

  test('a transaction that a loss has cut in two is not committed, by txCommit or by transaction()', () =>
    withGate(broker, async (scene) => {
      const { connection, strike } = scene
      const [channel, queue] = await filled(scene, 0)
      const count = async (): Promise<number> =>
        (await (await connection.openChannel()).queueDeclare({ queue, passive: true })).messageCount
      const publish = (): unknown => channel.basicPublish({ routingKey: queue }, undefined, 'x')
      await channel.txSelect()
      publish()
      await strike()
      publish()
      const error = await channel.txCommit().catch((reason) => reason)
      expect(error).toBeInstanceOf(ConnectionError)
      expect(error).toMatchObject({ code: 'TRANSACTION_LOST', scope: 'operation', retriable: true })
      expect(await count()).toBe(0)

      const half = channel.transaction(async () => {
        publish()
        await strike()
        publish()
      })
      await expect(half).rejects.toMatchObject({ code: 'TRANSACTION_LOST' })
      expect(await count()).toBe(0)

      // A commit that waits for the connection, and one that only begins then.
      publish()
      const waiting = await whileLost(scene, () => [channel.txCommit()])
      await expect(waiting[0]).rejects.toMatchObject({ code: 'TRANSACTION_LOST' })
      expect(await count()).toBe(0)

      // From the rollback on it is another transaction.
      await channel.transaction(publish)
      expect(await count()).toBe(1)
      publish()
      await strike()
      await channel.txRollback()
      publish()
      await channel.txCommit()
      expect(await count()).toBe(2)
      expect(channel.isOpen).toBe(true)
    }))

  test('a transaction whose work fails over a loss fails with the error of the work', () =>
    withGate(broker, async (scene) => {
      const { connection, strike, gate } = scene
      const [channel, queue] = await filled(scene, 0)
      const failing = channel.transaction(async () => {
        channel.basicPublish({ routingKey: queue }, undefined, 'x')
        await strike()
        throw new Error('of the work')
      })
      await expect(failing).rejects.toThrow('of the work')
      const publishing = channel.transaction(async () => {
        const lost = once(connection, 'lost')
        gate.cut()
        await lost
        channel.basicPublish({ routingKey: queue }, undefined, 'x')
      })
      await expect(publishing).rejects.toMatchObject({ code: 'RECOVERING' })
      await strikeWith(connection, () => gate.cut())
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))
})

// What does not come back: what was undone, what is refused now, and what has to wait until somebody else is gone.

import { once } from 'node:events'
import { expect, test } from 'vitest'
import { type Channel, type Connection, connect } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { consumedBy, recovered, withGate, withStrikes } from '../support/recovering.ts'

eachBroker((broker) => {
  /** Whether a queue or an exchange is there, and how many consume the queue. */
  async function lookFor(
    connection: Connection,
    what: 'queue' | 'exchange',
    name: string,
  ): Promise<number | undefined> {
    const channel = await connection.openChannel()
    try {
      if (what === 'queue') return (await channel.queueDeclare({ queue: name, passive: true })).consumerCount
      await channel.exchangeDeclare({ exchange: name, passive: true })
      return 0
    } catch (error) {
      expect(error).toMatchObject({ replyCode: 404 })
      return undefined
    } finally {
      await channel.close()
    }
  }

  test('what was deleted, unbound and cancelled stays so', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const channel = await connection.openChannel()
      const [deleted, kept, exchange, gone] = [name('deleted'), name('kept'), name('exchange'), name('gone')]
      for (const queue of [deleted, kept]) await channel.queueDeclare({ queue, exclusive: true })
      await channel.exchangeDeclare({ exchange, type: 'direct' })
      await channel.exchangeDeclare({ exchange: gone, type: 'fanout' })
      await channel.exchangeBind({ destination: exchange, source: gone })
      for (const routingKey of ['bound', 'unbound'])
        await channel.queueBind({ queue: kept, exchange, routingKey })
      const [first, second] = [await consumedBy(channel, kept), await consumedBy(channel, kept)]
      await channel.basicCancel({ consumerTag: first.consumerTag })
      await channel.queueUnbind({ queue: kept, exchange, routingKey: 'unbound' })
      await channel.queueDelete({ queue: deleted })
      await channel.exchangeDelete({ exchange: gone })
      const failures: unknown[] = []
      connection.on('topologyFailed', (failure) => failures.push(failure))
      for (let life = 0; life < 2; life++) {
        await strike()
        expect(await lookFor(connection, 'queue', deleted)).toBeUndefined()
        expect(await lookFor(connection, 'exchange', gone)).toBeUndefined()
        expect(await lookFor(connection, 'queue', kept)).toBe(1)
        for (const routingKey of ['unbound', 'bound'])
          channel.basicPublish({ exchange, routingKey }, undefined, routingKey)
        const delivery = await second.next()
        expect([delivery.routingKey, delivery.consumerTag]).toEqual(['bound', second.consumerTag])
      }
      expect([failures, first.isEmpty, second.isEmpty]).toEqual([[], true, true])
    }))

  test('a channel that was closed, before or meanwhile, does not come back, nor does its consumer', () =>
    withGate(broker, async ({ connection, gate, strike, name }) => {
      const [stays, before, meanwhile] = await Promise.all([0, 1, 2].map(() => connection.openChannel()))
      const queues = [name('stays'), name('before'), name('meanwhile')]
      for (const [i, channel] of [stays, before, meanwhile].entries()) {
        await channel?.queueDeclare({ queue: queues[i] as string, durable: true })
        await consumedBy(channel as Channel, queues[i] as string)
      }
      await before?.close()
      const [lost, back] = [once(connection, 'lost'), recovered(connection)]
      gate.shut()
      await lost
      await meanwhile?.close()
      expect([await meanwhile?.closed, meanwhile?.isRecovering]).toEqual([undefined, false])
      await expect(meanwhile?.queueDeclare()).rejects.toMatchObject({ code: 'CHANNEL_CLOSED' })
      gate.open()
      await back
      for (let life = 0; life < 2; life++) {
        const counts = () => Promise.all(queues.map((queue) => lookFor(connection, 'queue', queue)))
        await expect.poll(counts).toEqual([1, 0, 0])
        expect(connection.snapshot().channels.length).toBe(1)
        await strike()
      }
    }))

  test('an auto-delete queue goes with its last consumer, an auto-delete exchange with its last binding', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const [channel, other] = [await connection.openChannel(), await connection.openChannel()]
      const [cancelled, closed, consumed, exchange] = [
        name('auto'),
        name('auto'),
        name('auto'),
        name('exchange'),
      ]
      await channel.exchangeDeclare({ exchange, type: 'fanout', autoDelete: true })
      for (const queue of [cancelled, closed, consumed]) {
        await channel.queueDeclare({ queue, autoDelete: true, durable: true })
        if (queue !== consumed) await channel.queueBind({ queue, exchange })
      }
      const { consumerTag } = await consumedBy(channel, cancelled)
      await consumedBy(other, closed)
      await consumedBy(channel, consumed)
      await channel.basicCancel({ consumerTag })
      await other.close()
      for (let life = 0; life < 2; life++) {
        await strike()
        expect(await lookFor(connection, 'queue', cancelled)).toBeUndefined()
        expect(await lookFor(connection, 'queue', closed)).toBeUndefined()
        expect(await lookFor(connection, 'queue', consumed)).toBe(1)
        expect(await lookFor(connection, 'exchange', exchange)).toBeUndefined()
      }
    }))

  test('what the broker refuses now is told, and all else is there again', () =>
    withGate(broker, async ({ connection, gate, url, name }) => {
      const channel = await connection.openChannel()
      const names = [name('first'), name('other'), name('third'), name('last')]
      const [first, other, third, last] = names as [string, string, string, string]
      const [exchange, changed] = [name('exchange'), name('changed')]
      await channel.exchangeDeclare({ exchange: changed, type: 'fanout' })
      await channel.exchangeDeclare({ exchange, type: 'fanout' })
      for (const queue of names) {
        await channel.queueDeclare({ queue, durable: true })
        await channel.queueBind({ queue, exchange })
      }
      const mailbox = await consumedBy(channel, last)
      const failures: { method: string; args: object; error: Error }[] = []
      connection.on('topologyFailed', (failure) => failures.push(failure))
      const [lost, back] = [once(connection, 'lost'), recovered(connection)]
      gate.shut()
      await lost
      await using elsewhere = await connect(url)
      const itsChannel = await elsewhere.openChannel()
      for (const queue of [first, third]) {
        await itsChannel.queueDelete({ queue })
        await itsChannel.queueDeclare({ queue, durable: true, arguments: { 'x-max-length': 1 } })
      }
      await itsChannel.exchangeDelete({ exchange: changed })
      await itsChannel.exchangeDeclare({ exchange: changed, type: 'topic' })
      for (const queue of [other, last]) await itsChannel.queueDelete({ queue })
      gate.open()
      await back
      expect(failures.map(({ method, args }) => ({ method, args }))).toMatchObject([
        { method: 'exchange.declare', args: { exchange: changed, type: 'fanout' } },
        { method: 'queue.declare', args: { queue: first } },
        { method: 'queue.declare', args: { queue: third } },
      ])
      for (const { error } of failures)
        expect(error).toMatchObject({ replyCode: 406, code: 'PRECONDITION_FAILED' })
      // The bindings of what was refused lead to what is there now.
      channel.basicPublish({ exchange }, undefined, 'x')
      expect((await mailbox.next()).text()).toBe('x')
      for (const queue of [first, other, third])
        await expect.poll(async () => (await itsChannel.basicGet({ queue, noAck: true }))?.text()).toBe('x')
      expect([channel.isOpen, connection.isOpen]).toEqual([true, true])
    }))

  test('an exclusive queue that the dying connection still holds is waited for', () =>
    withGate(broker, async ({ connection, gate, name }) => {
      const channel = await connection.openChannel()
      const queue = name('exclusive')
      await channel.queueDeclare({ queue, exclusive: true })
      const mailbox = await consumedBy(channel, queue)
      const failures: [code: number | undefined, attempts: number, retryAfterMs: number | undefined][] = []
      const enough = new Promise<void>((resolve) => {
        connection.on('recoveryFailed', ({ error, attempts, retryAfterMs }) => {
          failures.push([(error as { replyCode?: number }).replyCode, attempts, retryAfterMs])
          if (failures.length === 3) resolve()
        })
      })
      const told: unknown[] = []
      connection.on('topologyFailed', (failure) => told.push(failure))
      const back = once(connection, 'recovered')
      gate.strand()
      await enough
      expect(connection.snapshot().recovery).toMatchObject({ failedAttempts: 3 })
      gate.release()
      const [{ failedAttempts }] = await back
      expect(failedAttempts).toBe(failures.length)
      expect(failures.map(([code]) => code)).toEqual(failures.map(() => 405))
      expect(failures.map(([, attempts]) => attempts)).toEqual(failures.map((_, i) => i + 1))
      for (const [, , retryAfterMs = 0] of failures) expect(retryAfterMs).toBeGreaterThan(0)
      expect(told).toEqual([])
      channel.basicPublish({ routingKey: queue }, undefined, 'x')
      expect((await mailbox.next()).text()).toBe('x')
    }))
})

eachBroker((broker) => {
  test('lost again and again on its way back, after ever more bytes, it comes back whole, and once', () =>
    withGate(
      broker,
      async ({ connection, gate, url, name }) => {
        const [channel, second] = [await connection.openChannel(), await connection.openChannel()]
        const [queue, exchange] = [name('shared'), name('exchange')]
        await channel.queueDeclare({ queue, durable: true })
        await channel.exchangeDeclare({ exchange, type: 'fanout' })
        await channel.queueBind({ queue, exchange })
        const { queue: own } = await channel.queueDeclare({ exclusive: true })
        await channel.queueBind({ queue: own, exchange })
        await channel.basicQos({ prefetchCount: 7 })
        const mailbox = await consumedBy(channel, queue)
        const ownMailbox = await consumedBy(second, own)
        let recoveries = 0
        const renamed: string[][] = []
        connection.on('recovered', () => recoveries++)
        connection.on('queueRenamed', (oldName, newName) => renamed.push([oldName, newName]))

        // The handshake takes some 400 bytes, the rest some 800.
        let bytes = 0
        gate.endAfter(() => (bytes += 40))
        const back = once(connection, 'recovered')
        gate.cut()
        await back
        expect(bytes).toBeGreaterThan(800)
        expect([recoveries, gate.passed]).toEqual([1, 1 + bytes / 40])
        gate.endAfter(() => Number.POSITIVE_INFINITY)

        // Each new name is told as that of the one that was told before.
        expect(renamed.map(([oldName]) => oldName)).toEqual(
          [own, ...renamed.map(([, newName]) => newName)].slice(0, -1),
        )
        await using elsewhere = await connect(url)
        const itsChannel = await elsewhere.openChannel()
        const consumerCount = async () =>
          (await itsChannel.queueDeclare({ queue, passive: true })).consumerCount
        await expect.poll(consumerCount).toBe(1)
        for (const text of ['one', 'two']) itsChannel.basicPublish({ exchange }, undefined, text)
        for (const one of [mailbox, ownMailbox]) {
          expect((await one.take(2)).map((delivery) => delivery.text())).toEqual(['one', 'two'])
          expect(one.isEmpty).toBe(true)
        }
      },
      { recovery: { minDelayMs: 1, maxDelayMs: 10 } },
    ))

  test('lost again as soon as it tells of a new name, or as soon as it is connected, it comes back all the same', () =>
    withGate(broker, async ({ connection, gate }) => {
      const channel = await connection.openChannel()
      const { queue } = await channel.queueDeclare({ exclusive: true })
      const mailbox = await consumedBy(channel, queue)
      let name = queue
      let strikes = 0
      connection.on('queueRenamed', (oldName, newName) => {
        expect(oldName).toBe(name)
        name = newName
        if (++strikes < 5) gate.cut()
      })
      channel.on('recovered', () => strikes === 3 && gate.cut())
      const back = recovered(connection)
      gate.cut()
      await back
      expect(strikes).toBe(5)
      channel.basicPublish({ routingKey: name }, undefined, 'x')
      expect((await mailbox.next()).text()).toBe('x')
      expect((await channel.queueDeclare({ queue: name, passive: true })).consumerCount).toBe(1)
    }))
})

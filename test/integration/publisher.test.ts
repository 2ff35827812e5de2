import { expect, test } from 'vitest'
import {
  type Channel,
  type Connection,
  connect,
  NackError,
  OutcomeUnknownError,
  type OutgoingMessage,
  ReturnedError,
} from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { forwardTo } from '../support/forwarder.ts'

eachBroker((broker) => {
  async function using(
    body: (connection: Connection, channel: Channel, queue: string) => Promise<void>,
  ): Promise<void> {
    await using connection = await connect(broker.url)
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    await body(connection, channel, queue)
  }

  test('a publish resolves with its number and its round trip', () =>
    using(async (connection, channel, queue) => {
      await using publisher = await connection.createPublisher()
      const receipts = await Promise.all(
        ['a', 'b', 'c'].map((body) => publisher.publish({ routingKey: queue }, undefined, body)),
      )
      expect(receipts.map((receipt) => receipt.sequenceNumber)).toEqual([1, 2, 3])
      expect(receipts.every((receipt) => receipt.roundTripMs > 0)).toBe(true)
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(3)
    }))

  test('a mandatory message that no queue takes is rejected, and only that one', () =>
    using(async (connection, _channel, queue) => {
      await using publisher = await connection.createPublisher()
      const outcomes = await Promise.allSettled(
        [queue, 'nowhere', queue, 'nowhere either'].map((routingKey) =>
          publisher.publish({ routingKey, mandatory: true }, { headers: { mine: 1 } }, routingKey),
        ),
      )
      expect(outcomes.map((outcome) => outcome.status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
      ])
      const { reason } = outcomes[1] as PromiseRejectedResult
      expect(reason).toBeInstanceOf(ReturnedError)
      expect(reason).toMatchObject({ code: 'NO_ROUTE', replyCode: 312, exchange: '', routingKey: 'nowhere' })
    }))

  test('a message that a full queue refuses is rejected', () =>
    using(async (connection, channel) => {
      const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' }
      const { queue } = await channel.queueDeclare({ exclusive: true, arguments: full })
      await using publisher = await connection.createPublisher()
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => publisher.publish({ routingKey: queue }, undefined, 'x')),
      )
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(refused.length).toBeGreaterThan(0)
      expect(refused.every((outcome) => outcome.reason instanceof NackError)).toBe(true)
      expect(refused[0]?.reason).toMatchObject({ code: 'NACKED', retriable: true })
    }))

  test('no more than maxOutstanding are on the way at a time', () =>
    using(async (connection, channel, queue) => {
      await using publisher = await connection.createPublisher({ maxOutstanding: 5 })
      const all = Array.from({ length: 100 }, () => publisher.publish({ routingKey: queue }, undefined, 'x'))
      expect(publisher.outstanding).toBe(100)
      await Promise.all(all)
      expect(publisher.outstanding).toBe(0)
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(100)
    }))

  test('publishAll takes any iterable, and waitForConfirms tells the first failure', () =>
    using(async (connection, _channel, queue) => {
      await using publisher = await connection.createPublisher({ maxOutstanding: 10 })
      async function* messages(): AsyncGenerator<OutgoingMessage> {
        for (let i = 0; i < 50; i++) yield { args: { routingKey: queue }, body: String(i) }
      }
      expect(await publisher.publishAll(messages())).toBe(50)
      await publisher.waitForConfirms()
      void publisher.publish({ routingKey: 'nowhere', mandatory: true }, undefined, 'x')
      await expect(publisher.waitForConfirms()).rejects.toBeInstanceOf(ReturnedError)
      await publisher.waitForConfirms()
    }))

  test('what was sent when the connection breaks has an unknown outcome; what waited was not sent', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url, { recovery: false })
    const publisher = await connection.createPublisher({ maxOutstanding: 2 })
    forwarder.fallSilent()
    const all = ['1', '2', '3'].map((body) => publisher.publish({ routingKey: 'nowhere' }, undefined, body))
    forwarder.cut()
    const [first, second, third] = await Promise.all(all.map((publish) => publish.catch((error) => error)))
    for (const sent of [first, second]) {
      expect(sent).toBeInstanceOf(OutcomeUnknownError)
      expect(sent).toMatchObject({ code: 'OUTCOME_UNKNOWN', retriable: true })
    }
    expect(third).toMatchObject({ scope: 'connection', retriable: true })
    expect(third).not.toBeInstanceOf(OutcomeUnknownError)
    await expect(publisher.publish({ routingKey: 'x' }, undefined, 'x')).rejects.toThrow(
      /publisher is closed/,
    )
  })

  test('a publish that is not confirmed in time has an unknown outcome; aborting ends the wait at once', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url)
    const publisher = await connection.createPublisher({ timeoutMs: 100, maxOutstanding: 2 })
    forwarder.fallSilent()
    const controller = new AbortController()
    const all = [
      publisher.publish({ routingKey: 'x' }, undefined, '1'),
      publisher.publish({ routingKey: 'x' }, undefined, '2', { signal: controller.signal }),
      publisher.publish({ routingKey: 'x' }, undefined, '3'),
    ]
    controller.abort()
    const errors = await Promise.all(all.map((publish) => publish.catch((error) => error.code)))
    expect(errors).toEqual(['OUTCOME_UNKNOWN', 'ABORTED', 'PUBLISH_TIMEOUT'])
    forwarder.cut()
  })

  test('a wrong argument rejects its publish, and harms no other', () =>
    using(async (connection, _channel, queue) => {
      await using publisher = await connection.createPublisher()
      const wrong = publisher.publish({ routingKey: queue }, { priority: 300 }, 'x')
      const right = publisher.publish({ routingKey: queue }, undefined, 'x')
      await expect(wrong).rejects.toThrow(/basic\.publish: priority must be a whole number from 0 to 255/)
      expect((await right).sequenceNumber).toBe(1)
    }))

  test('very many without a promise each: false says when to wait, and all are confirmed', () =>
    using(async (connection, channel, queue) => {
      await using publisher = await connection.createPublisher({ maxOutstanding: 100 })
      let waits = 0
      for (let i = 0; i < 5000; i++) {
        if (publisher.basicPublish({ routingKey: queue }, undefined, String(i))) continue
        expect(publisher.outstanding).toBe(100)
        await publisher.drained()
        expect(publisher.outstanding).toBeLessThanOrEqual(50)
        waits++
      }
      await publisher.waitForConfirms()
      expect(publisher.outstanding).toBe(0)
      expect(waits).toBeGreaterThan(40)
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(5000)
      const last = await publisher.publish({ routingKey: queue }, undefined, 'x')
      expect(last.sequenceNumber).toBe(5001)
    }))

  test('beyond maxOutstanding those without a promise wait their turn as well, in order', () =>
    using(async (connection, channel, queue) => {
      await using publisher = await connection.createPublisher({ maxOutstanding: 3 })
      const hadRoom = Array.from({ length: 20 }, (_, i) =>
        publisher.basicPublish({ routingKey: queue }, undefined, String(i)),
      )
      expect(hadRoom).toEqual([true, true, ...Array.from({ length: 18 }, () => false)])
      await publisher.waitForConfirms()
      const texts: (string | undefined)[] = []
      for (let i = 0; i < 20; i++) texts.push((await channel.basicGet({ queue, noAck: true }))?.text())
      expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => String(i)))
    }))

  test('waitForConfirms tells what became of those without a promise: refused, returned', () =>
    using(async (connection, channel) => {
      const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' }
      const { queue } = await channel.queueDeclare({ exclusive: true, arguments: full })
      await using publisher = await connection.createPublisher()
      await publisher.publish({ routingKey: queue }, undefined, 'fills it')
      for (let i = 0; i < 20; i++) publisher.basicPublish({ routingKey: queue }, undefined, 'x')
      const refused = await publisher.waitForConfirms().catch((error) => error)
      expect(refused).toBeInstanceOf(NackError)
      expect(refused.message).toMatch(/publish \d+ \(basic\.nack\)/)
      publisher.basicPublish({ routingKey: 'nowhere', mandatory: true }, undefined, 'x')
      await expect(publisher.waitForConfirms()).rejects.toBeInstanceOf(ReturnedError)
      await publisher.waitForConfirms()
    }))

  test('where the connection breaks, the outcome of those without a promise is unknown, and nobody waits on', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url, { recovery: false })
    const publisher = await connection.createPublisher({ maxOutstanding: 2 })
    forwarder.fallSilent()
    publisher.basicPublish({ routingKey: 'nowhere' }, undefined, '1')
    publisher.basicPublish({ routingKey: 'nowhere' }, undefined, '2')
    const drained = publisher.drained().catch((error) => error)
    const confirmed = publisher.waitForConfirms().catch((error) => error)
    forwarder.cut()
    expect(await confirmed).toBeInstanceOf(OutcomeUnknownError)
    expect(await drained).toMatchObject({ scope: 'connection', retriable: true })
    expect(() => publisher.basicPublish({ routingKey: 'x' }, undefined, 'x')).toThrow(/publisher is closed/)
    await expect(publisher.drained()).rejects.toThrow(/publisher is closed/)
  })

  test('those without a promise that are not confirmed in time make room, and waitForConfirms tells', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url)
    const publisher = await connection.createPublisher({ timeoutMs: 100, maxOutstanding: 2 })
    forwarder.fallSilent()
    publisher.basicPublish({ routingKey: 'x' }, undefined, '1')
    expect(publisher.basicPublish({ routingKey: 'x' }, undefined, '2')).toBe(false)
    await publisher.drained({ timeoutMs: 5_000 })
    expect(publisher.outstanding).toBe(0)
    await expect(publisher.waitForConfirms()).rejects.toThrow(/did not confirm it within 100 ms/)
    forwarder.cut()
  })

  test('a wrong argument of one without a promise throws at the call, and harms no other', () =>
    using(async (connection, _channel, queue) => {
      await using publisher = await connection.createPublisher()
      for (const mandatory of [false, true])
        expect(() =>
          publisher.basicPublish({ routingKey: queue, mandatory }, { priority: 300 }, 'x'),
        ).toThrow(/basic\.publish: priority must be a whole number from 0 to 255/)
      publisher.basicPublish({ routingKey: queue }, undefined, 'x')
      expect((await publisher.publish({ routingKey: queue }, undefined, 'x')).sequenceNumber).toBe(2)
      await publisher.waitForConfirms()
    }))
})

import { expect, test } from 'vitest'
import {
  type Channel,
  ChannelError,
  type Connection,
  ConnectionError,
  connect,
  type Delivery,
} from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  /** A connection and a channel with a queue of its own; all are gone after the test. */
  async function using(
    body: (channel: Channel, queue: string, connection: Connection) => Promise<void>,
  ): Promise<void> {
    await using connection = await connect(broker.url)
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    await body(channel, queue, connection)
  }

  /** The next deliveries of a queue. */
  async function take(channel: Channel, queue: string, count: number): Promise<Delivery[]> {
    const deliveries: Delivery[] = []
    const done = deferred<void>()
    const { consumerTag } = await channel.basicConsume({ queue }, (delivery) => {
      deliveries.push(delivery)
      if (deliveries.length === count) done.resolve()
    })
    await done.promise
    await channel.basicCancel({ consumerTag })
    return deliveries
  }

  test('a message arrives with its body, its properties and where it came from', () =>
    using(async (channel, queue) => {
      const properties = {
        contentType: 'text/plain',
        headers: { text: 'ü', whole: 7, big: 2n ** 60n, list: [1, 'two', null], nested: { yes: true } },
        deliveryMode: 2,
        priority: 0,
        correlationId: 'c',
        replyTo: 'r',
        expiration: '60000',
        messageId: 'm',
        timestamp: 1_700_000_000,
        type: 't',
        appId: 'a',
      }
      expect(channel.basicPublish({ routingKey: queue }, properties, 'Grüße')).toBe(true)
      const [delivery] = await take(channel, queue, 1)
      expect(delivery).toMatchObject({ exchange: '', routingKey: queue, redelivered: false, deliveryTag: 1 })
      expect(delivery?.properties).toEqual(properties)
      expect(delivery?.text()).toBe('Grüße')
      expect(delivery?.body).toEqual(Buffer.from('Grüße'))
      expect(delivery?.ack()).toBe(true)
    }))

  test('bodies of every size around the frame-max arrive as they were', () =>
    using(async (channel, queue, connection) => {
      const most = connection.tune.frameMaxBytes - 8
      const sizes = [0, 1, most - 1, most, most + 1, 2 * most, 2 * most + 1, 1_000_000]
      const bodies = sizes.map((size) => Buffer.alloc(size, `size ${size} `))
      for (const body of bodies) channel.basicPublish({ routingKey: queue }, undefined, body)
      const deliveries = await take(channel, queue, sizes.length)
      expect(
        deliveries.map((delivery) => delivery.body.equals(bodies[delivery.deliveryTag - 1] as Buffer)),
      ).toEqual(sizes.map(() => true))
    }))

  test('exchanges of type direct and fanout route to the queues that are bound', () =>
    using(async (channel, queue) => {
      const { queue: other } = await channel.queueDeclare({ exclusive: true })
      for (const type of ['direct', 'fanout']) {
        const exchange = `wirehare.${type}.${queue}`
        await channel.exchangeDeclare({ exchange, type, autoDelete: true })
        await channel.queueBind({ queue, exchange, routingKey: 'a' })
        await channel.queueBind({ queue: other, exchange, routingKey: 'b' })
        channel.basicPublish({ exchange, routingKey: 'a' }, undefined, type)
      }
      const bodies = (await take(channel, queue, 2)).map((delivery) => delivery.text())
      expect(bodies).toEqual(['direct', 'fanout'])
      expect((await take(channel, other, 1)).map((delivery) => delivery.text())).toEqual(['fanout'])
    }))

  test('an unroutable mandatory message comes back, and is confirmed after that', () =>
    using(async (channel) => {
      const seen: string[] = []
      const confirmed = deferred<void>()
      channel.on('return', (message) =>
        seen.push(`${message.replyCode} ${message.replyText} ${message.text()}`),
      )
      channel.on('confirm', ({ deliveryTag, accepted }) => {
        seen.push(`confirm ${deliveryTag} ${accepted}`)
        confirmed.resolve()
      })
      await channel.confirmSelect()
      channel.basicPublish({ routingKey: 'nowhere', mandatory: true }, undefined, 'lost')
      await confirmed.promise
      expect(seen).toEqual(['312 NO_ROUTE lost', 'confirm 1 true'])
    }))

  test('nack puts a message back, marked as redelivered; reject drops it', () =>
    using(async (channel, queue) => {
      channel.basicPublish({ routingKey: queue }, undefined, 'x')
      const [first] = await take(channel, queue, 1)
      first?.nack()
      const [second] = await take(channel, queue, 1)
      expect(second?.redelivered).toBe(true)
      second?.reject()
      expect(await channel.basicGet({ queue })).toBeUndefined()
    }))

  test('basicGet fetches one message and says how many are left', () =>
    using(async (channel, queue) => {
      for (const body of ['1', '2']) channel.basicPublish({ routingKey: queue }, undefined, body)
      const first = await channel.basicGet({ queue })
      expect(first?.text()).toBe('1')
      expect(first?.messageCount).toBe(1)
      first?.ack()
      expect((await channel.basicGet({ queue, noAck: true }))?.text()).toBe('2')
      expect(await channel.basicGet({ queue })).toBeUndefined()
    }))

  test('prefetch bounds what a consumer holds', () =>
    using(async (channel, queue) => {
      await channel.basicQos({ prefetchCount: 2 })
      for (let i = 1; i <= 5; i++) channel.basicPublish({ routingKey: queue }, undefined, String(i))
      const held: Delivery[] = []
      let most = 0
      const all = deferred<void>()
      await channel.basicConsume({ queue }, (delivery) => {
        held.push(delivery)
        most = Math.max(most, held.length)
        if (held.length === 2 || delivery.text() === '5') for (const one of held.splice(0)) one.ack()
        if (delivery.text() === '5') all.resolve()
      })
      await all.promise
      expect(most).toBe(2)
    }))

  test('calls are answered in order, also when none waits for the one before', () =>
    using(async (channel, queue) => {
      channel.basicPublish({ routingKey: queue }, undefined, 'x')
      const answers = await Promise.all([
        channel.queueDeclare({ queue: '', exclusive: true }),
        channel.queuePurge({ queue }),
        channel.basicGet({ queue }),
        channel.queueDelete({ queue }),
      ])
      expect(answers[0].queue).not.toBe(queue)
      expect(answers.slice(1)).toEqual([{ messageCount: 1 }, undefined, { messageCount: 0 }])
    }))

  test('with no-wait nothing is answered, and what follows sees the effect', () =>
    using(async (channel, queue) => {
      const exchange = `wirehare.nowait.${queue}`
      expect(
        await channel.exchangeDeclare({ exchange, type: 'fanout', autoDelete: true, noWait: true }),
      ).toBeUndefined()
      expect(await channel.queueBind({ queue, exchange, noWait: true })).toBeUndefined()
      channel.basicPublish({ exchange }, undefined, 'x')
      const seen = deferred<string>()
      await channel.basicConsume({ queue, consumerTag: 'mine', noWait: true }, (delivery) =>
        seen.resolve(delivery.text()),
      )
      expect(await seen.promise).toBe('x')
    }))

  test("a refused call is rejected with the broker's words, and takes only its channel along", () =>
    using(async (channel, queue, connection) => {
      const other = await connection.openChannel()
      const refused = await channel
        .queueDeclare({ queue: `absent.${queue}`, passive: true })
        .catch((error) => error)
      expect(refused).toBeInstanceOf(ChannelError)
      expect(refused).toMatchObject({
        code: 'NOT_FOUND',
        scope: 'channel',
        initiator: 'peer',
        retriable: false,
        replyCode: 404,
        replyText: `NOT_FOUND - no queue 'absent.${queue}' in vhost '/'`,
        method: 'queue.declare',
      })
      expect(await channel.closed).toBe(refused)
      expect(channel.isOpen).toBe(false)
      await expect(channel.queueDeclare()).rejects.toMatchObject({ code: 'CHANNEL_CLOSED', cause: refused })
      expect((await other.queueDeclare({ queue, passive: true })).queue).toBe(queue)
    }))

  test('a publish to an exchange that does not exist ends the channel, which its promise tells', () =>
    using(async (channel) => {
      channel.basicPublish({ exchange: 'absent', routingKey: 'x' }, undefined, 'x')
      expect(await channel.closed).toMatchObject({ replyCode: 404, method: 'basic.publish' })
      expect(() => channel.basicPublish({ routingKey: 'x' }, undefined, 'x')).toThrow(ChannelError)
    }))

  test('a number of a closed channel can be used again', () =>
    using(async (channel, _queue, connection) => {
      const id = channel.id
      await channel.close()
      await channel.close()
      const ids = new Set<number>()
      for (let i = 0; i < connection.tune.channelMax; i++) {
        const next = await connection.openChannel()
        ids.add(next.id)
        await next.close()
      }
      expect(ids.has(id)).toBe(true)
    }))

  test('the broker ends a consumer whose queue is deleted', () =>
    using(async (channel, queue) => {
      const cancelled = deferred<string>()
      channel.on('cancel', (consumerTag) => cancelled.resolve(consumerTag))
      const { consumerTag } = await channel.basicConsume({ queue }, () => {})
      await channel.queueDelete({ queue })
      expect(await cancelled.promise).toBe(consumerTag)
    }))

  test('closing the connection ends its channels as asked, and rejects what is under way', async () => {
    const connection = await connect(broker.url)
    const channel = await connection.openChannel()
    const underWay = channel.queueDeclare({ exclusive: true })
    await connection.close()
    await connection.close()
    await expect(underWay).rejects.toMatchObject({ code: 'CONNECTION_CLOSED', initiator: 'user' })
    expect(await channel.closed).toBeUndefined()
    expect(await connection.closed).toBeUndefined()
    await expect(connection.openChannel()).rejects.toBeInstanceOf(ConnectionError)
  })

  test('a connection error ends the connection with its words', async () => {
    const connection = await connect(broker.url, { recovery: false })
    const channel = await connection.openChannel()
    channel.basicPublish({ routingKey: 'x', immediate: true }, undefined, 'x')
    const error = await connection.closed
    expect(error).toMatchObject({
      code: 'NOT_IMPLEMENTED',
      replyCode: 540,
      scope: 'connection',
      initiator: 'peer',
    })
    expect(await channel.closed).toBe(error)
    await connection.close()
  })

  test('as many channels as were agreed on can be open, and no more', async () => {
    await using connection = await connect(broker.url, { channelMax: 3 })
    expect(connection.tune.channelMax).toBe(3)
    for (let i = 0; i < 3; i++) await connection.openChannel()
    await expect(connection.openChannel()).rejects.toMatchObject({ code: 'CHANNEL_MAX', scope: 'operation' })
  })

  test('a wrong argument throws at the call and harms nothing', () =>
    using(async (channel, queue) => {
      expect(() => channel.queueDeclare({ queue: 'x'.repeat(256) })).toThrow(
        /queue\.declare: queue must be at most 255 bytes/,
      )
      expect(() => channel.queueDeclare({ queue: 7 as never })).toThrow(
        /queue must be a string, not "7" \(a number\)/,
      )
      expect(() => channel.queueDeclare('hello' as never)).toThrow(TypeError)
      expect(() => channel.basicAck({ deliveryTag: -1 })).toThrow(RangeError)
      // @ts-expect-error: an exchange to be made needs a type
      expect(() => channel.exchangeDeclare({ exchange: 'untyped' })).toThrow(
        /^exchange\.declare: type must be given, unless passive is true$/,
      )
      // @ts-expect-error: nor does it go without arguments
      expect(() => channel.exchangeDeclare()).toThrow(/^exchange\.declare: type must be given/)
      await channel.exchangeDeclare({ exchange: 'amq.direct', passive: true })
      expect((await channel.queueDeclare({ queue, passive: true })).queue).toBe(queue)
    }))
})

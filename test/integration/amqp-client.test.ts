import { randomUUID } from 'node:crypto'
import { type AMQPChannel, AMQPClient, type AMQPMessage, AMQPSession } from '@cloudamqp/amqp-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eachBroker } from '../support/brokers.ts'
import { Mailbox } from '../support/mailbox.ts'
import { passing } from '../support/outage.ts'

// The same script, by a client that is not ours, on every broker.
eachBroker((broker) => {
  let client: AMQPClient
  let channel: AMQPChannel
  let queue: string

  beforeEach(async () => {
    client = new AMQPClient(broker.url)
    client.logger = undefined
    await client.connect()
    channel = await client.channel()
    queue = (await channel.queueDeclare('', { exclusive: true })).name
  })
  afterEach(() => client.close())

  /** What waits in the queue, in order. */
  async function drain(): Promise<(string | null)[]> {
    const texts: (string | null)[] = []
    for (;;) {
      const message = await channel.basicGet(queue, { noAck: true })
      if (message === null) return texts
      texts.push(message.bodyString())
    }
  }

  test('a confirmed message is delivered as it was published', async () => {
    await channel.confirmSelect()
    const got = new Mailbox<AMQPMessage>()
    const consumer = await channel.basicConsume(queue, { noAck: false }, got.put)
    const headers = { text: 'ä', count: 7, big: 2 ** 40, deep: { list: [true, null, 1.5] } }
    const properties = {
      messageId: 'm-1',
      correlationId: 'c-1',
      priority: 3,
      timestamp: new Date(12_345_000),
    }
    const tag = await channel.basicPublish('', queue, 'hello', { headers, deliveryMode: 2, ...properties })

    expect(tag).toBe(1)
    const message = await got.next()
    expect(message.bodyString()).toBe('hello')
    expect(message.properties).toMatchObject({ headers, deliveryMode: 2, ...properties })
    expect(message).toMatchObject({ deliveryTag: 1, redelivered: false, exchange: '', routingKey: queue })
    await message.ack()
    await consumer.cancel()
    expect(await channel.queueDelete(queue)).toMatchObject({ messageCount: 0 })
  })

  test('a body of many frames comes back whole', async () => {
    await channel.confirmSelect()
    const body = Buffer.alloc(1_000_003, 'abcdefg')
    await channel.basicPublish('', queue, body)

    const message = await channel.basicGet(queue, { noAck: true })
    expect(Buffer.from(message?.body ?? []).equals(body)).toBe(true)
  })

  test('what is acknowledged does not come back, what is requeued or recovered does', async () => {
    for (const text of ['1', '2', '3', '4']) await channel.basicPublish('', queue, text)
    const get = () => channel.basicGet(queue, { noAck: false })
    const [first, second] = [await get(), await get(), await get()]
    await first?.ack()
    await second?.nack(true)
    await channel.basicRecover(true)

    expect(await drain()).toEqual(['2', '3', '4'])
  })

  test('a mandatory message without a queue is returned, and then confirmed', async () => {
    const returned = new Mailbox<AMQPMessage>()
    channel.onReturn = returned.put
    await channel.confirmSelect()
    await channel.basicPublish('amq.direct', 'nowhere', 'lost?', {}, true)

    expect(returned.isEmpty).toBe(false)
    const message = await returned.next()
    expect(message).toMatchObject({ replyCode: 312, replyText: 'NO_ROUTE', routingKey: 'nowhere' })
    expect(message.bodyString()).toBe('lost?')
  })

  test('a message that a full queue rejects is not confirmed', async () => {
    const args = { 'x-max-length': 1, 'x-overflow': 'reject-publish' }
    const { name } = await channel.queueDeclare('', { exclusive: true }, args)
    await channel.confirmSelect()
    await channel.basicPublish('', name, 'first')

    await expect(channel.basicPublish('', name, 'second')).rejects.toThrow()
  })

  test('a transaction delivers on commit, and nothing after a rollback', async () => {
    const other = await client.channel()
    await other.txSelect()
    await other.basicPublish('', queue, 'committed')
    expect(await drain()).toEqual([])
    await other.txCommit()
    await other.basicPublish('', queue, 'rolled back')
    await other.txRollback()

    expect(await drain()).toEqual(['committed'])
  })

  test.each([
    { match: 'all', hits: ['both'] },
    { match: 'any', hits: ['both', 'one'] },
  ])('a headers exchange routes where $match of them match', async ({ match, hits }) => {
    const exchange = randomUUID()
    await channel.exchangeDeclare(exchange, 'headers', { autoDelete: true, durable: false })
    await channel.queueBind(queue, exchange, '', { 'x-match': match, a: 1, b: 'x' })
    await channel.confirmSelect()
    const sets = { both: { a: 1, b: 'x', c: true }, one: { a: 1, b: 'y' }, none: { a: 2 } }
    for (const [name, headers] of Object.entries(sets))
      await channel.basicPublish(exchange, '', name, { headers })

    expect(await drain()).toEqual(hits)
  })

  test('an exchange bound to another hands on what it gets, until it is unbound', async () => {
    const [source, destination] = [randomUUID(), randomUUID()]
    await channel.exchangeDeclare(source, 'topic', { durable: false })
    await channel.exchangeDeclare(destination, 'fanout', { durable: false })
    await channel.queueBind(queue, destination, '')
    await channel.exchangeBind(destination, source, 'a.#')
    await channel.confirmSelect()
    for (const key of ['a.b', 'b']) await channel.basicPublish(source, key, key)
    await channel.exchangeUnbind(destination, source, 'a.#')
    await channel.basicPublish(source, 'a.c', 'a.c')

    expect(await drain()).toEqual(['a.b'])
    for (const exchange of [source, destination]) await channel.exchangeDelete(exchange)
  })

  test('what is rejected or expires is dead-lettered, and says why', async () => {
    const args = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queue }
    const { name } = await channel.queueDeclare('', { exclusive: true }, args)
    const dead = new Mailbox<AMQPMessage>()
    await channel.basicConsume(queue, { noAck: true }, dead.put)
    await channel.basicPublish('', name, 'rejected')
    await (await channel.basicGet(name, { noAck: false }))?.reject(false)
    await channel.basicPublish('', name, 'expired', { expiration: '1' })

    for (const reason of ['rejected', 'expired']) {
      const message = await dead.next()
      expect(message.bodyString()).toBe(reason)
      expect(message.properties.headers).toMatchObject({
        'x-first-death-queue': name,
        'x-first-death-reason': reason,
        'x-death': [{ queue: name, reason, count: 1, exchange: '', 'routing-keys': [name] }],
      })
    }
  })

  test('prefetch holds deliveries back until some are acknowledged', async () => {
    await channel.prefetch(2)
    const got = new Mailbox<AMQPMessage>()
    await channel.basicConsume(queue, { noAck: false }, got.put)
    await channel.confirmSelect()
    for (const text of ['1', '2', '3']) await channel.basicPublish('', queue, text)
    const [first] = await got.take(2)
    expect(await channel.queueDeclare(queue, { passive: true })).toMatchObject({ messageCount: 1 })
    await first?.ack()

    expect((await got.next()).bodyString()).toBe('3')
  })

  test('a mistake ends the channel with its code, and the connection lives on', async () => {
    const other = await client.channel()
    other.onerror = () => {}
    await expect(other.queueDeclare('nowhere', { passive: true })).rejects.toThrow(
      "NOT_FOUND - no queue 'nowhere' in vhost '/'",
    )

    expect(await channel.queueDeclare(queue, { passive: true })).toMatchObject({ messageCount: 0 })
  })

  test('a consumer whose queue is deleted hears of it', async () => {
    const consumer = await channel.basicConsume(queue, { noAck: true }, () => {})
    const over = consumer.wait()
    await channel.queueDelete(queue)

    await expect(over).rejects.toThrow('cancelled')
  })

  test('a session calls, publishes and consumes', async () => {
    const session = await AMQPSession.connect(broker.url, { logger: null })
    const own = await session.queue(queue.replace('amq.', 'own.'), { exclusive: true, durable: false })
    const server = await session.rpcServer(own.name, (request) => `${request.bodyString()}!`)
    const caller = await session.rpcClient()

    const replies = await Promise.all(['a', 'b', 'c'].map((text) => caller.call(own.name, text)))
    expect(replies.map((reply) => reply.bodyString())).toEqual(['a!', 'b!', 'c!'])
    expect((await session.rpcCall(own.name, 'd')).bodyString()).toBe('d!')
    await caller.close()
    await server.close()
    await own.publish('by itself')
    expect((await own.consumeOne({ timeout: 10_000 })).bodyString()).toBe('by itself')
    await session.stop()
  })

  test('a session subscribes anew when the broker was away', async () => {
    await using passingBroker = await passing(broker)
    const got = new Mailbox<AMQPMessage>()
    const connected = new Mailbox<string>()
    const session = await AMQPSession.connect(passingBroker.url, {
      logger: null,
      reconnectInterval: 20,
      // As its documentation tells to do with queues that do not outlive the connection.
      onconnect: (on) => {
        void on
          .queue('', { exclusive: true })
          .then((own) => own.subscribe({ noAck: true }, got.put).then(() => connected.put(own.name)))
      },
    })
    const exchange = await session.directExchange()
    const before = await connected.next()
    await (await session.queue(before, { passive: true })).publish('before')
    expect((await got.next()).bodyString()).toBe('before')

    await passingBroker.strike()
    const after = await connected.next()
    expect(after).not.toBe(before)
    await (await session.queue(after, { passive: true })).bind(exchange, 'key')
    await exchange.publish('after', { routingKey: 'key' })
    expect((await got.next()).bodyString()).toBe('after')
    await session.stop()
  })
})

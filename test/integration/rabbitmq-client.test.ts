import { randomUUID } from 'node:crypto'
import {
  type AsyncMessage,
  type Channel,
  Connection,
  ConsumerStatus,
  type ReturnedMessage,
} from 'rabbitmq-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eachBroker } from '../support/brokers.ts'
import { Mailbox } from '../support/mailbox.ts'
import { passing } from '../support/outage.ts'

// The same script, by a client that is not ours, on every broker.
eachBroker((broker) => {
  let connection: Connection
  let channel: Channel
  let queue: string

  beforeEach(async () => {
    connection = connected(broker.url)
    channel = await connection.acquire()
    queue = (await channel.queueDeclare({ exclusive: true })).queue
  })
  afterEach(async () => {
    // It closes only when its channels are closed, and makes a new connection first where the old one broke.
    if (channel.active) await channel.close()
    await connection.close()
  })

  /** Consumes on a channel without acknowledging by itself. */
  async function consume(from: string): Promise<Mailbox<AsyncMessage>> {
    const mailbox = new Mailbox<AsyncMessage>()
    await channel.basicConsume({ queue: from }, mailbox.put)
    return mailbox
  }

  test('a confirmed message is delivered as it was published', async () => {
    const publisher = connection.createPublisher({ confirm: true })
    const headers = { text: 'ä', count: 7, big: 2 ** 40, deep: { list: [true, null, 1.5] } }
    const properties = { messageId: 'm-1', correlationId: 'c-1', replyTo: 'r', priority: 3, timestamp: 12345 }
    await publisher.send({ routingKey: queue, durable: true, headers, ...properties }, { some: 'json' })

    const message = await channel.basicGet({ queue, noAck: true })
    expect(message).toMatchObject({
      body: { some: 'json' },
      contentType: 'application/json',
      durable: true,
      headers,
      redelivered: false,
      exchange: '',
      routingKey: queue,
      messageCount: 0,
      ...properties,
    })
    await publisher.close()
  })

  test('a body of many frames comes back whole', async () => {
    await channel.confirmSelect()
    const body = Buffer.alloc(1_000_003, 'abcdefg')
    await channel.basicPublish({ routingKey: queue }, body)

    expect((await channel.basicGet({ queue, noAck: true }))?.body.equals(body)).toBe(true)
  })

  test('a publisher hears of a message that has no queue', async () => {
    const returned = new Mailbox<ReturnedMessage>()
    const publisher = connection.createPublisher({ confirm: true })
    publisher.on('basic.return', returned.put)
    await publisher.send({ exchange: 'amq.topic', routingKey: 'nowhere', mandatory: true }, 'lost?')

    expect(await returned.next()).toMatchObject({
      replyCode: 312,
      replyText: 'NO_ROUTE',
      exchange: 'amq.topic',
      routingKey: 'nowhere',
      body: 'lost?',
    })
    await publisher.close()
  })

  test('a message that a full queue rejects is not confirmed', async () => {
    const full = await channel.queueDeclare({
      exclusive: true,
      arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' },
    })
    await channel.confirmSelect()
    await channel.basicPublish(full.queue, 'first')

    await expect(channel.basicPublish(full.queue, 'second')).rejects.toMatchObject({ code: 'NACK' })
  })

  test('a transaction delivers on commit, and nothing after a rollback', async () => {
    const other = await connection.acquire()
    await other.txSelect()
    await other.basicPublish(queue, 'committed')
    expect(await channel.basicGet(queue)).toBeUndefined()
    await other.txCommit()
    await other.basicPublish(queue, 'rolled back')
    await other.txRollback()
    await other.close()

    expect((await channel.basicGet({ queue, noAck: true }))?.body).toBe('committed')
    expect(await channel.basicGet(queue)).toBeUndefined()
  })

  test.each([
    { match: 'all', hits: ['both'] },
    { match: 'any', hits: ['both', 'one'] },
  ])('a headers exchange routes where $match of them match', async ({ match, hits }) => {
    const exchange = randomUUID()
    await channel.exchangeDeclare({ exchange, type: 'headers', autoDelete: true })
    await channel.queueBind({ queue, exchange, arguments: { 'x-match': match, a: 1, b: 'x' } })
    await channel.confirmSelect()
    const sets = { both: { a: 1, b: 'x', c: true }, one: { a: 1, b: 'y' }, none: { a: 2 } }
    for (const [name, headers] of Object.entries(sets))
      await channel.basicPublish({ exchange, headers }, name)

    const routed: string[] = []
    for (let message = await get(); message !== undefined; message = await get()) routed.push(message.body)
    expect(routed).toEqual(hits)

    function get(): Promise<{ body: string } | undefined> {
      return channel.basicGet({ queue, noAck: true })
    }
  })

  test('an exchange bound to another hands on what it gets', async () => {
    const [source, destination] = [randomUUID(), randomUUID()]
    await channel.exchangeDeclare({ exchange: source, type: 'topic', autoDelete: true })
    await channel.exchangeDeclare({ exchange: destination, type: 'fanout', autoDelete: true })
    await channel.queueBind({ queue, exchange: destination })
    await channel.exchangeBind({ source, destination, routingKey: 'a.#' })
    await channel.confirmSelect()
    await channel.basicPublish({ exchange: source, routingKey: 'a.b' }, 'yes')
    await channel.basicPublish({ exchange: source, routingKey: 'b' }, 'no')

    expect((await channel.basicGet({ queue, noAck: true }))?.body).toBe('yes')
    expect(await channel.basicGet({ queue, noAck: true })).toBeUndefined()
  })

  test('what a consumer drops is dead-lettered, what it requeues comes again', async () => {
    const { queue: source } = await channel.queueDeclare({
      exclusive: true,
      arguments: { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queue },
    })
    const seen: string[] = []
    // A consumer declares its queue, and a name of the server's may only be asked for.
    const queueOptions = { queue: source, passive: true }
    const options = { queue: source, queueOptions, qos: { prefetchCount: 1 } }
    const consumer = connection.createConsumer(options, (message) => {
      seen.push(`${message.body}${message.redelivered ? ' again' : ''}`)
      if (message.body === 'bad') return ConsumerStatus.DROP
      return message.redelivered ? ConsumerStatus.ACK : ConsumerStatus.REQUEUE
    })
    const dead = await consume(queue)
    await channel.basicPublish(source, 'good')
    await channel.basicPublish(source, 'bad')
    const message = await dead.next()
    channel.basicAck({ deliveryTag: message.deliveryTag })
    await consumer.close()

    expect(seen).toEqual(['good', 'good again', 'bad'])
    expect(message.headers).toMatchObject({
      'x-first-death-queue': source,
      'x-first-death-reason': 'rejected',
      'x-death': [{ queue: source, reason: 'rejected', count: 1, exchange: '', 'routing-keys': [source] }],
    })
    expect(consumer.stats).toMatchObject({ acknowledged: 1, requeued: 1, dropped: 1 })
  })

  test('a call is answered by a consumer that replies', async () => {
    const server = connection.createConsumer(
      { queue, queueOptions: { queue, passive: true } },
      async (message, reply) => {
        await reply(`${message.body}!`)
      },
    )
    const client = connection.createRPCClient({ confirm: true })
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => client.send(queue, text)))

    expect(answers.map(({ body }) => body)).toEqual(['a!', 'b!', 'c!'])
    await client.close()
    await server.close()
  })

  test('a consumer whose queue is deleted declares it anew and goes on', async () => {
    const name = `wirehare.rabbitmq-client.${randomUUID()}`
    const got = new Mailbox<AsyncMessage>()
    const consumer = connection.createConsumer(
      { queue: name, queueOptions: { queue: name, durable: true, arguments: { 'x-expires': 60_000 } } },
      got.put,
    )
    const errors = new Mailbox<Error>()
    const ready = new Mailbox<void>()
    consumer.on('error', errors.put)
    consumer.on('ready', ready.put)
    await ready.next()
    await channel.queueDelete(name)
    expect(await errors.next()).toMatchObject({ code: 'CANCEL_FORCED' })
    await ready.next()
    await channel.basicPublish(name, 'hello again')

    expect((await got.next()).body).toBe('hello again')
    await consumer.close()
    await channel.queueDelete(name)
  })

  test('a mistake ends the channel with its code, and the connection lives on', async () => {
    const other = await connection.acquire()
    await expect(other.queueDeclare({ queue: 'nowhere', passive: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining("no queue 'nowhere' in vhost '/'"),
    })
    await other.close()

    expect(await channel.queueDeclare({ queue, passive: true, exclusive: true })).toEqual({
      queue,
      messageCount: 0,
      consumerCount: 0,
    })
  })

  test('consumers and publishers go on when the broker was away', async () => {
    await using passingBroker = await passing(broker)
    const own = connected(passingBroker.url)
    const ready = new Mailbox<void>()
    const got = new Mailbox<AsyncMessage>()
    const name = `wirehare.rabbitmq-client.${randomUUID()}`
    const queueOptions = { queue: name, durable: true, arguments: { 'x-expires': 60_000 } }
    const consumer = own.createConsumer({ queue: name, queueOptions }, got.put)
    consumer.on('error', () => {})
    consumer.on('ready', ready.put)
    const publisher = own.createPublisher({ confirm: true, maxAttempts: 5 })
    await ready.next()
    await publisher.send(name, 'before')
    expect((await got.next()).body).toBe('before')

    await passingBroker.strike()
    await ready.next()
    await publisher.send(name, 'after')
    for (let text = ''; text !== 'after'; ) text = (await got.next()).body
    await own.queueDelete(name)
    await publisher.close()
    await consumer.close()
    await own.close()
  })
})

/** What goes wrong with the connection shows in what the test waits for. */
function connected(url: string): Connection {
  return new Connection({ url, retryLow: 20 }).on('error', () => {})
}

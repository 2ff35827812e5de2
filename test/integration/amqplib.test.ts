import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import amqplib, { type ChannelModel, type ConfirmChannel, type ConsumeMessage, type Message } from 'amqplib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eachBroker } from '../support/brokers.ts'
import { Mailbox } from '../support/mailbox.ts'
import { passing } from '../support/outage.ts'

// The same script, by a client that is not ours, on every broker.
eachBroker((broker) => {
  let connection: ChannelModel
  let channel: ConfirmChannel
  let queue: string

  beforeEach(async () => {
    connection = await amqplib.connect(broker.url)
    channel = await connection.createConfirmChannel()
    queue = (await channel.assertQueue('', { exclusive: true })).queue
  })
  afterEach(() => connection.close())

  /** Consumes, and hands out the deliveries one by one. */
  async function deliveries(options: { noAck?: boolean } = {}): Promise<() => Promise<ConsumeMessage>> {
    const come = new Mailbox<ConsumeMessage>()
    await channel.consume(queue, (message) => message !== null && come.put(message), options)
    return () => come.next()
  }

  test('a confirmed message is delivered as it was published', async () => {
    const next = await deliveries()
    const headers = { text: 'ä', count: 7, big: 2 ** 40, deep: { list: [true, null, 1.5] } }
    const options = {
      headers,
      messageId: 'm-1',
      correlationId: 'c-1',
      replyTo: 'r',
      priority: 3,
      timestamp: 12345,
    }
    channel.sendToQueue(queue, Buffer.from('hello'), {
      ...options,
      contentType: 'text/plain',
      persistent: true,
    })
    await channel.waitForConfirms()

    const message = await next()
    expect(message.content.toString()).toBe('hello')
    expect(message.properties).toMatchObject({ ...options, contentType: 'text/plain', deliveryMode: 2 })
    expect(message.fields).toMatchObject({
      deliveryTag: 1,
      redelivered: false,
      exchange: '',
      routingKey: queue,
    })
    channel.ack(message)
  })

  test('a body of many frames comes back whole', async () => {
    const next = await deliveries({ noAck: true })
    const body = Buffer.alloc(1_000_003, 'abcdefg')
    channel.sendToQueue(queue, body)
    channel.sendToQueue(queue, Buffer.alloc(0))

    expect((await next()).content.equals(body)).toBe(true)
    expect((await next()).content.length).toBe(0)
  })

  test('what is acknowledged does not come back, what is requeued does, in its old place', async () => {
    for (const text of ['1', '2', '3', '4']) channel.sendToQueue(queue, Buffer.from(text))
    await channel.waitForConfirms()
    const messages: Message[] = []
    for (let i = 0; i < 3; i++) messages.push((await channel.get(queue)) as Message)
    const [first, second, third] = messages as [Message, Message, Message]
    channel.ack(first)
    channel.nack(third, false, true)
    channel.nack(second, false, true)

    const rest: string[] = []
    for (let i = 0; i < 3; i++) {
      const message = (await channel.get(queue, { noAck: true })) as Message
      rest.push(`${message.content.toString()}${message.fields.redelivered ? ' again' : ''}`)
    }
    expect(rest).toEqual(['2 again', '3 again', '4'])
    expect(await channel.get(queue)).toBe(false)
  })

  test('a mandatory message without a queue is returned, and then confirmed', async () => {
    const returned = once(channel, 'return')
    let isReturned = false
    returned.then(() => {
      isReturned = true
    })
    channel.publish('amq.direct', 'nowhere', Buffer.from('lost?'), { mandatory: true, messageId: 'm' })
    await channel.waitForConfirms()

    expect(isReturned).toBe(true)
    const [message] = (await returned) as [Message]
    expect(message.content.toString()).toBe('lost?')
    expect(message.fields).toMatchObject({ replyCode: 312, replyText: 'NO_ROUTE', routingKey: 'nowhere' })
    expect(message.properties.messageId).toBe('m')
  })

  test('a missing queue ends the channel with 404, and the connection lives on', async () => {
    const other = await connection.createChannel()
    const failed = once(other, 'error')
    await expect(other.checkQueue('nowhere')).rejects.toThrow("NOT_FOUND - no queue 'nowhere' in vhost '/'")
    expect((await failed)[0]).toMatchObject({ code: 404 })

    expect(await channel.checkQueue(queue)).toEqual({ queue, messageCount: 0, consumerCount: 0 })
  })

  test.each([
    { type: 'direct', pattern: 'a.b', hits: ['a.b'], misses: ['a.c', 'a'] },
    { type: 'fanout', pattern: '', hits: ['a.b', ''], misses: [] },
    { type: 'topic', pattern: 'a.*.#', hits: ['a.b', 'a.b.c.d'], misses: ['a', 'b.a'] },
  ])('a $type exchange routes by its rules', async ({ type, pattern, hits, misses }) => {
    const { exchange } = await channel.assertExchange(randomUUID(), type, {
      autoDelete: true,
      durable: false,
    })
    await channel.bindQueue(queue, exchange, pattern)
    for (const key of [...hits, ...misses]) channel.publish(exchange, key, Buffer.from(key))
    await channel.waitForConfirms()

    expect(await drain()).toEqual(hits)
  })

  test('prefetch holds deliveries back until some are acknowledged', async () => {
    await channel.prefetch(2)
    const next = await deliveries()
    for (const text of ['1', '2', '3']) channel.sendToQueue(queue, Buffer.from(text))
    await channel.waitForConfirms()
    const first = await next()
    await next()

    expect(await channel.checkQueue(queue)).toMatchObject({ messageCount: 1 })
    channel.ack(first)
    expect((await next()).content.toString()).toBe('3')
  })

  test('deleting a queue cancels its consumer and tells how many messages went', async () => {
    const cancelled = new Promise<void>((resolve) => {
      void channel.consume(queue, (message) => {
        if (message === null) resolve()
      })
    })
    const other = (await channel.assertQueue('', { exclusive: true })).queue
    channel.sendToQueue(other, Buffer.from('x'))
    await channel.waitForConfirms()

    expect(await channel.deleteQueue(other)).toEqual({ messageCount: 1 })
    await channel.deleteQueue(queue)
    await cancelled
  })

  test('an exclusive queue goes with its connection', async () => {
    const other = await amqplib.connect(broker.url)
    const { queue: theirs } = await (await other.createChannel()).assertQueue('', { exclusive: true })
    await other.close()

    const probe = await connection.createChannel()
    probe.on('error', () => {})
    await expect(probe.checkQueue(theirs)).rejects.toThrow('404')
  })

  test('a message that a full queue rejects is not confirmed', async () => {
    const args = { 'x-max-length': 1, 'x-overflow': 'reject-publish' }
    const full = await channel.assertQueue('', { exclusive: true, arguments: args })
    channel.sendToQueue(full.queue, Buffer.from('first'))
    await channel.waitForConfirms()
    channel.sendToQueue(full.queue, Buffer.from('second'))

    await expect(channel.waitForConfirms()).rejects.toThrow('nacked')
  })

  test.each([
    { match: 'all', hits: ['both'] },
    { match: 'any', hits: ['both', 'one'] },
  ])('a headers exchange routes where $match of them match', async ({ match, hits }) => {
    const { exchange } = await channel.assertExchange(randomUUID(), 'headers', {
      autoDelete: true,
      durable: false,
    })
    await channel.bindQueue(queue, exchange, '', { 'x-match': match, a: 1, b: 'x' })
    const sets = { both: { a: 1, b: 'x', c: true }, one: { a: 1, b: 'y' }, none: { a: 2 } }
    for (const [name, headers] of Object.entries(sets))
      channel.publish(exchange, '', Buffer.from(name), { headers })
    await channel.waitForConfirms()

    expect(await drain()).toEqual(hits)
  })

  test('exchanges lead to others: bound, or as the alternate', async () => {
    const own = { autoDelete: true, durable: false }
    const { exchange: last } = await channel.assertExchange(randomUUID(), 'fanout', own)
    await channel.bindQueue(queue, last, '')
    const first = randomUUID()
    await channel.assertExchange(first, 'direct', { durable: false, alternateExchange: last })
    const { exchange: second } = await channel.assertExchange(randomUUID(), 'topic', own)
    await channel.bindExchange(second, first, 'a.b')
    await channel.bindExchange(last, second, '*.b')
    for (const key of ['a.b', 'other']) channel.publish(first, key, Buffer.from(key))
    await channel.waitForConfirms()

    expect(await drain()).toEqual(['a.b', 'other'])
    await channel.deleteExchange(first)
  })

  test('what is rejected, expires or is too much is dead-lettered, and says why', async () => {
    const { queue: source } = await channel.assertQueue('', {
      exclusive: true,
      deadLetterExchange: '',
      deadLetterRoutingKey: queue,
      maxLength: 1,
    })
    const next = await deliveries({ noAck: true })
    const send = async (text: string, options: { expiration?: number } = {}): Promise<void> => {
      channel.sendToQueue(source, Buffer.from(text), options)
      await channel.waitForConfirms()
    }
    await send('rejected')
    channel.reject((await channel.get(source)) as Message, false)
    const dead = [await next()]
    await send('maxlen')
    await send('expired', { expiration: 1 })
    dead.push(await next(), await next())

    expect(dead.map(({ content }) => content.toString())).toEqual(['rejected', 'maxlen', 'expired'])
    for (const { content, properties } of dead) {
      const reason = content.toString()
      expect(properties.headers).toMatchObject({
        'x-first-death-queue': source,
        'x-first-death-reason': reason,
        'x-death': [{ queue: source, reason, count: 1, exchange: '', 'routing-keys': [source] }],
      })
    }
  })

  test('a priority queue gives the important messages first', async () => {
    const { queue: own } = await channel.assertQueue('', { exclusive: true, maxPriority: 5 })
    for (const priority of [1, 5, 3]) channel.sendToQueue(own, Buffer.from(`${priority}`), { priority })
    await channel.waitForConfirms()

    expect(await drain(own)).toEqual(['5', '3', '1'])
  })

  test('a call is answered by way of the reply queue that is none', async () => {
    await channel.consume(queue, (request) => {
      const { replyTo, correlationId } = (request as ConsumeMessage).properties
      channel.sendToQueue(replyTo, Buffer.from(`${request?.content}!`), { correlationId })
    })
    const replies = new Mailbox<ConsumeMessage | null>()
    await channel.consume('amq.rabbitmq.reply-to', replies.put, { noAck: true })
    for (const correlationId of ['a', 'b'])
      channel.sendToQueue(queue, Buffer.from(correlationId), {
        correlationId,
        replyTo: 'amq.rabbitmq.reply-to',
      })

    const texts = (await replies.take(2)).map((r) => `${r?.properties.correlationId}: ${r?.content}`)
    expect(texts).toEqual(['a: a!', 'b: b!'])
  })

  test('what was delivered comes again after recover, and goes with ackAll', async () => {
    const next = await deliveries()
    for (const text of ['1', '2']) channel.sendToQueue(queue, Buffer.from(text))
    await next()
    await next()
    await channel.recover()
    const again = [await next(), await next()]
    expect(again.map(({ content, fields }) => `${content} ${fields.redelivered}`)).toEqual([
      '1 true',
      '2 true',
    ])
    channel.ackAll()

    expect(await channel.deleteQueue(queue)).toEqual({ messageCount: 0 })
  })

  test('a consumer that is cancelled gets no more', async () => {
    const got = new Mailbox<ConsumeMessage | null>()
    const { consumerTag } = await channel.consume(queue, got.put, { noAck: true, exclusive: true })
    await channel.cancel(consumerTag)
    channel.sendToQueue(queue, Buffer.from('x'))
    await channel.waitForConfirms()

    expect(await drain()).toEqual(['x'])
    expect(got.isEmpty).toBe(true)
  })

  test('a connection that recovers goes on when the broker was away', async () => {
    await using passingBroker = await passing(broker)
    const got = new Mailbox<ConsumeMessage | null>()
    const ready = new Mailbox<{ channel: ConfirmChannel; queue: string }>()
    const setup = async (model: ChannelModel): Promise<void> => {
      const own = await model.createConfirmChannel()
      const { queue } = await own.assertQueue('', { exclusive: true })
      await own.consume(queue, got.put, { noAck: true })
      ready.put({ channel: own, queue })
    }
    const recovering = await amqplib.connect(passingBroker.url, { recovery: { initialDelay: 20, setup } })
    recovering.on('error', () => {})
    const sendThrough = async (text: string): Promise<void> => {
      const own = await ready.next()
      own.channel.sendToQueue(own.queue, Buffer.from(text))
      await own.channel.waitForConfirms()
    }
    await sendThrough('before')
    expect((await got.next())?.content.toString()).toBe('before')

    await passingBroker.strike()
    await sendThrough('after')
    // What it says of the consumer that went with the connection is not the point here.
    for (let text: string | undefined; text !== 'after'; ) text = (await got.next())?.content.toString()
    await recovering.close()
  })

  /** What waits in a queue, in order. */
  async function drain(from: string = queue): Promise<string[]> {
    const texts: string[] = []
    for (;;) {
      const message = await channel.get(from, { noAck: true })
      if (message === false) return texts
      texts.push(message.content.toString())
    }
  }
})

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import amqplib, { type ChannelModel, type ConfirmChannel, type ConsumeMessage, type Message } from 'amqplib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eachBroker } from '../support/brokers.ts'

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
    const come: ConsumeMessage[] = []
    let wake = (): void => {}
    await channel.consume(
      queue,
      (message) => {
        if (message !== null) come.push(message)
        wake()
      },
      options,
    )
    return async () => {
      while (come.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return come.shift() as ConsumeMessage
    }
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

    const routed: string[] = []
    for (;;) {
      const message = await channel.get(queue, { noAck: true })
      if (message === false) break
      routed.push(message.content.toString())
    }
    expect(routed).toEqual(hits)
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
})

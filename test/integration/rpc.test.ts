import { expect, test } from 'vitest'
import {
  AbortedError,
  type Channel,
  ChannelError,
  type Connection,
  classicQueue,
  connect,
  type Delivery,
  OutcomeUnknownError,
  RemoteError,
  ReturnedError,
  type RpcClientOptions,
  TimeoutError,
} from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'
import { forwardTo } from '../support/forwarder.ts'

eachBroker((broker) => {
  const ways: [string, RpcClientOptions][] = [
    ['an exclusive queue', { replyQueue: '' }],
    ['direct reply-to', {}],
  ]
  const [, reply] = ways.at(-1) as [string, RpcClientOptions]

  /** A connection and a channel with a queue for requests; all are gone after the test. */
  async function using(
    body: (connection: Connection, queue: string, channel: Channel) => Promise<void>,
  ): Promise<void> {
    await using connection = await connect(broker.url)
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    await body(connection, queue, channel)
  }

  /** Takes requests one by one, for tests that reply to them when and as they want. */
  async function requestsOf(channel: Channel, queue: string): Promise<() => Promise<Delivery>> {
    const arrived: Delivery[] = []
    let wake = (): void => {}
    await channel.basicConsume({ queue, noAck: true }, (delivery) => {
      arrived.push(delivery)
      wake()
    })
    return async () => {
      while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return arrived.shift() as Delivery
    }
  }

  function replyTo(channel: Channel, request: Delivery, body: string): void {
    const { replyTo: routingKey, correlationId } = request.properties
    channel.basicPublish({ routingKey }, { correlationId }, body)
  }

  for (const [way, options] of ways) {
    test(`a call gets its reply over ${way}`, () =>
      using(async (connection, queue) => {
        await connection.createRpcServer({ queue }, (request) => ({
          properties: { contentType: 'application/json', headers: { for: request.properties.messageId } },
          body: JSON.stringify({ twice: 2 * (request.json() as number) }),
        }))
        await using client = await connection.createRpcClient(options)
        const answer = await client.call({ routingKey: queue }, { messageId: 'm' }, '21')
        expect(answer.json()).toEqual({ twice: 42 })
        expect(answer.properties).toMatchObject({ contentType: 'application/json', headers: { for: 'm' } })
        expect(answer.isSettled).toBe(true)
      }))

    test(`calls at the same time each get their own reply over ${way}, in whatever order`, () =>
      using(async (connection, queue, channel) => {
        const next = await requestsOf(channel, queue)
        await using client = await connection.createRpcClient(options)
        const calls = ['a', 'b', 'c'].map((body) => client.call({ routingKey: queue }, undefined, body))
        expect(client.outstanding).toBe(3)
        const requests = [await next(), await next(), await next()]
        for (const request of requests.reverse()) replyTo(channel, request, request.text().toUpperCase())
        const replies = await Promise.all(calls)
        expect(replies.map((answer) => answer.text())).toEqual(['A', 'B', 'C'])
        expect(client.outstanding).toBe(0)
      }))
  }

  test('replies come in over a queue of the user’s own, which is not shared', () =>
    using(async (connection, queue, channel) => {
      const { queue: replyQueue } = await channel.queueDeclare({ exclusive: true })
      await connection.createRpcServer({ queue }, (request) => request.body)
      await using client = await connection.createRpcClient({ replyQueue, correlationPrefix: 'mine' })
      expect((await client.call({ routingKey: queue }, undefined, 'hello')).properties.correlationId).toBe(
        'mine-1',
      )
      await expect(connection.createRpcClient({ replyQueue })).rejects.toMatchObject({ replyCode: 403 })
    }))

  test('a queue for replies that is not there is told at once', () =>
    using(async (connection) => {
      await expect(connection.createRpcClient({ replyQueue: 'absent' })).rejects.toMatchObject({
        replyCode: 404,
      })
    }))

  test('a request reaches its server through an exchange', () =>
    using(async (connection, queue, channel) => {
      const exchange = `wirehare.rpc.${queue}`
      await channel.exchangeDeclare({ exchange, type: 'direct', autoDelete: true })
      await channel.queueBind({ queue, exchange, routingKey: 'sum' })
      await connection.createRpcServer({ queue }, ({ routingKey }) => routingKey)
      await using client = await connection.createRpcClient(reply)
      expect((await client.call({ exchange, routingKey: 'sum' }, undefined, '')).text()).toBe('sum')
    }))

  test('a request that no queue takes fails at once, and only that one', () =>
    using(async (connection, queue) => {
      await connection.createRpcServer({ queue }, () => 'here')
      await using client = await connection.createRpcClient(reply)
      const [lost, served] = await Promise.allSettled([
        client.call({ routingKey: 'nowhere' }, undefined, ''),
        client.call({ routingKey: queue }, undefined, ''),
      ])
      expect(lost).toMatchObject({ reason: { code: 'NO_ROUTE', replyCode: 312, routingKey: 'nowhere' } })
      expect((lost as PromiseRejectedResult).reason).toBeInstanceOf(ReturnedError)
      expect(served.status).toBe('fulfilled')
    }))

  test('a reply after the time-out or an abort is dropped, and not given to the next call', () =>
    using(async (connection, queue, channel) => {
      const next = await requestsOf(channel, queue)
      await using client = await connection.createRpcClient(reply)
      const impatient = client.call({ routingKey: queue }, undefined, 'impatient', { timeoutMs: 30 })
      await expect(impatient).rejects.toBeInstanceOf(TimeoutError)
      const abort = new AbortController()
      const given = client.call({ routingKey: queue }, undefined, 'given up', { signal: abort.signal })
      const requests = [await next(), await next()]
      abort.abort('no more')
      await expect(given).rejects.toBeInstanceOf(AbortedError)
      await expect(given).rejects.toMatchObject({ cause: 'no more' })

      const third = client.call({ routingKey: queue }, undefined, 'third')
      for (const late of requests) replyTo(channel, late, 'late')
      replyTo(channel, await next(), 'in time')
      expect((await third).text()).toBe('in time')
      expect(client.lateReplies).toBe(2)
      expect(client.outstanding).toBe(0)
    }))

  test('a request expires when its call does', () =>
    using(async (connection, queue, channel) => {
      const next = await requestsOf(channel, queue)
      await using client = await connection.createRpcClient({ ...reply, timeoutMs: 5000 })
      const calls = [
        client.call({ routingKey: queue }, undefined, ''),
        client.call({ routingKey: queue }, undefined, '', { timeoutMs: 7000 }),
      ]
      const requests = [await next(), await next()]
      expect(requests.map((request) => request.properties.expiration)).toEqual(['5000', '7000'])
      for (const request of requests) replyTo(channel, request, '')
      await Promise.all(calls)
    }))

  test('a request that nobody has begun leaves its queue when its call is over', () =>
    using(async (connection, dead, channel) => {
      const toDead = classicQueue({ deadLetterExchange: '', deadLetterRoutingKey: dead })
      const { queue } = await channel.queueDeclare({ exclusive: true, ...toDead })
      const next = await requestsOf(channel, dead)
      await using client = await connection.createRpcClient(reply)
      const call = client.call({ routingKey: queue }, undefined, 'stale', { timeoutMs: 30 })
      await expect(call).rejects.toBeInstanceOf(TimeoutError)
      const request = await next()
      expect(request.text()).toBe('stale')
      expect(request.properties.headers).toMatchObject({ 'x-death': [{ reason: 'expired', queue }] })
    }))

  test('a handler that fails is told to the caller, and the server goes on', () =>
    using(async (connection, queue, channel) => {
      const failures: unknown[] = []
      const server = await connection.createRpcServer(
        { queue, onError: (error) => failures.push(error) },
        (request) => {
          if (request.text() === 'throw') throw new RangeError('too much')
          if (request.text() === 'reject') return Promise.reject(`${'x'.repeat(2000)}`)
          return request.text() === 'nothing' ? undefined : 'fine'
        },
      )
      await using client = await connection.createRpcClient(reply)
      const call = (body: string): Promise<Delivery> => client.call({ routingKey: queue }, undefined, body)
      await expect(call('throw')).rejects.toBeInstanceOf(RemoteError)
      await expect(call('throw')).rejects.toMatchObject({ replyText: 'too much', code: 'REMOTE_ERROR' })
      await expect(call('reject')).rejects.toMatchObject({ replyText: 'x'.repeat(1000) })
      await expect(call('nothing')).rejects.toMatchObject({
        replyText: expect.stringMatching(/body must be/),
      })
      expect((await call('go on')).text()).toBe('fine')
      expect(failures).toHaveLength(4)
      await server.close()
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))

  test('a handler that fails is told to the caller also where onError fails itself', () =>
    using(async (connection, queue, channel) => {
      const onError = (): never => {
        throw new Error('failed too')
      }
      const server = await connection.createRpcServer({ queue, onError }, () => {
        throw new Error('bad request')
      })
      await using client = await connection.createRpcClient(reply)
      const failing = client.call({ routingKey: queue }, undefined, '')
      await expect(failing).rejects.toMatchObject({ replyText: 'bad request' })
      await server.close()
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))

  test('a request that wants no reply and fails becomes a dead letter', () =>
    using(async (connection, dead, channel) => {
      const toDead = classicQueue({ deadLetterExchange: '', deadLetterRoutingKey: dead })
      const { queue } = await channel.queueDeclare({ exclusive: true, ...toDead })
      const next = await requestsOf(channel, dead)
      await connection.createRpcServer({ queue }, () => {
        throw new Error('bad request')
      })
      channel.basicPublish({ routingKey: queue }, undefined, 'bad')
      expect((await next()).properties.headers).toMatchObject({
        'x-death': [{ reason: 'rejected', queue }],
      })
    }))

  test('a handler that fails can be left to the consumer', () =>
    using(async (connection, queue) => {
      const server = await connection.createRpcServer({ queue, onFailure: 'requeue' }, (request) => {
        if (!request.redelivered) throw new Error('not now')
        return 'second time'
      })
      await using client = await connection.createRpcClient(reply)
      expect((await client.call({ routingKey: queue }, undefined, '')).text()).toBe('second time')
      await server.close()
    }))

  test('a request that wants no reply is handled and acked, or rejected where that fails', () =>
    using(async (connection, queue, channel) => {
      const failed = deferred<unknown>()
      const server = await connection.createRpcServer({ queue, onError: failed.resolve }, (request) => {
        if (request.text() === 'bad') throw new Error('bad request')
        return request.text() === 'silent' ? undefined : 'reply'
      })
      for (const body of ['silent', 'reply', 'bad']) {
        channel.basicPublish({ routingKey: queue }, undefined, body)
      }
      await expect(failed.promise).resolves.toMatchObject({ message: 'bad request' })
      await server.close()
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    }))

  test('a handler that fails after the channel is gone is reported once', () =>
    using(async (connection, queue) => {
      const arrived = deferred<void>()
      const go = deferred<void>()
      const failures: unknown[] = []
      const options = { queue, onError: (error: unknown) => failures.push(error) }
      const server = await connection.createRpcServer(options, async () => {
        arrived.resolve()
        await go.promise
        throw new Error('too late')
      })
      await using client = await connection.createRpcClient(reply)
      const call = client.call({ routingKey: queue }, undefined, '')
      await arrived.promise
      await server.channel.close()
      go.resolve()
      await server.close()
      expect(failures).toEqual([new Error('too late')])
      await client.channel.close()
      await expect(call).rejects.toBeInstanceOf(OutcomeUnknownError)
    }))

  test('the reply leaves before the ack', () =>
    using(async (connection, queue) => {
      const server = await connection.createRpcServer({ queue, prefetch: 1 }, () => 'done')
      await using client = await connection.createRpcClient(reply)
      const sent: string[] = []
      const { basicPublish, life } = server.channel
      const { send } = life
      server.channel.basicPublish = (...args) => {
        sent.push('reply')
        return basicPublish.apply(server.channel, args)
      }
      life.send = (method, args) => {
        sent.push(method.name)
        send.call(life, method, args)
      }
      await client.call({ routingKey: queue }, undefined, '')
      await client.call({ routingKey: queue }, undefined, '')
      expect(sent.slice(0, 3)).toEqual(['reply', 'basic.ack', 'reply'])
    }))

  test('a caller that is gone does no harm to the server', () =>
    using(async (connection, queue) => {
      const arrived = deferred<void>()
      const go = deferred<void>()
      const server = await connection.createRpcServer({ queue }, async (request) => {
        if (request.text() !== 'leaving') return 'served'
        arrived.resolve()
        await go.promise
        return 'too late'
      })
      await using second = await connection.createRpcClient(reply)
      {
        await using other = await connect(broker.url)
        const leaving = await other.createRpcClient(reply)
        const call = leaving.call({ routingKey: queue }, undefined, 'leaving')
        await arrived.promise
        await leaving.channel.close()
        await expect(call).rejects.toBeInstanceOf(OutcomeUnknownError)
      }
      go.resolve()
      expect((await second.call({ routingKey: queue }, undefined, '')).text()).toBe('served')
      expect(server.channel.isOpen).toBe(true)
    }))

  test('replies that are more than fits wait for room', async () => {
    await using serving = await connect(broker.url, { maxBufferedBytes: 3_000_000 })
    await using connection = await connect(broker.url)
    const { queue } = await (await serving.openChannel()).queueDeclare({ exclusive: true })
    const body = Buffer.alloc(1_000_000, 'much ')
    let again = 0
    await serving.createRpcServer({ queue }, (request) => {
      if (request.redelivered) again++
      return body
    })
    await using client = await connection.createRpcClient(reply)
    const calls = Array.from({ length: 20 }, () => client.call({ routingKey: queue }, undefined, ''))
    const replies = await Promise.all(calls)
    expect(replies.every((answer) => answer.body.equals(body))).toBe(true)
    expect(again).toBe(0)
  })

  test('requests are handled as many at a time as wanted', () =>
    using(async (connection, queue) => {
      const all = deferred<void>()
      let running = 0
      await connection.createRpcServer({ queue, concurrency: 3 }, async () => {
        if (++running === 3) all.resolve()
        await all.promise
        return 'all here'
      })
      await using client = await connection.createRpcClient(reply)
      const call = (): Promise<Delivery> => client.call({ routingKey: queue }, undefined, '')
      const replies = await Promise.all([call(), call(), call()])
      expect(replies.map((answer) => answer.text())).toEqual(['all here', 'all here', 'all here'])
    }))

  test('the end of the connection ends each call once, and says why', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url, { recovery: false })
    await using serving = await connect(broker.url)
    const channel = await serving.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    const next = await requestsOf(channel, queue)
    const client = await connection.createRpcClient(reply)
    const calls = ['a', 'b'].map((body) => client.call({ routingKey: queue }, undefined, body))
    await next()
    forwarder.cut()
    for (const call of calls) {
      await expect(call).rejects.toBeInstanceOf(OutcomeUnknownError)
      await expect(call).rejects.toMatchObject({ initiator: 'transport', cause: { scope: 'connection' } })
    }
    await expect(client.call({ routingKey: queue }, undefined, '')).rejects.toBeInstanceOf(ChannelError)
    expect(client.outstanding).toBe(0)
    await client.close()
  })

  test('an error of the channel ends each call, and says why', () =>
    using(async (connection, queue) => {
      const client = await connection.createRpcClient(reply)
      const call = client.call({ routingKey: queue }, undefined, '')
      const wrong = client.call({ exchange: 'absent', routingKey: queue }, undefined, '')
      await expect(call).rejects.toBeInstanceOf(OutcomeUnknownError)
      await expect(wrong).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { replyCode: 404 } })
      await client.close()
      expect(connection.isOpen).toBe(true)
    }))

  test('when the queue for replies is deleted, each call ends and the client with it', () =>
    using(async (connection, queue, channel) => {
      const { queue: replyQueue } = await channel.queueDeclare({ exclusive: true })
      const client = await connection.createRpcClient({ replyQueue })
      const call = client.call({ routingKey: queue }, undefined, '')
      await channel.queueDelete({ queue: replyQueue })
      await expect(call).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', initiator: 'peer' })
      await client.channel.closed
      await expect(client.call({ routingKey: queue }, undefined, '')).rejects.toBeInstanceOf(ChannelError)
    }))

  test('a closing client waits for its calls and takes no more', () =>
    using(async (connection, queue, channel) => {
      const next = await requestsOf(channel, queue)
      const client = await connection.createRpcClient(reply)
      const call = client.call({ routingKey: queue }, undefined, '')
      const request = await next()
      const closing = client.close()
      await expect(client.call({ routingKey: queue }, undefined, '')).rejects.toMatchObject({
        code: 'CHANNEL_CLOSED',
      })
      expect(client.channel.isOpen).toBe(true)
      replyTo(channel, request, 'still in time')
      await closing
      expect((await call).text()).toBe('still in time')
      expect(client.channel.isOpen).toBe(false)
      await client.close()
    }))
})

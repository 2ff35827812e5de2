import { AsyncLocalStorage } from 'node:async_hooks'
import { channel as diagnosticsChannel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { HeartbeatClock } from '../../src/client/heartbeat-clock.ts'
import {
  type CloseNotice,
  type Connection,
  ConnectionError,
  type ConnectNotice,
  connect,
  type DeliverNotice,
  type HeartbeatMissNotice,
  type PublishNotice,
  type SettleNotice,
} from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'

/** All that is told on a channel while the test lasts. */
function noticesOf<Notice>(name: string, onNotice: (notice: Notice) => void = () => {}): Notice[] {
  const notices: Notice[] = []
  const listener = (notice: unknown): void => {
    notices.push(notice as Notice)
    onNotice(notice as Notice)
  }
  subscribe(`wirehare.${name}`, listener)
  onTestFinished(() => void unsubscribe(`wirehare.${name}`, listener))
  return notices
}

function connected(): Promise<Connection> {
  return connect({ transport: new Broker().transport(), virtualHost: '/' })
}

describe('wirehare.connect and wirehare.close', () => {
  test('a connection that came to be, and its end', async () => {
    const connects = noticesOf<ConnectNotice>('connect')
    const closes = noticesOf<CloseNotice>('close')
    const connection = await connected()
    expect(connects).toEqual([
      { remote: 'memory', virtualHost: '/', durationMs: expect.any(Number), connection, error: undefined },
    ])
    expect(connects[0]?.connection).toBe(connection)
    expect(closes).toEqual([])
    await connection.close()
    expect(closes).toEqual([{ connection, channel: undefined, error: undefined }])
  })

  test('one that did not', async () => {
    const connects = noticesOf<ConnectNotice>('connect')
    const closes = noticesOf<CloseNotice>('close')
    const refused = connect({ transport: new Broker().transport(), password: 'wrong' })
    const error = await refused.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(connects).toMatchObject([{ connection: undefined, remote: 'memory', error }])
    expect(closes).toEqual([])
  })

  test('a channel that the broker closed', async () => {
    const closes = noticesOf<CloseNotice>('close')
    await using connection = await connected()
    const channel = await connection.openChannel()
    const error = await channel.queuePurge({ queue: 'absent' }).catch((reason: unknown) => reason)
    await channel.closed
    expect(closes).toEqual([{ connection: undefined, channel, error }])
    expect(closes[0]?.channel?.remote).toBe('memory')
  })
})

describe('wirehare.publish', () => {
  test('what a subscriber puts into the headers travels, beside and above those of the message', async () => {
    const publishes = noticesOf<PublishNotice>('publish', ({ headers }) => {
      headers['traceparent'] = '00-1-2-01'
      headers['mine'] = 'theirs'
    })
    await using connection = await connected()
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare()
    const properties = { contentType: 'text/plain', headers: { mine: 'mine', other: 1 } }
    channel.basicPublish({ routingKey: queue }, properties, 'hello')
    expect(publishes).toMatchObject([
      { channel, args: { routingKey: queue }, properties, body: 'hello', confirmed: undefined },
    ])
    expect(properties.headers).toEqual({ mine: 'mine', other: 1 })
    const message = await channel.basicGet({ queue, noAck: true })
    expect(message?.properties).toEqual({
      contentType: 'text/plain',
      headers: { mine: 'theirs', other: 1, traceparent: '00-1-2-01' },
    })
  })

  test('a subscriber that puts nothing in changes nothing', async () => {
    noticesOf<PublishNotice>('publish')
    await using connection = await connected()
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare()
    channel.basicPublish({ routingKey: queue }, undefined, 'hello')
    const message = await channel.basicGet({ queue, noAck: true })
    expect(message?.properties).toEqual({})
  })

  test('a publish that is refused at the call is not told', async () => {
    const publishes = noticesOf<PublishNotice>('publish')
    await using connection = await connected()
    const channel = await connection.openChannel()
    await channel.close()
    expect(() => channel.basicPublish({}, {}, 'hello')).toThrow(/closed/)
    expect(publishes).toEqual([])
  })

  test('with a publisher it is told once, where it was called, and with its outcome', async () => {
    const request = new AsyncLocalStorage<string>()
    const publishes = noticesOf<PublishNotice>('publish', ({ headers }) => {
      headers['request'] = request.getStore() ?? 'none'
    })
    await using connection = await connected()
    const setup = await connection.openChannel()
    const { queue } = await setup.queueDeclare()
    const publisher = await connection.createPublisher({ maxOutstanding: 1 })
    const receipts = ['a', 'b', 'c'].map((text) =>
      request.run(text, () => publisher.publish({ routingKey: queue, mandatory: true }, {}, text)),
    )
    expect(publishes).toHaveLength(3)
    await Promise.all(receipts)
    expect(publishes).toHaveLength(3)
    expect(await Promise.all(publishes.map(({ confirmed }) => confirmed))).toMatchObject([
      { sequenceNumber: 1 },
      { sequenceNumber: 2 },
      { sequenceNumber: 3 },
    ])
    for (const text of ['a', 'b', 'c']) {
      const message = await setup.basicGet({ queue, noAck: true })
      expect(message?.text()).toBe(text)
      expect(message?.properties.headers).toMatchObject({ request: text })
    }
    const unroutable = publisher.publish({ routingKey: 'absent', mandatory: true }, {}, '')
    await expect(unroutable).rejects.toMatchObject({ replyCode: 312 })
    await expect(publishes[3]?.confirmed).rejects.toMatchObject({ replyCode: 312 })
  })

  test('with a publisher it is told with its outcome also where the program asked for no promise', async () => {
    const publishes = noticesOf<PublishNotice>('publish')
    await using connection = await connected()
    const publisher = await connection.createPublisher()
    expect(publisher.basicPublish({ routingKey: 'absent' }, {}, 'a')).toBe(true)
    publisher.basicPublish({ routingKey: 'absent', mandatory: true }, {}, 'b')
    expect(publishes).toMatchObject([{ body: 'a' }, { body: 'b' }])
    await expect(publishes[0]?.confirmed).resolves.toMatchObject({ sequenceNumber: 1 })
    await expect(publishes[1]?.confirmed).rejects.toMatchObject({ replyCode: 312 })
  })
})

describe('wirehare.deliver and wirehare.settle', () => {
  /** A queue with the messages a, b and c. */
  async function queueOf(connection: Connection): Promise<string> {
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare()
    for (const text of ['a', 'b', 'c']) channel.basicPublish({ routingKey: queue }, {}, text)
    return queue
  }

  /** A store for each delivery: its text. */
  function storeOfText(): AsyncLocalStorage<string> {
    const store = new AsyncLocalStorage<string>()
    const delivering = diagnosticsChannel('wirehare.deliver')
    delivering.bindStore(store, (notice) => (notice as DeliverNotice).delivery.text())
    onTestFinished(() => void delivering.unbindStore(store))
    return store
  }

  test('a callback runs within the stores that are bound', async () => {
    const store = storeOfText()
    const delivers = noticesOf<DeliverNotice>('deliver')
    const settles = noticesOf<SettleNotice>('settle')
    await using connection = await connected()
    const queue = await queueOf(connection)
    const channel = await connection.openChannel()
    const seen: unknown[] = []
    await new Promise<void>((resolve) => {
      void channel.basicConsume({ queue }, (delivery) => {
        seen.push([delivery.text(), store.getStore()])
        if (delivery.text() === 'a') delivery.nack({ requeue: false })
        if (delivery.text() !== 'c') return
        delivery.ack({ multiple: true })
        resolve()
      })
    })
    expect(seen).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ])
    expect(delivers.map(({ delivery }) => delivery.text())).toEqual(['a', 'b', 'c'])
    expect(delivers[0]?.channel).toBe(channel)
    expect(settles).toEqual([
      { channel, method: 'basic.nack', deliveryTag: 1, multiple: false, requeue: false },
      { channel, method: 'basic.ack', deliveryTag: 3, multiple: true, requeue: false },
    ])
  })

  test('a consumer’s handler too, each in the store of its own delivery, whenever its turn comes', async () => {
    const store = storeOfText()
    const delivers = noticesOf<DeliverNotice>('deliver')
    const settles = noticesOf<SettleNotice>('settle')
    await using connection = await connected()
    const queue = await queueOf(connection)
    const seen: unknown[] = []
    const allSeen = deferred<void>()
    const handler = async (): Promise<void> => {
      const before = store.getStore()
      expect(delivers.at(-1)?.delivery.text()).toBe(before)
      await new Promise((next) => setImmediate(next))
      seen.push([before, store.getStore()])
      if (before === 'c') allSeen.resolve()
      if (before === 'b') throw new Error('not b')
    }
    const consumer = await connection.createConsumer(
      { queue, onFailure: 'reject', onError: () => {} },
      handler,
    )
    await allSeen.promise
    await consumer.close()
    expect(seen).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ])
    expect(delivers).toHaveLength(3)
    expect(settles.map(({ method, deliveryTag }) => [method, deliveryTag])).toEqual([
      ['basic.ack', 1],
      ['basic.reject', 2],
      ['basic.ack', 3],
    ])
  })

  test('a loop is told of each when it takes it', async () => {
    const delivers = noticesOf<DeliverNotice>('deliver')
    await using connection = await connected()
    const queue = await queueOf(connection)
    for await (const delivery of connection.consume(queue)) {
      expect(delivers.at(-1)?.delivery).toBe(delivery)
      expect(delivers).toHaveLength(delivery.deliveryTag)
      if (delivery.deliveryTag === 3) break
    }
  })

  test('a message that was fetched, and settled by hand', async () => {
    const delivers = noticesOf<DeliverNotice>('deliver')
    const settles = noticesOf<SettleNotice>('settle')
    await using connection = await connected()
    const queue = await queueOf(connection)
    const channel = await connection.openChannel()
    const message = await channel.basicGet({ queue })
    expect(delivers).toEqual([{ channel, delivery: message }])
    channel.basicReject({ deliveryTag: 1, requeue: true })
    await channel.basicQos({})
    expect(settles).toEqual([
      { channel, method: 'basic.reject', deliveryTag: 1, multiple: false, requeue: true },
    ])
  })
})

describe('wirehare.heartbeat-miss', () => {
  test('is told after one interval and after two, once each, and anew after a sign of life', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const misses = noticesOf<HeartbeatMissNotice>('heartbeat-miss')
    let lastHeard = performance.now()
    const core = {
      tune: { heartbeatSeconds: 2 },
      silentMs: (now: number) => now - lastHeard,
      tick: () => {},
    }
    const connection = { remote: 'here' }
    const clock = new HeartbeatClock(connection as never, core as never, 500)
    vi.advanceTimersByTime(3_500)
    expect(misses).toEqual([{ connection, silentMs: 2_000, heartbeatSeconds: 2, eventLoopLagMs: 0 }])
    lastHeard = performance.now()
    vi.advanceTimersByTime(4_000)
    expect(misses.slice(1).map(({ silentMs }) => silentMs)).toEqual([2_000, 4_000])
    clock.stop()
  })
})

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { machineClock } from '../../src/broker/clock.ts'
import { Broker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicAck,
  basicConsume,
  basicGet,
  basicPublish,
  basicQos,
  channelCloseOk,
  connectionClose,
  connectionCloseOk,
  connectionOpen,
  connectionTuneOk,
  connectionUpdateSecret,
  queueDeclare,
} from '../../src/generated/methods.ts'
import { memoryPair } from '../../src/transport/memory.ts'
import type { Transport, TransportHandler } from '../../src/transport/transport.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import { body, header, method } from '../support/core-script.ts'

const HEARTBEAT = [8, 0, 0, 0, 0, 0, 0, 0xce]
const clients: ScriptedClient[] = []
let broker: Broker

beforeEach(() => {
  broker = new Broker()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.hangUp()
  await broker.close()
  vi.useRealTimers()
})

async function open(...args: Parameters<typeof ScriptedClient.open>): Promise<ScriptedClient> {
  const client = await ScriptedClient.open(...args)
  clients.push(client)
  return client
}

/** The broker's end of a stream, with a hand on it: it can say that it is full, and it counts writes. */
class HeldTransport implements Transport {
  readonly remote: string = 'held'
  readonly client: Transport
  isFull: boolean = false
  /** What the system is said to hold back beside what it really does. */
  unreadBytes: number = 0
  writes: number = 0
  private readonly inner: Transport
  private handler: TransportHandler | undefined

  constructor() {
    const [client, inner] = memoryPair()
    this.client = client
    this.inner = inner
  }

  get bufferedBytes(): number {
    return this.inner.bufferedBytes + this.unreadBytes
  }

  start(handler: TransportHandler): void {
    this.handler = handler
    this.inner.start({
      onData: (bytes) => handler.onData(bytes),
      onDrain: () => {},
      onEnd: () => handler.onEnd(),
      onClose: (error) => handler.onClose(error),
    })
  }

  write(pieces: readonly Uint8Array[]): boolean {
    this.writes++
    this.inner.write(pieces)
    return !this.isFull
  }

  release(): void {
    this.isFull = false
    this.handler?.onDrain()
  }

  pause(): void {
    this.inner.pause?.()
  }

  resume(): void {
    this.inner.resume?.()
  }

  end(): void {
    this.inner.end()
  }

  destroy(): void {
    this.inner.destroy()
  }
}

describe('the handshake', () => {
  test('tells what the broker is and what it can', async () => {
    const client = new ScriptedClient(broker.transport())
    clients.push(client)
    const { fields } = await client.login()
    expect(Buffer.from(fields.mechanisms).toString()).toBe('PLAIN AMQPLAIN')
    expect(fields.serverProperties).toMatchObject({
      product: 'wirehare',
      capabilities: { 'basic.nack': true, publisher_confirms: true, direct_reply_to: true },
    })

    const tune = await client.receive('connection.tune')
    expect(tune.fields).toEqual({ channelMax: 2047, frameMax: 131_072, heartbeat: 60 })
  })

  test.each([
    {
      asked: { channelMax: 2048, frameMax: 131_072 },
      words: 'channel_max = 2048 is higher than the maximum allowed value (2047)',
    },
    {
      asked: { channelMax: 0, frameMax: 131_072 },
      words: 'channel_max = 0 is higher than the maximum allowed value (2047)',
    },
    {
      asked: { channelMax: 1, frameMax: 131_073 },
      words: 'frame_max = 131073 is higher than the maximum allowed value (131072)',
    },
    {
      asked: { channelMax: 1, frameMax: 4095 },
      words: 'frame_max = 4095 is lower than the minimum allowed value (4096)',
    },
  ])('ends where a client asks for $asked', async ({ asked, words }) => {
    const client = new ScriptedClient(broker.transport())
    clients.push(client)
    await client.login()
    await client.receive('connection.tune')
    client.send(0, connectionTuneOk, asked)

    const { fields } = await client.receive('connection.close')
    expect(fields).toMatchObject({ replyCode: 530, replyText: `NOT_ALLOWED - negotiated ${words}` })
  })

  test('that is not finished within 10 seconds ends the stream', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const client = new ScriptedClient(broker.transport())
    await client.login()
    await client.receive('connection.tune')
    vi.advanceTimersByTime(9_999)
    client.send(0, connectionTuneOk, { channelMax: 1, frameMax: 4096 })
    vi.advanceTimersByTime(1)

    await client.closed
  })

  test('that is finished leaves no deadline behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const client = await open(broker.transport())
    vi.advanceTimersByTime(60_000)

    await client.call(1, basicQos, {})
  })

  test('takes a new secret at any time', async () => {
    const client = await open(broker.transport())
    await client.call(0, connectionUpdateSecret, { newSecret: 'x', reason: 'why not' })
  })

  test('agrees on frames as small as the client likes, and keeps to them', async () => {
    const client = await open(broker.transport(), { tune: { frameMax: 4096 } })
    const sizes: number[] = []
    const onFrame = (_type: number, _channel: number, _bytes: Uint8Array, from: number, to: number): void => {
      sizes.push(to - from + 8)
    }
    const decoder = new FrameDecoder({ onFrame, onProtocolHeader: () => {} }, 4096)
    await client.call(1, queueDeclare, { queue: 'q' })
    client.publish(1, { routingKey: 'q' }, 'x'.repeat(10_000))
    client.onBytes = (bytes) => decoder.receive(bytes)

    expect((await client.call(1, basicGet, { queue: 'q' })).text).toBe('x'.repeat(10_000))
    expect(sizes.slice(2)).toEqual([4096, 4096, 10_000 - 2 * 4088 + 8])
  })
})

describe('a frame', () => {
  // Some clients take frame-max for the size of the payload alone.
  test('may be eight octets larger than agreed on, as with RabbitMQ, and no more', async () => {
    const client = await open(broker.transport(), { tune: { frameMax: 4096 } })
    const publish = (bytes: number): void =>
      client.sendBytes(
        method(1, basicPublish, { routingKey: 'nowhere', mandatory: true }),
        header(1, bytes),
        body(1, 'x'.repeat(bytes)),
      )
    publish(4096)
    expect((await client.receive('basic.return')).text).toHaveLength(4096)
    publish(4097)

    expect((await client.receive('connection.close')).fields).toMatchObject({ replyCode: 501 })
  })
})

describe('heartbeats', () => {
  test('go out when nothing else does, and a client that falls silent is cut off', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    let now = 0
    const timed = new Broker({ clock: { ...machineClock, now: () => now } })
    const client = await open(timed.transport(), { tune: { heartbeat: 1 } })
    // A turn of the event loop: what was sent arrives, and what is to be sent leaves.
    const turn = (): Promise<void> => new Promise(setImmediate)
    const pass = async (ms: number): Promise<void> => {
      now += ms
      vi.advanceTimersByTime(ms)
      await turn()
    }
    const beat = new Promise<Uint8Array>((resolve) => {
      client.onBytes = resolve
    })
    for (let i = 0; i < 4; i++) await pass(250)
    expect([...(await beat)]).toEqual(HEARTBEAT)

    for (let i = 0; i < 4; i++) {
      client.sendBytes(Uint8Array.from(HEARTBEAT))
      await turn()
      await pass(1_500)
    }
    await client.call(1, basicQos, {})
    await pass(2_000)
    await client.closed
    await timed.close()
  })
})

describe('the end of a connection', () => {
  test('that the client asks for is answered, and the stream ended', async () => {
    const client = await open(broker.transport())
    await client.call(0, connectionClose, { replyCode: 200, replyText: '' })

    await client.closed
  })

  test('that the broker asks for waits for the answer', async () => {
    const client = await open(broker.transport())
    client.send(0, connectionOpen, { virtualHost: '/' })
    await client.receive('connection.close')
    client.send(0, connectionCloseOk, {})

    await client.closed
  })

  test('comes after 3 seconds where there is no answer', async () => {
    const client = await open(broker.transport())
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    client.send(0, connectionOpen, { virtualHost: '/' })
    await client.receive('connection.close')
    vi.advanceTimersByTime(2_999)
    client.send(1, basicQos, {})
    vi.advanceTimersByTime(1)

    await client.closed
  })

  test('that a fault of the broker causes is the end of that connection alone', async () => {
    const random = vi.fn<(count: number) => Uint8Array>(() => {
      throw new Error('no more randomness')
    })
    await using faulty = new Broker({ random })
    const [unlucky, other] = [await open(faulty.transport()), await open(faulty.transport())]
    unlucky.send(1, queueDeclare, {})
    expect((await unlucky.receive('connection.close')).fields).toMatchObject({
      replyCode: 541,
      replyText: 'INTERNAL_ERROR - Error: no more randomness',
    })
    await other.call(1, queueDeclare, { queue: 'q' })
    for (const client of [unlucky, other]) client.hangUp()
  })
})

describe('output', () => {
  test('leaves in one write, however many commands came in one', async () => {
    const held = new HeldTransport()
    broker.accept(held)
    const client = await open(held.client)
    await client.call(1, queueDeclare, { queue: 'q' })
    held.writes = 0
    client.batch((outbox) => {
      for (let i = 0; i < 10; i++) outbox.content(1, basicPublish, { routingKey: 'q' }, undefined, 'x')
      for (let i = 0; i < 10; i++) outbox.method(1, basicGet, { queue: 'q' })
    })
    await client.receiveAll('basic.get-ok', 10)

    expect(held.writes).toBe(1)
  })

  test('is held back for a client that does not read, and for nobody else', async () => {
    const held = new HeldTransport()
    broker.accept(held)
    const [slow, other] = [await open(held.client), await open(broker.transport())]
    for (const queue of ['q', 'r']) await other.call(1, queueDeclare, { queue })
    await slow.call(1, basicConsume, { queue: 'q', consumerTag: 'q', noAck: true })
    await slow.openChannel(2)
    await slow.call(2, basicConsume, { queue: 'r', consumerTag: 'r' })
    held.isFull = true
    for (let i = 0; i < 100; i++) {
      other.publish(1, { routingKey: 'q' }, `${i}`.padEnd(10_000))
      other.publish(1, { routingKey: 'r' }, `${i}`.padEnd(10_000))
    }
    const waiting = async (): Promise<number> => {
      const answers = [
        await other.call(1, queueDeclare, { queue: 'q', passive: true }),
        await other.call(1, queueDeclare, { queue: 'r', passive: true }),
      ]
      return answers.reduce((sum, { fields }) => sum + fields.messageCount, 0)
    }
    // 256 KiB went out before the transport was asked whether it is full.
    expect(await waiting()).toBeGreaterThan(160)

    held.release()
    const all = await slow.receiveAll('basic.deliver', 200)
    for (const tag of ['q', 'r']) {
      const texts = all.filter(({ fields }) => fields.consumerTag === tag).map(({ text }) => Number(text))
      expect(texts).toEqual(Array.from({ length: 100 }, (_, i) => i))
    }
    expect(await waiting()).toBe(0)
  })

  test('of a large backlog is shared among the channels that want it', async () => {
    const client = await open(broker.transport())
    await client.openChannel(2)
    for (const queue of ['q', 'r']) {
      await client.call(1, queueDeclare, { queue })
      for (let i = 0; i < 200; i++) client.publish(1, { routingKey: queue }, 'x'.repeat(10_000))
    }
    client.batch((outbox) => {
      outbox.method(1, basicConsume, { queue: 'q', noWait: true })
      outbox.method(2, basicConsume, { queue: 'r', noWait: true })
    })
    const first = await client.receiveAll('basic.deliver', 200)

    // Neither channel has to wait until the other has all of its messages.
    expect(first.filter(({ channel }) => channel === 1).length).toBeGreaterThan(50)
    expect(first.filter(({ channel }) => channel === 2).length).toBeGreaterThan(50)
  })

  test('that was held back obeys the prefetch when it goes on', async () => {
    const held = new HeldTransport()
    broker.accept(held)
    const [slow, other] = [await open(held.client), await open(broker.transport())]
    await other.call(1, queueDeclare, { queue: 'q' })
    await slow.call(1, basicQos, { prefetchCount: 2 })
    held.isFull = true
    await slow.call(1, basicConsume, { queue: 'q' })
    for (let i = 0; i < 4; i++) other.publish(1, { routingKey: 'q' }, `${i}`)
    await other.call(1, basicQos, {})
    held.release()
    await slow.receiveAll('basic.deliver', 2)
    slow.send(1, basicAck, { deliveryTag: 2, multiple: true })

    expect((await slow.receiveAll('basic.deliver', 2)).map(({ text }) => text)).toEqual(['2', '3'])
  })

  test('that a client asks for and does not read is not added to: it is not heard until it reads', async () => {
    const held = new HeldTransport()
    broker.accept(held)
    const [slow, other] = [await open(held.client), await open(broker.transport())]
    const isLateThere = async (): Promise<boolean> => {
      await other.openChannel(2)
      other.send(2, queueDeclare, { queue: 'late', passive: true })
      const { name } = await other.next()
      if (name === 'channel.close') other.send(2, channelCloseOk, {})
      return name === 'queue.declare-ok'
    }
    held.isFull = true
    held.unreadBytes = 17 * 1024 * 1024
    await slow.call(1, basicQos, {})
    slow.send(1, queueDeclare, { queue: 'late' })
    expect(await isLateThere()).toBe(false)
    held.unreadBytes = 0
    held.release()
    await slow.receive('queue.declare-ok')
    expect(await isLateThere()).toBe(true)
  })
})

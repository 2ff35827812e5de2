import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ConnectionError } from '../../../src/errors.ts'
import { type CaptureEvent, startProxy } from '../../../src/inspect/index.ts'
import { ProxyScene, received, receivedOctets } from './sockets.ts'

/** Writes until the writer is stuck, and says how much that was. */
async function stuff(socket: Socket, chunk: Buffer = Buffer.alloc(256 * 1024, 'x')): Promise<number> {
  let written = 0
  for (;;) {
    written += chunk.length
    if (socket.write(chunk)) continue
    const drained = once(socket, 'drain').then(() => true)
    const isStuck = await Promise.race([drained, settledFor(socket).then(() => false)])
    if (!isStuck) return written
  }
}

/** Resolves when a socket has not got rid of an octet for a while: that nothing more will move is no event. */
async function settledFor(socket: Socket): Promise<void> {
  let before = -1
  while (before !== socket.bytesWritten - socket.writableLength) {
    before = socket.bytesWritten - socket.writableLength
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Resolves when the way from end to end is open, in both directions. */
async function joined([client, broker]: readonly [Socket, Socket]): Promise<void> {
  client.write('a')
  broker.write('b')
  await Promise.all([receivedOctets(client, 1), receivedOctets(broker, 1)])
}

describe('what one side does, the other sees', () => {
  test.each([
    ['carried', {}],
    ['cut into frames', { stepwise: true }],
  ])('the end of one direction leaves the other open, and all is delivered: %s', async (_name, options) => {
    await using scene = await ProxyScene.open(options)
    const [client, broker] = await scene.pair()
    client.end('last words')
    expect((await received(broker)).toString()).toBe('last words')
    const heard = received(client)
    broker.end('and an answer')
    expect((await heard).toString()).toBe('and an answer')
  })

  test('a reset is passed on as a reset, either way', async () => {
    await using scene = await ProxyScene.open()
    for (const whose of [0, 1] as const) {
      const pair = await scene.pair()
      const other = pair[1 - whose] as Socket
      await joined(pair)
      other.resume()
      const failed = once(other, 'error')
      pair[whose].resetAndDestroy()
      expect(await failed).toMatchObject([{ code: 'ECONNRESET' }])
    }
  })

  test('a client that vanishes leaves nothing behind', async () => {
    const events: CaptureEvent[] = []
    await using scene = await ProxyScene.open({ onEvent: (event) => events.push(event) })
    const [client, broker] = await scene.pair()
    client.write('AMQP')
    await receivedOctets(broker, 4)
    const ended = once(broker.resume(), 'end')
    client.destroy()
    await ended
    broker.end()
    await once(broker, 'close')
    const started = performance.now()
    await scene.proxy.close()
    expect(performance.now() - started).toBeLessThan(1000)
    expect(events.map(({ kind }) => kind)).toEqual(['open', 'bytes', 'end', 'end'])
  })

  test('a side that does not end by itself when the other has gone is broken off after a while', async () => {
    await using scene = await ProxyScene.open({ closeTimeoutMs: 30 })
    const [client, broker] = await scene.pair()
    broker.resume()
    client.destroy()
    await once(broker, 'end')
    // The broker keeps its direction open. A write finds nobody there.
    const failed = once(broker, 'error')
    const timer = setInterval(() => broker.write('are you there?'), 10)
    await failed
    clearInterval(timer)
  })
})

describe('back-pressure', () => {
  test.each([
    ['carried', {}],
    ['cut into frames', { stepwise: true }],
  ])('who does not read holds up who writes: %s', async (_name, options) => {
    await using scene = await ProxyScene.open(options)
    for (const [writer, reader] of [await scene.pair(), (await scene.pair()).toReversed()]) {
      const socket = writer as Socket
      reader?.pause()
      const written = await stuff(socket)
      const heard = received(reader as Socket)
      reader?.resume()
      socket.end()
      expect((await heard).length).toBe(written)
    }
  })
})

describe('the broker cannot be reached', () => {
  test('the client sees a clean end, and the error says why', async () => {
    const errors: Error[] = []
    await using proxy = await startProxy({ to: 'amqp://127.0.0.1:1', onError: (error) => errors.push(error) })
    const client = connect(proxy.port, '127.0.0.1')
    client.write('AMQP\0\0\x09\x01')
    client.resume()
    const [hadError] = (await once(client, 'close')) as [boolean]
    expect(hadError).toBe(false)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(ConnectionError)
    expect(errors[0]).toMatchObject({
      code: 'ECONNREFUSED',
      message: 'cannot connect to 127.0.0.1:1: nothing listens there',
    })
  })

  test('a client that does not hang up then is broken off after a while', async () => {
    await using proxy = await startProxy({ to: 'amqp://127.0.0.1:1', closeTimeoutMs: 30 })
    const client = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
    client.resume()
    await once(client, 'end')
    const failed = once(client, 'error')
    const timer = setInterval(() => client.write('are you there?'), 10)
    await failed
    clearInterval(timer)
  })
})

describe('close', () => {
  test('ends both sides in the midst of traffic, and leaves nothing open', async () => {
    const scene = await ProxyScene.open()
    const pairs = [await scene.pair(), await scene.pair()]
    const closed = pairs.flat().map((socket) => {
      socket.on('data', () => {})
      socket.on('end', () => socket.destroy())
      const timer = setInterval(() => socket.write(Buffer.alloc(100_000)), 1)
      return once(socket, 'close').finally(() => clearInterval(timer))
    })
    await receivedOctets(pairs[0]?.[1] as Socket, 1_000_000)
    await scene.proxy.close()
    await Promise.all(closed)
    await scene[Symbol.asyncDispose]()
  })

  test('breaks off what does not end in time, even what does not read', async () => {
    await using scene = await ProxyScene.open({ closeTimeoutMs: 50 })
    const [client, broker] = await scene.pair()
    broker.pause()
    client.pause()
    await stuff(client)
    const started = performance.now()
    await scene.proxy.close()
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('ends an attempt to reach the broker too', async () => {
    // A server that speaks no TLS and says nothing: the attempt would wait for its answer.
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const errors: Error[] = []
    const proxy = await startProxy({
      to: `amqps://127.0.0.1:${port}`,
      onError: (error) => errors.push(error),
    })
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const client = connect(proxy.port, '127.0.0.1')
    client.on('error', () => {}).resume()
    const [broker] = await accepted
    broker.on('error', () => {})
    const closed = once(client, 'close')
    await proxy.close()
    await closed
    expect(errors).toEqual([])
    broker.destroy()
    server.close()
    await once(server, 'close')
  })

  test('twice is the same as once, and no connection is taken afterwards', async () => {
    const scene = await ProxyScene.open()
    const { port } = scene.proxy
    await Promise.all([scene.proxy.close(), scene.proxy.close()])
    const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNREFUSED')
    await scene[Symbol.asyncDispose]()
  })
})

describe('options', () => {
  test('a port in use is told', async () => {
    await using scene = await ProxyScene.open()
    const { port } = scene.proxy
    await expect(startProxy({ to: 'amqp://localhost', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `cannot listen on 127.0.0.1:${port}: the port is in use`,
    })
  })

  test.each([
    [{ to: 'http://localhost' }, TypeError, /^this is no AMQP URL/],
    [{ to: 'amqp://localhost', port: 70_000 }, RangeError, /^port must be a whole number from 0 to 65535/],
    [{ to: 'amqp://localhost', seed: -1 }, RangeError, /^seed must be/],
    [{ to: 'amqp://localhost', closeTimeoutMs: 0.5 }, RangeError, /^closeTimeoutMs must be/],
    [
      { to: 'amqp://localhost', faults: ['lose basic.ack'] },
      TypeError,
      /"lose" is there where it needs an action/,
    ],
  ])('%j is refused', async (options, Class, words) => {
    const attempt = startProxy(options)
    await expect(attempt).rejects.toBeInstanceOf(Class)
    await expect(attempt).rejects.toThrow(words)
  })

  test("the URL has no name and no password, whatever the broker's has", async () => {
    await using proxy = await startProxy({ to: 'amqp://anna:secret@localhost/orders' })
    expect(proxy.url).toBe(`amqp://127.0.0.1:${proxy.port}`)
  })
})

test('events tell the addresses of both ends, each octet and each end once, in the order of time', async () => {
  const events: CaptureEvent[] = []
  await using scene = await ProxyScene.open({ onEvent: (event) => events.push(event) })
  const [client, broker] = await scene.pair()
  const ports = [client.localPort, broker.localPort]
  const heard = [received(client), received(broker)]
  client.end('question')
  broker.end('answer')
  await Promise.all(heard)
  await scene.proxy.close()
  const [open] = events
  expect(open).toMatchObject({
    kind: 'open',
    connection: 1,
    client: { host: '127.0.0.1', port: ports[0] },
    broker: { host: '127.0.0.1', port: ports[1] },
    isFromStart: true,
  })
  const times = events.map(({ atMicros }) => atMicros)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(Math.abs((times[0] as number) / 1000 - Date.now())).toBeLessThan(60_000)
  for (const [direction, text] of [
    ['client-to-broker', 'question'],
    ['broker-to-client', 'answer'],
  ]) {
    const own = events.filter((event) => event.kind !== 'open' && event.direction === direction)
    expect(own).toMatchObject([
      { kind: 'bytes', bytes: Buffer.from(text as string) },
      { kind: 'end', isReset: false },
    ])
  }
})

test('a reset is told as one, and ends both directions', async () => {
  const events: CaptureEvent[] = []
  await using scene = await ProxyScene.open({ onEvent: (event) => events.push(event) })
  const [client, broker] = await scene.pair()
  await joined([client, broker])
  const failed = once(client.resume(), 'error')
  broker.resetAndDestroy()
  await failed
  await scene.proxy.close()
  const ends = events.filter(({ kind }) => kind === 'end')
  expect(ends).toMatchObject([{ kind: 'end', direction: 'broker-to-client', isReset: true }])
})

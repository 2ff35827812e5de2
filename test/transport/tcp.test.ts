import { getEventListeners, once } from 'node:events'
import { type AddressInfo, createServer, type Server, Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { AbortedError, ConnectionError, TimeoutError } from '../../src/errors.ts'
import { dial, listen } from '../../src/transport/tcp.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { RecordedSide } from './recorded-side.ts'

const HOST = '127.0.0.1'
const PATIENT = { timeoutMs: 10_000 }

/** A key that both sides know: TLS without certificates. */
const KEY = { identity: 'test', psk: Buffer.from('00112233445566778899aabbccddeeff', 'hex') }
const SERVER_TLS: TlsOptions = { ciphers: 'PSK', pskCallback: () => KEY.psk }
const CLIENT_TLS = { ciphers: 'PSK', pskCallback: () => KEY, checkServerIdentity: () => undefined }

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  for (const close of closing.splice(0)) await close()
})

/** A server of Node's own, which is not polite by itself. */
async function serve(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, HOST)
  await once(server, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const listener = await listen(HOST, 0, () => {})
  await listener.close()
  return listener.port
}

test('what was written may be written over once nothing is buffered, however slowly the other side reads', async () => {
  const received: Buffer[] = []
  const ended = new Promise<void>((resolve) => {
    const server = createServer((socket) => {
      // Reads a little, then pauses until the writer is stuck.
      socket.on('data', (bytes) => {
        received.push(bytes)
        socket.pause()
        setImmediate(() => socket.resume())
      })
      socket.once('end', resolve)
    })
    void serve(server).then(dialled)
  })
  let reused = 0
  async function dialled(port: number): Promise<void> {
    const transport = await dial(HOST, port, undefined, PATIENT)
    const side = new RecordedSide(transport)
    expect(transport.releasesMemory).toBe(true)
    let memory = Buffer.alloc(64 * 1024)
    for (let i = 0; i < 400; i++) {
      if (transport.bufferedBytes === 0) reused++
      else memory = Buffer.alloc(64 * 1024)
      memory.fill(i % 251)
      const { length } = side.events
      if (!transport.write([memory])) await side.until(() => side.events.length > length)
    }
    transport.end()
  }
  await ended
  const all = Buffer.concat(received)
  expect(all.length).toBe(400 * 64 * 1024)
  for (let i = 0; i < 400; i++) {
    const part = all.subarray(i * 64 * 1024, (i + 1) * 64 * 1024)
    expect(part.every((octet) => octet === i % 251)).toBe(true)
  }
  expect(reused).toBeGreaterThan(0)
})

describe('reading', () => {
  const SENT = Buffer.alloc(8 * 1024 * 1024, 'what is read over is not what was kept; ')

  /** Reads all that was sent, and says in how many pieces of memory. Of each read `releases` says whether it is released. */
  async function read(releases: (read: number) => boolean): Promise<number> {
    const port = await serve(createServer((socket) => socket.on('error', () => {}).end(SENT)))
    const transport = await dial(HOST, port, undefined, PATIENT)
    const memories = new Set<ArrayBufferLike>()
    const kept: { at: number; bytes: Uint8Array }[] = []
    let at = 0
    let reads = 0
    const ended = new Promise<void>((resolve) => {
      transport.start({
        onData(bytes) {
          expect(SENT.subarray(at, at + bytes.length).equals(bytes)).toBe(true)
          memories.add(bytes.buffer)
          if (!releases(++reads)) kept.push({ at, bytes })
          at += bytes.length
        },
        releasesData: () => releases(reads),
        onDrain() {},
        onEnd: () => transport.end(),
        onClose: () => resolve(),
      })
    })
    await ended
    expect(at).toBe(SENT.length)
    for (const { at, bytes } of kept) expect(SENT.subarray(at, at + bytes.length).equals(bytes)).toBe(true)
    return memories.size
  }

  test('goes into the memory of the read before where that was released, and leaves alone what was not', async () => {
    const inMemory = await read(() => false)
    expect(inMemory).toBeGreaterThanOrEqual(SENT.length / 65536)
    expect(await read(() => true)).toBeLessThan(inMemory / 4)
    await read((read) => read % 3 > 0)
  })

  test('says of each read whether there was room for more', async () => {
    const port = await serve(createServer((socket) => socket.on('error', () => {}).end(SENT)))
    const transport = await dial(HOST, port, undefined, PATIENT)
    const place = new Uint8Array(3000)
    let room: Uint8Array | undefined
    const reads: { bytes: Uint8Array; isFull: boolean | undefined; room: Uint8Array | undefined }[] = []
    await new Promise<void>((resolve) => {
      transport.start({
        space: () => (room = reads.length % 2 === 0 ? place : undefined),
        onData: (bytes, isFull) => reads.push({ bytes, isFull, room }),
        onDrain() {},
        onEnd: () => transport.end(),
        onClose: () => resolve(),
      })
    })
    for (const { bytes, isFull } of reads.filter(({ room }) => room === place))
      expect(isFull).toBe(bytes.length === place.length)
    // Memory of the transport's own is full where what was read ends where it ends; 2 KiB are read elsewhere and copied.
    for (const { bytes, isFull } of reads.filter(({ room }) => room === undefined))
      expect(isFull).toBe(
        bytes.length === 2048 || bytes.byteOffset + bytes.length === bytes.buffer.byteLength,
      )
    expect(new Set(reads.map(({ isFull }) => isFull))).toEqual(new Set([true, false]))
  })

  test('leaves alone what was not released, where a read into other memory that was comes between', async () => {
    const port = await serve(createServer((socket) => socket.on('error', () => {}).end(SENT)))
    const transport = await dial(HOST, port, undefined, PATIENT)
    const elsewhere = Buffer.alloc(65536)
    const kept: { at: number; bytes: Uint8Array }[] = []
    let at = 0
    let isElsewhere = false
    await new Promise<void>((resolve) => {
      transport.start({
        space: () => (isElsewhere ? elsewhere : undefined),
        onData(bytes) {
          if (bytes.buffer !== elsewhere.buffer) kept.push({ at, bytes })
          isElsewhere = bytes.buffer !== elsewhere.buffer
          at += bytes.length
        },
        releasesData: () => !isElsewhere,
        onDrain() {},
        onEnd: () => transport.end(),
        onClose: () => resolve(),
      })
    })
    expect(at).toBe(SENT.length)
    expect(kept.length).toBeGreaterThan(10)
    for (const { at, bytes } of kept) expect(SENT.subarray(at, at + bytes.length).equals(bytes)).toBe(true)
  })
})

describe('dialling', () => {
  test('a port where nothing listens fails with ECONNREFUSED, and says so', async () => {
    const port = await freePort()
    const attempt = dial(HOST, port, undefined, PATIENT)
    await expect(attempt).rejects.toBeInstanceOf(ConnectionError)
    await expect(attempt).rejects.toMatchObject({
      message: `cannot connect to ${HOST}:${port}: nothing listens there`,
      code: 'ECONNREFUSED',
      scope: 'connection',
      initiator: 'transport',
      retriable: true,
    })
  })

  test('a name with several addresses of which none answers fails with the reason of one of them', async () => {
    const port = await freePort()
    await expect(dial('localhost', port, undefined, PATIENT)).rejects.toMatchObject({
      message: `cannot connect to localhost:${port}: nothing listens there`,
      code: 'ECONNREFUSED',
    })
  })

  test('a host that does not exist fails with ENOTFOUND, and says so', async () => {
    await expect(dial('no..such..host', 5672, undefined, PATIENT)).rejects.toMatchObject({
      message: 'cannot connect to no..such..host:5672: the host is not known',
      code: 'ENOTFOUND',
    })
  })

  test('an address of IPv6 stands in brackets', async () => {
    await expect(dial('::1', await freePort(), undefined, PATIENT)).rejects.toThrow(
      /^cannot connect to \[::1\]:\d+: /,
    )
  })

  test('TLS to a port that does not speak it fails for good, and says so', async () => {
    const port = await serve(createServer((socket) => socket.on('error', () => {}).write('AMQP\0\0\x09\x01')))
    await expect(dial(HOST, port, {}, PATIENT)).rejects.toMatchObject({
      message: `cannot connect to ${HOST}:${port}: it does not speak TLS`,
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
      retriable: false,
    })
  })

  // A port that takes the connection and then says nothing is the only silence that a loopback reliably offers: TLS
  // waits for an answer there, and waits in the same way as TCP.
  test('a peer that does not answer is given up after the time-out', async () => {
    const port = await serve(createServer())
    const attempt = dial(HOST, port, CLIENT_TLS, { timeoutMs: 50 })
    await expect(attempt).rejects.toBeInstanceOf(TimeoutError)
    await expect(attempt).rejects.toMatchObject({
      message: `cannot connect to ${HOST}:${port}: no answer within 50 ms`,
      code: 'CONNECT_TIMEOUT',
      retriable: true,
    })
  })

  test('an attempt that is given up closes its socket', async () => {
    const server = createServer()
    const port = await serve(server)
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const attempt = dial(HOST, port, CLIENT_TLS, { timeoutMs: 50 })
    const [socket] = await accepted
    socket.resume().on('error', () => {})
    await Promise.all([once(socket, 'close'), expect(attempt).rejects.toThrow()])
  })

  test('a signal that was aborted before prevents the attempt', async () => {
    const port = await serve(createServer())
    const signal = AbortSignal.abort(new Error('changed my mind'))
    const attempt = dial(HOST, port, undefined, { ...PATIENT, signal })
    await expect(attempt).rejects.toBeInstanceOf(AbortedError)
    await expect(attempt).rejects.toMatchObject({
      message: `the attempt to connect to ${HOST}:${port} was aborted`,
      code: 'ABORTED',
      initiator: 'user',
      cause: new Error('changed my mind'),
    })
  })

  test('a signal that is aborted meanwhile ends the attempt', async () => {
    const server = createServer()
    const port = await serve(server)
    const controller = new AbortController()
    const attempt = dial(HOST, port, CLIENT_TLS, { ...PATIENT, signal: controller.signal })
    server.on('connection', () => controller.abort())
    await expect(attempt).rejects.toBeInstanceOf(AbortedError)
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  test('a signal that is aborted afterwards changes nothing', async () => {
    const port = await serve(createServer((socket) => socket.end('hello')))
    const controller = new AbortController()
    const side = new RecordedSide(
      await dial(HOST, port, undefined, { ...PATIENT, signal: controller.signal }),
    )
    controller.abort()
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    await side.untilClosed()
    expect([side.text, side.closeError]).toEqual(['hello', undefined])
  })

  test('a port that is none throws a RangeError', async () => {
    await expect(dial(HOST, 70_000, undefined, PATIENT)).rejects.toBeInstanceOf(RangeError)
  })
})

describe('a stream', () => {
  test('sends several pieces as one write', async () => {
    const prototype = Socket.prototype as Socket & { _writev(): void }
    const [write, writev] = [vi.spyOn(prototype, '_write'), vi.spyOn(prototype, '_writev')]
    const port = await serve(createServer((socket) => socket.pipe(socket)))
    const side = new RecordedSide(await dial(HOST, port, undefined, PATIENT))
    side.transport.write([Buffer.from('a'), Buffer.from('b'), Buffer.from('c')])
    expect([write.mock.calls.length, writev.mock.calls.length]).toEqual([0, 1])
    await side.until(() => side.text === 'abc')
    side.transport.destroy()
  })

  test.each([
    ['TCP', () => createServer(), undefined],
    ['TLS', () => createTlsServer(SERVER_TLS), CLIENT_TLS],
  ])('over %s does not wait for more to send', async (_name, server, tls) => {
    const setNoDelay = vi.spyOn(Socket.prototype, 'setNoDelay')
    const transport = await dial(HOST, await serve(server()), tls, PATIENT)
    expect(setNoDelay).toHaveBeenCalledWith(true)
    transport.destroy()
  })

  test('over TLS carries bytes in both directions, and ends like any other', async () => {
    const port = await serve(createTlsServer(SERVER_TLS, (socket) => socket.pipe(socket)))
    const side = new RecordedSide(await dial(HOST, port, CLIENT_TLS, PATIENT))
    side.transport.write([Buffer.from('a'), Buffer.alloc(100_000, 'b')])
    side.transport.end()
    await side.untilClosed()
    expect([side.text, side.events.at(-1), side.closeError]).toEqual([
      `a${'b'.repeat(100_000)}`,
      'close',
      undefined,
    ])
  })

  test('that breaks is closed once, with the reason', async () => {
    const port = await serve(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())))
    const side = new RecordedSide(await dial(HOST, port, undefined, PATIENT))
    side.transport.write([Buffer.from('go away')])
    await side.untilClosed()
    expect(side.events).toEqual(['close'])
    expect(side.closeError).toMatchObject({ code: 'ECONNRESET' })
  })

  test('that breaks before it is started says so when it is, instead of ending the process', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const server = createServer()
    const port = await serve(server)
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const transport = await dial(HOST, port, undefined, PATIENT)
    const socket = connect.mock.contexts[0] as Socket
    const gone = new Promise((resolve) => socket.once('close', resolve))
    const [peer] = await accepted
    peer.resetAndDestroy()
    await gone
    const side = new RecordedSide(transport)
    expect(side.events).toEqual([])
    await side.untilClosed()
    expect([side.events, side.closeError]).toMatchObject([['close'], { code: 'ECONNRESET' }])
  })

  test('that is reset is no end for the other side, but a reset', async () => {
    let accepted!: (transport: Transport) => void
    const taken = new Promise<Transport>((resolve) => (accepted = resolve))
    const listener = await listen(HOST, 0, accepted)
    const near = await dial(HOST, listener.port, undefined, PATIENT)
    const far = new RecordedSide(await taken)
    const own = new RecordedSide(near)
    near.reset?.()
    near.reset?.()
    await Promise.all([own.untilClosed(), far.untilClosed()])
    expect([own.events, own.closeError]).toEqual([['close'], undefined])
    expect([far.events, far.closeError]).toMatchObject([['close'], { code: 'ECONNRESET' }])
    await listener.close()
  })

  test('that is reset does not wait for what is still to be sent', async () => {
    let accepted!: (transport: Transport) => void
    const taken = new Promise<Transport>((resolve) => (accepted = resolve))
    const listener = await listen(HOST, 0, accepted)
    const near = new RecordedSide(await dial(HOST, listener.port, undefined, PATIENT))
    const far = await taken
    // Nobody reads there.
    while (near.transport.write([Buffer.alloc(1024 * 1024)]));
    near.transport.reset?.()
    await near.untilClosed()
    far.destroy()
    await listener.close()
  })

  test('that is reset after its end is closed all the same', async () => {
    const port = await serve(createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {})))
    const side = new RecordedSide(await dial(HOST, port, undefined, PATIENT))
    side.transport.end()
    side.transport.reset?.()
    await side.untilClosed()
    expect(side.closeError).toBeUndefined()
  })

  test('keeps its own direction when the other side has ended, where that is wished for', async () => {
    const received: Buffer[] = []
    const ended = new Promise<void>((resolve) => {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        socket.on('data', (bytes) => received.push(bytes)).on('end', resolve)
        socket.end('no more from here')
      })
      void serve(server).then(async (port) => {
        const side = new RecordedSide(await dial(HOST, port, undefined, { ...PATIENT, allowHalfOpen: true }))
        await side.until(() => side.events.includes('end'))
        side.transport.write([Buffer.from('but from here')])
        side.transport.end()
      })
    })
    await ended
    expect(Buffer.concat(received).toString()).toBe('but from here')
  })

  test('tells where it leads', async () => {
    const port = await serve(createServer())
    const transport = await dial('localhost', port, undefined, PATIENT)
    expect(transport.remote).toBe(`localhost:${port}`)
    expect(transport.remoteAddress?.port).toBe(port)
    expect(['127.0.0.1', '::1']).toContain(transport.remoteAddress?.host)
    transport.destroy()
  })
})

describe('listening', () => {
  test('on a port in use fails, and says so', async () => {
    const first = await listen(HOST, 0, () => {})
    await expect(listen(HOST, first.port, () => {})).rejects.toMatchObject({
      message: `cannot listen on ${HOST}:${first.port}: the port is in use`,
      code: 'EADDRINUSE',
    })
    await first.close()
  })

  test('for TLS carries bytes in both directions, and ends like any other', async () => {
    let accepted!: (transport: Transport) => void
    const taken = new Promise<Transport>((resolve) => (accepted = resolve))
    const listener = await listen(HOST, 0, accepted, { options: SERVER_TLS, onRefused: () => {} })
    const near = new RecordedSide(
      await dial(HOST, listener.port, CLIENT_TLS, { ...PATIENT, allowHalfOpen: true }),
    )
    const far = new RecordedSide(await taken)
    near.transport.write([Buffer.from('hello')])
    near.transport.end()
    await far.until(() => far.events.includes('end'))
    far.transport.write([Buffer.from('and goodbye')])
    far.transport.end()
    await Promise.all([near.untilClosed(), far.untilClosed()])
    expect([far.text, near.text]).toEqual(['hello', 'and goodbye'])
    expect([near.closeError, far.closeError]).toEqual([undefined, undefined])
    await listener.close()
  })

  test('for TLS tells of clients that do not speak it, and does not wait for those that say nothing', async () => {
    const refused: Error[] = []
    let told!: () => void
    const isTold = new Promise<void>((resolve) => (told = resolve))
    const onRefused = (error: Error): void => {
      refused.push(error)
      told()
    }
    const listener = await listen(HOST, 0, () => {}, { options: SERVER_TLS, onRefused })
    const plain = new RecordedSide(await dial(HOST, listener.port, undefined, PATIENT))
    plain.transport.write([Buffer.from('AMQP\0\0\x09\x01')])
    await isTold
    await plain.untilClosed()
    expect(refused).toMatchObject([{ name: 'ConnectionError', initiator: 'peer', retriable: false }])
    expect(refused[0]?.message).toMatch(/^127\.0\.0\.1:\d+ could not agree on TLS: /)
    const silent = new RecordedSide(await dial(HOST, listener.port, undefined, PATIENT))
    await listener.close()
    await silent.untilClosed()
  })

  test('for TLS with options that do not fit is a TypeError', async () => {
    const tls = { options: { key: 'none', cert: 'none' }, onRefused: () => {} }
    await expect(listen(HOST, 0, () => {}, tls)).rejects.toThrow(/^the options of TLS cannot be used: /)
  })

  test('ends when it is closed and all that was taken is closed too', async () => {
    let accepted!: (transport: Transport) => void
    const taken = new Promise<Transport>((resolve) => (accepted = resolve))
    const listener = await listen(HOST, 0, accepted)
    const near = new RecordedSide(await dial(HOST, listener.port, undefined, PATIENT))
    const far = new RecordedSide(await taken)
    let isOver = false
    const closed = listener.close().then(() => (isOver = true))
    await expect(dial(HOST, listener.port, undefined, PATIENT)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    near.transport.write([Buffer.from('hello')])
    near.transport.end()
    await far.until(() => far.events.includes('end'))
    expect([far.text, isOver]).toEqual(['hello', false])
    far.transport.end()
    await closed
    await far.untilClosed()
  })
})

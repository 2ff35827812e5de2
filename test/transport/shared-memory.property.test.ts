// Connections share the memory that they read into while little comes, and that they write into while nothing waits.

import type { Server, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { basicPublish } from '../../src/generated/methods.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { dial } from '../../src/transport/tcp.ts'
import type { Transport, TransportHandler } from '../../src/transport/transport.ts'

const HOST = '127.0.0.1'
const CONNECTIONS = 3

/** A key that both sides know: TLS without certificates. */
const psk = { psk: Buffer.from('a key for tests, and for nothing else'), identity: 'test' }
const tlsOptions = { ciphers: 'PSK', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const

const WAYS = [
  ['TCP', () => createTcpServer(), undefined],
  [
    'TLS',
    () => createTlsServer({ ...tlsOptions, pskCallback: () => psk.psk }),
    { ...tlsOptions, pskCallback: () => psk, checkServerIdentity: () => undefined },
  ],
] as const

/** Sends messages as a connection does, and keeps what comes as it came. */
class Side implements TransportHandler {
  /** What came, as views of the memory that it came in. */
  readonly came: Uint8Array[] = []
  private readonly outbox: Outbox = new Outbox({ onPending() {} })
  private readonly transport: Transport
  private wanted: number = 0
  private onEnough: () => void = () => {}

  constructor(transport: Transport) {
    this.transport = transport
    this.outbox.frameMaxBytes = 4096
    transport.start(this)
  }

  /** Sends a message in one write, and says what that was. */
  send(bytes: number, octet: number): Uint8Array {
    this.outbox.content(1, basicPublish, { routingKey: 'key' }, undefined, Buffer.alloc(bytes, octet))
    const pieces = this.outbox.take()
    const sent = Buffer.concat(pieces)
    this.transport.write(pieces)
    this.reuse()
    return sent
  }

  /** Waits until so many octets have come. */
  hears(bytes: number): Promise<void> {
    this.wanted = bytes
    return new Promise((resolve) => {
      this.onEnough = resolve
      this.look()
    })
  }

  onData(bytes: Uint8Array): void {
    this.came.push(bytes)
    this.look()
  }

  onDrain(): void {
    this.reuse()
  }

  onEnd(): void {}

  onClose(): void {}

  private reuse(): void {
    const { transport } = this
    if (transport.releasesMemory === true && transport.bufferedBytes === 0) this.outbox.reuseMemory()
  }

  private look(): void {
    if (this.came.reduce((sum, { length }) => sum + length, 0) >= this.wanted) this.onEnough()
  }
}

describe.each(WAYS)('connections over %s', (_name, makeServer, tls) => {
  async function serve(): Promise<{ readonly port: number; readonly sockets: Socket[] }> {
    const sockets: Socket[] = []
    const server: Server = makeServer()
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => sockets.push(socket))
    await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return { port: (server.address() as { port: number }).port, sockets }
  }

  const size = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 2500 }) },
    fc.integer({ min: 1, max: 30_000 }),
  )
  const what = fc.record({ who: fc.nat(CONNECTIONS - 1), isIn: fc.boolean(), size, waits: fc.boolean() })

  test('each hears what it was sent, and sends what it has written, whatever the others do', async () => {
    const { port, sockets } = await serve()
    const sides: { readonly side: Side; readonly peer: Socket; readonly heard: Buffer[] }[] = []
    for (let i = 0; i < CONNECTIONS; i++) {
      const side = new Side(await dial(HOST, port, tls, { timeoutMs: 10_000 }))
      // What is written here shows which of the sockets it comes out of.
      side.send(1, 0)
      await expect.poll(() => sockets.length).toBe(i + 1)
      const heard: Buffer[] = []
      sockets[i]?.on('data', (bytes: Buffer) => heard.push(bytes))
      sides.push({ side, peer: sockets[i] as Socket, heard })
      await expect.poll(() => heard.length).toBeGreaterThan(0)
    }
    await fc.assert(
      fc.asyncProperty(fc.array(what, { minLength: 1, maxLength: 60 }), async (steps) => {
        const sent = sides.map(({ side, heard }) => {
          side.came.length = 0
          heard.length = 0
          return { in: [] as Uint8Array[], out: [] as Uint8Array[] }
        })
        const allIn = (who: number): Buffer => Buffer.concat(sent[who]!.in)
        for (const [i, { who, isIn, size, waits }] of steps.entries()) {
          const { side, peer } = sides[who]!
          if (isIn) {
            const bytes = Buffer.alloc(size, i + 1)
            sent[who]!.in.push(bytes)
            peer.write(bytes)
          } else {
            sent[who]!.out.push(side.send(size, i + 1))
          }
          if (waits) await side.hears(allIn(who).length)
        }
        for (const [who, { side, heard }] of sides.entries()) {
          const out = Buffer.concat(sent[who]!.out)
          await side.hears(allIn(who).length)
          await expect.poll(() => heard.reduce((sum, { length }) => sum + length, 0)).toBe(out.length)
          expect(Buffer.concat(heard).equals(out)).toBe(true)
        }
        // Only now: what came first must be as it was when all else has come.
        for (const [who, { side }] of sides.entries()) {
          expect(Buffer.concat(side.came).equals(allIn(who))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

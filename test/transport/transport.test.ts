/** What every transport promises, whatever it is made of. */
import { afterEach, describe, expect, test } from 'vitest'
import { memoryPair } from '../../src/transport/memory.ts'
import { tapped } from '../../src/transport/tap.ts'
import { dial, listen } from '../../src/transport/tcp.ts'
import type { Listener, Transport } from '../../src/transport/transport.ts'
import { RecordedSide } from './recorded-side.ts'

const MEGABYTE = 1024 * 1024

const listeners: Listener[] = []
const transports: Transport[] = []

afterEach(async () => {
  for (const transport of transports.splice(0)) transport.destroy()
  for (const listener of listeners.splice(0)) await listener.close()
})

async function tcpPair(): Promise<[Transport, Transport]> {
  let accepted!: (transport: Transport) => void
  const server = new Promise<Transport>((resolve) => (accepted = resolve))
  const listener = await listen('127.0.0.1', 0, accepted)
  listeners.push(listener)
  const client = await dial('127.0.0.1', listener.port, undefined, { timeoutMs: 10_000 })
  return [client, await server]
}

const PAIRS: [string, () => Promise<[Transport, Transport]>][] = [
  ['memory', async () => memoryPair()],
  [
    'memory with a tap',
    async () => memoryPair().map((one) => tapped(one, () => {})) as [Transport, Transport],
  ],
  ['TCP', tcpPair],
]

describe.each(PAIRS)('%s', (_name, connect) => {
  async function pair(): Promise<[RecordedSide, RecordedSide]> {
    const ends = await connect()
    transports.push(...ends)
    return [new RecordedSide(ends[0]), new RecordedSide(ends[1])]
  }

  const bytes = (text: string): Uint8Array => Buffer.from(text)

  test('delivers what is written in both directions, in order', async () => {
    const [left, right] = await pair()
    left.transport.write([bytes('a'), bytes('b')])
    left.transport.write([bytes('c')])
    right.transport.write([bytes('x'), bytes(''), bytes('y')])
    right.transport.write([])
    await right.until(() => right.text.length === 3)
    await left.until(() => left.text.length === 2)
    expect([left.text, right.text]).toEqual(['xy', 'abc'])
  })

  test('delivers nothing before it is started, and all of it then', async () => {
    const [left, right] = await connect()
    transports.push(left, right)
    const writer = new RecordedSide(left)
    left.write([bytes('early')])
    writer.transport.end()
    const reader = new RecordedSide(right)
    expect(reader.text).toBe('')
    await reader.until(() => reader.events.includes('end'))
    expect(reader.text).toBe('early')
  })

  test('delivers all that was written before the end, and then the end', async () => {
    const [left, right] = await pair()
    const body = Buffer.alloc(3 * MEGABYTE, 'x')
    left.transport.write([body])
    left.transport.end()
    await right.until(() => right.events.includes('end'))
    expect(Buffer.concat(right.chunks).equals(body)).toBe(true)
  })

  test('still delivers what the other side sends after this one has ended', async () => {
    const [left, right] = await pair()
    left.transport.end()
    await right.until(() => right.events.includes('end'))
    right.transport.write([bytes('last words')])
    right.transport.end()
    await left.untilClosed()
    await right.untilClosed()
    expect(left.text).toBe('last words')
    expect([left.events, right.events]).toEqual([
      ['end', 'close'],
      ['end', 'close'],
    ])
  })

  test('closes both sides without an error when both have ended', async () => {
    const [left, right] = await pair()
    left.transport.end()
    right.transport.end()
    await left.untilClosed()
    await right.untilClosed()
    expect([left.closeError, right.closeError]).toEqual([undefined, undefined])
  })

  test('ends both directions at once when it is destroyed', async () => {
    const [left, right] = await pair()
    left.transport.destroy()
    left.transport.destroy()
    await left.untilClosed()
    expect([left.events, left.closeError]).toEqual([['close'], undefined])
    right.transport.end()
    await right.untilClosed()
  })

  test('delivers nothing more once it is destroyed', async () => {
    const [left, right] = await pair()
    right.onBytes = () => right.transport.destroy()
    for (let i = 0; i < 3; i++) left.transport.write([Buffer.alloc(MEGABYTE)])
    await right.untilClosed()
    expect([right.chunks.length, right.events]).toEqual([1, ['close']])
  })

  test('takes writes, ends and destroys after the end, and ignores them', async () => {
    const [left, right] = await pair()
    left.transport.end()
    left.transport.end()
    expect(left.transport.write([bytes('too late')])).toBe(true)
    await right.until(() => right.events.includes('end'))
    right.transport.end()
    await left.untilClosed()
    await right.untilClosed()
    for (const { transport } of [left, right]) {
      expect(transport.write([bytes('too late')])).toBe(true)
      transport.end()
      transport.destroy()
    }
    expect([left.text, right.text]).toEqual(['', ''])
  })

  // Who dials reads in another way than who listens.
  test.each([
    ['one', (ends: [RecordedSide, RecordedSide]) => ends],
    ['the other', ([left, right]: [RecordedSide, RecordedSide]) => [right, left] as const],
  ])('delivers nothing to %s side while it is paused, and all of it in order then', async (_side, order) => {
    const [left, right] = order(await pair())
    left.transport.write([bytes('a')])
    await right.until(() => right.text === 'a')
    right.transport.pause?.()
    let written = 1
    // Until there is no room on the way any more: who does not read holds up who writes.
    for (let hasRoom = true; hasRoom; written += MEGABYTE)
      hasRoom = left.transport.write([Buffer.alloc(MEGABYTE)])
    right.transport.write([bytes('x')])
    await left.until(() => left.text === 'x')
    expect(right.text).toBe('a')
    right.transport.resume?.()
    left.transport.end()
    await right.until(() => right.events.includes('end'))
    expect(right.text.length).toBe(written)
  })

  test('is destroyed although it is paused', async () => {
    const [left, right] = await pair()
    right.transport.pause?.()
    left.transport.write([bytes('a')])
    right.transport.destroy()
    await right.untilClosed()
    expect(right.text).toBe('')
  })

  test('asks the writer to pause where much waits, and tells when there is room', async () => {
    const [left, right] = await connect()
    transports.push(left, right)
    const writer = new RecordedSide(left)
    expect(left.write([bytes('little')])).toBe(true)
    let written = 6
    for (let hasRoom = true; hasRoom; written += MEGABYTE) hasRoom = left.write([Buffer.alloc(MEGABYTE)])
    expect(left.bufferedBytes).toBeGreaterThan(0)
    expect(writer.events).toEqual([])
    const reader = new RecordedSide(right)
    await writer.until(() => writer.events.includes('drain'))
    await reader.until(() => reader.chunks.reduce((sum, chunk) => sum + chunk.length, 0) === written)
    expect([writer.events, left.bufferedBytes]).toEqual([['drain'], 0])
    expect(left.write([bytes('more')])).toBe(true)
  })
})

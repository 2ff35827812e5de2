import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaptureEvent, ProxyOptions } from '../../../src/inspect/index.ts'
import { ProxyScene, received } from './sockets.ts'

const frame = fc
  .tuple(fc.constantFrom(1, 2, 3, 8), fc.nat(3), fc.uint8Array({ maxLength: 40 }))
  .map(([type, channel, payload]) =>
    Buffer.from([type, 0, channel, 0, 0, 0, payload.length, ...payload, 0xce]),
  )
/** Frames, and what is none, in writes that do not care for their borders. */
const stream = fc.array(
  fc.oneof(
    frame,
    fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
  ),
  { maxLength: 12 },
)
const cut = fc.integer({ min: 1, max: 50 })

function writesOf(pieces: readonly Buffer[], size: number): Buffer[] {
  const all = Buffer.concat(pieces)
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.subarray(i * size, (i + 1) * size),
  )
}

const MODES: readonly [string, (onEvent: ProxyOptions['onEvent']) => Partial<ProxyOptions>][] = [
  ['with nothing to do', () => ({})],
  ['with somebody who looks on', (onEvent) => ({ onEvent })],
  [
    'with rules that apply to nothing',
    (onEvent) => ({ onEvent, faults: ['drop connection.secure on channel 9'], stepwise: true }),
  ],
  [
    'with all in pieces',
    (onEvent) => ({ onEvent, faults: ['split 3 every 2', 'coalesce 1 after 3 times 1', 'delay 1 times 1'] }),
  ],
]

test.each(MODES)(
  'any octets in any chunks arrive unchanged in both directions: %s',
  async (_name, options) => {
    const events: CaptureEvent[] = []
    await using scene = await ProxyScene.open(options((event) => events.push(event)))
    const looksOn = options(() => {}).onEvent !== undefined
    let connection = 0
    await fc.assert(
      fc.asyncProperty(stream, stream, cut, async (forth, back, size) => {
        const [client, broker] = await scene.pair()
        const [atBroker, atClient] = [received(broker), received(client)]
        for (const piece of writesOf(forth, size)) client.write(piece)
        for (const piece of writesOf(back, size)) broker.write(piece)
        client.end()
        broker.end()
        expect((await atBroker).equals(Buffer.concat(forth))).toBe(true)
        expect((await atClient).equals(Buffer.concat(back))).toBe(true)
        connection++
        if (!looksOn) return
        expect(carried(events, connection, 'client-to-broker').equals(Buffer.concat(forth))).toBe(true)
        expect(carried(events, connection, 'broker-to-client').equals(Buffer.concat(back))).toBe(true)
      }),
      { numRuns: 40 },
    )
  },
)

function carried(events: readonly CaptureEvent[], connection: number, direction: string): Buffer {
  const own = events.filter((event) => event.connection === connection)
  return Buffer.concat(
    own.map((event) =>
      event.kind === 'bytes' && event.direction === direction ? event.bytes : Buffer.alloc(0),
    ),
  )
}

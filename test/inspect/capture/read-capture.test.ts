import { describe, expect, it } from 'vitest'
import { CaptureError } from '../../../src/errors.ts'
import { type CaptureEvent, readCapture } from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import {
  BROKER,
  block,
  CLIENT,
  ETHERNET,
  enhanced,
  handshake,
  interfaceBlock,
  numbers,
  type Order,
  pcap,
  START_SECONDS,
  section,
  segment,
} from './packets.ts'
import { eventsIn, inPieces } from './recordings.ts'

const hello = segment(CLIENT, BROKER, { seq: 1001, ack: 5001, payload: PROTOCOL_HEADER })
const SESSION = [...handshake(), hello]
const START_MICROS = START_SECONDS * 1e6
const ORDERS: readonly (readonly [string, Order])[] = [
  ['lowest', { isLittle: true }],
  ['highest', { isLittle: false }],
]

describe('a pcap file', () => {
  for (const [words, order] of ORDERS) {
    it.each([
      ['microseconds', false],
      ['nanoseconds', true],
    ])(`with the ${words} octet first and times in %s`, async (_unit, isNano) => {
      const events = await eventsIn(pcap(SESSION, { ...order, isNano }), { pieceBytes: 5 })
      expect(events).toMatchObject([
        {
          kind: 'open',
          connection: 1,
          atMicros: START_MICROS + 7,
          client: { host: '10.0.0.1', port: 40_000 },
          broker: { host: '10.0.0.2', port: 5672 },
          isFromStart: true,
        },
        { kind: 'bytes', atMicros: START_MICROS + 3_000_007, direction: 'client-to-broker' },
      ])
      expect(octetsOf(events)).toEqual(Buffer.from(PROTOCOL_HEADER))
    })
  }
})

describe('a pcapng file', () => {
  for (const [words, order] of ORDERS) {
    it(`with the ${words} octet first, two interfaces with their own clocks, and blocks of other kinds`, async () => {
      const [syn, synAck, ack] = SESSION.map((packet) => packet) as [Uint8Array, Uint8Array, Uint8Array]
      const offset = Buffer.alloc(8)
      if (order.isLittle === true) offset.writeBigInt64LE(100n)
      else offset.writeBigInt64BE(100n)
      const file = Buffer.concat([
        section(order, [[2, Buffer.from('hardware')]]),
        interfaceBlock(order),
        interfaceBlock({ ...order, linkType: ETHERNET }, [
          [9, Uint8Array.of(0x80 | 10)],
          [14, offset],
        ]),
        block(0x0bad, Buffer.from('a custom block'), order),
        enhanced(syn, BigInt(START_MICROS), order),
        enhanced(inEthernet(synAck), BigInt(START_SECONDS - 100) * 1024n + 512n, { ...order, of: 1 }),
        // The obsolete packet has 16 bits for its interface, and then a count of lost packets.
        obsolete(ack, BigInt(START_MICROS) + 600_000n, order),
        block(3, Buffer.concat([numbers(order.isLittle === true, [hello.length]), hello]), order),
        block(5, Buffer.alloc(12), order),
      ])
      const events = await eventsIn(file, { pieceBytes: 3 })
      expect(events.map(({ kind, atMicros }) => [kind, atMicros])).toEqual([
        ['open', START_MICROS],
        ['bytes', START_MICROS + 600_000],
      ])
    })
  }

  it('with two sections, each with an order, interfaces and clocks of its own', async () => {
    const nanos: [number, Uint8Array] = [9, Uint8Array.of(9)]
    const file = Buffer.concat([
      section(),
      interfaceBlock(),
      ...handshake().map((packet) => enhanced(packet, BigInt(START_MICROS))),
      section({ isLittle: false }),
      interfaceBlock({ isLittle: false }, [nanos]),
      enhanced(hello, BigInt(START_MICROS) * 1000n + 1999n, { isLittle: false }),
    ])
    const events = await eventsIn(file)
    expect(events.map(({ atMicros }) => atMicros)).toEqual([START_MICROS, START_MICROS + 1])
  })
})

describe('a damaged file', () => {
  const file = pcap(SESSION)
  const pcapng = Buffer.concat([
    section(),
    interfaceBlock(),
    ...SESSION.map((packet) => enhanced(packet, 0n)),
  ])

  it.each([
    ['pcap', file, 24],
    ['pcapng', pcapng, section().length],
  ])(
    '%s: cut off anywhere gives what was there, and then says where it ends',
    async (_format, whole, from) => {
      for (let at = from + 1; at < whole.length; at++) {
        const { events, error } = await readUntilError(whole.subarray(0, at))
        const all = await eventsIn(whole)
        expect(events).toEqual(all.slice(0, events.length))
        if (error !== undefined) {
          expect(error.message).toMatch(/^the file ends within the .* at \d+: \d+ octets? missing$/)
          expect(error.offset).toBeLessThan(at)
        }
      }
    },
  )

  it('says where a packet is impossible, behind what came before', async () => {
    const broken = Buffer.concat([file, numbers(true, [0, 0, 2 ** 31, 0])])
    const { events, error } = await readUntilError(broken)
    expect(events.length).toBe(2)
    expect(error).toMatchObject({ code: 'BAD_CAPTURE', offset: file.length })
    expect(error?.message).toBe(`a packet of ${2 ** 31} octets at ${file.length}`)
  })

  it.each([
    [
      'a block whose two lengths differ',
      Buffer.concat([numbers(true, [6, 16, 0]), numbers(true, [20])]),
      /says 16 octets, and 20/,
    ],
    ['a block of no possible length', numbers(true, [6, 13, 0]), /a block of 13 octets/],
    ['a huge block', numbers(true, [6, 0x7fff_fffc, 0]), /a block of 2147483644 octets/],
    ['a packet of an interface that is not there', enhanced(hello, 0n, { of: 3 }), /of interface 3, which/],
    ['a packet that is longer than its block', block(6, numbers(true, [0, 0, 0, 999, 999])), /is too short/],
    ['a section in no order', block(0x0a0d_0d0a, numbers(true, [1, 2, 3, 4])), /in no known order/],
  ])('says where there is %s', async (_what, tail, words) => {
    const { events, error } = await readUntilError(Buffer.concat([pcapng, tail]))
    expect(events.length).toBe(2)
    expect(error?.message).toMatch(words)
    expect(error?.offset).toBe(pcapng.length)
  })

  it('hands on the failure of the file itself, behind what came before', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield file
      throw new Error('no such disk')
    }
    const events: CaptureEvent[] = []
    const reading = (async () => {
      for await (const event of readCapture(failing())) events.push(event)
    })()
    await expect(reading).rejects.toThrow('no such disk')
    expect(events.length).toBe(2)
  })
})

it.each([
  ['nothing', Buffer.alloc(0), 'it is empty'],
  ['gzip', Buffer.from('1f8b0800', 'hex'), 'it is compressed, as gzip does'],
  ['text', Buffer.from('hello, I am a text'), "it begins with 'hello, I am a te'"],
  ['octets', Buffer.from('00ff00ff', 'hex'), 'it begins with 00 ff 00 ff'],
  ['the octets of a connection', Buffer.from(PROTOCOL_HEADER), 'without the packets around it'],
])('a file that is no recording but %s is refused with what it looks like', async (_what, file, words) => {
  const { error } = await readUntilError(file)
  expect(error).toBeInstanceOf(CaptureError)
  expect(error?.message).toContain(words)
  expect(error?.offset).toBe(0)
})

it('closes the file when the reader stops', async () => {
  let isClosed = false
  const source = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* inPieces(pcap(SESSION), 50)
    } finally {
      isClosed = true
    }
  }
  for await (const _ of readCapture(source())) break
  expect(isClosed).toBe(true)
})

function obsolete(packet: Uint8Array, units: bigint, order: Order): Uint8Array {
  const bytes = Buffer.from(enhanced(packet, units, { ...order, type: 2 }))
  // The interface 0 stays 0, and 7 packets were lost.
  bytes[order.isLittle === true ? 10 : 11] = 7
  return bytes
}

function inEthernet(packet: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.alloc(12), Buffer.from('0800', 'hex'), packet])
}

function octetsOf(events: readonly CaptureEvent[]): Buffer {
  return Buffer.concat(events.flatMap((event) => ('bytes' in event ? [event.bytes] : [])))
}

async function readUntilError(
  file: Uint8Array,
): Promise<{ events: CaptureEvent[]; error: CaptureError | undefined }> {
  const events: CaptureEvent[] = []
  try {
    for await (const event of readCapture(inPieces(file, 40))) events.push(event)
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error
    return { events, error }
  }
  return { events, error: undefined }
}

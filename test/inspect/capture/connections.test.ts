import { describe, expect, it } from 'vitest'
import type { PacketEnd } from '../../../src/inspect/capture/tcp-packet.ts'
import type { CaptureEvent, Skipped } from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { bodyFrame, heartbeatFrame, methodFrame } from '../frames.ts'
import {
  ACK,
  BROKER,
  CLIENT,
  ETHERNET,
  FIN,
  handshake,
  type Kept,
  pcap,
  RAW,
  RST,
  SYN,
  segment,
} from './packets.ts'
import { eventsIn } from './recordings.ts'

const SLL = 113
const SLL2 = 276
const DECLARE = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello' })
const DELIVER = methodFrame(
  1,
  { apiName: 'basicDeliver' },
  { consumerTag: 'c', deliveryTag: 1, routingKey: 'k' },
)
const CLOSE = methodFrame(
  1,
  { apiName: 'channelClose' },
  { replyCode: 200, replyText: '', classId: 0, methodId: 0 },
)
/** Two ends of which no port tells which is the broker, but that the client's is higher. */
const HIGH: PacketEnd = { address: Uint8Array.of(10, 0, 0, 1), port: 50_000 }
const LOW: PacketEnd = { address: Uint8Array.of(10, 0, 0, 2), port: 40_000 }

const sent = (payload: Uint8Array, seq = 1001, ack = 5001): Uint8Array =>
  segment(CLIENT, BROKER, { seq, ack, payload })
const answered = (payload: Uint8Array, seq = 5001, ack = 1001): Uint8Array =>
  segment(BROKER, CLIENT, { seq, ack, payload })

describe('a packet', () => {
  const hello = sent(PROTOCOL_HEADER)
  const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
  const ip6 = (next: number, ...headers: Uint8Array[]): Uint8Array => {
    const ends = [BROKER, CLIENT].map(({ port }) => ({ address: new Uint8Array(16).fill(port & 0xff), port }))
    const [broker, client] = ends as [PacketEnd, PacketEnd]
    const plain = segment(client, broker, { seq: 1001, ack: 5001, payload: PROTOCOL_HEADER })
    const extension = Buffer.concat(headers)
    const packet = Buffer.concat([plain.subarray(0, 40), extension, plain.subarray(40)])
    packet.writeUInt16BE(packet.length - 40, 4)
    packet[6] = next
    return packet
  }
  const extension = (next: number, length = 8): Buffer =>
    Buffer.concat([Uint8Array.of(next, length / 8 - 1), Buffer.alloc(length - 2)])

  it.each<[string, number, Uint8Array]>([
    ['raw IP', RAW, hello],
    ['raw IP of BSD', 12, hello],
    ['IPv4', 228, hello],
    ['Ethernet', ETHERNET, Buffer.concat([Buffer.alloc(12), hex('0800'), hello])],
    [
      'Ethernet with padding',
      ETHERNET,
      Buffer.concat([Buffer.alloc(12), hex('0800'), hello, Buffer.alloc(9, 0xff)]),
    ],
    ['Ethernet with a VLAN tag', ETHERNET, Buffer.concat([Buffer.alloc(12), hex('8100 0005 0800'), hello])],
    [
      'Ethernet with two tags',
      ETHERNET,
      Buffer.concat([Buffer.alloc(12), hex('88a8 0005 8100 0006 0800'), hello]),
    ],
    ['Linux cooked', SLL, Buffer.concat([Buffer.alloc(14), hex('0800'), hello])],
    ['Linux cooked with a VLAN tag', SLL, Buffer.concat([Buffer.alloc(14), hex('8100 0005 0800'), hello])],
    ['Linux cooked, new', SLL2, Buffer.concat([hex('0800'), Buffer.alloc(18), hello])],
    ['BSD loopback', 0, Buffer.concat([hex('02000000'), hello])],
    ['OpenBSD loopback', 108, Buffer.concat([hex('00000002'), hello])],
    ['IPv6', 229, ip6(6)],
    ['IPv6 in Ethernet', ETHERNET, Buffer.concat([Buffer.alloc(12), hex('86dd'), ip6(6)])],
    ['IPv6 with headers', RAW, ip6(0, extension(43, 24), extension(60), extension(6))],
    [
      'IPv6 with an authentication header',
      RAW,
      ip6(51, Buffer.concat([Uint8Array.of(6, 4), Buffer.alloc(22)])),
    ],
    ['IPv6, a fragment that is all of it', RAW, ip6(44, Buffer.concat([Uint8Array.of(6), Buffer.alloc(7)]))],
  ])('in %s', async (_words, linkType, packet) => {
    const { events, skipped } = await read([packet], linkType)
    expect(octetsOf(events)).toEqual(Buffer.from(PROTOCOL_HEADER))
    expect(skipped).toEqual([])
  })

  const changed = (at: number, value: number): Uint8Array => {
    const packet = Buffer.from(hello)
    packet.writeUInt16BE(value, at)
    return packet
  }
  it.each<[string, number, Uint8Array | Kept, RegExp | undefined]>([
    ['the first fragment of IPv4', RAW, changed(6, 0x2000), /fragment/],
    ['another fragment of IPv4', RAW, changed(6, 0x0010), /fragment/],
    ['a fragment of IPv6', RAW, ip6(44, hex('06 00 00 01 00000000')), /fragment/],
    ['another link', 105, hello, /link type 105/],
    ['a header that says too little', RAW, changed(2, 10), /contradict/],
    ['a kept part of a header', RAW, { packet: hello, keptBytes: 30 }, /headers are not whole/],
    ['a kept part of an IPv4 header', RAW, { packet: hello, keptBytes: 12 }, /headers are not whole/],
    ['UDP', RAW, changed(8, 0x4011), undefined],
    ['ARP', ETHERNET, Buffer.concat([Buffer.alloc(12), hex('0806'), Buffer.alloc(28)]), undefined],
    ['something that is no IP', RAW, Uint8Array.of(0, 1, 2), undefined],
  ])(
    'that is %s is left out, and reported where it can be missed',
    async (_words, linkType, packet, reason) => {
      const { events, skipped } = await read([packet], linkType)
      expect(events).toEqual([])
      expect(skipped.map((one) => one.reason)).toEqual(
        reason === undefined ? [] : [expect.stringMatching(reason)],
      )
      if (reason !== undefined) expect(skipped[0]?.offset).toBe(24)
    },
  )

  it('of which a part was kept has the rest as a gap', async () => {
    const packet = sent(DECLARE)
    const { events } = await read([
      ...handshake(),
      sent(PROTOCOL_HEADER),
      { packet: sent(DECLARE, 1009), keptBytes: 50 },
    ])
    expect(events.slice(2)).toMatchObject([
      { kind: 'bytes' },
      { kind: 'gap', missingBytes: packet.length - 50 },
    ])
  })
})

describe('connections', () => {
  it('end with FIN, each direction for itself, or with RST', async () => {
    const { events } = await read([
      ...handshake(),
      sent(PROTOCOL_HEADER),
      segment(CLIENT, BROKER, { seq: 1009, ack: 5001, flags: FIN | ACK }),
      answered(DELIVER, 5001, 1010),
      segment(BROKER, CLIENT, { seq: 5001 + DELIVER.length, ack: 1010, flags: RST | ACK }),
    ])
    expect(events.map(wordsOf)).toEqual([
      'open from start',
      'client-to-broker 8',
      'client-to-broker end',
      `broker-to-client ${DELIVER.length}`,
      'broker-to-client reset',
    ])
  })

  it('with the ends of one that is over are others', async () => {
    const { events } = await read([
      ...handshake(),
      sent(PROTOCOL_HEADER),
      ...handshake(777, 888),
      segment(CLIENT, BROKER, { seq: 778, ack: 889, payload: PROTOCOL_HEADER }),
    ])
    expect(events.map((event) => `${event.connection} ${wordsOf(event)}`)).toEqual([
      '1 open from start',
      '1 client-to-broker 8',
      '2 open from start',
      '2 client-to-broker 8',
    ])
  })

  it('whose SYN comes again are the same', async () => {
    const [syn, synAck, ack] = handshake() as [Uint8Array, Uint8Array, Uint8Array]
    const { events } = await read([
      syn,
      syn,
      synAck,
      synAck,
      ack,
      sent(PROTOCOL_HEADER),
      synAck,
      sent(PROTOCOL_HEADER),
    ])
    expect(events.map(wordsOf)).toEqual(['open from start', 'client-to-broker 8'])
  })

  it('of which only the answer to the SYN was seen are seen from the start', async () => {
    const { events } = await read([handshake()[1] as Uint8Array, sent(PROTOCOL_HEADER)])
    expect(events.map(wordsOf)).toEqual(['open from start', 'client-to-broker 8'])
    expect(events[0]).toMatchObject({ client: { port: CLIENT.port } })
  })

  it('carry octets in the SYN too', async () => {
    const syn = segment(CLIENT, BROKER, { seq: 1000, flags: SYN, payload: PROTOCOL_HEADER })
    const { events } = await read([syn, sent(DECLARE, 1009)])
    expect(events.map(wordsOf)).toEqual([
      'open from start',
      'client-to-broker 8',
      `client-to-broker ${DECLARE.length}`,
    ])
  })

  it('have a gap where nothing fills a hole within bounds, and go on', async () => {
    const big = new Uint8Array(60_000)
    const many = Array.from({ length: 150 }, (_, i) => sent(big, 1009 + 10 + i * big.length))
    const { events } = await read([...handshake(), sent(PROTOCOL_HEADER), ...many])
    const gap = events.findIndex(({ kind }) => kind === 'gap')
    expect(events[gap]).toMatchObject({ missingBytes: 10 })
    // Long before the capture ends: the gap is told of when the 8 MiB are full.
    expect(events[gap]?.atMicros).toBeLessThan((events.at(-1) as CaptureEvent).atMicros)
    expect(octetsOf(events).length).toBe(8 + 150 * big.length)
  })

  it('are not ended by a FIN in the midst of what is known', async () => {
    const { events } = await read([
      ...handshake(),
      sent(PROTOCOL_HEADER),
      segment(CLIENT, BROKER, { seq: 1003, ack: 5001, flags: FIN | ACK }),
      sent(DECLARE, 1009),
    ])
    expect(events.map(wordsOf)).toEqual([
      'open from start',
      'client-to-broker 8',
      `client-to-broker ${DECLARE.length}`,
    ])
  })

  it('wait for a segment whose acknowledgement was captured before it', async () => {
    const { events } = await read([
      ...handshake(),
      answered(new Uint8Array(0), 5001, 1009),
      sent(PROTOCOL_HEADER),
      sent(DECLARE, 1009),
    ])
    expect(events.filter(({ kind }) => kind === 'gap')).toEqual([])
    expect(octetsOf(events)).toEqual(Buffer.concat([PROTOCOL_HEADER, DECLARE]))
  })
})

describe('the broker', () => {
  const from = (payload: Uint8Array, seq = 1): Uint8Array => segment(HIGH, LOW, { seq, ack: 1, payload })
  const back = (payload: Uint8Array, seq = 1): Uint8Array => segment(LOW, HIGH, { seq, ack: 1, payload })

  it.each<[string, Uint8Array[], number]>([
    ['who is sent the SYN', [...handshake(1, 1, LOW, HIGH), back(PROTOCOL_HEADER, 2)], HIGH.port],
    ['who is sent the protocol header', [back(PROTOCOL_HEADER)], HIGH.port],
    ['who is sent what clients send', [back(DECLARE)], HIGH.port],
    ['who sends what brokers send', [from(DELIVER)], HIGH.port],
    ['who is told by a later frame', [from(heartbeatFrame()), back(DECLARE)], HIGH.port],
    ['who has the lower port', [from(heartbeatFrame()), back(CLOSE)], LOW.port],
  ])('is %s', async (_words, packets, port) => {
    const { events } = await read(packets)
    expect(events[0]).toMatchObject({ kind: 'open', broker: { port } })
  })

  it('has the port 5672 where nothing else tells', async () => {
    const known = { ...HIGH, port: 5672 }
    const low = { ...LOW, port: 1024 }
    const { events } = await read([segment(low, known, { payload: heartbeatFrame() })])
    expect(events[0]).toMatchObject({ kind: 'open', broker: { port: 5672 } })
  })
})

describe('what is no AMQP', () => {
  const from = (payload: Uint8Array): Uint8Array => segment(HIGH, LOW, { seq: 11, ack: 21, payload })

  it.each<[string, Uint8Array, RegExp]>([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n'), /not AMQP/],
    ['what begins like it', Buffer.from('AMQX'), /not AMQP/],
    ['TLS', Buffer.from('1603010200', 'hex'), /TLS/],
  ])('is left out: %s', async (_words, payload, reason) => {
    const { events, skipped } = await read([...handshake(10, 20, HIGH, LOW), from(payload)])
    expect(events).toEqual([])
    expect(skipped).toEqual([
      {
        reason: expect.stringMatching(reason),
        offset: 24,
        from: { host: '10.0.0.1', port: 50_000 },
        to: { host: '10.0.0.2', port: 40_000 },
      },
    ])
  })

  it('is left out: who answers first', async () => {
    const { events, skipped } = await read([
      ...handshake(10, 20, HIGH, LOW),
      segment(LOW, HIGH, { seq: 21, ack: 11, payload: Buffer.from('220 mail') }),
    ])
    expect([events.length, skipped.length]).toEqual([0, 1])
  })

  it('is left out: something in the middle, without a sign', async () => {
    const { events, skipped } = await read([from(Buffer.from('something'))])
    expect(events).toEqual([])
    expect(skipped).toMatchObject([{ reason: 'a connection: no sign of AMQP' }])
  })

  it('is read on the port 5672, whatever it is', async () => {
    const { events } = await read([...handshake(), sent(Buffer.from('GET /'))])
    expect(events.map(wordsOf)).toEqual(['open from start', 'client-to-broker 5'])
  })

  it('holds up nothing for long, and what turns out to be AMQP later is seen from there on', async () => {
    const other = { address: Uint8Array.of(10, 0, 0, 9), port: 50_001 }
    const opening = handshake(1000, 5000, other)
    const { events } = await read([
      from(bodyFrame(1, new Uint8Array(100))),
      ...opening,
      segment(other, BROKER, { seq: 1001, ack: 5001, payload: PROTOCOL_HEADER }),
      segment(HIGH, LOW, { seq: 11 + 108, ack: 21, payload: DECLARE }),
    ])
    expect(events.map((event) => `${event.connection} ${wordsOf(event)}`)).toEqual([
      '1 open from start',
      '1 client-to-broker 8',
      '2 open',
      `2 client-to-broker ${DECLARE.length}`,
    ])
    const times = events.map(({ atMicros }) => atMicros)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

it.each([
  ['that says nothing for long is seen from its start all the same', [PROTOCOL_HEADER], true],
  [
    'of which octets could not be held back is seen from there on',
    [Buffer.from('AM'), Buffer.from('QP00')],
    false,
  ],
])('a connection %s', async (_words, payloads, isFromStart) => {
  let [seq, sentBefore] = [11, 0]
  const packets = payloads.flatMap((payload) => {
    const packet = segment(HIGH, LOW, { seq, ack: 21, payload })
    seq += payload.length
    // For some seconds there is another connection only.
    const others = Array.from({ length: 4 }, () => sent(new Uint8Array(10), 1001 + 10 * sentBefore++))
    return [...others, packet]
  })
  const others = Array.from({ length: 4 }, () => sent(new Uint8Array(10), 1001 + 10 * sentBefore++))
  const frame = segment(HIGH, LOW, { seq, ack: 21, payload: DECLARE })
  const { events } = await read([
    ...handshake(),
    ...handshake(10, 20, HIGH, LOW),
    ...packets,
    ...others,
    frame,
  ])
  const opened = events.filter((event) => event.kind === 'open' && event.client.port === HIGH.port)
  expect(opened).toMatchObject([{ isFromStart }])
})

async function read(
  packets: readonly (Uint8Array | Kept)[],
  linkType: number = RAW,
): Promise<{ events: CaptureEvent[]; skipped: Skipped[] }> {
  const skipped: Skipped[] = []
  const events = await eventsIn(pcap(packets, { linkType }), { onSkipped: (one) => skipped.push(one) })
  return { events, skipped }
}

function octetsOf(events: readonly CaptureEvent[]): Buffer {
  return Buffer.concat(events.flatMap((event) => ('bytes' in event ? [event.bytes] : [])))
}

function wordsOf(event: CaptureEvent): string {
  if (event.kind === 'open') return event.isFromStart ? 'open from start' : 'open'
  if (event.kind === 'end') return `${event.direction} ${event.isReset ? 'reset' : 'end'}`
  return `${event.direction} ${event.kind === 'bytes' ? event.bytes.length : `gap of ${event.missingBytes}`}`
}

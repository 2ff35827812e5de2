import { describe, expect, it } from 'vitest'
import type { CaptureEvent, Direction, Endpoint } from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { bodyFrame, headerFrame, heartbeatFrame, methodFrame } from '../frames.ts'
import { eventsIn, pcapngOf } from './recordings.ts'

const CLIENT = { host: '127.0.0.1', port: 50_000 }
const BROKER = { host: '127.0.0.1', port: 5672 }
const DECLARE = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello' })
const PUBLISH = methodFrame(1, { apiName: 'basicPublish' }, { routingKey: 'hello' })
const [FIN, SYN, RST, ACK, PSH] = [1, 2, 4, 16, 8]

describe('the packets of a recording', () => {
  it('are a TCP connection from the handshake to the end, with all checksums right', () => {
    const packets = packetsOf([
      opened(),
      sent(PROTOCOL_HEADER),
      sent(DECLARE, 'broker-to-client'),
      { kind: 'end', connection: 1, atMicros: 3, direction: 'client-to-broker', isReset: false },
      { kind: 'end', connection: 1, atMicros: 4, direction: 'broker-to-client', isReset: true },
    ])
    const [start, answer] = [packets[0]?.seq as number, packets[1]?.seq as number]
    expect(
      packets.map(({ from, flags, seq, ack, payload }) => [from, flags, seq, ack, payload.length]),
    ).toEqual([
      [50_000, SYN, start, 0, 0],
      [5672, SYN | ACK, answer, next(start, 1), 0],
      [50_000, ACK, next(start, 1), next(answer, 1), 0],
      [50_000, PSH | ACK, next(start, 1), next(answer, 1), 8],
      [5672, PSH | ACK, next(answer, 1), next(start, 9), DECLARE.length],
      [50_000, FIN | ACK, next(start, 9), next(answer, 1 + DECLARE.length), 0],
      [5672, RST | ACK, next(answer, 1 + DECLARE.length), next(start, 10), 0],
    ])
    expect(packets.every(({ isIntact }) => isIntact)).toBe(true)
  })

  it('are of IPv6 where one of the ends is', () => {
    const packets = packetsOf([opened({ client: { host: '::1', port: 1 } }), sent(Buffer.from('odd'))])
    expect(packets.map(({ version, isIntact }) => [version, isIntact])).toEqual(new Array(4).fill([6, true]))
  })

  it('name the frames that end in them, and the one that begins', () => {
    const frames = Buffer.concat([
      PUBLISH,
      headerFrame(1, 5, {}),
      bodyFrame(1, Buffer.from('hello')),
      heartbeatFrame(),
    ])
    const cut = PUBLISH.length + 9
    const packets = packetsOf([
      opened(),
      sent(PROTOCOL_HEADER),
      sent(frames.subarray(0, cut)),
      sent(frames.subarray(cut, cut + 1)),
      sent(frames.subarray(cut + 1)),
      sent(Buffer.from('HTTP')),
      sent(Buffer.concat(new Array(25).fill(heartbeatFrame()))),
    ])
    const heartbeats = new Array(20).fill('heartbeat channel 0').join(', ')
    expect(packets.map(({ comment }) => comment)).toEqual([
      'connection 1',
      '',
      '',
      'protocol header',
      'basic.publish channel 1, content header channel 1 (beginning)',
      'a frame goes on',
      'content header channel 1 (end), body channel 1, heartbeat channel 0',
      '4 octets that are no frame',
      `${heartbeats}, and 5 more frames`,
    ])
  })

  it('are cut where a piece is too long for one', () => {
    const packets = packetsOf([opened(), sent(new Uint8Array(140_000))]).slice(3)
    expect(packets.map(({ payload, flags }) => [payload.length, flags])).toEqual([
      [65_495, ACK],
      [65_495, ACK],
      [9010, PSH | ACK],
    ])
    expect(packets.every(({ isIntact }) => isIntact)).toBe(true)
  })

  it('have no handshake where the connection was not seen from its start', () => {
    const packets = packetsOf([opened({ isFromStart: false }), sent(DECLARE, 'broker-to-client')])
    expect(packets.map(({ from, flags, comment }) => [from, flags, comment])).toEqual([
      [50_000, ACK, 'connection 1, seen from its middle on'],
      [5672, PSH | ACK, 'queue.declare channel 1'],
    ])
  })

  it('jump over what was not seen, which the other side acknowledges', () => {
    const packets = packetsOf([
      opened(),
      sent(DECLARE.subarray(0, 5)),
      { kind: 'gap', connection: 1, atMicros: 2, direction: 'client-to-broker', missingBytes: 100 },
      sent(DECLARE),
    ]).slice(3)
    const seq = packets[0]?.seq as number
    expect(packets.map((packet) => [packet.from, packet.seq, packet.ack, packet.comment])).toEqual([
      [50_000, seq, packets[0]?.ack, 'method (beginning)'],
      [5672, packets[0]?.ack, next(seq, 105), '100 octets before it not seen'],
      [50_000, next(seq, 105), packets[0]?.ack, 'queue.declare channel 1'],
    ])
  })
})

describe('the ends of connections', () => {
  it('that are names have made-up addresses, the same for the same name', async () => {
    const named = { client: { host: 'a', port: 1 }, broker: { host: 'b', port: 2 } }
    const events = [opened(named), opened({ ...named, connection: 2, client: { host: 'b', port: 3 } })]
    const file = Buffer.from(pcapngOf(events))
    for (const [last, name] of [
      [1, 'a'],
      [2, 'b'],
    ] as const) {
      const record = Buffer.from([198, 18, 0, last, ...Buffer.from(name), 0])
      expect(file.includes(record)).toBe(true)
      expect(file.indexOf(record)).toBe(file.lastIndexOf(record))
    }
    expect(await eventsIn(file)).toEqual(events)
  })

  it('never are those of another connection that is open', async () => {
    const events = [opened(), opened({ connection: 2 })]
    expect(packetsOf(events).map(({ comment }) => comment)).toContain(
      'connection 2, in truth from port 50000',
    )
    const back = await eventsIn(pcapngOf(events))
    expect(back.map((event) => event.kind === 'open' && event.client.port)).toEqual([50_000, 50_001])
  })

  it('are told apart where a recording gives the client those of its broker', async () => {
    for (const isFromStart of [true, false]) {
      const events = [
        opened({ client: BROKER, isFromStart }),
        { ...sent(DECLARE), kind: 'end', isReset: false } as CaptureEvent,
        sent(PUBLISH, 'broker-to-client'),
      ]
      const [open, ...others] = await eventsIn(pcapngOf(events))
      expect(open).toMatchObject({ client: { ...BROKER, port: BROKER.port + 1 }, broker: BROKER })
      expect(others.map(({ kind }) => kind)).toEqual(['end', 'bytes'])
    }
  })

  it('are told apart where one connection has those of another the other way round', async () => {
    const events = [opened(), opened({ connection: 2, client: BROKER, broker: CLIENT })]
    const back = await eventsIn(pcapngOf(events))
    expect(back.map((event) => event.kind === 'open' && event.client.port)).toEqual([50_000, 5673])
  })

  it('may be those of one that is over', async () => {
    const reset: CaptureEvent = {
      kind: 'end',
      connection: 1,
      atMicros: 2,
      direction: 'client-to-broker',
      isReset: true,
    }
    const events = [opened(), reset, opened({ connection: 2 })]
    expect(await eventsIn(pcapngOf(events))).toEqual(events)
  })

  it('are others where only a beginning could tell a connection from one that is over', async () => {
    const reset: CaptureEvent = {
      kind: 'end',
      connection: 1,
      atMicros: 2,
      direction: 'client-to-broker',
      isReset: true,
    }
    const events = [opened(), reset, opened({ connection: 2, isFromStart: false })]
    const back = await eventsIn(pcapngOf(events))
    expect(back.map(({ connection, kind }) => [connection, kind])).toEqual([
      [1, 'open'],
      [1, 'end'],
      [2, 'open'],
    ])
    expect(back[2]).toMatchObject({ isFromStart: false, client: { port: 50_001 } })
  })
})

it('events of connections that were never opened, or have ended, are not written', () => {
  const end: CaptureEvent = {
    kind: 'end',
    connection: 1,
    atMicros: 2,
    direction: 'client-to-broker',
    isReset: false,
  }
  expect(packetsOf([sent(DECLARE)])).toEqual([])
  expect(packetsOf([opened(), end, sent(DECLARE), end]).length).toBe(4)
})

function opened(
  given: { connection?: number; client?: Endpoint; broker?: Endpoint; isFromStart?: boolean } = {},
): CaptureEvent {
  return {
    kind: 'open',
    connection: 1,
    atMicros: 1,
    client: CLIENT,
    broker: BROKER,
    isFromStart: true,
    ...given,
  }
}

function sent(bytes: Uint8Array, direction: Direction = 'client-to-broker'): CaptureEvent {
  return { kind: 'bytes', connection: 1, atMicros: 2, direction, bytes }
}

function next(seq: number, count: number): number {
  return (seq + count) % 2 ** 32
}

/** A packet of a file, read by hand. */
interface ReadPacket {
  readonly version: number
  readonly from: number
  readonly seq: number
  readonly ack: number
  readonly flags: number
  readonly payload: Buffer
  readonly comment: string
  /** Whether its lengths and checksums are right. */
  readonly isIntact: boolean
}

function packetsOf(events: readonly CaptureEvent[]): ReadPacket[] {
  const file = Buffer.from(pcapngOf(events))
  const packets: ReadPacket[] = []
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    if (file.readUInt32LE(at) !== 6) continue
    const length = file.readUInt32LE(at + 20)
    const packet = file.subarray(at + 28, at + 28 + length)
    const options = at + 28 + ((length + 3) & ~3)
    const hasComment = options < at + file.readUInt32LE(at + 4) - 4
    const comment = hasComment
      ? file.toString('utf8', options + 4, options + 4 + file.readUInt16LE(options + 2))
      : ''
    packets.push({ ...readPacket(packet), comment })
  }
  return packets
}

function readPacket(packet: Buffer): Omit<ReadPacket, 'comment'> {
  const version = (packet[0] as number) >> 4
  const isIpv4 = version === 4
  const tcp = packet.subarray(isIpv4 ? 20 : 40)
  const ends = isIpv4 ? packet.subarray(12, 20) : packet.subarray(8, 40)
  const length = isIpv4 ? packet.readUInt16BE(2) : packet.readUInt16BE(4) + 40
  const isHeaderRight = !isIpv4 || sumOf(packet.subarray(0, 20)) === 0xffff
  const pseudo = Buffer.concat([ends, Uint8Array.of(0, 6, tcp.length >> 8, tcp.length & 0xff), tcp])
  return {
    version,
    from: tcp.readUInt16BE(0),
    seq: tcp.readUInt32BE(4),
    ack: tcp.readUInt32BE(8),
    flags: tcp[13] as number,
    payload: tcp.subarray(4 * ((tcp[12] as number) >> 4)),
    isIntact: length === packet.length && isHeaderRight && sumOf(pseudo) === 0xffff,
  }
}

/** With its checksum in it, the sum of what it covers is all ones. */
function sumOf(bytes: Buffer): number {
  let sum = 0
  for (const [index, octet] of bytes.entries()) sum += index % 2 === 0 ? octet * 0x100 : octet
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return sum
}

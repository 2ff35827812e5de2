/** Packets and files of packets, put together by hand: nothing here but the segments comes from what is tested. */
import {
  ACK,
  FIN,
  type PacketEnd,
  RST,
  type Segment,
  SYN,
  tcpPacket,
} from '../../../src/inspect/capture/tcp-packet.ts'

export { ACK, FIN, RST, SYN, tcpPacket }

export const CLIENT: PacketEnd = { address: Uint8Array.of(10, 0, 0, 1), port: 40_000 }
export const BROKER: PacketEnd = { address: Uint8Array.of(10, 0, 0, 2), port: 5672 }
export const START_SECONDS = 1_700_000_000

export const RAW = 101
export const ETHERNET = 1

/** A packet of a file: its octets, and what was kept of them where that is not all. */
export interface Kept {
  readonly packet: Uint8Array
  readonly keptBytes?: number
}

/** A segment from one end to the other. */
export function segment(from: PacketEnd, to: PacketEnd, given: Partial<Segment>): Uint8Array {
  return tcpPacket(from, to, { seq: 0, ack: 0, flags: ACK, payload: new Uint8Array(0), ...given })
}

/** How the numbers of a file are written. */
export interface Order {
  readonly isLittle?: boolean
}

/** A pcap file with a packet each second. */
export function pcap(
  packets: readonly (Uint8Array | Kept)[],
  { isLittle = true, linkType = RAW, isNano = false }: Order & { linkType?: number; isNano?: boolean } = {},
): Uint8Array {
  const magic = isNano ? 0xa1b2_3c4d : 0xa1b2_c3d4
  const header = numbers(isLittle, [magic, isLittle ? 0x0004_0002 : 0x0002_0004, 0, 0, 262_144, linkType])
  const records = packets.map((given, index) => {
    const { packet, keptBytes = packet.length } = given instanceof Uint8Array ? { packet: given } : given
    const fraction = isNano ? 7999 : 7
    return Buffer.concat([
      numbers(isLittle, [START_SECONDS + index, fraction, keptBytes, packet.length]),
      packet.subarray(0, keptBytes),
    ])
  })
  return Buffer.concat([header, ...records])
}

/** An option of a block. */
export type Option = readonly [code: number, value: Uint8Array]

/** A block of a pcapng file. */
export function block(type: number, content: Uint8Array, { isLittle = true }: Order = {}): Uint8Array {
  const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)])
  const length = padded.length + 12
  return Buffer.concat([numbers(isLittle, [type, length]), padded, numbers(isLittle, [length])])
}

export function section({ isLittle = true }: Order = {}, options: readonly Option[] = []): Uint8Array {
  const content = numbers(isLittle, [0x1a2b_3c4d, isLittle ? 1 : 0x0001_0000, 0xffff_ffff, 0xffff_ffff])
  return block(0x0a0d_0d0a, Buffer.concat([content, optionsOf(options, isLittle)]), { isLittle })
}

export function interfaceBlock(
  { isLittle = true, linkType = RAW, keptBytes = 0 }: Order & { linkType?: number; keptBytes?: number } = {},
  options: readonly Option[] = [],
): Uint8Array {
  const type = isLittle ? linkType : linkType << 16
  return block(1, Buffer.concat([numbers(isLittle, [type, keptBytes]), optionsOf(options, isLittle)]), {
    isLittle,
  })
}

/** An enhanced packet, at a time in the units of its interface. */
export function enhanced(
  packet: Uint8Array,
  units: bigint,
  { isLittle = true, of = 0, type = 6 }: Order & { of?: number; type?: number } = {},
): Uint8Array {
  const time = [Number(units >> 32n), Number(units & 0xffff_ffffn)]
  const content = numbers(isLittle, [of, ...time, packet.length, packet.length])
  return block(type, Buffer.concat([content, packet]), { isLittle })
}

export function numbers(isLittle: boolean, values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) {
    if (isLittle) bytes.writeUInt32LE(value >>> 0, 4 * index)
    else bytes.writeUInt32BE(value >>> 0, 4 * index)
  }
  return bytes
}

function optionsOf(options: readonly Option[], isLittle: boolean): Uint8Array {
  if (options.length === 0) return new Uint8Array(0)
  const parts = options.map(([code, value]) => {
    const head = isLittle ? (value.length << 16) | code : (code << 16) | value.length
    return Buffer.concat([numbers(isLittle, [head]), value, Buffer.alloc(-value.length & 3)])
  })
  return Buffer.concat([...parts, Buffer.alloc(4)])
}

/** The opening of a connection by its client, with the first sequence numbers of both sides. */
export function handshake(
  clientSeq = 1000,
  brokerSeq = 5000,
  client = CLIENT,
  broker = BROKER,
): Uint8Array[] {
  return [
    segment(client, broker, { seq: clientSeq, flags: SYN }),
    segment(broker, client, { seq: brokerSeq, ack: clientSeq + 1, flags: SYN | ACK }),
    segment(client, broker, { seq: clientSeq + 1, ack: brokerSeq + 1 }),
  ]
}

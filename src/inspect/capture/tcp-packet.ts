import { allocate } from '../../wire/bytes.ts'

/** The flags of a segment. */
export const FIN = 0x01
export const SYN = 0x02
export const RST = 0x04
export const PSH = 0x08
export const ACK = 0x10

/** The protocol number of TCP in a packet. */
export const TCP = 6

/** The most octets that a segment can carry: an IPv4 packet counts its octets in 16 bits, its two headers included. */
export const MAX_SEGMENT_BYTES = 65_495

/** One end of a connection in packets. */
export interface PacketEnd {
  /** 4 octets, or 16; as many as the other end has. */
  readonly address: Uint8Array
  readonly port: number
}

/** What a segment says. */
export interface Segment {
  /** The place of its first octet in the stream, modulo 2^32. */
  readonly seq: number
  /** The place of the next octet that its sender expects, modulo 2^32. */
  readonly ack: number
  readonly flags: number
  readonly payload: Uint8Array
}

const IPV4_HEADER_BYTES = 20
const IPV6_HEADER_BYTES = 40
const TCP_HEADER_BYTES = 20
const DONT_FRAGMENT = 0x4000
const HOPS = 64
const WINDOW = 0xffff

/**
 * The options of a SYN: the largest segment, and a window that is counted in units of 2^14, so that no reader takes it
 * for full.
 */
const SYN_OPTIONS: readonly number[] = [2, 4, MAX_SEGMENT_BYTES >> 8, MAX_SEGMENT_BYTES & 0xff, 1, 3, 3, 14]

/** An IP packet with a segment in it, all checksums right. */
export function tcpPacket(from: PacketEnd, to: PacketEnd, segment: Segment): Uint8Array {
  const isIpv4 = from.address.length === 4
  const ipBytes = isIpv4 ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES
  const options = (segment.flags & SYN) === 0 ? [] : SYN_OPTIONS
  const tcpBytes = TCP_HEADER_BYTES + options.length + segment.payload.length
  const packet = allocate(ipBytes + tcpBytes)
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length)
  if (isIpv4) writeIpv4(packet, view, from, to)
  else writeIpv6(packet, view, from, to, tcpBytes)
  writeTcp(view, ipBytes, from, to, segment, options)
  packet.set(options, ipBytes + TCP_HEADER_BYTES)
  packet.set(segment.payload, packet.length - segment.payload.length)
  // The checksum covers addresses, protocol and length too, as if they stood before the segment.
  const ends = sumOf(from.address) + sumOf(to.address)
  view.setUint16(ipBytes + 16, checksum(ends + TCP + tcpBytes + sumOf(packet.subarray(ipBytes))))
  return packet
}

function writeIpv4(packet: Uint8Array, view: DataView, from: PacketEnd, to: PacketEnd): void {
  view.setUint32(0, 0x4500_0000 | packet.length)
  view.setUint32(4, DONT_FRAGMENT)
  view.setUint32(8, (HOPS << 24) | (TCP << 16))
  packet.set(from.address, 12)
  packet.set(to.address, 16)
  view.setUint16(10, checksum(sumOf(packet.subarray(0, IPV4_HEADER_BYTES))))
}

function writeIpv6(packet: Uint8Array, view: DataView, from: PacketEnd, to: PacketEnd, bytes: number): void {
  view.setUint32(0, 0x6000_0000)
  view.setUint32(4, (bytes << 16) | (TCP << 8) | HOPS)
  packet.set(from.address, 8)
  packet.set(to.address, 24)
}

function writeTcp(
  view: DataView,
  at: number,
  from: PacketEnd,
  to: PacketEnd,
  { seq, ack, flags }: Segment,
  options: readonly number[],
): void {
  view.setUint16(at, from.port)
  view.setUint16(at + 2, to.port)
  view.setUint32(at + 4, seq)
  view.setUint32(at + 8, (flags & ACK) === 0 ? 0 : ack)
  view.setUint16(at + 12, (((TCP_HEADER_BYTES + options.length) / 4) << 12) | flags)
  view.setUint16(at + 14, WINDOW)
  view.setUint32(at + 16, 0)
}

/** The sum of octets taken as 16-bit numbers, a zero behind the last where it stands alone (RFC 1071). */
function sumOf(bytes: Uint8Array): number {
  let sum = 0
  const even = bytes.length & ~1
  for (let at = 0; at < even; at += 2) sum += (bytes[at]! << 8) | bytes[at + 1]!
  return even === bytes.length ? sum : sum + (bytes[even]! << 8)
}

function checksum(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000)
  return ~folded & 0xffff
}

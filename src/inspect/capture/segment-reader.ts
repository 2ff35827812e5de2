import { viewOf } from '../../wire/bytes.ts'
import { type PacketEnd, type Segment, TCP } from './tcp-packet.ts'

/** A segment as it was seen, and who sent it to whom. */
export interface SeenSegment extends Segment {
  readonly from: PacketEnd
  readonly to: PacketEnd
  /** Octets that it carried, of which `payload` has as many as were kept. */
  readonly payloadBytes: number
}

const IPV4_HEADER_BYTES = 20
const IPV6_HEADER_BYTES = 40
const TCP_HEADER_BYTES = 20
const MORE_FRAGMENTS = 0x2000
const FRAGMENT_OFFSET = 0x1fff
const FRAGMENT_HEADER = 44
const AUTHENTICATION_HEADER = 51
/** Hop-by-hop, routing, destination, mobility, host identity, Shim6: all say their own length in units of 8 octets. */
const EXTENSION_HEADERS: ReadonlySet<number> = new Set([0, 43, 60, 135, 139, 140])

const FRAGMENT = 'a fragment of an IP packet, which are not put together'
const CUT_OFF = 'so little was kept of the packet that its headers are not whole'
const DAMAGED = 'a packet whose headers contradict themselves'

/**
 * The segment in an IP packet; undefined where it carries something else than TCP, and what is wrong with it where it
 * cannot be read. Checksums are not looked at: they are often made behind the place where captures are taken.
 */
export function segmentIn(packet: Uint8Array): SeenSegment | string | undefined {
  return (packet[0] as number) >> 4 === 4 ? inIpv4(packet) : inIpv6(packet)
}

function inIpv4(packet: Uint8Array): SeenSegment | string | undefined {
  if (packet.length < IPV4_HEADER_BYTES) return CUT_OFF
  const view = viewOf(packet)
  const headerBytes = 4 * ((packet[0] as number) & 0x0f)
  // A length of 0 is left by cards that cut segments themselves: then there is no padding either.
  const length = view.getUint16(2) || packet.length
  if (packet[9] !== TCP) return undefined
  if (headerBytes < IPV4_HEADER_BYTES || length < headerBytes) return DAMAGED
  if ((view.getUint16(6) & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) !== 0) return FRAGMENT
  const segment = packet.subarray(headerBytes, length)
  return inTcp(segment, length - headerBytes, packet.subarray(12, 16), packet.subarray(16, 20))
}

function inIpv6(packet: Uint8Array): SeenSegment | string | undefined {
  if (packet.length < IPV6_HEADER_BYTES) return CUT_OFF
  const view = viewOf(packet)
  const length = IPV6_HEADER_BYTES + view.getUint16(4)
  const end = length === IPV6_HEADER_BYTES ? packet.length : length
  let at = IPV6_HEADER_BYTES
  let next = packet[6] as number
  while (next !== TCP) {
    const isFragment = next === FRAGMENT_HEADER
    if (!isFragment && next !== AUTHENTICATION_HEADER && !EXTENSION_HEADERS.has(next)) return undefined
    if (at + 8 > packet.length) return CUT_OFF
    // A fragment that is the whole packet has no offset and no other behind it.
    if (isFragment && (view.getUint16(at + 2) & ~0x0006) !== 0)
      return packet[at] === TCP ? FRAGMENT : undefined
    const extent = packet[at + 1] as number
    const bytes = isFragment ? 8 : next === AUTHENTICATION_HEADER ? 4 * (extent + 2) : 8 * (extent + 1)
    next = packet[at] as number
    at += bytes
  }
  if (at > end) return DAMAGED
  return inTcp(packet.subarray(at, end), end - at, packet.subarray(8, 24), packet.subarray(24, 40))
}

function inTcp(
  bytes: Uint8Array,
  length: number,
  source: Uint8Array,
  destination: Uint8Array,
): SeenSegment | string {
  if (bytes.length < TCP_HEADER_BYTES) return length < TCP_HEADER_BYTES ? DAMAGED : CUT_OFF
  const view = viewOf(bytes)
  const headerBytes = 4 * ((bytes[12] as number) >> 4)
  if (headerBytes < TCP_HEADER_BYTES || headerBytes > length) return DAMAGED
  return {
    from: { address: source, port: view.getUint16(0) },
    to: { address: destination, port: view.getUint16(2) },
    seq: view.getUint32(4),
    ack: view.getUint32(8),
    flags: bytes[13] as number,
    payload: bytes.subarray(headerBytes),
    payloadBytes: length - headerBytes,
  }
}

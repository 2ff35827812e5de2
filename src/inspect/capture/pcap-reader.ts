import { CaptureError } from '../../errors.ts'
import { viewOf } from '../../wire/bytes.ts'
import { counted } from '../value-text.ts'
import type { OctetSource } from './octet-source.ts'
import { MAX_PACKET_BYTES, type Packet, type PacketOrigin } from './packet.ts'

const FILE_HEADER_BYTES = 24
const PACKET_HEADER_BYTES = 16
const MICROSECONDS = 0xa1b2_c3d4
const NANOSECONDS = 0xa1b2_3c4d
/** Above the link type stands how long the checksum at the end of a packet is, which nobody needs. */
const LINK_TYPE_BITS = 0x0fff_ffff
const FOREIGN: PacketOrigin = { isOwn: false, names: new Map() }

/** Whether a file begins as a pcap file does. */
export function isPcap(start: Uint8Array): boolean {
  return start.length >= 4 && orderOf(start) !== undefined
}

/**
 * Reads the packets of a pcap file.
 *
 *     ┌ file header ──────────────────────────────────────────────────┬ packet ─────────────────────────────────────────┐
 *     │ magic │ version │ zone │ accuracy │ longest packet │ link type │ seconds │ fraction │ kept │ length │ octets …   │ …
 *     └ 4 ────┴ 2 + 2 ──┴ 4 ───┴ 4 ───────┴ 4 ─────────────┴ 4 ────────┴ 4 ──────┴ 4 ───────┴ 4 ───┴ 4 ─────┴────────────┘
 *
 * @throws {CaptureError} where the file is cut off or damaged
 */
export async function* pcapPackets(source: OctetSource): AsyncGenerator<Packet, void> {
  const header = await source.take(FILE_HEADER_BYTES)
  if (header.length < FILE_HEADER_BYTES) throw cutOff('file header', 0, FILE_HEADER_BYTES - header.length)
  const { isLittle, unitsPerMicro } = orderOf(header)!
  const linkType = viewOf(header).getUint32(20, isLittle) & LINK_TYPE_BITS
  for (;;) {
    const { offset } = source
    const head = source.has(PACKET_HEADER_BYTES)
      ? source.takeNow(PACKET_HEADER_BYTES)
      : await source.take(PACKET_HEADER_BYTES)
    if (head.length === 0) return
    if (head.length < PACKET_HEADER_BYTES) {
      throw cutOff('header of a packet', offset, PACKET_HEADER_BYTES - head.length)
    }
    const view = viewOf(head)
    const kept = view.getUint32(8, isLittle)
    if (kept > MAX_PACKET_BYTES) throw new CaptureError(`a packet of ${kept} octets at ${offset}`, offset)
    const bytes = source.has(kept) ? source.takeNow(kept) : await source.take(kept)
    if (bytes.length < kept) throw cutOff('packet', offset, kept - bytes.length)
    const fraction = Math.floor(view.getUint32(4, isLittle) / unitsPerMicro)
    const atMicros = view.getUint32(0, isLittle) * 1e6 + fraction
    yield { offset, atMicros, linkType, bytes, origin: FOREIGN }
  }
}

/** What is wrong with a file that ends in the middle of something. */
export function cutOff(what: string, offset: number, missing: number): CaptureError {
  return new CaptureError(
    `the file ends within the ${what} at ${offset}: ${counted(missing, 'octet')} missing`,
    offset,
  )
}

function orderOf(start: Uint8Array): { isLittle: boolean; unitsPerMicro: number } | undefined {
  for (const isLittle of [true, false]) {
    const magic = viewOf(start).getUint32(0, isLittle)
    if (magic === MICROSECONDS) return { isLittle, unitsPerMicro: 1 }
    if (magic === NANOSECONDS) return { isLittle, unitsPerMicro: 1000 }
  }
  return undefined
}

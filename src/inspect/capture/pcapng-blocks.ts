import { concatenated, encodeText } from '../../wire/bytes.ts'

/** The types of blocks in a pcapng file. */
export const SECTION_HEADER = 0x0a0d0d0a
export const INTERFACE_DESCRIPTION = 1
export const OBSOLETE_PACKET = 2
export const SIMPLE_PACKET = 3
export const NAME_RESOLUTION = 4
export const ENHANCED_PACKET = 6

/** Written as a number by whoever wrote the file, it tells the order of the octets in all others. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d

/** The options that are of use here, by the blocks that have them. */
export const END_OF_OPTIONS = 0
export const COMMENT = 1
export const SECTION_APPLICATION = 4
export const INTERFACE_RESOLUTION = 9
export const INTERFACE_OFFSET = 14

/** The records of a block of names. */
export const IPV4_RECORD = 1
export const IPV6_RECORD = 2

/** Packets begin with their IP header: LINKTYPE_RAW. */
const RAW_IP = 101
const MICROSECONDS = 6
/** The longest name that a host can have (RFC 1035). */
const MAX_NAME_BYTES = 255

type Option = readonly [code: number, value: Uint8Array]

/** What a file begins with: which application wrote it. */
export function sectionHeader(application: string): Uint8Array {
  const fixed = numbers([BYTE_ORDER_MAGIC, 0x0000_0001, 0xffff_ffff, 0xffff_ffff])
  return block(SECTION_HEADER, fixed, [[SECTION_APPLICATION, encodeText(application)]])
}

/** The one interface: raw IP packets of any length, with times in microseconds. */
export function interfaceDescription(): Uint8Array {
  return block(INTERFACE_DESCRIPTION, numbers([RAW_IP, 0]), [
    [INTERFACE_RESOLUTION, Uint8Array.of(MICROSECONDS)],
  ])
}

/** The name of an address. */
export function nameResolution(address: Uint8Array, name: string): Uint8Array {
  const type = address.length === 4 ? IPV4_RECORD : IPV6_RECORD
  const value = [...address, ...encodeText(name).subarray(0, MAX_NAME_BYTES), 0]
  return block(NAME_RESOLUTION, concatenated([option([type, Uint8Array.from(value)]), numbers([0])]), [])
}

/** A packet, whole, with a comment unless that is empty. */
export function enhancedPacket(atMicros: number, packet: Uint8Array, comment: string): Uint8Array {
  const high = Math.floor(atMicros / 0x1_0000_0000)
  const fixed = numbers([0, high, atMicros, packet.length, packet.length])
  return block(ENHANCED_PACKET, fixed, comment === '' ? [] : [[COMMENT, encodeText(comment)]], packet)
}

/** Type, length, content filled up to 4 octets, options, and the length once more. */
function block(type: number, fixed: Uint8Array, options: readonly Option[], packet?: Uint8Array): Uint8Array {
  const content = [fixed, ...(packet === undefined ? [] : [packet, padding(packet.length)])]
  const end = options.length === 0 ? [] : [numbers([END_OF_OPTIONS])]
  const inner = [...content, ...options.map(option), ...end]
  const bytes = 12 + inner.reduce((sum, part) => sum + part.length, 0)
  return concatenated([numbers([type, bytes]), ...inner, numbers([bytes])])
}

/** Code, length and value, filled up to 4 octets. Records of names have the same form. */
function option([code, value]: Option): Uint8Array {
  return concatenated([numbers([(value.length << 16) | code]), value, padding(value.length)])
}

function padding(length: number): Uint8Array {
  return new Uint8Array(-length & 3)
}

/** Numbers of 32 bits, the lowest octet first. */
function numbers(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of values.entries()) view.setUint32(4 * index, value, true)
  return bytes
}

import { CaptureError } from '../../errors.ts'
import { decodeText, viewOf } from '../../wire/bytes.ts'
import type { OctetSource } from './octet-source.ts'
import { MAX_PACKET_BYTES, type Packet, type PacketOrigin } from './packet.ts'
import { cutOff } from './pcap-reader.ts'
import {
  BYTE_ORDER_MAGIC,
  END_OF_OPTIONS,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_OFFSET,
  INTERFACE_RESOLUTION,
  IPV4_RECORD,
  IPV6_RECORD,
  NAME_RESOLUTION,
  OBSOLETE_PACKET,
  SECTION_APPLICATION,
  SECTION_HEADER,
  SIMPLE_PACKET,
} from './pcapng-blocks.ts'
import { APPLICATION } from './pcapng-writer.ts'

/** Type, length and, at its end, the length once more: no block has less. */
const MIN_BLOCK_BYTES = 12

/** Whether a file begins as a pcapng file does. */
export function isPcapng(start: Uint8Array): boolean {
  return start.length >= 12 && viewOf(start).getUint32(0) === SECTION_HEADER && orderOf(start) !== undefined
}

/**
 * Reads the packets of a pcapng file: of all its sections and interfaces, in the order of the file. Blocks that are
 * about something else are passed over.
 * @throws {CaptureError} where the file is cut off or damaged
 */
export async function* pcapngPackets(source: OctetSource): AsyncGenerator<Packet, void> {
  let section: Section | undefined
  for (;;) {
    const { offset } = source
    if (!source.has(1) && (await source.peek(1)).length === 0) return
    const block = await nextBlock(source, section, offset)
    if (block.type === SECTION_HEADER) section = new Section(block)
    // The first block is a section header: else nobody would have taken the file for pcapng.
    const packet = section!.take(block)
    if (packet !== undefined) yield packet
  }
}

/** A block, without its two lengths. */
interface Block {
  readonly offset: number
  readonly type: number
  readonly content: Uint8Array
  readonly view: DataView
  readonly isLittle: boolean
}

async function nextBlock(source: OctetSource, section: Section | undefined, offset: number): Promise<Block> {
  const start = await source.peek(MIN_BLOCK_BYTES)
  if (start.length < MIN_BLOCK_BYTES) throw cutOff('block', offset, MIN_BLOCK_BYTES - start.length)
  const isSection = viewOf(start).getUint32(0) === SECTION_HEADER
  const isLittle = isSection ? orderOf(start) : section?.isLittle
  if (isLittle === undefined)
    throw new CaptureError(`a section in no known order of octets at ${offset}`, offset)
  const type = viewOf(start).getUint32(0, isLittle)
  const length = viewOf(start).getUint32(4, isLittle)
  if (length < MIN_BLOCK_BYTES || length % 4 !== 0 || length > MAX_PACKET_BYTES) {
    throw new CaptureError(`a block of ${length} octets at ${offset}`, offset)
  }
  const bytes = source.has(length) ? source.takeNow(length) : await source.take(length)
  if (bytes.length < length) throw cutOff('block', offset, length - bytes.length)
  const again = viewOf(bytes).getUint32(length - 4, isLittle)
  if (again !== length) {
    throw new CaptureError(`the block at ${offset} says ${length} octets, and ${again} at its end`, offset)
  }
  const content = bytes.subarray(8, length - 4)
  return { offset, type, content, view: viewOf(content), isLittle }
}

/** Whether the section that begins here has the lowest octet of a number first; undefined where it is none. */
function orderOf(start: Uint8Array): boolean | undefined {
  return [true, false].find((isLittle) => viewOf(start).getUint32(8, isLittle) === BYTE_ORDER_MAGIC)
}

/** How packets of one interface are read. */
interface Interface {
  readonly linkType: number
  /** 0 for no limit. */
  readonly keptBytes: number
  readonly micros: (high: number, low: number) => number
}

/** A section of a file: its interfaces and names are its own. */
class Section implements PacketOrigin {
  readonly isLittle: boolean
  readonly isOwn: boolean
  readonly names: Map<string, string> = new Map()
  private readonly interfaces: Interface[] = []
  /** When the packet before was, for packets without a time. */
  private lastMicros: number = 0

  constructor(block: Block) {
    this.isLittle = block.isLittle
    const application = optionsOf(block, 16).get(SECTION_APPLICATION) ?? new Uint8Array(0)
    this.isOwn = decodeText(application, 0, application.length).startsWith(`${APPLICATION} `)
  }

  /** Takes a block in, and the packet out of it, if it has one. */
  take(block: Block): Packet | undefined {
    const { content, view, isLittle } = block
    switch (block.type) {
      case INTERFACE_DESCRIPTION:
        this.need(block, 8)
        this.interfaces.push(interfaceOf(block))
        return undefined
      case NAME_RESOLUTION:
        for (const [address, name] of namesOf(block)) this.names.set(address, name)
        return undefined
      case ENHANCED_PACKET:
        this.need(block, 20)
        return this.timed(block, view.getUint32(0, isLittle))
      case OBSOLETE_PACKET:
        this.need(block, 20)
        return this.timed(block, view.getUint16(0, isLittle))
      case SIMPLE_PACKET: {
        this.need(block, 4)
        const { keptBytes } = this.interfaceAt(block, 0)
        const length = Math.min(
          view.getUint32(0, isLittle),
          keptBytes || Number.POSITIVE_INFINITY,
          content.length - 4,
        )
        return this.packet(block, 0, this.lastMicros, 4, length)
      }
      default:
        return undefined
    }
  }

  /** The two kinds of packets with a time differ in their first four octets only. */
  private timed(block: Block, index: number): Packet {
    const { view, isLittle } = block
    const micros = this.interfaceAt(block, index).micros(
      view.getUint32(4, isLittle),
      view.getUint32(8, isLittle),
    )
    this.lastMicros = micros
    return this.packet(block, index, micros, 20, view.getUint32(12, isLittle))
  }

  private packet(block: Block, index: number, atMicros: number, from: number, length: number): Packet {
    this.need(block, from + length)
    const { linkType } = this.interfaceAt(block, index)
    const bytes = block.content.subarray(from, from + length)
    return { offset: block.offset, atMicros, linkType, bytes, origin: this }
  }

  private interfaceAt({ offset }: Block, index: number): Interface {
    const found = this.interfaces[index]
    if (found !== undefined) return found
    throw new CaptureError(
      `the packet at ${offset} is of interface ${index}, which the file does not describe`,
      offset,
    )
  }

  private need({ content, offset }: Block, length: number): void {
    if (content.length >= length) return
    throw new CaptureError(`the block at ${offset} is too short for what it should hold`, offset)
  }
}

function interfaceOf(block: Block): Interface {
  const { view, isLittle } = block
  const options = optionsOf(block, 8)
  const [power = 6] = options.get(INTERFACE_RESOLUTION) ?? []
  const seconds = options.get(INTERFACE_OFFSET)
  const offset = seconds?.length === 8 ? viewOf(seconds).getBigInt64(0, isLittle) : 0n
  return {
    linkType: view.getUint16(0, isLittle),
    keptBytes: view.getUint32(4, isLittle),
    micros: microsOf(power, offset),
  }
}

/** How times are counted: in 10^-power or 2^-power seconds, from so many seconds since 1970 on. */
function microsOf(power: number, offset: bigint): Interface['micros'] {
  if (power === 6 && offset === 0n) return (high, low) => high * 0x1_0000_0000 + low
  const unitsPerSecond = (power & 0x80) === 0 ? 10n ** BigInt(power) : 2n ** BigInt(power & 0x7f)
  return (high, low) => {
    const units = (BigInt(high) << 32n) | BigInt(low)
    return Number((units * 1_000_000n) / unitsPerSecond + offset * 1_000_000n)
  }
}

/** The options of a block; they end with the block, or where they cannot be read any further. */
function optionsOf({ content, view, isLittle }: Block, from: number): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>()
  for (const [code, value] of recordsOf(content, view, isLittle, from)) options.set(code, value)
  return options
}

function* recordsOf(
  content: Uint8Array,
  view: DataView,
  isLittle: boolean,
  from: number,
): Generator<[code: number, value: Uint8Array]> {
  for (let at = from; at + 4 <= content.length; ) {
    const code = view.getUint16(at, isLittle)
    const end = at + 4 + view.getUint16(at + 2, isLittle)
    if (code === END_OF_OPTIONS || end > content.length) return
    yield [code, content.subarray(at + 4, end)]
    at = (end + 3) & ~3
  }
}

/** Addresses, each as a text of its octets, with the first of their names. */
function* namesOf({ content, view, isLittle }: Block): Generator<[address: string, name: string]> {
  for (const [type, value] of recordsOf(content, view, isLittle, 0)) {
    const size = type === IPV4_RECORD ? 4 : type === IPV6_RECORD ? 16 : 0
    const end = value.indexOf(0, size)
    if (size > 0 && end > size) yield [value.subarray(0, size).join('.'), decodeText(value, size, end)]
  }
}

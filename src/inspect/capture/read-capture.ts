import { CaptureError } from '../../errors.ts'
import { decodeTextStrictly } from '../../wire/bytes.ts'
import type { CaptureEvent } from '../capture-event.ts'
import { hexOf } from '../seen-frame.ts'
import { valueText } from '../value-text.ts'
import { AmqpSieve } from './amqp-sieve.ts'
import { jsonLinesEvents } from './json-lines-reader.ts'
import { ipPacketIn, isKnownLink } from './link-layer.ts'
import { OctetSource } from './octet-source.ts'
import type { Packet } from './packet.ts'
import { isPcap, pcapPackets } from './pcap-reader.ts'
import { isPcapng, pcapngPackets } from './pcapng-reader.ts'
import { segmentIn } from './segment-reader.ts'
import type { Skipped } from './skipped.ts'
import { TcpConnections } from './tcp-connections.ts'

/** How a file is read. */
export interface ReadCaptureOptions {
  /** Hears of what no event tells of. Default: nobody. */
  readonly onSkipped?: (skipped: Skipped) => void
}

/** So many octets tell what a file is, or what it looks like. */
const TELLING_BYTES = 16

/**
 * Reads a recording, whichever of these it is: pcapng, pcap, or the lines of JSON that a JsonLinesWriter writes. Of the
 * packets, TCP connections are put together, and those that speak AMQP become events. The octets that are handed on stay
 * as they are.
 * @param source the octets of the file, in pieces of any size, such as `createReadStream(path)`; it is closed at the end
 * @throws {CaptureError} where the file is none of these, or is damaged; whatever comes before that place was handed on
 */
export async function* readCapture(
  source: AsyncIterable<Uint8Array>,
  options: ReadCaptureOptions = {},
): AsyncGenerator<CaptureEvent, void> {
  const octets = new OctetSource(source)
  const { onSkipped = () => {} } = options
  try {
    const start = await octets.peek(TELLING_BYTES)
    if (isPcapng(start)) yield* eventsIn(pcapngPackets(octets), onSkipped)
    else if (isPcap(start)) yield* eventsIn(pcapPackets(octets), onSkipped)
    else if (isJson(start)) yield* jsonLinesEvents(octets)
    else throw new CaptureError(`neither pcapng nor pcap nor lines of JSON: ${likeness(start)}`, 0)
  } finally {
    await octets.close()
  }
}

async function* eventsIn(
  packets: AsyncIterable<Packet>,
  onSkipped: (skipped: Skipped) => void,
): AsyncGenerator<CaptureEvent, void> {
  let events: CaptureEvent[] = []
  const sieve = new AmqpSieve((event) => events.push(event), onSkipped)
  const connections = new TcpConnections(sieve)
  const taken = (): CaptureEvent[] => {
    const all = events
    events = []
    return all
  }
  let failure: unknown
  try {
    for await (const packet of packets) {
      sieve.begin(packet)
      const segment = segmentOf(packet)
      if (typeof segment === 'string') onSkipped({ reason: segment, offset: packet.offset })
      else if (segment !== undefined) connections.receive(segment, packet.origin.isOwn)
      if (events.length > 0) yield* taken()
    }
  } catch (error) {
    failure = error
  }
  // What came before the damage is good, and goes out before it is told of.
  connections.end()
  yield* taken()
  if (failure !== undefined) throw failure
}

function segmentOf({ linkType, bytes }: Packet): ReturnType<typeof segmentIn> {
  if (!isKnownLink(linkType)) return `a packet of the link type ${linkType}, which cannot be read`
  const packet = ipPacketIn(linkType, bytes)
  return packet && segmentIn(packet)
}

function isJson(start: Uint8Array): boolean {
  return /^\s*\{/.test(decodeTextStrictly(start, 0, start.length) ?? '')
}

/** What other files begin with. */
const OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['1f8b', 'it is compressed, as gzip does'],
  ['28b52ffd', 'it is compressed, as zstd does'],
  ['fd377a585a', 'it is compressed, as xz does'],
  ['504b0304', 'it is a zip archive'],
  ['736e6f6f70', 'it is a capture in the format of snoop'],
  ['a1b2cd34', 'it is a pcap file of a kind that has long gone out of use'],
  ['34cdb2a1', 'it is a pcap file of a kind that has long gone out of use'],
  ['414d5150', 'it is what AMQP itself begins with, without the packets around it'],
]

function likeness(start: Uint8Array): string {
  if (start.length === 0) return 'it is empty'
  const hex = hexOf(start)
  const other = OTHERS.find(([begin]) => hex.join('').startsWith(begin))
  if (other !== undefined) return other[1]
  const text = decodeTextStrictly(start, 0, start.length)
  const isText = text !== undefined && /^[\t\r\n\x20-\x7e]*$/.test(text)
  return `it begins with ${isText ? valueText(text, TELLING_BYTES) : hex.join(' ')}`
}

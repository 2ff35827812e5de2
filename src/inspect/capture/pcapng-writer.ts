import { VERSION } from '../../util/version.ts'
import type { BytesEvent, CaptureEvent, EndEvent, GapEvent, OpenEvent } from '../capture-event.ts'
import { type Direction, opposite } from '../seen-frame.ts'
import { counted } from '../value-text.ts'
import { FrameNames } from './frame-names.ts'
import { type PacketEnds, PacketEndsBook } from './packet-ends.ts'
import { enhancedPacket, interfaceDescription, nameResolution, sectionHeader } from './pcapng-blocks.ts'
import { ACK, FIN, MAX_SEGMENT_BYTES, type PacketEnd, PSH, RST, SYN, tcpPacket } from './tcp-packet.ts'

/** What a file says wrote it. A reader finds the connections of such a file without asking what they speak. */
export const APPLICATION = 'wirehare'

/**
 * Writes a recording as a .pcapng file, which Wireshark opens. The packets are made up around the octets:
 *
 *     open            SYN, SYN-ACK, ACK; a lone ACK of the client where the connection was not seen from its start
 *     bytes           a segment, or several where it does not fit an IP packet; a comment names the frames in it
 *     gap             the other side acknowledges octets that no segment has carried
 *     end             FIN, or RST
 *
 * The ends have their addresses and ports. A name has a made-up address of 198.18.0.0/15 or 2001:db8::/32, and the file
 * says which. A client's port that another connection still has, or its own broker, is replaced by the next that is
 * free.
 */
export class PcapngWriter {
  private readonly sink: (bytes: Uint8Array) => void
  private readonly ends: PacketEndsBook
  private readonly connections: Map<number, Conversation> = new Map()

  /**
   * Begins the file.
   * @param sink takes the octets of the file, in order; they are not written to again
   */
  constructor(sink: (bytes: Uint8Array) => void) {
    this.sink = sink
    this.ends = new PacketEndsBook((address, name) => sink(nameResolution(address, name)))
    sink(sectionHeader(`${APPLICATION} ${VERSION}`))
    sink(interfaceDescription())
  }

  /** Writes the next event. Those of connections that were not opened, or that have ended, are ignored. */
  receive(event: CaptureEvent): void {
    if (event.kind === 'open') return this.open(event)
    const conversation = this.connections.get(event.connection)
    if (conversation === undefined) return
    const isReset = event.kind === 'end' && event.isReset
    if (conversation[event.direction].hasEnded && !isReset) return
    if (event.kind === 'bytes') conversation.bytes(event)
    else if (event.kind === 'gap') conversation.gap(event)
    else if (conversation.end(event)) this.close(event.connection, conversation)
  }

  /** The recording is over. Connections that are still open stay open in it. */
  end(): void {
    this.connections.clear()
  }

  private open(event: OpenEvent): void {
    const before = this.connections.get(event.connection)
    if (before !== undefined) this.close(event.connection, before)
    const ends = this.ends.take(event)
    this.connections.set(event.connection, new Conversation(event, ends, this.sink))
  }

  private close(connection: number, { packetEnds }: Conversation): void {
    this.connections.delete(connection)
    this.ends.release(packetEnds)
  }
}

/** One direction of a connection. */
interface Way {
  readonly from: PacketEnd
  readonly to: PacketEnd
  readonly names: FrameNames
  /** The sequence number of the next octet. */
  next: number
  hasEnded: boolean
}

/** Any numbers do, but the beginnings of two connections should differ: this is 2^32 through the golden ratio. */
const SEQUENCE_STEP = 0x9e37_79b9
/** Sequence numbers are compared modulo 2^32, so a longer gap takes several steps. */
const MAX_GAP_STEP_BYTES = 2 ** 30
const NOTHING = new Uint8Array(0)

/** The packets of one connection. */
class Conversation implements Record<Direction, Way> {
  readonly 'client-to-broker': Way
  readonly 'broker-to-client': Way
  readonly packetEnds: PacketEnds
  private readonly sink: (bytes: Uint8Array) => void

  constructor(event: OpenEvent, ends: PacketEnds, sink: (bytes: Uint8Array) => void) {
    const { client, broker } = ends
    const start = Math.imul(event.connection, SEQUENCE_STEP) >>> 0
    this.packetEnds = ends
    this.sink = sink
    this['client-to-broker'] = wayOf(client, broker, start)
    this['broker-to-client'] = wayOf(broker, client, ~start >>> 0)
    this.begin(event)
  }

  bytes({ atMicros, direction, bytes }: BytesEvent): void {
    const { names } = this[direction]
    for (let at = 0; at < bytes.length; at += MAX_SEGMENT_BYTES) {
      const payload = bytes.subarray(at, at + MAX_SEGMENT_BYTES)
      const push = at + MAX_SEGMENT_BYTES < bytes.length ? 0 : PSH
      this.send(atMicros, direction, push | ACK, names.of(payload), payload)
    }
  }

  gap({ atMicros, direction, missingBytes }: GapEvent): void {
    const way = this[direction]
    way.names.lose()
    for (let left = missingBytes; left > 0; left -= MAX_GAP_STEP_BYTES) {
      const step = Math.min(left, MAX_GAP_STEP_BYTES)
      way.next = (way.next + step) >>> 0
      this.send(atMicros, opposite(direction), ACK, `${counted(step, 'octet')} before it not seen`)
    }
  }

  /** Ends a direction, or both; says whether that was all. */
  end({ atMicros, direction, isReset }: EndEvent): boolean {
    this.send(atMicros, direction, (isReset ? RST : FIN) | ACK, '')
    this[direction].hasEnded = true
    return isReset || this[opposite(direction)].hasEnded
  }

  private begin({ connection, atMicros, isFromStart, client }: OpenEvent): void {
    const { port } = this.packetEnds.client
    const isMoved = port !== client.port
    const named = `connection ${connection}${isMoved ? `, in truth from port ${client.port}` : ''}`
    const ack = (comment: string): void => this.send(atMicros, 'client-to-broker', ACK, comment)
    if (!isFromStart) return ack(`${named}, seen from its middle on`)
    this.send(atMicros, 'client-to-broker', SYN, named)
    this.send(atMicros, 'broker-to-client', SYN | ACK, '')
    ack('')
  }

  private send(
    atMicros: number,
    direction: Direction,
    flags: number,
    comment: string,
    payload: Uint8Array = NOTHING,
  ): void {
    const way = this[direction]
    const { from, to, next: seq } = way
    const ack = this[opposite(direction)].next
    this.sink(enhancedPacket(atMicros, tcpPacket(from, to, { seq, ack, flags, payload }), comment))
    // SYN and FIN have a number of their own.
    way.next = (seq + payload.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1)) >>> 0
  }
}

function wayOf(from: PacketEnd, to: PacketEnd, next: number): Way {
  return { from, to, names: new FrameNames(), next, hasEnded: false }
}

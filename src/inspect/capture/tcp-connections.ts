import type { SeenSegment } from './segment-reader.ts'
import { ACK, FIN, type PacketEnd, RST, SYN } from './tcp-packet.ts'
import { TcpStream } from './tcp-stream.ts'

/** Which end of a connection: 0 and 1 as they come, whatever their parts. */
export type Side = 0 | 1

/** A TCP connection as it was seen. */
export interface SeenConnection {
  /** Both ends. */
  readonly ends: readonly [PacketEnd, PacketEnd]
  /** Who opened it; undefined where that was not seen. */
  readonly opener: Side | undefined
  /** Whether its beginning was seen. */
  readonly isFromStart: boolean
}

/** Takes what happens on connections, each time as soon as it is known. */
export interface TcpHandler<Connection extends SeenConnection> {
  /** A connection was seen for the first time. What comes back stands for it from then on. */
  onOpen(seen: SeenConnection): Connection
  onBytes(connection: Connection, side: Side, bytes: Uint8Array): void
  onGap(connection: Connection, side: Side, missingBytes: number): void
  onEnd(connection: Connection, side: Side, isReset: boolean): void
  /** Nothing more will be told of it. */
  onForgotten(connection: Connection): void
}

/** Those that are remembered; where there are more, the one is forgotten that has been silent for the longest time. */
const MAX_CONNECTIONS = 65_536

/** Sorts segments by connection and puts each of its directions together. */
export class TcpConnections<Connection extends SeenConnection> {
  private readonly handler: TcpHandler<Connection>
  /** By their ends; the one that was heard of last is the last. */
  private readonly connections: Map<string, Talk<Connection>> = new Map()

  constructor(handler: TcpHandler<Connection>) {
    this.handler = handler
  }

  /**
   * Takes the next segment.
   * @param isOwn whether a PcapngWriter wrote it: then a connection that was not seen from its start begins with a lone
   * acknowledgement by the client
   */
  receive(segment: SeenSegment, isOwn: boolean): void {
    const { from, to, flags } = segment
    const [sender, receiver] = [keyOf(from), keyOf(to)]
    const side: Side = sender < receiver ? 0 : 1
    const key = side === 0 ? sender + receiver : receiver + sender
    let talk = this.connections.get(key)
    if (talk !== undefined) this.connections.delete(key)
    if ((flags & SYN) !== 0 && talk?.isBeginning(side, segment) !== true) {
      if (talk !== undefined) this.forget(talk)
      const opener = (flags & ACK) === 0 ? side : opposite(side)
      talk = this.open({ ends: endsOf(segment, side), opener, isFromStart: true })
    } else if (talk === undefined) {
      // What belongs to no connection that is known, and carries nothing, tells of none.
      if (!isOwn && (segment.payloadBytes === 0 || (flags & RST) !== 0)) return
      const opener = isOwn ? side : undefined
      talk = this.open({ ends: endsOf(segment, side), opener, isFromStart: false })
      if (isOwn) talk.begin(side, segment)
    }
    this.connections.set(key, talk)
    talk.receive(side, segment)
    if (this.connections.size > MAX_CONNECTIONS) this.forgetOldest()
  }

  /** Nothing more will be seen. */
  end(): void {
    for (const talk of this.connections.values()) this.forget(talk)
    this.connections.clear()
  }

  private open(seen: SeenConnection): Talk<Connection> {
    return new Talk(this.handler.onOpen(seen), this.handler)
  }

  private forgetOldest(): void {
    const [oldest] = this.connections
    if (oldest === undefined) return
    this.connections.delete(oldest[0])
    this.forget(oldest[1])
  }

  private forget(talk: Talk<Connection>): void {
    talk.giveUp()
    this.handler.onForgotten(talk.connection)
  }
}

/** Both directions of a connection. */
class Talk<Connection extends SeenConnection> {
  readonly connection: Connection
  private readonly handler: TcpHandler<Connection>
  private readonly streams: readonly [TcpStream, TcpStream]
  private isReset: boolean = false

  constructor(connection: Connection, handler: TcpHandler<Connection>) {
    this.connection = connection
    this.handler = handler
    this.streams = [this.streamOf(0), this.streamOf(1)]
  }

  /** Whether a SYN is the one that this connection began with, come again, or the answer to it. */
  isBeginning(side: Side, { seq, ack, flags }: SeenSegment): boolean {
    const { first } = this.streams[side]
    if (first !== undefined) return first === numberAfter(seq)
    return (flags & ACK) !== 0 && this.streams[opposite(side)].first === ack
  }

  /** Nothing is missing before this segment. */
  begin(side: Side, { seq, ack }: SeenSegment): void {
    this.streams[side].begin(seq)
    this.streams[opposite(side)].begin(ack)
  }

  receive(side: Side, { seq, ack, flags, payload, payloadBytes }: SeenSegment): void {
    if (this.isReset) return
    const stream = this.streams[side]
    // A SYN has a number of its own, before all octets.
    const from = (flags & SYN) === 0 ? seq : numberAfter(seq)
    if ((flags & SYN) !== 0 && stream.first === undefined) stream.begin(from)
    if ((flags & ACK) !== 0) this.streams[opposite(side)].acknowledge(ack)
    if ((flags & RST) === 0) stream.receive(from, payload, payloadBytes, (flags & FIN) !== 0)
    else this.reset(side)
  }

  giveUp(): void {
    for (const stream of this.streams) stream.giveUp()
  }

  private reset(side: Side): void {
    const isOver = this.streams.every(({ hasEnded }) => hasEnded)
    this.giveUp()
    this.isReset = true
    if (!isOver) this.handler.onEnd(this.connection, side, true)
  }

  private streamOf(side: Side): TcpStream {
    const { connection, handler } = this
    return new TcpStream({
      onBytes: (bytes) => handler.onBytes(connection, side, bytes),
      onGap: (missingBytes) => handler.onGap(connection, side, missingBytes),
      onEnd: () => handler.onEnd(connection, side, false),
    })
  }
}

/** The other side. */
export function opposite(side: Side): Side {
  return side === 0 ? 1 : 0
}

function endsOf({ from, to }: SeenSegment, side: Side): readonly [PacketEnd, PacketEnd] {
  return side === 0 ? [from, to] : [to, from]
}

function numberAfter(seq: number): number {
  return (seq + 1) >>> 0
}

/** Address and port as a text that stands for them. */
function keyOf({ address, port }: PacketEnd): string {
  return String.fromCharCode(...address, port)
}

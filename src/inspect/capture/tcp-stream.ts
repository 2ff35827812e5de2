/** Takes what one direction of a TCP connection carries, in its order. */
export interface TcpStreamHandler {
  /** The next octets. */
  onBytes(bytes: Uint8Array): void
  /** Octets that were not seen, and will not be. */
  onGap(missingBytes: number): void
  /** Nothing more comes. */
  onEnd(): void
}

/** Segments that wait for one before them; they count with what they carry. */
const MAX_HELD_BYTES = 8 * 1024 * 1024
const MAX_HELD_SEGMENTS = 16_384

/** A segment that waits. */
interface Held {
  readonly from: number
  /** Behind its last octet; it may carry fewer where not all of it was kept. */
  readonly to: number
  readonly bytes: Uint8Array
  readonly isFin: boolean
}

/**
 * Puts one direction of a TCP connection together from its segments, in whatever order and how often they come. Of
 * octets that come twice the first count.
 *
 *     ────── handed on ──────┤ hole ├── held ──┤ hole ├── held ──
 *                            next
 *
 * A hole is waited for until it is plain that nobody will fill it: the other side has acknowledged octets behind it and
 * such octets were seen, or too much is held, or the capture ends. Then it is a gap.
 *
 * Sequence numbers are 32 bits and begin anywhere; here they are unwound to numbers that only grow.
 */
export class TcpStream {
  /** The sequence number of the first octet; undefined as long as nothing is known of it. */
  first: number | undefined
  hasEnded: boolean = false
  private readonly handler: TcpStreamHandler
  /** The place of the next octet to hand on. */
  private next: number = 0
  /** The place up to which the other side has all. */
  private acknowledged: number = 0
  /** By their places; none begins at `next` or before. */
  private readonly held: Held[] = []
  private heldBytes: number = 0

  constructor(handler: TcpStreamHandler) {
    this.handler = handler
  }

  /** The stream begins with this sequence number, which is not always that of the first octet that is seen. */
  begin(seq: number): void {
    this.first = this.next = this.acknowledged = seq
  }

  /** Takes a segment: what it carries, of which `bytes` may be the beginning only, and whether it is the last. */
  receive(seq: number, bytes: Uint8Array, length: number, isFin: boolean): void {
    if (this.hasEnded || (length === 0 && !isFin)) return
    if (this.first === undefined) this.begin(seq)
    const from = this.unwound(seq)
    const segment = { from, to: from + length, bytes, isFin }
    if (from > this.next) this.hold(segment)
    else this.handOn(segment)
    this.drain()
  }

  /** The other side has acknowledged all before this sequence number. */
  acknowledge(ack: number): void {
    if (this.first === undefined) this.begin(ack)
    this.acknowledged = Math.max(this.acknowledged, this.unwound(ack))
    this.drain()
  }

  /** Nothing more will be seen: hands on what is held, with gaps where something is missing. */
  giveUp(): void {
    while (this.held.length > 0) this.skipHole()
    if (!this.hasEnded && this.first !== undefined) this.skipTo(this.acknowledged)
  }

  private unwound(seq: number): number {
    const near = Math.max(this.next, this.acknowledged)
    return near + ((seq - (near % 2 ** 32)) | 0)
  }

  private hold(segment: Held): void {
    let at = this.held.length
    while (at > 0 && (this.held[at - 1] as Held).from > segment.from) at--
    // A copy: the octets around it need not wait too.
    this.held.splice(at, 0, { ...segment, bytes: new Uint8Array(segment.bytes) })
    this.heldBytes += segment.bytes.length
  }

  private handOn({ from, to, bytes, isFin }: Held): void {
    if (this.hasEnded) return
    const fresh = bytes.subarray(this.next - from)
    if (fresh.length > 0) {
      this.next += fresh.length
      this.handler.onBytes(fresh)
    }
    this.skipTo(to)
    if (!isFin || this.next > to) return
    // The end has a number of its own.
    this.next++
    this.hasEnded = true
    this.handler.onEnd()
  }

  private drain(): void {
    for (;;) {
      const [oldest] = this.held
      if (oldest === undefined) return
      if (oldest.from <= this.next) this.handOn(this.takeHeld())
      else if (oldest.from <= this.acknowledged || this.isFull) this.skipHole()
      else return
    }
  }

  private get isFull(): boolean {
    return this.heldBytes > MAX_HELD_BYTES || this.held.length > MAX_HELD_SEGMENTS
  }

  private skipHole(): void {
    const oldest = this.takeHeld()
    this.skipTo(oldest.from)
    this.handOn(oldest)
  }

  private takeHeld(): Held {
    const oldest = this.held.shift() as Held
    this.heldBytes -= oldest.bytes.length
    return oldest
  }

  private skipTo(place: number): void {
    if (place <= this.next) return
    const missing = place - this.next
    this.next = place
    this.handler.onGap(missing)
  }
}

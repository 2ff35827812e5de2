import { Fifo } from '../../util/fifo.ts'
import type { CaptureEvent, Endpoint } from '../capture-event.ts'
import type { Direction } from '../seen-frame.ts'
import { AmqpEvidence } from './amqp-evidence.ts'
import { addressText } from './ip-address.ts'
import type { Packet, PacketOrigin } from './packet.ts'
import { isMadeUp } from './packet-ends.ts'
import type { Skipped } from './skipped.ts'
import { opposite, type SeenConnection, type Side, type TcpHandler } from './tcp-connections.ts'

/** A connection of which it may not be known yet whether it speaks AMQP. */
export interface Candidate extends SeenConnection {
  readonly evidence: AmqpEvidence
  /** The file that it stands in. */
  readonly origin: PacketOrigin
  /** Octets of the file before its first packet. */
  readonly offset: number
  /** Whether all of it is still there to be handed on. */
  isWhole: boolean
  /** Its number, once something of it was handed on. */
  number: number | undefined
  isReported: boolean
}

/** What happened, before it is known what it means. */
type Happening = { readonly candidate: Candidate; readonly atMicros: number; readonly side: Side } & (
  | { readonly kind: 'open' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'gap'; readonly missingBytes: number }
  | { readonly kind: 'end'; readonly isReset: boolean }
)

/** How much, and for how long in the time of the capture, is held back behind a connection that shows no sign. */
const MAX_HELD_BYTES = 4 * 1024 * 1024
const MAX_HELD_MICROS = 1_000_000

/**
 * Lets those connections through that speak AMQP, as events in the order of time. As long as it is not known of one, what
 * happened since is held back. What cannot be held back any longer is dropped: should it turn out to be AMQP later, it
 * was not seen from its start.
 */
export class AmqpSieve implements TcpHandler<Candidate> {
  private readonly onEvent: (event: CaptureEvent) => void
  private readonly onSkipped: (skipped: Skipped) => void
  /** The packet that is read. */
  private packet: Packet | undefined
  private readonly waiting: Fifo<Happening> = new Fifo()
  private waitingBytes: number = 0
  private connections: number = 0

  constructor(onEvent: (event: CaptureEvent) => void, onSkipped: (skipped: Skipped) => void) {
    this.onEvent = onEvent
    this.onSkipped = onSkipped
  }

  /** What happens from now on is in this packet. */
  begin(packet: Packet): void {
    this.packet = packet
  }

  onOpen(seen: SeenConnection): Candidate {
    const { offset, origin } = this.packet as Packet
    const evidence = new AmqpEvidence(seen, origin.isOwn)
    const candidate = {
      ...seen,
      evidence,
      origin,
      offset,
      isWhole: true,
      number: undefined,
      isReported: false,
    }
    this.happen({ kind: 'open', candidate, atMicros: this.atMicros, side: 0 })
    return candidate
  }

  onBytes(candidate: Candidate, side: Side, bytes: Uint8Array): void {
    candidate.evidence.receive(side, bytes)
    this.happen({ kind: 'bytes', candidate, atMicros: this.atMicros, side, bytes })
  }

  onGap(candidate: Candidate, side: Side, missingBytes: number): void {
    candidate.evidence.lose(side)
    this.happen({ kind: 'gap', candidate, atMicros: this.atMicros, side, missingBytes })
  }

  onEnd(candidate: Candidate, side: Side, isReset: boolean): void {
    this.happen({ kind: 'end', candidate, atMicros: this.atMicros, side, isReset })
  }

  onForgotten(candidate: Candidate): void {
    const verdict = candidate.evidence.conclude()
    if (!verdict.isAmqp) this.report(candidate, verdict.reason)
    this.flush()
  }

  private get atMicros(): number {
    return (this.packet as Packet).atMicros
  }

  private happen(happening: Happening): void {
    this.waiting.push(happening)
    if (happening.kind === 'bytes') this.waitingBytes += happening.bytes.length
    this.flush()
    while (this.holdsTooMuch()) this.decideOldest()
  }

  private holdsTooMuch(): boolean {
    const oldest = this.waiting.peek()
    if (oldest === undefined) return false
    return this.waitingBytes > MAX_HELD_BYTES || this.atMicros - oldest.atMicros > MAX_HELD_MICROS
  }

  private decideOldest(): void {
    const { candidate } = this.waiting.peek() as Happening
    if (candidate.evidence.guess() === undefined) {
      // Where it has only been opened, all octets are still to come.
      if (this.take().kind !== 'open') candidate.isWhole = false
    }
    this.flush()
  }

  /** Hands on all up to the first of which it is not known whether it is AMQP. */
  private flush(): void {
    for (;;) {
      const verdict = this.waiting.peek()?.candidate.evidence.verdict
      if (verdict === undefined) return
      const happening = this.take()
      if (verdict.isAmqp) this.handOn(happening, verdict.client)
      else this.report(happening.candidate, verdict.reason)
    }
  }

  private take(): Happening {
    const happening = this.waiting.shift() as Happening
    if (happening.kind === 'bytes') this.waitingBytes -= happening.bytes.length
    return happening
  }

  private handOn(happening: Happening, client: Side): void {
    const { candidate, atMicros, side } = happening
    if (candidate.number === undefined) this.open(candidate, client, atMicros)
    const connection = candidate.number as number
    const direction: Direction = side === client ? 'client-to-broker' : 'broker-to-client'
    if (happening.kind === 'bytes') {
      this.onEvent({ kind: 'bytes', connection, atMicros, direction, bytes: happening.bytes })
    } else if (happening.kind === 'gap') {
      this.onEvent({ kind: 'gap', connection, atMicros, direction, missingBytes: happening.missingBytes })
    } else if (happening.kind === 'end') {
      this.onEvent({ kind: 'end', connection, atMicros, direction, isReset: happening.isReset })
    }
  }

  private open(candidate: Candidate, client: Side, atMicros: number): void {
    candidate.number = ++this.connections
    this.onEvent({
      kind: 'open',
      connection: candidate.number,
      atMicros,
      client: this.endpointOf(candidate, client),
      broker: this.endpointOf(candidate, opposite(client)),
      isFromStart: candidate.isFromStart && candidate.isWhole,
    })
  }

  private report(candidate: Candidate, reason: string): void {
    if (candidate.isReported) return
    candidate.isReported = true
    const opener = candidate.opener ?? 0
    const from = this.endpointOf(candidate, opener)
    const to = this.endpointOf(candidate, opposite(opener))
    this.onSkipped({ reason: `a connection: ${reason}`, offset: candidate.offset, from, to })
  }

  private endpointOf({ ends, origin }: Candidate, side: Side): Endpoint {
    const { address, port } = ends[side]
    const name = isMadeUp(address) ? origin.names.get(address.join('.')) : undefined
    return { host: name ?? addressText(address), port }
  }
}

import { methodInfos } from '../../generated/metadata.ts'
import { FrameCutter } from '../../protocol/frame-cutter.ts'
import { viewOf } from '../../wire/bytes.ts'
import { FRAME_METHOD, FRAME_PREFIX_BYTES, PROTOCOL_HEADER } from '../../wire/frame.ts'
import { opposite, type SeenConnection, type Side } from './tcp-connections.ts'

/** The registered ports of AMQP, plain and over TLS. */
const AMQP_PORT = 5672
const AMQPS_PORT = 5671
const TLS_HANDSHAKE = 0x16
/** No frame is longer that is looked for while the way is lost. */
const MAX_FRAME_BYTES = 131_072
const LETTERS = PROTOCOL_HEADER.subarray(0, 4)

/** Who sends each method, by its id; undefined where both may. */
const SENDERS: ReadonlyMap<number, 'client' | 'server' | undefined> = new Map(
  methodInfos.map(({ id, from }) => [id, from.length === 1 ? from[0] : undefined]),
)

/** What it is about a connection: AMQP and who is who, something else and what, or not known yet. */
export type Verdict =
  | { readonly isAmqp: true; readonly client: Side }
  | { readonly isAmqp: false; readonly reason: string }
  | undefined

/**
 * Finds out whether a connection speaks AMQP, and which side is the client: who opened it, else who sends what clients
 * send, else by the ports. A connection with the port 5672 that was seen from its start is AMQP whatever it says.
 */
export class AmqpEvidence {
  private readonly seen: SeenConnection
  private readonly cutters: readonly [FrameCutter, FrameCutter]
  /** The first octets of the client, as long as they are the letters AMQP, and nothing of the stream is missing. */
  private begun: number | undefined
  private speaksAmqp: boolean = false
  private client: Side | undefined
  private found: Verdict

  /** @param isOwn whether it stands in a file that holds AMQP alone */
  constructor(seen: SeenConnection, isOwn: boolean) {
    const { opener } = seen
    this.seen = seen
    this.client = opener
    this.begun = seen.isFromStart ? 0 : undefined
    this.cutters = [this.cutterOf(0), this.cutterOf(1)]
    if (opener !== undefined && (isOwn || this.hasPort(AMQP_PORT)))
      this.found = { isAmqp: true, client: opener }
  }

  /** What is known by now. */
  get verdict(): Verdict {
    return this.found
  }

  receive(side: Side, bytes: Uint8Array): void {
    if (this.found !== undefined) return
    if (this.begun === undefined) this.cutters[side].receive(bytes)
    else if (side === this.client) this.begin(bytes, this.begun)
    else this.found = { isAmqp: false, reason: 'not AMQP: the side that did not open it speaks first' }
  }

  lose(side: Side): void {
    this.begun = undefined
    this.cutters[side].lose()
  }

  /** What is most likely, where there will be no more to go by; undefined where there is no sign of AMQP. */
  guess(): Verdict {
    if (this.found !== undefined || !(this.speaksAmqp || this.hasPort(AMQP_PORT))) return this.found
    return (this.found = { isAmqp: true, client: this.client ?? this.clientByPort() })
  }

  /** The verdict, when nothing more will come. */
  conclude(): Exclude<Verdict, undefined> {
    return (this.found = this.guess() ?? { isAmqp: false, reason: 'no sign of AMQP' })
  }

  private begin(bytes: Uint8Array, begun: number): void {
    const there = Math.min(LETTERS.length - begun, bytes.length)
    for (let i = 0; i < there; i++) {
      if (bytes[i] === LETTERS[begun + i]) continue
      const reason =
        begun + i === 0 && bytes[0] === TLS_HANDSHAKE ? 'TLS, which is not decrypted' : 'not AMQP'
      this.found = { isAmqp: false, reason }
      return
    }
    this.begun = begun + there
    if (this.begun === LETTERS.length) this.found = { isAmqp: true, client: this.client as Side }
  }

  private cutterOf(side: Side): FrameCutter {
    const cutter = new FrameCutter((bytes, isFrame) => {
      if (isFrame) this.frame(side, bytes)
    }, MAX_FRAME_BYTES)
    cutter.lose()
    return cutter
  }

  private frame(side: Side, bytes: Uint8Array): void {
    this.speaksAmqp = true
    const sender = bytes[0] === LETTERS[0] ? 'client' : senderOf(bytes)
    if (sender !== undefined) this.client ??= sender === 'client' ? side : opposite(side)
    if (this.client !== undefined) this.found ??= { isAmqp: true, client: this.client }
  }

  /** Brokers have a port that is known, and clients one that the system gives them, from above. */
  private clientByPort(): Side {
    const [first, second] = this.seen.ends.map(({ port }) => port) as [number, number]
    for (const known of [AMQP_PORT, AMQPS_PORT]) {
      if (first === known) return 1
      if (second === known) return 0
    }
    return first > second ? 0 : 1
  }

  private hasPort(wanted: number): boolean {
    return this.seen.ends.some(({ port }) => port === wanted)
  }
}

function senderOf(bytes: Uint8Array): 'client' | 'server' | undefined {
  return bytes[0] === FRAME_METHOD ? SENDERS.get(viewOf(bytes).getUint32(FRAME_PREFIX_BYTES)) : undefined
}

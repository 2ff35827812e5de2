import { ReleasedError } from '../errors.ts'
import { type BasicProperties, decodeBasicProperties } from '../generated/properties.ts'
import { decodeText, NO_BYTES, part } from '../wire/bytes.ts'
import { Reader } from '../wire/reader.ts'
import type { BodyMemory } from './body-memory.ts'
import type { Loan } from './loan.ts'

/** Where the body of a content ends of which nothing is left. */
const RELEASED = -1

/**
 * What travels behind a method that carries content: properties and a body. Both are left as bytes until somebody asks,
 * because many consumers look at one of them only.
 */
export class Content {
  private header: Uint8Array
  private headerFrom: number
  private headerTo: number
  private decoded: BasicProperties | undefined
  private payload: Uint8Array
  private payloadFrom: number
  private payloadTo: number

  /**
   * @param header holds the property list in `[headerFrom..headerTo)`: flags and values
   * @param payload holds the body in `[payloadFrom..payloadTo)`, unless that comes later
   */
  constructor(
    header: Uint8Array,
    headerFrom: number,
    headerTo: number,
    payload: Uint8Array = NO_BYTES,
    payloadFrom: number = 0,
    payloadTo: number = payload.length,
  ) {
    this.header = header
    this.headerFrom = headerFrom
    this.headerTo = headerTo
    this.payload = payload
    this.payloadFrom = payloadFrom
    this.payloadTo = payloadTo
  }

  /** @internal Takes the body, now that it is whole. */
  fill(payload: Uint8Array, from: number, to: number): void {
    this.payload = payload
    this.payloadFrom = from
    this.payloadTo = to
  }

  /** Gives back all that it looks at. What is asked of it from now on is a ReleasedError. */
  protected discard(loan: Loan, bodies: BodyMemory): void {
    loan.giveBack(this.header)
    bodies.giveBack(this.payload, this.payloadTo - this.payloadFrom)
    this.header = NO_BYTES
    this.headerFrom = 0
    this.headerTo = RELEASED
    this.decoded = undefined
    this.payload = NO_BYTES
    this.payloadFrom = 0
    this.payloadTo = RELEASED
  }

  /** Makes sure that it is still there, which nothing is after `discard`. */
  protected demand(): void {
    if (this.payloadTo === RELEASED) throw new ReleasedError()
  }

  /**
   * The properties of the message.
   * @throws {ProtocolError} where they are malformed, which a broker lets no publisher get away with
   */
  get properties(): BasicProperties {
    if (this.decoded !== undefined) return this.decoded
    this.demand()
    this.decoded = decodeBasicProperties(new Reader(this.header, this.headerFrom, this.headerTo))
    return this.decoded
  }

  /** The property list as it travels, flags and values: what passes a message on passes these on, to the byte. Not copied. */
  get propertyBytes(): Uint8Array {
    if (this.headerFrom !== 0 || this.headerTo !== this.header.length) {
      this.demand()
      this.header = part(this.header, this.headerFrom, this.headerTo)
      this.headerFrom = 0
      this.headerTo = this.header.length
    }
    return this.header
  }

  /** The size of the body in bytes. */
  get bodyBytes(): number {
    this.demand()
    return this.payloadTo - this.payloadFrom
  }

  /**
   * The bytes of the body: a view of memory that is not written to again before a delivery is released, and that what
   * arrived around them shares. Copy what you keep for long, with `Buffer.from(message.body)` for example. A Buffer on Node.
   */
  get body(): Buffer {
    if (this.payloadFrom !== 0 || this.payloadTo !== this.payload.length) {
      this.demand()
      this.payload = part(this.payload, this.payloadFrom, this.payloadTo)
      this.payloadFrom = 0
      this.payloadTo = this.payload.length
    }
    return this.payload as Buffer
  }

  /** The body as UTF-8 text. */
  text(): string {
    this.demand()
    return decodeText(this.payload, this.payloadFrom, this.payloadTo)
  }

  /**
   * The body read as JSON.
   * @throws {SyntaxError} where it is none
   */
  json(): unknown {
    return JSON.parse(this.text())
  }
}

import { ProtocolError } from '../errors.ts'
import { decodeText, decodeTextStrictly, viewOf } from './bytes.ts'
import { decodeAsciiName, decodeName } from './name-cache.ts'

/** The reply code for arguments that do not parse. The standard means 502 for it, RabbitMQ answers 501, and so do we. */
const FRAME_ERROR = 501

/**
 * Reads AMQP's basic types from a piece of a byte stream, and never past its end: each read that would is a
 * `ProtocolError` that names the field. All integers are big-endian and unsigned unless the name says otherwise.
 * (AMQP 0-9-1, 4.2.5 "Data Types".)
 */
export class Reader {
  /** What is read from; only the part from `at` to `end` is meant. */
  bytes: Uint8Array
  /** The same bytes, for numbers of several octets: one check instead of one for each octet. */
  view: DataView
  /** The offset in `bytes` of the next octet to read. */
  at: number
  /** The offset in `bytes` behind the last octet that may be read. */
  end: number

  constructor(bytes: Uint8Array, from: number = 0, to: number = bytes.length) {
    this.bytes = bytes
    this.view = viewOf(bytes)
    this.at = from
    this.end = to
  }

  /** Points this reader at other bytes, so that one reader serves every frame of a connection. */
  reset(bytes: Uint8Array, from: number, to: number): this {
    if (bytes !== this.bytes) {
      this.view = viewOf(bytes)
      this.bytes = bytes
    }
    this.at = from
    this.end = to
    return this
  }

  /** 8 bits. */
  octet(field: string): number {
    const at = this.take(1, field)
    return this.bytes[at] as number
  }

  /** 16 bits. */
  short(field: string): number {
    return this.view.getUint16(this.take(2, field))
  }

  /** 32 bits. */
  long(field: string): number {
    return this.view.getUint32(this.take(4, field))
  }

  /** 64 bits as a number, refused beyond 2^53 - 1, where a number would no longer be exact. */
  longlong(field: string): number {
    const at = this.take(8, field)
    const high = this.view.getUint32(at)
    if (high > 0x1fffff) throw this.broken(field, 'is beyond 2^53 - 1')
    return high * 0x100000000 + this.view.getUint32(at + 4)
  }

  /** 64 bits without loss: a number up to 2^53 - 1, a bigint beyond. */
  timestamp(field: string): number | bigint {
    const at = this.take(8, field)
    const high = this.view.getUint32(at)
    const low = this.view.getUint32(at + 4)
    return high > 0x1fffff ? (BigInt(high) << 32n) | BigInt(low) : high * 0x100000000 + low
  }

  /** A short text, 255 bytes at most, that has to be UTF-8. */
  shortstr(field: string): string {
    const from = this.takeShortstr(field)
    const text = decodeAsciiName(this.bytes, from, this.at) ?? decodeTextStrictly(this.bytes, from, this.at)
    if (text === undefined) throw this.broken(field, 'is not UTF-8')
    return text
  }

  /**
   * A short text of a message's properties. Brokers hand these on without a look, so a text that is not UTF-8 is the
   * fault of some publisher, and no reason to end this connection: its bad bytes become U+FFFD.
   */
  lenientShortstr(field: string): string {
    const from = this.takeShortstr(field)
    return decodeText(this.bytes, from, this.at)
  }

  /** Moves past a short text and returns where its length stands, for `shortstrAt`. */
  skipShortstr(field: string): number {
    const { at } = this
    this.takeShortstr(field)
    return at
  }

  /** The name of a value in a table: as lenient, since publishers make these too, but from the cache, since they repeat. */
  tableName(field: string): string {
    const from = this.takeShortstr(field)
    return decodeName(this.bytes, from, this.at)
  }

  /** A long string, as its bytes: the standard says nothing of their meaning. Not copied. */
  longstr(field: string): Uint8Array {
    const length = this.long(field)
    const from = this.take(length, field)
    return this.bytes.subarray(from, this.at)
  }

  /** Makes sure that everything was read. */
  finish(what: string): void {
    if (this.at !== this.end) throw this.broken(what, `has ${this.end - this.at} octets too many`)
  }

  /** Moves past `count` octets and returns the offset of the first. */
  take(count: number, field: string): number {
    const at = this.at
    if (count > this.end - at)
      throw this.broken(field, `wants ${count} octets where ${this.end - at} are left`)
    this.at = at + count
    return at
  }

  /** The error for a field whose bytes make no sense. */
  broken(field: string, how: string): ProtocolError {
    return new ProtocolError(FRAME_ERROR, `${field} ${how}`)
  }

  private takeShortstr(field: string): number {
    const length = this.octet(field)
    return this.take(length, field)
  }
}

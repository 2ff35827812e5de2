import { decodeConnectionStart } from '../generated/codecs.ts'
import { sameBytes } from '../wire/bytes.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { Reader } from '../wire/reader.ts'

/**
 * `connection.start` as it came: what a broker says of itself, and how one can log in.
 *
 * All connections to a broker hear the same, octet by octet. So the last greeting is kept, and one that is the same is
 * neither read nor kept again: a tenth of what it costs to open a connection (docs/decisions/0006).
 */
export class ServerGreeting {
  /** The SASL mechanisms on offer, separated by spaces. */
  readonly mechanisms: Uint8Array
  private readonly bytes: Uint8Array

  /** @param bytes the fields of the method, behind its ids; known to be sound */
  private constructor(bytes: Uint8Array, mechanisms: Uint8Array) {
    this.bytes = bytes
    this.mechanisms = mechanisms
  }

  /**
   * Reads the fields of `connection.start`.
   * @throws {ProtocolError} where they are not sound
   */
  static read(reader: Reader): ServerGreeting {
    const bytes = reader.bytes.subarray(reader.at, reader.end)
    if (last !== undefined && sameBytes(last.bytes, bytes)) {
      reader.at = reader.end
      return last
    }
    // A copy, for what came may share its memory with a good deal more.
    const own = new Uint8Array(bytes)
    const { mechanisms } = decodeConnectionStart(reader.reset(own, 0, own.length))
    const greeting = new ServerGreeting(own, mechanisms)
    // Where octets are left over, they are refused.
    if (reader.at === reader.end) last = greeting
    return greeting
  }

  /** Product, version, capabilities … A table of its own for each who asks, and may change it. */
  get serverProperties(): FieldTable {
    return decodeConnectionStart(new Reader(this.bytes)).serverProperties
  }
}

let last: ServerGreeting | undefined

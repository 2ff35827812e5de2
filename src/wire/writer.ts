import { allocate, encodeTextInto, NO_BYTES, NO_VIEW, viewOf } from './bytes.ts'

/** Texts up to this length are copied octet by octet, which is faster than a call out of JavaScript while all is ASCII. */
const LOOP_LIMIT = 48

/**
 * Writes AMQP's basic types into memory that grows. A value that does not fit its type is a `TypeError` or `RangeError`
 * that names the field, and nothing of it is written. (AMQP 0-9-1, 4.2.5 "Data Types".)
 */
export class Writer {
  /** The memory that is written to, in use up to `at`; another one after it has grown. */
  bytes: Uint8Array
  /** The same memory, for numbers of several octets. */
  view: DataView
  /** The offset of the next octet to write. */
  at: number = 0

  constructor(capacity: number = 256) {
    this.bytes = capacity === 0 ? NO_BYTES : allocate(capacity)
    this.view = capacity === 0 ? NO_VIEW : viewOf(this.bytes)
  }

  /** How many octets have left `bytes` for good; positions count from the very first octet, so that growing never moves them. */
  protected passed: number = 0

  /** What was written so far and is still here. Not copied. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.at)
  }

  /** 8 bits, unsigned: a whole number up to 255; undefined is 0. */
  octet(value: number | undefined, field: string): void {
    const octet = checkUnsigned(value, 0xff, field)
    this.reserve(1)
    this.bytes[this.at++] = octet
  }

  /** 16 bits, unsigned: a whole number up to 65535; undefined is 0. */
  short(value: number | undefined, field: string): void {
    const short = checkUnsigned(value, 0xffff, field)
    this.reserve(2)
    this.view.setUint16(this.at, short)
    this.at += 2
  }

  /** 32 bits, unsigned: a whole number up to 2^32 - 1; undefined is 0. */
  long(value: number | undefined, field: string): void {
    const long = checkUnsigned(value, 0xffffffff, field)
    this.reserve(4)
    this.putLong(long)
  }

  /** 64 bits, unsigned: a whole number up to 2^53 - 1, or a bigint up to 2^64 - 1. */
  longlong(value: number | bigint | undefined, field: string): void {
    this.reserve(8)
    if (typeof value === 'bigint') {
      if (value < 0n || value > 0xffff_ffff_ffff_ffffn) throw outOfRange(field, value, 0xffff_ffff_ffff_ffffn)
      this.putLong(Number(value >> 32n))
      this.putLong(Number(value & 0xffff_ffffn))
      return
    }
    const whole = checkUnsigned(value, Number.MAX_SAFE_INTEGER, field)
    this.putLong(Math.floor(whole / 0x100000000))
    this.putLong(whole >>> 0)
  }

  /** A short text: its length in one octet, then at most 255 bytes of UTF-8. */
  shortstr(text: string | undefined, field: string): void {
    if (text === undefined || text === '') {
      this.reserve(1)
      this.bytes[this.at++] = 0
      return
    }
    if (typeof text !== 'string') throw new TypeError(`${field} must be a string, not ${describe(text)}`)
    const length = text.length
    if (length > 255) throw tooLong(field, length)
    this.reserve(1 + 3 * length)
    const from = this.at + 1
    const size = this.putAscii(text, from) ? length : encodeTextInto(this.bytes, from, text)
    if (size > 255) throw tooLong(field, size)
    this.bytes[this.at] = size
    this.at = from + size
  }

  /** A long string: its length in four octets, then its bytes. A text is written as UTF-8. */
  longstr(value: string | Uint8Array | undefined, field: string): void {
    if (value === undefined) return this.long(0, field)
    if (typeof value !== 'string') {
      if (!(value instanceof Uint8Array)) {
        throw new TypeError(`${field} must be a string or a Uint8Array, not ${describe(value)}`)
      }
      this.reserve(4 + value.length)
      this.putLong(value.length)
      return this.raw(value)
    }
    const length = value.length
    this.reserve(4 + 3 * length)
    const from = this.at + 4
    const size = this.putAscii(value, from) ? length : encodeTextInto(this.bytes, from, value)
    this.putLong(size)
    this.at += size
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.at)
    this.at += bytes.length
  }

  /** Leaves four octets for a length that is not known yet, and returns their position for `closeCounted`. */
  openCounted(): number {
    this.reserve(4)
    this.at += 4
    return this.passed + this.at - 4
  }

  /** Fills in the length of all that was written since `openCounted`. */
  closeCounted(position: number): void {
    const end = this.at
    this.at = position - this.passed
    this.putLong(end - this.at - 4)
    this.at = end
  }

  /** An octet whose range has been checked. */
  putOctet(value: number): void {
    this.reserve(1)
    this.bytes[this.at++] = value
  }

  /** Four octets whose room has been reserved and whose range has been checked. */
  putLong(value: number): void {
    this.view.setUint32(this.at, value)
    this.at += 4
  }

  /** Makes room for `count` more octets. */
  reserve(count: number): void {
    if (count > this.bytes.length - this.at) this.grow(count)
  }

  /** Moves what was written into memory with room for `count` more octets. */
  protected grow(count: number): void {
    const larger = allocate(Math.max(this.bytes.length * 2, this.at + count))
    larger.set(this.written())
    this.bytes = larger
    this.view = viewOf(larger)
  }

  /** Copies a short text that is all ASCII; otherwise says false. */
  private putAscii(text: string, at: number): boolean {
    if (text.length > LOOP_LIMIT) return false
    const { bytes, view } = this
    const whole = text.length & ~3
    let all = 0
    let i = 0
    // Four at a time: a tenth less than one by one.
    for (; i < whole; i += 4) {
      const a = text.charCodeAt(i)
      const b = text.charCodeAt(i + 1)
      const c = text.charCodeAt(i + 2)
      const d = text.charCodeAt(i + 3)
      all |= a | b | c | d
      view.setInt32(at + i, (a << 24) | (b << 16) | (c << 8) | d)
    }
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      all |= unit
      bytes[at + i] = unit
    }
    return all <= 0x7f
  }
}

/** One bit of a packed octet: `mask` where the value is true. */
export function flag(value: boolean | undefined, mask: number, field: string): number {
  if (value === true) return mask
  if (value === undefined || value === false) return 0
  throw new TypeError(`${field} must be true or false, not ${describe(value)}`)
}

function checkUnsigned(value: number | undefined, max: number, field: string): number {
  if (value === undefined) return 0
  if (typeof value !== 'number') throw new TypeError(`${field} must be a number, not ${describe(value)}`)
  if (!Number.isInteger(value) || value < 0 || value > max) throw outOfRange(field, value, max)
  return value
}

function outOfRange(field: string, value: number | bigint, max: number | bigint): RangeError {
  return new RangeError(`${field} must be a whole number from 0 to ${max}, not ${value}`)
}

function tooLong(field: string, size: number): RangeError {
  return new RangeError(`${field} must be at most 255 bytes of UTF-8, not ${size}`)
}

/** A wrong value in words short enough for an error message. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'object') return `a value of class ${value.constructor?.name ?? 'Object'}`
  return `${JSON.stringify(String(value)).slice(0, 40)} (a ${typeof value})`
}

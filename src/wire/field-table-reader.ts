import { decodeTextStrictly } from './bytes.ts'
import { MAX_TABLE_DEPTH } from './field-table-writer.ts'
import { type Decimal, Explicit, type FieldTable, type FieldTag, type FieldValue } from './field-value.ts'
import type { Reader } from './reader.ts'

/** How a table is read. */
export interface TableReadOptions {
  /** Every value as an `Explicit` that names its tag, for those who study the wire. Default false. */
  readonly explicit?: boolean
}

const PLAIN: TableReadOptions = {}
/** The largest count of seconds that a Date can hold. */
const MAX_DATE_SECONDS = 8.64e12

/**
 * Reads a field table. The claimed lengths are checked against the bytes there before anything is made of them.
 * @throws {ProtocolError} where the bytes are no table, hold an unknown tag, or nest deeper than 32
 */
export function readTable(reader: Reader, field: string, options: TableReadOptions = PLAIN): FieldTable {
  return readTableAt(reader, field, options, 1)
}

function readTableAt(reader: Reader, path: string, options: TableReadOptions, depth: number): FieldTable {
  const end = readEnd(reader, path, depth)
  const outerEnd = reader.end
  reader.end = end
  const table: Record<string, FieldValue> = {}
  while (reader.at < end) {
    const name = reader.tableName(path)
    const value = readValue(reader, path, name, options, depth)
    // An assignment to __proto__ would change the object's prototype instead of its content.
    if (name === '__proto__')
      Object.defineProperty(table, name, { value, enumerable: true, configurable: true, writable: true })
    else table[name] = value
  }
  reader.end = outerEnd
  return table
}

function readArray(reader: Reader, path: string, options: TableReadOptions, depth: number): FieldValue[] {
  const end = readEnd(reader, path, depth)
  const outerEnd = reader.end
  reader.end = end
  const values: FieldValue[] = []
  while (reader.at < end) values.push(readValue(reader, path, values.length, options, depth))
  reader.end = outerEnd
  return values
}

/** Reads the length in bytes of a table or array, and says where it ends. */
function readEnd(reader: Reader, path: string, depth: number): number {
  if (depth > MAX_TABLE_DEPTH) throw reader.broken(path, `is nested deeper than ${MAX_TABLE_DEPTH} levels`)
  const length = reader.long(path)
  if (length > reader.end - reader.at) {
    throw reader.broken(path, `claims ${length} octets where ${reader.end - reader.at} are left`)
  }
  return reader.at + length
}

function readValue(
  reader: Reader,
  path: string,
  key: string | number,
  options: TableReadOptions,
  depth: number,
): FieldValue {
  const code = reader.octet(path)
  const tag = String.fromCharCode(code) as FieldTag
  const value = readTagged(reader, code, path, key, options, depth)
  if (value instanceof Explicit && (tag === 'D' || tag === 'S' || tag === 'T')) return value
  return options.explicit === true ? new Explicit(tag === ('L' as string) ? 'l' : tag, value) : value
}

function readTagged(
  reader: Reader,
  code: number,
  path: string,
  key: string | number,
  options: TableReadOptions,
  depth: number,
): FieldValue {
  switch (code) {
    case 0x53: // S
      return readText(reader, path)
    case 0x49: // I
      return reader.long(path) | 0
    case 0x6c: // l
    case 0x4c: // L
      return readSigned64(reader, path)
    case 0x74: // t
      return reader.octet(path) !== 0
    case 0x46: // F
      return readTableAt(reader, `${path}.${key}`, options, depth + 1)
    case 0x41: // A
      return readArray(reader, `${path}.${key}`, options, depth + 1)
    case 0x54: // T
      return readTime(reader, path)
    case 0x56: // V
      return null
    case 0x62: // b
      return (reader.octet(path) << 24) >> 24
    case 0x42: // B
      return reader.octet(path)
    case 0x73: // s
      return (reader.short(path) << 16) >> 16
    case 0x75: // u
      return reader.short(path)
    case 0x69: // i
      return reader.long(path)
    case 0x66: // f
      return readFloat(reader, 4, path)
    case 0x64: // d
      return readFloat(reader, 8, path)
    case 0x44: // D
      return readDecimal(reader, path)
    case 0x78: // x
      return reader.longstr(path)
    default:
      throw reader.broken(`${path}.${key}`, `has the unknown tag 0x${code.toString(16).padStart(2, '0')}`)
  }
}

function readText(reader: Reader, path: string): string | Explicit {
  const bytes = reader.longstr(path)
  return decodeTextStrictly(bytes, 0, bytes.length) ?? new Explicit('S', bytes)
}

function readSigned64(reader: Reader, path: string): number | bigint {
  const value = reader.timestamp(path)
  // Up to 2^53 - 1 there is nothing to lose; beyond, the top bit is a sign.
  if (typeof value === 'number') return value
  const signed = BigInt.asIntN(64, value)
  return signed >= BigInt(Number.MIN_SAFE_INTEGER) && signed <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(signed)
    : signed
}

function readTime(reader: Reader, path: string): Date | Explicit {
  const seconds = reader.timestamp(path)
  return seconds <= MAX_DATE_SECONDS ? new Date(Number(seconds) * 1000) : new Explicit('T', seconds)
}

function readFloat(reader: Reader, size: 4 | 8, path: string): number {
  const at = reader.take(size, path)
  const view = new DataView(reader.bytes.buffer, reader.bytes.byteOffset + at, size)
  return size === 4 ? view.getFloat32(0) : view.getFloat64(0)
}

function readDecimal(reader: Reader, path: string): Explicit {
  const decimal: Decimal = { scale: reader.octet(path), unscaled: reader.long(path) }
  return new Explicit('D', decimal)
}

import { EncodedTable } from './encoded-table.ts'
import { type Decimal, Explicit, type FieldTable, type FieldTag, type FieldValue } from './field-value.ts'
import { describe, Writer } from './writer.ts'

/** How deep tables and arrays may stand in each other. */
export const MAX_TABLE_DEPTH = 32

const INTEGER_RANGES: Partial<Record<FieldTag, readonly [bytes: 1 | 2 | 4, min: number, max: number]>> = {
  b: [1, -0x80, 0x7f],
  B: [1, 0, 0xff],
  s: [2, -0x8000, 0x7fff],
  u: [2, 0, 0xffff],
  I: [4, -0x80000000, 0x7fffffff],
  i: [4, 0, 0xffffffff],
}

const TEXT = 0x53 // S
const BOOLEAN = 0x74 // t
const INT32 = 0x49 // I

const hasOwn = Object.prototype.hasOwnProperty
const scratch: DataView = new DataView(new ArrayBuffer(8))

/**
 * Writes a field table: its length in bytes, then each name with its tagged value. Names whose value is undefined are
 * left out, as in JSON.
 * @throws {TypeError} where a value has no type of AMQP
 * @throws {RangeError} where a number is beyond its type, a name beyond 255 bytes, or the nesting beyond 32
 */
export function writeTable(writer: Writer, table: FieldTable | undefined, field: string): void {
  if (table === undefined) return writer.long(0, field)
  if (isTable(table)) return writeTableAt(writer, table, field, 1)
  const other: unknown = table
  if (!(other instanceof EncodedTable))
    throw new TypeError(`${field} must be an object of names and values, not ${describe(other)}`)
  writer.raw(EncodedTable.bytesOf(other))
}

/** Encodes a field table once, to be written as it is from then on; what changes in it later is not noticed. */
export function encodedTable(table: FieldTable, field: string): EncodedTable {
  const writer = new Writer()
  writeTable(writer, table, field)
  return new EncodedTable(new Uint8Array(writer.written()))
}

function writeTableAt(writer: Writer, table: FieldTable, path: string, depth: number): void {
  if (depth > MAX_TABLE_DEPTH) throw new RangeError(`${path} is nested deeper than ${MAX_TABLE_DEPTH} levels`)
  const length = writer.openCounted()
  // Half as much work for V8 as a list of the keys.
  for (const name in table) {
    const value = hasOwn.call(table, name) ? table[name] : undefined
    if (value === undefined) continue
    writer.shortstr(name, path)
    writeValue(writer, value, path, name, depth)
  }
  writer.closeCounted(length)
}

function writeArray(writer: Writer, values: readonly FieldValue[], path: string, depth: number): void {
  if (depth > MAX_TABLE_DEPTH) throw new RangeError(`${path} is nested deeper than ${MAX_TABLE_DEPTH} levels`)
  const length = writer.openCounted()
  for (let index = 0; index < values.length; index++) {
    writeValue(writer, values[index] as FieldValue, path, index, depth)
  }
  writer.closeCounted(length)
}

/** @param path where the value stands, put together with `name` only where an error or a value of many parts needs it */
function writeValue(
  writer: Writer,
  value: FieldValue,
  path: string,
  name: string | number,
  depth: number,
): void {
  // What nearly all values are, and what cannot fail.
  if (typeof value === 'string') {
    writer.putOctet(TEXT)
    return writer.longstr(value, path)
  }
  if (typeof value === 'boolean') {
    writer.putOctet(BOOLEAN)
    return writer.putOctet(Number(value))
  }
  if (typeof value === 'number' && value === (value | 0) && !Object.is(value, -0)) {
    writer.putOctet(INT32)
    writer.reserve(4)
    return writer.putLong(value)
  }
  const place = typeof name === 'number' ? `${path}[${name}]` : `${path}.${name}`
  if (value instanceof Explicit) return writeAs(writer, value.tag, value.value, place, depth)
  const tag = tagOf(value)
  if (tag === undefined)
    throw new TypeError(`${place} must be a value that a field table can hold, not ${describe(value)}`)
  writeAs(writer, tag, value, place, depth)
}

/** The tag that a plain value travels with, where it is none of the most usual ones. */
function tagOf(value: FieldValue): FieldTag | undefined {
  switch (typeof value) {
    case 'bigint':
      return 'l'
    case 'number':
      // A fraction, a not-a-number and a negative zero survive only as a double.
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'l' : 'd'
    case 'object':
      if (value === null) return 'V'
      if (Array.isArray(value)) return 'A'
      if (value instanceof Uint8Array) return 'x'
      if (value instanceof Date) return 'T'
      return isTable(value) ? 'F' : undefined
    default:
      return undefined
  }
}

function writeAs(
  writer: Writer,
  tag: FieldTag,
  value: FieldValue | Decimal,
  path: string,
  depth: number,
): void {
  writer.octet(tag.charCodeAt(0), path)
  switch (tag) {
    case 't':
      return writer.octet(typeof value === 'boolean' ? Number(value) : unfit(tag, value, path), path)
    case 'l':
      return writeSigned64(writer, value, path)
    case 'f':
    case 'd':
      return writeFloat(writer, tag, value, path)
    case 'D': {
      if (typeof value !== 'object' || value === null || !('unscaled' in value))
        return unfit(tag, value, path)
      const { scale, unscaled } = value as Decimal
      writer.octet(scale, `${path}.scale`)
      return writer.long(unscaled, `${path}.unscaled`)
    }
    case 'S':
    case 'x':
      return writer.longstr(
        typeof value === 'string' || value instanceof Uint8Array ? value : unfit(tag, value, path),
        path,
      )
    case 'T':
      return writer.longlong(secondsOf(value, path), path)
    case 'V':
      return value === null ? undefined : unfit(tag, value, path)
    case 'A':
      return writeArray(writer, Array.isArray(value) ? value : unfit(tag, value, path), path, depth + 1)
    case 'F':
      return writeTableAt(writer, isTable(value) ? value : unfit(tag, value, path), path, depth + 1)
    default:
      return writeInteger(writer, tag, value, path)
  }
}

function writeInteger(writer: Writer, tag: FieldTag, value: FieldValue | Decimal, path: string): void {
  const range = INTEGER_RANGES[tag]
  if (range === undefined)
    throw new TypeError(`${path} has the tag ${describe(tag)}, which RabbitMQ does not read`)
  const [size, min, max] = range
  if (typeof value !== 'number') return unfit(tag, value, path)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(
      `${path} must be a whole number from ${min} to ${max} for the tag ${tag}, not ${value}`,
    )
  }
  if (size === 1) return writer.octet(value & 0xff, path)
  if (size === 2) return writer.short(value & 0xffff, path)
  writer.long(value >>> 0, path)
}

function writeSigned64(writer: Writer, value: FieldValue | Decimal, path: string): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${path} must be a whole number up to 2^53 - 1, or a bigint, not ${value}`)
  }
  if (typeof value !== 'number' && typeof value !== 'bigint') return unfit('l', value, path)
  const whole = BigInt(value)
  if (BigInt.asIntN(64, whole) !== whole)
    throw new RangeError(`${path} must fit 64 bits with a sign, not ${whole}`)
  writer.longlong(BigInt.asUintN(64, whole), path)
}

function writeFloat(writer: Writer, tag: 'f' | 'd', value: FieldValue | Decimal, path: string): void {
  if (typeof value !== 'number') return unfit(tag, value, path)
  if (tag === 'f') scratch.setFloat32(0, value)
  else scratch.setFloat64(0, value)
  writer.raw(new Uint8Array(scratch.buffer, 0, tag === 'f' ? 4 : 8))
}

function secondsOf(value: FieldValue | Decimal, path: string): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (!(value instanceof Date)) return unfit('T', value, path)
  const seconds = Math.floor(value.getTime() / 1000)
  if (!(seconds >= 0)) throw new RangeError(`${path} must be a time from 1970 on, not ${String(value)}`)
  return seconds
}

function isTable(value: unknown): value is FieldTable {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function unfit(tag: FieldTag, value: unknown, path: string): never {
  throw new TypeError(`${path} cannot travel with the tag ${tag}: it is ${describe(value)}`)
}

/** What a reader makes of a value that was written: the table above `FieldValue`, as a function. */
import {
  type Decimal,
  Explicit,
  type FieldTable,
  type FieldTag,
  type FieldValue,
} from '../../src/wire/field-value.ts'

const LAST_DATE_SECONDS = 8_640_000_000_000n

/** The table as it is read, each value plain or, with `explicit`, with its tag. Names without a value are left out. */
export function tableReading(table: FieldTable, explicit: boolean): FieldTable {
  const entries = Object.entries(table).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, reading(value as FieldValue, explicit)]))
}

/** The value as it is read. */
export function reading(value: FieldValue, explicit: boolean): FieldValue {
  const { tag, value: given } = value instanceof Explicit ? value : new Explicit(tagOfPlain(value), value)
  const read = plainReading(tag, given, explicit)
  return read instanceof Explicit || !explicit ? read : new Explicit(tag, read)
}

function tagOfPlain(value: FieldValue): FieldTag {
  if (value === null) return 'V'
  if (typeof value === 'boolean') return 't'
  if (typeof value === 'string') return 'S'
  if (typeof value === 'bigint') return 'l'
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return 'd'
    return value >= -(2 ** 31) && value < 2 ** 31 ? 'I' : 'l'
  }
  if (value instanceof Date) return 'T'
  if (value instanceof Uint8Array) return 'x'
  return Array.isArray(value) ? 'A' : 'F'
}

function plainReading(tag: FieldTag, value: FieldValue | Decimal, explicit: boolean): FieldValue {
  switch (tag) {
    case 'l':
      return Number.isSafeInteger(Number(value)) ? Number(value) : (value as bigint)
    case 'f':
      return Math.fround(value as number)
    case 'D':
      return new Explicit('D', value)
    case 'S':
      return textReading(value as string | Uint8Array)
    case 'x':
      return Buffer.from(value as Uint8Array)
    case 'T':
      return timeReading(value as Date | number | bigint)
    case 'A':
      return (value as FieldValue[]).map((item) => reading(item, explicit))
    case 'F':
      return tableReading(value as FieldTable, explicit)
    default:
      return value as FieldValue
  }
}

function textReading(value: string | Uint8Array): FieldValue {
  if (typeof value === 'string') return value
  const bytes = Buffer.from(value)
  const text = bytes.toString()
  return Buffer.from(text).equals(bytes) ? text : new Explicit('S', bytes)
}

function timeReading(value: Date | number | bigint): FieldValue {
  const seconds = value instanceof Date ? BigInt(Math.floor(value.getTime() / 1000)) : BigInt(value)
  if (seconds <= LAST_DATE_SECONDS) return new Date(Number(seconds) * 1000)
  return new Explicit('T', Number.isSafeInteger(Number(seconds)) ? Number(seconds) : seconds)
}

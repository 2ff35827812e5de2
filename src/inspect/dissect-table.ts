import { Explicit, type FieldValue } from '../wire/field-value.ts'
import type { Range, RangeType, TaggedType } from './range.ts'
import { type Naming, numberOf, type RangeReader } from './range-reader.ts'

/** What a table or an array holds: its length in octets, then its entries until these are used up. */
export function dissectTable(reader: RangeReader, naming: Naming): Range {
  return itemsAt(reader, naming, 'table', 1)
}

const MAX_DEPTH = 32
/** The last second that a Date can stand for. */
const LAST_DATE_SECONDS = 8.64e12

/** The tags in RabbitMQ's reading, and the words for them. */
const TAGS: Record<string, readonly [type: TaggedType | 'longstr' | 'timestamp' | 'table', meaning: string]> =
  {
    t: ['boolean', 'boolean'],
    b: ['int8', 'signed 8 bits'],
    B: ['uint8', '8 bits'],
    s: ['int16', 'signed 16 bits'],
    u: ['uint16', '16 bits'],
    I: ['int32', 'signed 32 bits'],
    i: ['uint32', '32 bits'],
    l: ['int64', 'signed 64 bits'],
    L: ['int64', 'signed 64 bits'],
    f: ['float', 'float of 32 bits'],
    d: ['double', 'float of 64 bits'],
    D: ['decimal', 'decimal number'],
    S: ['longstr', 'long string'],
    x: ['bytes', 'bytes'],
    T: ['timestamp', 'seconds since 1970'],
    V: ['void', 'void'],
    A: ['array', 'array'],
    F: ['table', 'table'],
  }

const FIXED: Partial<Record<RangeType, readonly [size: number, read: (view: DataView) => Range['value']]>> = {
  boolean: [1, (view) => view.getUint8(0) !== 0],
  int8: [1, (view) => view.getInt8(0)],
  uint8: [1, (view) => view.getUint8(0)],
  int16: [2, (view) => view.getInt16(0)],
  uint16: [2, (view) => view.getUint16(0)],
  int32: [4, (view) => view.getInt32(0)],
  uint32: [4, (view) => view.getUint32(0)],
  int64: [8, (view) => numberOf(view.getBigInt64(0))],
  float: [4, (view) => view.getFloat32(0)],
  double: [8, (view) => view.getFloat64(0)],
  decimal: [5, (view) => new Explicit('D', { scale: view.getUint8(0), unscaled: view.getUint32(1) })],
  timestamp: [8, (view) => timeOf(view.getBigUint64(0))],
}

const SIZE: Naming = {
  name: 'length',
  label: 'length',
  docs: { label: 'length', purpose: 'How many octets the entries take up together.' },
}
const KEY: Naming = {
  name: 'name',
  label: 'name',
  docs: { label: 'name', purpose: 'What the entry is called: at most 255 bytes of UTF-8.' },
}
const TAG: Naming = { name: 'tag', label: 'tag' }
const VALUE: Naming = { name: 'value', label: 'value' }

function itemsAt(reader: RangeReader, naming: Naming, type: 'table' | 'array', depth: number): Range {
  const offset = reader.at
  const length = reader.unsigned(4, 'length', SIZE)
  const claimed = length.value as number | undefined
  if (claimed === undefined) return { ...naming, type, offset, length: length.length, children: [length] }
  const { left } = reader
  const inside = reader.within(claimed)
  const items: Range[] = []
  if (depth > MAX_DEPTH)
    items.push(...inside.damage(`stands in other tables deeper than ${MAX_DEPTH} levels`))
  while (inside.left > 0)
    items.push(entryAt(inside, type === 'table' ? undefined : String(items.length), depth))
  const children = [length, ...items]
  const node = { ...naming, type, offset, length: reader.at - offset, value: valuesOf(type, items), children }
  return claimed > left ? { ...node, problem: `wants ${claimed} octets and gets ${left}` } : node
}

/** An entry of a table, which has a name, or an element of an array, which has an index. */
function entryAt(reader: RangeReader, index: string | undefined, depth: number): Range {
  const offset = reader.at
  const key = index === undefined ? reader.text('shortstr', KEY) : undefined
  const name = index ?? (typeof key?.value === 'string' ? key.value : '(not readable)')
  const tagged = reader.exhausted ? [] : taggedAt(reader, depth)
  const children = key === undefined ? tagged : [key, ...tagged]
  const entry = { name, label: name, type: 'entry' as const, offset, length: reader.at - offset, children }
  const value = tagged[1]?.value ?? (tagged[0]?.value === 'V' ? null : undefined)
  return value === undefined ? entry : { ...entry, value }
}

/** A tag and its value. Behind an unknown tag nothing can be read until the table ends. */
function taggedAt(reader: RangeReader, depth: number): Range[] {
  const tag = reader.octets(1, 'tag', TAG, (view) => String.fromCharCode(view.getUint8(0)))
  if (reader.exhausted) return [tag]
  const known = TAGS[tag.value as string]
  if (known === undefined) {
    return [
      { ...tag, problem: 'is no tag of a field table' },
      ...reader.damage('cannot be read behind an unknown tag'),
    ]
  }
  const [type, meaning] = known
  const docs = { label: 'tag', purpose: `Says the type of what follows: ${meaning}.` }
  return [{ ...tag, label: meaning, docs }, ...valueAt(reader, type, depth)]
}

function valueAt(reader: RangeReader, type: (typeof TAGS)[string][0], depth: number): Range[] {
  switch (type) {
    case 'void':
      return []
    case 'table':
    case 'array':
      return [itemsAt(reader, VALUE, type, depth + 1)]
    case 'longstr':
    case 'bytes':
      return [reader.text(type, VALUE)]
    default: {
      const [size, read] = FIXED[type]!
      return [reader.octets(size, type, VALUE, read)]
    }
  }
}

function timeOf(seconds: bigint): Date | number | bigint {
  const number = numberOf(seconds)
  return number <= LAST_DATE_SECONDS ? new Date(Number(number) * 1000) : number
}

function valuesOf(type: 'table' | 'array', items: readonly Range[]): FieldValue {
  const entries = items.filter(({ value }) => value !== undefined)
  if (type === 'array') return entries.map(({ value }) => value as FieldValue)
  return Object.fromEntries(entries.map(({ name, value }) => [name, value as FieldValue]))
}

import type { DocsInfo } from '../generated/metadata.ts'
import { Explicit, type FieldValue } from '../wire/field-value.ts'
import type { Range, RangeType, TaggedType } from './range.ts'
import {
  type Filling,
  type Naming,
  numberOf,
  type RangeReader,
  type ReadValue,
  rangeOf,
} from './range-reader.ts'

/** What a table or an array holds: its length in octets, then its entries until these are used up. */
export function dissectTable(reader: RangeReader, naming: Naming): Range {
  return itemsAt(reader, naming, 'table', { depth: 1, itemsLeft: { count: MAX_ITEMS } })
}

const MAX_DEPTH = 32
/** As many as fit a frame of the usual size. More make more ranges than memory should hold. */
const MAX_ITEMS = 131_072
const NOT_FINITE =
  'NaN and the infinities close the connection: with 541 in a header, without a word in an argument.'
/** The last second that a Date can stand for. */
export const LAST_DATE_SECONDS: number = 8.64e12

/** A tag in RabbitMQ's reading: the type that it announces, and the words for it. */
interface Tag {
  readonly type: TaggedType | 'longstr' | 'timestamp' | 'table'
  readonly label: string
  readonly docs: DocsInfo
}

const TAGS: Partial<Record<string, Tag>> = {
  t: tagOf('boolean', 'boolean'),
  b: tagOf('int8', 'signed 8 bits'),
  B: tagOf('uint8', '8 bits'),
  s: tagOf(
    'int16',
    'signed 16 bits',
    'In the standard this tag is a short string, and signed 16 bits are `U`.',
  ),
  u: tagOf('uint16', '16 bits'),
  I: tagOf('int32', 'signed 32 bits'),
  i: tagOf('uint32', '32 bits'),
  l: tagOf('int64', 'signed 64 bits', 'In the standard this tag has no sign, and signed 64 bits are `L`.'),
  L: tagOf('int64', 'signed 64 bits', 'Read like `l`, and never sent.'),
  f: tagOf('float', 'float of 32 bits', NOT_FINITE),
  d: tagOf('double', 'float of 64 bits', NOT_FINITE),
  D: tagOf(
    'decimal',
    'decimal number',
    'Clients disagree about the sign of the digits; here they have none.',
  ),
  S: tagOf('longstr', 'long string', 'Any octets will do: it is not said to be UTF-8.'),
  x: tagOf('bytes', 'bytes', 'An addition: the standard has no such tag.'),
  T: tagOf('timestamp', 'seconds since 1970'),
  V: tagOf('void', 'void'),
  A: tagOf('array', 'array'),
  F: tagOf('table', 'table'),
}

function tagOf(type: Tag['type'], label: string, rabbitmq?: string): Tag {
  const docs = { label: 'tag', purpose: `Says the type of what follows: ${label}.` }
  return { type, label, docs: rabbitmq === undefined ? docs : { ...docs, rabbitmq } }
}

const FIXED: Partial<Record<RangeType, readonly [size: number, read: ReadValue]>> = {
  boolean: [1, (view, at) => view.getUint8(at) !== 0],
  int8: [1, (view, at) => view.getInt8(at)],
  uint8: [1, (view, at) => view.getUint8(at)],
  int16: [2, (view, at) => view.getInt16(at)],
  uint16: [2, (view, at) => view.getUint16(at)],
  int32: [4, (view, at) => view.getInt32(at)],
  uint32: [4, (view, at) => view.getUint32(at)],
  int64: [8, (view, at) => numberOf(view.getBigInt64(at))],
  float: [4, (view, at) => view.getFloat32(at)],
  double: [8, (view, at) => view.getFloat64(at)],
  decimal: [
    5,
    (view, at) => new Explicit('D', { scale: view.getUint8(at), unscaled: view.getUint32(at + 1) }),
  ],
  timestamp: [8, (view, at) => timeOf(view.getBigUint64(at))],
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
const SCALE: Naming = {
  name: 'scale',
  label: 'scale',
  docs: { label: 'scale', purpose: 'How many of the digits stand behind the point.' },
}
const DIGITS: Naming = {
  name: 'digits',
  label: 'digits',
  docs: { label: 'digits', purpose: 'The number without its point.' },
}
const VALUE: Naming = { name: 'value', label: 'value' }

/** How deep a table stands in others, and how many entries the outermost may still have, all together. */
interface Bounds {
  readonly depth: number
  readonly itemsLeft: { count: number }
}

function itemsAt(reader: RangeReader, naming: Naming, type: 'table' | 'array', bounds: Bounds): Range {
  const offset = reader.at
  const length = reader.unsigned(4, 'length', SIZE)
  const claimed = length.value as number | undefined
  if (claimed === undefined) return rangeOf(naming, type, offset, length.length, [length])
  const { left } = reader
  const inside = reader.within(claimed)
  const items: Range[] = [length]
  if (bounds.depth > MAX_DEPTH)
    items.push(...inside.damage(`stands in other tables deeper than ${MAX_DEPTH} levels`))
  while (inside.left > 0 && bounds.itemsLeft.count-- > 0)
    items.push(entryAt(inside, type === 'table' ? undefined : String(items.length - 1), bounds))
  items.push(...inside.damage(`stands behind ${MAX_ITEMS} others, which is too much to take apart`))
  const node = rangeOf(naming, type, offset, reader.at - offset, items)
  node.value = valuesOf(type, items)
  if (claimed > left) node.problem = `wants ${claimed} octets and gets ${left}`
  return node
}

/** An entry of a table, which has a name, or an element of an array, which has an index. */
function entryAt(reader: RangeReader, index: string | undefined, bounds: Bounds): Range {
  const offset = reader.at
  const key = index === undefined ? reader.text('shortstr', KEY) : undefined
  const name = index ?? (typeof key?.value === 'string' ? key.value : '(not readable)')
  const tagged = reader.exhausted ? [] : taggedAt(reader, bounds)
  const children = key === undefined ? tagged : [key, ...tagged]
  const entry = rangeOf({ name, label: name }, 'entry', offset, reader.at - offset, children)
  const value = tagged[1]?.value ?? (tagged[0]?.value === 'V' ? null : undefined)
  if (value !== undefined) entry.value = value
  return entry
}

/** A tag and its value. Behind an unknown tag nothing can be read until the table ends. */
function taggedAt(reader: RangeReader, bounds: Bounds): Range[] {
  const tag: Filling = reader.octets(1, 'tag', TAG, (view, at) => String.fromCharCode(view.getUint8(at)))
  if (reader.exhausted) return [tag]
  const known = TAGS[tag.value as string]
  if (known === undefined) {
    tag.problem = 'is no tag of a field table'
    return [tag, ...reader.damage('cannot be read behind an unknown tag')]
  }
  tag.label = known.label
  tag.docs = known.docs
  return [tag, ...valueAt(reader, known.type, bounds)]
}

function valueAt(reader: RangeReader, type: Tag['type'], bounds: Bounds): Range[] {
  switch (type) {
    case 'void':
      return []
    case 'table':
    case 'array':
      return [itemsAt(reader, VALUE, type, { ...bounds, depth: bounds.depth + 1 })]
    case 'longstr':
    case 'bytes':
      return [reader.text(type, VALUE)]
    case 'decimal':
      return [decimalAt(reader)]
    default: {
      const [size, read] = FIXED[type]!
      return [reader.octets(size, type, VALUE, read)]
    }
  }
}

function decimalAt(reader: RangeReader): Range {
  const offset = reader.at
  const scale = reader.unsigned(1, 'octet', SCALE)
  const children = reader.exhausted ? [scale] : [scale, reader.unsigned(4, 'long', DIGITS)]
  const node = rangeOf(VALUE, 'decimal', offset, reader.at - offset, children)
  if (reader.exhausted) return node
  const [places, unscaled] = children.map(({ value }) => value as number) as [number, number]
  node.value = new Explicit('D', { scale: places, unscaled })
  return node
}

function timeOf(seconds: bigint): Date | number | bigint {
  const number = numberOf(seconds)
  return number <= LAST_DATE_SECONDS ? new Date(Number(number) * 1000) : number
}

function valuesOf(type: 'table' | 'array', items: readonly Range[]): FieldValue {
  const entries = items.filter((item) => item.type === 'entry' && item.value !== undefined)
  if (type === 'array') return entries.map(({ value }) => value as FieldValue)
  return Object.fromEntries(entries.map(({ name, value }) => [name, value as FieldValue]))
}

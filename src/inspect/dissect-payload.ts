import { BASIC_CLASS } from '../generated/constants.ts'
import {
  classInfos,
  constantInfos,
  type FieldInfo,
  type MethodInfo,
  methodInfos,
  propertyInfos,
} from '../generated/metadata.ts'
import { dissectTable } from './dissect-table.ts'
import type { BitRange, Range } from './range.ts'
import type { Naming, RangeReader } from './range-reader.ts'
import { isSecret } from './secrets.ts'

/** The payload of a frame taken apart, and the method where it holds a known one. */
export interface Payload {
  readonly ranges: readonly Range[]
  readonly method?: MethodInfo
}

/** Class id, method id, and the arguments that the specification names for this method. */
export function dissectMethod(reader: RangeReader): Payload {
  const offset = reader.at
  const ids = untilExhausted([() => classIdOf(reader), () => reader.unsigned(2, 'short', METHOD_ID)], reader)
  if (reader.exhausted) return { ranges: [payload(reader, offset, ids)] }
  const [classId, methodId] = ids as [Range, Range]
  const method = METHODS.get((classId.value as number) * 0x10000 + (methodId.value as number))
  if (method === undefined) {
    const unknown = { ...methodId, problem: 'there is no method with these ids' }
    const unread = reader.damage('the arguments of an unknown method cannot be read')
    return { ranges: [payload(reader, offset, [classId, unknown, ...unread])] }
  }
  const meaning = method.name.slice(method.className.length + 1)
  const known = { ...methodId, meaning, docs: method.docs }
  return { ranges: [payload(reader, offset, [classId, known, ...argumentsOf(reader, method)])], method }
}

/** Class id, weight and body size, then flags that say which properties follow, and these. */
export function dissectHeader(reader: RangeReader): Payload {
  const offset = reader.at
  const prefix = [
    () => expecting(BASIC_CLASS, classIdOf(reader)),
    () => expecting(0, reader.unsigned(2, 'short', WEIGHT)),
    () => reader.unsigned(8, 'longlong', BODY_BYTES),
  ]
  const ranges = untilExhausted(prefix, reader)
  return { ranges: [payload(reader, offset, [...ranges, ...propertiesOf(reader)])] }
}

/** A piece of a message's body: bytes that only the applications understand. */
export function dissectBody(reader: RangeReader): Payload {
  if (reader.left === 0) return { ranges: [] }
  const { bytes, at, end } = reader
  return { ranges: [reader.octets(reader.left, 'bytes', BODY, () => bytes.subarray(at, end))] }
}

/** Nothing, or what should not be there. */
export function dissectHeartbeat(reader: RangeReader): Payload {
  return { ranges: reader.damage('a heartbeat has no payload') }
}

const METHODS = new Map(methodInfos.map((info) => [info.id, info]))
const CLASS_NAMES = new Map(classInfos.map(({ id, name }) => [id, name]))
const REPLY_CODES = new Map(constantInfos.map(({ value, name }) => [value, name]))
const PROPERTY_BITS = propertyInfos.map((field, index) => ({ field, bit: 15 - index }))
const CONTINUATION = 1

const CLASS_ID: Naming = {
  name: 'classId',
  label: 'class',
  docs: { label: 'class id', purpose: 'Names the class that the method belongs to.' },
}
const METHOD_ID: Naming = { name: 'methodId', label: 'method' }
const WEIGHT: Naming = {
  name: 'weight',
  label: 'weight',
  docs: { label: 'weight', purpose: 'Is not used, and always 0.' },
}
const BODY_BYTES: Naming = {
  name: 'bodyBytes',
  label: 'body size',
  docs: {
    label: 'size of the body',
    purpose:
      'Counts the bytes of the whole body, however many frames it comes in. Where it is 0, no body frame follows.',
  },
}
const FLAGS: Naming = {
  name: 'flags',
  label: 'property flags',
  docs: {
    label: 'which properties follow',
    purpose:
      'Has one bit for each property, the first of them in bit 15. Only those whose bit is set are there. Bit 0 would say that another such word follows.',
  },
}
const BITS: Naming = {
  name: 'bits',
  label: 'bits',
  docs: {
    label: 'bits',
    purpose: 'Fields of one bit that follow each other share an octet. The first has its lowest bit.',
  },
}
const BODY: Naming = {
  name: 'body',
  label: 'body',
  docs: {
    label: 'piece of the body',
    purpose: 'Is content, of which neither client nor broker knows the meaning.',
  },
}

function payload(reader: RangeReader, offset: number, children: Range[]): Range {
  return { name: 'payload', label: 'payload', type: 'payload', offset, length: reader.at - offset, children }
}

function classIdOf(reader: RangeReader): Range {
  const range = reader.unsigned(2, 'short', CLASS_ID)
  const meaning = CLASS_NAMES.get(range.value as number)
  return meaning === undefined ? range : { ...range, meaning }
}

function argumentsOf(reader: RangeReader, method: MethodInfo): Range[] {
  const offset = reader.at
  const reads = octetGroups(method.fields).map((group) => () => fieldOf(reader, group, method))
  const children = [...untilExhausted(reads, reader), ...surplusOf(reader)]
  if (children.length === 0) return []
  return [
    { name: 'args', label: 'arguments', type: 'arguments', offset, length: reader.at - offset, children },
  ]
}

/** A field, or the bits that share an octet. */
type Group = readonly [FieldInfo, ...FieldInfo[]]

/** Consecutive bits share octets, eight to one; every other field stands alone. */
function octetGroups(fields: readonly FieldInfo[]): Group[] {
  const groups: [FieldInfo, ...FieldInfo[]][] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (field.type === 'bit' && last?.[0].type === 'bit' && last.length < 8) last.push(field)
    else groups.push([field])
  }
  return groups
}

function bitsOf(reader: RangeReader, fields: readonly FieldInfo[]): Range {
  const { value, ...range } = reader.unsigned(1, 'bits', BITS)
  if (value === undefined) return range
  return { ...range, bits: fields.map((field, bit) => bitOf(field, bit, value as number)) }
}

function bitOf({ name, wireName, docs, reserved }: FieldInfo, bit: number, word: number): BitRange {
  return { name, label: wireName, bit, value: ((word >> bit) & 1) === 1, docs, reserved }
}

function fieldOf(reader: RangeReader, group: Group, method?: MethodInfo): Range {
  const [field] = group
  const { name, wireName: label, docs, domain } = field
  const secret = method !== undefined && isSecret(method.name, label)
  const naming = {
    name,
    label,
    docs,
    ...(field.reserved ? { reserved: true } : {}),
    ...(secret ? { secret } : {}),
  }
  switch (field.type) {
    case 'bit':
      return bitsOf(reader, group)
    case 'table':
      return dissectTable(reader, naming)
    case 'shortstr':
    case 'longstr':
      return reader.text(field.type, naming)
    default: {
      const range = reader.unsigned(SIZES[field.type], field.type, naming)
      const meaning = domain === 'reply-code' ? REPLY_CODES.get(range.value as number) : undefined
      return meaning === undefined ? range : { ...range, meaning }
    }
  }
}

const SIZES = { octet: 1, short: 2, long: 4, longlong: 8, timestamp: 8 } as const

/** The flags, and the properties that they announce. */
function propertiesOf(reader: RangeReader): Range[] {
  if (reader.exhausted) return []
  const { value, ...word } = reader.unsigned(2, 'bits', FLAGS)
  if (value === undefined) return [word]
  const flags = value as number
  const bits = PROPERTY_BITS.map(({ field, bit }) => bitOf(field, bit, flags))
  if ((flags & CONTINUATION) !== 0) {
    const problem = 'another word of flags should follow, which this class does not have'
    return [{ ...word, bits, problem }, ...reader.damage('properties that nothing is known of')]
  }
  const known = PROPERTY_BITS.reduce((mask, { bit }) => mask | (1 << bit), 0)
  const problem = (flags & ~known) === 0 ? {} : { problem: 'a flag is set that stands for no property' }
  const range = { ...word, bits, ...problem }
  const offset = reader.at
  const present = PROPERTY_BITS.filter(({ bit }) => ((flags >> bit) & 1) === 1)
  const reads = present.map(
    ({ field }) =>
      () =>
        fieldOf(reader, [field]),
  )
  const children = [...untilExhausted(reads, reader), ...surplusOf(reader)]
  if (children.length === 0) return [range]
  const label = 'properties'
  return [range, { name: label, label, type: 'properties', offset, length: reader.at - offset, children }]
}

/** Reads one range after the other, up to and with the first for which octets are missing. */
function untilExhausted(reads: readonly (() => Range)[], reader: RangeReader): Range[] {
  const ranges: Range[] = []
  for (const read of reads) if (!reader.exhausted) ranges.push(read())
  return ranges
}

function surplusOf(reader: RangeReader): Range[] {
  return reader.damage(`${reader.left} too many: nothing should follow here`, 'surplus', 'surplus')
}

function expecting(value: number, range: Range): Range {
  return range.value === value || range.value === undefined
    ? range
    : { ...range, problem: `has to be ${value}` }
}

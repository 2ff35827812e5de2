import { BASIC_CLASS } from '../generated/constants.ts'
import { classInfos, type MethodInfo, methodInfos, propertyInfos } from '../generated/metadata.ts'
import { BitWord } from './bit-word.ts'
import { type FieldReader, fieldReaderOf, fieldReadersOf } from './dissect-field.ts'
import type { Range, RangeType } from './range.ts'
import { type Filling, type Naming, type RangeReader, rangeOf } from './range-reader.ts'
import { isSecret } from './secrets.ts'

/** The payload of a frame taken apart, and the method where it holds a known one. */
export interface Payload {
  readonly ranges: readonly Range[]
  readonly method?: MethodInfo
}

/** Class id, method id, and the arguments that the specification names for this method. */
export function dissectMethod(reader: RangeReader): Payload {
  const offset = reader.at
  const classId = classIdOf(reader)
  if (reader.exhausted) return { ranges: [payload(reader, offset, [classId])] }
  const methodId: Filling = reader.unsigned(2, 'short', METHOD_ID)
  if (reader.exhausted) return { ranges: [payload(reader, offset, [classId, methodId])] }
  const known = METHODS.get((classId.value as number) * 0x10000 + (methodId.value as number))
  if (known === undefined) {
    methodId.problem = 'there is no method with these ids'
    const unread = reader.damage('the arguments of an unknown method cannot be read')
    return { ranges: [payload(reader, offset, [classId, methodId, ...unread])] }
  }
  const { method, name, readers } = known
  methodId.meaning = name
  methodId.docs = method.docs
  const args = group(reader, 'arguments', ARGUMENTS, readers)
  return { ranges: [payload(reader, offset, [classId, methodId, ...args])], method }
}

/** Class id, weight and body size, then flags that say which properties follow, and these. */
export function dissectHeader(reader: RangeReader): Payload {
  const offset = reader.at
  const ranges = readAll(reader, HEADER_READERS)
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

const METHODS = new Map(
  methodInfos.map((method) => {
    const readers = fieldReadersOf(method.fields, (wireName) => isSecret(method.name, wireName))
    return [method.id, { method, name: method.name.slice(method.className.length + 1), readers }]
  }),
)
const CLASSES = new Map(classInfos.map((info) => [info.id, info]))

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
const BODY: Naming = {
  name: 'body',
  label: 'body',
  docs: {
    label: 'piece of the body',
    purpose: 'Is content, of which neither client nor broker knows the meaning.',
  },
}

const ARGUMENTS: Naming = { name: 'args', label: 'arguments' }
const PROPERTIES: Naming = { name: 'properties', label: 'properties' }
const PAYLOAD: Naming = { name: 'payload', label: 'payload' }

const HEADER_READERS: readonly FieldReader[] = [
  (reader) => expecting(BASIC_CLASS, classIdOf(reader)),
  (reader) => expecting(0, reader.unsigned(2, 'short', WEIGHT)),
  (reader) => reader.unsigned(8, 'longlong', BODY_BYTES),
]

const FLAGS: Naming = {
  name: 'flags',
  label: 'property flags',
  docs: {
    label: 'which properties follow',
    purpose:
      'Has one bit for each property, the first of them in bit 15. Only those whose bit is set are there. Bit 0 would say that another such word follows.',
  },
}
const FLAGS_WORD = new BitWord(2, FLAGS, [
  ...propertyInfos.map((field, index) => ({ ...field, bit: 15 - index })),
  {
    name: 'continuation',
    wireName: 'continuation',
    docs: {
      label: 'whether another word of flags follows',
      purpose: 'Is for classes with more than 15 properties, of which there are none.',
    },
    // It is no property, and no user sees it.
    reserved: true,
    bit: 0,
  },
])
/** Where the continuation stands among the bits: behind those of all properties. */
const CONTINUATION = propertyInfos.length
const PROPERTY_READERS = propertyInfos.map((field) => fieldReaderOf(field))

/** The flags, and the properties that they announce. */
function propertiesOf(reader: RangeReader): Range[] {
  if (reader.exhausted) return []
  const word: Filling = FLAGS_WORD.read(reader)
  const { bits } = word
  if (bits === undefined) return [word]
  if (bits[CONTINUATION]?.value === true) {
    word.problem = 'another word of flags should follow, which this class does not have'
    return [word, ...reader.damage('properties that nothing is known of')]
  }
  const readers = PROPERTY_READERS.filter((_, index) => bits[index]?.value)
  return [word, ...group(reader, 'properties', PROPERTIES, readers)]
}

function classIdOf(reader: RangeReader): Range {
  const range: Filling = reader.unsigned(2, 'short', CLASS_ID)
  const info = CLASSES.get(range.value as number)
  if (info === undefined) return range
  range.meaning = info.name
  range.docs = info.docs
  return range
}

function payload(reader: RangeReader, offset: number, children: Range[]): Range {
  return rangeOf(PAYLOAD, 'payload', offset, reader.at - offset, children)
}

/** Arguments or properties, and what stands behind them though nothing should; nothing where there are none. */
function group(
  reader: RangeReader,
  type: RangeType,
  naming: Naming,
  readers: readonly FieldReader[],
): Range[] {
  const offset = reader.at
  const children = readAll(reader, readers)
  const surplus = reader.damage(`${reader.left} too many: nothing should follow here`, 'surplus', 'surplus')
  if (children.length + surplus.length === 0) return []
  return [rangeOf(naming, type, offset, reader.at - offset, [...children, ...surplus])]
}

/** Reads one range after the other, up to and with the first for which octets are missing. */
function readAll(reader: RangeReader, readers: readonly FieldReader[]): Range[] {
  const ranges: Range[] = []
  for (const read of readers) if (!reader.exhausted) ranges.push(read(reader))
  return ranges
}

function expecting(value: number, range: Filling): Range {
  if (range.value !== value && range.value !== undefined) range.problem = `has to be ${value}`
  return range
}

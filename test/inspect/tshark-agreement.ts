// Our dissection of a frame held against tshark's, field by field: places, octets, values and names.

import { fieldRangesOf, leavesOf, type Range, type SeenFrame } from '../../src/inspect/index.ts'
import { hexOf } from '../../src/inspect/seen-frame.ts'
import { decimalText } from '../../src/inspect/value-text.ts'
import type { Decimal, Explicit, FieldValue } from '../../src/wire/field-value.ts'
import type { TsharkNode } from '../support/tshark.ts'

/** What tshark should say of some octets of a frame. */
interface Expected {
  readonly name: string
  /** Where it may see them: with the length before a text or without. */
  readonly places: readonly (readonly [offset: number, size: number])[]
  /** Its text of the value. */
  readonly show?: string
  /** Its words for name and value, which may be cut. */
  readonly showname?: string
}

/** What tshark adds of its own: groups around fields, links between frames, its count of publishes. */
const EXTRA =
  /^amqp\.(message_in|ack_in|method\.arguments|header\.properties|method\.arguments\.publish_number)$/

/** How the two differ about one frame; nothing where they agree. */
export function disagreements(seen: SeenFrame, theirs: TsharkNode): string[] {
  const { frame, bytes } = seen
  const name = frame.method?.name ?? frame.type
  if (theirs.size !== bytes.length) return [`${name}: ${bytes.length} octets here, ${theirs.size} there`]
  const nodes = new Set(flat(theirs).filter(({ name }) => !EXTRA.test(name)))
  const found = expectedOf(seen).flatMap((expected) => {
    const node = [...nodes].find(
      (candidate) =>
        candidate.name === expected.name &&
        expected.places.some(
          ([offset, size]) => offset === candidate.pos - theirs.pos && size === candidate.size,
        ),
    )
    if (node === undefined) return [`${expected.name} is missing there`]
    nodes.delete(node)
    return faultsOf(expected, node, bytes.subarray(node.pos - theirs.pos).subarray(0, node.size))
  })
  return [...found, ...[...nodes].map(({ name, showname }) => `${name} is not here: ${showname}`)].map(
    (fault) => `${name}: ${fault}`,
  )
}

function faultsOf({ name, show, showname }: Expected, node: TsharkNode, octets: Uint8Array): string[] {
  const faults: string[] = []
  // Bits have the value of the bit there.
  if (node.hex.length === 2 * octets.length && node.hex !== hexOf(octets).join('')) {
    faults.push(`${name} has the octets ${node.hex} there`)
  }
  for (const [ours, theirs] of [
    [show, node.show],
    [showname, node.showname],
  ]) {
    if (ours !== undefined && !isSame(ours, theirs as string))
      faults.push(`${name} is ${theirs}, not ${ours}`)
  }
  return faults
}

/** Wireshark cuts the words for a field at about 240 octets, and says so in front of them. */
function isSame(ours: string, theirs: string): boolean {
  const mark = ' [truncated]'
  return ours === theirs || (theirs.startsWith(mark) && ours.startsWith(theirs.slice(mark.length)))
}

function expectedOf({ frame, bytes }: SeenFrame): Expected[] {
  // Reversed, because a close has another class and method among its arguments.
  const leaves = new Map(
    leavesOf(frame)
      .map(({ path, range }): [string, Range] => [path.join('.'), range])
      .reverse(),
  )
  const leaf = (name: string, there: string): Expected[] => {
    const range = leaves.get(name)
    return range === undefined ? [] : [number(there, range)]
  }
  const isHeader = frame.type === 'header'
  const flags = leaves.get('flags')
  const body = leaves.get('body')
  return [
    ...leaf('type', 'amqp.type'),
    ...leaf('channel', 'amqp.channel'),
    ...leaf('size', 'amqp.length'),
    ...named(
      leaves.get('classId'),
      isHeader ? 'amqp.header.class' : 'amqp.method.class',
      isHeader ? 'Class ID' : 'Class',
    ),
    ...named(leaves.get('methodId'), 'amqp.method.method', 'Method'),
    ...leaf('weight', 'amqp.header.weight'),
    ...leaf('bodyBytes', 'amqp.header.body-size'),
    ...(flags === undefined
      ? []
      : [
          {
            name: 'amqp.header.property-flags',
            places: [[flags.offset, 2] as const],
            show: `0x${hexOf(bytes.subarray(flags.offset, flags.offset + 2)).join('')}`,
          },
        ]),
    ...fieldRangesOf(frame).flatMap((field) =>
      fieldExpected(
        field,
        isHeader ? 'amqp.method.properties.' : 'amqp.method.arguments.',
        frame.method?.name,
      ),
    ),
    ...(body === undefined ? [] : [{ name: 'amqp.payload', places: [[body.offset, body.length] as const] }]),
  ]
}

function fieldExpected(field: Range, prefix: string, method: string | undefined): Expected[] {
  const name = (label: string): string =>
    prefix + (RESERVED[`${method}.${label}`] ?? RENAMED[label] ?? label.replaceAll('-', '_'))
  if (field.bits !== undefined) {
    return field.bits.map(({ label, value }) => ({
      name: name(label),
      places: [[field.offset, 1]],
      show: value ? '1' : '0',
    }))
  }
  switch (field.type) {
    case 'shortstr':
    case 'longstr':
      return [
        {
          name: name(field.label),
          places: placesOf(field),
          ...(typeof field.value === 'string' && !BYTES.has(field.label) ? { show: field.value } : {}),
        },
      ]
    case 'table':
      return [{ name: name(field.label), places: placesOf(field) }, ...itemsExpected(field)]
    case 'timestamp':
      return [{ name: name(field.label), places: placesOf(field) }]
    default:
      return [number(name(field.label), field)]
  }
}

/** What Wireshark calls fields that the standard has put aside since. */
const RESERVED: Record<string, string> = {
  'connection.open.reserved-1': 'capabilities',
  'connection.open.reserved-2': 'insist',
  'connection.open-ok.reserved-1': 'known_hosts',
  'channel.open.reserved-1': 'out_of_band',
  'channel.open-ok.reserved-1': 'channel_id',
  'basic.get-empty.reserved-1': 'cluster_id',
}
const RENAMED: Record<string, string> = { 'no-wait': 'nowait', 'reserved-1': 'ticket' }
/** Long strings that it shows as octets. */
const BYTES: ReadonlySet<string> = new Set(['response', 'challenge', 'mechanisms', 'locales'])

function number(name: string, { offset, length, value }: Range): Expected {
  return { name, places: [[offset, length]], show: String(value) }
}

/** A number with a name, such as `Class: Queue (50)`. */
function named(range: Range | undefined, name: string, label: string): Expected[] {
  if (range === undefined) return []
  const words = (range.meaning ?? '').replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
  return [{ ...number(name, range), showname: `${label}: ${words} (${range.value})` }]
}

function itemsExpected({ children, type }: Range): Expected[] {
  return children.slice(1).flatMap((entry) => {
    const [tag, value] = type === 'table' ? entry.children.slice(1) : entry.children
    if (tag === undefined) return []
    const label = type === 'table' ? entry.name : `[${entry.name}]`
    return [
      {
        name:
          value?.type === 'timestamp'
            ? 'amqp.field.timestamp'
            : value?.type === 'bytes'
              ? 'amqp.field.byte_array'
              : 'amqp.field',
        places: [
          [tag.offset, tag.length + (value?.length ?? 0)],
          ...(value === undefined ? [] : placesOf(value)),
        ],
        ...(value?.type === 'timestamp'
          ? {}
          : { showname: `${label} (${TYPES[tag.value as string]})${itemText(value)}` }),
      },
      ...(value?.type === 'table' || value?.type === 'array' ? itemsExpected(value) : []),
    ]
  })
}

const TYPES: Record<string, string> = {
  t: 'boolean',
  b: 'byte',
  B: 'unsigned byte',
  s: 'short int',
  u: 'short uint',
  I: 'integer',
  i: 'unsigned integer',
  l: 'long int',
  f: 'float',
  d: 'double',
  D: 'decimal',
  S: 'string',
  x: 'byte array',
  T: 'timestamp',
  V: 'void',
  A: 'array',
  F: 'field table',
}

function itemText(range: Range | undefined): string {
  if (range === undefined) return ': '
  const value = range.value as FieldValue
  switch (range.type) {
    case 'table':
    case 'array':
      return ''
    case 'float':
    case 'double':
      return `: ${(value as number).toFixed(6)}`
    case 'decimal':
      return `: ${Number(decimalText((value as Explicit).value as Decimal)).toFixed(6)}`
    case 'bytes':
      return `: ${hexOf(value as Uint8Array).join('')}`
    default:
      return `: ${String(value)}`
  }
}

/** A value as a whole, or without the length before it. */
function placesOf({ offset, length, children }: Range): (readonly [offset: number, size: number])[] {
  const prefix = children[0]?.name === 'length' ? children[0].length : 0
  return [
    [offset, length],
    [offset + prefix, length - prefix],
  ]
}

/** All fields of AMQP. What it thinks of them, and what it finds in a body, is left out. */
function flat(node: TsharkNode): TsharkNode[] {
  return node.children
    .filter(({ name }) => name.startsWith('amqp.'))
    .flatMap((child) => [child, ...flat(child)])
}

import type { DocsInfo, MethodInfo, WireType } from '../generated/metadata.ts'
import type { FieldValue } from '../wire/field-value.ts'

/**
 * A labelled piece of the wire. Ranges make up a tree whose leaves stand one behind the other and leave no octet out:
 *
 *     stream ┬ frame ┬ type, channel, size
 *            │       ├ payload ┬ class id, method id
 *            │       │         └ arguments ┬ queue ┬ length
 *            │       │                     │       └ text
 *            │       │                     └ bits
 *            │       └ frame end
 *            ├ frame …
 *            └ damage
 */
export interface Range {
  /** For programs: a field's name in the API such as `autoDelete`, or what else it is, such as `frameEnd`. */
  readonly name: string
  /** For people: a field's name in the standard such as `auto-delete`, or what else it is, such as `frame end`. */
  readonly label: string
  /** What its octets are: a type of the standard, a type of a field table, a frame, or a structure that holds others. */
  readonly type: RangeType
  /** Octets before it, counted from the first octet of what was dissected. */
  readonly offset: number
  /** Its octets. Zero for a field that is missing where the bytes end. */
  readonly length: number
  /**
   * As a client reads it, but long strings are texts where they are UTF-8. A decimal is an `Explicit`. There is none where
   * the octets have no meaning, or where the meaning is in `bits` or `children`.
   */
  readonly value?: FieldValue
  /** What the value stands for: the name of a class, a method or a reply code, the time that a timestamp names. */
  readonly meaning?: string
  /** The fields that share these octets, bit by bit. */
  readonly bits?: readonly BitRange[]
  /** Of octets that hold bits: those that no field has, 0 the lowest. */
  readonly unusedBits?: readonly number[]
  /** What it is for, in words; there are none for what a user named, such as a header. */
  readonly docs?: DocsInfo
  /** What is wrong here. */
  readonly problem?: string
  /** Whether it is a field that the standard has put aside: it travels as zero or empty, and no user sees it. */
  readonly reserved?: boolean
  /** Whether this is a password or holds one, which belongs neither on a screen nor in a file. */
  readonly secret?: boolean
  /** What it consists of, in order and without gaps; empty for a leaf. */
  readonly children: readonly Range[]
}

/** A field of one bit. */
export interface BitRange {
  /** For programs: the field's name in the API, such as `autoDelete`. */
  readonly name: string
  /** For people: the field's name in the standard, such as `auto-delete`. */
  readonly label: string
  /** 0 is the lowest bit of the octet or word. */
  readonly bit: number
  /** Whether the bit is set. */
  readonly value: boolean
  /** The words of the specification about the field. */
  readonly docs: DocsInfo
  /** Whether it is a field that the standard has put aside: it should be false, and no user sees it. */
  readonly reserved: boolean
}

/** What a frame is; `damage` are octets that are none. */
export type FrameKind = 'method' | 'header' | 'body' | 'heartbeat' | 'protocol-header' | 'damage'

/** A whole frame, the protocol header, or octets between frames that belong to none. */
export interface FrameRange extends Range {
  /** Which kind of frame it is, or that it is none. */
  readonly type: FrameKind
  /** Of frames only. */
  readonly channel?: number
  /** Of frames that hold a known method. */
  readonly method?: MethodInfo
}

/** All that a range can be: a frame, a value by its type on the wire, or a structure around values. */
export type RangeType = FrameKind | Exclude<WireType, 'bit'> | TaggedType | StructureType

/** The types of a field table that have no name among the wire types. */
export type TaggedType =
  | 'boolean'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'float'
  | 'double'
  | 'decimal'
  | 'bytes'
  | 'array'
  | 'void'

/** The parts of frames and values that are no values themselves: what groups them, counts them, or says their type. */
export type StructureType =
  | 'stream'
  | 'payload'
  | 'arguments'
  | 'properties'
  | 'length'
  | 'text'
  | 'bits'
  | 'tag'
  | 'entry'

/** The arguments of a method or the properties of a content header; none of other frames. */
export function fieldRangesOf(frame: FrameRange): readonly Range[] {
  const parts = frame.children.find(({ type }) => type === 'payload')?.children ?? []
  return parts.find(({ type }) => type === 'arguments' || type === 'properties')?.children ?? []
}

/** A leaf, and the names on the way to it, such as `['queue', 'length']`. */
export interface Leaf {
  /** The names of the ranges that it lies in, from the outside, with its own as the last. */
  readonly path: readonly string[]
  /** The leaf itself, which has no children. */
  readonly range: Range
}

const GROUPS: ReadonlySet<RangeType> = new Set(['stream', 'payload', 'arguments', 'properties'])

/** The leaves of a range, in the order of the wire. What merely groups fields has no part in the paths. */
export function leavesOf(range: Range): Leaf[] {
  if (range.children.length === 0) return [{ path: [range.name], range }]
  return range.children.flatMap((child) => leavesAt(child, []))
}

function leavesAt(range: Range, above: readonly string[]): Leaf[] {
  const path = GROUPS.has(range.type) ? above : [...above, range.name]
  if (range.children.length === 0) return [{ path, range }]
  return range.children.flatMap((child) => leavesAt(child, path))
}

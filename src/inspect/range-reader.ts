import type { DocsInfo } from '../generated/metadata.ts'
import { decodeTextStrictly, viewOf } from '../wire/bytes.ts'
import type { FieldValue } from '../wire/field-value.ts'
import type { Range, RangeType } from './range.ts'

/** A range that is being made. */
export type Filling = { -readonly [Key in keyof Range]: Range[Key] }

/** Makes a value of the octets at an offset. */
export type ReadValue = (view: DataView, at: number) => FieldValue

const NO_CHILDREN: readonly Range[] = []

/** A range with its name. Written out, because it is made for every few octets. */
export function rangeOf(
  { name, label, docs, reserved, secret }: Naming,
  type: RangeType,
  offset: number,
  length: number,
  children: readonly Range[],
): Filling {
  const range: Filling = { name, label, type, offset, length, children }
  if (docs !== undefined) range.docs = docs
  if (reserved !== undefined) range.reserved = reserved
  if (secret !== undefined) range.secret = secret
  return range
}

const UNSIGNED = {
  1: (view: DataView, at: number): number => view.getUint8(at),
  2: (view: DataView, at: number): number => view.getUint16(at),
  4: (view: DataView, at: number): number => view.getUint32(at),
  8: (view: DataView, at: number): number | bigint => {
    const high = view.getUint32(at)
    return high < 0x20_0000 ? high * 0x1_0000_0000 + view.getUint32(at + 4) : view.getBigUint64(at)
  },
}

/** What a range is called, and what is known of it beforehand. */
export interface Naming {
  readonly name: string
  readonly label: string
  readonly docs?: DocsInfo
  readonly reserved?: boolean
  readonly secret?: boolean
}

/**
 * Reads labelled ranges from a piece of bytes. It never fails: where fewer octets are left than a range wants, the range
 * takes what there is and says so, and the reader is `exhausted`.
 */
export class RangeReader {
  readonly bytes: Uint8Array
  /** The offset of the next octet. */
  at: number
  /** The offset behind the last octet that may be read. */
  readonly end: number
  /** Whether a range has wanted more octets than were left. */
  exhausted: boolean = false
  private readonly view: DataView

  constructor(bytes: Uint8Array, from: number, to: number, view: DataView = viewOf(bytes)) {
    this.bytes = bytes
    this.at = from
    this.end = to
    this.view = view
  }

  get left(): number {
    return this.end - this.at
  }

  /** A reader for the next `length` octets, or for those that there are, which this one moves past. */
  within(length: number): RangeReader {
    const from = this.at
    this.advance(length)
    return new RangeReader(this.bytes, from, this.at, this.view)
  }

  /** A number of 1, 2, 4 or 8 octets without a sign: a bigint beyond 2^53 - 1. */
  unsigned(size: keyof typeof UNSIGNED, type: RangeType, naming: Naming): Range {
    return this.octets(size, type, naming, UNSIGNED[size])
  }

  /** A leaf of `size` octets; `read` makes its value of those at an offset, where all are there. */
  octets(size: number, type: RangeType, naming: Naming, read?: ReadValue): Range {
    const offset = this.at
    const problem = this.advance(size)
    const leaf = rangeOf(naming, type, offset, this.at - offset, NO_CHILDREN)
    if (problem !== undefined) leaf.problem = problem
    else if (read !== undefined) leaf.value = read(this.view, offset)
    return leaf
  }

  /** A text behind its length: one octet of it before a `shortstr`, which has to be UTF-8, and four before all else. */
  text(type: RangeType, naming: Naming): Range {
    const offset = this.at
    const length = this.unsigned(type === 'shortstr' ? 1 : 4, 'length', LENGTH)
    const claimed = length.value === undefined ? 0 : Number(length.value)
    const children = [length]
    let value: string | Uint8Array = type === 'bytes' ? new Uint8Array(0) : ''
    if (claimed > 0) {
      const found = this.bytes.subarray(this.at, Math.min(this.end, this.at + claimed))
      value = type === 'bytes' ? found : (decodeTextStrictly(found, 0, found.length) ?? found)
      const text: Filling = this.octets(claimed, 'text', naming.secret === true ? SECRET_TEXT : TEXT)
      text.value = value
      if (type === 'shortstr' && typeof value !== 'string') text.problem ??= 'is not UTF-8'
      children.push(text)
    }
    const node = rangeOf(naming, type, offset, this.at - offset, children)
    if (!this.exhausted) node.value = value
    return node
  }

  /** All that is left, as octets that nothing is known of but what is wrong with them; nothing where nothing is left. */
  damage(problem: string, name = 'unread', label = 'not read'): Range[] {
    if (this.left === 0) return []
    const range: Filling = this.octets(this.left, 'damage', { name, label })
    range.problem = problem
    return [range]
  }

  /** Moves on by `count` octets, or to the end and says what is wrong. */
  private advance(count: number): string | undefined {
    const { left } = this
    this.at += Math.min(count, left)
    if (count <= left) return undefined
    this.exhausted = true
    return left === 0 ? 'is missing: the octets end before it' : `wants ${count} octets and gets ${left}`
  }
}

const LENGTH: Naming = {
  name: 'length',
  label: 'length',
  docs: { label: 'length', purpose: 'How many octets follow that belong to this value.' },
}
const TEXT: Naming = { name: 'text', label: 'text' }

const SECRET_TEXT: Naming = { ...TEXT, secret: true }

/** A number where that is exact, otherwise the bigint. */
export function numberOf(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

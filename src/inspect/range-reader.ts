import type { DocsInfo } from '../generated/metadata.ts'
import { decodeTextStrictly } from '../wire/bytes.ts'
import type { Range, RangeType } from './range.ts'

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

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.bytes = bytes
    this.at = from
    this.end = to
  }

  get left(): number {
    return this.end - this.at
  }

  /** A reader for the next `length` octets, or for those that there are, which this one moves past. */
  within(length: number): RangeReader {
    const from = this.at
    this.advance(length)
    return new RangeReader(this.bytes, from, this.at)
  }

  /** A number of 1 to 8 octets without a sign: a bigint beyond 2^53 - 1. */
  unsigned(size: number, type: RangeType, naming: Naming): Range {
    return this.octets(size, type, naming, (view) => numberOf(unsignedAt(view, size)))
  }

  /** A leaf of `size` octets; `read` makes its value of them where all are there. */
  octets(size: number, type: RangeType, naming: Naming, read?: (view: DataView) => Range['value']): Range {
    const offset = this.at
    const problem = this.advance(size)
    const leaf = { ...naming, type, offset, length: this.at - offset, children: [] }
    if (problem !== undefined) return { ...leaf, problem }
    const value = read?.(this.view(offset, size))
    return value === undefined ? leaf : { ...leaf, value }
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
      const { secret } = naming
      const text = this.octets(claimed, 'text', { ...TEXT, ...(secret === undefined ? {} : { secret }) })
      const problem =
        text.problem ?? (type === 'shortstr' && typeof value !== 'string' ? 'is not UTF-8' : undefined)
      children.push({ ...text, value, ...(problem === undefined ? {} : { problem }) })
    }
    const node = { ...naming, type, offset, length: this.at - offset, children }
    return this.exhausted ? node : { ...node, value }
  }

  /** All that is left, as octets that nothing is known of but what is wrong with them; nothing where nothing is left. */
  damage(problem: string, name = 'unread', label = 'not read'): Range[] {
    if (this.left === 0) return []
    return [{ ...this.octets(this.left, 'damage', { name, label }), problem }]
  }

  /** Moves on by `count` octets, or to the end and says what is wrong. */
  private advance(count: number): string | undefined {
    const { left } = this
    this.at += Math.min(count, left)
    if (count <= left) return undefined
    this.exhausted = true
    return left === 0 ? 'is missing: the octets end before it' : `wants ${count} octets and gets ${left}`
  }

  private view(offset: number, size: number): DataView {
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + offset, size)
  }
}

const LENGTH: Naming = {
  name: 'length',
  label: 'length',
  docs: { label: 'length', purpose: 'How many octets follow that belong to this value.' },
}
const TEXT: Naming = { name: 'text', label: 'text' }

function unsignedAt(view: DataView, size: number): bigint {
  let value = 0n
  for (let i = 0; i < size; i++) value = (value << 8n) | BigInt(view.getUint8(i))
  return value
}

/** A number where that is exact, otherwise the bigint. */
export function numberOf(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

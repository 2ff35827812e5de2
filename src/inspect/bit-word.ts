import type { DocsInfo, FieldInfo } from '../generated/metadata.ts'
import type { BitRange, Range } from './range.ts'
import type { Filling, Naming, RangeReader } from './range-reader.ts'

/** A field of one bit, and which bit of its octet or word it has; 0 is the lowest. */
export interface BitOwner extends Pick<FieldInfo, 'name' | 'wireName' | 'reserved'> {
  readonly bit: number
  readonly docs: DocsInfo
}

/** An octet or a word whose bits are fields of their own. What nobody owns is named as well. */
export class BitWord {
  private readonly bytes: 1 | 2
  private readonly naming: Naming
  private readonly owners: readonly Owned[]
  private readonly unusedBits: readonly number[]

  constructor(bytes: 1 | 2, naming: Naming, owners: readonly BitOwner[]) {
    this.bytes = bytes
    this.naming = naming
    this.owners = owners.map(({ bit, name, wireName: label, reserved, docs }) => {
      const both = { name, label, bit, docs, reserved }
      return { bit, set: { ...both, value: true }, clear: { ...both, value: false } }
    })
    this.unusedBits = Array.from({ length: 8 * bytes }, (_, bit) => bit).filter((bit) =>
      owners.every((owner) => owner.bit !== bit),
    )
  }

  /** The word as a leaf, which has its bits unless it is missing. */
  read(reader: RangeReader): Range {
    const range: Filling = reader.octets(this.bytes, 'bits', this.naming)
    if (range.problem !== undefined) return range
    const word = wordAt(reader.bytes, range.offset, this.bytes)
    range.bits = this.owners.map(({ bit, set, clear }) => (isSet(word, bit) ? set : clear))
    range.unusedBits = this.unusedBits
    const odd = this.unusedBits.find((bit) => isSet(word, bit))
    if (odd !== undefined) range.problem = `has bit ${odd} set, which stands for nothing`
    return range
  }
}

/** A bit in both of its states, which are the same wherever it is seen. */
interface Owned {
  readonly bit: number
  readonly set: BitRange
  readonly clear: BitRange
}

function isSet(word: number, bit: number): boolean {
  return ((word >> bit) & 1) === 1
}

function wordAt(bytes: Uint8Array, at: number, size: 1 | 2): number {
  const first = bytes[at] as number
  return size === 1 ? first : (first << 8) | (bytes[at + 1] as number)
}

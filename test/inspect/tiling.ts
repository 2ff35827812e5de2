// Whether the leaves of a dissected stream tile its octets: without matchers, which are too slow for a million of them.

import type { Range } from '../../src/inspect/index.ts'

/** What is wrong with the tiling of `length` octets by a tree, or undefined where each octet and each bit has one owner. */
export function tilingFault(tree: Range, length: number): string | undefined {
  if (tree.offset !== 0 || tree.length !== length) return `${nameOf(tree)} is not the ${length} octets`
  return faultWithin(tree)
}

function faultWithin(range: Range): string | undefined {
  const { offset, length, children } = range
  if (children.length === 0) return bitFault(range)
  let at = offset
  for (const child of children) {
    if (child.offset !== at) return `${nameOf(child)} where one at ${at} is due`
    const fault = faultWithin(child)
    if (fault !== undefined) return fault
    at += child.length
  }
  return at === offset + length ? undefined : `${nameOf(range)} is not its children, which end at ${at}`
}

/** Each bit of a word of bits is a field's, or is said to be unused. */
function bitFault(range: Range): string | undefined {
  const { type, length, bits = [], unusedBits = [] } = range
  if (type !== 'bits') {
    return bits.length + unusedBits.length === 0 ? undefined : `${nameOf(range)} has bits and is none`
  }
  // A word that the octets end in has no bits yet.
  if (range.problem !== undefined && bits.length === 0) return undefined
  let owned = 0
  for (const bit of [...bits.map(({ bit }) => bit), ...unusedBits]) {
    if ((owned & (1 << bit)) !== 0) return `${nameOf(range)} has two owners for bit ${bit}`
    owned |= 1 << bit
  }
  return owned === 2 ** (8 * length) - 1 ? undefined : `${nameOf(range)} has bits without an owner`
}

function nameOf({ name, offset, length }: Range): string {
  return `${name} at ${offset} of ${length} octets`
}

/** What the ranges say is wrong, each with its name. */
export function problemsOf(range: Range): string[] {
  const own = range.problem === undefined ? [] : [`${range.name} ${range.problem}`]
  return [...own, ...range.children.flatMap(problemsOf)]
}

import type { Range } from './range.ts'
import { REDACTED, type SeenFrame, shownHexOf } from './seen-frame.ts'
import { LINE_CHARS, painter, type TextOptions, wrapped } from './text-layout.ts'
import { counted, valueText } from './value-text.ts'

/**
 * The octets of a frame with their names, in two columns. What is longer than the left column stands below its name, 16
 * octets to a line, with its characters beside it where they are ASCII:
 *
 *       00 00 00 15              size 21
 *       0c                       queue 'a.longer.name'
 *       61 2e 6c 6f 6e 67 65 72 2e 6e 61 6d 65            a.longer.name
 */
export function blockLines(seen: SeenFrame, options: TextOptions): string[] {
  const block = new Block(seen.bytes, options)
  block.add(seen.frame, 0)
  return block.lines
}

/** Octets that fit the left column. */
const COLUMN_OCTETS = 8
const COLUMN_CHARS = 3 * COLUMN_OCTETS
const MARGIN = '  '
const RUN_OCTETS = 16
/** A longer run of octets, such as a large body, is cut here. */
const SHOWN_OCTETS = 64
/** Room for a value beside its name. */
const VALUE_CHARS = 40

class Block {
  readonly lines: string[] = []
  private readonly bytes: Uint8Array
  private readonly paint: ReturnType<typeof painter>

  constructor(bytes: Uint8Array, options: TextOptions) {
    this.bytes = bytes
    this.paint = painter(options)
  }

  add(range: Range, depth: number): void {
    switch (range.type) {
      case 'table':
      case 'array':
        return this.addItems(range, `${range.label}: ${itemsText(range)}`, [], depth)
      case 'entry':
        return this.addEntry(range, depth)
      case 'shortstr':
      case 'longstr':
      case 'bytes':
        return this.addValue(range, `${range.label} ${shownValue(range)}`, [], depth)
      default:
        if (range.children.length === 0) return this.addValue(range, noteOf(range), [], depth)
        for (const child of range.children) this.add(child, depth)
    }
  }

  /** A table or an array: its length, then what it holds, further in. `before` are the octets of its tag. */
  private addItems(range: Range, note: string, before: readonly string[], depth: number): void {
    const [length, ...items] = range.children
    this.addRow([...before, ...this.hexOf(length)], note, depth, range.problem)
    for (const item of items) this.add(item, depth + 1)
  }

  /** An entry of a table, with a line for its name, or an element of an array: its tag and its value. */
  private addEntry({ name, children }: Range, depth: number): void {
    const key = children.find((child) => child.name === 'name')
    if (key !== undefined) this.addValue(key, valueText(key.value ?? '', VALUE_CHARS), [], depth)
    const [tag, value, ...rest] = key === undefined ? children : children.slice(1)
    if (tag !== undefined) this.addTagged(tag, value, key === undefined ? `${name}: ` : '', depth)
    for (const range of rest) this.add(range, depth)
  }
}

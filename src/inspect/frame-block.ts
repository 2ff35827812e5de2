import type { Range, RangeType } from './range.ts'
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

/** Octets that fit the left column: a tag and 8 octets of a number. */
const COLUMN_OCTETS = 9
const COLUMN_CHARS = 3 * COLUMN_OCTETS - 1
const RUN_OCTETS = 16
const RUN_CHARS = 3 * RUN_OCTETS - 1
const MARGIN = '  '
/** A longer run of octets, such as a large body, is cut here. */
const SHOWN_OCTETS = 128
/** Room for a value beside its name; the octets below a longer one show it in full. */
const VALUE_CHARS = 24
/** Room for the name of a table's entry, which has its line to itself. */
const NAME_CHARS = 34

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
        return this.addItems(range, `${range.label}: ${itemsText(range, range.type)}`, [], depth)
      case 'entry':
        return this.addEntry(range, depth)
      default:
        if (isValue(range)) return this.addValue(range, noteOf(range), [], depth)
        for (const child of range.children) this.add(child, depth)
    }
  }

  /** A table or an array: its length, then what it holds, further in. `before` are the octets of its tag. */
  private addItems(range: Range, note: string, before: readonly string[], depth: number): void {
    const [length, ...items] = range.children
    this.addRow([...before, ...this.hexOf(length)], note, depth, range.problem ?? length?.problem)
    for (const item of items) this.add(item, depth + 1)
  }

  /** An entry of a table, whose name has a line of its own, or an element of an array. */
  private addEntry({ name, children }: Range, depth: number): void {
    const isNamed = children[0]?.name === 'name'
    if (isNamed) this.addValue(children[0]!, shownValue(children[0]!, NAME_CHARS), [], depth)
    const [tag, value] = isNamed ? children.slice(1) : children
    if (tag !== undefined) this.addTagged(tag, value, isNamed ? '' : `${name}: `, isNamed ? depth + 1 : depth)
  }

  private addTagged(tag: Range, value: Range | undefined, prefix: string, depth: number): void {
    const octets = this.hexOf(tag)
    if (value === undefined || value.type === 'damage') {
      this.addRow(octets, prefix + (tag.value === 'V' ? 'null, void' : tag.label), depth, tag.problem)
      if (value !== undefined) this.add(value, depth)
    } else if (value.type === 'table' || value.type === 'array') {
      this.addItems(value, prefix + itemsText(value, tag.label), octets, depth)
    } else {
      this.addValue(value, `${prefix}${shownValue(value)}, ${tag.label}`, octets, depth)
    }
  }

  /** A value in one line where it fits, otherwise with its octets in lines below. */
  private addValue(range: Range, note: string, before: readonly string[], depth: number): void {
    const [length, text] = range.children
    const problem = range.problem ?? length?.problem ?? text?.problem
    const octets = [...before, ...range.children.flatMap((child) => this.hexOf(child))]
    if (length === undefined) octets.push(...this.hexOf(range))
    if (octets.length <= COLUMN_OCTETS) return this.addRow(octets, note, depth, problem)
    const size = text === undefined ? '' : `, ${counted(text.length, 'byte')}`
    this.addRow([...before, ...this.hexOf(length)], note + size, depth, problem)
    this.addRun(text ?? range)
  }

  private addRow(hex: readonly string[], note: string, depth: number, problem: string | undefined): void {
    const indent = '  '.repeat(depth)
    const noteChars = LINE_CHARS - MARGIN.length - COLUMN_CHARS - MARGIN.length - indent.length
    const notes = wrapped(note, noteChars, 2)
    const problems = problem === undefined ? [] : wrapped(`! ${problem}`, noteChars, 2)
    const column = hex.join(' ').padEnd(COLUMN_CHARS)
    this.lines.push(`${MARGIN}${this.paint('cyan', column)}${MARGIN}${indent}${notes[0]}`)
    for (const line of notes.slice(1)) this.lines.push(NO_HEX + indent + line)
    for (const line of problems) this.lines.push(NO_HEX + indent + this.paint('red', line))
  }

  private addRun(range: Range): void {
    const hex = this.hexOf(range)
    for (let at = 0; at < Math.min(hex.length, SHOWN_OCTETS); at += RUN_OCTETS) {
      const column = hex
        .slice(at, at + RUN_OCTETS)
        .join(' ')
        .padEnd(RUN_CHARS)
      const offset = range.offset + at
      const text =
        range.secret === true
          ? ''
          : asciiText(this.bytes.subarray(offset, offset + Math.min(RUN_OCTETS, range.length - at)))
      this.lines.push(`${MARGIN}${this.paint('cyan', column)}${MARGIN}${this.paint('dim', text)}`.trimEnd())
    }
    const more = hex.length - SHOWN_OCTETS
    if (more > 0) this.lines.push(`${MARGIN}… ${counted(more, 'octet')} more`)
  }

  private hexOf(range: Range | undefined): string[] {
    return range === undefined ? [] : shownHexOf(this.bytes, range)
  }
}

const NO_HEX = ' '.repeat(MARGIN.length + COLUMN_CHARS + MARGIN.length)

const VALUES: ReadonlySet<RangeType> = new Set(['shortstr', 'longstr', 'bytes', 'decimal'])

/** Whether it is shown as one value: a leaf, a length and its text, or a scale and its digits. */
function isValue({ type, children }: Range): boolean {
  return children.length === 0 || VALUES.has(type)
}

function noteOf(range: Range): string {
  const { label, value, bits, meaning, type, length } = range
  if (bits !== undefined) {
    // One octet of bits has them all named; of a longer word, the flags of properties, those that are set.
    const words =
      length === 1
        ? bits.map((bit) => `${bit.label}=${bit.value}`)
        : bits.filter((bit) => bit.value).map((bit) => bit.label)
    return `${label}: ${words.length === 0 ? 'none' : words.join(' ')}`
  }
  if (type === 'bytes' && range.children.length === 0) return `${label}, ${counted(length, 'byte')}`
  return [
    label,
    value === undefined ? '' : ` ${shownValue(range)}`,
    meaning === undefined ? '' : `, ${meaning}`,
  ].join('')
}

function shownValue({ value, secret }: Range, maxChars: number = VALUE_CHARS): string {
  if (secret === true) return REDACTED
  return value === undefined ? '(not whole)' : valueText(value, maxChars)
}

function itemsText(range: Range, word: string): string {
  const octets = range.length - (range.children[0]?.length ?? 0)
  return octets === 0 ? `empty ${word}` : `${word} of ${counted(octets, 'octet')}`
}

function asciiText(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) =>
    octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.',
  ).join('')
}

import { decodeTextStrictly } from '../wire/bytes.ts'
import { type Decimal, Explicit, type FieldValue } from '../wire/field-value.ts'

/** A value in a few words: texts in quotes and cut where they are long, tables in braces or counted where they are large. */
export function valueText(value: FieldValue, maxChars: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, maxChars)
    case 'object':
      return objectText(value, maxChars)
    default:
      return String(value)
  }
}

/** What a terminal would obey, or show as something else than it is: controls, unpaired surrogates, marks of direction. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\\]/gu

function quoted(text: string, maxChars: number): string {
  // A character has at most two units, so this many units hold enough of them.
  const chars = [...text.slice(0, 2 * maxChars + 2)]
  const isWhole = chars.length <= maxChars
  const kept = isWhole ? text : chars.slice(0, maxChars - 1).join('')
  const quote = kept.includes("'") && !kept.includes('"') ? '"' : "'"
  const safe = kept.replace(UNSAFE, escaped).replaceAll(quote, `\\${quote}`)
  return `${quote}${safe}${isWhole ? '' : '…'}${quote}`
}

/** A text of several lines as it is, but for what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n\t\r]|\r(?!\n)|[\p{Zl}\p{Zp}]/gu, escaped)
}

function escaped(char: string): string {
  if (char === '\\') return '\\\\'
  return `\\u{${char.codePointAt(0)!.toString(16)}}`
}

function objectText(
  value: Exclude<FieldValue, string | number | bigint | boolean>,
  maxChars: number,
): string {
  if (value === null) return 'null'
  if (value instanceof Uint8Array) return bytesText(value, maxChars)
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z')
  if (value instanceof Explicit) return decimalText(value.value as Decimal)
  const isArray = Array.isArray(value)
  const parts = Object.entries(value as Record<string, FieldValue>).map(
    ([name, item]) => (isArray ? '' : `${nameText(name, maxChars)}=`) + valueText(item, maxChars),
  )
  const whole = isArray ? `[${parts.join(' ')}]` : `{${parts.join(' ')}}`
  if (whole.length <= maxChars) return whole
  if (isArray) return `[${counted(parts.length, 'element')}]`
  return parts.length === 1 ? '{1 entry}' : `{${parts.length} entries}`
}

/** A name as it is where that is plain, otherwise in quotes. */
function nameText(name: string, maxChars: number): string {
  return /^[\w.-]+$/.test(name) ? name : quoted(name, maxChars)
}

/** Bytes as the text that they are, or else as their number. */
function bytesText(bytes: Uint8Array, maxChars: number): string {
  const text = decodeTextStrictly(bytes, 0, bytes.length)
  return text === undefined ? `(${counted(bytes.length, 'byte')})` : quoted(text, maxChars)
}

/** A count with its unit, such as `1 byte` or `12 bytes`. */
export function counted(count: number | bigint, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** The digits with the point where the scale says, as in 12.50 for 1250 with two decimals. */
export function decimalText({ scale, unscaled }: Decimal): string {
  const digits = String(unscaled).padStart(scale + 1, '0')
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** A count as people read it, such as 1,234,567. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/** A text from elsewhere in one line, without the characters that a terminal obeys. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '·')
}

/** Whether a value says nothing: a text, a table or octets of no length. */
export function isEmpty(value: FieldValue): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

/**
 * The values of the grammar: from what the parser found in the octets to what a program wants to see. These follow the
 * same rules as the client's own decoder and share no code with it, so that each can vouch for the other.
 */
import { type Decimal, Explicit, type FieldTable, type FieldValue } from '../wire/field-value.ts'

/** A text or a run of bytes. */
interface FoundText {
  readonly bytes: Uint8Array
}

/** A table or an array, with the size that was claimed and the offsets between which it was found. */
interface FoundItems {
  readonly size: number
  readonly from: number
  readonly to: number
  readonly items: readonly FoundItem[]
}

interface FoundItem {
  /** Of tables only. */
  readonly name?: FoundText
  readonly tag: number
  readonly value: number | bigint | FoundText | FoundItems | Decimal
}

const MAX_DEPTH = 32
/** The last second that a Date can stand for. */
const LAST_DATE_SECONDS = 8_640_000_000_000n
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** A bit as true or false. */
export function truth(bit: number): boolean {
  return bit === 1
}

/** 64 bits: a number up to 2^53 - 1 and, with a sign, down to -(2^53 - 1); a bigint beyond. */
export function longestNumber(value: bigint): number | bigint {
  return BigInt(Number.MIN_SAFE_INTEGER) <= value && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value
}

/** 64 bits that have to be a number, such as a delivery tag. */
export function exactNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`${value} is beyond 2^53 - 1`)
  return Number(value)
}

/** The bytes of a long string. */
export function textBytes(text: FoundText): Uint8Array {
  return text.bytes
}

/** A text that has to be UTF-8. */
export function strictText(text: FoundText): string {
  return strictUtf8.decode(text.bytes)
}

/** A text or a name in a message's properties, which brokers hand on as it is: what is not UTF-8 becomes U+FFFD. */
export function lenientText(text: FoundText): string {
  return lenientUtf8.decode(text.bytes)
}

/** A field table as an object. The last of two equal names holds. */
export function tableValue(found: FoundItems): FieldTable {
  return tableAt(found, 1)
}

function tableAt(found: FoundItems, depth: number): FieldTable {
  return Object.fromEntries(
    checked(found, depth).map((item) => [lenientText(item.name as FoundText), itemValue(item, depth)]),
  )
}

function checked({ size, from, to, items }: FoundItems, depth: number): readonly FoundItem[] {
  if (depth > MAX_DEPTH) throw new RangeError(`tables stand in each other deeper than ${MAX_DEPTH} levels`)
  if (to - from !== size)
    throw new RangeError(`a table or array of ${size} octets whose content has ${to - from}`)
  return items
}

function itemValue({ tag, value }: FoundItem, depth: number): FieldValue {
  switch (String.fromCharCode(tag)) {
    case 't':
      return value !== 0
    case 'l':
    case 'L':
      return longestNumber(value as bigint)
    case 'D':
      return new Explicit('D', value as Decimal)
    case 'S':
      return textOrBytes(value as FoundText)
    case 'x':
      return (value as FoundText).bytes
    case 'T':
      return dateOrSeconds(value as bigint)
    case 'V':
      return null
    case 'A':
      return checked(value as FoundItems, depth + 1).map((item) => itemValue(item, depth + 1))
    case 'F':
      return tableAt(value as FoundItems, depth + 1)
    default:
      return value as number
  }
}

function textOrBytes(text: FoundText): string | Explicit {
  try {
    return strictText(text)
  } catch {
    return new Explicit('S', text.bytes)
  }
}

function dateOrSeconds(seconds: bigint): Date | Explicit {
  if (seconds > LAST_DATE_SECONDS) return new Explicit('T', longestNumber(seconds))
  return new Date(Number(seconds) * 1000)
}

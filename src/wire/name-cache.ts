import { decodeText } from './bytes.ts'

/**
 * Turns the bytes of a short name into a string, without making the same string twice in a row of messages: consumer
 * tags, exchanges and routing keys repeat from delivery to delivery.
 *
 * A direct-mapped table: the length and a few octets pick one slot, and the string there is taken if it says the same.
 * A miss replaces the slot, so a million different routing keys cost a million strings that die young, and no memory.
 * Names that differ only elsewhere share a slot, and are made anew as they would be without the table.
 */
const SLOTS = 1024
const slots: string[] = new Array<string>(SLOTS).fill('')

/** The text of `bytes[from..to)`, lenient where it is not UTF-8. */
export function decodeName(bytes: Uint8Array, from: number, to: number): string {
  return decodeAsciiName(bytes, from, to) ?? decodeText(bytes, from, to)
}

/** The text of `bytes[from..to)` where all of it is ASCII, as names nearly always are; otherwise undefined. */
export function decodeAsciiName(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (from === to) return ''
  const slot = slotOf(bytes, from, to)
  const known = slots[slot] as string
  if (says(known, bytes, from, to)) return known
  for (let i = from; i < to; i++) if ((bytes[i] as number) > 0x7f) return undefined
  const name = decodeText(bytes, from, to)
  slots[slot] = name
  return name
}

/** The short text whose length stands at `at`: lenient where it is not UTF-8. Its bytes are known to be there. */
export function shortstrAt(bytes: Uint8Array, at: number): string {
  return decodeName(bytes, at + 1, at + 1 + (bytes[at] as number))
}

/** Names that are in use together mostly differ in length, in the middle or at the end. */
function slotOf(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  const middle = bytes[from + (length >> 1)] as number
  const last = bytes[to - 1] as number
  const secondLast = bytes[length > 1 ? to - 2 : from] as number
  return (Math.imul(length, 37) ^ Math.imul(middle, 5) ^ (last << 4) ^ secondLast) & (SLOTS - 1)
}

function says(name: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[from + i]) return false
  return true
}

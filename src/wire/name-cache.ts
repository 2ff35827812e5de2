import { decodeText } from './bytes.ts'

/**
 * Turns the bytes of a short name into a string, without making the same string twice in a row of messages: consumer
 * tags, exchanges and routing keys repeat from delivery to delivery.
 *
 * A direct-mapped table: a hash of the bytes picks one slot, and the string there is taken if it says the same. A miss
 * replaces the slot, so a million different routing keys cost a million strings that die young, and no memory.
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
  let hash = to - from
  for (let i = from; i < to; i++) {
    const octet = bytes[i] as number
    if (octet > 0x7f) return undefined
    hash = (Math.imul(hash, 31) + octet) | 0
  }
  const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1)
  const known = slots[slot] as string
  if (says(known, bytes, from, to)) return known
  const name = decodeText(bytes, from, to)
  slots[slot] = name
  return name
}

function says(name: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[from + i]) return false
  return true
}

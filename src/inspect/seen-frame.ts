import type { FrameRange, Range } from './range.ts'

/** Which way a frame went. */
export type Direction = 'client-to-broker' | 'broker-to-client'

/** The other way. */
export function opposite(direction: Direction): Direction {
  return direction === 'client-to-broker' ? 'broker-to-client' : 'client-to-broker'
}

/** A frame as it was seen on a connection. */
export interface SeenFrame {
  /** Counted from 1 over all connections that are watched together. */
  readonly number: number
  /** Which connection: counted from 1 in the order in which they were first seen. */
  readonly connection: number
  /** Seconds since the watching began. */
  readonly atSeconds: number
  /** Which of the two peers sent it. */
  readonly direction: Direction
  /** The octets that the offsets of `frame` count in. They hold more than this frame only behind damage. */
  readonly bytes: Uint8Array
  /** The frame taken apart, to show or to search. */
  readonly frame: FrameRange
}

/** What stands in the place of a password, wherever frames are shown. */
export const REDACTED = '(redacted)'
const REDACTED_OCTET = '··'

/** Each octet as two hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string[] {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0'))
}

/** The octets of a range as they may be shown: those of a password are hidden. */
export function shownHexOf(bytes: Uint8Array, { offset, length, secret }: Range): string[] {
  if (secret === true) return new Array<string>(length).fill(REDACTED_OCTET)
  return hexOf(bytes.subarray(offset, offset + length))
}

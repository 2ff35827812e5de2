import type { Endpoint } from '../capture-event.ts'

/** Something in a file that no event tells of, because it cannot be read or is not AMQP. */
export interface Skipped {
  /** What it is and why it was left out, in words, such as `a fragment of an IP packet`. */
  readonly reason: string
  /** Where: octets of the file before the packet, or before the first packet of the connection. */
  readonly offset: number
  /** Who sent it, or opened the connection; where that is known. */
  readonly from?: Endpoint
  /** Who was to get it; where that is known. */
  readonly to?: Endpoint
}

import { ACK_BYTES, ACK_MULTIPLE_AT, ACK_TAG_AT } from '../wire/acks.ts'

/** Counts the publishes that acks settle, where nothing but acks comes in. They come out of order, alone and many at once. */
export class RawConfirms {
  private readonly onSettled: () => void
  private readonly isSettled: Uint8Array
  private through: number = 0
  /** The beginning of an ack whose rest is still to come. */
  private carry: Buffer = Buffer.alloc(0)

  /** @param count how many publishes there will be */
  constructor(count: number, onSettled: () => void) {
    this.isSettled = new Uint8Array(count + 1)
    this.onSettled = onSettled
  }

  receive(chunk: Buffer): void {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk])
    let at = 0
    for (; bytes.length - at >= ACK_BYTES; at += ACK_BYTES) {
      const tag = bytes.readUInt32BE(at + ACK_TAG_AT)
      if (bytes[at + ACK_MULTIPLE_AT] === 0) this.settle(tag)
      else while (this.through < tag) this.settle(++this.through)
    }
    this.carry = bytes.subarray(at)
  }

  private settle(tag: number): void {
    if (this.isSettled[tag] === 1) return
    this.isSettled[tag] = 1
    this.onSettled()
  }
}

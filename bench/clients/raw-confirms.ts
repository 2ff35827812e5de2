/** `basic.ack` is a frame of 21 octets: the tag stands behind the prefix and the method's id, `multiple` behind the tag. */
const ACK_BYTES = 21
const TAG_AT = 7 + 4
const MULTIPLE_AT = TAG_AT + 8

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
      const tag = bytes.readUInt32BE(at + TAG_AT + 4)
      if (bytes[at + MULTIPLE_AT] === 0) this.settle(tag)
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

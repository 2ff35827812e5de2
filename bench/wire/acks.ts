/** `basic.ack` is a frame of 21 octets; its tag stands behind the prefix and the method's id, `multiple` behind the tag. */
export const ACK_BYTES = 21
/** The tag is 64 bits wide; the bench never counts beyond its lower half. */
export const ACK_TAG_AT = 7 + 4 + 4
export const ACK_MULTIPLE_AT = ACK_TAG_AT + 4

/** The acks for the tags after `before`, up to and including `through`, one like the other but for the tag. */
export function acksOf(ack: Buffer, before: number, through: number): Buffer {
  const acks = Buffer.alloc((through - before) * ACK_BYTES, ack)
  for (let i = 0; i < through - before; i++) acks.writeUInt32BE(before + i + 1, i * ACK_BYTES + ACK_TAG_AT)
  return acks
}

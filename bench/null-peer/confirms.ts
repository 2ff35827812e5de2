import type { Encoder } from '../wire/encoder.ts'

const ACK_BYTES = 21

/**
 * The confirms of one channel: an ack for each publish, in order, but always `behind` of them later, so that as many
 * stay outstanding.
 */
export class Confirms {
  behind: number = 0
  private readonly one: Buffer
  private published: number = 0
  private acked: number = 0

  constructor(encoder: Encoder, channel: number) {
    this.one = encoder.method(channel, encoder.protocol.methods.basicAck, { deliveryTag: 1 })
  }

  onPublish(): void {
    this.published++
  }

  /** The acks that are due. */
  take(): Buffer | undefined {
    const due = this.published - this.behind - this.acked
    if (due <= 0) return undefined
    const acks = Buffer.alloc(due * ACK_BYTES, this.one)
    for (let i = 0; i < due; i++) acks.writeUInt32BE(this.acked + i + 1, i * ACK_BYTES + 15)
    this.acked += due
    return acks
  }
}

import { acksOf } from '../wire/acks.ts'
import type { Encoder } from '../wire/encoder.ts'

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
    const due = this.published - this.behind
    if (due <= this.acked) return undefined
    const acks = acksOf(this.one, this.acked, due)
    this.acked = due
    return acks
  }
}

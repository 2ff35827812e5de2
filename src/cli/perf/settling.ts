import type { LoadChannel, Received } from './client.ts'
import type { PerfOptions } from './options.ts'

/** Acks the messages of a consumer channel: one by one or several at once, in transactions or without. */
export class Settling {
  private readonly channel: LoadChannel
  private readonly options: PerfOptions
  private readonly onFailure: (error: Error) => void
  /** The newest message that is not acked yet, and how many there are. */
  private newest: Received | undefined
  private unacked: number = 0
  private uncommitted: number = 0

  constructor(channel: LoadChannel, options: PerfOptions, onFailure: (error: Error) => void) {
    this.channel = channel
    this.options = options
    this.onFailure = onFailure
  }

  /** A message has been dealt with. */
  add(message: Received): void {
    const { autoAck, multiAckEvery, consumerTxSize } = this.options
    if (autoAck === true) return
    this.newest = message
    this.unacked++
    this.uncommitted++
    const commits = this.uncommitted === consumerTxSize
    if (this.unacked === multiAckEvery || commits) this.ack()
    if (commits) this.commit().catch(this.onFailure)
  }

  /** Acks what is left. */
  async finish(): Promise<void> {
    this.ack()
    if (this.options.consumerTxSize !== undefined && this.uncommitted > 0) await this.commit()
  }

  private ack(): void {
    if (this.newest === undefined) return
    this.channel.ack(this.newest, this.unacked > 1)
    this.newest = undefined
    this.unacked = 0
  }

  private commit(): Promise<unknown> {
    this.uncommitted = 0
    return this.channel.txCommit()
  }
}

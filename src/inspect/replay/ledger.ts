import type { SeenCommand } from '../seen-command.ts'
import { ChannelLedger } from './channel-ledger.ts'
import { Names } from './names.ts'
import { Differences } from './report.ts'

/** What brokers said in the recording and now, over all connections and channels. */
export class Ledger {
  readonly names: Names = new Names()
  readonly differences: Differences = new Differences()
  private readonly channels: Map<number, Map<number, ChannelLedger>> = new Map()
  /** Those that may be behind. */
  private readonly waiting: Set<ChannelLedger> = new Set()
  /**
   * Messages that were delivered in the recording, but for those that have come or were given up, over all consumers:
   * which of them gets a message is a matter of time.
   */
  private undelivered: number = 0

  /** Whether something is still to come that had come in the recording by now. */
  get isBehind(): boolean {
    if (this.undelivered > 0) return true
    for (const channel of this.waiting) {
      if (channel.behind > 0) return true
      this.waiting.delete(channel)
    }
    return false
  }

  channel({ connection, channel }: Pick<SeenCommand, 'connection' | 'channel'>): ChannelLedger {
    let channels = this.channels.get(connection)
    if (channels === undefined) {
      channels = new Map()
      this.channels.set(connection, channels)
    }
    let ledger = channels.get(channel)
    if (ledger === undefined) {
      ledger = new ChannelLedger(this.names, this.differences)
      channels.set(channel, ledger)
    }
    return ledger
  }

  /** The broker of the recording sent this. */
  expect(command: SeenCommand): void {
    const channel = this.channel(command)
    if (command.method.name === 'basic.deliver' && !channel.isOver) this.undelivered++
    channel.expect(command)
    this.waiting.add(channel)
  }

  /** The broker of the replay sent this. */
  got(command: SeenCommand): void {
    if (command.method.name === 'basic.deliver') this.undelivered--
    this.channel(command).got(command)
  }

  /** What has not come will not come any more. */
  giveUp(): void {
    this.undelivered = Math.min(0, this.undelivered)
    for (const channel of this.waiting) channel.giveUp()
    this.waiting.clear()
  }

  /** A connection is gone: nothing more will come on it. */
  lose(connection: number): void {
    for (const channel of this.channels.get(connection)?.values() ?? []) {
      channel.end()
      this.waiting.delete(channel)
    }
  }

  /** The replay is over: what has no partner is told. */
  finish(): void {
    for (const channels of this.channels.values()) for (const channel of channels.values()) channel.finish()
  }
}

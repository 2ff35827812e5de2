import type { Channel, ChannelOwner } from './channel.ts'
import { overLimit } from './connection-failure.ts'
import type { CallOptions } from './options.ts'
import type { Output } from './output.ts'
import type { KeptSettings } from './settings.ts'

/** A connection as its channels see it: no more of it than they need. */
export class ConnectionOfChannels implements ChannelOwner {
  readonly remote: string
  private readonly settings: KeptSettings
  private readonly output: Output
  private readonly connection: Pick<ChannelOwner, 'drained' | 'onChannelGone'>

  constructor(
    remote: string,
    settings: KeptSettings,
    output: Output,
    connection: Pick<ChannelOwner, 'drained' | 'onChannelGone'>,
  ) {
    this.remote = remote
    this.settings = settings
    this.output = output
    this.connection = connection
  }

  get callTimeoutMs(): number {
    return this.settings.callTimeoutMs
  }

  get tracesSettlements(): boolean {
    return this.settings.traceSettlements
  }

  get hasRoom(): boolean {
    return this.output.hasRoom
  }

  beforePublish(): void {
    const { bufferedBytes } = this.output
    if (bufferedBytes > this.settings.maxBufferedBytes)
      throw overLimit(
        'BUFFER_FULL',
        'basic.publish',
        `${bufferedBytes} bytes wait to be sent; await drained()`,
      )
  }

  afterPublish(): void {
    this.output.flushIfMuch()
  }

  drained(options: CallOptions | undefined): Promise<void> {
    return this.connection.drained(options)
  }

  onChannelGone(channel: Channel, unasked: Error | undefined): void {
    this.connection.onChannelGone(channel, unasked)
  }
}

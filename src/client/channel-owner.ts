import type { ChannelLives, ChannelOwner } from './channel-lives.ts'
import { overLimit } from './connection-failure.ts'
import type { CallOptions } from './options.ts'
import type { Recorder, Renewal } from './renewal.ts'
import type { Session } from './session.ts'
import type { KeptSettings } from './settings.ts'

/** What the channels of a connection need to know of it. */
interface SharedConnection extends Pick<ChannelOwner, 'back' | 'drained' | 'onChannelGone' | 'renewsAfter'> {
  /** What it runs on now. */
  readonly session: Session
  readonly renewal: Renewal | undefined
}

/** A connection as its channels see it: no more of it than they need. */
export class ConnectionOfChannels implements ChannelOwner {
  private readonly settings: KeptSettings
  private readonly connection: SharedConnection

  constructor(settings: KeptSettings, connection: SharedConnection) {
    this.settings = settings
    this.connection = connection
  }

  get remote(): string {
    return this.connection.session.transport.remote
  }

  get callTimeoutMs(): number {
    return this.settings.callTimeoutMs
  }

  get tracesSettlements(): boolean {
    return this.settings.traceSettlements
  }

  get hasRoom(): boolean {
    return this.connection.session.output.hasRoom
  }

  get record(): Recorder | undefined {
    return this.connection.renewal?.record
  }

  get back(): Promise<void> | undefined {
    return this.connection.back
  }

  beforePublish(): void {
    const { bufferedBytes } = this.connection.session.output
    if (bufferedBytes > this.settings.maxBufferedBytes)
      throw overLimit(
        'BUFFER_FULL',
        'basic.publish',
        `${bufferedBytes} bytes wait to be sent; await drained()`,
      )
  }

  afterPublish(): void {
    this.connection.session.output.flushIfMuch()
  }

  drained(options: CallOptions | undefined): Promise<void> {
    return this.connection.drained(options)
  }

  renewsAfter(error: Error): boolean {
    return this.connection.renewsAfter(error)
  }

  onChannelGone(channel: ChannelLives, unasked: Error | undefined): void {
    this.connection.onChannelGone(channel, unasked)
  }
}

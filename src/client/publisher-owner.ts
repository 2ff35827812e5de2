import type { ClientCore } from '../protocol/client-core.ts'
import type { Transport } from '../transport/transport.ts'
import type { Channel } from './channel.ts'
import type { Output } from './output.ts'
import { Publisher, type PublisherOptions, type PublisherOwner } from './publisher.ts'
import { REST_MS } from './room-wait.ts'
import type { KeptSettings } from './settings.ts'

const ROOM_EVENTS = ['drain', 'unblocked'] as const

/** What tells that there may be room again, and who else uses it. */
interface SharedConnection {
  /** Why the broker takes no publishes for now; undefined while it does. */
  readonly blocked: string | undefined
  /** Whether nobody waits for an answer or a delivery. */
  readonly isQuiet: boolean
  on(event: 'drain' | 'unblocked', listener: () => void): unknown
  off(event: 'drain' | 'unblocked', listener: () => void): unknown
}

/** A connection as its publishers see it: no more of it than they need. */
export class ConnectionOfPublishers implements PublisherOwner {
  private readonly settings: KeptSettings
  private readonly output: Output
  private readonly core: ClientCore
  private readonly transport: Transport
  private readonly connection: SharedConnection
  private isResting: boolean = false

  constructor(
    settings: KeptSettings,
    output: Output,
    core: ClientCore,
    transport: Transport,
    connection: SharedConnection,
  ) {
    this.settings = settings
    this.output = output
    this.core = core
    this.transport = transport
    this.connection = connection
  }

  get callTimeoutMs(): number {
    return this.settings.callTimeoutMs
  }

  get now(): number {
    return this.output.now
  }

  get heardAt(): number {
    return this.core.now
  }

  get canPublish(): boolean {
    return this.output.hasRoom && this.connection.blocked === undefined
  }

  /** A publisher on a channel of this connection that is in confirm mode. */
  createPublisher(channel: Channel, options: PublisherOptions): Publisher {
    return new Publisher(channel, this, options)
  }

  restReading(): void {
    const { transport } = this
    if (this.isResting || !this.connection.isQuiet) return
    this.isResting = true
    transport.pause?.()
    setTimeout(() => {
      this.isResting = false
      transport.resume?.()
    }, REST_MS)
  }

  onRoom(listener: () => void): () => void {
    const { connection } = this
    for (const event of ROOM_EVENTS) connection.on(event, listener)
    return () => {
      for (const event of ROOM_EVENTS) connection.off(event, listener)
    }
  }
}

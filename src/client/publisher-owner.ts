import type { Channel } from './channel.ts'
import { Publisher, type PublisherOptions, type PublisherOwner } from './publisher.ts'
import { REST_MS } from './room-wait.ts'
import type { Session } from './session.ts'
import type { KeptSettings } from './settings.ts'

const ROOM_EVENTS = ['drain', 'unblocked'] as const

/** What tells that there may be room again, and who else uses it. */
interface SharedConnection {
  /** What it runs on now. */
  readonly session: Session
  /** Whether nobody waits for an answer or a delivery. */
  readonly isQuiet: boolean
  on(event: 'drain' | 'unblocked', listener: () => void): unknown
  off(event: 'drain' | 'unblocked', listener: () => void): unknown
}

/** A connection as its publishers see it: no more of it than they need. */
export class ConnectionOfPublishers implements PublisherOwner {
  private readonly settings: KeptSettings
  private readonly connection: SharedConnection

  constructor(settings: KeptSettings, connection: SharedConnection) {
    this.settings = settings
    this.connection = connection
  }

  get callTimeoutMs(): number {
    return this.settings.callTimeoutMs
  }

  get now(): number {
    return this.connection.session.output.now
  }

  get heardAt(): number {
    return this.connection.session.core.now
  }

  get canPublish(): boolean {
    const { output, blocked } = this.connection.session
    return output.hasRoom && blocked === undefined
  }

  /** A publisher on a channel of this connection that is in confirm mode. */
  createPublisher(channel: Channel, options: PublisherOptions): Publisher {
    return new Publisher(channel, this, options)
  }

  restReading(): void {
    const { isQuiet, session } = this.connection
    if (isQuiet) session.rest(REST_MS)
  }

  onRoom(listener: () => void): () => void {
    const { connection } = this
    for (const event of ROOM_EVENTS) connection.on(event, listener)
    return () => {
      for (const event of ROOM_EVENTS) connection.off(event, listener)
    }
  }
}

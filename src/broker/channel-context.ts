import { NOT_FOUND } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ServerChannelCore } from '../protocol/server-channel-core.ts'
import type { Profile } from './profile.ts'
import type { Queue } from './queue.ts'
import type { VirtualHost } from './virtual-host.ts'

/** What a channel knows of the connection that it belongs to. */
export interface ConnectionContext {
  readonly virtualHost: VirtualHost
  readonly profile: Profile
  /** Who has logged in. */
  readonly userName: string
  /** Whether the client understands that the broker cancels a consumer. */
  readonly takesCancels: boolean
  /** A name that nobody else has, such as `amq.gen-LuITNhXAqrqB9GUfJj2jsA`. */
  newName(prefix: string): string
  /** Whether one more delivery can be sent now. Where it cannot, `onRoom` of every channel follows when it can again. */
  hasRoom(): boolean
  /** Has `beforeFlush` called once, before output is next sent. */
  callBeforeFlush(channel: { beforeFlush(): void }): void
}

/** What the parts of a channel share. */
export class ChannelContext {
  readonly core: ServerChannelCore
  readonly connection: ConnectionContext
  /** The name of the queue that was declared last on this channel, which an empty name stands for; empty before. */
  lastQueue: string = ''

  constructor(core: ServerChannelCore, connection: ConnectionContext) {
    this.core = core
    this.connection = connection
  }

  /** The queue that a client names, where an empty name stands for the one it declared last. */
  queue(name: string): Queue {
    return this.connection.virtualHost.queue(this.queueName(name), this.connection)
  }

  queueName(name: string): string {
    if (name !== '') return name
    if (this.lastQueue === '') throw new Refusal(NOT_FOUND, 'no previously declared queue')
    return this.lastQueue
  }
}

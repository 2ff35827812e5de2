import type { ServerChannelCore } from '../protocol/server-channel-core.ts'
import type { VirtualHost } from './virtual-host.ts'

/** What a channel knows of the connection that it belongs to. */
export interface ConnectionContext {
  readonly virtualHost: VirtualHost
  /** Who has logged in. */
  readonly userName: string
  /** Whether the client understands that the broker cancels a consumer. */
  readonly clientTakesCancels: boolean
  /** A name that nobody else has, such as `amq.gen-LuITNhXAqrqB9GUfJj2jsA`. */
  newName(prefix: string): string
  /** Whether one more delivery can be sent now. Where it cannot, `onRoom` of all channels follows when it can again. */
  hasRoom(): boolean
  /** Has `beforeFlush` called once, when output is next sent. */
  callBeforeFlush(channel: { beforeFlush(): void }): void
}

/** What the parts of a channel share. */
export interface ChannelContext {
  readonly core: ServerChannelCore
  readonly connection: ConnectionContext
  /** The queue that this channel declared last, which an empty name stands for. */
  lastQueue: string
}

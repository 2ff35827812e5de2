import { NOT_FOUND } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ServerChannelCore } from '../protocol/server-channel-core.ts'
import type { Access } from './access.ts'
import type { Message } from './message.ts'
import type { Profile } from './profile.ts'
import type { Queue } from './queue.ts'
import type { Delivery } from './unacked.ts'
import type { VirtualHost } from './virtual-host.ts'

/** What a channel knows of the connection that it belongs to. */
export interface ConnectionContext {
  readonly virtualHost: VirtualHost
  readonly profile: Profile
  /** Who has logged in. */
  readonly userName: string
  /** What this user may do. */
  readonly access: Access
  /** Whether the client understands that the broker cancels a consumer. */
  readonly takesCancels: boolean
  /** A name that nobody else has, such as `amq.gen-LuITNhXAqrqB9GUfJj2jsA`. */
  newName(prefix: string): string
  /** Whether one more delivery can be sent now. Where it cannot, `onRoom` of every channel follows when it can again. */
  hasRoom(): boolean
  /** A message was published. */
  onPublish(): void
  /** Has `beforeFlush` called once, before output is next sent. */
  callBeforeFlush(channel: { beforeFlush(): void }): void
}

/** A message whose way is known. */
export interface RoutedMessage {
  readonly message: Message
  readonly queues: readonly Queue[]
  readonly mandatory: boolean
}

/** What becomes of deliveries. */
export interface Settlement {
  readonly deliveries: readonly Delivery[]
  readonly outcome: 'done' | 'dead' | 'requeue'
  /** Whether what was not done was tried. */
  readonly isAttempt: boolean
}

/** What a transaction holds back. */
interface Work {
  readonly messages: RoutedMessage[]
  readonly settlements: Settlement[]
}

/** What the parts of a channel share. */
export class ChannelContext {
  readonly core: ServerChannelCore
  readonly connection: ConnectionContext
  /** The name of the queue that was declared last on this channel, which an empty name stands for; empty before. */
  lastQueue: string = ''
  /** Whether publishes are confirmed, or wait for a commit. */
  mode: 'plain' | 'confirm' | 'tx' = 'plain'
  /** Where replies to this channel go; undefined while it does not listen for any. */
  replyAddress: string | undefined
  private work: Work = { messages: [], settlements: [] }

  constructor(core: ServerChannelCore, connection: ConnectionContext) {
    this.core = core
    this.connection = connection
  }

  hold(message: RoutedMessage): void {
    this.work.messages.push(message)
  }

  holdSettlement(settlement: Settlement): void {
    this.work.settlements.push(settlement)
  }

  /** Hands over what a transaction has held back so far. */
  takeWork(): Work {
    const { work } = this
    this.work = { messages: [], settlements: [] }
    return work
  }

  /** The queue that a client names, where an empty name stands for the one it declared last. */
  queue(name: string): Queue {
    return this.connection.virtualHost.queue(this.queueName(name), this.connection)
  }

  /** The same, for one who may read from it. */
  readableQueue(name: string): Queue {
    this.connection.access.check('read', 'queue', this.queueName(name))
    return this.queue(name)
  }

  queueName(name: string): string {
    if (name !== '') return name
    if (this.lastQueue === '') throw new Refusal(NOT_FOUND, 'no previously declared queue')
    return this.lastQueue
  }
}

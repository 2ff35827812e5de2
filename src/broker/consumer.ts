import type { Taker } from './consumer-line.ts'
import type { QueuedMessage } from './message.ts'
import type { Queue } from './queue.ts'

/** What a consumer needs of its channel. */
export interface ConsumerOwner {
  /** Whether the channel and its connection can take one more delivery. */
  hasRoom(): boolean
  deliver(consumer: Consumer, queued: QueuedMessage): void
  onQueueDeleted(consumer: Consumer): void
}

/** What a consumer is made with. */
export interface ConsumerSettings {
  readonly tag: string
  /** Whether what is delivered counts as acknowledged at once. */
  readonly noAck: boolean
  readonly isExclusive: boolean
  /** Who has a higher one is asked first. */
  readonly priority: number
  /** The most deliveries that may be unacknowledged; 0 for no limit. */
  readonly prefetch: number
}

/** One subscription of a channel to a queue. */
export class Consumer implements Taker {
  readonly queue: Queue
  readonly settings: ConsumerSettings
  /** How many of its deliveries are not acknowledged yet. */
  unacked: number = 0
  isWaiting: boolean = false
  previous: Taker | undefined
  next: Taker | undefined
  private readonly owner: ConsumerOwner

  constructor(queue: Queue, settings: ConsumerSettings, owner: ConsumerOwner) {
    this.queue = queue
    this.settings = settings
    this.owner = owner
  }

  get isExclusive(): boolean {
    return this.settings.isExclusive
  }

  get priority(): number {
    return this.settings.priority
  }

  hasRoom(): boolean {
    const { prefetch } = this.settings
    return (prefetch === 0 || this.unacked < prefetch) && this.owner.hasRoom()
  }

  take(queued: QueuedMessage): void {
    this.owner.deliver(this, queued)
  }

  onQueueDeleted(): void {
    this.owner.onQueueDeleted(this)
  }

  /** Goes back to the line where it had no room and has some now, and says whether it did. */
  resume(): boolean {
    if (!this.isWaiting || !this.hasRoom()) return false
    this.queue.resume(this)
    return true
  }
}

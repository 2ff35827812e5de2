import type { FieldTable } from '../wire/field-value.ts'
import { Backlog } from './backlog.ts'
import { type Linked, LinkedList } from './linked-list.ts'
import type { Message, QueuedMessage } from './message.ts'

/** What a queue knows of those who consume from it. */
export interface Taker extends Linked<Taker> {
  readonly isExclusive: boolean
  /** Set by the queue while it does not offer this one any messages, because it had no room. */
  isWaiting: boolean
  /** Whether it can take one more message now. After a no, it says `queue.resume` when it can again. */
  hasRoom(): boolean
  take(queued: QueuedMessage): void
  /** The queue is gone, and the consumer with it. */
  onQueueDeleted(): void
}

/** What a queue is declared with. */
export interface QueueSettings {
  readonly durable: boolean
  readonly autoDelete: boolean
  /** The connection that alone may use the queue and that takes it along when it ends; undefined for a queue of all. */
  readonly owner: object | undefined
  readonly arguments: FieldTable
}

/**
 * A queue: messages that wait, and consumers who take turns.
 *
 *     push ──▶ backlog ──▶ first of the willing ──▶ … and back to the end of the line
 *                 ▲                      └─ no room ──▶ waiting ──resume──▶ end of the line
 *                 └── putBack, to the old place
 */
export class Queue {
  readonly name: string
  readonly settings: QueueSettings
  /** Set when the queue is deleted. What comes back to it then is dropped. */
  isDeleted: boolean = false
  private readonly backlog: Backlog = new Backlog()
  private readonly takers: Set<Taker> = new Set()
  private readonly willing: LinkedList<Taker> = new LinkedList()
  private readonly onUnused: () => void

  /** @param onUnused called when the last consumer is gone */
  constructor(name: string, settings: QueueSettings, onUnused: () => void) {
    this.name = name
    this.settings = settings
    this.onUnused = onUnused
  }

  /** The number of messages that wait; those delivered and not acknowledged do not count. */
  get messageCount(): number {
    return this.backlog.length
  }

  get consumerCount(): number {
    return this.takers.size
  }

  /** Whether one consumer has the queue for itself. */
  get isTaken(): boolean {
    const [first] = this.takers
    return first?.isExclusive === true
  }

  push(message: Message): void {
    this.backlog.push(message)
    this.deliver()
  }

  /** Takes the first message, for one who asks instead of consuming. */
  get(): QueuedMessage | undefined {
    return this.backlog.take()
  }

  /** Takes a message back to its old place. Nothing is delivered yet: `deliver` follows when all that come back are here. */
  putBack(queued: QueuedMessage): void {
    if (!this.isDeleted) this.backlog.putBack(queued)
  }

  /** Drops the messages that wait, and says how many there were. */
  purge(): number {
    return this.backlog.clear()
  }

  subscribe(taker: Taker): void {
    this.takers.add(taker)
    this.willing.append(taker)
    this.deliver()
  }

  unsubscribe(taker: Taker): void {
    this.takers.delete(taker)
    if (taker.isWaiting) taker.isWaiting = false
    else this.willing.remove(taker)
    if (this.takers.size === 0 && !this.isDeleted) this.onUnused()
  }

  /** A consumer that had no room has some again. */
  resume(taker: Taker): void {
    taker.isWaiting = false
    this.willing.append(taker)
    this.deliver()
  }

  /** Hands out what waits to those who take turns, until there is nothing left or nobody has room. */
  deliver(): void {
    while (this.backlog.length > 0 && this.willing.first !== undefined) {
      const taker = this.willing.first
      this.willing.remove(taker)
      if (!taker.hasRoom()) {
        taker.isWaiting = true
        continue
      }
      this.willing.append(taker)
      taker.take(this.backlog.take() as QueuedMessage)
    }
  }

  /** Ends the queue, its consumers and its messages. */
  delete(): void {
    this.isDeleted = true
    for (const taker of this.takers) {
      taker.isWaiting = false
      taker.onQueueDeleted()
    }
    this.backlog.clear()
  }
}

import { type Linked, LinkedList } from './linked-list.ts'
import type { QueuedMessage } from './message.ts'

/** What a queue knows of those who consume from it. */
export interface Taker extends Linked<Taker> {
  readonly isExclusive: boolean
  /** Who has a higher one is asked first. */
  readonly priority: number
  /** Set by the queue while it does not offer this one any messages, because it had no room. */
  isWaiting: boolean
  /** Whether it can take one more message now. After a no, it says `queue.resume` when it can again. */
  hasRoom(): boolean
  take(queued: QueuedMessage): void
  /** The queue is gone, and the consumer with it. */
  onQueueDeleted(): void
}

/**
 * The consumers of a queue, who take turns; of different priorities only those of the highest that have room.
 *
 *     next ──▶ first of the willing ──▶ … and back to the end of the line
 *                 └─ no room ──▶ waiting ──resume──▶ end of the line
 *
 * Where only a single consumer is active at a time, nobody else is in the line until it is gone.
 */
export class ConsumerLine {
  private readonly takers: Set<Taker> = new Set()
  private readonly isSingle: boolean
  private active: Taker | undefined
  /** Those who are willing, by priority, the highest first. */
  private readonly willing: { readonly priority: number; readonly line: LinkedList<Taker> }[] = []

  /** @param isSingle whether only one is active at a time */
  constructor(isSingle: boolean) {
    this.isSingle = isSingle
  }

  get size(): number {
    return this.takers.size
  }

  /** Whether one consumer has the queue for itself. */
  get isTaken(): boolean {
    const [first] = this.takers
    return first?.isExclusive === true
  }

  [Symbol.iterator](): Iterator<Taker> {
    return this.takers.values()
  }

  add(taker: Taker): void {
    this.takers.add(taker)
    if (!this.isSingle) this.line(taker).append(taker)
    else if (this.active === undefined) this.activate(taker)
  }

  remove(taker: Taker): void {
    this.takers.delete(taker)
    if (this.isSingle && taker !== this.active) return
    if (taker.isWaiting) taker.isWaiting = false
    else this.line(taker).remove(taker)
    if (this.isSingle) this.activate(this.successor())
  }

  /** One that had no room has some again. */
  resume(taker: Taker): void {
    taker.isWaiting = false
    this.line(taker).append(taker)
  }

  /** Whose turn it is; undefined where nobody has room. */
  next(): Taker | undefined {
    for (const { line } of this.willing) {
      for (let taker = line.first; taker !== undefined; taker = line.first) {
        line.remove(taker)
        if (taker.hasRoom()) {
          line.append(taker)
          return taker
        }
        taker.isWaiting = true
      }
    }
    return undefined
  }

  private activate(taker: Taker | undefined): void {
    this.active = taker
    if (taker !== undefined) this.line(taker).append(taker)
  }

  /** The first of the highest priority. */
  private successor(): Taker | undefined {
    let best: Taker | undefined
    for (const taker of this.takers) if (best === undefined || taker.priority > best.priority) best = taker
    return best
  }

  private line({ priority }: Taker): LinkedList<Taker> {
    const { willing } = this
    let at = 0
    for (; at < willing.length; at++) {
      const place = willing[at] as (typeof willing)[number]
      if (place.priority === priority) return place.line
      if (place.priority < priority) break
    }
    const line = new LinkedList<Taker>()
    willing.splice(at, 0, { priority, line })
    return line
  }
}

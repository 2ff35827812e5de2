import { PRECONDITION_FAILED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { Consumer } from './consumer.ts'
import { type Linked, LinkedList } from './linked-list.ts'
import type { QueuedMessage } from './message.ts'
import type { Queue } from './queue.ts'

/** A message under way to a client that has to acknowledge it. */
export class Delivery implements Linked<Delivery> {
  readonly tag: number
  readonly queued: QueuedMessage
  readonly queue: Queue
  /** Who it was delivered to; undefined where the client asked for it with basic.get. */
  readonly consumer: Consumer | undefined
  previous: Delivery | undefined
  next: Delivery | undefined

  constructor(tag: number, queued: QueuedMessage, queue: Queue, consumer: Consumer | undefined) {
    this.tag = tag
    this.queued = queued
    this.queue = queue
    this.consumer = consumer
  }
}

/** The deliveries of a channel that are not acknowledged yet, in the order of their tags. */
export class Unacked {
  private readonly inOrder: LinkedList<Delivery> = new LinkedList()
  private readonly byTag: Map<number, Delivery> = new Map()

  add(delivery: Delivery): void {
    this.inOrder.append(delivery)
    this.byTag.set(delivery.tag, delivery)
  }

  [Symbol.iterator](): Iterator<Delivery> {
    return this.byTag.values()
  }

  /**
   * Takes out what an acknowledgement names: one delivery; with `multiple` all before it as well, and for the tag 0 all
   * that there are.
   * @throws {Refusal} 406 where no delivery with this tag is outstanding
   */
  take(tag: number, multiple: boolean): Delivery[] {
    if (multiple && tag === 0) return this.takeAll()
    const named = this.byTag.get(tag)
    if (named === undefined) throw new Refusal(PRECONDITION_FAILED, `unknown delivery tag ${tag}`)
    const taken: Delivery[] = []
    if (multiple) {
      while (this.inOrder.first !== named) taken.push(this.remove(this.inOrder.first as Delivery))
    }
    taken.push(this.remove(named))
    return taken
  }

  /** Takes deliveries back that were taken out, each to its place. */
  putBack(deliveries: readonly Delivery[]): void {
    const all = [...this.takeAll(), ...deliveries].sort((a, b) => a.tag - b.tag)
    for (const delivery of all) this.add(delivery)
  }

  takeAll(): Delivery[] {
    const taken: Delivery[] = []
    while (this.inOrder.first !== undefined) taken.push(this.remove(this.inOrder.first))
    return taken
  }

  private remove(delivery: Delivery): Delivery {
    this.inOrder.remove(delivery)
    this.byTag.delete(delivery.tag)
    return delivery
  }
}

import { Fifo } from '../util/fifo.ts'
import type { QueuedMessage } from './message.ts'

/**
 * Messages of one priority that wait to be delivered, in their order.
 *
 *     returned, a heap             fresh, a ring
 *     ┌───┬───┬────┐               ┌────┬────┬────┬───
 *     │ 3 │ 7 │ 11 │               │ 14 │ 15 │ 16 │ …     positions
 *     └───┴───┴────┘               └────┴────┴────┴───
 *       came back unacknowledged     never delivered yet
 *
 * What came back was taken before all that is in the ring, so the whole heap goes first. A heap, because messages come
 * back in any order and each goes to its old place.
 */
export class Backlog {
  private readonly fresh: Fifo<QueuedMessage> = new Fifo()
  private readonly returned: QueuedMessage[] = []

  get length(): number {
    return this.fresh.length + this.returned.length
  }

  /** A message behind all others; its position is higher than theirs. */
  push(queued: QueuedMessage): void {
    this.fresh.push(queued)
  }

  /** A message that was taken before, to its place among those that were; all of these come before the others. */
  putBack(queued: QueuedMessage): void {
    const heap = this.returned
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >>> 1
      const above = heap[parent] as QueuedMessage
      if (above.position <= queued.position) break
      heap[at] = above
      at = parent
    }
    heap[at] = queued
  }

  /** The first message, which stays. */
  peek(): QueuedMessage | undefined {
    return this.returned.length > 0 ? this.returned[0] : this.fresh.peek()
  }

  /** Takes the first message. */
  take(): QueuedMessage | undefined {
    return this.returned.length > 0 ? this.takeReturned() : this.fresh.shift()
  }

  private takeReturned(): QueuedMessage {
    const heap = this.returned
    const first = heap[0] as QueuedMessage
    const moved = heap.pop() as QueuedMessage
    if (heap.length > 0) this.sink(moved)
    return first
  }

  /** Puts an item at the top of the heap and moves it down to where it belongs. */
  private sink(item: QueuedMessage): void {
    const heap = this.returned
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = heap[child + 1]
      if (right !== undefined && right.position < (heap[child] as QueuedMessage).position) child++
      const below = heap[child] as QueuedMessage
      if (below.position >= item.position) break
      heap[at] = below
      at = child
    }
    heap[at] = item
  }
}

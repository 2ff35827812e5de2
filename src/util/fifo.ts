/** One for all that have never held anything. It is replaced, never written to. */
const NO_RING: never[] = []

/**
 * A queue of any length whose push and shift take constant time: a ring that doubles when it is full, where an array
 * would move all that is behind.
 */
export class Fifo<T> {
  private ring: (T | undefined)[] = NO_RING
  private head: number = 0
  private count: number = 0

  /** How many items wait. */
  get length(): number {
    return this.count
  }

  /** Takes in an item, as the newest. */
  push(item: T): void {
    if (this.count === this.ring.length) this.double()
    this.ring[(this.head + this.count) & (this.ring.length - 1)] = item
    this.count++
  }

  /** The oldest item, which stays. */
  peek(): T | undefined {
    return this.count === 0 ? undefined : this.ring[this.head]
  }

  /** Takes the oldest item. */
  shift(): T | undefined {
    if (this.count === 0) return undefined
    const item = this.ring[this.head]
    this.ring[this.head] = undefined
    this.head = (this.head + 1) & (this.ring.length - 1)
    this.count--
    return item
  }

  /** Forgets all items. */
  clear(): void {
    this.ring = []
    this.head = 0
    this.count = 0
  }

  /** From the oldest to the newest. */
  *[Symbol.iterator](): Generator<T, void> {
    for (let i = 0; i < this.count; i++) yield this.ring[(this.head + i) & (this.ring.length - 1)] as T
  }

  /** Keeps no memory for what may come, where nothing waits. */
  protected forgetRing(): void {
    if (this.count === 0) this.ring = NO_RING
  }

  private double(): void {
    const size = this.ring.length
    const ring = new Array<T | undefined>(Math.max(1, size * 2))
    for (let i = 0; i < size; i++) ring[i] = this.ring[(this.head + i) & (size - 1)]
    this.ring = ring
    this.head = 0
  }
}

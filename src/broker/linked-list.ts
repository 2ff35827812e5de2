/** What stands in a list knows its neighbours, so that it can be taken out without a search. */
export interface Linked<T> {
  previous: T | undefined
  next: T | undefined
}

/** A list in the order of arrival, from whose any place an item can be taken in constant time. An item stands in one list at most. */
export class LinkedList<T extends Linked<T>> {
  first: T | undefined
  last: T | undefined

  append(item: T): void {
    item.previous = this.last
    item.next = undefined
    if (this.last === undefined) this.first = item
    else this.last.next = item
    this.last = item
  }

  /** Takes out an item that stands in this list. */
  remove(item: T): void {
    const { previous, next } = item
    if (previous === undefined) this.first = next
    else previous.next = next
    if (next === undefined) this.last = previous
    else next.previous = previous
    item.previous = undefined
    item.next = undefined
  }
}

import { ProtocolError } from '../errors.ts'
import { COMMAND_INVALID } from '../generated/constants.ts'

/** Told what became of a publish, and its number. */
export type OnSettled<Entry> = (entry: Entry, accepted: boolean, number: number) => void

/**
 * The publishes of a channel whose confirms are awaited, numbered from 1 as the broker numbers them. Confirms come out
 * of order, in bulk, and in bulk over numbers that were settled before.
 *
 *     ring   │ · │ · │ 7 │ · │ 9 │ 10 │ 11 │   │   │
 *                      ▲       ▲              ▲
 *                    oldest   settled 8      next number to give
 *
 * Adding and settling take constant time for each publish, however many are outstanding.
 */
export class ConfirmWindow<Entry> {
  private ring: (Entry | undefined)[] = new Array<Entry | undefined>(16)
  private oldest: number = 1
  private next: number = 1
  private outstanding: number = 0

  /** How many publishes are not settled yet. */
  get size(): number {
    return this.outstanding
  }

  /** The number that the next publish will have. */
  get nextNumber(): number {
    return this.next
  }

  /** The number of the oldest publish that is not settled yet; that of the next one where there is none. */
  get firstNumber(): number {
    return this.oldest
  }

  /** The oldest publish that is not settled yet. */
  get first(): Entry | undefined {
    return this.outstanding === 0 ? undefined : this.ring[this.oldest & (this.ring.length - 1)]
  }

  /** The publish with this number, where it is not settled yet. */
  get(number: number): Entry | undefined {
    return number < this.oldest || number >= this.next
      ? undefined
      : this.ring[number & (this.ring.length - 1)]
  }

  /** Takes in a publish and returns its number. */
  add(entry: Entry): number {
    if (this.next - this.oldest === this.ring.length) this.double()
    this.ring[this.next & (this.ring.length - 1)] = entry
    this.outstanding++
    return this.next++
  }

  /**
   * Settles the publish with this number; with `multiple` also all before it, and with the number 0 all there are. What
   * was settled before is passed over.
   * @throws {ProtocolError} where the number has not been given yet
   */
  settle(number: number, multiple: boolean, accepted: boolean, onSettled: OnSettled<Entry>): void {
    if (number >= this.next) {
      throw new ProtocolError(
        COMMAND_INVALID,
        `a confirm of publish ${number}, where ${this.next - 1} were made`,
      )
    }
    if (!multiple) this.settleOne(number, accepted, onSettled)
    else this.settleThrough(number === 0 ? this.next - 1 : number, accepted, onSettled)
    this.advance()
  }

  /** Takes out all that is not settled, oldest first. */
  drain(onEntry: (entry: Entry) => void): void {
    this.settleThrough(this.next - 1, false, onEntry)
    this.advance()
  }

  private settleThrough(last: number, accepted: boolean, onSettled: OnSettled<Entry>): void {
    for (let number = this.oldest; number <= last; number++) this.settleOne(number, accepted, onSettled)
  }

  private settleOne(number: number, accepted: boolean, onSettled: OnSettled<Entry>): void {
    if (number < this.oldest) return
    const slot = number & (this.ring.length - 1)
    const entry = this.ring[slot]
    if (entry === undefined) return
    this.ring[slot] = undefined
    this.outstanding--
    onSettled(entry, accepted, number)
  }

  private advance(): void {
    while (this.oldest < this.next && this.ring[this.oldest & (this.ring.length - 1)] === undefined)
      this.oldest++
  }

  private double(): void {
    const ring = new Array<Entry | undefined>(this.ring.length * 2)
    for (let number = this.oldest; number < this.next; number++) {
      ring[number & (ring.length - 1)] = this.ring[number & (this.ring.length - 1)]
    }
    this.ring = ring
  }
}

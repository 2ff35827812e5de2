/**
 * The bytes that came last, on loan to what is made of them. When all of it has been given back nobody looks at them any
 * more, and the next bytes may be read over them: a consumer that gives its deliveries back reads into memory that the
 * processor still has at hand.
 *
 *     begin(bytes) ──▶ lend, for each thing that looks at them ──▶ giveBack, for some ──▶ isOver, where that was all
 *
 * Only a delivery that came whole in one read gives back. What else is made of the bytes keeps them, and they are not
 * written over; it costs nothing to forget to give back, but the memory.
 */
export class Loan {
  /** Undefined where nothing of them is to come back. */
  private bytes: Uint8Array | undefined
  private lent: number = 0
  /** Whether anybody has ever given back. Before, to copy what could be kept would be in vain. */
  private givesBack: boolean = false

  /** Other bytes came. Those before are of no concern any more, whoever looks at them. */
  begin(bytes: Uint8Array): void {
    this.bytes = bytes
    this.lent = 0
  }

  /** All was made of them that will be. Where nothing is to come back, an idle connection need not keep them. */
  end(): void {
    if (this.lent === 0 || !this.givesBack) this.bytes = undefined
  }

  /** Something was made that looks at the bytes. */
  lend(): void {
    this.lent++
  }

  /**
   * Lends `bytes` to what will never give them back, where it may have them; not where it had better copy what it
   * keeps, since all around it is about to be given back. Bytes that were gathered elsewhere are there for it alone.
   */
  lendForGood(bytes: Uint8Array): boolean {
    if (bytes !== this.bytes) return true
    if (!this.givesBack) this.lent++
    return !this.givesBack
  }

  /** What looked at `bytes` does so no more. */
  giveBack(bytes: Uint8Array): void {
    this.givesBack = true
    if (bytes === this.bytes) this.lent--
  }

  /** Whether nobody looks at the bytes that came last. */
  get isOver(): boolean {
    return this.lent === 0
  }
}

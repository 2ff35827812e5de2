import { Fifo } from './fifo.ts'

/** Hands out the numbers 1 to `max`, fresh ones first, then those given back, longest free first. */
export class IdPool {
  private readonly max: number
  private fresh: number = 1
  /** Made for the first that is given back. */
  private returned: Fifo<number> | undefined

  constructor(max: number) {
    this.max = max
  }

  /** Whether all are in use. */
  get isEmpty(): boolean {
    return this.fresh > this.max && (this.returned?.length ?? 0) === 0
  }

  /** A number that is not in use, or undefined where all are. */
  take(): number | undefined {
    return this.fresh <= this.max ? this.fresh++ : this.returned?.shift()
  }

  giveBack(id: number): void {
    this.returned ??= new Fifo()
    this.returned.push(id)
  }
}

import { Fifo } from './fifo.ts'

/** Hands out the numbers 1 to `max`, fresh ones first, then those given back, longest free first. */
export class IdPool {
  private readonly max: number
  private fresh: number = 1
  private readonly returned: Fifo<number> = new Fifo()

  constructor(max: number) {
    this.max = max
  }

  /** Whether all are in use. */
  get isEmpty(): boolean {
    return this.fresh > this.max && this.returned.length === 0
  }

  /** A number that is not in use, or undefined where all are. */
  take(): number | undefined {
    return this.fresh <= this.max ? this.fresh++ : this.returned.shift()
  }

  giveBack(id: number): void {
    this.returned.push(id)
  }
}

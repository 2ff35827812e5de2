import { randomInt } from 'node:crypto'
import { LANES, SEQUENCES } from './stamp.ts'

/** A producer channel's messages with one routing key, numbered from 0. */
export interface Lane {
  /** What its messages carry. */
  readonly id: number
  readonly routingKey: string
  /** How many messages it had. */
  sent: number
}

/**
 * Hands out the lanes of a run. Their numbers begin somewhere else each time, so that messages of an earlier run are not
 * taken for those of this one.
 */
export class Lanes {
  private readonly base: number
  private count: number = 0

  constructor(base: number = randomInt(LANES)) {
    this.base = base
  }

  /** @throws {RangeError} where there are too many of them to be told apart */
  add(routingKey: string): Lane {
    if (this.count === LANES)
      throw new RangeError(`more than ${LANES} pairs of a producer channel and a routing key`)
    return { id: (this.base + this.count++) % LANES, routingKey, sent: 0 }
  }

  /** Whether a lane is one of this run. */
  has(id: number): boolean {
    return (id - this.base + LANES) % LANES < this.count
  }
}

/** The sequence of the lane's next message. */
export function nextSequence(lane: Lane): number {
  return lane.sent++ % SEQUENCES
}

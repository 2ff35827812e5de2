import type { Direction, SeenFrame } from '../seen-frame.ts'
import type { CorrelationHandler } from './correlation-handler.ts'
import type { ConsumerWindow, OpenEnds } from './facts.ts'
import type { SeenTopology } from './seen-topology.ts'

/** Bounds of what a Correlator remembers. */
export interface CorrelatorOptions {
  /**
   * How many calls, unsettled publishes and unsettled deliveries are held for each channel; default 16,384 of each. Beyond
   * it the oldest is told as `unknown`, and what settles it later as unmatched.
   */
  readonly maxOpenPerChannel?: number
}

/**
 * Finds out what belongs together in the frames of any number of connections: calls and replies, publishes and confirms,
 * deliveries and acks, requests and replies.
 */
export class Correlator {
  constructor(handler: Partial<CorrelationHandler>, options: CorrelatorOptions = {}) {
    void handler
    void options
  }

  /** Takes the next frame. */
  receive(_seen: SeenFrame): void {}

  /** Octets of a connection were not seen from here on: what was open on it cannot be known any more. */
  lost(_connection: number, _direction: Direction): void {}

  /** Nothing more will come on a connection: what is open on it never comes to its end. */
  connectionEnded(_connection: number, _atSeconds: number): void {}

  /** Says what time it is, so that a silence is noticed while it lasts. Whoever watches live calls it about once a second. */
  tick(_atSeconds: number): void {}

  /** What was declared, by virtual host. */
  get topologies(): readonly SeenTopology[] {
    return []
  }

  /** The consumers that are there now. */
  get consumers(): readonly ConsumerWindow[] {
    return []
  }

  /** Nothing more will come at all. */
  end(): OpenEnds {
    return {
      calls: [],
      publishes: [],
      deliveries: [],
      rpcs: [],
      contents: [],
      blocked: [],
      paused: [],
      consumers: [],
    }
  }
}

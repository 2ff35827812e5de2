import { Arrivals } from './arrivals.ts'
import type { Received } from './client.ts'
import type { Lanes } from './lanes.ts'
import { stampOf } from './messages.ts'
import type { Meter } from './meter.ts'
import { ageMs, epochMs, LANES, laneOf, sequenceOf } from './stamp.ts'

/** The last sequence that a consumer channel saw of each lane, out of each queue. */
export type LastSeen = Map<number, number>

/** Takes in what all consumers receive: counts it, and looks for what is missing, double or out of order. */
export class Inbox {
  /** When the last message came, by the clock of the epoch. */
  lastMs: number = epochMs()
  private readonly arrivals: Map<number, Arrivals> = new Map()
  private readonly lanes: Lanes
  private readonly meter: Meter
  private readonly acceptsAll: boolean
  private readonly stampInHeader: boolean

  /**
   * @param acceptsAll whether messages of other processes count: where this one publishes nothing
   * @param stampInHeader whether the stamp is in the header, because bodies are files
   */
  constructor(lanes: Lanes, meter: Meter, acceptsAll: boolean, stampInHeader: boolean) {
    this.lanes = lanes
    this.meter = meter
    this.acceptsAll = acceptsAll
    this.stampInHeader = stampInHeader
  }

  /** How many different messages of this run came. */
  get unique(): number {
    return this.sum(({ unique }) => unique)
  }

  get duplicates(): number {
    return this.sum(({ duplicates }) => duplicates)
  }

  /** How many messages are missing before others of their kind that came. */
  get missing(): number {
    return this.sum(({ missing }) => missing)
  }

  take(message: Received, queueIndex: number, lastSeen: LastSeen): void {
    const { meter } = this
    const now = epochMs()
    this.lastMs = now
    meter.counts.received++
    if (message.redelivered) meter.redelivered++
    const stamp = stampOf(message, this.stampInHeader)
    const lane = stamp && laneOf(stamp)
    if (stamp === undefined || lane === undefined || !(this.acceptsAll || this.lanes.has(lane))) {
      meter.foreign++
      return
    }
    meter.consumerLatency.record(ageMs(stamp, now))
    const sequence = sequenceOf(stamp)
    const key = queueIndex * LANES + lane
    this.arrivalsOf(key, sequence).add(sequence)
    const last = lastSeen.get(key)
    // What was redelivered comes again after what was behind it, as it should.
    if (message.redelivered) return
    if (last !== undefined && sequence < last) meter.outOfOrder++
    lastSeen.set(key, sequence)
  }

  private arrivalsOf(key: number, sequence: number): Arrivals {
    let arrivals = this.arrivals.get(key)
    if (arrivals === undefined) {
      // Of another process one sees what it sends from now on; of this run all, from the first on.
      arrivals = new Arrivals(this.acceptsAll ? sequence : 0)
      this.arrivals.set(key, arrivals)
    }
    return arrivals
  }

  private sum(of: (arrivals: Arrivals) => number): number {
    let sum = 0
    for (const arrivals of this.arrivals.values()) sum += of(arrivals)
    return sum
  }
}

import type { Direction, SeenFrame } from '../seen-frame.ts'
import type { SeenSilence } from './facts.ts'

/** How many intervals may pass without a sign of life. */
const DEADLINE_INTERVALS = 2

/** One way of the connection. */
interface Way {
  readonly direction: Direction
  last: SeenFrame | undefined
  lastSeconds: number
  /** What was told of the silence that lasts. */
  told: SeenSilence['state'] | undefined
}

/**
 * Holds the two ways of a connection against the heartbeat interval. Any frame is a sign of life, and counts once it is
 * whole. (AMQP 0-9-1, 4.2.7 "Heartbeat Frames".)
 *
 *     last frame │──── 1 interval ────▶ late ──── 2 intervals ────▶ missing: the other peer may hang up
 */
export class SilenceWatch {
  private readonly onSilence: (silence: SeenSilence) => void
  private readonly connection: number
  private readonly ways: readonly [Way, Way] = [newWay('client-to-broker'), newWay('broker-to-client')]
  /** 0 where there are no heartbeats, or where it is not known. */
  private intervalSeconds: number = 0

  constructor(onSilence: (silence: SeenSilence) => void, connection: number) {
    this.onSilence = onSilence
    this.connection = connection
  }

  /** The peers agreed on an interval, which counts from now on. */
  agreed(intervalSeconds: number, atSeconds: number): void {
    this.intervalSeconds = intervalSeconds
    for (const way of this.ways) way.lastSeconds = atSeconds
  }

  /** Takes note of a frame, whatever it is. */
  receive(seen: SeenFrame): void {
    for (const way of this.ways) {
      if (way.direction !== seen.direction) this.check(way, seen.atSeconds, undefined)
      else {
        this.check(way, seen.atSeconds, seen)
        way.last = seen
        way.lastSeconds = seen.atSeconds
        way.told = undefined
      }
    }
  }

  /** Takes note of the time. */
  tick(atSeconds: number): void {
    for (const way of this.ways) this.check(way, atSeconds, undefined)
  }

  private check(way: Way, atSeconds: number, next: SeenFrame | undefined): void {
    const { intervalSeconds, connection } = this
    const { direction, last, told } = way
    const silentSeconds = atSeconds - way.lastSeconds
    if (intervalSeconds === 0 || silentSeconds <= intervalSeconds || told === 'missing') return
    const state = silentSeconds < DEADLINE_INTERVALS * intervalSeconds ? 'late' : 'missing'
    if (state === told) return
    way.told = state
    this.onSilence({
      connection,
      direction,
      state,
      intervalSeconds,
      silentSeconds,
      ...(last === undefined ? {} : { last }),
      ...(next === undefined ? {} : { next }),
    })
  }
}

function newWay(direction: Direction): Way {
  return { direction, last: undefined, lastSeconds: 0, told: undefined }
}

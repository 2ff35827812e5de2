import { type Deferred, deferred } from '../util/deferred.ts'

/** For how long reading rests at a time, in milliseconds. */
export const REST_MS = 1
/** With fewer confirms than these to come, the wait may be over within a rest. */
const MANY = 25

/**
 * The wait of who publishes without promises, until so many publishes are confirmed that it goes on.
 *
 * A broker sends confirms as it makes them, a dozen at a time, and what each dozen costs is that this process wakes up.
 * Since nothing here goes on before enough have come, reading rests where that will take a while, and then takes
 * many at once (docs/decisions/0006):
 *
 *     confirms   · ·· · ·· · ··· · ·· · ··· · · ·· ·
 *     reads      ▲ ▲▲ ▲ ▲▲ ▲         ▲         ▲   ▲
 *                └─ REST_MS ─┴─ rest ─┴─ rest ──┴─ few are left: each as it comes
 *
 * A fast broker has confirmed enough before the first rest.
 */
export class RoomWait {
  /** Resolves when there is room. */
  readonly ending: Deferred<void> = deferred()
  private readonly since: number = performance.now()

  /** Whether it will go on for a rest and more. */
  isLong(now: number, confirmsToCome: number): boolean {
    return confirmsToCome >= MANY && now - this.since >= REST_MS
  }
}

import { performance } from 'node:perf_hooks'

/** The time as a broker sees it, handed in so that what takes hours can be tried in a moment. */
export interface Clock {
  /** Milliseconds since whenever; only goes forward. */
  now(): number
  /** The time of day. */
  date(): Date
  /**
   * Calls `action` once, when so many milliseconds have passed.
   * @returns what calls that off
   */
  schedule(ms: number, action: () => void): () => void
}

/** What a timer of Node can wait at most. */
const MAX_TIMER_MS = 0x7fff_ffff

/** The time of the machine. Its timers do not keep the process alive. */
export const machineClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  schedule(ms, action) {
    const timer = setTimeout(action, Math.min(Math.max(Math.ceil(ms), 0), MAX_TIMER_MS)).unref()
    return () => clearTimeout(timer)
  },
}

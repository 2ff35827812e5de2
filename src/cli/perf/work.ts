import { Fifo } from '../../util/fifo.ts'
import type { Steps } from './steps.ts'

/**
 * Hands messages on one at a time, each when the time that the one before takes is over. Node's timers tick in
 * milliseconds; what a tick comes late is made up for by the next messages, so that the rate holds.
 */
export class Work<Item> {
  private readonly timeMs: Steps
  private readonly onBegin: (item: Item) => void
  private readonly onEnd: (item: Item) => void
  private readonly waiting: Fifo<{ readonly item: Item; readonly sinceMs: number }> = new Fifo()
  private readonly startMs: number
  private current: { readonly item: Item; readonly untilMs: number } | undefined
  private freeMs: number = 0
  private timer: NodeJS.Timeout | undefined

  /** @param timeMs how long a message takes, in milliseconds */
  constructor(timeMs: Steps, onBegin: (item: Item) => void, onEnd: (item: Item) => void) {
    this.timeMs = timeMs
    this.onBegin = onBegin
    this.onEnd = onEnd
    this.startMs = performance.now()
  }

  push(item: Item): void {
    this.waiting.push({ item, sinceMs: performance.now() })
    if (this.current === undefined) this.goOn()
  }

  /** Lets go of what waits, and ends what is under way at once. Returns how many waited. */
  stop(): number {
    clearTimeout(this.timer)
    const dropped = this.waiting.length
    while (this.waiting.length > 0) this.waiting.shift()
    const { current } = this
    this.current = undefined
    if (current !== undefined) this.onEnd(current.item)
    return dropped
  }

  private goOn(): void {
    const now = performance.now()
    for (;;) {
      if (this.current !== undefined) {
        if (this.current.untilMs > now) break
        const { item } = this.current
        this.current = undefined
        this.onEnd(item)
      }
      const next = this.waiting.shift()
      if (next === undefined) return
      this.freeMs = Math.max(this.freeMs, next.sinceMs) + this.timeMs.at(now - this.startMs)
      this.current = { item: next.item, untilMs: this.freeMs }
      this.onBegin(next.item)
    }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.goOn(), this.current.untilMs - now)
  }
}

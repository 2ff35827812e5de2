import type { Clock } from '../../src/broker/index.ts'

/** A clock that a test moves by hand. Like a real one it waits no longer than a timer of Node can. */
export class HandClock implements Clock {
  private nowMs: number = 0
  private readonly timers: Set<{ readonly atMs: number; readonly action: () => void }> = new Set()

  get timerCount(): number {
    return this.timers.size
  }

  now(): number {
    return this.nowMs
  }

  date(): Date {
    return new Date(this.nowMs)
  }

  schedule(ms: number, action: () => void): () => void {
    const timer = { atMs: this.nowMs + Math.min(Math.max(ms, 0), 0x7fff_ffff), action }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  /** Lets time pass, and calls what is due on the way. */
  pass(ms: number): void {
    const endMs = this.nowMs + ms
    for (;;) {
      const [next] = [...this.timers].sort((a, b) => a.atMs - b.atMs)
      if (next === undefined || next.atMs > endMs) break
      this.timers.delete(next)
      this.nowMs = next.atMs
      next.action()
    }
    this.nowMs = endMs
  }
}

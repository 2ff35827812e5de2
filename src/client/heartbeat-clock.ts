import type { ClientCore } from '../protocol/client-core.ts'
import { missing, type ObservedConnection } from './diagnostics.ts'

/**
 * Lets the core of a connection look at the clock, again and again, until it is stopped.
 *
 * A program that blocks its own event loop looks late, and what came in the meantime is not read yet: it would take a
 * lively peer for a dead one. So it reads first and judges then, and what it says of the peer includes how late it was.
 */
export class HeartbeatClock {
  private readonly connection: ObservedConnection
  private readonly core: ClientCore
  private readonly everyMs: number
  private readonly timer: NodeJS.Timeout
  private dueAt: number
  private misses: number = 0

  constructor(connection: ObservedConnection, core: ClientCore, everyMs: number) {
    this.connection = connection
    this.core = core
    this.everyMs = everyMs
    this.dueAt = performance.now() + everyMs
    this.timer = setInterval(look, everyMs, this).unref()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  look(): void {
    const { everyMs } = this
    const lagMs = performance.now() - this.dueAt
    this.dueAt += lagMs + everyMs
    // The event loop reads the sockets between its timers and its immediates.
    if (lagMs < everyMs) this.judge(0)
    else setImmediate(() => this.judge(lagMs))
  }

  private judge(eventLoopLagMs: number): void {
    const { connection, core, misses } = this
    const now = performance.now()
    const silentMs = core.silentMs(now)
    const { heartbeatSeconds } = core.tune
    this.misses = Math.floor(silentMs / (heartbeatSeconds * 1000))
    if (this.misses > misses) missing.publish({ connection, silentMs, heartbeatSeconds, eventLoopLagMs })
    core.tick(now, eventLoopLagMs)
  }
}

function look(clock: HeartbeatClock): void {
  clock.look()
}

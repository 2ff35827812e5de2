import type { ClientCore } from '../protocol/client-core.ts'
import { missing, type ObservedConnection } from './diagnostics.ts'

/**
 * Lets the core of a connection look at the clock, again and again, until it is stopped.
 *
 * A program that blocks its own event loop looks late, and what came in the meantime is not read yet: it would take a
 * lively peer for a dead one. So it reads first and judges then, and what it says of the peer includes how late it was.
 * @returns how to stop it
 */
export function startHeartbeatClock(
  connection: ObservedConnection,
  core: ClientCore,
  everyMs: number,
): () => void {
  let dueAt = performance.now() + everyMs
  let misses = 0
  const look = (): void => {
    const lagMs = performance.now() - dueAt
    dueAt += lagMs + everyMs
    // The event loop reads the sockets between its timers and its immediates.
    if (lagMs < everyMs) judge(0)
    else setImmediate(judge, lagMs)
  }
  const judge = (eventLoopLagMs: number): void => {
    const now = performance.now()
    const silentMs = core.silentMs(now)
    const { heartbeatSeconds } = core.tune
    const before = misses
    misses = Math.floor(silentMs / (heartbeatSeconds * 1000))
    if (misses > before) missing.publish({ connection, silentMs, heartbeatSeconds, eventLoopLagMs })
    core.tick(now, eventLoopLagMs)
  }
  const timer = setInterval(look, everyMs).unref()
  return () => clearInterval(timer)
}

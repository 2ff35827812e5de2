/**
 * Tells when a heartbeat is due and when the peer must be taken for dead. It has no timer: time is an argument, in
 * milliseconds of any clock that only goes forward. (AMQP 0-9-1, 4.2.7 "Heartbeat Frames".)
 *
 *     sent     │────── half an interval without a byte ──────▶ send a heartbeat
 *     received │────── two intervals without a byte ─────────▶ the peer is dead
 *
 * Any traffic counts as a sign of life, in either direction.
 */
export class Heartbeat {
  private readonly intervalMs: number
  private lastSent: number
  private lastReceived: number

  /** @param intervalSeconds as agreed in tune; 0 means none */
  constructor(intervalSeconds: number, now: number) {
    this.intervalMs = intervalSeconds * 1000
    this.lastSent = now
    this.lastReceived = now
  }

  /** Takes note that something was sent. */
  sent(now: number): void {
    this.lastSent = now
  }

  /** Takes note that something came. */
  received(now: number): void {
    this.lastReceived = now
  }

  /** For how many milliseconds nothing came. */
  silentMs(now: number): number {
    return now - this.lastReceived
  }

  /** What has to be done now. */
  check(now: number): 'nothing' | 'send' | 'dead' {
    if (this.intervalMs === 0) return 'nothing'
    if (now - this.lastReceived >= 2 * this.intervalMs) return 'dead'
    return now - this.lastSent >= this.intervalMs / 2 ? 'send' : 'nothing'
  }

  /** How often `check` should be called, in milliseconds; undefined where there are no heartbeats. */
  get checkEveryMs(): number | undefined {
    return this.intervalMs === 0 ? undefined : this.intervalMs / 4
  }
}

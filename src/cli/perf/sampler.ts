import type { Cast } from './cast.ts'
import type { CostMeter } from './cost.ts'
import type { Counts } from './meter.ts'
import { perSecond, type Sample } from './report.ts'
import { epochMs } from './stamp.ts'

/** The least length of a last sample, in seconds: in less than that chance shows more than the load. */
const LEAST_SECONDS = 0.1

/** Takes samples of a run: what happened since the one before. */
export class Sampler {
  private readonly cast: Cast
  private readonly costs: CostMeter
  private readonly startMs: number
  private readonly onSample: (sample: Sample) => void
  private lastMs: number
  private last: Counts
  private lastCpuMs: number = 0
  private lastGcMs: number = 0

  constructor(cast: Cast, costs: CostMeter, startMs: number, onSample: (sample: Sample) => void) {
    this.cast = cast
    this.costs = costs
    this.startMs = startMs
    this.onSample = onSample
    this.lastMs = startMs
    this.last = { ...cast.meter.counts }
  }

  take(): void {
    const now = epochMs()
    const { meter, blocked } = this.cast
    const { cpuMs, gcMs } = this.costs.read()
    const seconds = (now - this.lastMs) / 1000
    const counts = { ...meter.counts }
    const rate = (name: keyof Counts): number => perSecond(counts[name] - this.last[name], seconds)
    this.onSample({
      atSeconds: (now - this.startMs) / 1000,
      seconds,
      rates: {
        published: rate('published'),
        confirmed: rate('confirmed'),
        nacked: rate('nacked'),
        returned: rate('returned'),
        received: rate('received'),
      },
      latencies: {
        consumer: meter.consumerLatency.takeWindow(),
        confirm: meter.confirmLatency.takeWindow(),
        sendDelay: meter.sendDelay.takeWindow(),
      },
      cpuShare: perSecond((cpuMs - this.lastCpuMs) / 1000, seconds),
      gcMs: gcMs - this.lastGcMs,
      blocked,
    })
    this.last = counts
    this.lastMs = now
    this.lastCpuMs = cpuMs
    this.lastGcMs = gcMs
  }

  /** Takes what is left since the last one, where that is worth it. */
  takeLast(): void {
    const isFirst = this.lastMs === this.startMs
    if (isFirst || epochMs() - this.lastMs >= LEAST_SECONDS * 1000) this.take()
  }
}

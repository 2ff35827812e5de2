import { type IntervalHistogram, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'

/** How often the event loop is looked at. What keeps it shorter than this is hardly seen. */
const RESOLUTION_MS = 5

/** What the work costs this process, client library and tool together. */
export interface Costs {
  /** Processor time, of the user and of the system. */
  readonly cpuMs: number
  readonly gcMs: number
  readonly gcCount: number
  /** How much later than asked for the event loop came round. */
  readonly lagP99Ms: number
  readonly lagMaxMs: number
}

/** Measures what this process costs, from the start on. */
export class CostMeter {
  private readonly lag: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  private readonly observer: PerformanceObserver = new PerformanceObserver((list) =>
    this.addCollections(list.getEntries()),
  )
  private readonly cpuStart: NodeJS.CpuUsage = process.cpuUsage()
  private gcMs: number = 0
  private gcCount: number = 0

  constructor() {
    this.lag.enable()
    this.observer.observe({ entryTypes: ['gc'] })
  }

  read(): Costs {
    this.addCollections(this.observer.takeRecords())
    const { user, system } = process.cpuUsage(this.cpuStart)
    return {
      cpuMs: (user + system) / 1000,
      gcMs: this.gcMs,
      gcCount: this.gcCount,
      lagP99Ms: beyondResolution(this.lag.percentile(99)),
      lagMaxMs: beyondResolution(this.lag.max),
    }
  }

  stop(): void {
    this.lag.disable()
    this.observer.disconnect()
  }

  private addCollections(entries: readonly { readonly duration: number }[]): void {
    for (const { duration } of entries) this.gcMs += duration
    this.gcCount += entries.length
  }
}

/** The monitor measures from one look to the next, in nanoseconds. */
function beyondResolution(ns: number): number {
  return Math.max(0, ns / 1e6 - RESOLUTION_MS)
}

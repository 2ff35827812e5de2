import { PerformanceObserver, performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** What a part of a process has cost. */
export interface Measures {
  readonly wallMs: number
  readonly userUs: number
  readonly systemUs: number
  readonly gcMs: number
  /** Of the process as a whole, from its start. */
  readonly peakRssKiB: number
}

export async function measure(part: () => Promise<unknown>): Promise<Measures> {
  let gcMs = 0
  const add = (entries: readonly { duration: number }[]): void => {
    for (const { duration } of entries) gcMs += duration
  }
  const observer = new PerformanceObserver((list) => add(list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  const cpu = process.cpuUsage()
  const begun = performance.now()
  await part()
  const wallMs = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  await nextTurn() // the entries of the last collections come with the turn after them
  add(observer.takeRecords())
  observer.disconnect()
  return { wallMs, userUs: user, systemUs: system, gcMs, peakRssKiB: process.resourceUsage().maxRSS }
}

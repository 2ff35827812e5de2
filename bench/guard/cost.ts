import { PerformanceObserver } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** What one run of a loop has allocated. */
export interface Cost {
  readonly heapBytes: number
  /** Of memory outside the heap, in which bytes travel. */
  readonly bufferBytes: number
}

const WARM_UPS = 3
const TRIES = 5

/**
 * What a loop allocates, in a process whose young generation is so large that nothing is collected meanwhile. The
 * loop has been warmed up, and the smallest of some tries is taken: what the compiler adds is not the loop's.
 */
export async function costOf(loop: () => Promise<void> | void): Promise<Cost> {
  for (let i = 0; i < WARM_UPS; i++) await loop()
  const costs: Cost[] = []
  for (let i = 0; i < TRIES; i++) costs.push(await once(loop))
  return {
    heapBytes: Math.min(...costs.map(({ heapBytes }) => heapBytes)),
    bufferBytes: Math.min(...costs.map(({ bufferBytes }) => bufferBytes)),
  }
}

/** What is still there of what a part has made, after a collection. */
export async function retainedBy(part: () => Promise<void> | void): Promise<Cost> {
  await settle()
  const before = process.memoryUsage()
  await part()
  await settle()
  return difference(before, process.memoryUsage())
}

async function once(loop: () => Promise<void> | void): Promise<Cost> {
  await settle()
  const observer = new PerformanceObserver(() => {})
  observer.observe({ entryTypes: ['gc'] })
  const begun = performance.now()
  const before = process.memoryUsage()
  await loop()
  const after = process.memoryUsage()
  await nextTurn()
  const collections = observer.takeRecords().filter(({ startTime }) => startTime > begun)
  observer.disconnect()
  if (collections.length > 0) {
    throw new Error(
      `${collections.length} collections hid what was allocated: take fewer rounds or a larger young generation`,
    )
  }
  return difference(before, after)
}

function difference(before: NodeJS.MemoryUsage, after: NodeJS.MemoryUsage): Cost {
  return {
    heapBytes: after.heapUsed - before.heapUsed,
    bufferBytes: after.arrayBuffers - before.arrayBuffers,
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await nextTurn()
    globalThis.gc?.()
  }
}

import { closeSync, openSync, writeSync } from 'node:fs'
import { PERCENTILE_NAMES, type Percentiles } from './latency.ts'
import type { Counts } from './meter.ts'
import type { Latencies, Reporter, Sample } from './report.ts'

const COUNTS: readonly (keyof Counts)[] = ['published', 'confirmed', 'nacked', 'returned', 'received']
const PERCENTILES = Object.keys(PERCENTILE_NAMES) as (keyof Percentiles)[]
const LATENCIES: readonly (readonly [name: keyof Latencies, column: string])[] = [
  ['consumer', 'consumer_latency'],
  ['confirm', 'confirm_latency'],
  ['sendDelay', 'send_delay'],
]

/**
 * Reports as CSV, a line for each sample; a field is empty where there was nothing to measure.
 * @throws {Error} with the system's code where the file cannot be written
 */
export function csvReporter(path: string): Reporter {
  const file = openSync(path, 'w')
  writeSync(file, `${header().join(',')}\n`)
  return {
    onSample: (sample) => void writeSync(file, `${fields(sample).join(',')}\n`),
    onEnd: () => closeSync(file),
  }
}

function header(): string[] {
  const latencies = LATENCIES.flatMap(([, column]) => PERCENTILES.map((name) => `${column}_${name}_ms`))
  return ['at_seconds', ...COUNTS.map((name) => `${name}_per_second`), ...latencies, 'cpu_share', 'gc_ms']
}

function fields({ atSeconds, rates, latencies, cpuShare, gcMs }: Sample): string[] {
  const percentiles = LATENCIES.flatMap(([kind]) =>
    PERCENTILES.map((name) => latencies[kind]?.[name].toFixed(3) ?? ''),
  )
  return [
    atSeconds.toFixed(3),
    ...COUNTS.map((name) => rates[name].toFixed(1)),
    ...percentiles,
    cpuShare.toFixed(3),
    gcMs.toFixed(1),
  ]
}

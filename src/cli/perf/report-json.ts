import type { Percentiles } from './latency.ts'
import {
  cpuPerMessageUs,
  type Latencies,
  perSecond,
  type Reporter,
  type Sample,
  type Summary,
} from './report.ts'

/** Reports as lines of JSON: `start`, a `sample` for each interval, `summary`. */
export function jsonReporter(print: (line: string) => void): Reporter {
  const tell = (type: string, value: object): void => print(JSON.stringify({ type, ...value }))
  return {
    onStart: (start) => tell('start', start),
    onSample: (sample) => tell('sample', sampleJson(sample)),
    onEnd: (summary) => tell('summary', summaryJson(summary)),
  }
}

function sampleJson({ atSeconds, seconds, rates, latencies, cpuShare, gcMs, blocked }: Sample): object {
  return {
    atSeconds: rounded(atSeconds),
    seconds: rounded(seconds),
    perSecond: allRounded(rates),
    ...latenciesJson(latencies),
    cpuShare: rounded(cpuShare),
    gcMs: rounded(gcMs),
    blocked,
  }
}

function summaryJson(summary: Summary): object {
  const { ending, seconds, publishSeconds, receiveSeconds, counts, latencies, balance, costs } = summary
  return {
    ending,
    seconds: rounded(seconds),
    counts,
    perSecond: {
      published: rounded(perSecond(counts.published, publishSeconds)),
      confirmed: rounded(perSecond(counts.confirmed, publishSeconds)),
      received: rounded(perSecond(counts.received, receiveSeconds)),
    },
    balance,
    ...latenciesJson(latencies),
    cpuPerMessageUs: rounded(cpuPerMessageUs(summary)),
    ...allRounded(costs),
  }
}

function latenciesJson({ consumer, confirm, sendDelay }: Latencies): object {
  const plain = (percentiles: Percentiles | undefined) => percentiles && allRounded(percentiles)
  return {
    consumerLatencyMs: plain(consumer),
    confirmLatencyMs: plain(confirm),
    sendDelayMs: plain(sendDelay),
  }
}

function allRounded(values: object): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value as number)]))
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

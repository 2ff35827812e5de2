import { styleText } from 'node:util'
import { PERCENTILE_NAMES, type Percentiles } from './latency.ts'
import type { Counts } from './meter.ts'
import {
  type Balance,
  cpuPerMessageUs,
  type Ending,
  type Latencies,
  perSecond,
  type Reporter,
  type Sample,
  type Start,
  type Summary,
} from './report.ts'
import { counted, grouped } from './words.ts'

type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow', text: string) => string

/** Which counts and latencies are shown, in this order, with their names. Those that are 0 all the time are left out. */
const COUNTS: readonly (readonly [name: keyof Counts, isAlways: boolean])[] = [
  ['published', true],
  ['confirmed', false],
  ['nacked', false],
  ['returned', false],
  ['received', true],
]
const LATENCIES: readonly (readonly [name: keyof Latencies, words: string])[] = [
  ['consumer', 'latency'],
  ['confirm', 'confirm'],
  ['sendDelay', 'sent late'],
]
const ENDINGS: Readonly<Record<Ending, string>> = {
  time: 'The time was up',
  count: 'All was published and received',
  quiet: 'Nothing more came',
  interrupt: 'Interrupted',
  failure: 'It failed',
}

/** Reports for people: some lines for each sample, and a summary. */
export function textReporter(print: (line: string) => void, isColored: boolean): Reporter {
  const paint: Paint = (style, text) => (isColored ? styleText(style, text, { validateStream: false }) : text)
  return {
    onStart: (start) => {
      for (const line of startLines(start)) print(line)
    },
    onSample: (sample) => {
      for (const line of sampleLines(sample, paint)) print(line)
    },
    onEnd: (summary) => {
      for (const line of summaryLines(summary, paint)) print(line)
    },
  }
}

function startLines({ client, broker, address, isOwn, load }: Start): string[] {
  const where = isOwn
    ? `the broker that comes along (${broker}), in memory, in a process of its own, at ${address}`
    : `${broker} at ${address}`
  return [`${client} against ${where}`, `${load}`, 'times in milliseconds', '']
}

function sampleLines(sample: Sample, paint: Paint): string[] {
  const { atSeconds, rates, latencies, cpuShare, blocked } = sample
  const words = COUNTS.filter(([name, isAlways]) => isAlways || rates[name] > 0).map(
    ([name]) => `${paint('dim', name)} ${`${grouped(rates[name])}/s`.padEnd(11)}`,
  )
  const cpu = `${paint('dim', 'cpu')} ${Math.round(cpuShare * 100)} %`
  const stop = blocked === undefined ? [] : [paint('red', `blocked: ${blocked}`)]
  const head = paint('bold', `${atSeconds.toFixed(1)} s`.padStart(9))
  return [[head, ...words, cpu, ...stop].join('  '), ...latencyLines(latencies, paint)]
}

function latencyLines(latencies: Latencies, paint: Paint): string[] {
  return LATENCIES.flatMap(([name, words]) => {
    const percentiles = latencies[name]
    if (percentiles === undefined) return []
    return [`${' '.repeat(11)}${words.padEnd(10)} ${percentileWords(percentiles, paint)}`]
  })
}

function percentileWords(percentiles: Percentiles, paint: Paint): string {
  return Object.entries(PERCENTILE_NAMES)
    .map(([name, words]) => `${paint('dim', words)} ${ms(percentiles[name as keyof Percentiles]).padEnd(5)}`)
    .join('  ')
    .trimEnd()
}

function summaryLines(summary: Summary, paint: Paint): string[] {
  const { ending, seconds, counts, latencies, balance, costs, publishSeconds, receiveSeconds } = summary
  const line = (name: string, words: string): string => `  ${paint('dim', name.padEnd(11))} ${words}`
  const shown = COUNTS.filter(([name]) => counts[name] > 0)
  const rate = (name: keyof Counts): number =>
    perSecond(counts[name], name === 'received' ? receiveSeconds : publishSeconds)
  const share = Math.round(perSecond(costs.cpuMs / 1000, seconds) * 100)
  return [
    '',
    paint('bold', `${ENDINGS[ending]}, after ${seconds.toFixed(1)} s.`),
    ...shown.map(([name]) => line(name, `${grouped(counts[name])}, ${grouped(rate(name))}/s`)),
    line('balance', balanceWords(balance, paint)),
    ...LATENCIES.flatMap(([name, words]) => {
      const percentiles = latencies[name]
      return percentiles === undefined ? [] : [line(words, percentileWords(percentiles, paint))]
    }),
    line(
      'this client',
      `${cpuPerMessageUs(summary).toFixed(1)} µs of CPU for each message published or received, ${share} % of a core`,
    ),
    line('', `garbage collection ${ms(costs.gcMs)} ms in ${counted(costs.gcCount, 'run')}`),
    line('', `event loop late by p99 ${ms(costs.lagP99Ms)}, max ${ms(costs.lagMaxMs)} ms`),
  ]
}

function balanceWords(balance: Balance, paint: Paint): string {
  const { lost, left, missing, duplicates, outOfOrder, redelivered, foreign } = balance
  const bad = (count: number, words: string): string =>
    count > 0 ? paint('red', `${grouped(count)} ${words}`) : `${count} ${words}`
  return [
    lost === undefined
      ? missing > 0
        ? [paint('yellow', `${grouped(missing)} missing`)]
        : []
      : bad(lost, 'lost'),
    bad(duplicates, 'duplicates'),
    bad(outOfOrder, 'out of order'),
    left === undefined ? [] : `${grouped(left)} left in the queues`,
    redelivered === 0 ? [] : `${grouped(redelivered)} redelivered`,
    foreign === 0 ? [] : `${grouped(foreign)} of others`,
  ]
    .flat()
    .join(', ')
}

/** A time to three figures. */
function ms(value: number): string {
  if (value >= 100) return grouped(value)
  return value.toFixed(value >= 10 ? 1 : 2)
}

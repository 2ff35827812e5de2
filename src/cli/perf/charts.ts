import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import type { Counts } from './meter.ts'
import type { Distribution, Sample, Summary } from './report.ts'

const WIDTH = 860
const PLOT = { left: 64, right: 96, top: 40, height: 200, bottom: 44 }
const CHART_HEIGHT = PLOT.top + PLOT.height + PLOT.bottom
/** The curves that tell most, in the order of their colours. */
const COLORS = ['#d9480f', '#1971c2', '#2f9e44', '#6741d9', '#868e96']
/** Shares of all cases that a reader looks for, in percent. */
const SHARES = [0, 50, 90, 99, 99.9, 99.99, 99.999]

interface Curve {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** The coordinates of one axis: where a value is, and which values to name. */
interface Axis {
  readonly at: (value: number) => number
  readonly ticks: readonly (readonly [value: number, words: string])[]
}

/** A run in one picture: throughput and latency over time, and how latencies are distributed. */
export function drawing(samples: readonly Sample[], summary: Summary): string {
  const charts = [
    throughput(samples),
    ...latencies(samples, 'consumer', 'Latency of consumers over time, in milliseconds'),
    ...latencies(samples, 'confirm', 'Latency of confirms over time, in milliseconds'),
    ...percentiles(summary),
  ]
  const height = charts.length * CHART_HEIGHT
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif">`,
    '<title>Throughput and latency of a run of wirehare perf</title>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...charts.map((chart, i) => `<g transform="translate(0 ${i * CHART_HEIGHT})">\n${chart}\n</g>`),
    '</svg>\n',
  ].join('\n')
}

function throughput(samples: readonly Sample[]): string {
  const names: readonly (keyof Counts)[] = ['published', 'received', 'confirmed', 'nacked', 'returned']
  const curves = names
    .map((name): Curve => ({ name, points: samples.map(({ atSeconds, rates }) => [atSeconds, rates[name]]) }))
    .filter(({ points }) => points.some(([, y]) => y > 0))
  const most = Math.max(1, ...allOf(curves, 1))
  const y = scaleLinear([0, most], [PLOT.top + PLOT.height, PLOT.top]).nice()
  const format = new Intl.NumberFormat('en-US')
  const axis: Axis = { at: y, ticks: y.ticks(5).map((tick) => [tick, format.format(tick)]) }
  return chart('Messages per second', 'seconds', seconds(samples), axis, curves)
}

function latencies(samples: readonly Sample[], kind: 'consumer' | 'confirm', title: string): string[] {
  const names = ['max', 'p99', 'median'] as const
  const curves = names.map((name): Curve => {
    const points = samples.flatMap(({ atSeconds, latencies }): [number, number][] => {
      const percentiles = latencies[kind]
      return percentiles === undefined ? [] : [[atSeconds, percentiles[name]]]
    })
    return { name, points }
  })
  if (allOf(curves, 1).length === 0) return []
  return [chart(title, 'seconds', seconds(samples), milliseconds(curves), curves)]
}

/** Each nine of the shares has as much room as the one before, for what is rare is what hurts. */
function percentiles({ distributions }: Summary): string[] {
  const curve = (name: string, distribution: Distribution): Curve => ({
    name,
    points: distribution.filter(({ percent }) => percent < 100).map(({ percent, ms }) => [percent, ms]),
  })
  const curves = [
    curve('consumers', distributions.consumer),
    curve('confirms', distributions.confirm),
  ].filter(({ points }) => points.length > 1)
  if (curves.length === 0) return []
  const rarest = Math.max(90, ...allOf(curves, 0))
  const x = scaleLog([1, 100 / (100 - rarest)], [PLOT.left, WIDTH - PLOT.right])
  const at = (percent: number): number => x(100 / (100 - percent))
  const ticks = SHARES.filter((share) => share <= rarest).map((share) => [share, `${share} %`] as const)
  const title = 'Latency by percentile, in milliseconds'
  return [chart(title, 'of all messages', { at, ticks }, milliseconds(curves), curves)]
}

function seconds(samples: readonly Sample[]): Axis {
  const x = scaleLinear([0, samples.at(-1)?.atSeconds ?? 1], [PLOT.left, WIDTH - PLOT.right])
  return { at: x, ticks: x.ticks(10).map((tick) => [tick, String(tick)]) }
}

function milliseconds(curves: readonly Curve[]): Axis {
  const values = allOf(curves, 1)
  // Beginning and end differ, whatever was measured.
  const [least, most] = [Math.min(...values) * 0.9, Math.max(...values) * 1.1]
  const y = scaleLog([least, most], [PLOT.top + PLOT.height, PLOT.top])
  const named = y.ticks().filter((tick) => [1, 2, 5].includes(Number(tick.toExponential().slice(0, 1))))
  return { at: y, ticks: named.map((tick) => [tick, String(tick)]) }
}

function chart(title: string, xTitle: string, x: Axis, y: Axis, curves: readonly Curve[]): string {
  const [bottom, right] = [PLOT.top + PLOT.height, WIDTH - PLOT.right]
  const path = line<readonly [number, number]>(
    ([px]) => round(x.at(px)),
    ([, py]) => round(y.at(py)),
  )
  return [
    text(16, 24, title, 'start', '#212529', 15),
    ...y.ticks.map(
      ([value, words]) =>
        `<path d="M${PLOT.left} ${round(y.at(value))}H${right}" stroke="#e9ecef"/>` +
        text(PLOT.left - 8, y.at(value) + 4, words, 'end', '#868e96', 11),
    ),
    ...x.ticks.map(([value, words]) => text(x.at(value), bottom + 18, words, 'middle', '#868e96', 11)),
    text(right, bottom + 36, xTitle, 'end', '#495057', 11),
    ...curves.map(
      ({ points }, i) =>
        `<path d="${path(points as [number, number][]) ?? ''}" fill="none" stroke="${COLORS[i]}" stroke-width="2"/>`,
    ),
    ...curves.map(({ name }, i) =>
      text(right + 12, PLOT.top + 12 + i * 18, name, 'start', COLORS[i] ?? '', 12),
    ),
  ].join('\n')
}

function allOf(curves: readonly Curve[], coordinate: 0 | 1): number[] {
  return curves.flatMap(({ points }) => points.map((point) => point[coordinate]))
}

function text(x: number, y: number, words: string, anchor: string, color: string, size: number): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="${color}">${words}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

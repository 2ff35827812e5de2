import type { Results, TargetResults } from '../harness/results.ts'
import type { Summary } from '../harness/statistics.ts'
import { WORKS } from '../works/index.ts'
import { type Line, type Sheet, sheetsOf } from './summary.ts'
import { barChart, type Curve, lineChart, type Panel } from './svg.ts'

/** A picture, and what is to be read from it. */
export interface Chart {
  readonly file: string
  readonly title: string
  readonly svg: string
}

/** The charts that a run has the numbers for. */
export function chartsOf(results: Results): Chart[] {
  return results.targets.flatMap((target) => {
    const sheets = sheetsOf(results, target)
    return [...mainCharts(target, sheets), ...latencyChart(target, sheets), ...flatnessCharts(target, sheets)]
  })
}

function mainCharts(target: TargetResults, sheets: readonly Sheet[]): Chart[] {
  const main = new Set(
    WORKS.filter(({ quick, kind }) => quick && kind === 'messages').map(({ name }) => name),
  )
  const chart = (id: string, words: string): Chart[] => {
    const sheet = sheets.find(({ kind, figure }) => kind === 'messages' && figure.id === id)
    const panels = sheet?.lines.filter(({ work }) => main.has(work)).map(panelOf) ?? []
    if (sheet === undefined || panels.length === 0) return []
    const title = `${words}, ${target.name}`
    return [
      { file: `${id}-${slug(target.name)}.svg`, title, svg: barChart(title, sheet.figure.label, panels) },
    ]
  }
  // Against the null peer the client is all there is; a broker's own work shows in the rate.
  const cpu = chart('cpu', 'What a message costs the client')
  return target.kind === 'null' ? cpu : [...chart('rate', 'Messages per second'), ...cpu]
}

function latencyChart(target: TargetResults, sheets: readonly Sheet[]): Chart[] {
  const panels = sheets
    .filter(({ kind }) => kind === 'latency')
    .flatMap(({ figure, lines }) => lines.map((line) => ({ ...panelOf(line), title: figure.label })))
  if (panels.length === 0) return []
  const title = `One message there and back, ${target.name}`
  return [{ file: `latency-${slug(target.name)}.svg`, title, svg: barChart(title, 'less is better', panels) }]
}

const GROWING = [
  {
    prefix: 'publish-16b-',
    suffix: 'ch',
    file: 'channels',
    xTitle: 'channels in use',
    words: 'Publishing from many channels',
  },
  {
    prefix: 'confirm-16b-among-',
    suffix: '',
    file: 'outstanding',
    xTitle: 'others unconfirmed',
    words: 'Confirms among many',
  },
  {
    prefix: 'consume-16b-prefetch-',
    suffix: '',
    file: 'prefetch',
    xTitle: 'prefetch',
    words: 'Consuming with acks',
  },
]

function flatnessCharts(target: TargetResults, sheets: readonly Sheet[]): Chart[] {
  const sheet = sheets.find(({ kind, figure }) => kind === 'messages' && figure.id === 'cpu')
  if (sheet === undefined) return []
  return GROWING.flatMap(({ prefix, suffix, file, xTitle, words }) => {
    const numberOf = ({ work }: Line): number =>
      work.startsWith(prefix) && work.endsWith(suffix)
        ? Number(work.slice(prefix.length, work.length - suffix.length))
        : Number.NaN
    const lines = sheet.lines.filter((line) => !Number.isNaN(numberOf(line)))
    const curves = sheet.clients.flatMap((client): Curve[] => {
      const points = lines.flatMap((line): [number, Summary][] => {
        const value = line.values.get(client)
        return value === undefined || value instanceof Error ? [] : [[numberOf(line), value]]
      })
      return points.length < 2 ? [] : [{ client, points }]
    })
    if (curves.length === 0) return []
    const title = `${words}, ${target.name}`
    return [
      {
        file: `${file}-${slug(target.name)}.svg`,
        title,
        svg: lineChart(title, sheet.figure.label, xTitle, curves),
      },
    ]
  })
}

function panelOf({ title, values }: Line): Panel {
  return { title, bars: [...values] }
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

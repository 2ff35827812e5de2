import { scaleLinear, scaleLog } from 'd3-scale'
import type { Summary } from '../harness/statistics.ts'
import { number } from './numbers.ts'

const COLUMNS = 2
const PANEL_WIDTH = 450
const MARGIN = 16
const HEAD_HEIGHT = 56
const NAME_WIDTH = 104
const BAR_HEIGHT = 14
const BAR_STEP = 19
const VALUE_WIDTH = 74

const COLORS: Readonly<Record<string, string>> = {
  raw: '#868e96',
  wirehare: '#d9480f',
  baseline: '#f59f00',
  amqplib: '#1971c2',
  'rabbitmq-client': '#6741d9',
  'amqp-client.js': '#2f9e44',
}

/** One work: a bar for each client, as long as its median, with a line from the best to the worst round. */
export interface Panel {
  readonly title: string
  readonly bars: readonly (readonly [client: string, value: Summary | Error])[]
}

/** Panels side by side, each with a scale of its own that begins at 0. */
export function barChart(title: string, unit: string, panels: readonly Panel[]): string {
  const rows = Math.ceil(panels.length / COLUMNS)
  const bars = Math.max(...panels.map((panel) => panel.bars.length))
  const panelHeight = 46 + bars * BAR_STEP
  const body = panels.map((panel, i) => {
    const x = MARGIN + (i % COLUMNS) * PANEL_WIDTH
    const y = HEAD_HEIGHT + Math.floor(i / COLUMNS) * panelHeight
    return group(x, y, panelOf(panel))
  })
  return page(title, unit, COLUMNS * PANEL_WIDTH + MARGIN, HEAD_HEIGHT + rows * panelHeight, body)
}

function panelOf({ title, bars }: Panel): string[] {
  const most = Math.max(...bars.map(([, value]) => (value instanceof Error ? 0 : value.max)))
  const scale = scaleLinear([0, most], [NAME_WIDTH, PANEL_WIDTH - MARGIN - VALUE_WIDTH])
  const bottom = 14 + bars.length * BAR_STEP
  const ticks = scale.ticks(4).map((tick) => {
    const x = scale(tick)
    return (
      line(x, 12, x, bottom, '#e9ecef') +
      text(x, bottom + 12, scale.tickFormat(4)(tick), 'middle', '#868e96', 10)
    )
  })
  const rows = bars.flatMap(([client, value], i) => {
    const y = 16 + i * BAR_STEP
    const name = text(NAME_WIDTH - 6, y + 11, client, 'end', '#343a40', 11)
    if (value instanceof Error) return [name, text(NAME_WIDTH + 4, y + 11, 'fails', 'start', '#c92a2a', 11)]
    const end = scale(value.median)
    const middle = y + BAR_HEIGHT / 2
    return [
      name,
      `<rect x="${NAME_WIDTH}" y="${y}" width="${round(end - NAME_WIDTH)}" height="${BAR_HEIGHT}" fill="${colorOf(client)}"/>`,
      line(scale(value.min), middle, scale(value.max), middle, '#212529'),
      text(scale(value.max) + 6, y + 11, number(value.median), 'start', '#212529', 11),
    ]
  })
  return [text(0, 6, title, 'start', '#212529', 12, 600), ...ticks, ...rows]
}

/** How a figure moves with a number that grows by powers of ten. */
export interface Curve {
  readonly client: string
  readonly points: readonly (readonly [x: number, y: Summary])[]
}

const PLOT = { width: 620, height: 260, left: 56, top: HEAD_HEIGHT + 8 }

export function lineChart(title: string, unit: string, xTitle: string, curves: readonly Curve[]): string {
  const all = curves.flatMap(({ points }) => points)
  const xs = all.map(([x]) => x)
  const x = scaleLog([Math.min(...xs), Math.max(...xs)], [PLOT.left, PLOT.left + PLOT.width])
  const ys = all.map(([, y]) => y.median)
  // The cheapest and the dearest client are often far apart.
  const y = scaleLog([Math.min(...ys) / 1.5, Math.max(...ys) * 1.5], [PLOT.top + PLOT.height, PLOT.top])
  const bottom = PLOT.top + PLOT.height
  const right = PLOT.left + PLOT.width
  const isPower = (tick: number): boolean => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6)
  const grid = [
    ...y
      .ticks()
      .filter((tick) => isPower(tick) || isPower(tick / 2) || isPower(tick / 5))
      .map(
        (tick) =>
          line(PLOT.left, y(tick), right, y(tick), '#e9ecef') +
          text(PLOT.left - 6, y(tick) + 4, number(tick), 'end', '#868e96', 10),
      ),
    ...[...new Set(xs)].map((tick) =>
      text(x(tick), bottom + 16, tick.toLocaleString('en-US'), 'middle', '#868e96', 10),
    ),
    text(right, bottom + 34, xTitle, 'end', '#343a40', 11),
  ]
  const lines = curves.map(({ client, points }) => {
    const at = points.map(([px, py]) => [x(px), y(py.median)] as const)
    const path = at.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${round(px)} ${round(py)}`).join('')
    const [endX, endY] = at.at(-1) as readonly [number, number]
    const color = colorOf(client)
    return [
      `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>`,
      ...at.map(([px, py]) => `<circle cx="${round(px)}" cy="${round(py)}" r="3" fill="${color}"/>`),
      text(endX + 8, endY + 4, client, 'start', color, 11, 600),
    ].join('')
  })
  return page(title, unit, right + 110, bottom + 44, [...grid, ...lines])
}

function page(title: string, unit: string, width: number, height: number, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` font-family="system-ui, sans-serif"><title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="6" fill="#fff"/>`,
    text(MARGIN, 24, title, 'start', '#212529', 15, 600),
    text(MARGIN, 41, unit, 'start', '#868e96', 11),
    ...body,
    '</svg>\n',
  ].join('\n')
}

function group(x: number, y: number, children: readonly string[]): string {
  return `<g transform="translate(${x} ${y})">\n${children.join('\n')}\n</g>`
}

function line(x1: number, y1: number, x2: number, y2: number, color: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${color}"/>`
}

function text(
  x: number,
  y: number,
  words: string,
  anchor: string,
  color: string,
  size: number,
  weight: number = 400,
): string {
  const where = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`
  return `<text ${where} font-size="${size}" font-weight="${weight}" fill="${color}">${escaped(words)}</text>`
}

function colorOf(client: string): string {
  return COLORS[client] ?? '#495057'
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

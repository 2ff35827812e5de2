import type { Results } from '../harness/results.ts'
import type { Summary } from '../harness/statistics.ts'
import { FIGURES } from './figures.ts'
import { number } from './numbers.ts'
import { type Line, type Sheet, sheetsOf } from './summary.ts'

const TITLE_WIDTH = 27
const ADVANTAGE_WIDTH = 9
const SHORT: Readonly<Record<string, string>> = {
  'rabbitmq-client': 'rmq-client',
  'amqp-client.js': 'amqp-client',
}

/** All tables of a run, for a terminal of 100 columns. */
export function tablesOf(results: Results): string {
  return results.targets
    .map((target) => {
      if (target.skipped !== undefined) return `${target.name}: skipped, ${target.skipped}\n`
      return sheetsOf(results, target).map(tableOf).join('\n')
    })
    .join('\n')
}

function tableOf(sheet: Sheet): string {
  const { target, figure, clients, lines } = sheet
  const width = Math.floor((100 - TITLE_WIDTH - ADVANTAGE_WIDTH) / Math.max(clients.length, 4))
  const head = [
    ''.padEnd(TITLE_WIDTH),
    ...clients.map((name) => (SHORT[name] ?? name).padStart(width)),
    'ahead'.padStart(ADVANTAGE_WIDTH),
  ].join('')
  const body = lines.map((line) =>
    [
      line.title.padEnd(TITLE_WIDTH),
      ...clients.map((name) => valueText(line.values.get(name)).padStart(width)),
      advantageText(line).padStart(ADVANTAGE_WIDTH),
    ].join(''),
  )
  return [`${target.name} · ${figure.label}`, head, ...body, ...errorsOf(sheet), ''].join('\n')
}

function valueText(value: Summary | Error | undefined): string {
  if (value === undefined) return '·'
  if (value instanceof Error) return 'fails'
  return `${number(value.median)} ±${Math.round(value.deviation * 100)}%`
}

export function advantageText({ advantage }: Line): string {
  return advantage === undefined ? '' : `${advantage < 1 ? '!' : ''}×${number(advantage)}`
}

/** What failed, and why; said once, under the figure that counts. */
export function errorsOf({ figure, lines, kind }: Sheet): string[] {
  if (figure !== FIGURES[kind][0]) return []
  return lines.flatMap(({ title, values }) => {
    const clients = new Map<string, string[]>()
    for (const [client, value] of values) {
      if (value instanceof Error) clients.set(value.message, [...(clients.get(value.message) ?? []), client])
    }
    return [...clients].map(([message, names]) => `  ${title}, ${names.join(' and ')}: ${message}`)
  })
}

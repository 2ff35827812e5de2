import { painter, wrapped } from '../../inspect/text-layout.ts'
import { counted, grouped } from '../../inspect/value-text.ts'
import { cut } from './columns.ts'
import { type LineOptions, milliseconds } from './line-text.ts'
import type { Open, Summary } from './summary.ts'

const NAME_COLUMNS = 26
const COUNT_COLUMNS = 14
const TIME_COLUMNS = 10

/** What a trace comes to, as lines. */
export function summaryLines(summary: Summary, { color, width }: LineOptions): string[] {
  const paint = painter({ color })
  const head = (text: string): string => paint('bold', text)
  const { seconds, connections, openConnections, commands } = summary
  const stillOpen = openConnections === 0 ? '' : `, ${openConnections} still open`
  const lines = [
    '',
    head(`${counted(connections, 'connection')} in ${seconds.toFixed(3)} s${stillOpen}`),
    ...(summary.missingBytes === 0
      ? []
      : [paint('red', `  ${counted(summary.missingBytes, 'octet')} were not seen`)]),
    '',
    head(row('', ['client →', 'broker →'], COUNT_COLUMNS)),
    countRow('octets', summary.bytes),
    countRow('frames', summary.frames),
    ...summary.byName.map(({ name, counts }) => countRow(`  ${name}`, counts)),
  ]
  if (commands === undefined) return lines.map((line) => cut(line, width))
  const { operations, publishes, deliveries, returned, redelivered, refusals, open } = commands
  const outcomes = [
    outcomeLine('published', publishes, 'without confirms', returned, 'returned'),
    outcomeLine('delivered', deliveries, 'that need no ack', redelivered, 'redelivered'),
    ...(refusals === 0 ? [] : [outcomeStart('refused') + grouped(refusals)]),
  ].filter((line) => line !== undefined)
  if (operations.length > 0) {
    lines.push('', head(row('latency', ['times', 'median', 'p99', 'max'], TIME_COLUMNS)))
    for (const { operation, count, times } of operations) {
      const { median, p99, max } = times
      lines.push(
        row(`  ${operation}`, [grouped(count), ...[median, p99, max].map(milliseconds)], TIME_COLUMNS),
      )
    }
  }
  if (outcomes.length > 0) lines.push('', head('outcomes'))
  for (const line of outcomes) lines.push(...wrapped(line, width, NAME_COLUMNS))
  if (open.length > 0) lines.push('', head('still open at the end'))
  for (const each of open) lines.push(...wrapped(openLine(each), width, 4))
  return lines
}

function row(name: string, cells: readonly string[], columns: number): string {
  return (name.padEnd(NAME_COLUMNS) + cells.map((cell) => cell.padStart(columns)).join('')).trimEnd()
}

function countRow(name: string, counts: Summary['bytes']): string {
  const cells = [counts['client-to-broker'], counts['broker-to-client']]
  return row(
    name,
    cells.map((count) => (count === 0 ? '' : grouped(count))),
    COUNT_COLUMNS,
  )
}

/** The outcomes of messages; none where there were no messages. */
function outcomeLine(
  what: string,
  outcomes: Readonly<Record<string, number>>,
  sentWords: string,
  extra: number,
  extraWord: string,
): string | undefined {
  const parts = Object.entries(outcomes).map(
    ([outcome, count]) => `${grouped(count)} ${outcome === 'sent' ? sentWords : (WORDS[outcome] ?? outcome)}`,
  )
  if (parts.length === 0) return undefined
  if (extra > 0) parts.push(`${grouped(extra)} of them ${extraWord}`)
  return outcomeStart(what) + parts.join(', ')
}

function outcomeStart(what: string): string {
  return `  ${what}`.padEnd(NAME_COLUMNS)
}

const WORDS: Readonly<Record<string, string>> = { rolledBack: 'rolled back' }

function openLine({ what, count, oldest: { number, name, ageSeconds } }: Open): string {
  return `  ${grouped(count)} ${what}, the oldest for ${ageSeconds.toFixed(3)} s: #${number} ${name}`
}

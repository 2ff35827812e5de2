import type { FieldValue } from '../../wire/field-value.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Direction } from '../seen-frame.ts'
import { LINE_CHARS, painter, type TextOptions, wrapped } from '../text-layout.ts'
import { grouped, valueText } from '../value-text.ts'
import type { Comparison, Difference, RoundTrips } from './comparison.ts'
import { isEqual } from './first-difference.ts'
import { total } from './round-trips.ts'

/** Rows: what they are about, and what each recording has there. */
type Row = readonly [name: string, a: string, b: string]

const NAME_CHARS = 36
const CELL_CHARS = 20
const DIRECTIONS = ['client-to-broker', 'broker-to-client'] as const
const ARROWS: Readonly<Record<Direction, string>> = { 'client-to-broker': '→', 'broker-to-client': '←' }

/** A comparison for a terminal, within 80 columns where words allow; the last line has no end. */
export function comparisonText(comparison: Comparison, options: TextOptions): string {
  const { a, b } = comparison
  return [
    ...table('', [['', 'A', 'B'], ...figureRows(comparison)], options),
    ...table('Methods (→ by the client, ← by the broker)', methodRows(comparison), options),
    ...table(
      'Round trips: answers, and how many of them the client waited for',
      tripRows(a.roundTrips, b.roundTrips),
      options,
    ),
    ...handshakeLines(comparison, options),
    ...differenceLines(comparison, options),
  ].join('\n')
}

function figureRows({ a, b }: Comparison): Row[] {
  const rows: Row[] = [
    ['connections', String(a.connections), String(b.connections)],
    ['seconds', a.seconds.toFixed(3), b.seconds.toFixed(3)],
  ]
  for (const direction of DIRECTIONS) {
    for (const name of ['frames', 'bytes', 'writes'] as const)
      rows.push([
        `${ARROWS[direction]} ${name}`,
        grouped(a.sent[direction][name]),
        grouped(b.sent[direction][name]),
      ])
  }
  const [one, other] = [total(a.roundTrips), total(b.roundTrips)]
  return [...rows, ['round trips waited for', grouped(one.waited), grouped(other.waited)]]
}

function methodRows({ a, b }: Comparison): Row[] {
  return DIRECTIONS.flatMap((direction) =>
    namesOf(a.methods[direction], b.methods[direction]).map((name): Row => {
      const count = ({ methods }: Comparison['a']): string => grouped(methods[direction][name] ?? 0)
      return [`${ARROWS[direction]} ${name}`, count(a), count(b)]
    }),
  )
}

function tripRows(a: Readonly<Record<string, RoundTrips>>, b: Readonly<Record<string, RoundTrips>>): Row[] {
  const cell = (trips: RoundTrips | undefined): string =>
    trips === undefined ? '0' : `${grouped(trips.answered)}, ${grouped(trips.waited)} waited for`
  return namesOf(a, b).map((name) => [name, cell(a[name]), cell(b[name])])
}

function namesOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
}

/** A table; rows that differ stand out. */
function table(title: string, rows: readonly Row[], options: TextOptions): string[] {
  if (rows.length === 0) return []
  const paint = painter(options)
  const lines = rows.map(([name, a, b]) => {
    const line = `${name.padEnd(NAME_CHARS)}${a.padStart(CELL_CHARS)}${b.padStart(CELL_CHARS)}`
    return a === b || name === '' ? line : paint('yellow', `${line} *`)
  })
  return [...heading(title, options), ...lines]
}

function heading(title: string, options: TextOptions): string[] {
  return title === '' ? [] : ['', painter(options)('bold', title)]
}

/** Long values stand below each other. */
function handshakeLines({ handshake }: Comparison, options: TextOptions): string[] {
  const differing = handshake.filter(({ a, b }) => !isEqual(a, b))
  if (differing.length === 0) return []
  return [
    ...heading('Handshake: what differs', options),
    ...differing.flatMap(({ name, a, b }) => twoValues(name, a, b)),
  ]
}

function differenceLines({ kind, details }: Comparison, options: TextOptions): string[] {
  const first =
    kind === undefined
      ? [...heading('They do the same things in the same order.', options)]
      : [...heading(`First difference in kind, ${placeOf(kind)}`, options), ...sides(kind)]
  if (details === undefined) return first
  return [
    ...first,
    ...heading(`First difference in arguments, ${placeOf(details)}`, options),
    ...sides(details),
    ...details.fields.flatMap(({ name, a, b }) => twoValues(name, a, b)),
  ]
}

function placeOf({ direction, after }: Difference): string {
  const who = direction === 'client-to-broker' ? 'of what the clients send' : 'of what the brokers send'
  return after === undefined ? `at the beginning ${who}` : `behind ${after.method.name}, ${who}`
}

function sides({ a, b }: Difference): string[] {
  return [sideLine('A', a), sideLine('B', b)]
}

function sideLine(name: string, command: SeenCommand | undefined): string {
  if (command === undefined) return `  ${name}  nothing more`
  const { atSeconds, frames, channel, method } = command
  return `  ${name}  ${atSeconds.toFixed(3)}  frame ${frames[0]?.number}  channel ${channel}  ${method.name}`
}

function twoValues(name: string, a: FieldValue | undefined, b: FieldValue | undefined): string[] {
  const value = (side: string, given: FieldValue | undefined): string[] =>
    wrapped(`    ${side}  ${given === undefined ? '(not there)' : valueText(given, 200)}`, LINE_CHARS, 7)
  return [`  ${name}`, ...value('A', a), ...value('B', b)]
}

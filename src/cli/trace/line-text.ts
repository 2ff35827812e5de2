import { details, nameOf } from '../../inspect/command-words.ts'
import { problemOf } from '../../inspect/problem.ts'
import { painter, type Span, type Style } from '../../inspect/text-layout.ts'
import { type Item, type Note, numberOf } from '../../inspect/watch/item.ts'
import { columnsOfSpans, cutSpans, painted } from './columns.ts'

/** How lines are to look. */
export interface LineOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
}

/** From here on there is room for microseconds. */
const WIDE = 120
/** How long values may be: the least, and then those that are tried, the most first. */
const VALUE_CHARS = { wide: [28, 80, 60, 40], narrow: [22, 40, 28] } as const
/** So many partners are named one by one. */
const NAMED_PARTNERS = 3

/**
 * Frames and commands as one line each, which never wraps:
 *
 *        no seconds     ch
 *        12   0.012 →    1 queue.declare queue='hello' durable
 *        13   0.014 ←    1 queue.declare-ok queue='hello'             1.9 ms
 *        14   0.015 →  2:1 basic.publish routing-key='hello' 12 bytes 'Hello …
 *        17   0.017 ←  2:1 basic.ack delivery-tag=1              #14  2.1 ms
 *
 * The channel has its connection before it as soon as there is more than one.
 */
export class LineText {
  private readonly width: number
  private readonly paint: ReturnType<typeof painter>
  private readonly isWide: boolean
  private hasMany: boolean = false

  constructor({ color, width }: LineOptions) {
    this.width = width
    this.paint = painter({ color })
    this.isWide = width >= WIDE
  }

  /** From the second connection on, each line says which one it is about. */
  sawConnection(connection: number): void {
    this.hasMany ||= connection > 1
  }

  /** What stands above the columns. */
  heading(what: string): string {
    const columns = `   no ${'seconds'.padStart(this.isWide ? 10 : 7)}     ch ${what}`
    return painted(cutSpans([[`${columns} (→ to the broker, ← from it)`, 'dim']], this.width), this.paint)
  }

  item({ seen, ties }: Item, tail: readonly Span[] = tieSpans(ties)): string {
    const start = [...this.prefix(seen), [` ${nameOf(seen)}`, nameStyle(seen, ties)] as Span]
    const problem = ties.problem ?? problemOf(seen)
    // What is wrong matters more than what else it says.
    if (problem !== undefined) start.push([` ! ${problem}`, 'red'])
    const tailColumns = columnsOfSpans(tail)
    const room = this.width - (tailColumns === 0 ? 0 : tailColumns + 2)
    const left = cutSpans(this.fitting(start, seen, room), room)
    const gap: Span = [' '.repeat(Math.max(0, this.width - columnsOfSpans(left) - tailColumns))]
    return painted([...left, gap, ...tail], this.paint)
  }

  note({ connection, atSeconds, text, isProblem }: Note): string {
    const who = connection === 0 ? '' : `connection ${connection}: `
    const spans: Span[] = [
      [`      ${this.time(atSeconds)} `, 'dim'],
      [`── ${who}${text}`, isProblem ? 'red' : 'dim'],
    ]
    return painted(cutSpans(spans, this.width), this.paint)
  }

  private fitting(start: readonly Span[], seen: Item['seen'], room: number): readonly Span[] {
    const [shortest, ...longer] = VALUE_CHARS[this.isWide ? 'wide' : 'narrow']
    const names = this.isWide ? 'full' : 'brief'
    const short = [...start, ...details(seen, { maxChars: shortest, names })]
    // Most messages do not fit even so: that is found out first.
    if (columnsOfSpans(short) > room) return short
    for (const maxChars of longer) {
      const spans = [...start, ...details(seen, { maxChars, names })]
      if (columnsOfSpans(spans) <= room) return spans
    }
    return short
  }

  private prefix(seen: Item['seen']): Span[] {
    const { connection, direction } = seen
    const isOut = direction === 'client-to-broker'
    const channel = 'frame' in seen ? (seen.frame.channel ?? 0) : seen.channel
    const at = 'frame' in seen ? seen.atSeconds : seen.endSeconds
    return [
      [`${String(numberOf(seen)).padStart(5)} ${this.time(at)} `, 'dim'],
      [isOut ? '→' : '←', isOut ? 'green' : 'magenta'],
      [` ${(this.hasMany ? `${connection}:${channel}` : String(channel)).padStart(4)}`],
    ]
  }

  private time(seconds: number): string {
    return this.isWide ? seconds.toFixed(6).padStart(10) : seconds.toFixed(3).padStart(7)
  }
}

function nameStyle(seen: Item['seen'], { isRefusal }: Item['ties']): Style {
  if (isRefusal === true) return ['bold', 'red']
  const name = nameOf(seen)
  const isFromBroker = seen.direction === 'broker-to-client'
  if (name === 'damage' || (isFromBroker && (name === 'basic.return' || name === 'basic.nack')))
    return ['bold', 'red']
  return 'bold'
}

/** What it answers, and how long that took. */
export function tieSpans({ answers, latencyMs }: Item['ties']): Span[] {
  const spans: Span[] = []
  if (latencyMs !== undefined) spans.push([milliseconds(latencyMs), 'cyan'])
  return answers.length === 0 ? spans : [[`${partners(answers)} `, 'dim'], ...spans]
}

/** The numbers of partners in few words: `#12`, `#12 #15`, `#12…#40 (9)`. */
function partners(numbers: readonly number[]): string {
  if (numbers.length <= NAMED_PARTNERS) return numbers.map((number) => `#${number}`).join(' ')
  return `#${Math.min(...numbers)}…#${Math.max(...numbers)} (${numbers.length})`
}

/** A time with three figures and its unit, always as wide: `0.12 ms`, `12.3 ms`, ` 123 ms`, `4.56 s`. */
export function milliseconds(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toPrecision(3).padStart(4)} s`
  const digits = ms < 9.995 ? ms.toFixed(2) : ms < 99.95 ? ms.toFixed(1) : ms.toFixed(0)
  return `${digits.padStart(4)} ms`
}

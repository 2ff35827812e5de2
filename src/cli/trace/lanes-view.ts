import { details, nameOf } from '../../inspect/command-words.ts'
import { problemOf } from '../../inspect/problem.ts'
import { painter, type Span } from '../../inspect/text-layout.ts'
import type { Item, Note, View } from '../../inspect/watch/item.ts'
import { columnsOf, columnsOfSpans, cut, cutSpans, painted } from './columns.ts'
import { type LineOptions, milliseconds } from './line-text.ts'

export interface LaneOptions extends LineOptions {
  /** How many channels stand side by side; as many as fit where it is undefined. */
  readonly lanes?: number | undefined
}

const TIME_COLUMNS = 9
const GAP = '  '
/** A lane is as wide as this where there is room for more than one. */
const COMFORTABLE = 32
/** Below this an arrow has no room for words. */
const LEAST = 16
const MAX_VALUE_CHARS = 24
/** What ends a channel, or all channels of a connection where it travels on channel 0. */
const ENDS: ReadonlySet<string> = new Set(['channel.close-ok', 'connection.close-ok'])

/**
 * Commands as arrows, each channel in a column of its own, with the client on its left and the broker on its right:
 *
 *      0.011  ┌ 1:1 client ────────── broker ┐  ┌ 2:1 client ────────── broker ┐
 *      0.012  ├─ queue.declare 'hello' ─────▶│  │                              │
 *      0.013  │◀─ queue.declare-ok  1.2 ms ──┤  │                              │
 *      0.014  │                              │  ├─ basic.publish '' 'hello' ──▶│
 *
 * There are as many lanes as fit. A channel takes one when it is first heard of; where none is free, the one that has
 * been silent for longest makes room.
 */
export class LanesView implements View {
  private readonly width: number
  private readonly laneColumns: number
  private readonly paint: ReturnType<typeof painter>
  private readonly print: (line: string) => void
  private readonly lanes: (Lane | undefined)[]
  private turn: number = 0

  constructor({ color, width, lanes }: LaneOptions, print: (line: string) => void) {
    const room = width - TIME_COLUMNS + GAP.length
    const most = Math.max(1, Math.floor(room / (LEAST + GAP.length)))
    const count = Math.min(lanes ?? Math.max(1, Math.floor(room / (COMFORTABLE + GAP.length))), most)
    this.width = width
    this.laneColumns = Math.floor(room / count) - GAP.length
    this.paint = painter({ color })
    this.print = print
    this.lanes = new Array<Lane | undefined>(count).fill(undefined)
  }

  onItem({ seen, ties }: Item): void {
    const { connection, direction } = seen
    const channel = 'frame' in seen ? (seen.frame.channel ?? 0) : seen.channel
    const at = 'frame' in seen ? seen.atSeconds : seen.endSeconds
    const lane = this.laneOf(connection, channel, at)
    lane.lastTurn = ++this.turn
    const problem = ties.problem ?? problemOf(seen)
    const words = details(seen, { maxChars: MAX_VALUE_CHARS, names: 'bare' })
    const label: Span[] =
      problem === undefined
        ? [[nameOf(seen), ties.isRefusal === true ? ['bold', 'red'] : 'bold'], ...words]
        : [
            [nameOf(seen), 'bold'],
            [` ! ${problem}`, 'red'],
          ]
    const latency: Span[] =
      ties.latencyMs === undefined ? [] : [[milliseconds(ties.latencyMs).trim(), 'cyan']]
    this.printRow(at, lane, this.arrow(label, latency, direction === 'client-to-broker'))
    if (ENDS.has(nameOf(seen))) this.release(connection, channel, at)
  }

  onNote({ connection, atSeconds, text, isProblem }: Note): void {
    const words = cut(`connection ${connection}: ${text}`, this.width - TIME_COLUMNS - 3)
    this.print(
      painted(
        [
          [timeText(atSeconds), 'dim'],
          [`── ${words}`, isProblem ? 'red' : 'dim'],
        ],
        this.paint,
      ),
    )
  }

  private laneOf(connection: number, channel: number, at: number): Lane {
    const known = this.lanes.find((lane) => lane?.connection === connection && lane.channel === channel)
    if (known !== undefined) return known
    const lane = { connection, channel, lastTurn: this.turn }
    this.lanes[this.freeLane()] = lane
    const title = ` ${connection}:${channel} client `
    const line = '─'.repeat(Math.max(0, this.laneColumns - columnsOf(title) - ' broker '.length - 2))
    this.printRow(at, lane, [[cut(`┌${title}${line} broker ┐`, this.laneColumns), 'dim']])
    return lane
  }

  /** A lane that nobody has, or else the one that has been silent for longest. */
  private freeLane(): number {
    const free = this.lanes.indexOf(undefined)
    if (free !== -1) return free
    const turns = this.lanes.map((lane) => lane?.lastTurn ?? 0)
    return turns.indexOf(Math.min(...turns))
  }

  private release(connection: number, channel: number, at: number): void {
    for (const [index, lane] of this.lanes.entries()) {
      if (lane?.connection !== connection || (channel !== 0 && lane.channel !== channel)) continue
      this.printRow(at, lane, [[`└${'─'.repeat(this.laneColumns - 2)}┘`, 'dim']])
      this.lanes[index] = undefined
    }
  }

  /** One lane with something in it, between the others. */
  private printRow(at: number, lane: Lane, inside: readonly Span[]): void {
    const empty: Span = [`│${' '.repeat(this.laneColumns - 2)}│`, 'dim']
    const nothing: Span = [' '.repeat(this.laneColumns)]
    const spans = this.lanes.flatMap((each, index): Span[] => [
      ...(index === 0 ? [] : [[GAP] as Span]),
      ...(each === lane ? inside : [each === undefined ? nothing : empty]),
    ])
    this.print(painted([[timeText(at), 'dim'], ...spans], this.paint))
  }

  /** `├─ words ───▶│` or `│◀─ words ───┤`, with the latency behind the words. */
  private arrow(label: readonly Span[], latency: readonly Span[], isOut: boolean): Span[] {
    const style = isOut ? 'green' : 'magenta'
    const [from, to] = isOut ? ['├─ ', '▶│'] : ['│◀─ ', '┤']
    const tail: readonly Span[] = latency.length === 0 ? [] : [['  '], ...latency]
    // There is always some of the shaft to be seen; on the narrowest lanes that is all there is room for.
    const inside = this.laneColumns - from.length - to.length - 2
    const room = Math.max(0, inside - columnsOfSpans(tail))
    const words = cutSpans(label, room)
    const shown = cutSpans([...words, ...tail], inside)
    const shaft = ` ${'─'.repeat(inside - columnsOfSpans(shown) + 1)}`
    return [[from, style], ...shown, [shaft + to, style]]
  }
}

interface Lane {
  readonly connection: number
  readonly channel: number
  lastTurn: number
}

function timeText(seconds: number): string {
  return `${seconds.toFixed(3).padStart(7)}  `
}

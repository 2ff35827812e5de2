import { nameOf } from '../inspect/command-words.ts'
import type { CaptureEvent, Filter, SeenCommand, SeenFrame } from '../inspect/index.ts'
import { problemOf } from '../inspect/problem.ts'
import { type Item, type Note, numberOf } from '../inspect/watch/item.ts'
import { Watch } from '../inspect/watch/watch.ts'
import { closeupOf } from './closeup.ts'
import type { Closeup, Row } from './row.ts'
import { wordsOf } from './words.ts'

/** What is kept for pages that come later. */
const MOST_ROWS = 5000
const MOST_BYTES = 64 * 1024 * 1024
const VALUE_CHARS = 80

/** A row, and what was seen. */
interface Kept {
  readonly row: Row
  readonly item: Item | undefined
  readonly bytes: number
}

/** Hears of each row, with what is needed to filter it. */
export type Listener = (row: Row, item: Item | undefined) => void

/**
 * What was seen on all connections, row by row: the latest rows for those who come late, each new one for those who listen.
 *
 *     events ──▶ Watch ──▶ rows: │ 812 │ 813 │ … │ 5811 │ ──▶ listeners
 */
export class Feed {
  private readonly watch: Watch
  private readonly kept: Kept[] = []
  private readonly listeners: Set<Listener> = new Set()
  private keptBytes: number = 0
  private nextId: number = 1

  constructor() {
    this.watch = new Watch({
      level: 'commands',
      filters: [],
      view: {
        onItem: (item) => this.add(rowOfItem(item), item),
        onNote: (note) => this.add(rowOfNote(note)),
      },
    })
  }

  /** Takes in what happens on a connection. */
  readonly receive = (event: CaptureEvent): void => this.watch.receive(event)

  /** Says what time it is, so that a silence is noticed while it lasts. */
  tick(atMicros: number): void {
    this.watch.tick(atMicros)
  }

  /** Hears all rows that are kept, behind the one with this id, and then each new one; returns how to stop that. */
  listen(after: number, listener: Listener): () => void {
    for (const { row, item } of this.kept) if (row.id > after) listener(row, item)
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** A row from near; undefined where it is a note, or not kept any more. */
  closeup(id: number): Closeup | undefined {
    const item = this.kept.find(({ row }) => row.id === id)?.item
    return item && closeupOf(id, item.seen)
  }

  private add(fields: Omit<Row, 'id'>, item?: Item): void {
    const row = { id: this.nextId++, ...fields }
    const bytes = item === undefined ? 0 : bytesOf(item.seen)
    this.kept.push({ row, item, bytes })
    this.keptBytes += bytes
    while (this.kept.length > MOST_ROWS || this.keptBytes > MOST_BYTES)
      this.keptBytes -= this.kept.shift()?.bytes ?? 0
    for (const listener of this.listeners) listener(row, item)
  }
}

/** Whether a row is to be shown. Notes say what happened to a connection: who asks for certain commands wants these. */
export function isWanted(filter: Filter | undefined, item: Item | undefined): boolean {
  if (filter === undefined) return true
  return item !== undefined && filter.matches(item.seen, { latencyMs: item.ties.latencyMs })
}

function rowOfItem({
  seen,
  ties: { answers, latencyMs, isRefusal, problem: strange },
}: Item): Omit<Row, 'id'> {
  const problem = strange ?? problemOf(seen)
  const text = wordsOf(seen, VALUE_CHARS)
  const channel = 'frame' in seen ? seen.frame.channel : seen.channel
  const name = nameOf(seen)
  return {
    number: numberOf(seen),
    connection: seen.connection,
    ...(channel !== undefined && { channel }),
    at: 'frame' in seen ? seen.atSeconds : seen.endSeconds,
    isOut: seen.direction === 'client-to-broker',
    name,
    text: problem === undefined ? text : `${problem} ${text}`,
    answers,
    ...(latencyMs !== undefined && { latencyMs }),
    isBad: isRefusal === true || problem !== undefined || name === 'basic.return',
  }
}

function rowOfNote({ connection, atSeconds, text, isProblem }: Note): Omit<Row, 'id'> {
  return { connection, at: atSeconds, name: '', text, answers: [], isBad: isProblem }
}

function bytesOf(seen: SeenCommand | SeenFrame): number {
  const frames = 'frame' in seen ? [seen] : seen.frames
  return frames.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

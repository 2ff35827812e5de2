import type { SeenCommand } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'

/** What is shown by itself: a frame or a command, and what is known of its partners. */
export interface Item {
  readonly seen: SeenFrame | SeenCommand
  readonly ties: Ties
}

/** How a command hangs together with what came before it. */
export interface Ties {
  /** What it answers or settles, by the numbers of their first frames, in the order in which they were found. */
  readonly answers: readonly number[]
  /** Since the oldest of these. */
  readonly latencyMs?: number
  /** Whether the broker refuses something with it: it closes a channel or the connection, or gives a message back. */
  readonly isRefusal?: boolean
  /** What is strange about it: that what it belongs to is not known. */
  readonly problem?: string
}

/** What is worth a line and is neither a frame nor a command: a connection that comes or goes, a silence, a gap. */
export interface Note {
  readonly connection: number
  readonly atSeconds: number
  readonly text: string
  readonly isProblem: boolean
}

/** The number of a frame, or of the first frame of a command. */
export function numberOf(seen: SeenFrame | SeenCommand): number {
  return 'frame' in seen ? seen.number : (seen.frames[0] as SeenFrame).number
}

/** Shows what was seen. */
export interface View {
  /** A connection was seen, whether or not any of it is to be shown. */
  onConnection?(connection: number): void
  onItem(item: Item): void
  onNote(note: Note): void
}

import type { SeenCommand } from '../seen-command.ts'

/** What came of a replay. */
export interface ReplayReport {
  /** What was sent of the recording: whole commands, without the handshakes, heartbeats and closes of the replay's own. */
  readonly sentCommands: number
  /** What was not sent, because its channel or connection was gone, or because there was nothing to send it about. */
  readonly skippedCommands: number
  /** How long the recording took, from its first command to its last, in seconds. */
  readonly recordedSeconds: number
  /** How long the replay took. */
  readonly replayedSeconds: number
  /** How the broker answered otherwise than in the recording, the first 1,000. */
  readonly differences: readonly ReplayDifference[]
  /** How many differences there were. */
  readonly differenceCount: number
}

/** One thing that the broker did otherwise, or that could not be done. */
export interface ReplayDifference {
  /**
   * `answer`: it answered otherwise. `missing`: what it had sent did not come in time. `surplus`: it sent what it had not
   * sent. `skipped`: a recorded command could not be sent.
   */
  readonly kind: 'answer' | 'missing' | 'surplus' | 'skipped'
  /** Which connection of the recording: counted from 1. */
  readonly connection: number
  /** Which channel; 0 is the connection itself. */
  readonly channel: number
  /** What it is, in words. */
  readonly words: string
  /** The command of the recording that it is about. */
  readonly recorded?: SeenCommand
  /** What came in its place. */
  readonly replayed?: SeenCommand
}

const MAX_DIFFERENCES = 1000

/** Gathers the differences, as many as are worth reading. */
export class Differences {
  readonly all: ReplayDifference[] = []
  count: number = 0

  add(difference: ReplayDifference): void {
    this.count++
    if (this.all.length < MAX_DIFFERENCES) this.all.push(difference)
  }
}

/** Where a command travelled. */
export function placeOf({ connection, channel }: SeenCommand): { connection: number; channel: number } {
  return { connection, channel }
}

import type { SeenCommand } from '../seen-command.ts'
import type { Direction } from '../seen-frame.ts'

/** How many runs of a lane are kept to be compared. */
const MAX_RUNS = 10_000

/** One direction of one channel: what was done there, in order. Of equal methods in a row the first stands for all. */
export interface Lane {
  readonly direction: Direction
  readonly runs: readonly SeenCommand[]
}

/**
 * What was done in a recording, sorted so that two recordings can be laid over each other: connections in the order in
 * which they were opened, channels in the order in which they were used, whatever their numbers, and within a channel each
 * direction for itself, since how the two interleave is a matter of time.
 */
export class Lanes {
  private readonly connections: Map<number, Map<number, Record<Direction, SeenCommand[]>>> = new Map()

  /** Takes the next command. */
  receive(command: SeenCommand): void {
    const { connection, channel, direction, method } = command
    let channels = this.connections.get(connection)
    if (channels === undefined) this.connections.set(connection, (channels = new Map()))
    let lanes = channels.get(channel)
    if (lanes === undefined) {
      lanes = { 'client-to-broker': [], 'broker-to-client': [] }
      channels.set(channel, lanes)
    }
    const runs = lanes[direction]
    if (runs.at(-1)?.method !== method && runs.length < MAX_RUNS) runs.push(command)
  }

  /** All lanes; those of the n-th channel of the n-th connection have the same place in every recording. */
  byPlace(): Map<string, Lane> {
    const places = new Map<string, Lane>()
    for (const [connection, channels] of [...this.connections.values()].entries()) {
      for (const [channel, lanes] of [...channels.values()].entries()) {
        for (const direction of DIRECTIONS)
          places.set(`${connection} ${channel} ${direction}`, { direction, runs: lanes[direction] })
      }
    }
    return places
  }
}

const DIRECTIONS = ['client-to-broker', 'broker-to-client'] as const

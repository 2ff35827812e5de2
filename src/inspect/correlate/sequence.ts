import type { SeenCommand } from '../seen-command.ts'
import { numberOf } from '../seen-command.ts'

/** From the last octet of a command to the first of another, in seconds. */
export function latencySeconds(from: SeenCommand, to: SeenCommand): number {
  return Math.max(0, to.atSeconds - from.endSeconds)
}

/** Whether a command was sent before another one of the same peer, on the same channel. */
export function isBefore(command: SeenCommand, other: SeenCommand): boolean {
  return numberOf(command) < numberOf(other)
}

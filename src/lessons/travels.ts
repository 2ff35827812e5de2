import { details } from '../inspect/command-words.ts'
import { CommandStream, FrameSplitter, type SeenCommand } from '../inspect/index.ts'
import type { Tap } from '../transport/tap.ts'

/** Values that are longer are cut. */
const VALUE_CHARS = 40

/**
 * What travels on the connections of a lesson, a line for each command:
 *
 *     → 1 basic.publish routing-key='hello' 2 bytes 'hi'      from the client, on channel 1
 *     ← 2:1 basic.ack delivery-tag=1                          to the client, on its second connection
 */
export class Travels {
  private lines: string[] = []
  private connections: number = 0

  /** A tap for one more connection, through all of its lives. */
  tap(): Tap {
    const connection = ++this.connections
    const begin = (): FrameSplitter => {
      const commands = new CommandStream({
        onCommand: (command) => this.lines.push(lineOf(command, connection)),
        // Heartbeats, and what a connection begins with.
        onLoneFrame: () => {},
      })
      return new FrameSplitter((seen) => commands.receive(seen))
    }
    let splitter = begin()
    const tap: Tap = (direction, bytes) => splitter.tap(direction, bytes)
    tap.onOpen = () => {
      splitter = begin()
    }
    return tap
  }

  /** The lines since the last time. */
  take(): string[] {
    const { lines } = this
    this.lines = []
    return lines
  }
}

function lineOf(command: SeenCommand, connection: number): string {
  const { direction, channel, method } = command
  const arrow = direction === 'client-to-broker' ? '→' : '←'
  const where = connection === 1 ? channel : `${connection}:${channel}`
  const words = details(command, { maxChars: VALUE_CHARS, names: 'full' })
  return `${arrow} ${where} ${method.name}${words.map(([text]) => text).join('')}`
}

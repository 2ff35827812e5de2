import { once } from 'node:events'
import type { Command } from 'commander'
import { wantsColor } from '../color.ts'
import { messageJson, messageText, type Shown } from './show.ts'

/** How messages are printed. */
export interface OutputOptions {
  readonly json?: boolean
  readonly body?: boolean
  readonly color: boolean
}

/** Adds the options that say how messages are printed. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print a line of JSON for each message')
    .option('--body', 'print the bodies alone, as they are, each with the end of a line behind it')
    .option('--no-color', 'print without colours')
}

/** Prints messages on the standard output, no faster than they are read there. */
export class MessageOutput {
  /** How many it has printed. */
  count: number = 0
  private readonly options: OutputOptions
  private readonly color: boolean

  constructor(options: OutputOptions) {
    this.options = options
    this.color = wantsColor(options.color, process.stdout, process.env)
  }

  /** Resolves when there is room for the next. */
  async print(message: Shown, signal?: AbortSignal): Promise<void> {
    this.count++
    if (!process.stdout.write(this.form(message))) await once(process.stdout, 'drain', { signal })
  }

  private form(message: Shown): string | Uint8Array {
    if (this.options.json === true) return `${messageJson(message)}\n`
    if (this.options.body === true) return Buffer.concat([message.body, LINE_END])
    return messageText(message, this.count, { color: this.color })
  }
}

const LINE_END = Buffer.from('\n')

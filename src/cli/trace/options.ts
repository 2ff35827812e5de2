import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Level } from '../../inspect/watch/watch.ts'
import { another, count } from '../perf/values.ts'

/** What was asked for on the command line. */
export interface TraceOptions {
  readonly to?: string
  readonly listen: { readonly host: string; readonly port: number }
  readonly cert?: string
  readonly key?: string
  readonly read?: string

  readonly level: Level
  /** A number of lanes, or true for as many as fit. */
  readonly lanes?: number | true
  readonly filter?: readonly string[]
  readonly json?: boolean
  readonly quiet?: boolean
  readonly stats?: boolean
  readonly color: boolean
  readonly width?: number

  readonly write?: string
  readonly redact: boolean
  readonly redactBodies?: boolean

  readonly fault?: readonly string[]
  readonly seed?: number
}

const LEVELS: readonly Level[] = ['bytes', 'frames', 'commands']
const LEAST_COLUMNS = 40
const MOST_COLUMNS = 1000

/** Adds the options of `wirehare trace` to its command. */
export function addOptions(command: Command): void {
  command
    .optionsGroup('What to look at:')
    .addOption(
      new Option('--to <url>', 'the broker to pass on to (default: one that runs inside this command)').env(
        'AMQP_URL',
      ),
    )
    .addOption(
      new Option(
        '--listen <address>',
        'where clients connect to: a port, or host:port; port 0 for a free one',
      )
        .argParser(address)
        .default({ host: '127.0.0.1', port: 5673 }, '127.0.0.1:5673'),
    )
    .option('--cert <file>', 'a certificate as PEM: clients then have to speak TLS (with --key)')
    .option('--key <file>', 'the key of the certificate')
    .option('--read <file>', 'a recording to look at instead: pcapng, pcap or lines of JSON; - is stdin')
    .optionsGroup('How to show it:')
    .addOption(new Option('--level <level>', 'what a line is').choices(LEVELS).default('commands'))
    .option('--lanes [count]', 'arrows between client and broker, each channel in a column', count(1, 100))
    .option('--filter <expression>', 'only what matches; given again, all have to match', another)
    .option('--json', 'lines of JSON')
    .option('--stats', 'at the end: what travelled, how long it took, what is still open')
    .option('--quiet', 'show nothing as it comes, which costs little')
    .option('--no-color', 'print without colours')
    .option(
      '--width <columns>',
      'how wide lines may be (default: as the terminal, or 80)',
      count(LEAST_COLUMNS, MOST_COLUMNS),
    )
    .optionsGroup('What to keep:')
    .option('--write <file>', 'write all of it: .pcapng for Wireshark, or .jsonl', writable)
    .option('--redact-bodies', 'hide the bodies of messages in the file')
    .option('--no-redact', 'leave passwords and tokens in the file, which are hidden otherwise')
    .optionsGroup('What to do wrong:')
    .option(
      '--fault <rule>',
      'harm the traffic, such as "drop basic.ack after 3"; may be given again',
      another,
    )
    .option('--seed <number>', 'what decides all that is left to chance in faults', count(0), 1)
}

/** Refuses options that do not go together, in the words of commander. */
export function checkTogether(options: TraceOptions): void {
  const { read, write, lanes, level, json, quiet, cert, key } = options
  const refuse = (words: string): never => {
    throw new InvalidArgumentError(`error: ${words}`)
  }
  if (read !== undefined && options.fault !== undefined) refuse('a recording takes no --fault')
  if (read !== undefined && write !== undefined && resolve(read) === resolve(write))
    refuse('--write would overwrite what --read reads')
  if (lanes !== undefined && (json === true || quiet === true))
    refuse('--lanes does not go with --json or --quiet')
  if (lanes !== undefined && level !== 'commands') refuse('--lanes shows commands, and no other level')
  if ((cert === undefined) !== (key === undefined)) refuse('--cert and --key belong together')
}

function address(text: string): TraceOptions['listen'] {
  const [, inBrackets, name, digits] = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits !== undefined && port <= 65_535) return { host: inBrackets ?? name ?? '127.0.0.1', port }
  throw new InvalidArgumentError('It must be a port, or host:port, such as 0.0.0.0:5673 or [::1]:5673.')
}

function writable(path: string): string {
  if (/\.(?:pcapng|jsonl)$/.test(path)) return path
  throw new InvalidArgumentError('Its name must end in .pcapng or .jsonl.')
}

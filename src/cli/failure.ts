import { CommanderError } from 'commander'
import { AmqpError } from '../errors.ts'
import { FilterError } from '../inspect/filter/filter-error.ts'
import { LeftEarly } from './leaving.ts'

/** A failure that is explained. */
const FAILURE = 1
/** Wrong usage: an unknown option, a URL that is none. */
const USAGE = 2
const WRONG_ARGUMENTS: ReadonlySet<string> = new Set([
  'ERR_INVALID_URL',
  'ERR_INVALID_FAULT',
  'ERR_INVALID_FILTER',
])

/** Says on stderr what went wrong, in one line, and returns the exit status for it. */
export function reportFailure(error: unknown): number {
  // Commander has said what is wrong; for help and version its status is 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
  if (error instanceof LeftEarly) return error.status
  const { code, message, status } = explained(error)
  // Node says its code within the message too.
  const words = message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message
  process.stderr.write(`wirehare: ${code}: ${oneLine(words)}\n`)
  if (error instanceof FilterError) process.stderr.write(`${error.excerpt.replace(/^/gm, '  ')}\n`)
  return status
}

/** Takes commander's words about wrong usage and gives them the form of every failure. */
export function reportUsage(words: string, write: (text: string) => void): void {
  write(`wirehare: USAGE: ${oneLine(words.replace(/^error: /, ''))} (see wirehare --help)\n`)
}

function explained(error: unknown): { code: string; message: string; status: number } {
  if (!(error instanceof Error)) return { code: 'ERROR', message: String(error), status: FAILURE }
  // Where closing what was open failed too, what made it close is the reason. (Node 20 has no class for this.)
  if (error.name === 'SuppressedError' && 'suppressed' in error) return explained(error.suppressed)
  const { message } = error
  if (error instanceof AmqpError) return { code: error.code, message, status: FAILURE }
  const code = (error as NodeJS.ErrnoException).code
  // Arguments of a command become arguments of the library, which refuses a wrong one with these.
  if (code !== undefined && WRONG_ARGUMENTS.has(code)) return { code, message, status: USAGE }
  if (error instanceof RangeError) return { code: 'ERR_OUT_OF_RANGE', message, status: USAGE }
  return { code: code ?? error.name, message, status: FAILURE }
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ')
}

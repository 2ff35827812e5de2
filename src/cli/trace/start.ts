import { wantsColor } from '../color.ts'
import { LeftEarly, whenLeaving } from '../leaving.ts'
import { carry } from './carry.ts'
import type { TraceOptions } from './options.ts'
import { Printer } from './printer.ts'
import { readRecording } from './read-recording.ts'
import { Trace } from './trace.ts'

const USUAL_COLUMNS = 80

/** Traces what was asked for, until it is over or somebody wants it to end. */
export async function startTrace(options: TraceOptions): Promise<void> {
  const { stdout } = process
  const printer = new Printer(stdout)
  const lines = {
    color: wantsColor(options.color, stdout, process.env),
    width: options.width ?? stdout.columns ?? USUAL_COLUMNS,
  }
  const trace = new Trace(options, lines, printer)
  let status: number | undefined
  const leaving = whenLeaving().then((given) => {
    status = given
    // Whoever does not read any more gets nothing more.
    if (given === 0) printer.stop()
  })
  try {
    if (options.read === undefined) await carry(options, trace, leaving)
    else await readRecording(options.read, trace, printer, leaving)
  } finally {
    trace.end()
  }
  if (status !== undefined) throw new LeftEarly(status)
}

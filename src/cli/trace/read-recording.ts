import { createReadStream } from 'node:fs'
import { readCapture, type Skipped } from '../../inspect/index.ts'
import type { Printer } from './printer.ts'
import type { Trace } from './trace.ts'

/** So many different reasons are told, each with its number. */
const TOLD_REASONS = 5

/** Reads a recording to its end, or until somebody wants it to end. */
export async function readRecording(
  path: string,
  trace: Trace,
  printer: Printer,
  leaving: Promise<unknown>,
): Promise<void> {
  const source = path === '-' ? process.stdin : createReadStream(path)
  let hasLeft = false
  void leaving.then(() => {
    hasLeft = true
    // What waits for more of it waits no longer.
    source.destroy()
  })
  const skipped = new Map<string, number>()
  const onSkipped = ({ reason }: Skipped): void => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1)
  try {
    for await (const event of readCapture(source, { onSkipped })) {
      if (hasLeft) break
      trace.receive(event)
      await printer.drained()
    }
  } catch (error) {
    if (!hasLeft) throw error
  } finally {
    tell(skipped)
  }
}

function tell(skipped: ReadonlyMap<string, number>): void {
  const reasons = Array.from(skipped, ([reason, count]) =>
    count === 1 ? reason : `${reason} (${count} times)`,
  )
  if (reasons.length === 0) return
  const more = reasons.length > TOLD_REASONS ? `, and ${reasons.length - TOLD_REASONS} more` : ''
  process.stderr.write(`Left out: ${reasons.slice(0, TOLD_REASONS).join('; ')}${more}.\n`)
}

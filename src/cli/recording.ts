import { createReadStream } from 'node:fs'
import { type CaptureEvent, readCapture } from '../inspect/index.ts'

/**
 * The events of a recording, from a file of any format that is known, or from stdin where the name is `-`. The file is
 * opened when the first is asked for: an error before that would be nobody's.
 */
export async function* eventsOf(file: string): AsyncGenerator<CaptureEvent, void> {
  yield* readCapture(file === '-' ? process.stdin : createReadStream(file))
}

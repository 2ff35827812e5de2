import { createReadStream } from 'node:fs'
import { type CaptureEvent, readCapture } from '../inspect/index.ts'

/** The events of a recording, from a file of any format that is known, or from stdin where the name is `-`. */
export function eventsOf(file: string): AsyncGenerator<CaptureEvent, void> {
  return readCapture(file === '-' ? process.stdin : createReadStream(file))
}

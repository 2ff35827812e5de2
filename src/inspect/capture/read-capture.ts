import type { CaptureEvent } from '../capture-event.ts'
import type { Skipped } from './skipped.ts'

/** How a file is read. */
export interface ReadCaptureOptions {
  /** Hears of what no event tells of. Default: nobody. */
  readonly onSkipped?: (skipped: Skipped) => void
}

/**
 * Reads a recording, whichever of these it is: pcapng, pcap, or the lines of JSON that a JsonLinesWriter writes. Of the
 * packets, TCP connections are put together, and those that speak AMQP become events.
 * @param source the octets of the file, in pieces of any size, such as `createReadStream(path)`
 * @throws {CaptureError} where the file is none of these, or is damaged; whatever comes before that place was handed on
 */
export async function* readCapture(
  source: AsyncIterable<Uint8Array>,
  options: ReadCaptureOptions = {},
): AsyncGenerator<CaptureEvent, void> {
  void source
  void options
}

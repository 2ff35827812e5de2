import type { CaptureEvent, EndEvent, OpenEvent } from '../capture-event.ts'
import type { Direction } from '../seen-frame.ts'
import type { Hiding } from './frame-walk.ts'
import { StreamMask } from './stream-mask.ts'

/** What a Redactor hides. */
export interface RedactorOptions {
  /** Whether to hide passwords and tokens. Default true. */
  readonly credentials?: boolean
  /** Whether to hide the bodies of messages. Default false. */
  readonly bodies?: boolean
}

/**
 * Hides what belongs in no file: passwords and tokens (what a client answers to connection.start and connection.secure,
 * and what it sends in connection.update-secret), and the bodies of messages where that is asked for. Each of their
 * octets becomes a `*`. All else stays as it is: lengths, frames, the order of events, and which octets travelled
 * together when. It stands between what records and what writes:
 *
 *     const redactor = new Redactor((event) => writer.receive(event))
 *     const recorder = new Recorder((event) => redactor.receive(event))
 *
 * Octets that belong to no frame are hidden too as long as the client may be logging in, and where bodies are hidden.
 */
export class Redactor {
  private readonly onEvent: (event: CaptureEvent) => void
  private readonly hiding: Hiding
  private readonly masks: Map<number, Record<Direction, StreamMask>> = new Map()

  /** @param onEvent takes each event, at once, without what is to be hidden */
  constructor(onEvent: (event: CaptureEvent) => void, options: RedactorOptions = {}) {
    const { credentials = true, bodies = false } = options
    this.onEvent = onEvent
    this.hiding = { credentials, bodies }
  }

  /** Takes the next event, and hands it on. Octets of a connection that was not opened are not handed on. */
  receive(event: CaptureEvent): void {
    if (event.kind === 'open') this.open(event)
    const masks = this.masks.get(event.connection)
    if (masks === undefined) return
    if (event.kind === 'bytes') {
      return this.onEvent({ ...event, bytes: masks[event.direction].mask(event.bytes) })
    }
    if (event.kind === 'gap') masks[event.direction].lose(event.missingBytes)
    if (event.kind === 'end') this.endOf(event, masks)
    this.onEvent(event)
  }

  /** The recording is over. */
  end(): void {
    this.masks.clear()
  }

  private endOf({ connection, direction, isReset }: EndEvent, masks: Record<Direction, StreamMask>): void {
    masks[direction].hasEnded = true
    const isOver = Object.values(masks).every(({ hasEnded }) => hasEnded)
    if (isReset || isOver) this.masks.delete(connection)
  }

  private open({ connection, isFromStart }: OpenEvent): void {
    this.masks.set(connection, {
      'client-to-broker': new StreamMask(this.hiding, true, isFromStart),
      'broker-to-client': new StreamMask(this.hiding, false, isFromStart),
    })
  }
}

import { microsSince1970 } from '../../util/micros.ts'
import type { CaptureEvent, Endpoint } from '../capture-event.ts'
import type { Direction } from '../seen-frame.ts'
import type { LaneObserver } from './lane.ts'

/** Tells what happens on one connection through the proxy as the events of a recording. */
export class ConnectionEvents {
  private readonly connection: number
  private readonly onEvent: (event: CaptureEvent) => void
  private readonly open: Set<Direction> = new Set<Direction>(['client-to-broker', 'broker-to-client'])

  constructor(
    connection: number,
    onEvent: (event: CaptureEvent) => void,
    client: Endpoint,
    broker: Endpoint,
  ) {
    this.connection = connection
    this.onEvent = onEvent
    onEvent({ kind: 'open', connection, atMicros: microsSince1970(), client, broker, isFromStart: true })
  }

  /** Hears what one direction carries. */
  observer(direction: Direction): LaneObserver {
    const { connection, onEvent, open } = this
    return {
      onWrite(bytes) {
        // Nothing travels behind the end, and nobody sent an octet in a chunk of none.
        if (open.has(direction) && bytes.length > 0)
          onEvent({ kind: 'bytes', connection, atMicros: microsSince1970(), direction, bytes })
      },
      onEnd: () => this.end(direction, false),
    }
  }

  /** One side has reset the connection, or vanished. */
  reset(direction: Direction): void {
    this.end(direction, true)
  }

  /** Nothing more travels: what has not ended by itself has ended now. */
  finish(): void {
    for (const direction of [...this.open]) this.end(direction, false)
  }

  private end(direction: Direction, isReset: boolean): void {
    if (!this.open.delete(direction)) return
    if (isReset) this.open.clear()
    this.onEvent({
      kind: 'end',
      connection: this.connection,
      atMicros: microsSince1970(),
      direction,
      isReset,
    })
  }
}

import type { Tap } from '../../transport/tap.ts'
import { microsSince1970 } from '../../util/micros.ts'
import type { CaptureEvent, Endpoint } from '../capture-event.ts'

/** Ports that are nobody's, for clients whose own is not known: one for each connection, from here on. */
const FIRST_MADE_UP_PORT = 49_152
const MADE_UP_PORTS = 65_536 - FIRST_MADE_UP_PORT

/**
 * Records what clients of this library send and receive, for a writer of files or an inspector to take:
 *
 *     const recorder = new Recorder((event) => writer.receive(event))
 *     const connection = await connect(url, { tap: recorder.tap() })
 */
export class Recorder {
  private readonly onEvent: (event: CaptureEvent) => void
  private readonly nowMicros: () => number
  private connections: number = 0
  private isOver: boolean = false

  /**
   * @param onEvent takes each event as it happens. The octets of a password are in there: see Redactor
   * @param nowMicros the time in whole microseconds since 1970
   */
  constructor(onEvent: (event: CaptureEvent) => void, nowMicros: () => number = microsSince1970) {
    this.onEvent = onEvent
    this.nowMicros = nowMicros
  }

  /**
   * A tap to give to `connect`, or to hold on any other stream of bytes as its client sees it. One that is used again
   * after its stream has ended begins another connection.
   * @param ends who talks to whom. By default the broker is where the stream leads, or else `broker:5672`, and the client,
   * which a tap does not know, is `client` with a port that is made up
   */
  tap(ends: { readonly client?: Endpoint; readonly broker?: Endpoint } = {}): Tap {
    let connection: number | undefined
    const tell = (event: Untold): void => {
      if (this.isOver) return
      this.onEvent({ connection: connection as number, atMicros: this.nowMicros(), ...event } as CaptureEvent)
    }
    const open = (remote?: string): void => {
      connection = ++this.connections
      const port = FIRST_MADE_UP_PORT + ((connection - 1) % MADE_UP_PORTS)
      const { client = { host: 'client', port }, broker = brokerAt(remote) } = ends
      tell({ kind: 'open', client, broker, isFromStart: true })
    }
    const tap: Tap = (direction, bytes) => {
      if (bytes.length === 0) return
      if (connection === undefined) open()
      tell({ kind: 'bytes', direction: WAYS[direction], bytes })
    }
    tap.onOpen = open
    tap.onEnd = (direction, isReset) => {
      if (connection !== undefined) tell({ kind: 'end', direction: WAYS[direction], isReset })
    }
    return tap
  }

  /** Ends the recording. What is still open stays open in it, and what is heard from now on is not in it. */
  end(): void {
    this.isOver = true
  }
}

const WAYS = { in: 'broker-to-client', out: 'client-to-broker' } as const

/** An event before it is known when and where it was. */
type Untold = CaptureEvent extends infer E
  ? E extends CaptureEvent
    ? Omit<E, 'connection' | 'atMicros'>
    : never
  : never

/** Where a stream leads, taken apart: `localhost:5672`, `[::1]:5672`, or something that is no address. */
function brokerAt(remote: string | undefined): Endpoint {
  const [, inBrackets, name, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(remote ?? '') ?? []
  return { host: inBrackets ?? name ?? 'broker', port: Number(port ?? 5672) }
}

import { addressOf } from '../../transport/tcp.ts'
import type { CaptureEvent, Endpoint } from '../capture-event.ts'
import type { CorrelationHandler } from '../correlate/correlation-handler.ts'
import { Correlator } from '../correlate/correlator.ts'
import type { OpenEnds } from '../correlate/facts.ts'
import type { Filter } from '../filter/filter.ts'
import { FrameStream } from '../frame-stream.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'
import { counted } from '../value-text.ts'
import type { Item, View } from './item.ts'
import { TieCollector } from './ties.ts'

/** What is shown by itself. */
export type Level = 'bytes' | 'frames' | 'commands'

export interface WatchOptions {
  readonly level: Level
  readonly view: View
  /** What is to be shown; everything where there is none. All of them have to match. */
  readonly filters: readonly Filter[]
  /** Told what becomes of commands, too. */
  readonly outcomes?: Partial<CorrelationHandler>
}

/** Looks at what happens on connections: what travels becomes items, what else happens notes, and a view shows both. */
export class Watch {
  private readonly options: WatchOptions
  private readonly ties: TieCollector = new TieCollector()
  private readonly frames: FrameStream
  private readonly correlator: Correlator
  /** Commands and lone frames that the frame at hand has completed. */
  private done: (SeenCommand | SeenFrame)[] = []
  private startMicros: number | undefined
  private atSeconds: number = 0
  /** Which side has ended first, of connections on which one side is over. */
  private readonly halfOver: Map<number, string> = new Map()

  constructor(options: WatchOptions) {
    this.options = options
    this.frames = new FrameStream((seen) => this.onFrame(seen))
    this.correlator = new Correlator(this.handler())
  }

  receive(event: CaptureEvent): void {
    const { connection, atMicros } = event
    this.startMicros ??= atMicros
    this.atSeconds = (atMicros - this.startMicros) / 1e6
    if (event.kind === 'open') this.opened(connection, event.client, event.broker, event.isFromStart)
    this.frames.receive(event)
    if (event.kind === 'gap') {
      this.correlator.lost(connection)
      const what = `${counted(event.missingBytes, 'octet')} from the ${senderOf(event.direction)} were not seen`
      this.note(connection, what, true)
    } else if (event.kind === 'end') this.ended(connection, senderOf(event.direction), event.isReset)
  }

  /** Shows what somebody else knows of a connection. */
  tell(connection: number, text: string, isProblem: boolean): void {
    this.note(connection, text, isProblem)
  }

  /** Says what time it is, so that a silence is noticed while it lasts. */
  tick(atMicros: number): void {
    if (this.startMicros === undefined) return
    this.correlator.tick((atMicros - this.startMicros) / 1e6)
  }

  /** Shows what has come of what is not whole, and hands back what is still open. */
  end(): OpenEnds {
    this.frames.end()
    const open = this.correlator.end()
    this.flush()
    return open
  }

  private opened(connection: number, client: Endpoint, broker: Endpoint, isFromStart: boolean): void {
    this.options.view.onConnection?.(connection)
    const since = isFromStart ? '' : ', seen from its middle on'
    this.note(
      connection,
      `${addressOf(client.host, client.port)} → ${addressOf(broker.host, broker.port)}${since}`,
    )
  }

  private ended(connection: number, who: string, isReset: boolean): void {
    const first = this.halfOver.get(connection)
    if (isReset && first === undefined) this.note(connection, `reset by the ${who}`, true)
    else if (first !== undefined) this.note(connection, `closed by the ${first}`)
    if (isReset || first !== undefined) {
      this.halfOver.delete(connection)
      this.correlator.connectionEnded(connection, this.atSeconds)
      this.flush()
    } else this.halfOver.set(connection, who)
  }

  private note(connection: number, text: string, isProblem: boolean = false): void {
    // Who asks for certain frames wants these.
    if (this.options.filters.length > 0) return
    this.options.view.onNote({ connection, atSeconds: this.atSeconds, text, isProblem })
  }

  private onFrame(seen: SeenFrame): void {
    this.correlator.receive(seen)
    if (this.options.level === 'commands') this.flush()
    else {
      this.done = []
      this.show({ seen, ties: this.ties.ofFrame(seen.number) })
    }
    this.ties.forget()
  }

  private flush(): void {
    const { done } = this
    this.done = []
    for (const seen of done) {
      const ties = 'frame' in seen ? this.ties.ofFrame(seen.number) : this.ties.of(seen)
      this.show({ seen, ties })
    }
  }

  private show(item: Item): void {
    const { filters, view } = this.options
    const facts = { latencyMs: item.ties.latencyMs }
    if (filters.every((filter) => filter.matches(item.seen, facts))) view.onItem(item)
  }

  private handler(): Partial<CorrelationHandler> {
    const { ties } = this
    const { outcomes } = this.options
    return {
      onCommand: (command) => this.done.push(command),
      onLoneFrame: (seen) => this.done.push(seen),
      onCall: (call) => {
        ties.onCall(call)
        outcomes?.onCall?.(call)
      },
      onPublish: (publish) => {
        ties.onPublish(publish)
        outcomes?.onPublish?.(publish)
      },
      onDelivery: (delivery) => {
        ties.onDelivery(delivery)
        outcomes?.onDelivery?.(delivery)
      },
      onRpc: (rpc) => {
        ties.onRpc(rpc)
        outcomes?.onRpc?.(rpc)
      },
      onRefusal: (refusal) => {
        ties.onRefusal(refusal)
        outcomes?.onRefusal?.(refusal)
      },
      onUnmatched: (unmatched) => ties.onUnmatched(unmatched),
      onSilence: ({ connection, direction, state, silentSeconds, intervalSeconds }) => {
        const long = `${silentSeconds.toFixed(1)} s with heartbeats every ${intervalSeconds} s`
        this.note(connection, `the ${senderOf(direction)} has been silent for ${long}`, state === 'missing')
      },
      onBlocking: ({ blocked, durationSeconds }) =>
        this.note(blocked.connection, `was blocked for ${durationSeconds.toFixed(3)} s`),
    }
  }
}

function senderOf(direction: SeenFrame['direction']): string {
  return direction === 'client-to-broker' ? 'client' : 'broker'
}

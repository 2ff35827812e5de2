import type { CaptureEvent } from '../capture-event.ts'
import { CommandStream } from '../command-stream.ts'
import { FrameStream } from '../frame-stream.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Direction, SeenFrame } from '../seen-frame.ts'
import type { Amounts, Figures, RoundTrips } from './comparison.ts'
import { Lanes } from './lanes.ts'
import { RoundTripCounter } from './round-trips.ts'

/** Reads a recording once, and keeps of it what is compared: figures, the order of what was done, the handshake. */
export class Digest {
  /** What was done, by connection and channel. */
  readonly lanes: Lanes = new Lanes()
  /** The handshake of the first connection, method by method. */
  readonly handshake: SeenCommand[] = []
  private readonly frames: FrameStream
  private readonly assembly: CommandStream
  private readonly counters: Map<number, RoundTripCounter> = new Map()
  private readonly sent: Record<Direction, { -readonly [K in keyof Amounts]: number }> = {
    'client-to-broker': { frames: 0, bytes: 0, writes: 0 },
    'broker-to-client': { frames: 0, bytes: 0, writes: 0 },
  }
  private readonly methods: Record<Direction, Map<string, number>> = {
    'client-to-broker': new Map(),
    'broker-to-client': new Map(),
  }
  private readonly roundTrips: Map<string, { answered: number; waited: number }> = new Map()
  private startMicros: number | undefined
  private endMicros: number = 0
  private firstConnection: number | undefined

  constructor() {
    this.frames = new FrameStream((seen) => this.onFrame(seen))
    this.assembly = new CommandStream({
      onCommand: (command) => this.onCommand(command),
      onLoneFrame: (seen) => this.onLoneFrame(seen),
    })
  }

  /** Takes the next event. */
  receive(event: CaptureEvent): void {
    this.startMicros ??= event.atMicros
    this.endMicros = event.atMicros
    if (event.kind === 'open') {
      this.firstConnection ??= event.connection
      this.counters.set(event.connection, new RoundTripCounter(this.roundTrips))
    } else if (event.kind === 'bytes') {
      const amounts = this.sent[event.direction]
      amounts.bytes += event.bytes.length
      amounts.writes++
    }
    this.frames.receive(event)
  }

  /** Nothing more will come. */
  end(): void {
    this.frames.end()
    this.assembly.end()
  }

  /** What it comes to. */
  figures(): Figures {
    return {
      connections: this.counters.size,
      seconds: (this.endMicros - (this.startMicros ?? this.endMicros)) / 1e6,
      sent: this.sent,
      methods: {
        'client-to-broker': Object.fromEntries(this.methods['client-to-broker']),
        'broker-to-client': Object.fromEntries(this.methods['broker-to-client']),
      },
      roundTrips: Object.fromEntries<RoundTrips>(this.roundTrips),
    }
  }

  private onFrame(seen: SeenFrame): void {
    this.sent[seen.direction].frames++
    this.assembly.receive(seen)
  }

  private onCommand(command: SeenCommand): void {
    const { connection, direction, method } = command
    const counts = this.methods[direction]
    counts.set(method.name, (counts.get(method.name) ?? 0) + 1)
    const counter = this.counters.get(connection)
    if (direction === 'client-to-broker') counter?.onSent(command)
    else counter?.onReceived(command)
    this.lanes.receive(command)
    if (connection === this.firstConnection && STEPS.has(method.name)) this.handshake.push(command)
  }

  private onLoneFrame({ connection, direction, frame }: SeenFrame): void {
    if (frame.type === 'protocol-header' && direction === 'client-to-broker')
      this.counters.get(connection)?.onProtocolHeader()
  }
}

const STEPS: ReadonlySet<string> = new Set([
  'connection.start',
  'connection.start-ok',
  'connection.tune',
  'connection.tune-ok',
  'connection.open',
])

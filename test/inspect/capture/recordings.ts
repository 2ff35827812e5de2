/** Recordings of any shape, and how they are written and read. */
import fc, { type Arbitrary } from 'fast-check'
import {
  type CaptureEvent,
  type Direction,
  type Endpoint,
  JsonLinesWriter,
  PcapngWriter,
  type ReadCaptureOptions,
  readCapture,
} from '../../../src/inspect/index.ts'

/** 2001-09-09, at a second that is long past: an odd number of microseconds in more than 32 bits. */
const START_MICROS = 1_000_000_000_123_457

/** All events that a file holds, read in pieces of this many octets. */
export async function eventsIn(
  file: Uint8Array,
  options: ReadCaptureOptions & { pieceBytes?: number } = {},
): Promise<CaptureEvent[]> {
  const events: CaptureEvent[] = []
  for await (const event of readCapture(inPieces(file, options.pieceBytes ?? file.length), options)) {
    events.push(event)
  }
  return events
}

/** The octets of a file as a stream hands them out. */
export async function* inPieces(file: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += pieceBytes) yield file.subarray(at, at + pieceBytes)
}

/** What a PcapngWriter makes of events. */
export function pcapngOf(events: readonly CaptureEvent[]): Uint8Array {
  const parts: Uint8Array[] = []
  const writer = new PcapngWriter((bytes) => parts.push(bytes))
  for (const event of events) writer.receive(event)
  writer.end()
  return Buffer.concat(parts)
}

/** What a JsonLinesWriter makes of events. */
export function jsonLinesOf(events: readonly CaptureEvent[]): string {
  let text = ''
  const writer = new JsonLinesWriter((line) => {
    text += line
  })
  for (const event of events) writer.receive(event)
  writer.end()
  return text
}

/** An event that compares fast, and the same whatever class its octets have. */
export function plain(event: CaptureEvent): object {
  return 'bytes' in event ? { ...event, bytes: Buffer.from(event.bytes).toString('hex') } : event
}

/**
 * A recording of some connections at the same time, some of them with the ends of one that is over.
 * @param maxBytes the longest piece; most are much shorter
 */
export function arbitraryRecording(maxBytes: number): Arbitrary<CaptureEvent[]> {
  return fc
    .array(
      fc.record({
        who: fc.nat(1000),
        what: fc.oneof(
          { weight: 8, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }) },
          {
            weight: 1,
            arbitrary: fc.integer({ min: 1, max: maxBytes }).map((n) => new Uint8Array(n).fill(n)),
          },
          {
            weight: 2,
            arbitrary: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2 ** 33 })),
          },
          { weight: 2, arbitrary: fc.constantFrom<'fin' | 'reset'>('fin', 'reset') },
        ),
        direction: arbitraryDirection,
        laterMicros: fc.oneof(fc.constant(0), fc.nat(10 ** 10)),
        ends: fc.tuple(arbitraryHost, arbitraryHost, arbitraryBrokerPort),
        isFromStart: fc.boolean(),
      }),
      { maxLength: 40 },
    )
    .map((steps) => new Script().played(steps))
}

const arbitraryDirection = fc.constantFrom<Direction>('client-to-broker', 'broker-to-client')
/** A client's ports are below these, or above: no socket is connected to itself. */
const arbitraryBrokerPort = fc.integer({ min: 1024, max: 59_999 })
const arbitraryHost = fc.oneof(
  fc.ipV4(),
  fc.constantFrom('::1', '2001:db8:1::1', 'fe80::1', '::', 'ff02::1:2', '1:2:3:4:5:6:7:8'),
  fc.constantFrom('rabbit', 'broker.example.org', 'schlüssel', 'fe80::1%lo'),
)

interface StepOf {
  readonly who: number
  readonly what: Uint8Array | number | 'fin' | 'reset'
  readonly direction: Direction
  readonly laterMicros: number
  readonly ends: readonly [string, string, number]
  readonly isFromStart: boolean
}

/** Makes a recording that can have happened of any steps. */
class Script {
  private readonly events: CaptureEvent[] = []
  private readonly open: { number: number; directions: Set<Direction> }[] = []
  private readonly over: { client: Endpoint; broker: Endpoint }[] = []
  private connections = 0
  private atMicros = START_MICROS

  played(steps: readonly StepOf[]): CaptureEvent[] {
    for (const step of steps) this.play(step)
    return this.events
  }

  private play(step: StepOf): void {
    this.atMicros += step.laterMicros
    const { atMicros } = this
    const chosen = this.open[step.who % (this.open.length + 1)]
    if (chosen === undefined) return this.begin(step)
    const { number: connection, directions } = chosen
    const [direction = step.direction] = [...directions].filter(
      (one) => directions.size === 1 || one === step.direction,
    )
    const base = { connection, atMicros, direction }
    if (step.what instanceof Uint8Array) this.events.push({ kind: 'bytes', ...base, bytes: step.what })
    else if (typeof step.what === 'number')
      this.events.push({ kind: 'gap', ...base, missingBytes: step.what })
    else {
      const isReset = step.what === 'reset'
      this.events.push({ kind: 'end', ...base, isReset })
      directions.delete(direction)
      if (isReset || directions.size === 0) this.open.splice(this.open.indexOf(chosen), 1)
    }
  }

  private begin({ ends: [client, broker, port], isFromStart }: StepOf): void {
    const connection = ++this.connections
    // The ends of one that is over can only come again with a beginning.
    const again = isFromStart && port % 2 === 0 ? this.over[port % (this.over.length + 1)] : undefined
    const ends = again ?? {
      client: { host: client, port: connection },
      broker: { host: broker, port },
    }
    const isTaken = this.events.some(
      (event) =>
        event.kind === 'open' &&
        event.client === ends.client &&
        this.open.some(({ number }) => number === event.connection),
    )
    if (isTaken) ends.client = { ...ends.client, port: 60_000 + connection }
    this.over.push(ends)
    this.open.push({ number: connection, directions: new Set(['client-to-broker', 'broker-to-client']) })
    this.events.push({ kind: 'open', connection, atMicros: this.atMicros, ...ends, isFromStart })
  }
}

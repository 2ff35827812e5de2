import { methodNames } from '../../generated/constants.ts'
import type { CaptureEvent, Direction } from '../../inspect/index.ts'
import { FrameCutter } from '../../protocol/frame-cutter.ts'
import {
  FRAME_BODY,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_PREFIX_BYTES,
} from '../../wire/frame.ts'

const MAX_FRAME_BYTES = 16 * 1024 * 1024
const DIRECTIONS: readonly Direction[] = ['client-to-broker', 'broker-to-client']

/** How often something went each way. */
export type BothWays = Record<Direction, number>

/** Counts frames and octets, and looks at nothing but the first octets of each frame. */
export class Counts {
  /** Connections that were seen. */
  connections: number = 0
  readonly bytes: BothWays = bothWays()
  readonly frames: BothWays = bothWays()
  /** Octets that were not seen. */
  missingBytes: number = 0
  /** By the method's name, or the kind of frame. */
  readonly byName: Map<string, BothWays> = new Map()
  /** From the first event to the last. */
  seconds: number = 0
  private startMicros: number | undefined
  /** The directions that have not ended, of connections of which there is one. */
  private readonly cutters: Map<number, Map<Direction, FrameCutter>> = new Map()

  /** How many connections have not ended. */
  get openConnections(): number {
    return this.cutters.size
  }

  receive(event: CaptureEvent): void {
    this.startMicros ??= event.atMicros
    this.seconds = (event.atMicros - this.startMicros) / 1e6
    if (event.kind === 'open') return this.opened(event.connection, event.isFromStart)
    const { connection, direction } = event
    const cutter = this.cutters.get(connection)?.get(direction)
    if (event.kind === 'bytes') {
      this.bytes[direction] += event.bytes.length
      cutter?.receive(event.bytes)
    } else if (event.kind === 'gap') {
      this.missingBytes += event.missingBytes
      cutter?.lose()
    } else for (const ended of event.isReset ? DIRECTIONS : [direction]) this.ended(connection, ended)
  }

  private opened(connection: number, isFromStart: boolean): void {
    this.connections++
    const cutter = (direction: Direction): FrameCutter => {
      const made = new FrameCutter((bytes, isFrame) => this.count(direction, bytes, isFrame), MAX_FRAME_BYTES)
      if (!isFromStart) made.lose()
      return made
    }
    this.cutters.set(connection, new Map(DIRECTIONS.map((direction) => [direction, cutter(direction)])))
  }

  private ended(connection: number, direction: Direction): void {
    const cutters = this.cutters.get(connection)
    cutters?.get(direction)?.end()
    cutters?.delete(direction)
    if (cutters?.size === 0) this.cutters.delete(connection)
  }

  private count(direction: Direction, bytes: Uint8Array, isFrame: boolean): void {
    if (isFrame) this.frames[direction]++
    const name = isFrame ? nameOf(bytes) : 'damage'
    let counts = this.byName.get(name)
    if (counts === undefined) this.byName.set(name, (counts = bothWays()))
    counts[direction]++
  }
}

function bothWays(): BothWays {
  return { 'client-to-broker': 0, 'broker-to-client': 0 }
}

function nameOf(bytes: Uint8Array): string {
  switch (bytes[0]) {
    case FRAME_METHOD: {
      const id = ((shortAt(bytes, FRAME_PREFIX_BYTES) << 16) | shortAt(bytes, FRAME_PREFIX_BYTES + 2)) >>> 0
      return methodNames[id] ?? 'unknown method'
    }
    case FRAME_HEADER:
      return 'header'
    case FRAME_BODY:
      return 'body'
    case FRAME_HEARTBEAT:
      return 'heartbeat'
    default:
      return 'protocol header'
  }
}

function shortAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

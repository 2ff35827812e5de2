import { FrameCutter } from '../protocol/frame-cutter.ts'
import type { CaptureEvent, OpenEvent } from './capture-event.ts'
import { dissect } from './dissect.ts'
import type { Direction, SeenFrame } from './seen-frame.ts'

/** The largest frame that is put together; RabbitMQ agrees on 128 KiB unless it is told otherwise. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024
const DIRECTIONS: readonly Direction[] = ['client-to-broker', 'broker-to-client']

/**
 * Takes what happened on any number of connections and hands on the frames, each as soon as it is whole and taken apart.
 * It never throws: octets that are no frame are handed on as damage, and it goes on behind them.
 */
export class FrameStream {
  private readonly onFrame: (seen: SeenFrame) => void
  /** The directions that have not ended, of connections of which there is one. */
  private readonly connections: Map<number, Map<Direction, FrameCutter>> = new Map()
  private startMicros: number | undefined
  private atMicros: number = 0
  private frames: number = 0

  constructor(onFrame: (seen: SeenFrame) => void) {
    this.onFrame = onFrame
  }

  /** Takes the next event. */
  receive(event: CaptureEvent): void {
    this.atMicros = event.atMicros
    this.startMicros ??= event.atMicros
    if (event.kind === 'open') return this.open(event)
    const cutter = this.connections.get(event.connection)?.get(event.direction)
    if (event.kind === 'bytes') cutter?.receive(event.bytes)
    else if (event.kind === 'gap') cutter?.lose()
    else this.endOf(event.connection, event.isReset ? undefined : event.direction)
  }

  /** Hands on what has come of frames that are not whole, because nothing more will come. */
  end(): void {
    for (const connection of [...this.connections.keys()]) this.endOf(connection, undefined)
  }

  private open({ connection, isFromStart }: OpenEvent): void {
    const cut = (direction: Direction): FrameCutter => {
      const cutter = new FrameCutter((bytes) => this.handOn(connection, direction, bytes), MAX_FRAME_BYTES)
      if (!isFromStart) cutter.lose()
      return cutter
    }
    this.connections.set(connection, new Map(DIRECTIONS.map((direction) => [direction, cut(direction)])))
  }

  private endOf(connection: number, direction: Direction | undefined): void {
    const cutters = this.connections.get(connection)
    for (const [ended, cutter] of cutters ?? []) {
      if (direction !== undefined && ended !== direction) continue
      cutters?.delete(ended)
      cutter.end()
    }
    if (cutters?.size === 0) this.connections.delete(connection)
  }

  private handOn(connection: number, direction: Direction, bytes: Uint8Array): void {
    const atSeconds = (this.atMicros - (this.startMicros as number)) / 1e6
    for (const frame of dissect(bytes).children) {
      this.onFrame({ number: ++this.frames, connection, atSeconds, direction, bytes, frame })
    }
  }
}

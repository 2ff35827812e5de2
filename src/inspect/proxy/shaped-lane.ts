import { FrameCutter } from '../../protocol/frame-cutter.ts'
import type { Transport } from '../../transport/transport.ts'
import { Fifo } from '../../util/fifo.ts'
import type { Direction } from '../seen-frame.ts'
import type { Lane, LaneObserver } from './lane.ts'
import { Line, type Piece } from './line.ts'
import { PassingFrame } from './passing-frame.ts'

/** The largest frame that is put together to be looked at; larger ones are carried as they come. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024
/** How much may wait in a lane before its source is paused. */
const MAX_WAITING_BYTES = 256 * 1024
/** How long frames wait for something to go between. */
const MAX_PARKED_MS = 100
/** A throttled lane writes so many times a second. */
const WRITES_PER_SECOND = 20

/** What a lane does next: octets leave, in one write with those before and behind; or something happens, and then it goes on. */
export type Step = Uint8Array | ((lane: LaneControl, onDone: () => void) => void)

/** What a step can do to its lane. */
export interface LaneControl {
  /** Goes on after so many milliseconds. */
  wait(ms: number, onDone: () => void): void
  /** Goes on after so many milliseconds; what has come by then leaves in one write. */
  gather(ms: number, onDone: () => void): void
  /** What comes on this channel waits until something else has gone. */
  park(channel: number): void
  /** Nothing more leaves. */
  close(): void
  /** Ends the connection on both sides. */
  reset(): void
}

/** Decides what becomes of the frames of one direction. */
export interface Shaper {
  /**
   * Whether a frame is held back. Where it is, `onDecided` says later what leaves in its place; undefined lets it go on
   * its way.
   */
  holds(frame: PassingFrame, onDecided: (instead: readonly Uint8Array[] | undefined) => void): boolean
  /** @param isGathered whether the frame has come while another was waiting for it */
  stepsFor(frame: PassingFrame, isGathered: boolean): readonly Step[]
  /** How many octets a second the direction carries; undefined for as many as it can. */
  readonly bytesPerSecond: number | undefined
}

/**
 * Cuts what it carries into frames and does with each what the shaper says, one after the other:
 *
 *     source ─▶ FrameCutter ─▶ Line ─▶ held? ─▶ Steps ─▶ gathered ─▶ target
 *
 * While a step takes its time all behind it waits; once that is much, the source is paused.
 */
export class ShapedLane implements Lane {
  private readonly source: Transport
  private readonly target: Transport
  private readonly observer: LaneObserver | undefined
  private readonly shaper: Shaper
  private readonly cutter: FrameCutter
  private readonly control: LaneControl
  private readonly line: Line = new Line(MAX_WAITING_BYTES)
  private readonly steps: Fifo<Step> = new Fifo()
  private gathered: Uint8Array[] = []
  /** How many of those in the line came while one was waiting for them. */
  private gatheredPieces: number = 0
  private readonly timers: Set<NodeJS.Timeout> = new Set()
  private parking: NodeJS.Timeout | undefined
  private isWaiting: boolean = false
  private isBlocked: boolean = false
  private isPumping: boolean = false
  private isPaused: boolean = false
  private isOver: boolean = false

  constructor(
    connection: number,
    direction: Direction,
    [source, target]: readonly [Transport, Transport],
    shaper: Shaper,
    observer: LaneObserver | undefined,
    onReset: () => void,
  ) {
    this.source = source
    this.target = target
    this.shaper = shaper
    this.observer = observer
    this.cutter = new FrameCutter(
      (bytes, isFrame) => this.line.push(isFrame ? new PassingFrame(connection, direction, bytes) : bytes),
      MAX_FRAME_BYTES,
    )
    this.control = {
      wait: (ms, onDone) => void this.after(ms, onDone),
      gather: (ms, onDone) =>
        void this.after(ms, () => {
          this.gatheredPieces = this.line.length
          onDone()
        }),
      park: (channel) => this.park(channel),
      close: () => this.close(),
      reset: onReset,
    }
  }

  get isEmpty(): boolean {
    const waits = !this.isOver && (this.isWaiting || this.line.length + this.steps.length > 0)
    return !waits && this.target.bufferedBytes === 0
  }

  receive(bytes: Uint8Array): void {
    if (this.isOver) return
    this.cutter.receive(bytes)
    this.pump()
  }

  end(): void {
    if (this.isOver) return
    this.cutter.end()
    this.line.push('end')
    this.pump()
  }

  onDrain(): void {
    this.isBlocked = false
    this.pump()
  }

  stop(): void {
    this.isOver = true
    for (const timer of this.timers) clearTimeout(timer)
    this.regulate()
  }

  /** Goes on as far as it can. */
  private pump(): void {
    if (this.isPumping) return
    this.isPumping = true
    while (!this.isWaiting && !this.isBlocked && !this.isOver) {
      const step = this.steps.shift()
      if (step !== undefined) this.run(step)
      else if (!this.takeNext()) break
    }
    if (!this.isOver) this.flush()
    this.isPumping = false
    this.regulate()
  }

  private run(step: Step): void {
    if (step instanceof Uint8Array) {
      this.gathered.push(step)
      return
    }
    this.flush()
    this.isWaiting = true
    step(this.control, () => {
      this.isWaiting = false
      this.pump()
    })
  }

  private flush(): void {
    const pieces = this.gathered
    const [first] = pieces
    if (first === undefined) return
    this.gathered = []
    this.observer?.onWrite(pieces.length === 1 ? first : Buffer.concat(pieces))
    if (!this.target.write(pieces)) this.isBlocked = true
  }

  /** Takes the next piece out of the line, and says whether there was one. */
  private takeNext(): boolean {
    const piece = this.line.next()
    if (piece === undefined) return false
    const isGathered = this.gatheredPieces > 0
    if (isGathered) this.gatheredPieces--
    this.take(piece, isGathered)
    return true
  }

  private take(piece: Piece, isGathered: boolean): void {
    if (piece === 'end') return this.close()
    if (piece instanceof Uint8Array) return this.push([piece])
    const isHeld = this.shaper.holds(piece, (instead) => {
      this.isWaiting = false
      this.push(instead ?? this.shaper.stepsFor(piece, false))
      this.pump()
    })
    if (isHeld) this.isWaiting = true
    else this.push(this.shaper.stepsFor(piece, isGathered))
  }

  private push(steps: readonly Step[]): void {
    const { bytesPerSecond } = this.shaper
    for (const step of steps) {
      if (bytesPerSecond === undefined || !(step instanceof Uint8Array)) this.steps.push(step)
      else this.pushSlowly(step, bytesPerSecond)
    }
  }

  private pushSlowly(bytes: Uint8Array, bytesPerSecond: number): void {
    const most = Math.max(1, Math.floor(bytesPerSecond / WRITES_PER_SECOND))
    for (let at = 0; at < bytes.length; at += most) {
      const part = bytes.subarray(at, at + most)
      this.steps.push(part)
      this.steps.push((lane, onDone) => lane.wait((part.length / bytesPerSecond) * 1000, onDone))
    }
  }

  private park(channel: number): void {
    clearTimeout(this.parking)
    this.line.park(channel)
    this.parking = this.after(MAX_PARKED_MS, () => {
      this.line.unpark()
      this.pump()
    })
  }

  private close(): void {
    this.flush()
    this.observer?.onEnd()
    this.target.end()
    this.stop()
  }

  private after(ms: number, then: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      then()
    }, ms)
    this.timers.add(timer)
    return timer
  }

  /** Has the source wait where too much waits here. What comes when it is over is read and forgotten, up to the end. */
  private regulate(): void {
    const pauses = !this.isOver && (this.isBlocked || this.line.isFull)
    if (pauses === this.isPaused) return
    this.isPaused = pauses
    if (pauses) this.source.pause?.()
    else this.source.resume?.()
  }
}

import { canBegin, FrameWalk, type Hiding, type Step } from './frame-walk.ts'

/** What stands in the place of an octet that is hidden: `*`. */
export const HIDDEN_OCTET = 0x2a

/** Hides octets of one direction of a connection, piece by piece, each as soon as it comes. */
export class StreamMask {
  hasEnded: boolean = false
  private readonly walk: FrameWalk
  private steps: Generator<Step, void, Uint8Array>
  private step: Step
  /** How many octets of the step are still to come. */
  private left: number
  /** What the step has read. */
  private readonly read: Uint8Array = new Uint8Array(16)

  constructor(hiding: Hiding, isOfClient: boolean, isFromStart: boolean) {
    this.walk = new FrameWalk(hiding, isOfClient)
    this.steps = this.walk.steps(!isFromStart)
    this.step = this.steps.next().value as Step
    this.left = this.step.bytes
  }

  /** The piece, or where there is something to hide in it a copy without that. */
  mask(piece: Uint8Array): Uint8Array {
    const hidden: [from: number, to: number][] = []
    for (let at = 0; at < piece.length; ) {
      const to = this.step.kind === 'seek' ? soughtIn(piece, at) : Math.min(piece.length, at + this.left)
      if (this.isHidden) hide(hidden, at, to)
      this.take(piece, at, to)
      at = to
      while (this.left === 0) this.advance(hidden, at)
    }
    if (hidden.length === 0) return piece
    // Not by its own slice: that of a Buffer copies nothing, and what is masked here would be masked on the wire.
    const masked = new Uint8Array(piece)
    for (const [from, to] of hidden) masked.fill(HIDDEN_OCTET, from, to)
    return masked
  }

  /** So many octets were not seen. */
  lose(missingBytes: number): void {
    let missing = missingBytes
    while (missing > 0 && (this.step.kind === 'pass' || this.step.kind === 'hide')) {
      const passed = Math.min(missing, this.left)
      missing -= passed
      this.left -= passed
      while (this.left === 0) this.advance([])
    }
    if (missing === 0) return
    this.steps = this.walk.steps(true)
    this.left = 0
    this.advance([])
  }

  private get isHidden(): boolean {
    const { kind } = this.step
    return kind === 'hide' || ((kind === 'seek' || kind === 'search') && this.walk.hidesUnknown)
  }

  /** Moves on within the step, and keeps what it reads. */
  private take(piece: Uint8Array, from: number, to: number): void {
    const { kind, bytes } = this.step
    if (kind === 'seek') {
      const last = piece[to - 1] as number
      if (!canBegin(last)) return
      this.read[0] = last
      this.left = 0
    } else {
      if (kind === 'read' || kind === 'search') this.read.set(piece.subarray(from, to), bytes - this.left)
      this.left -= to - from
    }
  }

  private advance(hidden: [from: number, to: number][], at = 0): void {
    const { value } = this.steps.next(this.read.subarray(0, this.step.bytes))
    this.step = value as Step
    this.left = this.step.bytes
    if (this.step.kind !== 'found') return
    reveal(hidden, at - this.step.bytes)
    this.left = 0
  }
}

/** The place behind the next octet that can begin a frame, or the end. */
function soughtIn(piece: Uint8Array, from: number): number {
  let at = from
  while (at < piece.length && !canBegin(piece[at] as number)) at++
  return Math.min(piece.length, at + 1)
}

function hide(hidden: [from: number, to: number][], from: number, to: number): void {
  const last = hidden.at(-1)
  if (last?.[1] === from) last[1] = to
  else hidden.push([from, to])
}

/** Takes back what was hidden from a place on. */
function reveal(hidden: [from: number, to: number][], from: number): void {
  const last = hidden.at(-1)
  if (last !== undefined && last[1] > from) last[1] = Math.max(last[0], from)
}

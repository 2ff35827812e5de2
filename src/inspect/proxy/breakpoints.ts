import { ConnectionError } from '../../errors.ts'
import { type Deferred, deferred } from '../../util/deferred.ts'
import { ignorable } from '../../util/ignorable.ts'
import { seededRandom } from '../../util/random.ts'
import type { Breakpoint, HeldFrame } from './breakpoint.ts'
import type { FrameCondition } from './frame-condition.ts'
import type { PassingFrame } from './passing-frame.ts'
import { Trigger } from './trigger.ts'

/** Hears what leaves in the place of a frame that was held; undefined where it goes on its way. */
type OnDecided = (instead: readonly Uint8Array[] | undefined) => void

/** The breakpoints of a proxy, and the steps that are under way on its connections. */
export class Breakpoints {
  private readonly seed: number
  private readonly places: Set<Place> = new Set()
  private readonly steps: Map<number, Deferred<HeldFrame>> = new Map()

  constructor(seed: number) {
    this.seed = seed
  }

  /** Holds what the condition takes, from now on. */
  add(condition: FrameCondition): Breakpoint {
    const place = new Place(condition, this.seed, () => this.places.delete(place))
    this.places.add(place)
    return place
  }

  /** Whether a frame is held; where it is, `onDecided` is called once, later. */
  holds(frame: PassingFrame, onDecided: OnDecided): boolean {
    const step = this.steps.get(frame.connection)
    if (step !== undefined) {
      this.steps.delete(frame.connection)
      step.resolve(this.held(frame, onDecided))
      return true
    }
    for (const place of this.places) {
      if (!place.takes(frame)) continue
      place.put(this.held(frame, onDecided))
      return true
    }
    return false
  }

  /** A connection is over: nobody waits for it any more. */
  forget(connection: number): void {
    const step = this.steps.get(connection)
    this.steps.delete(connection)
    step?.reject(over('CONNECTION_CLOSED', 'the connection ended before its next frame came'))
    for (const place of this.places) place.forget(connection)
  }

  /** Ends all waits. */
  close(): void {
    for (const place of this.places) place.remove()
  }

  private held(frame: PassingFrame, onDecided: OnDecided): HeldFrame {
    let isDecided = false
    const decide: OnDecided = (instead) => {
      if (isDecided) return
      isDecided = true
      onDecided(instead)
    }
    return {
      frame,
      release: () => decide(undefined),
      drop: () => decide([]),
      replace: (bytes) => decide([bytes]),
      step: () =>
        ignorable(() => {
          const next = deferred<HeldFrame>()
          this.steps.set(frame.connection, next)
          decide(undefined)
          return next.promise
        }),
    }
  }
}

/** One breakpoint, with what is held there and with who waits for it. One of the two is empty. */
class Place implements Breakpoint {
  readonly condition: FrameCondition
  private readonly seed: number
  private readonly onRemove: () => void
  private readonly triggers: Map<number, Trigger> = new Map()
  private heldFrames: HeldFrame[] = []
  private waiting: Deferred<HeldFrame | undefined>[] = []
  private isRemoved: boolean = false

  constructor(condition: FrameCondition, seed: number, onRemove: () => void) {
    this.condition = condition
    this.seed = seed
    this.onRemove = onRemove
  }

  takes(frame: PassingFrame): boolean {
    const { connection } = frame
    const trigger =
      this.triggers.get(connection) ?? new Trigger(this.condition, seededRandom(this.seed + connection))
    this.triggers.set(connection, trigger)
    return trigger.takes(frame)
  }

  put(held: HeldFrame): void {
    const first = this.waiting.shift()
    if (first === undefined) this.heldFrames.push(held)
    else first.resolve(held)
  }

  async next(): Promise<HeldFrame> {
    const held = await this.nextIfAny()
    if (held === undefined) throw over('BREAKPOINT_REMOVED', 'the breakpoint was removed')
    return held
  }

  remove(): void {
    this.isRemoved = true
    this.onRemove()
    for (const held of this.heldFrames) held.release()
    for (const waiter of this.waiting) waiter.resolve(undefined)
    this.heldFrames = []
    this.waiting = []
  }

  forget(connection: number): void {
    this.triggers.delete(connection)
    this.heldFrames = this.heldFrames.filter(({ frame }) => frame.connection !== connection)
  }

  [Symbol.dispose](): void {
    this.remove()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<HeldFrame, void, undefined> {
    for (;;) {
      const held = await this.nextIfAny()
      if (held === undefined) return
      yield held
    }
  }

  /** The next frame held here, or undefined once none will be held any more. */
  private nextIfAny(): Promise<HeldFrame | undefined> {
    const waiter = deferred<HeldFrame | undefined>()
    const held = this.heldFrames.shift()
    if (held !== undefined || this.isRemoved) waiter.resolve(held)
    else this.waiting.push(waiter)
    return waiter.promise
  }
}

function over(code: string, words: string): ConnectionError {
  return new ConnectionError(words, { code, scope: 'operation', initiator: 'user', retriable: false })
}

import { nameOf } from '../inspect/command-words.ts'
import type { AmqpProxy, Breakpoint, HeldFrame, SeenFrame } from '../inspect/index.ts'
import { closeupOf } from './closeup.ts'
import type { HeldInfo, HoldState } from './row.ts'
import { Told } from './told.ts'
import { wordsOf } from './words.ts'

const VALUE_CHARS = 60

/** What can be done with a frame that is held. */
export type HoldAction = 'release' | 'step' | 'drop'

/** Frames that the proxy holds for somebody to look at: they travel on, or do not, when that is said. */
export class Holding {
  /** What is held. */
  readonly state: Told<HoldState> = new Told(() => this.view)
  private readonly proxy: AmqpProxy
  private readonly held: Map<number, HeldFrame> = new Map()
  private condition: string | undefined
  private breakpoint: Breakpoint | undefined
  private nextId: number = 1

  constructor(proxy: AmqpProxy) {
    this.proxy = proxy
  }

  /**
   * Holds what a condition names, from now on, and nothing else.
   * @throws {TypeError | RangeError} with the code `ERR_INVALID_FAULT` where it cannot be read; all stays as it was then
   */
  begin(condition: string): void {
    const breakpoint = this.proxy.breakAt(condition)
    this.end()
    this.breakpoint = breakpoint
    this.condition = condition
    void this.collect(breakpoint)
    this.state.tell()
  }

  /** Holds nothing any more: what is held travels on. */
  end(): void {
    this.breakpoint?.remove()
    this.breakpoint = undefined
    this.condition = undefined
    for (const held of this.held.values()) held.release()
    this.held.clear()
    this.state.tell()
  }

  /** Decides about a frame that is held; returns false where that has been done already. */
  decide(id: number, action: HoldAction): boolean {
    const held = this.held.get(id)
    if (held === undefined) return false
    this.held.delete(id)
    if (action !== 'step') held[action]()
    // Where the connection ends before, there is no next one.
    else
      held.step().then(
        (next) => this.add(next),
        () => {},
      )
    this.state.tell()
    return true
  }

  private async collect(breakpoint: Breakpoint): Promise<void> {
    for await (const held of breakpoint) this.add(held)
  }

  private add(held: HeldFrame): void {
    this.held.set(this.nextId++, held)
    this.state.tell()
  }

  private get view(): HoldState {
    const { condition, held } = this
    return { ...(condition !== undefined && { condition }), held: Array.from(held, heldInfo) }
  }
}

function heldInfo([id, { frame: passing }]: readonly [number, HeldFrame]): HeldInfo {
  const { connection, direction, bytes, channel, frame } = passing
  const seen: SeenFrame = { number: 0, connection, atSeconds: 0, direction, bytes, frame }
  return {
    id,
    connection,
    ...(channel !== undefined && { channel }),
    isOut: direction === 'client-to-broker',
    name: nameOf(seen),
    text: wordsOf(seen, VALUE_CHARS),
    closeup: closeupOf(id, seen),
  }
}

import { seededRandom } from '../../util/random.ts'
import type { Direction } from '../seen-frame.ts'
import { changed } from './effects.ts'
import type { Fault, FaultHit } from './fault.ts'
import { faultText } from './fault-text.ts'
import type { PassingFrame } from './passing-frame.ts'
import type { Step } from './shaped-lane.ts'
import { Trigger } from './trigger.ts'

/** A rule at work on one connection. */
interface Rule {
  readonly fault: Fault
  readonly text: string
  readonly trigger: Trigger
  readonly random: () => number
}

/** The rules at work on one connection, in both directions. */
export class ConnectionFaults {
  private readonly rules: readonly Rule[]
  private readonly onFault: ((hit: FaultHit) => void) | undefined
  private readonly rates: Partial<Record<Direction, number>> = {}

  /** @param seed with the number of the connection, and for each rule by itself, it decides what is left to chance */
  constructor(
    connection: number,
    faults: readonly Fault[],
    seed: number,
    onFault: ((hit: FaultHit) => void) | undefined,
  ) {
    this.rules = faults.map((fault, index) => {
      const random = seededRandom(seed + Math.imul(connection, 0x9e3779b1) + Math.imul(index, 0x85ebca6b))
      return { fault, text: faultText(fault), trigger: new Trigger(fault, random), random }
    })
    this.onFault = onFault
  }

  /** How many octets a second a direction carries; undefined for as many as it can. */
  rateOf(direction: Direction): number | undefined {
    return this.rates[direction]
  }

  /** What to do with a frame. */
  stepsFor(frame: PassingFrame, isGathered: boolean): readonly Step[] {
    let steps: readonly Step[] = [frame.bytes]
    for (const { fault, text, trigger, random } of this.rules) {
      if (!trigger.takes(frame)) continue
      if (fault.action === 'throttle') this.rates[frame.direction] = fault.bytesPerSecond
      steps = changed(steps, fault, frame, random, isGathered)
      this.onFault?.({ fault, rule: text, frame })
    }
    return steps
  }
}

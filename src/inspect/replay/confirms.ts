import type { SeenCommand } from '../seen-command.ts'
import { type Differences, placeOf } from './report.ts'

type Side = 'recorded' | 'replayed'

/** The publishes of a channel that the broker has settled, in the recording and now, by their numbers. */
export class Confirms {
  private readonly differences: Differences
  /** Those that only one side has settled, and those behind them. */
  private readonly outcomes: Map<number, { [side in Side]?: SeenCommand }> = new Map()
  /** All up to these are settled. */
  private readonly highest: Record<Side, number> = { recorded: 0, replayed: 0 }
  private readonly settled: Record<Side, number> = { recorded: 0, replayed: 0 }
  private forgotten: number = 0
  /** How many were sent: what claims to settle more is wrong. */
  private published: number = 0
  private isSelected: boolean = false

  constructor(differences: Differences) {
    this.differences = differences
  }

  /** How many have still to be settled that were settled in the recording. */
  get behind(): number {
    return Math.max(0, this.settled.recorded - this.settled.replayed)
  }

  /** From here on publishes are counted. */
  select(): void {
    this.isSelected = true
  }

  /** The client publishes one more. */
  publish(): void {
    if (this.isSelected) this.published++
  }

  /** An ack or a nack of the broker. */
  add(side: Side, command: SeenCommand): void {
    const { deliveryTag, multiple } = command.args
    const tag = Math.min(Number(deliveryTag), this.published)
    const from = multiple === true ? this.highest[side] + 1 : tag
    for (let number = from; number <= tag; number++) this.settle(side, number, command)
  }

  /** What was not settled by now will not be any more. */
  giveUp(): void {
    if (this.behind === 0) return
    for (const [number, { recorded, replayed }] of [...this.outcomes]) {
      if (recorded === undefined || replayed !== undefined) continue
      const words = `publish ${number} was not confirmed`
      this.differences.add({ kind: 'missing', ...placeOf(recorded), words, recorded })
      this.settle('replayed', number, recorded)
    }
  }

  private settle(side: Side, number: number, command: SeenCommand): void {
    const outcome = this.outcomes.get(number) ?? {}
    if (number <= this.highest[side] || outcome[side] !== undefined) return
    outcome[side] = command
    this.outcomes.set(number, outcome)
    this.settled[side]++
    while (this.outcomes.get(this.highest[side] + 1)?.[side] !== undefined) this.highest[side]++
    this.compare(number, outcome)
    while (this.forgotten < Math.min(this.highest.recorded, this.highest.replayed))
      this.outcomes.delete(++this.forgotten)
  }

  private compare(number: number, { recorded, replayed }: { [side in Side]?: SeenCommand }): void {
    if (recorded === undefined || replayed === undefined || recorded.method === replayed.method) return
    const words = `publish ${number} was answered with ${replayed.method.name}, and before with ${recorded.method.name}`
    this.differences.add({ kind: 'answer', ...placeOf(recorded), words, recorded, replayed })
  }
}

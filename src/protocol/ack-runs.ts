import { BASIC_ACK, BASIC_NACK, BASIC_REJECT } from '../generated/constants.ts'
import { basicAck } from '../generated/methods.ts'
import type { BasicAckArgs } from '../generated/types.ts'
import type { Method } from '../wire/method.ts'
import type { Outbox } from './outbox.ts'

/** As many as a prefetch limit can let through. */
const MOST_APART = 0xffff

/**
 * Sends what a channel settles, and has acks that follow one another leave as one with `multiple`, where nothing before
 * them is unsettled. The order on the wire is that of the calls: an ack behind anything else begins a new run.
 *
 *     called   ack 6 · ack 7 · ack 8 · publish · ack 9 · ack 10 · ack 12     (11 is not settled yet)
 *     sent     ack 8, multiple       · publish · ack 10, multiple · ack 12
 *
 * An ack costs a broker the same whether it settles one delivery or a hundred (docs/decisions/0011).
 */
export class AckRuns {
  private readonly channel: number
  private readonly outbox: Outbox
  /** All deliveries up to this one are settled. */
  private through: number = 0
  /** What is settled beyond. */
  private readonly apart: Set<number> = new Set()
  /** Between which ends the ack stands in the outbox that settled all up to `through`. */
  private from: number = -1
  private to: number = -1

  constructor(channel: number, outbox: Outbox) {
    this.channel = channel
    this.outbox = outbox
  }

  /** Sends a method that is not answered. */
  send<Args>(method: Method<Args, unknown>, args: Args): void {
    const { id } = method
    const isAck = id === BASIC_ACK
    if (isAck && this.extendRun((args as Partial<BasicAckArgs> | undefined)?.deliveryTag)) return
    const { outbox } = this
    const from = outbox.end
    outbox.method(this.channel, method, args)
    if (!isAck && id !== BASIC_NACK && id !== BASIC_REJECT) return
    if (!this.note(args as Partial<BasicAckArgs>) || !isAck) return
    this.from = from
    this.to = outbox.end
  }

  /** Has the ack that was put in last settle this delivery too, where it is still here and nothing lies between. */
  private extendRun(deliveryTag: unknown): boolean {
    const { outbox } = this
    const next = this.through + 1
    if (deliveryTag !== next || !outbox.retract(this.from, this.to)) return false
    outbox.method(this.channel, basicAck, { deliveryTag: next, multiple: true })
    this.advance(next)
    return true
  }

  /** Takes note of what was settled; returns whether nothing up to there is unsettled now. */
  private note({ deliveryTag, multiple }: Partial<BasicAckArgs>): boolean {
    const { through, apart } = this
    // Tag 0 stands for all that have come, and how many those are is not known here.
    if (typeof deliveryTag !== 'number' || deliveryTag <= through) return false
    if (deliveryTag > through + 1 && multiple !== true) {
      // A delivery that is never settled, such as one that basic.recover has put back, holds up all behind it.
      if (apart.size >= MOST_APART) apart.clear()
      apart.add(deliveryTag)
      return false
    }
    this.advance(deliveryTag)
    return true
  }

  private advance(deliveryTag: number): void {
    this.through = deliveryTag
    while (this.apart.delete(this.through + 1)) this.through++
  }
}

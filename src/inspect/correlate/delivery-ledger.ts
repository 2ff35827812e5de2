import { BASIC_ACK, BASIC_RECOVER, BASIC_REJECT, TX_COMMIT, TX_ROLLBACK } from '../../generated/constants.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Consumer } from './consumers.ts'
import type { SeenDelivery } from './facts.ts'
import type { Redeliveries } from './redeliveries.ts'
import { isBefore, latencySeconds } from './sequence.ts'

type Tag = number | bigint

/** A delivery that nothing has settled yet. */
interface Entry {
  readonly tag: Tag
  readonly delivery: SeenCommand
  readonly queue: string | undefined
  /** Who it was sent to; undefined where the client asked for it with basic.get. */
  readonly consumer: Consumer | undefined
  /** Whether it was settled when it was sent, where the client asked for it; undefined where that is not known. */
  noAck: boolean | undefined
  readonly likelyRepeats: SeenCommand | undefined
}

/** What settles deliveries: by which command, and how. */
interface Settlement {
  readonly outcome: SeenDelivery['outcome']
  readonly settledBy?: SeenCommand
  readonly requeue?: boolean
  readonly committedBy?: SeenCommand
}

const UNKNOWN: Settlement = { outcome: 'unknown' }

/** The deliveries of one channel, by the tags that are its own, and what the client answers to each. */
export class DeliveryLedger {
  private readonly onDelivery: (delivery: SeenDelivery) => void
  private readonly redeliveries: Redeliveries
  private readonly maxOpen: number
  /** Those that are not settled, in the order of their tags. */
  private unsettled: Map<Tag, Entry> = new Map()
  private isTransaction: boolean = false
  /** What was settled since the last commit or rollback, which has no effect yet. */
  private uncommitted: { readonly entry: Entry; readonly by: Settlement & { settledBy: SeenCommand } }[] = []

  /** @param maxOpen how many deliveries are held */
  constructor(onDelivery: (delivery: SeenDelivery) => void, redeliveries: Redeliveries, maxOpen: number) {
    this.onDelivery = onDelivery
    this.redeliveries = redeliveries
    this.maxOpen = maxOpen
  }

  /** Those that the client has not settled, from the oldest to the newest, with those whose settlement waits for a commit. */
  get open(): SeenCommand[] {
    return this.entries().map(({ delivery }) => delivery)
  }

  /** What settles behind a tx.select waits for its commit. */
  selectTransaction(): void {
    this.isTransaction = true
  }

  /** Takes in what the broker sent to a consumer. */
  delivered(delivery: SeenCommand, consumer: Consumer): void {
    consumer.deliveries++
    if (consumer.noAck !== true) {
      consumer.unacked++
      consumer.highestUnacked = Math.max(consumer.highestUnacked, consumer.unacked)
    }
    this.add(delivery, consumer.queue, consumer, consumer.noAck)
  }

  /** Takes in what the broker answered to a basic.get; the call is undefined where it is not known for certain. */
  got(delivery: SeenCommand, get: SeenCommand | undefined, queue: string | undefined): void {
    this.add(delivery, queue, undefined, get && get.args['noAck'] === true)
  }

  /** Settles what a basic.ack, basic.nack or basic.reject of the client names, or says why it names nothing. */
  settled(by: SeenCommand): string | undefined {
    const tag = by.args['deliveryTag'] as Tag
    const isMultiple = by.args['multiple'] === true
    const isAll = isMultiple && tag === 0
    if (!isAll && !this.unsettled.has(tag)) return `no delivery ${tag} waits to be settled on this channel`
    const settlement = settlementBy(by)
    if (!isAll) needsAck(this.unsettled.get(tag) as Entry)
    for (const entry of isMultiple ? this.unsettled.values() : [this.unsettled.get(tag) as Entry]) {
      if (!isAll && entry.tag > tag) break
      this.unsettled.delete(entry.tag)
      if (this.isTransaction) this.uncommitted.push({ entry, by: settlement })
      else this.settle(entry, settlement)
    }
    while (this.uncommitted.length > this.maxOpen) this.tell(this.uncommitted.shift()!.entry, UNKNOWN)
    return undefined
  }

  /**
   * All that is not settled is sent again: by basic.recover once it is answered, by basic.recover-async at once. The call
   * is undefined where it was not seen.
   */
  recovered(call: SeenCommand | undefined, by: SeenCommand): void {
    const requeue = call === undefined ? {} : { requeue: call.args['requeue'] === true }
    for (const entry of this.takeAll())
      this.settle(entry, { outcome: 'recovered', settledBy: by, ...requeue })
  }

  /** Takes note that a call was answered. */
  answered(call: SeenCommand, reply: SeenCommand): void {
    const { id } = call.method
    if (id === BASIC_RECOVER) this.recovered(call, reply)
    else if (id === TX_COMMIT) this.commit(call, reply)
    else if (id === TX_ROLLBACK) this.rollback(call)
  }

  /** Nothing will settle what is open any more. */
  end(outcome: 'unsettled' | 'unknown', close: SeenCommand | undefined): void {
    for (const { entry } of this.uncommitted.splice(0)) this.unsettled.set(entry.tag, entry)
    const by = close === undefined ? {} : { settledBy: close }
    for (const entry of this.takeAll()) this.settle(entry, { outcome, ...by })
  }

  private add(
    delivery: SeenCommand,
    queue: string | undefined,
    consumer: Consumer | undefined,
    noAck: boolean | undefined,
  ): void {
    const tag = delivery.args['deliveryTag'] as Tag
    const isAgain = delivery.args['redelivered'] === true
    const likelyRepeats = isAgain ? this.redeliveries.take(delivery, queue) : undefined
    const entry = { tag, delivery, queue, consumer, noAck, likelyRepeats }
    if (noAck === true) return this.tell(entry, { outcome: 'sent' })
    this.unsettled.set(tag, entry)
    this.redeliveries.add(delivery, queue)
    if (this.unsettled.size <= this.maxOpen) return
    const [oldest] = this.unsettled.values()
    this.unsettled.delete(oldest!.tag)
    this.tell(oldest!, UNKNOWN)
  }

  /** What was settled before the call takes effect. */
  private commit(call: SeenCommand, reply: SeenCommand): void {
    for (const { entry, by } of this.takeUncommitted(call)) this.settle(entry, { ...by, committedBy: reply })
  }

  /** What was settled before the call is not; it can be settled again. */
  private rollback(call: SeenCommand): void {
    const back = this.takeUncommitted(call).map(({ entry }) => entry)
    const all = [...back, ...this.takeAll()].sort((a, b) => (a.tag < b.tag ? -1 : 1))
    this.unsettled = new Map(all.map((entry) => [entry.tag, entry]))
  }

  private takeUncommitted(call: SeenCommand): typeof this.uncommitted {
    const taken = this.uncommitted.filter(({ by }) => isBefore(by.settledBy, call))
    this.uncommitted = this.uncommitted.slice(taken.length)
    return taken
  }

  private takeAll(): Entry[] {
    const all = [...this.unsettled.values()]
    this.unsettled.clear()
    return all
  }

  private entries(): Entry[] {
    return [...this.uncommitted.map(({ entry }) => entry), ...this.unsettled.values()]
  }

  /** Tells what settles all that needs it; whether this one does is not always known. */
  private settle(entry: Entry, settlement: Settlement): void {
    const noAck = entry.consumer === undefined ? entry.noAck : entry.consumer.noAck
    this.tell(entry, noAck === undefined ? UNKNOWN : settlement)
  }

  private tell({ delivery, queue, consumer, likelyRepeats }: Entry, settlement: Settlement): void {
    const { outcome, settledBy, requeue } = settlement
    if (consumer !== undefined && outcome !== 'sent') consumer.unacked--
    if (requeue === true || outcome === 'unsettled' || outcome === 'recovered')
      this.redeliveries.wentBack(delivery)
    else if (outcome !== 'unknown') this.redeliveries.delete(delivery)
    const last = settlement.committedBy ?? settledBy
    this.onDelivery({
      delivery,
      ...(queue === undefined ? {} : { queue }),
      ...settlement,
      ...(last === undefined ? {} : { latencySeconds: latencySeconds(delivery, last) }),
      ...(likelyRepeats === undefined ? {} : { likelyRepeats }),
    })
  }
}

/** What a client settles by its tag was not settled when it was sent, and nor is anything else that this consumer gets. */
function needsAck(entry: Entry): void {
  if (entry.consumer === undefined) entry.noAck ??= false
  else entry.consumer.noAck ??= false
}

function settlementBy(by: SeenCommand): Settlement & { settledBy: SeenCommand } {
  const { id } = by.method
  if (id === BASIC_ACK) return { outcome: 'acked', settledBy: by }
  const outcome = id === BASIC_REJECT ? 'rejected' : 'nacked'
  return { outcome, settledBy: by, requeue: by.args['requeue'] === true }
}

import type { OnDelivery } from '../client/consumers.ts'
import type { BasicConsumeArgs, BasicQosArgs } from '../generated/types.ts'

/** A consumer that is to consume again, under the same tag and with the same callback. */
export interface RecordedConsumer {
  readonly args: BasicConsumeArgs & { readonly queue: string; readonly consumerTag: string }
  readonly onDelivery: OnDelivery
}

/** Something that was done on a channel, and holds for what is done after it. */
export type Step = (
  | { readonly kind: 'mode'; readonly method: 'confirm.select' | 'tx.select' }
  | { readonly kind: 'qos'; readonly args: BasicQosArgs }
  | { readonly kind: 'consume'; readonly consumer: RecordedConsumer }
) & {
  /** What was asked for before has a lower one. Answers come in another order now and then. */
  readonly place: number
}

/** With more steps than these, those that have no effect any more are dropped. */
const MANY_STEPS = 64

/**
 * What a channel has to do again on a new connection, in the order in which it was done: a qos holds for the consumers
 * that come after it.
 *
 *     qos 10 ──▶ consume a ──▶ qos 1 ──▶ consume b ──▶ confirm.select
 */
export class ChannelRecord {
  private list: Step[] = []
  /** The queue that it declared last, which the empty name stands for. */
  lastQueue: string = ''

  /** What has an effect. */
  get steps(): readonly Step[] {
    return this.list.filter((step, at) => !isOverridden(step, this.list.slice(at + 1)))
  }

  get isTransactional(): boolean {
    return this.list.some((step) => step.kind === 'mode' && step.method === 'tx.select')
  }

  get consumers(): readonly RecordedConsumer[] {
    return this.list.flatMap((step) => (step.kind === 'consume' ? [step.consumer] : []))
  }

  modeSelected(place: number, method: 'confirm.select' | 'tx.select'): void {
    if (!this.list.some((step) => step.kind === 'mode' && step.method === method))
      this.insert({ place, kind: 'mode', method })
  }

  qosSet(place: number, args: BasicQosArgs): void {
    this.insert({ place, kind: 'qos', args: { ...args } })
    if (this.list.length > MANY_STEPS) this.list = [...this.steps]
  }

  consumed(place: number, consumer: RecordedConsumer): void {
    this.insert({ place, kind: 'consume', consumer })
  }

  /** Forgets a consumer, and returns the queue that it consumed. */
  cancelled(consumerTag: string): string | undefined {
    const at = this.list.findIndex(
      (step) => step.kind === 'consume' && step.consumer.args.consumerTag === consumerTag,
    )
    const [step] = at === -1 ? [] : this.list.splice(at, 1)
    return step?.kind === 'consume' ? step.consumer.args.queue : undefined
  }

  /** The broker has given a queue another name. */
  queueRenamed(oldName: string, newName: string): void {
    if (this.lastQueue === oldName) this.lastQueue = newName
    this.list = this.list.map((step) => {
      if (step.kind !== 'consume' || step.consumer.args.queue !== oldName) return step
      return {
        ...step,
        consumer: { ...step.consumer, args: { ...step.consumer.args, queue: newName } },
      }
    })
  }

  private insert(step: Step): void {
    const before = this.list.findLastIndex(({ place }) => place < step.place)
    this.list.splice(before + 1, 0, step)
  }
}

/** Whether a later qos takes the place of this one before anybody has begun to consume under it. */
function isOverridden(step: Step, later: readonly Step[]): boolean {
  if (step.kind !== 'qos') return false
  const isGlobal = step.args.global === true
  const next = later.find(
    ({ kind, ...other }) =>
      kind === 'consume' ||
      (kind === 'qos' && ((other as { args: BasicQosArgs }).args.global === true) === isGlobal),
  )
  return next?.kind === 'qos'
}

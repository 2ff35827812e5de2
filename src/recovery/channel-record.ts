import type { OnDelivery } from '../client/consumers.ts'
import type { BasicConsumeArgs, BasicQosArgs } from '../generated/types.ts'

/** A consumer that is to consume again, under the same tag and with the same callback. */
export interface RecordedConsumer {
  readonly args: BasicConsumeArgs & { readonly queue: string; readonly consumerTag: string }
  readonly onDelivery: OnDelivery
}

/** Something that was done on a channel, and holds for what is done after it. */
export type Step =
  | { readonly kind: 'mode'; readonly method: 'confirm.select' | 'tx.select' }
  | { readonly kind: 'qos'; readonly args: BasicQosArgs }
  | { readonly kind: 'consume'; readonly consumer: RecordedConsumer }

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

  get steps(): readonly Step[] {
    return this.list
  }

  get isTransactional(): boolean {
    return this.list.some((step) => step.kind === 'mode' && step.method === 'tx.select')
  }

  modeSelected(method: 'confirm.select' | 'tx.select'): void {
    if (!this.list.some((step) => step.kind === 'mode' && step.method === method))
      this.list.push({ kind: 'mode', method })
  }

  qosSet(args: BasicQosArgs): void {
    const isGlobal = args.global === true
    const since = 1 + this.list.findLastIndex(({ kind }) => kind === 'consume')
    // Nobody has begun to consume under the one before.
    this.list = this.list.filter(
      (step, at) => at < since || step.kind !== 'qos' || (step.args.global === true) !== isGlobal,
    )
    this.list.push({ kind: 'qos', args: { ...args } })
  }

  consumed(consumer: RecordedConsumer): void {
    this.list.push({ kind: 'consume', consumer })
  }

  /** Forgets a consumer, and returns the queue that it consumed. */
  cancelled(consumerTag: string): string | undefined {
    const at = this.list.findIndex(
      (step) => step.kind === 'consume' && step.consumer.args.consumerTag === consumerTag,
    )
    const [step] = at === -1 ? [] : this.list.splice(at, 1)
    return step?.kind === 'consume' ? step.consumer.args.queue : undefined
  }

  get consumers(): readonly RecordedConsumer[] {
    return this.list.flatMap((step) => (step.kind === 'consume' ? [step.consumer] : []))
  }

  /** The broker has given a queue another name. */
  queueRenamed(oldName: string, newName: string): void {
    if (this.lastQueue === oldName) this.lastQueue = newName
    this.list = this.list.map((step) => {
      if (step.kind !== 'consume' || step.consumer.args.queue !== oldName) return step
      return {
        kind: 'consume',
        consumer: { ...step.consumer, args: { ...step.consumer.args, queue: newName } },
      }
    })
  }
}

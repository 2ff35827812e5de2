import { PRECONDITION_FAILED } from '../generated/constants.ts'
import { txCommitOk, txRollbackOk, txSelectOk } from '../generated/methods.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ChannelContext } from './channel-context.ts'
import type { Consuming } from './consuming.ts'
import type { Publishing } from './publishing.ts'

/** The transactions of a channel: what is published and settled waits until it is committed. */
export class Transactions {
  private readonly context: ChannelContext
  private readonly publishing: Publishing
  private readonly consuming: Consuming

  constructor(context: ChannelContext, publishing: Publishing, consuming: Consuming) {
    this.context = context
    this.publishing = publishing
    this.consuming = consuming
  }

  select(): void {
    if (this.context.mode === 'confirm') throw failed('cannot switch from confirm to tx mode')
    this.context.mode = 'tx'
    this.context.core.send(txSelectOk, {})
  }

  /** Returns come before the answer. RabbitMQ makes no promise that all or nothing happens, and this is no better. */
  commit(): void {
    this.checkMode()
    const { messages, settlements } = this.context.takeWork()
    let isAccepted = true
    for (const message of messages) if (!this.publishing.release(message)) isAccepted = false
    for (const settlement of settlements) this.consuming.finish(settlement)
    if (!isAccepted) throw failed('partial tx completion')
    this.context.core.send(txCommitOk, {})
  }

  /** What was settled is open again; nothing is requeued. */
  rollback(): void {
    this.checkMode()
    this.undo()
    this.context.core.send(txRollbackOk, {})
  }

  /** Forgets what was published and settled since the last commit. */
  undo(): void {
    for (const { deliveries } of this.context.takeWork().settlements) this.consuming.reopen(deliveries)
  }

  private checkMode(): void {
    if (this.context.mode !== 'tx') throw failed('channel is not transactional')
  }
}

function failed(words: string): Refusal {
  return new Refusal(PRECONDITION_FAILED, words)
}

import { ProtocolError } from '../errors.ts'
import { BASIC_CANCEL_OK, BASIC_CONSUME_OK, methodNames, UNEXPECTED_FRAME } from '../generated/constants.ts'
import { Fifo } from '../util/fifo.ts'
import type { Content } from './content.ts'

/** A call whose answer is awaited. */
export interface PendingCall {
  /** Such as `queue.declare`. */
  readonly method: string
  /** The ids of the methods that answer it. */
  readonly replies: readonly number[]
  /** The answer: the id of its method, its fields, which follow from the id, and its content where it has one. */
  onReply(id: number, args: object, content: Content | undefined): void
  /** No answer will come: the channel or the connection is gone. */
  onError(error: Error): void
}

/** Calls whose answers are awaited, from the oldest to the newest. */
export interface PendingCalls extends Iterable<PendingCall> {
  /** How many there are. */
  readonly length: number
}

/**
 * The calls of a channel that wait for an answer. A channel's answers come in the order of its calls, with one exception: in
 * RabbitMQ it is the queue that answers basic.consume and basic.cancel, and what the channel answers by itself can come
 * first. (Seen on 3.10 and 4.3; among themselves the answers of queues are in order, too.)
 *
 *     calls      consume a   qos   consume b   declare
 *     answers    qos-ok   declare-ok   consume-ok a   consume-ok b
 *
 * A caller that gave up keeps its place here: its answer still comes, and must not be taken for the next one's.
 */
export class RpcQueue extends Fifo<PendingCall> implements PendingCalls {
  /** Calls that later ones were answered before, oldest first. */
  private overtaken: PendingCall[] | undefined

  /** How many calls wait. */
  override get length(): number {
    return super.length + (this.overtaken?.length ?? 0)
  }

  /** From the oldest to the newest; those that were overtaken are the oldest. */
  override *[Symbol.iterator](): Generator<PendingCall, void> {
    yield* this.overtaken ?? []
    yield* super[Symbol.iterator]()
  }

  /**
   * Gives an answer to the call that it belongs to.
   * @throws {ProtocolError} where no such answer is due
   */
  answer(id: number, args: object, content: Content | undefined): void {
    const call = this.takeOvertaken(id) ?? this.takeNext(id)
    if (call === undefined) throw this.notDue(id)
    // Most channels call once, when they are opened.
    this.forgetRing()
    call.onReply(id, args, content)
  }

  /** Ends every call with an error. */
  failAll(error: Error): void {
    const calls = [...this]
    this.overtaken = undefined
    this.clear()
    for (const call of calls) call.onError(error)
  }

  private takeOvertaken(id: number): PendingCall | undefined {
    const at = this.overtaken?.findIndex(({ replies }) => replies.includes(id)) ?? -1
    return at === -1 ? undefined : this.overtaken?.splice(at, 1)[0]
  }

  /** The oldest call that nothing may overtake, or one before it. */
  private takeNext(id: number): PendingCall | undefined {
    let skipped = 0
    for (const call of super[Symbol.iterator]()) {
      if (call.replies.includes(id)) {
        for (; skipped > 0; skipped--) (this.overtaken ??= []).push(this.shift() as PendingCall)
        return this.shift()
      }
      if (!call.replies.some(isOfQueue)) return undefined
      skipped++
    }
    return undefined
  }

  private notDue(id: number): ProtocolError {
    const [oldest] = this
    const due = oldest === undefined ? 'nothing was asked' : `${oldest.method} waits for its answer`
    return new ProtocolError(UNEXPECTED_FRAME, `${methodNames[id]} came where ${due}`, {
      method: methodNames[id] as string,
    })
  }
}

/** Whether it is the queue that gives this answer. */
function isOfQueue(id: number): boolean {
  return id === BASIC_CONSUME_OK || id === BASIC_CANCEL_OK
}

import { ProtocolError } from '../errors.ts'
import { methodNames, UNEXPECTED_FRAME } from '../generated/constants.ts'
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
 * The calls of a channel that wait for an answer. A channel's answers come in the order of its calls, so the oldest call
 * is always the one that is answered next. A caller that gave up keeps its place here: its answer still comes, and must
 * not be taken for the next one's.
 */
export class RpcQueue extends Fifo<PendingCall> implements PendingCalls {
  /**
   * Gives an answer to the oldest call.
   * @throws {ProtocolError} where no such answer is due
   */
  answer(id: number, args: object, content: Content | undefined): void {
    const call = this.peek()
    if (call === undefined || !call.replies.includes(id)) {
      const due = call === undefined ? 'nothing was asked' : `${call.method} waits for its answer`
      throw new ProtocolError(UNEXPECTED_FRAME, `${methodNames[id]} came where ${due}`, {
        method: methodNames[id] as string,
      })
    }
    this.shift()
    // Most channels call once, when they are opened.
    this.forgetRing()
    call.onReply(id, args, content)
  }

  /** Ends every call with an error. */
  failAll(error: Error): void {
    for (let call = this.shift(); call !== undefined; call = this.shift()) call.onError(error)
  }
}

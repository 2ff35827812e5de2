import { AbortedError, TimeoutError } from '../errors.ts'
import type { Content } from '../protocol/content.ts'
import type { PendingCall } from '../protocol/rpc-queue.ts'
import { type Deferred, deferred } from '../util/deferred.ts'
import type { Method } from '../wire/method.ts'
import { type CallOptions, limitOf } from './options.ts'
import { type Placed, showPlace } from './place.ts'

/** What becomes of a reply: the value that the caller gets. */
export type ReadReply<Reply> = (args: object, content: Content | undefined, id: number) => Reply

/** The options of a call that is made on behalf of another, with the place of that one. */
export interface PlacedOptions extends CallOptions {
  readonly place?: Error | undefined
}

/**
 * A call that waits for its answer on behalf of a promise. It ends with the answer, an error, a time-out or an abort,
 * whichever is first; an answer after that is given to `onLate`, so that what it brings can be undone.
 */
export class Call<Reply> implements PendingCall, Placed {
  readonly method: string
  readonly replies: readonly number[]
  /** When it was made, by the clock of `performance.now`. */
  readonly since: number = performance.now()
  /** Costs 6 to 12 µs a call, beside 40 at the least for the way to the broker and back; words are made of it only for an error. */
  readonly place: Error
  private readonly read: ReadReply<Reply>
  private readonly onLate: ReadReply<void> | undefined
  private readonly ends: Deferred<Reply> = deferred()
  private readonly timer: ReturnType<typeof setTimeout> | undefined
  /** Stops listening to the signal, where there is one. */
  private ignoreSignal: (() => void) | undefined
  private settled: boolean = false

  /** @param callTimeoutMs how long it waits unless the options say; without end where that is undefined too */
  constructor(
    method: Pick<Method<never, unknown>, 'name' | 'replies'>,
    options: PlacedOptions | undefined,
    callTimeoutMs: number | undefined,
    read: ReadReply<Reply>,
    onLate?: ReadReply<void>,
  ) {
    const timeoutMs = limitOf(options, callTimeoutMs)
    this.method = method.name
    this.replies = method.replies
    this.read = read
    this.onLate = onLate
    this.place = options?.place ?? new Error()
    if (timeoutMs !== undefined)
      this.timer = setTimeout(() => this.onError(timedOut(this.method, timeoutMs)), timeoutMs)
    if (options?.signal !== undefined) this.heed(options.signal)
  }

  get promise(): Promise<Reply> {
    return this.ends.promise
  }

  /** Whether its caller waits no more; of one whose signal was aborted before, from the beginning. */
  get isSettled(): boolean {
    return this.settled
  }

  /**
   * Sends it, unless it was given up before.
   * @throws what `send` throws: an argument is wrong
   */
  begin(send: () => void): Promise<Reply> {
    if (this.settled) return this.promise
    try {
      send()
    } catch (error) {
      this.onError(error as Error)
      throw error
    }
    return this.promise
  }

  onReply(id: number, args: object, content: Content | undefined): void {
    if (this.settled) {
      this.onLate?.(args, content, id)
      return
    }
    this.settle()
    this.ends.resolve(this.read(args, content, id))
  }

  onError(error: Error): void {
    // First, because a call that was given up can be the one that the broker did not like.
    showPlace(error, this)
    if (this.settled) return
    this.settle()
    // Who does not look at the promise hears of a failure from the channel; it must not end the process.
    this.promise.catch(() => {})
    this.ends.reject(error)
  }

  private heed(signal: AbortSignal): void {
    const onAbort = (): void => this.onError(aborted(this.method, signal))
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    this.ignoreSignal = () => signal.removeEventListener('abort', onAbort)
  }

  private settle(): void {
    this.settled = true
    clearTimeout(this.timer)
    this.ignoreSignal?.()
  }
}

function timedOut(method: string, timeoutMs: number): TimeoutError {
  return new TimeoutError(`${method}: no answer within ${timeoutMs} ms`, {
    code: 'TIMEOUT',
    scope: 'operation',
    initiator: 'library',
    retriable: true,
    method,
  })
}

/** The error for a wait that its caller gave up. */
export function aborted(what: string, signal: AbortSignal | undefined): AbortedError {
  return new AbortedError(`${what} was aborted`, {
    code: 'ABORTED',
    scope: 'operation',
    initiator: 'user',
    retriable: true,
    method: what,
    cause: signal?.reason,
  })
}

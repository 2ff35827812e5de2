import type { BasicProperties } from '../generated/properties.ts'
import type { BasicPublishArgs } from '../generated/types.ts'
import { aborted } from './call.ts'
import type { ReturnedMessage } from './delivery.ts'
import type { CallOptions } from './options.ts'
import { lost, nacked, returned, unconfirmed, unsent } from './publish-failure.ts'

/** What a confirmed publish brings: the proof that the broker has taken the message. */
export interface Receipt {
  /** The number of the publish on its channel, counted from 1. */
  readonly sequenceNumber: number
  /** From the write to the confirm, in milliseconds. */
  readonly roundTripMs: number
}

/** A message to publish: the three arguments of `publish` in one. */
export interface OutgoingMessage {
  /** Where it goes: the exchange, empty for the default one, and the routing key, `mandatory`. Each may be left out. */
  readonly args: BasicPublishArgs
  /** What is said of it, such as `contentType`, `deliveryMode` and `headers`. Default: nothing. */
  readonly properties?: BasicProperties | undefined
  /** What it holds; a text goes out as UTF-8. Bytes must not change before it is confirmed. */
  readonly body: string | Uint8Array
}

// One function takes what every new promise gives, where a function for each would be one more object a publish. Of the
// two ends it keeps one: a promise is rejected by resolving it with one that is, and each object fewer is one that a
// collector need not copy while a million wait (docs/decisions/0006).
let resolveOfNew: (receipt: Receipt | Promise<never>) => void
const takeResolve = (resolve: (receipt: Receipt | Promise<never>) => void): void => {
  resolveOfNew = resolve
}

/**
 * One publish and its promise.
 *
 *     waiting ──sent──▶ outstanding ──ack──▶ receipt
 *        │                 ├──nack──▶ NackError
 *        │                 ├──return, then ack──▶ ReturnedError
 *        │                 └──lost, time-out, abort──▶ OutcomeUnknownError, AbortedError
 *        └──time-out, abort, closed──▶ TimeoutError, AbortedError, ChannelError: it was never sent
 */
export class PendingPublish {
  /** What is to be sent, while it waits for its turn. */
  message: OutgoingMessage | undefined
  readonly promise: Promise<Receipt>
  /** When the wait began, and once it is sent, when that was. */
  since: number = 0
  /** 0 until it was sent. */
  sequenceNumber: number = 0
  returned: ReturnedMessage | undefined
  settled: boolean = false
  private readonly resolve: (receipt: Receipt | Promise<never>) => void
  private readonly onSettled: (error: Error | undefined) => void

  constructor(onSettled: (error: Error | undefined) => void) {
    this.onSettled = onSettled
    this.promise = new Promise<Receipt>(takeResolve)
    this.resolve = resolveOfNew
  }

  /** The broker has said what became of it. */
  confirm(accepted: boolean, now: number): void {
    if (!accepted) this.fail(nacked(this.sequenceNumber))
    else if (this.returned !== undefined) this.fail(returned(this.returned))
    else if (!this.settled) {
      this.settled = true
      this.resolve({ sequenceNumber: this.sequenceNumber, roundTripMs: now - this.since })
      this.onSettled(undefined)
    }
  }

  fail(error: Error): void {
    if (this.settled) return
    this.settled = true
    // Who does not look at the promise hears of a failure from `waitForConfirms`; it must not end the process.
    this.promise.catch(() => {})
    this.resolve(Promise.reject(error))
    this.onSettled(error)
  }

  /** Its time is over. */
  timeOut(timeoutMs: number): void {
    this.fail(this.sequenceNumber === 0 ? unsent(timeoutMs) : unconfirmed(timeoutMs))
  }

  /** Limits of its own. They leave its place in the window: the broker still counts it. */
  heed({ timeoutMs, signal }: CallOptions): void {
    if (signal?.aborted === true) return this.abort(signal)
    const onAbort = (): void => this.abort(signal as AbortSignal)
    signal?.addEventListener('abort', onAbort)
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.timeOut(timeoutMs), timeoutMs)
    const release = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    this.promise.then(release, release)
  }

  /** Its caller gave it up. */
  abort(signal: AbortSignal): void {
    this.fail(aborted('basic.publish', signal))
  }

  /** Its channel is gone. */
  lose(reason: Error | undefined, closed: Error): void {
    this.fail(this.sequenceNumber === 0 ? closed : lost(reason))
  }
}

import type { BasicConsumeArgs } from '../generated/types.ts'
import { AckRuns } from '../protocol/ack-runs.ts'
import { Fifo } from '../util/fifo.ts'
import { describe } from '../wire/writer.ts'
import type { Channel } from './channel.ts'
import type { Delivery } from './delivery.ts'
import { hand } from './diagnostics.ts'
import { HandlerFailures, type OnError } from './handler-failures.ts'
import { type CallOptions, limitOf, whole } from './options.ts'
import type { ChannelUse } from './snapshot.ts'
import { closeAfter } from './wait.ts'

/** What to consume, and how. */
export interface ConsumerOptions extends BasicConsumeArgs {
  /** The most deliveries that may be unsettled at a time, 1 to 65535; 0 for no limit. Default 100. */
  readonly prefetch?: number | undefined
  /** How many deliveries are handled at a time, 1 and up. At 1 their order is kept. Default 1. */
  readonly concurrency?: number | undefined
  /**
   * What becomes of a delivery whose handler failed: `requeue` puts it back, `reject` drops or dead-letters it, `leave`
   * leaves it unsettled. Default `requeue`.
   *
   * A delivery that is put back comes again at once. Where the handler fails each time that is a loop at full speed: for
   * messages that can be at fault themselves take `reject` and a queue with a `deadLetterExchange`, or a quorum queue,
   * whose `deliveryLimit` ends the loop.
   */
  readonly onFailure?: 'requeue' | 'reject' | 'leave' | undefined
  /**
   * Is told of each failure of a handler, after the delivery was settled. Without it the first failure is a warning of
   * the process with the code `WIREHARE_UNHANDLED_FAILURE`, and so is the first error that `onError` itself throws or
   * rejects with; the consumer goes on.
   */
  readonly onError?: OnError | undefined
}

type OnFailure = NonNullable<ConsumerOptions['onFailure']>

/** What becomes of a delivery whose handler failed, in words. */
const FATES: Record<OnFailure, string> = {
  requeue: 'the delivery was put back into the queue',
  reject: 'the delivery was rejected, which drops it unless the queue has a dead letter exchange',
  leave: 'the delivery stays unsettled until the channel closes',
}

/** Takes care of one delivery. When it is done the delivery is acked, unless it was settled before. */
export type Handler = (delivery: Delivery) => unknown

/**
 * Hands the messages of a queue to a handler, as many at a time as wanted, and settles each by how that went. It has a
 * channel of its own, on which acks that come together leave as one `basic.ack` with `multiple`.
 */
export class Consumer implements AsyncDisposable {
  /** The channel that it consumes on. */
  readonly channel: Channel
  /** Resolves when it has ended: with the reason, or undefined where that was asked for or the queue is gone. */
  readonly closed: Promise<Error | undefined>
  private readonly options: ConsumerOptions
  private readonly handler: Handler
  private readonly onFailure: OnFailure
  private readonly failures: HandlerFailures
  private readonly concurrency: number
  private readonly waiting: Fifo<Delivery> = new Fifo()
  private readonly idleListeners: Set<() => void> = new Set()
  private running: number = 0
  private tag: string = ''
  private stopping: Promise<void> | undefined

  /** @internal Consumers come from `connection.createConsumer()`. */
  constructor(channel: Channel, options: ConsumerOptions, handler: Handler) {
    const { queue, onFailure = 'requeue', onError, concurrency = 1 } = options
    if (typeof handler !== 'function')
      throw new TypeError(`the handler must be a function, not ${describe(handler)}`)
    if (!Object.hasOwn(FATES, onFailure))
      throw new TypeError(`onFailure must be requeue, reject or leave, not ${describe(onFailure)}`)
    this.channel = channel
    this.closed = channel.closed
    this.options = options
    this.handler = handler
    this.onFailure = onFailure
    this.failures = new HandlerFailures(queue, onError)
    this.concurrency = whole(concurrency, 1, 0x7fffffff, 'concurrency')
    channel.serveConsumer(AckRuns)
    channel.user = this
    // The broker has ended it: its queue was deleted, for example. There is nothing more to come.
    channel.once('cancel', () => void this.close())
  }

  /** The tag that the broker knows it by. */
  get consumerTag(): string {
    return this.tag
  }

  /** @internal */
  async start(options: CallOptions | undefined): Promise<void> {
    const { prefetch, concurrency, onFailure, onError, ...args } = this.options
    await this.channel.basicQos({ prefetchCount: prefetch ?? 100 }, options)
    const { consumerTag } = await this.channel.basicConsume(
      args,
      (delivery) => this.onDelivery(delivery),
      options,
    )
    this.tag = consumerTag
  }

  /**
   * Takes no more deliveries, waits for the handlers that are running, and closes the channel. Deliveries that no
   * handler has begun go back to the queue.
   * @throws {TimeoutError | AbortedError} where that is not done within `timeoutMs` (default: no limit), or the signal
   * says so; the channel is closed then without waiting, and what the handlers have not settled goes back as well
   */
  close(options?: CallOptions): Promise<void> {
    limitOf(options)
    this.stopping ??= this.stop()
    return closeAfter('consumer.close', this.stopping, this.channel, options)
  }

  /** @internal */
  describe(): ChannelUse {
    return { consumer: { running: this.running, waiting: this.waiting.length } }
  }

  /** @internal What no handler has begun will be delivered again. */
  onLost(): void {
    this.waiting.clear()
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  private async stop(): Promise<void> {
    // From here on no handler begins: what waits goes back when the channel closes.
    this.waiting.clear()
    if (this.channel.isOpen) await this.channel.basicCancel({ consumerTag: this.tag }).catch(() => {})
    while (this.running > 0) await new Promise<void>((resolve) => this.idleListeners.add(resolve))
  }

  private onDelivery(delivery: Delivery): void {
    if (this.stopping !== undefined) return
    if (this.running >= this.concurrency) return this.waiting.push(delivery)
    this.running++
    this.work(delivery)
  }

  /** Handles a delivery, and then what waits. A handler that is done when it returns costs no promise. */
  private work(first: Delivery | undefined): void {
    for (let delivery = first; delivery !== undefined; delivery = this.waiting.shift()) {
      const pending = this.handle(delivery)
      if (pending !== undefined) return void pending.then(() => this.work(this.waiting.shift()))
    }
    this.running--
    if (this.running > 0) return
    for (const resolve of this.idleListeners) resolve()
    this.idleListeners.clear()
  }

  /** Hands a delivery to the handler, and settles it: at once where the handler is done when it returns. */
  private handle(delivery: Delivery): Promise<void> | undefined {
    try {
      const result = hand(this.channel, delivery, this.handler)
      if (isThenable(result)) return this.settleAfter(result, delivery)
      if (!delivery.isSettled) delivery.ack()
    } catch (error) {
      this.onFailed(error, delivery)
    }
    return undefined
  }

  private async settleAfter(work: PromiseLike<unknown>, delivery: Delivery): Promise<void> {
    try {
      await work
      if (!delivery.isSettled) delivery.ack()
    } catch (error) {
      this.onFailed(error, delivery)
    }
  }

  private onFailed(error: unknown, delivery: Delivery): void {
    const { onFailure } = this
    const fate = delivery.isSettled ? 'the delivery was settled by then' : FATES[onFailure]
    if (!delivery.isSettled && onFailure !== 'leave') delivery.reject({ requeue: onFailure === 'requeue' })
    this.failures.tell(error, delivery, fate)
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function'
}

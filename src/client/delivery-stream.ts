import type { BasicConsumeArgs } from '../generated/types.ts'
import { AckRuns } from '../protocol/ack-runs.ts'
import { Fifo } from '../util/fifo.ts'
import { aborted, type PlacedOptions } from './call.ts'
import type { Channel } from './channel.ts'
import type { Delivery } from './delivery.ts'
import { hand, itself } from './diagnostics.ts'
import type { CallOptions } from './options.ts'
import { AT_ONCE } from './wait.ts'

/** What to consume with `for await`, and how. */
export interface ConsumeOptions extends Omit<BasicConsumeArgs, 'queue' | 'noWait'>, CallOptions {
  /** The most deliveries that may be unsettled at a time, 1 to 65535. Default 100. */
  readonly prefetch?: number | undefined
  /**
   * The longest wait in milliseconds for each call of the opening: of the channel, and of the consumer. The loop itself
   * waits for deliveries without end. Default: the connection's `callTimeoutMs`.
   */
  readonly timeoutMs?: number | undefined
  /** Ends the loop with an `AbortedError`, whether it opens or waits for a delivery. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The deliveries of a queue as an async iterable. It opens a channel when the loop begins and closes it when the loop
 * ends, however it ends; what is unsettled then goes back to the queue. Acks that come together leave as one `basic.ack`
 * with `multiple`.
 * @param place where the loop is, for errors
 */
export async function* deliveriesOf(
  openChannel: (options: CallOptions) => Promise<Channel>,
  queue: string,
  options: ConsumeOptions,
  place: Error,
): AsyncGenerator<Delivery, void, undefined> {
  const { prefetch = 100, timeoutMs, signal, ...args } = options
  const limits: PlacedOptions = { timeoutMs, signal, place }
  const channel = await openChannel(limits)
  const arrived: Fifo<Delivery> = new Fifo()
  let wake: () => void = () => {}
  let begun = false
  let over = false
  let cancelled = false
  let running = 0
  const end = (): void => {
    over = true
    wake()
  }
  const onCancel = (): void => {
    cancelled = true
    wake()
  }
  const release = (): void => signal?.removeEventListener('abort', end)
  try {
    channel.serveConsumer(AckRuns)
    channel.user = {
      describe: () => ({ consumer: { running, waiting: arrived.length } }),
      // What has not been handed on will be delivered again.
      onLost: () => arrived.clear(),
    }
    channel.once('cancel', onCancel)
    void channel.closed.then(end)
    signal?.addEventListener('abort', end)
    await channel.basicQos({ prefetchCount: prefetch }, limits)
    const onDelivery = (delivery: Delivery): void => {
      arrived.push(delivery)
      wake()
    }
    await channel.basicConsume({ ...args, queue }, onDelivery, limits)
    begun = true
    while (true) {
      const delivery = over ? undefined : arrived.shift()
      if (delivery !== undefined) {
        running = 1
        yield hand(channel, delivery, itself)
        running = 0
      } else if (over || cancelled) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    if (signal?.aborted === true) throw aborted('consume', signal)
    if (channel.isOpen || channel.isRecovering) return
    const reason = await channel.closed
    if (reason !== undefined) throw reason
  } finally {
    release()
    if (begun) await channel.close({ signal }).catch(() => {})
    else void channel.close(AT_ONCE)
  }
}

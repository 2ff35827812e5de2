import type { Breakpoint } from './breakpoint.ts'
import type { FrameCondition } from './frame-condition.ts'
import type { ProxyOptions } from './options.ts'

/**
 * Starts a proxy between any clients and a broker.
 *
 * ```ts
 * await using proxy = await startProxy({ to: 'amqp://localhost', onEvent: (event) => console.log(event.kind) })
 * const connection = await connect(proxy.url)
 * ```
 * @throws {ConnectionError} with the system's code where it cannot listen, such as `EADDRINUSE`
 * @throws {TypeError | RangeError} where an option or a fault is wrong
 */
export async function startProxy(options: ProxyOptions): Promise<AmqpProxy> {
  return new AmqpProxy(options)
}

/** Carries connections between clients and a broker. */
export class AmqpProxy implements AsyncDisposable {
  constructor(options: ProxyOptions) {
    void options
  }

  /** The port that it listens on. */
  get port(): number {
    return 0
  }

  /** Where clients find it: `amqp://127.0.0.1:40001`, without name and password. */
  get url(): string {
    return ''
  }

  /** Holds frames, from now on. It takes the option `stepwise`. */
  breakAt(condition: string | FrameCondition): Breakpoint {
    throw new Error(String(condition))
  }

  /** Takes no more connections and ends those that there are. */
  async close(): Promise<void> {}

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

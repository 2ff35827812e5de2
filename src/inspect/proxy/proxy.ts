import { addressOf, listen } from '../../transport/tcp.ts'
import type { Listener, Transport } from '../../transport/transport.ts'
import type { Breakpoint } from './breakpoint.ts'
import { Breakpoints } from './breakpoints.ts'
import { checkedCondition } from './fault-check.ts'
import { parseCondition } from './fault-grammar.ts'
import type { FrameCondition } from './frame-condition.ts'
import type { ProxyOptions } from './options.ts'
import { ProxyConnection } from './proxy-connection.ts'
import { type ProxySettings, settingsOf } from './settings.ts'

/**
 * Starts a proxy between any clients and a broker: to see what they say to each other, and to do harm to it.
 *
 * ```ts
 * await using proxy = await startProxy({ to: 'amqp://localhost', onEvent: (event) => console.log(event.kind) })
 * const connection = await connect(proxy.url)
 * ```
 * @throws {ConnectionError} with the system's code where it cannot listen, such as `EADDRINUSE`
 * @throws {TypeError | RangeError} where an option or a fault is wrong
 */
export async function startProxy(options: ProxyOptions): Promise<AmqpProxy> {
  const settings = settingsOf(options)
  const proxy = new AmqpProxy(settings)
  await proxy.listen()
  return proxy
}

/**
 * Carries connections between clients and a broker, octet by octet, with back-pressure: it holds no more than a read and
 * the buffers of two sockets for each direction. What one side ends or breaks, it ends or breaks on the other.
 */
export class AmqpProxy implements AsyncDisposable {
  private readonly settings: ProxySettings
  private readonly breakpoints: Breakpoints | undefined
  private readonly connections: Map<ProxyConnection, Promise<void>> = new Map()
  private listener: Listener | undefined
  private count: number = 0
  private closing: Promise<void> | undefined

  /** @internal */
  constructor(settings: ProxySettings) {
    this.settings = settings
    this.breakpoints = settings.stepwise ? new Breakpoints(settings.seed) : undefined
  }

  /** The port that it listens on. */
  get port(): number {
    return (this.listener as Listener).port
  }

  /** Where clients find it: `amqp://127.0.0.1:40001`. Name, password and virtual host are theirs to add. */
  get url(): string {
    const { tls, host } = this.settings
    return `${tls === undefined ? 'amqp' : 'amqps'}://${addressOf(host, this.port)}`
  }

  /**
   * Holds frames, from now on. It takes the option `stepwise`.
   *
   * ```ts
   * const publishes = proxy.breakAt('basic.publish from client')
   * const held = await publishes.next()
   * console.log(frameText(held.frame.bytes, held.frame.frame))
   * held.release()
   * ```
   * @param condition which frames: a text as behind the action of a fault, or an object
   * @throws {TypeError | RangeError} where the condition is wrong
   * @throws {Error} without the option
   */
  breakAt(condition: string | FrameCondition): Breakpoint {
    if (this.breakpoints === undefined)
      throw new Error('this proxy holds no frames; the option stepwise makes one that can')
    const checked = typeof condition === 'string' ? parseCondition(condition) : checkedCondition(condition)
    return this.breakpoints.add(checked)
  }

  /**
   * Takes no more connections and ends those that there are, on both sides. Resolves when all are closed: at once where
   * clients and broker agree, after `closeTimeoutMs` where one does not.
   */
  close(): Promise<void> {
    this.closing ??= this.end()
    return this.closing
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** @internal */
  async listen(): Promise<void> {
    const { host, port, tls, onError } = this.settings
    const tlsListening = tls && { options: tls, onRefused: onError }
    this.listener = await listen(host, port, (client) => this.accept(client), tlsListening)
  }

  private accept(client: Transport): void {
    if (this.closing !== undefined) return client.destroy()
    const connection = new ProxyConnection(++this.count, client, this.settings, this.breakpoints)
    const gone = connection.serve().finally(() => this.connections.delete(connection))
    this.connections.set(connection, gone)
  }

  private async end(): Promise<void> {
    const stopped = this.listener?.close()
    this.breakpoints?.close()
    const gone = [...this.connections.values()]
    for (const connection of this.connections.keys()) connection.end()
    await Promise.all(gone)
    await stopped
  }
}

import { CONNECTION_FORCED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import { memoryPair } from '../transport/memory.ts'
import { addressOf, listen } from '../transport/tcp.ts'
import type { Listener, Transport } from '../transport/transport.ts'
import { type Deferred, deferred } from '../util/deferred.ts'
import { MemoryGauge } from './memory-gauge.ts'
import { type BrokerOptions, type BrokerSettings, settingsOf } from './options.ts'
import { Session } from './session.ts'
import { type Step, Stepper } from './stepper.ts'
import { VirtualHost } from './virtual-host.ts'

const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 5672

/** Where a broker takes connections. */
export interface ListenOptions {
  /** The address to listen on. Default 127.0.0.1, which only this machine reaches. */
  readonly host?: string | undefined
  /** The port to listen on, 0 for a free one. Default 5672. */
  readonly port?: number | undefined
  /**
   * The port of a read-only view over HTTP, 0 for a free one: JSON in the shape of RabbitMQ's management API, for users
   * with basic authentication. Default: no view. RabbitMQ's port is 15672.
   *
   * It answers GET of `/api/overview`, `/api/whoami`, `/api/vhosts`, `/api/queues`, `/api/exchanges`, `/api/bindings`,
   * `/api/connections` and `/api/channels`, each also by virtual host and name where RabbitMQ does. Objects have names,
   * settings and counts as they are at that moment; there are no rates and nothing over time.
   */
  readonly management?: number | undefined
}

/**
 * Starts a broker in memory, in this one process, without disk and without a cluster: for learning and for tests. It
 * takes connections over TCP.
 *
 * ```ts
 * await using broker = await startBroker({ port: 0 })
 * const connection = await connect(broker.url)
 * ```
 * @throws {ConnectionError} with the system's code where it cannot listen, such as `EADDRINUSE`
 */
export async function startBroker(options: BrokerOptions & ListenOptions = {}): Promise<Broker> {
  const broker = new Broker(options)
  await broker.listen(options)
  return broker
}

/**
 * A broker in memory, in this one process, without disk and without a cluster: for learning and for tests. What it does,
 * it does as RabbitMQ would, down to the words of its refusals: as 3.10, or as 4.3 where the option `profile` says so.
 *
 * It has no streams, and refuses what asks for them.
 *
 *     transport() or listen() ──▶ Session ──▶ Channel ──▶ VirtualHost ──▶ Exchange ──▶ Queue ──▶ Consumer
 *                                 one for a    one for      one for all connections that
 *                                 connection   a channel    open it
 */
export class Broker implements AsyncDisposable {
  private readonly settings: BrokerSettings
  private readonly virtualHosts: ReadonlyMap<string, VirtualHost>
  private readonly gauge: MemoryGauge
  private readonly sessions: Set<Session> = new Set()
  private readonly allGone: Deferred<void> = deferred()
  private readonly stepper: Stepper | undefined
  private listener: Listener | undefined
  private management: Listener | undefined
  private host: string = DEFAULT_HOST
  private closing: Promise<void> | undefined

  /** @throws {RangeError} where a number among the options is out of its range */
  constructor(options: BrokerOptions = {}) {
    this.settings = settingsOf(options)
    this.stepper = this.settings.stepwise ? new Stepper() : undefined
    this.gauge = new MemoryGauge(this.settings.maxReadyBytes, (isOver) => {
      if (!isOver) for (const session of this.sessions) session.unblock()
    })
    this.virtualHosts = new Map(
      this.settings.virtualHosts.map((name) => [name, new VirtualHost(name, this.settings, this.gauge)]),
    )
  }

  /** The port that it listens on. */
  get port(): number {
    if (this.listener === undefined)
      throw new Error('this broker does not listen; startBroker makes one that does')
    return this.listener.port
  }

  /** Where clients find it, as its first user, on its first virtual host: `amqp://guest:guest@127.0.0.1:5672`. */
  get url(): string {
    const [userName = '', password = ''] = (Object.entries(this.settings.users)[0] ?? []).map(
      encodeURIComponent,
    )
    const virtualHost = this.settings.virtualHosts[0] ?? '/'
    const path = virtualHost === '/' ? '' : `/${encodeURIComponent(virtualHost)}`
    return `amqp://${userName}:${password}@${addressOf(this.host, this.port)}${path}`
  }

  /** Where the view over HTTP is: `http://127.0.0.1:15672`; undefined where there is none. */
  get managementUrl(): string | undefined {
    return this.management && `http://${addressOf(this.host, this.management.port)}`
  }

  /**
   * Takes connections over TCP, until `close`.
   * @throws {ConnectionError} with the system's code where that is not possible, such as `EADDRINUSE`
   */
  async listen({ host = DEFAULT_HOST, port = DEFAULT_PORT, management }: ListenOptions = {}): Promise<void> {
    // First, for it takes no connections that would have to end where the other port is in use.
    if (management !== undefined) this.management = await this.serveManagement(host, management)
    try {
      this.listener = await listen(host, port, (transport) => this.accept(transport))
    } catch (error) {
      await this.management?.close()
      throw error
    }
    this.host = host
  }

  /** A stream to a new session of this broker, through memory. The client says its hello over it. */
  transport(): Transport {
    const [client, server] = memoryPair()
    this.accept(server)
    return client
  }

  /** Serves a client at the other end of a stream. */
  accept(transport: Transport): void {
    if (this.closing !== undefined) return transport.destroy()
    const stream = this.stepper?.control(transport) ?? transport
    const session = new Session(stream, this.settings, this.virtualHosts, this.gauge, (gone) =>
      this.onGone(gone),
    )
    this.sessions.add(session)
    session.start()
  }

  /**
   * Holds back what clients do on their channels, from now on: for lessons, which want to see one decision after the
   * other. It takes the option `stepwise`. With `clock` and `random` given too, everything comes out the same every time.
   *
   * ```ts
   * const broker = new Broker({ stepwise: true, observer: (decision) => console.log(decision.rule) })
   * const connection = await connect({ transport: broker.transport() })
   * const channel = await connection.openChannel()
   * broker.hold()
   * channel.basicPublish({ routingKey: 'nowhere' }, {}, 'lost')
   * console.log((await broker.step()).method) // basic.publish, after the rule by which the broker dropped it
   * broker.release()
   * ```
   * @throws {Error} without the option
   */
  hold(): void {
    this.steps.hold()
  }

  /**
   * Hears one command that is held back, in the order in which they came from all connections, with all that follows from
   * it: decisions, deliveries, answers. Where there is none it waits for the next; it rejects when the broker is closed.
   * @throws {Error} where nothing is held back
   */
  step(): Promise<Step> {
    return this.steps.step()
  }

  /** Hears all that is held back, and holds nothing back any more. */
  release(): void {
    this.steps.release()
  }

  /**
   * Takes no more connections and ends those that there are, the open ones with a connection.close 320. Resolves when
   * all are closed, which takes 3 seconds where a client does not answer. Everything that the broker held is gone then.
   */
  close(): Promise<void> {
    this.closing ??= this.end()
    return this.closing
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  private async end(): Promise<void> {
    const stopped = this.listener?.close()
    this.stepper?.stop()
    const refusal = new Refusal(CONNECTION_FORCED, "broker forced connection closure with reason 'shutdown'")
    for (const session of this.sessions) session.close(refusal)
    if (this.sessions.size > 0) await this.allGone.promise
    await stopped
    await this.management?.close()
    for (const virtualHost of this.virtualHosts.values()) virtualHost.stop()
  }

  private async serveManagement(host: string, port: number): Promise<Listener> {
    const { serveManagement } = await import('./management/server.ts')
    const { settings, virtualHosts, sessions } = this
    return serveManagement(host, port, { settings, virtualHosts, sessions })
  }

  private get steps(): Stepper {
    if (this.stepper === undefined)
      throw new Error('this broker cannot be stepped; the option stepwise makes one that can')
    return this.stepper
  }

  private onGone(session: Session): void {
    this.sessions.delete(session)
    if (this.closing !== undefined && this.sessions.size === 0) this.allGone.resolve()
  }
}

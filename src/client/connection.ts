import { EventEmitter } from 'node:events'
import { connectionUpdateSecret } from '../generated/methods.ts'
import type { SaslMechanism } from '../protocol/sasl.ts'
import type { Tune } from '../protocol/tune.ts'
import type { Transport } from '../transport/transport.ts'
import { ignorable, rejected } from '../util/ignorable.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { aborted, Call, type PlacedOptions } from './call.ts'
import { Channel, type ChannelOwner } from './channel.ts'
import { ConnectionOfChannels } from './channel-owner.ts'
import type { ConnectionEvents } from './connection-events.ts'
import { overLimit } from './connection-failure.ts'
import type { Consumer, ConsumerOptions, Handler } from './consumer.ts'
import type { Delivery } from './delivery.ts'
import type { ConsumeOptions } from './delivery-stream.ts'
import { closing } from './diagnostics.ts'
import { type CallOptions, limitOf } from './options.ts'
import type { Publisher, PublisherOptions } from './publisher.ts'
import type { RpcClient, RpcClientOptions } from './rpc-client.ts'
import type { RpcHandler, RpcServerOptions } from './rpc-server.ts'
import { Session } from './session.ts'
import { type KeptSettings, type Settings, toKeep } from './settings.ts'
import { type ConnectionSnapshot, snapshotOfCalls } from './snapshot.ts'
import { AT_ONCE } from './wait.ts'

/**
 * A connection to a broker: one stream of bytes, shared by up to channel-max channels. Comes from `connect`.
 *
 * All that one turn of the event loop sends, over all channels, leaves in one write.
 */
export class Connection extends EventEmitter<ConnectionEvents> implements AsyncDisposable {
  private readonly settings: KeptSettings
  private readonly session: Session
  /** Both are made for the first channel. */
  private owner: ChannelOwner | undefined
  private channels: Set<Channel> | undefined

  /** @internal */
  constructor(transport: Transport, settings: Settings, mechanisms: readonly SaslMechanism[]) {
    super()
    // Each publisher listens, and there may be many: that is no leak to warn of.
    this.setMaxListeners(0)
    this.settings = toKeep(settings)
    this.session = new Session(transport, settings, mechanisms, this)
  }

  /** Whether it can be used: the handshake is done, and nobody has asked for its end. */
  get isOpen(): boolean {
    return this.session.core.life.state === 'open'
  }

  /** Resolves when the connection is over: with the reason, or undefined where that was asked for. Never rejects. */
  get closed(): Promise<Error | undefined> {
    return this.session.closed
  }

  /** What was agreed on with the broker: channel-max, frame-max and heartbeat. */
  get tune(): Tune {
    return { ...this.session.core.tune }
  }

  /** What the broker says of itself: product, version, capabilities … */
  get serverProperties(): FieldTable {
    return this.session.core.serverProperties
  }

  /** Why the broker takes no publishes for now; undefined while it does. */
  get blocked(): string | undefined {
    return this.session.blocked
  }

  /** The number of bytes that are written here and not yet taken by the system. */
  get bufferedBytes(): number {
    return this.session.output.bufferedBytes
  }

  /** Where it leads, such as `127.0.0.1:5672`. */
  get remote(): string {
    return this.session.transport.remote
  }

  /** What it is doing and waiting for, as plain data: the answer to "why is it stuck?" */
  snapshot(): ConnectionSnapshot {
    const { remote, settings, tune, bufferedBytes, blocked } = this
    const { core, output } = this.session
    const now = performance.now()
    return {
      state: core.life.state,
      remote,
      connectionName: settings.connectionName,
      tune,
      bufferedBytes,
      hasRoom: output.hasRoom,
      waitingForRoom: output.waitingCount,
      blocked,
      silentMs: Math.round(core.silentMs(now)),
      pendingCalls: snapshotOfCalls(core.pendingCalls, now),
      channels: Array.from(this.channels ?? [], (channel) => channel.snapshot(now)),
    }
  }

  /** @internal Whether nobody waits for an answer or a delivery. */
  get isQuiet(): boolean {
    const { session, channels } = this
    return (
      session.core.pendingCalls.length === 0 && Array.from(channels ?? []).every((channel) => channel.isQuiet)
    )
  }

  /** @internal Shakes hands, until the connection is open. */
  open(): Promise<void> {
    return this.session.open()
  }

  /** @internal Gives up a connection whose opening took too long. */
  giveUp(error: Error): void {
    this.session.giveUp(error)
  }

  /**
   * Opens a channel.
   * @throws {ConnectionError} `CHANNEL_MAX` where as many are open as were agreed on, `CONNECTION_CLOSED` where the
   * connection is over
   */
  openChannel(options?: CallOptions): Promise<Channel> {
    limitOf(options)
    if (!this.isOpen) return rejected(this.session.notOpen('channel.open'))
    if (options?.signal?.aborted === true) return rejected(aborted('channel.open', options.signal))
    if (this.session.core.isFull)
      return rejected(
        overLimit(
          'CHANNEL_MAX',
          'channel.open',
          `all ${this.session.core.tune.channelMax} channels are open`,
        ),
      )
    this.owner ??= new ConnectionOfChannels(this.remote, this.settings, this.session.output, this)
    this.channels ??= new Set()
    const channel = new Channel(this.owner, this.session.core)
    this.channels.add(channel)
    return channel.open(options)
  }

  /**
   * Opens a channel in confirm mode and publishes on it with a promise per message.
   * @throws as `openChannel`
   */
  createPublisher(options: PublisherOptions & CallOptions = {}): Promise<Publisher> {
    return this.useChannel(options, async (channel, limits) => {
      await channel.confirmSelect({}, limits)
      const { ConnectionOfPublishers } = await import('./publisher-owner.ts')
      const { output, core, transport } = this.session
      const owner = new ConnectionOfPublishers(this.settings, output, core, transport, this)
      return owner.createPublisher(channel, options)
    })
  }

  /**
   * Opens a channel and hands the messages of a queue to a handler, acking each when the handler is done.
   * @throws {ChannelError} where the queue cannot be consumed
   */
  createConsumer(options: ConsumerOptions & CallOptions, handler: Handler): Promise<Consumer> {
    const { timeoutMs, signal, ...rest } = options
    return this.useChannel({ timeoutMs, signal }, async (channel, limits) => {
      const { Consumer } = await import('./consumer.ts')
      const consumer = new Consumer(channel, rest, handler)
      await consumer.start(limits)
      return consumer
    })
  }

  /**
   * Opens a channel for calls of what other programs offer, each a request with a promise of its reply:
   *
   *     const client = await connection.createRpcClient()
   *     const reply = await client.call({ routingKey: 'sums' }, { contentType: 'application/json' }, '[1, 2]')
   *
   * @throws {ChannelError} where the queue for replies is missing, or somebody else consumes it
   */
  createRpcClient(options: RpcClientOptions & CallOptions = {}): Promise<RpcClient> {
    return this.useChannel(options, async (channel, limits) => {
      const { RpcClient } = await import('./rpc-client.ts')
      const client = new RpcClient(channel, options, this.settings.callTimeoutMs)
      await client.start(limits)
      return client
    })
  }

  /**
   * Opens a channel and replies to the requests of a queue with what a handler returns:
   *
   *     await connection.createRpcServer({ queue: 'sums' }, (request) => String(sum(request.json())))
   *
   * A request is acked when its reply has been sent. A reply that nobody can take any more is given back by the broker,
   * as the event `return` of the consumer's channel, or dropped.
   * @throws {ChannelError} where the queue cannot be consumed
   */
  createRpcServer(options: RpcServerOptions & CallOptions, handler: RpcHandler): Promise<Consumer> {
    const { timeoutMs, signal, ...rest } = options
    return this.useChannel({ timeoutMs, signal }, async (channel, limits) => {
      const { serveRpc } = await import('./rpc-server.ts')
      return serveRpc(channel, rest, handler, limits)
    })
  }

  /**
   * Consumes a queue with a loop:
   *
   *     for await (const delivery of connection.consume('hello', { prefetch: 10 })) delivery.ack()
   *
   * The loop ends when the queue is deleted. Leaving it puts back what is unsettled. `timeoutMs` is about the opening
   * only, of the channel and of the consumer; the wait for a delivery has no end but the signal's.
   * @throws {ChannelError | ConnectionError} out of the loop, where the channel or connection ends
   * @throws {AbortedError} out of the loop, where the signal says so
   */
  async *consume(queue: string, options: ConsumeOptions = {}): AsyncGenerator<Delivery, void, undefined> {
    const place = new Error()
    const { deliveriesOf } = await import('./delivery-stream.ts')
    yield* deliveriesOf((limits) => this.openChannel(limits), queue, options, place)
  }

  /**
   * Waits until there is room for more output, on whichever channel. Resolves at once where there is.
   * @throws {ConnectionError} where the connection ends before
   */
  drained(options?: CallOptions): Promise<void> {
    if (!this.isOpen) return rejected(this.session.notOpen('drained'))
    return this.session.output.drained(options)
  }

  /**
   * Brings the broker a new secret, before an OAuth2 token expires.
   * @throws {ConnectionError} where the broker does not accept it, which ends the connection
   */
  updateSecret(newSecret: string | Uint8Array, reason: string, options?: CallOptions): Promise<void> {
    const method = connectionUpdateSecret
    // Checked here, because the words of the writer would show it.
    if (typeof newSecret !== 'string' && !(newSecret instanceof Uint8Array))
      throw new TypeError(`${method.name}: newSecret must be a string or a Uint8Array`)
    if (!this.isOpen) return rejected(this.session.notOpen(method.name))
    const call = new Call<void>(method, options, this.settings.callTimeoutMs, () => undefined)
    return call.begin(() => this.session.core.call(method, { newSecret, reason }, call))
  }

  /**
   * Ends the connection with all its channels, after all that was sent before. Calls under way are rejected. Closing
   * again, or closing a connection that is over, changes nothing.
   * @throws {TimeoutError | AbortedError} where the broker does not agree in time, or the signal says so; the connection
   * is over all the same
   */
  close(options?: CallOptions): Promise<void> {
    limitOf(options)
    return this.session.close(options)
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Opens a channel and puts it to use; where that fails, it is closed. */
  private useChannel<T>(
    { timeoutMs, signal }: CallOptions,
    use: (channel: Channel, limits: PlacedOptions) => Promise<T>,
  ): Promise<T> {
    const limits = { timeoutMs, signal, place: new Error() }
    return ignorable(async () => {
      const channel = await this.openChannel(limits)
      try {
        return await use(channel, limits)
      } catch (error) {
        void channel.close(AT_ONCE)
        throw error
      }
    })
  }

  /** @internal */
  onChannelGone(channel: Channel, error: Error | undefined): void {
    this.channels?.delete(channel)
    closing.publish({ connection: undefined, channel, error })
  }
}

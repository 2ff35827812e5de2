import { EventEmitter } from 'node:events'
import { AmqpError } from '../errors.ts'
import { connectionUpdateSecret } from '../generated/methods.ts'
import type { SaslMechanism } from '../protocol/sasl.ts'
import type { Tune } from '../protocol/tune.ts'
import type { Transport } from '../transport/transport.ts'
import { Ending } from '../util/ending.ts'
import { ignorable, rejected } from '../util/ignorable.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { aborted, Call, type PlacedOptions } from './call.ts'
import { Channel } from './channel.ts'
import type { ChannelLives, ChannelOwner } from './channel-lives.ts'
import { ConnectionOfChannels } from './channel-owner.ts'
import type { ConnectionEvents } from './connection-events.ts'
import { overLimit } from './connection-failure.ts'
import type { Consumer, ConsumerOptions, Handler } from './consumer.ts'
import type { Delivery } from './delivery.ts'
import type { ConsumeOptions } from './delivery-stream.ts'
import { closing, losing } from './diagnostics.ts'
import { type CallOptions, limitOf } from './options.ts'
import type { Publisher, PublisherOptions } from './publisher.ts'
import type { Renewal } from './renewal.ts'
import type { RpcClient, RpcClientOptions } from './rpc-client.ts'
import type { RpcHandler, RpcServerOptions } from './rpc-server.ts'
import { Session } from './session.ts'
import { type KeptSettings, type Settings, toKeep } from './settings.ts'
import { type ConnectionSnapshot, snapshotOfCalls } from './snapshot.ts'
import { AT_ONCE, whenBack } from './wait.ts'

/**
 * A connection to a broker: one stream of bytes, shared by up to channel-max channels. Comes from `connect`.
 *
 * All that one turn of the event loop sends, over all channels, leaves in one write. Where it is lost it is renewed, unless
 * it was made with `recovery: false`: then the loss is its end.
 */
export class Connection extends EventEmitter<ConnectionEvents> implements AsyncDisposable {
  /** @internal What it runs on now. */
  session: Session
  /** @internal Who gives it its next life, where somebody does. */
  renewal: Renewal | undefined
  /** @internal Those that are open, or wait for their next life; made for the first. */
  channels: Set<ChannelLives> | undefined
  private owner: ChannelOwner | undefined
  private readonly settings: KeptSettings
  private readonly ending: Ending<Error | undefined> = new Ending()

  /** @internal */
  constructor(transport: Transport, settings: Settings, mechanisms: readonly SaslMechanism[]) {
    super()
    // Each publisher listens, and there may be many: that is no leak to warn of.
    this.setMaxListeners(0)
    this.settings = toKeep(settings)
    this.session = new Session(transport, settings, mechanisms, this)
  }

  /** Whether it can be used now: the handshake is done, nobody has asked for its end, and it is not lost. */
  get isOpen(): boolean {
    return this.session.core.life.state === 'open'
  }

  /** Whether it is lost and on its way back. Calls wait until then, each within its own time. */
  get isRecovering(): boolean {
    return this.renewal !== undefined && this.session.core.life.state === 'closed'
  }

  /**
   * Resolves when the connection is over for good: with the reason, or undefined where that was asked for. Never rejects.
   */
  get closed(): Promise<Error | undefined> {
    return this.ending.promise
  }

  /** @internal */
  get callTimeoutMs(): number {
    return this.settings.callTimeoutMs
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
      recovery: this.isRecovering ? this.renewal?.snapshot : undefined,
    }
  }

  /** @internal Whether nobody waits for an answer or a delivery. */
  get isQuiet(): boolean {
    const { session, channels } = this
    return (
      session.core.pendingCalls.length === 0 && Array.from(channels ?? []).every((channel) => channel.isQuiet)
    )
  }

  /** @internal */
  get back(): Promise<void> | undefined {
    return this.isRecovering ? this.renewal?.back : undefined
  }

  /** @internal Whether an end with this error is a loss, which is followed by another life. */
  renewsAfter(error: Error): boolean {
    const isLoss = error instanceof AmqpError && error.scope === 'connection' && error.initiator !== 'user'
    return isLoss && this.renewal !== undefined
  }

  /** @internal */
  onSessionOver(session: Session, unasked: Error | undefined): void {
    if (session !== this.session) return
    if (unasked === undefined || !this.renewsAfter(unasked)) return this.end(unasked)
    this.renewal?.onLost(unasked)
    losing.publish({ connection: this, channel: undefined, error: unasked })
    // In a turn of its own: what a listener throws must not get in the way.
    queueMicrotask(() => this.emit('lost', unasked))
  }

  /** @internal Goes on with another session, which is open. */
  adopt(session: Session): void {
    this.session = session
  }

  /** @internal It is over for good. */
  end(unasked: Error | undefined): void {
    this.renewal = undefined
    for (const channel of [...(this.channels ?? [])]) channel.end(unasked)
    this.ending.tell(unasked)
    if (this.session.wasOpen) closing.publish({ connection: this, channel: undefined, error: unasked })
    this.emit('close', unasked)
  }

  /**
   * Opens a channel.
   * @throws {ConnectionError} `CHANNEL_MAX` where as many are open as were agreed on, `CONNECTION_CLOSED` where the
   * connection is over
   */
  openChannel(options?: CallOptions): Promise<Channel> {
    limitOf(options)
    if (this.isRecovering) return this.whenBack('channel.open', options, (rest) => this.openChannel(rest))
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
    this.owner ??= new ConnectionOfChannels(this.settings, this)
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
      return new ConnectionOfPublishers(this.settings, this).createPublisher(channel, options)
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
    if (this.isRecovering) return this.whenBack('drained', options, (rest) => this.drained(rest))
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
    if (this.isRecovering)
      return this.whenBack(method.name, options, (rest) => this.updateSecret(newSecret, reason, rest))
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
    const { isRecovering } = this
    this.renewal?.stop()
    this.renewal = undefined
    if (isRecovering) this.end(undefined)
    return this.session.close(options)
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  private whenBack<T>(
    what: string,
    options: PlacedOptions | undefined,
    then: (rest: PlacedOptions) => Promise<T>,
  ): Promise<T> {
    return whenBack(what, this.back as Promise<void>, options, this.settings.callTimeoutMs, then)
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
  onChannelGone(channel: ChannelLives, error: Error | undefined): void {
    this.channels?.delete(channel)
    closing.publish({ connection: undefined, channel, error })
  }
}

import { ConfirmWindow } from '../../protocol/confirm-window.ts'
import { type Deferred, deferred } from '../../util/deferred.ts'
import type { LoadChannel, LoadConnection, LoadEnvelope } from './client.ts'
import type { Lane } from './lanes.ts'
import type { Messages } from './messages.ts'
import type { Meter } from './meter.ts'
import type { PerfOptions } from './options.ts'
import type { Pace } from './pace.ts'
import { epochMs } from './stamp.ts'

/** How many messages to publish before what has arrived is looked at. */
const BATCH = 64

/** What a producer channel works with. */
export interface ProducerSetup {
  readonly connection: LoadConnection
  readonly lanes: readonly Lane[]
  readonly exchange: string
  readonly messages: Messages
  /** Undefined where it is to publish as fast as it can. */
  readonly pace: Pace | undefined
  readonly meter: Meter
  readonly options: PerfOptions
  readonly onFailure: (error: Error) => void
}

/**
 * Publishes on one channel, until its count is reached or it is stopped, then waits for what is unconfirmed.
 *
 * It goes on as long as it may: until the next message is not due yet, the socket is full, the broker blocks, or as many
 * confirms are outstanding as may be. Each of these calls `pump` when it is over.
 */
export class Producer {
  /** Resolves when all is published and the broker has taken it in. */
  readonly done: Promise<void>
  private readonly setup: ProducerSetup
  private readonly envelopes: readonly LoadEnvelope[]
  private readonly unconfirmed: ConfirmWindow<Sent> = new ConfirmWindow()
  private readonly ending: Deferred<void> = deferred()
  private readonly limit: number
  private channel: LoadChannel | undefined
  private startMs: number = 0
  private sent: number = 0
  private uncommitted: number = 0
  /** Whether something is under way that calls `pump` when it is over. */
  private waits: boolean = false
  private timer: NodeJS.Timeout | undefined
  private stopped: boolean = false
  private isFinished: boolean = false

  constructor(setup: ProducerSetup) {
    this.setup = setup
    const { exchange, lanes, options } = setup
    const { mandatory = false } = options
    this.envelopes = lanes.map(({ routingKey }) => ({ exchange, routingKey, mandatory }))
    this.limit = options.pmessages ?? Number.POSITIVE_INFINITY
    this.done = this.ending.promise
  }

  /** Opens its channel. */
  async open(): Promise<void> {
    const { connection, options, meter } = this.setup
    const channel =
      options.confirm === undefined
        ? await connection.openChannel()
        : await connection.openConfirmChannel((tag, multiple, accepted) =>
            this.onConfirm(tag, multiple, accepted),
          )
    channel.onReturn(() => meter.counts.returned++)
    if (options.producerTxSize !== undefined) await channel.txSelect()
    this.channel = channel
  }

  /** Begins to publish. */
  start(startMs: number): void {
    this.startMs = startMs
    this.pump()
  }

  /** Publishes no more. */
  stop(): void {
    this.halt()
    if (this.startMs > 0) this.finish()
    else this.ending.resolve()
  }

  /** Publishes no more, and waits for nothing. */
  halt(): void {
    this.stopped = true
    if (this.timer !== undefined) {
      clearTimeout(this.timer)
      this.timer = undefined
      this.waits = false
    }
  }

  /** The broker takes messages again. */
  onUnblocked(): void {
    if (this.channel !== undefined && this.startMs > 0) this.pump()
  }

  /** How long the oldest unconfirmed message has been waiting for its confirm, in milliseconds. */
  unconfirmedMs(now: number): number {
    const { first } = this.unconfirmed
    return first === undefined ? 0 : now - first.sentMs
  }

  private pump(): void {
    try {
      if (!this.waits) this.publishOn()
    } catch (error) {
      // The channel is gone, for example.
      this.setup.onFailure(error as Error)
    }
  }

  private publishOn(): void {
    for (let batch = 0; this.mayPublish; batch++) {
      if (batch === BATCH) return this.wait(setImmediate)
      const { pace } = this.setup
      const now = epochMs()
      const dueMs = pace === undefined ? now : this.startMs + pace.nextMs
      if (dueMs > now) return this.waitUntil(dueMs - now)
      pace?.advance()
      if (!this.publish(dueMs, now)) return this.waitFor((this.channel as LoadChannel).drained())
      if (this.uncommitted === this.setup.options.producerTxSize) return this.commit()
    }
    this.finish()
  }

  private get mayPublish(): boolean {
    const { options, connection } = this.setup
    return (
      !this.stopped &&
      this.sent < this.limit &&
      this.unconfirmed.size < (options.confirm ?? 1) &&
      connection.blocked === undefined
    )
  }

  /** Publishes one message. False where the socket is full. */
  private publish(dueMs: number, now: number): boolean {
    const { lanes, messages, meter, options, pace } = this.setup
    const turn = this.sent++ % lanes.length
    const { properties, body } = messages.next(lanes[turn] as Lane, dueMs - this.startMs, dueMs)
    if (options.confirm !== undefined) this.unconfirmed.add({ dueMs, sentMs: now })
    if (options.producerTxSize !== undefined) this.uncommitted++
    if (pace !== undefined) meter.sendDelay.record(now - dueMs)
    meter.counts.published++
    return (this.channel as LoadChannel).publish(this.envelopes[turn] as LoadEnvelope, properties, body)
  }

  private onConfirm(deliveryTag: number, multiple: boolean, accepted: boolean): void {
    const { counts, confirmLatency } = this.setup.meter
    const now = epochMs()
    this.unconfirmed.settle(deliveryTag, multiple, accepted, ({ dueMs }) => {
      if (accepted) counts.confirmed++
      else counts.nacked++
      confirmLatency.record(now - dueMs)
    })
    this.pump()
  }

  private commit(): void {
    this.uncommitted = 0
    this.waitFor((this.channel as LoadChannel).txCommit())
  }

  private waitUntil(ms: number): void {
    if (this.setup.options.spin === true) return this.wait(setImmediate)
    this.waits = true
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.goOn()
    }, ms)
  }

  private wait(begin: (goOn: () => void) => unknown): void {
    this.waits = true
    begin(() => this.goOn())
  }

  private waitFor(going: Promise<unknown>): void {
    this.waits = true
    going.then(
      () => this.goOn(),
      (error: Error) => this.setup.onFailure(error),
    )
  }

  private goOn(): void {
    this.waits = false
    this.pump()
  }

  /** Where nothing more is to be published: commits what is left, and is done when all is settled. */
  private finish(): void {
    if (!this.stopped && this.sent < this.limit) return
    if (this.uncommitted > 0 && !this.waits) this.commit()
    else if (this.uncommitted === 0 && this.unconfirmed.size === 0) this.passBarrier()
  }

  private passBarrier(): void {
    if (this.isFinished) return
    this.isFinished = true
    const { channel, setup } = this
    // A call whose answer comes when all that was published before has been taken in.
    channel?.prefetch(0).then(() => this.ending.resolve(), setup.onFailure)
  }
}

interface Sent {
  readonly dueMs: number
  readonly sentMs: number
}

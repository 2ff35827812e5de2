import { AmqpError } from '../errors.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type { BasicPublishArgs } from '../generated/types.ts'
import { ConfirmWindow } from '../protocol/confirm-window.ts'
import { type Deferred, deferred } from '../util/deferred.ts'
import { Fifo } from '../util/fifo.ts'
import { ignorable, rejected } from '../util/ignorable.ts'
import type { Channel } from './channel.ts'
import type { ReturnedMessage } from './delivery.ts'
import { announcePublish, publishing } from './diagnostics.ts'
import { type CallOptions, limitOf, milliseconds, whole } from './options.ts'
import { type OutgoingMessage, PendingPublish, type Receipt } from './pending-publish.ts'
import { NOWHERE } from './place.ts'
import { PublishBatch } from './publish-batch.ts'
import { publisherClosed } from './publish-failure.ts'
import { RoomWait } from './room-wait.ts'
import { sequenceOf, withSequence } from './sequence-header.ts'
import type { ChannelUse } from './snapshot.ts'
import { closeAfter, within } from './wait.ts'

/** Who waits for room goes on when so many more may leave at once: one by one would wake it each time. */
const ROOM_TO_GO_ON = 500

/** How a publisher works. */
export interface PublisherOptions {
  /** The most publishes that may be unconfirmed at a time, 1 and up; those beyond wait their turn. Default 1,000. */
  readonly maxOutstanding?: number | undefined
  /** How long a publish waits for room and then for its confirm, in milliseconds. Default: the connection's `callTimeoutMs`. */
  readonly timeoutMs?: number | undefined
}

/** What a publisher needs to know of its connection. */
export interface PublisherOwner {
  readonly callTimeoutMs: number
  /** When what is written now leaves, in milliseconds. */
  readonly now: number
  /** When what is being read came, in milliseconds. */
  readonly heardAt: number
  /** Whether the socket takes more, and the broker does not block. */
  readonly canPublish: boolean
  /** Reads nothing for a moment, unless somebody else waits for what the broker sends. */
  restReading(): void
  /** Calls back whenever `canPublish` may have become true; returns how to stop that. */
  onRoom(listener: () => void): () => void
}

/**
 * Publishes with confirms: each publish is a promise that resolves when the broker has taken the message. It has a
 * channel of its own. Publishes beyond `maxOutstanding`, or while the broker blocks the connection, wait their turn.
 */
export class Publisher implements AsyncDisposable {
  /** The channel that it publishes on. */
  readonly channel: Channel
  private readonly owner: PublisherOwner
  private readonly maxOutstanding: number
  /** With so few on the way and waiting, who waits for room goes on. */
  private readonly goesOnAt: number
  private readonly timeoutMs: number
  /** Of the present life of the channel: the broker counts from 1 in each. */
  private window: ConfirmWindow<PendingPublish | PublishBatch> = new ConfirmWindow()
  private readonly waiting: Fifo<PendingPublish> = new Fifo()
  /** Resolves when the next publish is settled, for those who wait for one. */
  private oneSettled: Deferred<void> | undefined
  /** Resolves when there is room again, for those who wait for it. */
  private room: RoomWait | undefined
  /** The latest of `basicPublish`. */
  private batch: PublishBatch | undefined
  private readonly stopListening: () => void
  private readonly clock: ReturnType<typeof setInterval>
  private flowing: boolean
  private unsettled: number = 0
  private firstFailure: Error | undefined

  /** @internal Publishers come from `connection.createPublisher()`. */
  constructor(channel: Channel, owner: PublisherOwner, options: PublisherOptions) {
    this.channel = channel
    this.owner = owner
    this.maxOutstanding = whole(options.maxOutstanding ?? 1000, 1, 0x7fffffff, 'maxOutstanding')
    this.goesOnAt = this.maxOutstanding - Math.min(Math.ceil(this.maxOutstanding / 2), ROOM_TO_GO_ON)
    this.timeoutMs = milliseconds(options.timeoutMs ?? owner.callTimeoutMs, 'timeoutMs')
    // It may have been lost since it was opened.
    this.flowing = channel.isOpen
    channel.user = this
    channel.confirmListener = (tag, multiple, accepted) => this.onConfirm(tag, multiple, accepted)
    channel.on('return', (message) => this.onReturn(message))
    channel.on('flow', (active) => this.onFlow(active))
    this.stopListening = owner.onRoom(() => this.sendWaiting())
    // One timer for all publishes: they are in the order of their age.
    this.clock = setInterval(() => this.timeOut(performance.now()), Math.max(5, this.timeoutMs / 20)).unref()
    void channel.closed.then((reason) => this.onClosed(reason))
  }

  /** How many publishes are not settled yet, those that wait for their turn included. */
  get outstanding(): number {
    return this.unsettled
  }

  /**
   * Publishes a message and resolves when the broker has taken it.
   *
   * A body of 16 KiB or more is not copied: do not change it before this has resolved. A mandatory message gets one more
   * header, `x-wirehare-sequence`, by which its return is recognised.
   * @throws {NackError} where the broker did not take it
   * @throws {ReturnedError} where it was mandatory and no queue takes it
   * @throws {OutcomeUnknownError} where it was sent and nothing will tell what became of it
   * @throws {TimeoutError | ChannelError | ConnectionError | TypeError | RangeError} where it was not sent
   */
  publish(
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
    options?: CallOptions,
  ): Promise<Receipt> {
    // Before it counts as one that will be settled.
    if (options !== undefined) limitOf(options)
    const publish = new PendingPublish(this.onSettled)
    this.unsettled++
    if (options !== undefined) publish.heed(options)
    if (publish.settled) return publish.promise
    // Now rather than when its turn comes: observers ask on whose behalf it is, and that is known here.
    const sent = publishing.hasSubscribers
      ? announcePublish(this.channel, args, properties, body, publish.promise)
      : properties
    if (this.isClosed) publish.fail(this.closedError())
    else if (this.waiting.length === 0 && this.canSend) this.trySend(publish, args, sent, body)
    else {
      publish.since = performance.now()
      publish.message = { args, properties: sent, body }
      this.waiting.push(publish)
    }
    return publish.promise
  }

  /**
   * Publishes a message without a promise of its own, for very many: what becomes of it is told by `waitForConfirms`.
   *
   *     for (const body of bodies) if (!publisher.basicPublish(args, properties, body)) await publisher.drained()
   *     await publisher.waitForConfirms()
   *
   * Beyond `maxOutstanding`, or while the broker blocks the connection, it waits its turn as others do. A body of 16 KiB
   * or more is not copied: do not change it before it is confirmed.
   * @returns false where it is wise to await `drained()`
   * @throws {ChannelError | ConnectionError} where the publisher is closed, or `BUFFER_FULL`
   * @throws {TypeError | RangeError} where an argument is wrong; nothing is sent then. Of one that waits its turn
   * `waitForConfirms` tells it.
   */
  basicPublish(
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
  ): boolean {
    if (this.isClosed) throw this.closedError()
    // What waits has its own time, and what is watched its own promise.
    if (this.waiting.length > 0 || !this.canSend || publishing.hasSubscribers)
      void this.publish(args, properties, body)
    else {
      // What may come back is known one by one.
      if (args?.mandatory === true) this.send(new PendingPublish(this.onSettled), args, properties, body)
      else this.sendInBatch(args, properties, body)
      this.unsettled++
    }
    return this.waiting.length === 0 && this.canSend
  }

  /**
   * Resolves when there is room for a good many publishes: half of `maxOutstanding`, 500 at the most. Resolves at once
   * where there is. Until then the connection is read once a millisecond where nobody else waits for what it brings.
   * @throws {ChannelError | ConnectionError} where the publisher is closed, or closes before
   * @throws {TimeoutError | AbortedError} where that is not so within `timeoutMs` (default: that of the publisher), or
   * the signal says so
   */
  drained(options?: CallOptions): Promise<void> {
    limitOf(options)
    if (this.isClosed) return rejected(this.closedError())
    if (this.hasRoomToGoOn && options?.signal?.aborted !== true) return Promise.resolve()
    this.room ??= new RoomWait()
    const { promise } = this.room.ending
    return within('publisher.drained', promise, { ...options, place: NOWHERE }, this.timeoutMs)
  }

  /**
   * Publishes all that an iterable gives, as fast as the broker confirms, and resolves with their number when all are
   * confirmed. It stops at the first failure.
   * @throws the first failure
   * @throws {TimeoutError | AbortedError} where that is not done within `timeoutMs` (default: no limit), or the signal
   * says so; what was published by then stays published, and a message that the iterable gives later is dropped
   */
  publishAll(
    messages: Iterable<OutgoingMessage> | AsyncIterable<OutgoingMessage>,
    options?: CallOptions,
  ): Promise<number> {
    limitOf(options)
    const failures: unknown[] = []
    const onFailure = (error: unknown): void => void failures.push(error)
    let count = 0
    const all = async (): Promise<number> => {
      for await (const { args, properties, body } of messages) {
        while (this.unsettled >= this.maxOutstanding && failures.length === 0) await this.settledOne()
        if (failures.length > 0) break
        void this.publish(args, properties, body).catch(onFailure)
        count++
      }
      while (this.unsettled > 0 && failures.length === 0) await this.settledOne()
      if (failures.length > 0) throw failures[0]
      return count
    }
    const { signal } = options ?? {}
    const going = signal?.aborted === true ? Promise.resolve(0) : ignorable(all)
    return within('publishAll', going, options, undefined, onFailure)
  }

  /**
   * Resolves when every publish made so far has been confirmed.
   * @throws the first failure since the last call of this method, whether its publish has a promise or not
   * @throws {TimeoutError | AbortedError} where that is not done within `timeoutMs` (default: no limit but that of each
   * publish), or the signal says so
   */
  waitForConfirms(options?: CallOptions): Promise<void> {
    return ignorable(async () => {
      await within('waitForConfirms', this.settledAll(), options)
      const failure = this.firstFailure
      this.firstFailure = undefined
      if (failure !== undefined) throw failure
    })
  }

  /**
   * Waits for the confirms of what was published, whatever they say, and closes the channel.
   * @throws {TimeoutError | AbortedError} where that is not done within `timeoutMs` (default: no limit but that of each
   * publish), or the signal says so; the channel is closed then without waiting
   */
  close(options?: CallOptions): Promise<void> {
    return closeAfter('publisher.close', this.settledAll(), this.channel, options)
  }

  /** Ends it at the end of an `await using` block, as `close()` does. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  private async settledAll(): Promise<void> {
    while (this.unsettled > 0) await this.settledOne()
  }

  private settledOne(): Promise<void> {
    this.oneSettled ??= deferred()
    return this.oneSettled.promise
  }

  /** @internal */
  describe(): ChannelUse {
    const { window, waiting, maxOutstanding } = this
    return { publisher: { outstanding: window.size, waiting: waiting.length, maxOutstanding } }
  }

  /** @internal What was sent is lost to us, whatever became of it. What waits for its turn goes on waiting. */
  onLost(error: Error): void {
    this.flowing = false
    this.window.drain((publish) => publish.lose(error, error))
    this.window = new ConfirmWindow()
    this.batch = undefined
  }

  /** @internal */
  onRecovered(): void {
    this.onFlow(true)
  }

  /** Whether it is of no use any more. One that is lost with its connection will be. */
  private get isClosed(): boolean {
    return !this.channel.isOpen && !this.channel.isRecovering
  }

  private get canSend(): boolean {
    return this.flowing && this.window.size < this.maxOutstanding && this.owner.canPublish
  }

  private get hasRoomToGoOn(): boolean {
    const { window, waiting } = this
    return this.flowing && window.size + waiting.length <= this.goesOnAt && this.owner.canPublish
  }

  private sendInBatch(
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
  ): void {
    this.channel.write(args, properties, body, false)
    const { now } = this.owner
    if (this.batch?.since !== now) this.batch = new PublishBatch(now, this.onSettled)
    this.window.add(this.batch)
  }

  private send(
    publish: PendingPublish,
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
  ): void {
    const { nextNumber } = this.window
    const sent = args?.mandatory === true ? withSequence(properties, nextNumber) : properties
    this.channel.write(args, sent, body, false)
    publish.since = this.owner.now
    publish.sequenceNumber = this.window.add(publish)
  }

  private trySend(
    publish: PendingPublish,
    args: BasicPublishArgs,
    properties: BasicProperties | undefined,
    body: string | Uint8Array,
  ): void {
    try {
      this.send(publish, args, properties, body)
    } catch (error) {
      publish.fail(error as Error)
    }
  }

  private sendWaiting(): void {
    while (this.waiting.length > 0 && this.canSend) {
      const publish = this.waiting.shift() as PendingPublish
      if (publish.settled) continue
      const { args, properties, body } = publish.message as OutgoingMessage
      publish.message = undefined
      this.trySend(publish, args, properties, body)
    }
    if (this.room === undefined || !this.hasRoomToGoOn) return
    this.room.ending.resolve()
    this.room = undefined
  }

  private onConfirm(tag: number, multiple: boolean, accepted: boolean): void {
    const { heardAt } = this.owner
    this.window.settle(tag, multiple, accepted, (publish, taken, number) =>
      publish.confirm(taken, heardAt, number),
    )
    this.sendWaiting()
    if (this.room?.isLong(heardAt, this.window.size - this.goesOnAt) === true) this.owner.restReading()
  }

  private onReturn(message: ReturnedMessage): void {
    const number = sequenceOf(message)
    const publish = number === undefined ? undefined : this.window.get(number)
    if (publish instanceof PendingPublish) publish.returned = message
  }

  private onFlow(active: boolean): void {
    this.flowing = active
    this.sendWaiting()
  }

  private readonly onSettled = (error: Error | undefined): void => {
    this.firstFailure ??= error
    this.unsettled--
    // Those that were given up before their turn make way for those behind.
    while (this.waiting.peek()?.settled === true) this.waiting.shift()
    if (this.oneSettled === undefined) return
    this.oneSettled.resolve()
    this.oneSettled = undefined
  }

  private onClosed(reason: Error | undefined): void {
    clearInterval(this.clock)
    this.stopListening()
    const closed = this.closedError(reason)
    this.window.drain((publish) => publish.lose(reason, closed))
    for (let publish = this.waiting.shift(); publish !== undefined; publish = this.waiting.shift())
      publish.lose(reason, closed)
    this.room?.ending.reject(closed)
  }

  private timeOut(now: number): void {
    const limit = now - this.timeoutMs
    for (
      let first = this.window.first;
      first !== undefined && first.since <= limit;
      first = this.window.first
    ) {
      const { firstNumber } = this.window
      this.window.settle(firstNumber, false, false, (publish) => publish.timeOut(this.timeoutMs))
    }
    for (
      let next = this.waiting.peek();
      next !== undefined && next.since <= limit;
      next = this.waiting.peek()
    ) {
      this.waiting.shift()
      next.timeOut(this.timeoutMs)
    }
    this.sendWaiting()
  }

  private closedError(reason?: Error): Error {
    return reason instanceof AmqpError ? reason : publisherClosed()
  }
}

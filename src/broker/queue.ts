import type { FieldTable } from '../wire/field-value.ts'
import type { Clock } from './clock.ts'
import { ConsumerLine, type Taker } from './consumer-line.ts'
import type { DeathReason } from './death.ts'
import type { MemoryGauge } from './memory-gauge.ts'
import { type Message, QueuedMessage } from './message.ts'
import type { Profile } from './profile.ts'
import type { QueueRules } from './queue-rules.ts'
import { ReadyMessages } from './ready-messages.ts'

/** What a queue is declared with. */
export interface QueueSettings {
  readonly durable: boolean
  readonly autoDelete: boolean
  /** The connection that alone may use the queue and that takes it along when it ends; undefined for a queue of all. */
  readonly owner: object | undefined
  readonly arguments: FieldTable
  /** What the arguments ask for. */
  readonly rules: QueueRules
}

/** What a queue needs of the world that it is in. */
export interface QueueHost {
  readonly clock: Clock
  readonly profile: Profile
  /** Counts what waits in all queues. */
  readonly gauge: MemoryGauge
  /** The last consumer is gone. */
  onUnused(queue: Queue): void
  /** Nobody has used the queue for as long as it allows. */
  onForgotten(queue: Queue): void
  /** A message was not let in, and is nothing more. */
  onRefused(queue: Queue): void
  /** A message has left the queue without being acknowledged. */
  onDead(queue: Queue, queued: QueuedMessage, reason: DeathReason): void
}

/**
 * A queue: messages that wait, and consumers who take turns.
 *
 *     push ──▶ ready messages ──▶ whose turn it is ──▶ acknowledged
 *                 ▲    │                  │
 *     putBack ────┘    └─ too old, ───────┴─ rejected,
 *                         too many           too often ──▶ host.onDead
 */
export class Queue {
  readonly name: string
  readonly settings: QueueSettings
  /** Set when the queue is deleted. What comes back to it then is dropped. */
  isDeleted: boolean = false
  private readonly host: QueueHost
  private readonly ready: ReadyMessages
  private readonly line: ConsumerLine
  private nextPosition: number = 0
  /** Whether any message has come that may grow too old; where none has, no time is lost with looking. */
  private mayExpire: boolean = false
  private expiryTimer: { readonly atMs: number; readonly cancel: () => void } | undefined
  private forgetTimer: (() => void) | undefined

  constructor(name: string, settings: QueueSettings, host: QueueHost) {
    this.name = name
    this.settings = settings
    this.host = host
    this.ready = new ReadyMessages(host.gauge)
    this.line = new ConsumerLine(settings.rules.singleActiveConsumer)
    this.touch()
  }

  /** The number of messages that wait; those delivered and not acknowledged do not count. */
  get messageCount(): number {
    return this.ready.length
  }

  get consumerCount(): number {
    return this.line.size
  }

  /** Whether it takes no consumer that wants the queue for itself, or none at all. Quorum queues do not look at that. */
  refusesConsumer(isExclusive: boolean): boolean {
    const { type, singleActiveConsumer } = this.settings.rules
    if (type === 'quorum') return false
    return this.line.isTaken || (isExclusive && (this.line.size > 0 || singleActiveConsumer))
  }

  /** Somebody uses the queue: if it goes when it is unused, its time begins anew. */
  touch(): void {
    const { expiresMs } = this.settings.rules
    this.forgetTimer?.()
    this.forgetTimer = undefined
    if (expiresMs === Number.POSITIVE_INFINITY || this.line.size > 0 || this.isDeleted) return
    this.startForgetting(this.host.clock.now() + expiresMs)
  }

  /**
   * Takes a message, at its end or straight to who has room.
   * @param redelivered what its first delivery shall say
   * @returns false where the queue is full and refuses it
   */
  push(message: Message, redelivered: boolean = false): boolean {
    // It may be deleted after a message was routed to it, and before the transaction is committed.
    if (this.isDeleted) return true
    const queued = this.enqueued(message)
    queued.redelivered = redelivered
    if (this.isFullFor(message)) {
      if (this.settings.rules.overflow === 'reject-publish-dlx') this.host.onDead(this, queued, 'maxlen')
      else this.host.onRefused(this)
      return false
    }
    // Who is ready gets it, even if it may not wait at all.
    const taker = this.ready.length === 0 ? this.line.next() : undefined
    if (taker !== undefined) {
      taker.take(queued)
      return true
    }
    this.ready.push(queued)
    this.trim()
    this.deliver()
    return true
  }

  /** Takes the first message, for one who asks instead of consuming. */
  get(): QueuedMessage | undefined {
    this.touch()
    this.dropExpired()
    const queued = this.ready.take()
    // A quorum queue looks at the next one when somebody asks for it.
    if (this.settings.rules.type === 'classic') this.dropExpired()
    this.watchHead()
    return queued
  }

  /**
   * Takes back a message that was delivered. Nothing is delivered yet: `deliver` follows when all that come back are here.
   * @param isAttempt whether this counts as a failed attempt to handle it
   */
  putBack(queued: QueuedMessage, isAttempt: boolean): void {
    if (this.isDeleted) return
    const { type, deliveryLimit, maxPriority } = this.settings.rules
    queued.redelivered = true
    queued.returned++
    if (isAttempt || this.host.profile === 'rabbitmq-3.10') queued.attempts++
    if (queued.attempts > deliveryLimit) return this.host.onDead(this, queued, 'delivery_limit')
    if (type === 'classic') return this.ready.putBack(queued)
    // A quorum queue has no old places: what comes back is first. In RabbitMQ 3.10 without a limit it is last.
    queued.position = this.nextPosition++
    const isLast = this.host.profile === 'rabbitmq-3.10' && deliveryLimit === Number.POSITIVE_INFINITY
    if (isLast) this.ready.push(queued)
    else {
      queued.priority = maxPriority + 1
      this.ready.putBack(queued)
    }
  }

  /**
   * A delivery was rejected for good.
   * @param isAttempt as of `putBack`
   */
  bury(queued: QueuedMessage, isAttempt: boolean): void {
    if (isAttempt) queued.attempts++
    if (!this.isDeleted) this.host.onDead(this, queued, 'rejected')
  }

  /** Drops the messages that wait, and says how many there were. */
  purge(): number {
    const count = this.ready.clear()
    this.watchHead()
    return count
  }

  subscribe(taker: Taker): void {
    this.line.add(taker)
    this.touch()
    this.deliver()
  }

  unsubscribe(taker: Taker): void {
    this.line.remove(taker)
    this.touch()
    if (this.line.size === 0 && !this.isDeleted) this.host.onUnused(this)
    else this.deliver()
  }

  /** A consumer that had no room has some again. */
  resume(taker: Taker): void {
    this.line.resume(taker)
    this.deliver()
  }

  /** Hands out what waits to those who take turns, until there is nothing left or nobody has room. */
  deliver(): void {
    this.dropExpired()
    while (this.ready.length > 0) {
      const taker = this.line.next()
      if (taker === undefined) break
      taker.take(this.ready.take() as QueuedMessage)
      this.dropExpired()
    }
    this.watchHead()
  }

  /** Drops from the head what is over the limits. */
  trim(): void {
    const { maxLength, maxLengthBytes, overflow } = this.settings.rules
    if (overflow !== 'drop-head') return
    while (this.ready.length > maxLength || this.ready.bytes > maxLengthBytes) {
      this.host.onDead(this, this.ready.take() as QueuedMessage, 'maxlen')
    }
    this.watchHead()
  }

  /** Ends the queue, its consumers and its messages. */
  delete(): void {
    this.isDeleted = true
    for (const taker of this.line) {
      taker.isWaiting = false
      taker.onQueueDeleted()
    }
    this.stop()
  }

  /** Drops all that it holds, timers included. */
  stop(): void {
    this.ready.clear()
    this.forgetTimer?.()
    this.expiryTimer?.cancel()
    this.expiryTimer = undefined
  }

  private enqueued(message: Message): QueuedMessage {
    const { messageTtlMs, maxPriority, defaultPriority } = this.settings.rules
    const ttlMs = Math.min(messageTtlMs, message.expirationMs ?? Number.POSITIVE_INFINITY)
    const priority =
      maxPriority === 0 ? 0 : Math.min(message.content.properties.priority ?? defaultPriority, maxPriority)
    if (ttlMs === Number.POSITIVE_INFINITY)
      return new QueuedMessage(message, this.nextPosition++, ttlMs, priority)
    this.mayExpire = true
    return new QueuedMessage(message, this.nextPosition++, this.host.clock.now() + ttlMs, priority)
  }

  private isFullFor({ content }: Message): boolean {
    const { overflow, maxLength, maxLengthBytes } = this.settings.rules
    if (overflow === 'drop-head') return false
    return this.ready.length + 1 > maxLength || this.ready.bytes + content.bodyBytes > maxLengthBytes
  }

  /** A message is looked at when it is the first: behind one that may stay, another may stay too long. */
  private dropExpired(): void {
    if (!this.mayExpire) return
    const nowMs = this.host.clock.now()
    for (let head = this.ready.peek(); head !== undefined; head = this.ready.peek()) {
      if (head.expiresAtMs > nowMs) return
      this.ready.take()
      this.host.onDead(this, head, 'expired')
    }
  }

  /** Has the head looked at again when its time is over. */
  private watchHead(): void {
    if (!this.mayExpire) return
    const atMs = this.ready.peek()?.expiresAtMs ?? Number.POSITIVE_INFINITY
    if (this.expiryTimer?.atMs === atMs) return
    this.expiryTimer?.cancel()
    this.expiryTimer = undefined
    if (atMs === Number.POSITIVE_INFINITY) return
    const { clock } = this.host
    const cancel = clock.schedule(atMs - clock.now(), () => {
      this.expiryTimer = undefined
      this.deliver()
    })
    this.expiryTimer = { atMs, cancel }
  }

  private startForgetting(atMs: number): void {
    const { clock } = this.host
    this.forgetTimer = clock.schedule(atMs - clock.now(), () => {
      // One timer may not reach as far as that.
      if (clock.now() < atMs) this.startForgetting(atMs)
      else this.host.onForgotten(this)
    })
  }
}

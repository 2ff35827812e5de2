import {
  ACCESS_REFUSED,
  COMMAND_INVALID,
  NOT_FOUND,
  PRECONDITION_FAILED,
  RESOURCE_LOCKED,
} from '../generated/constants.ts'
import type {
  ExchangeBind,
  ExchangeDeclare,
  QueueBind,
  QueueDeclare,
  QueueDelete,
} from '../generated/types.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { typeName } from './argument-type.ts'
import { Bindings } from './bindings.ts'
import type { Clock } from './clock.ts'
import { DeadLetters } from './dead-letters.ts'
import type { DeathReason } from './death.ts'
import { checkExchangeEquivalence, checkQueueEquivalence } from './equivalence.ts'
import { type Destination, Exchange, isExchangeType } from './exchange.ts'
import type { MemoryGauge } from './memory-gauge.ts'
import type { Message, QueuedMessage } from './message.ts'
import type { Observer } from './observer.ts'
import type { BrokerSettings } from './options.ts'
import type { Profile } from './profile.ts'
import { Queue, type QueueHost } from './queue.ts'
import { queueRules } from './queue-rules.ts'
import type { ReplyListener } from './reply-queue.ts'
import { routed } from './route.ts'

/** The exchanges that every virtual host has from the start, by name. */
const PREDECLARED: readonly (readonly [name: string, type: string])[] = [
  ['', 'direct'],
  ['amq.direct', 'direct'],
  ['amq.fanout', 'fanout'],
  ['amq.topic', 'topic'],
  ['amq.headers', 'headers'],
  ['amq.match', 'headers'],
]
const RESERVED_PREFIX = 'amq.'
/** The most `#` that RabbitMQ 4.3 takes in a pattern. */
const MAX_WILDCARDS = 2

/** Which queue to delete, and on which conditions. */
type Deletion = Pick<QueueDelete, 'queue' | 'ifUnused' | 'ifEmpty'>
/** What tells the binding of a queue from all others. */
type QueueEnds = Pick<QueueBind, 'queue' | 'exchange' | 'routingKey' | 'arguments'>
type ExchangeEnds = Pick<ExchangeBind, 'source' | 'destination' | 'routingKey' | 'arguments'>

/**
 * A world of its own: exchanges, queues, and the bindings between them. What a client may not do is a `Refusal` in
 * RabbitMQ's words.
 */
export class VirtualHost implements QueueHost {
  readonly name: string
  readonly clock: Clock
  readonly profile: Profile
  readonly gauge: MemoryGauge
  /** Who wants to know what is decided. */
  readonly observer: Observer | undefined
  readonly exchanges: Map<string, Exchange> = new Map()
  readonly queues: Map<string, Queue> = new Map()
  readonly bindings: Bindings = new Bindings()
  private readonly deadLetters: DeadLetters
  /** The channels that wait for direct replies, by the address of each. */
  readonly replies: Map<string, ReplyListener> = new Map()
  /** The exclusive queues of each connection that has some. */
  private readonly owned: Map<object, Set<Queue>> = new Map()

  constructor(name: string, { clock, profile, observer }: BrokerSettings, gauge: MemoryGauge) {
    this.name = name
    this.clock = clock
    this.profile = profile
    this.gauge = gauge
    this.observer = observer
    this.deadLetters = new DeadLetters(this, (message) => {
      const exchange = this.exchanges.get(message.exchange)
      return exchange && this.route(exchange, message)
    })
    for (const [exchange, type] of PREDECLARED) {
      const settings = { type, durable: true, autoDelete: false, internal: false, arguments: {} }
      this.exchanges.set(exchange, new Exchange(exchange, settings))
    }
  }

  // ── Exchanges ──

  /** The exchange with this name, or a refusal. */
  exchange(name: string): Exchange {
    const exchange = this.exchanges.get(name)
    if (exchange === undefined) throw new Refusal(NOT_FOUND, `no ${this.exchangeTitle(name)}`)
    return exchange
  }

  declareExchange(declare: ExchangeDeclare): void {
    if (declare.passive) {
      this.refuseDefaultExchange(declare.exchange)
      this.exchange(declare.exchange)
      return
    }
    if (!isExchangeType(declare.type))
      throw new Refusal(
        this.profile === 'rabbitmq-3.10' ? COMMAND_INVALID : PRECONDITION_FAILED,
        `unknown exchange type '${declare.type}'`,
      )
    this.refuseDefaultExchange(declare.exchange)
    const { exchange: name, type, durable, autoDelete, internal } = declare
    const settings = { type, durable, autoDelete, internal, arguments: declare.arguments }
    checkAlternateExchange(settings.arguments, this.exchangeTitle(name))
    const existing = this.exchanges.get(name)
    if (existing !== undefined)
      return checkExchangeEquivalence(existing.settings, settings, this.exchangeTitle(name))
    refuseReservedName('exchange', name)
    this.exchanges.set(name, new Exchange(name, settings))
  }

  /** Deletes an exchange. One that does not exist counts as deleted. */
  deleteExchange(name: string, ifUnused: boolean): void {
    this.refuseDefaultExchange(name)
    if (name.startsWith(RESERVED_PREFIX)) {
      throw new Refusal(ACCESS_REFUSED, `deletion of system ${this.exchangeTitle(name)} not allowed`)
    }
    const exchange = this.exchanges.get(name)
    if (exchange === undefined) return
    if (ifUnused && this.bindings.hasSource(exchange)) {
      throw new Refusal(PRECONDITION_FAILED, `${this.exchangeTitle(name)} in use`)
    }
    this.removeExchange(exchange)
  }

  // ── Queues ──

  /**
   * The queue with this name, or a refusal.
   * @param user the connection that wants to use it
   */
  queue(name: string, user: object): Queue {
    const queue = this.queues.get(name)
    if (queue === undefined) throw new Refusal(NOT_FOUND, `no ${this.queueTitle(name)}`)
    if (queue.settings.owner !== undefined && queue.settings.owner !== user) throw this.locked(name)
    return queue
  }

  /** @param user the connection that declares it */
  declareQueue(declare: QueueDeclare, user: object): Queue {
    if (declare.passive) {
      const queue = this.queue(declare.queue, user)
      queue.touch()
      return queue
    }
    refuseReservedName('queue', declare.queue)
    return this.openQueue(declare.queue, declare, user)
  }

  /** Declares a queue whose name was made here, and may be of the reserved kind. */
  openQueue(name: string, declare: QueueDeclare, user: object): Queue {
    const owner = declare.exclusive ? user : undefined
    // An exclusive queue cannot outlive its connection, so it is not durable, whatever was asked.
    const durable = declare.durable && !declare.exclusive
    const title = this.queueTitle(name)
    const rules = queueRules(declare.arguments, title, this.profile)
    if (rules.type === 'quorum') refuseForQuorum(declare, title)
    const settings = { durable, autoDelete: declare.autoDelete, owner, arguments: declare.arguments, rules }
    const existing = this.queues.get(name)
    if (existing !== undefined) {
      if (existing.settings.owner !== owner) throw this.locked(name)
      checkQueueEquivalence(existing.settings, settings, title, this.profile)
      existing.touch()
      return existing
    }
    const queue = new Queue(name, settings, this)
    this.queues.set(name, queue)
    if (owner !== undefined) this.own(owner, queue)
    return queue
  }

  /**
   * The queue with this name, if it may be deleted; undefined where there is none, which counts as deleted.
   * @param user the connection that wants to delete it
   */
  deletableQueue({ queue: name, ifUnused, ifEmpty }: Deletion, user: object): Queue | undefined {
    if (!this.queues.has(name)) return undefined
    const queue = this.queue(name, user)
    if (ifUnused && queue.consumerCount > 0)
      throw new Refusal(PRECONDITION_FAILED, `${this.queueTitle(name)} in use`)
    if (ifEmpty && queue.messageCount > 0)
      throw new Refusal(PRECONDITION_FAILED, `${this.queueTitle(name)} not empty`)
    return queue
  }

  removeQueue(queue: Queue): void {
    this.queues.delete(queue.name)
    if (queue.settings.owner !== undefined) this.disown(queue.settings.owner, queue)
    const sources = this.bindings.removeDestination(queue)
    queue.delete()
    for (const source of sources) this.onBindingGone(source)
  }

  onUnused(queue: Queue): void {
    if (queue.settings.autoDelete) this.removeQueue(queue)
  }

  onForgotten(queue: Queue): void {
    this.removeQueue(queue)
  }

  onRefused({ name: queue }: Queue): void {
    const rule = 'the queue was full and refuses what is beyond its limit'
    this.observer?.({ kind: 'dropped', rule, virtualHost: this.name, queue, reason: 'refused' })
  }

  onDead(queue: Queue, queued: QueuedMessage, reason: DeathReason): void {
    this.deadLetters.add(queue, queued, reason)
  }

  /** The broker is closed: nothing may be left that waits for its time. */
  stop(): void {
    for (const queue of this.queues.values()) queue.stop()
  }

  /** A connection is gone, and its exclusive queues with it. */
  onUserGone(user: object): void {
    for (const queue of [...(this.owned.get(user) ?? [])]) this.removeQueue(queue)
  }

  // ── Bindings and routing ──

  /** @param user the connection that binds the queue */
  bindQueue({ queue, exchange, routingKey, arguments: args }: QueueEnds, user: object): void {
    this.refuseDefaultExchange(exchange)
    this.bind(this.exchange(exchange), this.queue(queue, user), routingKey, args)
  }

  /**
   * Removes a binding. One that does not exist counts as removed, and so does one whose ends do not exist.
   * @param user the connection that unbinds the queue
   */
  unbindQueue({ queue: name, exchange, routingKey, arguments: args }: QueueEnds, user: object): void {
    this.refuseDefaultExchange(exchange)
    const queue = this.queues.get(name)
    if (queue !== undefined) this.unbind(exchange, queue, routingKey, args, () => this.queue(name, user))
  }

  bindExchange({ source, destination, routingKey, arguments: args }: ExchangeEnds): void {
    this.refuseDefaultExchange(source)
    this.refuseDefaultExchange(destination)
    this.bind(this.exchange(source), this.exchange(destination), routingKey, args)
  }

  /** Removes a binding. One that does not exist counts as removed, and so does one whose ends do not exist. */
  unbindExchange({ source, destination: name, routingKey, arguments: args }: ExchangeEnds): void {
    this.refuseDefaultExchange(source)
    this.refuseDefaultExchange(name)
    const destination = this.exchanges.get(name)
    if (destination !== undefined) this.unbind(source, destination, routingKey, args)
  }

  /** The queues that a message goes to, each of them once. */
  route(exchange: Exchange, message: Message): readonly Queue[] {
    return routed(exchange, message, this)
  }

  /** Hands a message to the channel that waits for it; false where none has this address. */
  reply(message: Message): boolean {
    const listener = this.replies.get(message.routingKey)
    listener?.onReply(message)
    return listener !== undefined
  }

  // ── Words ──

  /** An exchange as refusals call it. */
  exchangeTitle(name: string): string {
    return `exchange '${name}' in vhost '${this.name}'`
  }

  /** A queue as refusals call it. */
  queueTitle(name: string): string {
    return `queue '${name}' in vhost '${this.name}'`
  }

  private bind(source: Exchange, destination: Destination, routingKey: string, args: FieldTable): void {
    const wildcards = routingKey.split('.').filter((word) => word === '#').length
    if (this.profile === 'rabbitmq-4.3' && source.settings.type === 'topic' && wildcards > MAX_WILDCARDS) {
      throw new Refusal(
        PRECONDITION_FAILED,
        `Topic binding key '${routingKey}' uses ${wildcards} '#' wildcards, at most ${MAX_WILDCARDS} are allowed`,
      )
    }
    this.bindings.add(source, destination, routingKey, args)
  }

  private unbind(
    from: string,
    to: Destination,
    routingKey: string,
    args: FieldTable,
    check?: () => void,
  ): void {
    const source = this.exchanges.get(from)
    const binding = source && this.bindings.find(source, to, routingKey, args)
    if (binding === undefined) return
    check?.()
    this.bindings.remove(binding)
    this.onBindingGone(binding.source)
  }

  private removeExchange(exchange: Exchange): void {
    this.exchanges.delete(exchange.name)
    this.bindings.removeSource(exchange)
    for (const source of this.bindings.removeDestination(exchange)) this.onBindingGone(source)
  }

  /** An auto-delete exchange goes with its last binding. */
  private onBindingGone(source: Exchange): void {
    if (source.settings.autoDelete && !this.bindings.hasSource(source)) this.removeExchange(source)
  }

  private own(owner: object, queue: Queue): void {
    const queues = this.owned.get(owner)
    if (queues === undefined) this.owned.set(owner, new Set([queue]))
    else queues.add(queue)
  }

  private disown(owner: object, queue: Queue): void {
    const queues = this.owned.get(owner)
    queues?.delete(queue)
    if (queues?.size === 0) this.owned.delete(owner)
  }

  private refuseDefaultExchange(name: string): void {
    if (name === '') throw new Refusal(ACCESS_REFUSED, 'operation not permitted on the default exchange')
  }

  private locked(name: string): Refusal {
    return new Refusal(
      RESOURCE_LOCKED,
      `cannot obtain exclusive access to locked ${this.queueTitle(name)}. It could be originally declared on another ` +
        'connection or the exclusive property value does not match that of the original declaration.',
    )
  }
}

function checkAlternateExchange({ 'alternate-exchange': alternate }: FieldTable, title: string): void {
  if (alternate === undefined || typeof alternate === 'string') return
  throw new Refusal(
    PRECONDITION_FAILED,
    `invalid type '${typeName(alternate)}' for arg 'alternate-exchange' in ${title}`,
  )
}

function refuseForQuorum({ durable, exclusive, autoDelete }: QueueDeclare, title: string): void {
  const property =
    (!durable && 'non-durable') || (exclusive && 'exclusive-owner') || (autoDelete && 'auto-delete')
  if (property !== false)
    throw new Refusal(PRECONDITION_FAILED, `invalid property '${property}' for ${title}`)
}

function refuseReservedName(kind: 'exchange' | 'queue', name: string): void {
  if (name.startsWith(RESERVED_PREFIX)) {
    throw new Refusal(ACCESS_REFUSED, `${kind} name '${name}' contains reserved prefix 'amq.*'`)
  }
}

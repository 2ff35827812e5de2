import { Fifo } from '../util/fifo.ts'
import type { Clock } from './clock.ts'
import { deadLetter, isCycle } from './dead-letter.ts'
import type { DeathReason } from './death.ts'
import type { Message, QueuedMessage } from './message.ts'
import type { Observer } from './observer.ts'
import type { Profile } from './profile.ts'
import type { Queue } from './queue.ts'
import { deathRules } from './rules.ts'

/** Where a dead letter leads, found as for any other message; undefined where its exchange is not there. */
export type FindQueues = (message: Message) => readonly Queue[] | undefined

const CYCLE_RULE =
  'it has died in this queue before, and nobody rejected it since: it would go in circles for ever'

/** What is to be known of the virtual host. */
export interface DeadLetterWorld {
  readonly name: string
  readonly clock: Clock
  readonly profile: Profile
  readonly observer: Observer | undefined
}

interface Dead {
  readonly queue: Queue
  readonly queued: QueuedMessage
  readonly reason: DeathReason
}

/**
 * Sends what queues give up to where they want it. Where that makes another queue give up something, it waits for its
 * turn: a chain of queues may be as long as it likes.
 */
export class DeadLetters {
  private readonly waiting: Fifo<Dead> = new Fifo()
  private readonly world: DeadLetterWorld
  private readonly find: FindQueues
  private isSending: boolean = false

  constructor(world: DeadLetterWorld, find: FindQueues) {
    this.world = world
    this.find = find
  }

  add(queue: Queue, queued: QueuedMessage, reason: DeathReason): void {
    this.waiting.push({ queue, queued, reason })
    if (this.isSending) return
    this.isSending = true
    for (let dead = this.waiting.shift(); dead !== undefined; dead = this.waiting.shift()) this.send(dead)
    this.isSending = false
  }

  private send({ queue, queued, reason }: Dead): void {
    const { clock, profile, observer, name: virtualHost } = this.world
    const route = queue.settings.rules.deadLetters
    const rule = deathRules[reason]
    if (route === undefined)
      return observer?.({ kind: 'dropped', rule, virtualHost, queue: queue.name, reason })
    const message = deadLetter(queued.message, queue.name, reason, route, clock.date(), profile)
    const [queues, circular] = this.destinations(message, reason)
    if (observer !== undefined) {
      const { exchange, routingKey } = message
      const names = queues.map(({ name }) => name)
      const where = { virtualHost, queue: queue.name, exchange, routingKey, queues: names }
      observer({ kind: 'dead-lettered', rule, reason, ...where })
      for (const { name } of circular)
        observer({ kind: 'dropped', rule: CYCLE_RULE, virtualHost, queue: name, reason: 'cycle' })
    }
    // RabbitMQ 4 remembers across the two queues that a message was handed out and came back.
    const redelivered = profile === 'rabbitmq-4.3' && queued.returned + queued.attempts > 0
    for (const next of queues) next.push(message, redelivered)
  }

  /** Where a dead letter goes, and where it would go in circles. */
  private destinations(message: Message, reason: DeathReason): readonly [Queue[], Queue[]] {
    const queues: Queue[] = []
    const circular: Queue[] = []
    for (const queue of this.find(message) ?? []) {
      if (reason !== 'rejected' && isCycle(queue.name, message.deaths ?? [])) circular.push(queue)
      else queues.push(queue)
    }
    return [queues, circular]
  }
}

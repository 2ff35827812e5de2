import { Fifo } from '../util/fifo.ts'
import type { Clock } from './clock.ts'
import { deadLetter, isCycle } from './dead-letter.ts'
import type { DeathReason } from './death.ts'
import type { Message, QueuedMessage } from './message.ts'
import type { Profile } from './profile.ts'
import type { Queue } from './queue.ts'

/** Where a dead letter leads, found as for any other message; undefined where its exchange is not there. */
export type FindQueues = (message: Message) => readonly Queue[] | undefined

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
  private readonly clock: Clock
  private readonly profile: Profile
  private readonly find: FindQueues
  private isSending: boolean = false

  constructor(clock: Clock, profile: Profile, find: FindQueues) {
    this.clock = clock
    this.profile = profile
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
    const route = queue.settings.rules.deadLetters
    if (route === undefined) return
    const message = deadLetter(queued.message, queue.name, reason, route, this.clock.date(), this.profile)
    // RabbitMQ 4 remembers across the two queues that a message was handed out and came back.
    const redelivered = this.profile === 'rabbitmq-4.3' && queued.returned + queued.attempts > 0
    for (const next of this.find(message) ?? []) {
      if (reason !== 'rejected' && isCycle(next.name, message.deaths ?? [])) continue
      next.push(message, redelivered)
    }
  }
}

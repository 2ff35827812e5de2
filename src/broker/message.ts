import type { Content } from '../protocol/content.ts'

/** A message as it was published. All queues that it was routed to hold this one object; its body is never copied. */
export interface Message {
  readonly exchange: string
  readonly routingKey: string
  readonly content: Content
}

/** A message in one queue: its place there, and whether it has left that place before. */
export class QueuedMessage {
  readonly message: Message
  /** Counts up from message to message of a queue. A message that comes back keeps its own. */
  readonly position: number
  /** Whether it was delivered before, to whomever. */
  redelivered: boolean = false

  constructor(message: Message, position: number) {
    this.message = message
    this.position = position
  }
}

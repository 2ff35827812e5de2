import type { Content } from '../protocol/content.ts'
import type { Death } from './death.ts'

/** A message as it was published. All queues that it was routed to hold this one object; its body is never copied. */
export interface Message {
  readonly exchange: string
  readonly routingKey: string
  readonly content: Content
  /** The further routing keys that its header `CC` names, which consumers see. */
  readonly copies?: readonly string[] | undefined
  /** The further routing keys that its header `BCC` named, which consumers do not see. */
  readonly blindCopies?: readonly string[] | undefined
  /** How long it may wait, in milliseconds; undefined for ever. */
  readonly expirationMs?: number | undefined
  /** What it died of before, the newest first, where it is a dead letter. */
  readonly deaths?: readonly Death[] | undefined
}

/** A message in one queue: its place there, and what has become of it so far. */
export class QueuedMessage {
  readonly message: Message
  /** Counts up from message to message of a queue. A message that comes back keeps its own, or gets a new one. */
  position: number
  /** When it has waited long enough, by the broker's clock. */
  readonly expiresAtMs: number
  /** Higher ones go first. A quorum queue raises it above all others when the message comes back. */
  priority: number
  /** Whether it was delivered before, to whomever. */
  redelivered: boolean = false
  /** How often it was handed out and came back. */
  returned: number = 0
  /** How many of these count against the delivery limit. */
  attempts: number = 0

  constructor(
    message: Message,
    position: number,
    expiresAtMs: number = Number.POSITIVE_INFINITY,
    priority: number = 0,
  ) {
    this.message = message
    this.position = position
    this.expiresAtMs = expiresAtMs
    this.priority = priority
  }
}

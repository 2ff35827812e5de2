import type { DeathReason } from './death.ts'

/** A message was published: the queues that it goes to, and whether it is given back because there are none. */
export interface RoutedDecision {
  /** Tells a routed message from the other decisions. */
  readonly kind: 'routed'
  /** The rule that this follows from, in a sentence for people; its words may change. */
  readonly rule: string
  /** The name of the virtual host that it was published in. */
  readonly virtualHost: string
  /** The exchange that it was published to; empty for the default exchange. */
  readonly exchange: string
  /** The routing key that it was published with. */
  readonly routingKey: string
  /** The names of the queues that it goes to, each once; none where it leads nowhere. */
  readonly queues: readonly string[]
  /** Whether it goes back to its publisher: it was mandatory, and there is no queue for it. */
  readonly isReturned: boolean
}

/** A message is gone: it has left its queue for good, or a full queue did not let it in. */
export interface DroppedDecision {
  /** Tells a dropped message from the other decisions. */
  readonly kind: 'dropped'
  /** The rule that this follows from, in a sentence for people; its words may change. */
  readonly rule: string
  /** The name of the queue's virtual host. */
  readonly virtualHost: string
  /** The name of the queue that it left, or did not get into. */
  readonly queue: string
  /** What it died of; `refused` by a full queue, or kept out of a `cycle` of dead letters that nobody rejected. */
  readonly reason: DeathReason | 'refused' | 'cycle'
}

/** A message has left its queue and goes on, to as many queues as its dead letter exchange leads to. */
export interface DeadLetteredDecision {
  /** Tells a dead letter from the other decisions. */
  readonly kind: 'dead-lettered'
  /** The rule that this follows from, in a sentence for people; its words may change. */
  readonly rule: string
  /** The name of the queue's virtual host. */
  readonly virtualHost: string
  /** The name of the queue that it left. */
  readonly queue: string
  /** What it died of. */
  readonly reason: DeathReason
  /** The dead letter exchange of the queue; empty for the default exchange. */
  readonly exchange: string
  /** The key that it goes on with: that of the queue's `x-dead-letter-routing-key`, or else its own. */
  readonly routingKey: string
  /** The names of the queues that it goes to; none where it leads nowhere, and the message is gone. */
  readonly queues: readonly string[]
}

/** What a client asked for is not done: its channel or its connection is closed with this code and this text. */
export interface RefusedDecision {
  /** Tells a refusal from the other decisions. */
  readonly kind: 'refused'
  /** The rule that this follows from, in a sentence for people; its words may change. */
  readonly rule: string
  /** The name of the user who asked; empty before the login. */
  readonly userName: string
  /** The code that the client is told, such as 404. */
  readonly replyCode: number
  /** The text that the client is told, such as `NOT_FOUND - no queue 'q' in vhost '/'`. */
  readonly replyText: string
}

/** A connection is not heard from `blocked` to `unblocked`. */
export interface BlockedDecision {
  /** Whether the connection is heard from now on (`unblocked`) or no more. */
  readonly kind: 'blocked' | 'unblocked'
  /** The rule that this follows from, in a sentence for people; its words may change. */
  readonly rule: string
  /** The name of the user whose connection it is. */
  readonly userName: string
}

/** What a broker has decided, with the rule that it follows from in a sentence. */
export type Decision =
  | RoutedDecision
  | DroppedDecision
  | DeadLetteredDecision
  | RefusedDecision
  | BlockedDecision

/** Sees each decision as it is made. It must not throw, and must not use the broker from within. */
export type Observer = (decision: Decision) => void

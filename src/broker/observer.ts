import type { DeathReason } from './death.ts'

/** A message was published: the queues that it goes to, and whether it is given back because there are none. */
export interface RoutedDecision {
  readonly kind: 'routed'
  readonly rule: string
  readonly virtualHost: string
  readonly exchange: string
  readonly routingKey: string
  readonly queues: readonly string[]
  readonly isReturned: boolean
}

/** A message is gone: it has left its queue for good, or a full queue did not let it in. */
export interface DroppedDecision {
  readonly kind: 'dropped'
  readonly rule: string
  readonly virtualHost: string
  readonly queue: string
  readonly reason: DeathReason | 'refused' | 'cycle'
}

/** A message has left its queue and goes on, to as many queues as its dead letter exchange leads to. */
export interface DeadLetteredDecision {
  readonly kind: 'dead-lettered'
  readonly rule: string
  readonly virtualHost: string
  readonly queue: string
  readonly reason: DeathReason
  readonly exchange: string
  readonly routingKey: string
  readonly queues: readonly string[]
}

/** What a client asked for is not done: its channel or its connection is closed with this code and this text. */
export interface RefusedDecision {
  readonly kind: 'refused'
  readonly rule: string
  readonly userName: string
  readonly replyCode: number
  readonly replyText: string
}

/** A connection is not heard from `blocked` to `unblocked`. */
export interface BlockedDecision {
  readonly kind: 'blocked' | 'unblocked'
  readonly rule: string
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

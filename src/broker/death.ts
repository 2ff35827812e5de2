import type { FieldTable } from '../wire/field-value.ts'

/**
 * Why a message left its queue other than by being acknowledged, as the header `x-death` says it: a consumer did not
 * want it, its time was over, the queue was full, or it came back to a quorum queue too often.
 */
export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit'

/** One entry of the header `x-death`: what a message died of, and where. */
export interface Death {
  readonly queue: string
  /** A `DeathReason`, or what a client made up. */
  readonly reason: string
  readonly entry: FieldTable
}

/** Where the dead letters of a queue go. */
export interface DeadLetterRoute {
  readonly exchange: string
  /** The key that they get; undefined where they keep their own. */
  readonly routingKey: string | undefined
}

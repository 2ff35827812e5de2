import type { OnDelivery } from './consumers.ts'
import type { ObservedChannel } from './diagnostics.ts'
import type { RecoverySnapshot } from './snapshot.ts'

/**
 * Who gives a connection its next life when one is lost. The client does without: then the loss is the end.
 *
 *     open ──lost──▶ Renewal.onLost ──▶ recovering … ──▶ Connection.adopt ──▶ open
 *                                            └──close, or given up──▶ over
 */
export interface Renewal {
  /** Keeps record of what was done on channels, so that it can be done again. */
  readonly record: Recorder
  /** Resolves when there is a next life; rejects where there will be none. Only asked for between two lives. */
  readonly back: Promise<void>
  /** What it is doing, between two lives. */
  readonly snapshot: RecoverySnapshot | undefined
  /** A life was lost that nobody had asked to end. */
  onLost(error: Error): void
  /** Nothing is renewed from here on: the program has asked for the end. */
  stop(): void
}

/** Something that the broker has done, or will, where it was asked with no-wait. */
export interface Done {
  readonly channel: ObservedChannel
  /** The place of the call among all calls. */
  readonly place: number
  /** Such as `queue.declare`. */
  readonly method: string
  readonly args: object
  /** The fields of the answer. */
  readonly reply: object | undefined
  /** Who gets the deliveries, where it was basic.consume. */
  readonly onDelivery?: OnDelivery
}

/** What was done on channels, as far as it has to be done again on a new connection. */
export interface Recorder {
  /** A place for a call that is about to be made: answers come in another order now and then. */
  nextPlace(): number
  onDone(done: Done): void
  /** The broker has ended a consumer. */
  onConsumerGone(channel: ObservedChannel, consumerTag: string): void
  /** A channel is gone for good. */
  onChannelGone(channel: ObservedChannel): void
}

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

/** What was done on channels, as far as it has to be done again on a new connection. */
export interface Recorder {
  /**
   * The broker has done what a call asked for, or will, where it said no-wait.
   * @param reply the fields of the answer
   * @param onDelivery who gets the deliveries, where it was basic.consume
   */
  onDone(
    channel: ObservedChannel,
    method: string,
    args: object,
    reply: object | undefined,
    onDelivery?: OnDelivery,
  ): void
  /** The broker has ended a consumer. */
  onConsumerGone(channel: ObservedChannel, consumerTag: string): void
  /** A channel is gone for good. */
  onChannelGone(channel: ObservedChannel): void
}

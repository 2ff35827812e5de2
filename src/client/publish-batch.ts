import { lost, nacked, unconfirmed } from './publish-failure.ts'

/**
 * Publishes that left together and have no promise of their own. All of them are the same object in the window of their
 * publisher, so that one more takes no memory but its place there (docs/decisions/0006).
 *
 *     window  │ batch │ batch │ batch │ publish with a promise │ later batch │ later batch │
 *     number      7       8       9              10                  11            12
 */
export class PublishBatch {
  /** When they left, in milliseconds. */
  readonly since: number
  private readonly onSettled: (error: Error | undefined) => void

  /** @param onSettled called for each of them */
  constructor(since: number, onSettled: (error: Error | undefined) => void) {
    this.since = since
    this.onSettled = onSettled
  }

  /** The broker has said what became of one of them. */
  confirm(accepted: boolean, _now: number, sequenceNumber: number): void {
    this.onSettled(accepted ? undefined : nacked(sequenceNumber))
  }

  /** The time of one of them is over. */
  timeOut(timeoutMs: number): void {
    this.onSettled(unconfirmed(timeoutMs))
  }

  /** The channel is gone. */
  lose(reason: Error | undefined): void {
    this.onSettled(lost(reason))
  }
}

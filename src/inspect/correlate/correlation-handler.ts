import type { CommandHandler } from '../command-stream.ts'
import type {
  ConsumerWindow,
  SeenBlocking,
  SeenCall,
  SeenDelivery,
  SeenPause,
  SeenPublish,
  SeenRefusal,
  SeenRpc,
  SeenSilence,
  SeenUnmatched,
} from './facts.ts'

/**
 * Takes what a Correlator finds. Each thing is told once, as soon as nothing more can become of it; what has not come to
 * its end is in the `OpenEnds`. A command is told by `onCommand` before anything that is found with it.
 */
export interface CorrelationHandler extends CommandHandler {
  /** A call has its answer, or will have none. */
  onCall(call: SeenCall): void
  /** It is known what became of a publish, or can no longer be. */
  onPublish(publish: SeenPublish): void
  /** A delivery is settled, or can no longer be. */
  onDelivery(delivery: SeenDelivery): void
  /** A request has its reply, or is given up. */
  onRpc(rpc: SeenRpc): void
  /** A broker closed a channel or a connection with a reason. */
  onRefusal(refusal: SeenRefusal): void
  /** A peer was silent for longer than it should be. */
  onSilence(silence: SeenSilence): void
  /** A connection is not blocked any more. */
  onBlocking(blocking: SeenBlocking): void
  /** A channel is not paused any more. */
  onPause(pause: SeenPause): void
  /** A consumer is gone: cancelled, or with its channel. What it has not settled can still be. */
  onConsumer(window: ConsumerWindow): void
  /** A command's partner is not known. */
  onUnmatched(unmatched: SeenUnmatched): void
}

import type { CorrelationHandler } from '../correlate/correlation-handler.ts'
import type { SeenCommand } from '../seen-command.ts'
import { numberOf, type Ties } from './item.ts'

const NONE: Ties = { answers: [] }

/**
 * Gathers what a Correlator says of a command while it looks at the command's last frame, so that it can be shown in the
 * same line.
 */
export class TieCollector implements Partial<CorrelationHandler> {
  private readonly found: Map<SeenCommand, Ties> = new Map()

  /** What was said of a command since the last `forget`. */
  of(command: SeenCommand): Ties {
    return this.found.get(command) ?? NONE
  }

  /** What was said of any command, for a frame that may be its last. */
  ofFrame(number: number): Ties {
    for (const [{ frames }, ties] of this.found) if (frames.at(-1)?.number === number) return ties
    return NONE
  }

  forget(): void {
    this.found.clear()
  }

  onCall: CorrelationHandler['onCall'] = ({ call, reply, latencySeconds }) => {
    if (reply !== undefined) this.tie(reply, call, latencySeconds)
  }

  onPublish: CorrelationHandler['onPublish'] = ({ publish, settledBy, outcome, latencySeconds }) => {
    if (settledBy !== undefined && outcome !== 'unsettled') this.tie(settledBy, publish, latencySeconds)
  }

  onDelivery: CorrelationHandler['onDelivery'] = ({ delivery, settledBy, outcome, latencySeconds }) => {
    if (settledBy !== undefined && outcome !== 'unsettled') this.tie(settledBy, delivery, latencySeconds)
  }

  onRpc: CorrelationHandler['onRpc'] = ({
    request,
    requestDelivery,
    reply,
    replyDelivery,
    latencySeconds,
  }) => {
    const last = replyDelivery ?? reply
    const first = request ?? requestDelivery
    if (last !== undefined && first !== undefined) this.tie(last, first, latencySeconds)
  }

  onRefusal: CorrelationHandler['onRefusal'] = ({ close, refused }) => {
    this.change(close, { isRefusal: true })
    if (refused !== undefined && !this.of(close).answers.includes(numberOf(refused)))
      this.tie(close, refused, undefined)
  }

  onUnmatched: CorrelationHandler['onUnmatched'] = ({ command, reason }) => {
    this.change(command, { problem: reason })
  }

  private tie(command: SeenCommand, partner: SeenCommand, latencySeconds: number | undefined): void {
    const { answers, latencyMs = 0 } = this.of(command)
    this.change(command, {
      answers: [...answers, numberOf(partner)],
      ...(latencySeconds === undefined ? {} : { latencyMs: Math.max(latencyMs, latencySeconds * 1000) }),
    })
  }

  private change(command: SeenCommand, more: Partial<Ties>): void {
    this.found.set(command, { ...this.of(command), ...more })
  }
}

import type { CorrelationHandler, SeenDelivery, SeenPublish } from '../../inspect/index.ts'
import { Latency, type Percentiles } from '../perf/latency.ts'

/** What became of calls and messages, and how long it took. */
export class Outcomes implements Partial<CorrelationHandler> {
  readonly publishes: Map<SeenPublish['outcome'], number> = new Map()
  readonly deliveries: Map<SeenDelivery['outcome'], number> = new Map()
  /** Messages that came back because no queue took them. */
  returned: number = 0
  /** Deliveries that a broker says were delivered before. */
  redelivered: number = 0
  /** Channels and connections that a broker closed for a reason. */
  refusals: number = 0
  private readonly latencies: Map<string, Latency> = new Map()

  /** How long each operation took, in the order in which they were first seen. */
  operations(): { readonly operation: string; readonly count: number; readonly times: Percentiles }[] {
    return [...this.latencies].map(([operation, latency]) => ({
      operation,
      count: latency.count,
      times: latency.total() as Percentiles,
    }))
  }

  onCall: CorrelationHandler['onCall'] = ({ call, latencySeconds, outcome }) => {
    if (outcome === 'answered') this.took(call.method.name, latencySeconds)
  }

  onPublish: CorrelationHandler['onPublish'] = ({ outcome, returned, latencySeconds }) => {
    this.publishes.set(outcome, (this.publishes.get(outcome) ?? 0) + 1)
    if (returned !== undefined) this.returned++
    if (outcome === 'acked' || outcome === 'nacked') this.took('publish to confirm', latencySeconds)
  }

  onDelivery: CorrelationHandler['onDelivery'] = ({ delivery, outcome, latencySeconds }) => {
    this.deliveries.set(outcome, (this.deliveries.get(outcome) ?? 0) + 1)
    if (delivery.args['redelivered'] === true) this.redelivered++
    if (outcome === 'acked' || outcome === 'nacked' || outcome === 'rejected')
      this.took('delivery to ack', latencySeconds)
  }

  onRpc: CorrelationHandler['onRpc'] = ({ latencySeconds, outcome }) => {
    if (outcome === 'answered') this.took('request to reply', latencySeconds)
  }

  onRefusal: CorrelationHandler['onRefusal'] = () => {
    this.refusals++
  }

  private took(operation: string, seconds: number | undefined): void {
    if (seconds === undefined) return
    let latency = this.latencies.get(operation)
    if (latency === undefined) this.latencies.set(operation, (latency = new Latency()))
    latency.record(seconds * 1000)
  }
}

import { Latency } from './latency.ts'

/** What is counted, each thing from the start on. */
export interface Counts {
  published: number
  confirmed: number
  nacked: number
  returned: number
  received: number
}

/** All that a run measures of its messages. Producers and consumers write into it, reports read it. */
export class Meter {
  readonly counts: Counts = { published: 0, confirmed: 0, nacked: 0, returned: 0, received: 0 }
  /** From the time a message was meant to leave to its arrival at a consumer. */
  readonly consumerLatency: Latency = new Latency()
  /** From the time a message was meant to leave to its confirm. */
  readonly confirmLatency: Latency = new Latency()
  /** How much later than it was meant to a message left. */
  readonly sendDelay: Latency = new Latency()
  /** Messages that came without a stamp, or with one of another run. */
  foreign: number = 0
  /** Messages that the broker said it may have delivered before. */
  redelivered: number = 0
  outOfOrder: number = 0
}

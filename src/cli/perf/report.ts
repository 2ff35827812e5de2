import type { Costs } from './cost.ts'
import type { Percentiles } from './latency.ts'
import type { Counts } from './meter.ts'

/** What is known when a run begins. */
export interface Start {
  /** The client library and its version. */
  readonly client: string
  /** The broker's product and version. */
  readonly broker: string
  /** Where it is, without credentials. */
  readonly address: string
  /** Whether it is the broker that comes along, in a process of its own. */
  readonly isOwn: boolean
  /** The load, in words. */
  readonly load: string
}

/** The latencies that are measured, in milliseconds; each undefined where there were none. */
export interface Latencies {
  readonly consumer: Percentiles | undefined
  readonly confirm: Percentiles | undefined
  readonly sendDelay: Percentiles | undefined
}

/** What happened since the report before. */
export interface Sample {
  /** Its end, in seconds after the start. */
  readonly atSeconds: number
  /** How long it is. */
  readonly seconds: number
  /** Per second. */
  readonly rates: Readonly<Counts>
  readonly latencies: Latencies
  /** Processor time in use, 1 for one core. */
  readonly cpuShare: number
  readonly gcMs: number
  /** Why the broker takes no messages, where it does not. */
  readonly blocked: string | undefined
}

/** What became of all messages. */
export interface Balance {
  /** Messages that were published and neither came nor are in a queue; undefined where that cannot be told. */
  readonly lost: number | undefined
  /** Messages in the queues at the end; undefined where that cannot be told. */
  readonly left: number | undefined
  /** Messages that are missing before others of their kind that came. */
  readonly missing: number
  readonly duplicates: number
  readonly outOfOrder: number
  readonly redelivered: number
  readonly foreign: number
}

/** What ended a run. */
export type Ending = 'time' | 'count' | 'quiet' | 'interrupt' | 'failure'

export interface Summary {
  readonly ending: Ending
  /** From the start until the last message was published, and until the last one came. */
  readonly publishSeconds: number
  readonly receiveSeconds: number
  readonly counts: Readonly<Counts>
  readonly latencies: Latencies
  /** For each share of all cases, in percent, how long it took at most, in milliseconds. */
  readonly distributions: { readonly consumer: Distribution; readonly confirm: Distribution }
  readonly balance: Balance
  readonly costs: Costs
  /** How long that was measured. */
  readonly seconds: number
}

export type Distribution = readonly { readonly percent: number; readonly ms: number }[]

/** Is told of a run as it goes on. */
export interface Reporter {
  onStart?(start: Start): void
  onSample?(sample: Sample): void
  onEnd?(summary: Summary): void | Promise<void>
}

/** A message was published or received: each of these costs something. */
export function cpuPerMessageUs({ costs, counts }: Summary): number {
  const messages = counts.published + counts.received
  return messages === 0 ? 0 : (costs.cpuMs * 1000) / messages
}

export function perSecond(count: number, seconds: number): number {
  return seconds > 0 ? count / seconds : 0
}

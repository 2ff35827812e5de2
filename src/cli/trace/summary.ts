import type { OpenEnds } from '../../inspect/index.ts'
import { numberOf } from '../../inspect/watch/item.ts'
import type { Percentiles } from '../perf/latency.ts'
import type { BothWays, Counts } from './counts.ts'
import type { Outcomes } from './outcomes.ts'

/** What a trace comes to, at its end. */
export interface Summary {
  readonly seconds: number
  readonly connections: number
  readonly openConnections: number
  readonly frames: BothWays
  readonly bytes: BothWays
  readonly missingBytes: number
  /** The most frequent first. */
  readonly byName: readonly { readonly name: string; readonly counts: BothWays }[]
  /** Where commands were put together. */
  readonly commands?: CommandSummary
}

/** What became of commands. */
interface CommandSummary {
  readonly operations: readonly {
    readonly operation: string
    readonly count: number
    readonly times: Percentiles
  }[]
  readonly publishes: Readonly<Record<string, number>>
  readonly deliveries: Readonly<Record<string, number>>
  readonly returned: number
  readonly redelivered: number
  readonly refusals: number
  /** What is still open, by what it waits for. */
  readonly open: readonly Open[]
}

/** What waits for the same thing. */
export interface Open {
  readonly what: string
  readonly count: number
  /** The oldest: the number of its first frame, its name, and how long it waits. */
  readonly oldest: { readonly number: number; readonly name: string; readonly ageSeconds: number }
}

export function summed(counts: Counts, outcomes?: Outcomes, open?: OpenEnds): Summary {
  const { seconds, connections, openConnections, frames, bytes, missingBytes, byName } = counts
  const total = (ways: BothWays): number => ways['client-to-broker'] + ways['broker-to-client']
  return {
    seconds,
    connections,
    openConnections,
    frames,
    bytes,
    missingBytes,
    byName: Array.from(byName, ([name, counts]) => ({ name, counts })).sort(
      (a, b) => total(b.counts) - total(a.counts) || (a.name < b.name ? -1 : 1),
    ),
    ...(outcomes === undefined || open === undefined
      ? {}
      : {
          commands: {
            operations: outcomes.operations(),
            publishes: Object.fromEntries(outcomes.publishes),
            deliveries: Object.fromEntries(outcomes.deliveries),
            returned: outcomes.returned,
            redelivered: outcomes.redelivered,
            refusals: outcomes.refusals,
            open: openOf(open),
          },
        }),
  }
}

function openOf({ calls, publishes, deliveries, rpcs, contents, blocked, paused }: OpenEnds): Open[] {
  const groups = {
    'calls without a reply': calls,
    'publishes without a confirm': publishes,
    'deliveries without an ack': deliveries,
    'requests without an answer': rpcs,
    'messages without all of their content': contents,
    'connections that are blocked': blocked,
    'channels that are paused': paused,
  }
  return Object.entries(groups).flatMap(([what, ends]) => {
    const [first] = ends
    if (first === undefined) return []
    const oldest = ends.reduce((a, b) => (b.ageSeconds > a.ageSeconds ? b : a), first)
    const { command, ageSeconds } = oldest
    return [
      {
        what,
        count: ends.length,
        oldest: { number: numberOf(command), name: command.method.name, ageSeconds },
      },
    ]
  })
}

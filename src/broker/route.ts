import type { Exchange } from './exchange.ts'
import type { Message } from './message.ts'
import { Queue } from './queue.ts'

/** Where a message can be on its way, by name. */
export interface Places {
  readonly exchanges: ReadonlyMap<string, Exchange>
  readonly queues: ReadonlyMap<string, Queue>
}

/**
 * The queues that a message goes to, each of them once.
 *
 *     exchange ──keys──▶ queues, and further exchanges ──▶ …
 *         └── leads nowhere ──▶ its alternate exchange ──▶ …
 */
export function routed(exchange: Exchange, message: Message, places: Places): readonly Queue[] {
  const found = destinations(exchange, message, places)
  if (found.every((destination) => destination instanceof Queue)) return found as readonly Queue[]
  // Exchanges may lead to each other in circles: each is visited once.
  const reached = new Set<Queue | Exchange>([exchange, ...found])
  for (const destination of reached) {
    if (destination === exchange || destination instanceof Queue) continue
    for (const next of destinations(destination, message, places)) reached.add(next)
  }
  return [...reached].filter((destination) => destination instanceof Queue)
}

/** Where one exchange leads to; to its alternate exchange where that is nowhere. */
function destinations(exchange: Exchange, message: Message, places: Places): readonly (Queue | Exchange)[] {
  const { routingKey, copies, blindCopies } = message
  if (copies === undefined && blindCopies === undefined) {
    const found = destinationsOf(exchange, routingKey, message, places)
    return found.length > 0 ? found : alternatesOf(exchange, places)
  }
  const found = new Set<Queue | Exchange>()
  for (const key of [routingKey, ...(copies ?? []), ...(blindCopies ?? [])]) {
    for (const destination of destinationsOf(exchange, key, message, places)) found.add(destination)
  }
  return found.size > 0 ? [...found] : alternatesOf(exchange, places)
}

function destinationsOf(
  exchange: Exchange,
  key: string,
  { content }: Message,
  { queues }: Places,
): readonly (Queue | Exchange)[] {
  if (exchange.name !== '') return exchange.router.route(key, content)
  // The default exchange has a binding to each queue, under its name, that nobody sees.
  const queue = queues.get(key)
  return queue === undefined ? [] : [queue]
}

/** An alternate exchange that is not there is passed over. */
function alternatesOf({ settings }: Exchange, { exchanges }: Places): readonly Exchange[] {
  const name = settings.arguments['alternate-exchange']
  const alternate = typeof name === 'string' ? exchanges.get(name) : undefined
  return alternate === undefined ? [] : [alternate]
}

import { Fifo } from '../../util/fifo.ts'
import type { SeenCommand } from '../seen-command.ts'
import { isSameButHeaders } from './same-message.ts'
import { isBefore } from './sequence.ts'

/** How many deliveries are remembered, of those that may come again: the last ones. */
const MAX_REMEMBERED = 4096
/** How many deliveries that may say the same are looked at. */
const MAX_LOOKED_AT = 32
/** How many octets of a body tell it from most others. */
const TELLING_BYTES = 64

interface Entry {
  /** Undefined once it is forgotten: what is settled soon must not be kept in memory until its turn comes. */
  delivery: SeenCommand | undefined
  /** Where it came from, where that is known. */
  readonly queue: string | undefined
  readonly route: Route
}

/** Deliveries with the same exchange, routing key, message id, size and first octets: most likely the same message. */
interface Route {
  readonly key: string
  /** Those that went back to their queue, as far as was seen. */
  readonly back: Set<Entry>
  /** Those that somebody holds, who may be gone without a word that was seen. */
  readonly held: Set<Entry>
}

/**
 * The deliveries of all connections that may come again, to tie what is redelivered to what it most likely repeats: a
 * message is the same where exchange, routing key, properties and body are, and the queue where it is known. Of several
 * the one that was delivered first is taken, since a broker puts messages back in their old order.
 */
export class Redeliveries {
  private readonly routes: Map<string, Route> = new Map()
  private readonly entries: Map<SeenCommand, Entry> = new Map()
  /** The last ones, forgotten or not. */
  private readonly order: Fifo<Entry> = new Fifo()

  /** Takes in a delivery that may have to come again. */
  add(delivery: SeenCommand, queue: string | undefined): void {
    const key = routeKeyOf(delivery)
    const route = this.routes.get(key) ?? { key, back: new Set(), held: new Set() }
    const entry = { delivery, queue, route }
    this.routes.set(key, route)
    route.held.add(entry)
    this.entries.set(delivery, entry)
    this.order.push(entry)
    if (this.order.length > MAX_REMEMBERED) this.delete(this.order.shift()?.delivery)
  }

  /** Takes note that a delivery went back to its queue. */
  wentBack(delivery: SeenCommand): void {
    const entry = this.entries.get(delivery)
    if (entry?.route.held.delete(entry) === true) entry.route.back.add(entry)
  }

  /** Forgets a delivery, which will not come again. */
  delete(delivery: SeenCommand | undefined): void {
    const entry = delivery && this.entries.get(delivery)
    if (entry === undefined) return
    const { key, back, held } = entry.route
    this.entries.delete(delivery as SeenCommand)
    entry.delivery = undefined
    back.delete(entry)
    held.delete(entry)
    if (back.size + held.size === 0) this.routes.delete(key)
  }

  /** Takes out the delivery that a redelivered one most likely repeats. */
  take(redelivered: SeenCommand, queue: string | undefined): SeenCommand | undefined {
    const route = this.routes.get(routeKeyOf(redelivered))
    if (route === undefined) return undefined
    const found = oldestOf(route.back, redelivered, queue) ?? oldestOf(route.held, redelivered, queue)
    this.delete(found)
    return found
  }
}

/** The one that was delivered first of those that say the same. */
function oldestOf(
  entries: ReadonlySet<Entry>,
  redelivered: SeenCommand,
  queue: string | undefined,
): SeenCommand | undefined {
  let oldest: SeenCommand | undefined
  let lookedAt = 0
  for (const { delivery, queue: from } of entries) {
    if (lookedAt++ === MAX_LOOKED_AT) break
    const isFromElsewhere = from !== undefined && queue !== undefined && from !== queue
    if (delivery === undefined || isFromElsewhere || !isSameButHeaders(delivery, redelivered)) continue
    if (oldest === undefined || isBefore(delivery, oldest)) oldest = delivery
  }
  return oldest
}

function routeKeyOf({ args, content }: SeenCommand): string {
  const { exchange, routingKey } = args
  const { properties, bodyBytes, body } = content ?? {}
  // What is redelivered comes with the same body, so this need not be a good hash.
  let hash = 0
  for (let at = 0; at < Math.min(body?.length ?? 0, TELLING_BYTES); at++)
    hash = (hash * 31 + (body?.[at] ?? 0)) | 0
  return `${exchange}\0${routingKey}\0${properties?.['messageId'] ?? ''}\0${bodyBytes} ${hash}`
}

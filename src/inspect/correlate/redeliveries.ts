import type { SeenCommand } from '../seen-command.ts'
import { isSameButHeaders } from './same-message.ts'

/** How many deliveries are remembered that may come again. */
const MAX_REMEMBERED = 16_384

interface Entry {
  readonly delivery: SeenCommand
  /** Where it came from, where that is known. */
  readonly queue: string | undefined
  /** Whether it went back to its queue, as far as was seen. */
  isBack: boolean
}

/**
 * The deliveries of all connections that may come again, to tie what is redelivered to what it most likely repeats: a
 * message is the same where exchange, routing key, properties and body are, and the queue where it is known. Of several
 * the one that was delivered first is taken, since a broker puts messages back in their old order.
 */
export class Redeliveries {
  private readonly byRoute: Map<string, Set<Entry>> = new Map()
  private readonly byDelivery: Map<SeenCommand, Entry> = new Map()

  /** Takes in a delivery that may have to come again. */
  add(delivery: SeenCommand, queue: string | undefined): void {
    const entry = { delivery, queue, isBack: false }
    const route = routeOf(delivery)
    const entries = this.byRoute.get(route)
    if (entries === undefined) this.byRoute.set(route, new Set([entry]))
    else entries.add(entry)
    this.byDelivery.set(delivery, entry)
    if (this.byDelivery.size <= MAX_REMEMBERED) return
    const [oldest] = this.byDelivery.keys()
    this.delete(oldest as SeenCommand)
  }

  /** Takes note that a delivery went back to its queue. */
  wentBack(delivery: SeenCommand): void {
    const entry = this.byDelivery.get(delivery)
    if (entry !== undefined) entry.isBack = true
  }

  /** Forgets a delivery, which will not come again. */
  delete(delivery: SeenCommand): void {
    const entry = this.byDelivery.get(delivery)
    if (entry === undefined) return
    this.byDelivery.delete(delivery)
    const route = routeOf(delivery)
    const entries = this.byRoute.get(route)
    entries?.delete(entry)
    if (entries?.size === 0) this.byRoute.delete(route)
  }

  /** Takes out the delivery that a redelivered one most likely repeats. */
  take(redelivered: SeenCommand, queue: string | undefined): SeenCommand | undefined {
    let found: Entry | undefined
    for (const entry of this.byRoute.get(routeOf(redelivered)) ?? []) {
      const isFromElsewhere = entry.queue !== undefined && queue !== undefined && entry.queue !== queue
      if (isFromElsewhere || (found !== undefined && !entry.isBack)) continue
      if (!isSameButHeaders(entry.delivery, redelivered)) continue
      found = entry
      // Who still holds it may be gone without a word that was seen; but what is back is more likely.
      if (entry.isBack) break
    }
    if (found !== undefined) this.delete(found.delivery)
    return found?.delivery
  }
}

function routeOf({ args, content }: SeenCommand): string {
  const { exchange, routingKey } = args
  return `${exchange}\0${routingKey}\0${content?.properties['messageId'] ?? ''}\0${content?.bodyBytes}`
}

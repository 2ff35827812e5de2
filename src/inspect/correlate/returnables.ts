import type { SeenCommand } from '../seen-command.ts'
import { hasSameHeaders, isSameButHeaders } from './same-message.ts'

/**
 * The publishes of a channel that can be returned. A basic.return has no number: it belongs to the oldest publish with
 * the same exchange, routing key, properties and body, since a broker looks at the publishes of a channel in order.
 */
export class Returnables<Entry extends { readonly publish: SeenCommand }> {
  private readonly byRoute: Map<string, Set<Entry>> = new Map()

  /** Takes in a publish with mandatory or immediate; others are never returned. */
  add(entry: Entry): void {
    const route = routeOf(entry.publish)
    const entries = this.byRoute.get(route)
    if (entries === undefined) this.byRoute.set(route, new Set([entry]))
    else entries.add(entry)
  }

  /** Forgets a publish, which will not be returned any more. */
  delete(entry: Entry): void {
    const route = routeOf(entry.publish)
    const entries = this.byRoute.get(route)
    entries?.delete(entry)
    if (entries?.size === 0) this.byRoute.delete(route)
  }

  /** Takes out the publish that was returned. */
  take(returned: SeenCommand): Entry | undefined {
    const alike: Entry[] = []
    for (const entry of this.byRoute.get(routeOf(returned)) ?? []) {
      if (isSameButHeaders(entry.publish, returned)) alike.push(entry)
    }
    const taken = alike.find(({ publish }) => hasSameHeaders(publish, returned)) ?? alike[0]
    if (taken !== undefined) this.delete(taken)
    return taken
  }
}

/** Whether a publish can be returned. */
export function isReturnable({ args }: SeenCommand): boolean {
  return args['mandatory'] === true || args['immediate'] === true
}

function routeOf({ args }: SeenCommand): string {
  return `${args['exchange']}\0${args['routingKey']}`
}

import { Destinations } from './destinations.ts'
import type { Binding, Router } from './router.ts'

/** To those bound with exactly the message's key. */
export class DirectRouter<Destination> implements Router<Destination> {
  private readonly byKey: Map<string, Destinations<Destination>> = new Map()

  add({ destination, routingKey }: Binding<Destination>): void {
    let destinations = this.byKey.get(routingKey)
    if (destinations === undefined) {
      destinations = new Destinations()
      this.byKey.set(routingKey, destinations)
    }
    destinations.add(destination)
  }

  remove({ destination, routingKey }: Binding<Destination>): void {
    const destinations = this.byKey.get(routingKey)
    if (destinations === undefined) return
    destinations.remove(destination)
    if (destinations.isEmpty) this.byKey.delete(routingKey)
  }

  route(routingKey: string): readonly Destination[] {
    return this.byKey.get(routingKey)?.all ?? []
  }
}

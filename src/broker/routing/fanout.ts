import { Destinations } from './destinations.ts'
import type { Binding, Router } from './router.ts'

/** To all, whatever the key. */
export class FanoutRouter<Destination> implements Router<Destination> {
  private readonly destinations: Destinations<Destination> = new Destinations()

  add(binding: Binding<Destination>): void {
    this.destinations.add(binding.destination)
  }

  remove(binding: Binding<Destination>): void {
    this.destinations.remove(binding.destination)
  }

  route(): readonly Destination[] {
    return this.destinations.all
  }
}

/** A set of destinations that is ready to be routed to, and counts how many bindings lead to each. */
export class Destinations<Destination> {
  private readonly counts: Map<Destination, number> = new Map()
  private cached: readonly Destination[] | undefined

  /** Each destination once. */
  get all(): readonly Destination[] {
    this.cached ??= [...this.counts.keys()]
    return this.cached
  }

  get isEmpty(): boolean {
    return this.counts.size === 0
  }

  add(destination: Destination): void {
    this.counts.set(destination, (this.counts.get(destination) ?? 0) + 1)
    this.cached = undefined
  }

  /** Takes back one `add`. */
  remove(destination: Destination): void {
    const count = (this.counts.get(destination) ?? 0) - 1
    if (count > 0) this.counts.set(destination, count)
    else this.counts.delete(destination)
    this.cached = undefined
  }
}

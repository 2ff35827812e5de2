import { writeTable } from '../wire/field-table-writer.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { Writer } from '../wire/writer.ts'
import { type Destination, Exchange } from './exchange.ts'
import type { Binding } from './routing/router.ts'

/** A binding with both of its ends. */
export interface KnownBinding extends Binding<Destination> {
  readonly source: Exchange
  /** What tells it from the other bindings of its source. */
  readonly identity: string
}

/**
 * All bindings of a virtual host, found from either end. They are a set: the same source, destination, key and arguments
 * are one binding, however often they are bound.
 */
export class Bindings {
  private readonly bySource: Map<Exchange, Map<string, KnownBinding>> = new Map()
  private readonly byDestination: Map<Destination, Set<KnownBinding>> = new Map()

  /** Whether any binding leads from this exchange. */
  hasSource(source: Exchange): boolean {
    return this.bySource.has(source)
  }

  *[Symbol.iterator](): Iterator<KnownBinding> {
    for (const bindings of this.bySource.values()) yield* bindings.values()
  }

  add(source: Exchange, destination: Destination, routingKey: string, args: FieldTable): void {
    const identity = identityOf(destination, routingKey, args)
    if (this.bySource.get(source)?.has(identity)) return
    const binding: KnownBinding = { source, destination, routingKey, arguments: args, identity }
    source.router.add(binding)
    getOrAdd(this.bySource, source, () => new Map<string, KnownBinding>()).set(identity, binding)
    getOrAdd(this.byDestination, destination, () => new Set<KnownBinding>()).add(binding)
  }

  /** The binding that says just this. */
  find(
    source: Exchange,
    destination: Destination,
    routingKey: string,
    args: FieldTable,
  ): KnownBinding | undefined {
    return this.bySource.get(source)?.get(identityOf(destination, routingKey, args))
  }

  remove(binding: KnownBinding): void {
    const { source, destination, identity } = binding
    const siblings = this.bySource.get(source)
    siblings?.delete(identity)
    if (siblings?.size === 0) this.bySource.delete(source)
    const leading = this.byDestination.get(destination)
    leading?.delete(binding)
    if (leading?.size === 0) this.byDestination.delete(destination)
    source.router.remove(binding)
  }

  /** Removes all bindings from an exchange. */
  removeSource(source: Exchange): void {
    for (const binding of [...(this.bySource.get(source)?.values() ?? [])]) this.remove(binding)
  }

  /** Removes all bindings to a destination, and returns the exchanges that they came from. */
  removeDestination(destination: Destination): Set<Exchange> {
    const sources = new Set<Exchange>()
    for (const binding of [...(this.byDestination.get(destination) ?? [])]) {
      this.remove(binding)
      sources.add(binding.source)
    }
    return sources
  }
}

function identityOf(destination: Destination, routingKey: string, args: FieldTable): string {
  const kind = destination instanceof Exchange ? 'exchange' : 'queue'
  return JSON.stringify([kind, destination.name, routingKey, tableIdentity(args)])
}

/** A text that is the same for tables that say the same, in whatever order. */
function tableIdentity(table: FieldTable): string {
  const sorted = Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
  const writer = new Writer()
  writeTable(writer, sorted, 'arguments')
  return Buffer.from(writer.written()).toString('latin1')
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}

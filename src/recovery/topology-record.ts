import type { ExchangeDeclareArgs, QueueDeclareArgs } from '../generated/types.ts'
import { writeTable } from '../wire/field-table-writer.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { Writer } from '../wire/writer.ts'

/** A queue as it was declared. */
export interface DeclaredQueue {
  readonly args: QueueDeclareArgs
  /** Whether the broker made up its name: it will make up another one. */
  readonly isNamedByBroker: boolean
}

/** A binding of a queue, or of an exchange, to the exchange that it gets messages from. */
export interface Binding {
  readonly to: 'queue' | 'exchange'
  readonly destination: string
  readonly source: string
  readonly routingKey: string
  readonly arguments: FieldTable
}

/**
 * The exchanges, queues and bindings that were declared on a connection and not undone, in the order in which they were
 * declared. What the broker deletes by itself goes from here as well: with the last consumer of an auto-delete queue, or
 * the last binding of an auto-delete exchange.
 *
 * What is declared with no-wait may have been refused: where there is one of that name already, that one stands.
 */
export class TopologyRecord {
  private readonly declaredExchanges: Map<string, ExchangeDeclareArgs> = new Map()
  private readonly declaredQueues: Map<string, DeclaredQueue> = new Map()
  private readonly bindings: Map<string, Binding> = new Map()

  get exchanges(): readonly ExchangeDeclareArgs[] {
    return [...this.declaredExchanges.values()]
  }

  /** By their names. */
  get queues(): ReadonlyMap<string, DeclaredQueue> {
    return this.declaredQueues
  }

  get allBindings(): readonly Binding[] {
    return [...this.bindings.values()]
  }

  exchangeDeclared(args: ExchangeDeclareArgs): void {
    const { exchange = '', passive, noWait } = args
    // Those of the broker's own are there without us.
    if (passive === true || exchange === '' || exchange.startsWith('amq.')) return
    if (noWait === true && this.declaredExchanges.has(exchange)) return
    this.declaredExchanges.set(exchange, { ...args, noWait: false })
  }

  exchangeDeleted(exchange: string): void {
    this.declaredExchanges.delete(exchange)
    this.unbindAll(
      ({ to, destination, source }) => source === exchange || (to === 'exchange' && destination === exchange),
    )
  }

  /** @param queue its name, as the broker told it */
  queueDeclared(args: QueueDeclareArgs, queue: string): void {
    const { queue: asked = '', passive, noWait } = args
    if (passive === true || (noWait === true && this.declaredQueues.has(queue))) return
    // With the empty name again, a broker may as well have told the last one's name.
    const isNamedByBroker = asked === '' || (this.declaredQueues.get(queue)?.isNamedByBroker ?? false)
    this.declaredQueues.set(queue, { args: { ...args, noWait: false }, isNamedByBroker })
  }

  queueDeleted(queue: string): void {
    this.declaredQueues.delete(queue)
    this.unbindAll(({ to, destination }) => to === 'queue' && destination === queue)
  }

  /** Nobody on this connection consumes the queue any more. */
  queueUnused(queue: string): void {
    if (this.declaredQueues.get(queue)?.args.autoDelete === true) this.queueDeleted(queue)
  }

  bound(binding: Binding): void {
    this.bindings.set(identityOf(binding), binding)
  }

  unbound(binding: Binding): void {
    const key = identityOf(binding)
    this.unbindAll((_other, itsKey) => itsKey === key)
  }

  /** The broker has given a queue another name. */
  renamed(oldName: string, newName: string): void {
    const queue = this.declaredQueues.get(oldName)
    if (queue === undefined) return
    this.declaredQueues.delete(oldName)
    this.declaredQueues.set(newName, queue)
    for (const [key, binding] of [...this.bindings]) {
      if (binding.to !== 'queue' || binding.destination !== oldName) continue
      this.bindings.delete(key)
      this.bound({ ...binding, destination: newName })
    }
  }

  private unbindAll(isGone: (binding: Binding, key: string) => boolean): void {
    const sources = new Set<string>()
    for (const [key, binding] of this.bindings) {
      if (!isGone(binding, key)) continue
      this.bindings.delete(key)
      sources.add(binding.source)
    }
    for (const source of sources) this.sourceUnused(source)
  }

  /** An auto-delete exchange goes with its last binding. */
  private sourceUnused(exchange: string): void {
    if (this.declaredExchanges.get(exchange)?.autoDelete !== true) return
    for (const { source } of this.bindings.values()) if (source === exchange) return
    this.exchangeDeleted(exchange)
  }
}

/**
 * What tells bindings apart: all of it, arguments included, whatever the order of these. The bindings of a headers exchange
 * differ in nothing else.
 */
function identityOf({ to, destination, source, routingKey, arguments: table }: Binding): string {
  const writer = new Writer()
  for (const text of [to, destination, source, routingKey]) writer.shortstr(text, 'binding')
  const inOrder = Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1))
  writeTable(writer, Object.fromEntries(inOrder), 'arguments')
  return Buffer.from(writer.written()).toString('latin1')
}

import type { Content } from '../../protocol/content.ts'
import type { FieldTable } from '../../wire/field-value.ts'

/** Ties a destination to an exchange. What key and arguments mean is up to the type of the exchange. */
export interface Binding<Destination> {
  readonly destination: Destination
  readonly routingKey: string
  readonly arguments: FieldTable
}

/** How a type of exchange chooses among its bindings. */
export interface Router<Destination> {
  /**
   * Takes a binding that differs from all others in destination, key or arguments.
   * @throws {Refusal} 406 where its arguments make no sense to this type of exchange
   */
  add(binding: Binding<Destination>): void
  remove(binding: Binding<Destination>): void
  /** The destinations of a message, each of them once, however many of its bindings match. */
  route(routingKey: string, content: Content): readonly Destination[]
}

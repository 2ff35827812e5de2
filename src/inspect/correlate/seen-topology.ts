import type { FieldValue } from '../../wire/field-value.ts'

/** What was declared in one virtual host, as far as it was seen on the wire. */
export interface SeenTopology {
  /** Its name; undefined where the connection.open was not seen, and then it is of that connection alone. */
  readonly virtualHost: string | undefined
  /** By name. Exchanges that are there from the beginning are in it only where they were declared again. */
  readonly exchanges: ReadonlyMap<string, SeenExchange>
  /** By name; names that the broker chose are taken from its answer. */
  readonly queues: ReadonlyMap<string, SeenQueue>
  /** From exchanges to queues and to exchanges, each once. */
  readonly bindings: readonly SeenBinding[]
}

/** An exchange that a client declared, or asked for. */
export interface SeenExchange {
  readonly name: string
  /** Such as `topic`; undefined where it was only asked for with a passive declare. */
  readonly type: string | undefined
  readonly durable: boolean | undefined
  readonly autoDelete: boolean | undefined
  readonly internal: boolean | undefined
  readonly arguments: Readonly<Record<string, FieldValue | undefined>>
}

/** A queue that a client declared, or asked for. */
export interface SeenQueue {
  readonly name: string
  /** Undefined where it was only asked for with a passive declare, as are the next two. */
  readonly durable: boolean | undefined
  readonly exclusive: boolean | undefined
  readonly autoDelete: boolean | undefined
  readonly arguments: Readonly<Record<string, FieldValue | undefined>>
  /** How many messages waited in it when it was last declared or asked for. */
  readonly messageCount: number | undefined
}

/** A binding that a client made. */
export interface SeenBinding {
  /** The exchange that messages come from. */
  readonly source: string
  /** The queue or exchange that they go to. */
  readonly destination: string
  readonly destinationType: 'queue' | 'exchange'
  readonly routingKey: string
  readonly arguments: Readonly<Record<string, FieldValue | undefined>>
}

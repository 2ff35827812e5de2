import type { FieldTable } from '../../wire/field-value.ts'

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

/** An exchange that a client declared, or asked for. What only a passive declare asked for is undefined but for its name. */
export interface SeenExchange {
  /** As declared. */
  readonly name: string
  /** Such as `topic`. */
  readonly type: string | undefined
  /** Whether it is there again when the broker has been started anew. */
  readonly durable: boolean | undefined
  /** Whether it goes with its last binding. */
  readonly autoDelete: boolean | undefined
  /** Whether only other exchanges may lead to it. */
  readonly internal: boolean | undefined
  /** Such as `alternate-exchange`; empty where there are none or they are not known. */
  readonly arguments: FieldTable
}

/** A queue that a client declared, or asked for. What only a passive declare asked for is undefined but for name and count. */
export interface SeenQueue {
  /** As declared, or as the broker chose it. */
  readonly name: string
  /** Whether it is there again when the broker has been started anew. */
  readonly durable: boolean | undefined
  /** Whether it belongs to one connection, and goes with it. */
  readonly exclusive: boolean | undefined
  /** Whether it goes with its last consumer. */
  readonly autoDelete: boolean | undefined
  /** Such as `x-queue-type`; empty where there are none or they are not known. */
  readonly arguments: FieldTable
  /** How many messages waited in it when it was last declared or asked for; undefined where nobody was told. */
  readonly messageCount: number | undefined
}

/** A binding that a client made. */
export interface SeenBinding {
  /** The exchange that messages come from. */
  readonly source: string
  /** The queue or exchange that they go to. */
  readonly destination: string
  /** Which of the two that is. */
  readonly destinationType: 'queue' | 'exchange'
  /** What the source compares the routing key of a message with. */
  readonly routingKey: string
  /** What a headers exchange compares the headers with; empty where there are none. */
  readonly arguments: FieldTable
}

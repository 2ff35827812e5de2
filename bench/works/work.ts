import type { AnyClient, ClientName } from '../clients/client.ts'
import type { Measures } from './measure.ts'

/** A broker handles each message on its own, and takes longer for it than the null peer: a part of the counts will do. */
const BROKER_SHARE = 0.2

/** What a client talks to. */
export type TargetKind = 'null' | 'rabbitmq' | 'embedded'

export interface Target {
  readonly kind: TargetKind
  /** As in tables, such as `RabbitMQ 3.10`. */
  readonly name: string
  readonly url: string
}

/** How the result of a work is to be read. */
export type WorkKind = 'messages' | 'latency' | 'opening' | 'memory' | 'start-up'

/** What one run of a work by one client gave. */
export interface Outcome extends Measures {
  /** Messages, or what else the work counts. */
  readonly count: number
  /** Figures that only some works have: latencies in µs, bytes. */
  readonly figures?: Readonly<Record<string, number>>
}

/** What a work finds in its process. */
export interface Bench {
  readonly target: Target
  /** Where every work is warmed up: a broker would take too long to have the client's code compiled. */
  readonly nullPeer: Target
  /** Loads the client: a first call pays for the import. */
  client(): Promise<AnyClient>
  /** For what has to be there before the client begins. */
  rawSocket(): Promise<AnyClient>
  /** A count, made smaller where the run is to be quick. */
  scaled(count: number): number
}

/** The same piece of work for every client. */
export interface Work {
  readonly name: string
  readonly title: string
  readonly kind: WorkKind
  readonly targets: readonly TargetKind[]
  /** Where not all clients can do it, or where it says something about some only. */
  readonly clients?: readonly ClientName[]
  /** Whether it is part of a quick run. */
  readonly quick: boolean
  readonly nodeFlags?: readonly string[]
  run(bench: Bench): Promise<Outcome>
}

/** How many messages to send or take. */
export function messagesOf({ target, scaled }: Bench, full: number): number {
  return scaled(target.kind === 'null' ? full : full * BROKER_SHARE)
}

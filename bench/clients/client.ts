import type { InFlight } from '../works/in-flight.ts'
import type { Message } from '../works/message.ts'

/** The names under which clients appear in tables and arguments, in the order of the tables. */
export const CLIENTS = ['raw', 'wirehare', 'amqplib', 'rabbitmq-client', 'amqp-client.js'] as const

export type ClientName = (typeof CLIENTS)[number]

/** What is measured against the others; `baseline` is another build of it. */
export const OURS: readonly string[] = ['wirehare', 'baseline']

/** Messages to publish to the default exchange, with the keys in turn. */
export interface Load {
  readonly message: Message
  readonly count: number
  readonly keys: readonly string[]
  /** Whether each publish with a confirm must have a promise of its own, where the client has a cheaper form. */
  readonly promises?: boolean
}

/** Messages to take from a queue. */
export interface Intake {
  readonly queue: string
  readonly message: Message
  readonly count: number
  readonly noAck: boolean
  /** The most unacknowledged messages at a time; 0 for no limit. */
  readonly prefetch: number
  /** Whether the consumer also looks at the message id and a header. */
  readonly readsProperties: boolean
  /** Whether an ack must leave for each message, where the client can have one settle many. */
  readonly ackEach?: boolean
}

/** Where to consume. */
export interface Place<Connection, Channel> {
  readonly connection: Connection
  readonly channel: Channel
}

/**
 * What the works need of a client under test. Each client says it in its own words, and has the loops over messages to
 * itself, so that nothing stands between a loop and the library that it measures.
 */
export interface Client<Connection, Channel, Publisher> {
  /** @param receivesMuch whether all that counts is how much it receives, and not how soon each message comes */
  connect(url: string, receivesMuch?: boolean): Promise<Connection>
  close(connection: Connection): Promise<unknown>
  openChannel(connection: Connection): Promise<Channel>
  closeChannel(channel: Channel): Promise<unknown>
  /** A channel in confirm mode, or what the client has around it, for at most so many unconfirmed publishes. */
  openPublisher(connection: Connection, outstanding: number): Promise<Publisher>

  /** Declares a queue for this connection alone; resolves to the number of messages that it holds. */
  declare(channel: Channel, queue: string): Promise<number>

  /** Publishes, on the channels in turn, as fast as back-pressure allows. Resolves when all is handed over. */
  publish(channels: readonly Channel[], load: Load): Promise<void>
  /** Publishes with at most `outstanding` messages unconfirmed. Resolves when all is handed over. */
  publishConfirmed(publisher: Publisher, load: Load, inFlight: InFlight, outstanding: number): Promise<void>
  /** Resolves when at most so many publishes are unconfirmed. */
  confirmed(publisher: Publisher, inFlight: InFlight, atMost: number): Promise<void>
  /**
   * Begins to consume; `onMessage` gets the size of each body. Resolves when the broker has agreed, with the channel on
   * which it does: the one that was given, or one of its own on the same connection.
   */
  consume(
    place: Place<Connection, Channel>,
    intake: Intake,
    onMessage: (bodyBytes: number) => void,
  ): Promise<Channel>
}

/** A client whose connections and channels are passed around without a look inside. */
export type AnyClient = Client<unknown, unknown, unknown>

/** What a client needs to know to be loaded. */
export interface ClientSource {
  readonly name: string
  /** The folder of the build of wirehare to measure, as a URL. The raw socket takes its codecs from there. */
  readonly build: string
}

// Each is loaded only in the process that measures it.
const loaders: Record<ClientName, (build: string) => Promise<unknown>> = {
  raw: async (build) => (await import('./raw.ts')).raw(build),
  wirehare: async (build) => (await import('./wirehare.ts')).wirehare(build),
  amqplib: async () => (await import('./amqplib.ts')).client,
  'rabbitmq-client': async () => (await import('./rabbitmq-client.ts')).client,
  'amqp-client.js': async () => (await import('./amqp-client.ts')).client,
}

export async function load({ name, build }: ClientSource): Promise<AnyClient> {
  const loader = loaders[(name === 'baseline' ? 'wirehare' : name) as ClientName]
  return (await loader(build)) as AnyClient
}

import type { BasicProperties } from '../../generated/properties.ts'
import type { FieldTable } from '../../wire/field-value.ts'

/**
 * What the tool needs of a client library, so that each does the same work in its own words. Behind it there is no more
 * than one call of the library for each message, so that the library is what is measured.
 */
export interface LoadClient {
  /** Its name and version. */
  readonly title: string
  /** Whether it can open transactions. */
  readonly hasTransactions: boolean
  /** `publish` copies bodies below this size, in bytes: they may be changed at once. */
  readonly copiesBelowBytes: number
  connect(url: string, options: LoadConnectOptions): Promise<LoadConnection>
}

export interface LoadConnectOptions {
  readonly name: string
  /** How long to wait for the connection, and for the answer to each call. */
  readonly timeoutMs: number
  /** Told when the connection or one of its channels ends without having been asked to. */
  readonly onLost: (error: Error) => void
  /** Told when the broker takes messages again. */
  readonly onUnblocked: () => void
}

export interface LoadConnection {
  /** The broker's product and version. */
  readonly broker: string
  /** Why the broker takes no messages for now; undefined while it does. */
  readonly blocked: string | undefined
  openChannel(): Promise<LoadChannel>
  /** Opens a channel in confirm mode; publishes are numbered from 1. */
  openConfirmChannel(onConfirm: OnConfirm): Promise<LoadChannel>
  /** Ends it, and waits for that at most so long. Never rejects. */
  close(timeoutMs: number): Promise<void>
}

export type OnConfirm = (deliveryTag: number, multiple: boolean, accepted: boolean) => void

/** Where a message goes, and what it is like. */
export interface LoadEnvelope {
  readonly exchange: string
  readonly routingKey: string
  readonly mandatory: boolean
}

export interface LoadChannel {
  declareQueue(queue: string, options: LoadQueueOptions): Promise<unknown>
  inspectQueue(queue: string): Promise<{ readonly messageCount: number; readonly consumerCount: number }>
  deleteQueue(queue: string): Promise<unknown>
  declareExchange(exchange: string, type: string): Promise<unknown>
  checkExchange(exchange: string): Promise<unknown>
  bindQueue(queue: string, exchange: string, routingKey: string): Promise<unknown>

  /** Publishes. False where it is time to wait for `drained`. */
  publish(envelope: LoadEnvelope, properties: BasicProperties, body: Buffer): boolean
  drained(): Promise<unknown>
  onReturn(listener: () => void): void

  prefetch(count: number): Promise<unknown>
  consume(queue: string, options: LoadConsumeOptions, onMessage: (message: Received) => void): Promise<string>
  cancel(consumerTag: string): Promise<unknown>
  get(queue: string, noAck: boolean): Promise<Received | undefined>
  ack(message: Received, multiple: boolean): void

  txSelect(): Promise<unknown>
  txCommit(): Promise<unknown>

  close(): Promise<unknown>
}

export interface LoadQueueOptions {
  readonly durable: boolean
  readonly autoDelete: boolean
  readonly arguments: FieldTable
}

export interface LoadConsumeOptions {
  readonly noAck: boolean
  readonly arguments: FieldTable
}

/** A message that came. */
export interface Received {
  readonly redelivered: boolean
  readonly body: Buffer
  readonly properties: { readonly headers?: object | undefined }
}

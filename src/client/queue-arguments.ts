import type { FieldTable, FieldValue } from '../wire/field-value.ts'
import { type Age, age, flag, oneOf, type Rule, size, time } from './argument-rules.ts'
import { text } from './options.ts'

/** What classic and quorum queues both take. */
export interface SharedQueueOptions {
  /** How long a message may wait, in milliseconds, 0 up to ten years. Default: for ever, unless the message says otherwise. */
  readonly messageTtlMs?: number | undefined
  /** After how long without consumers and calls the queue goes, in milliseconds, 1 up to ten years. Default: never. */
  readonly expiresMs?: number | undefined
  /** The most messages that may wait. Default: no limit. */
  readonly maxLength?: number | undefined
  /** The most bytes of message bodies that may wait. Default: no limit. */
  readonly maxLengthBytes?: number | undefined
  /** Where rejected, expired and dropped messages go; `''` is the default exchange. Default: nowhere. */
  readonly deadLetterExchange?: string | undefined
  /** The routing key that they go with; only with `deadLetterExchange`. Default: the one they had. */
  readonly deadLetterRoutingKey?: string | undefined
  /** Whether one consumer at a time gets messages, and the next one takes over when it ends. Default false. */
  readonly singleActiveConsumer?: boolean | undefined
}

/** What a classic queue takes. */
export interface ClassicQueueOptions extends SharedQueueOptions {
  /** The highest priority that a message can have, 0 to 255; a few are enough, since each one costs. Default: no priorities. */
  readonly maxPriority?: number | undefined
  /**
   * What a full queue does: drop its oldest message, refuse new ones (`NackError`), or refuse and dead-letter them.
   * Default `drop-head`.
   */
  readonly overflow?: 'drop-head' | 'reject-publish' | 'reject-publish-dlx' | undefined
}

/** What a quorum queue takes. */
export interface QuorumQueueOptions extends SharedQueueOptions {
  /**
   * How often a message may come back before it is dropped or dead-lettered, 0 and up. -1 is for ever from RabbitMQ 4.0
   * on; on older ones leave it out for that, since there -1 drops each message that comes back. Default: 20 from 4.0 on,
   * for ever before.
   */
  readonly deliveryLimit?: number | undefined
  /** What a full queue does: drop its oldest message, or refuse new ones (`NackError`). Default `drop-head`. */
  readonly overflow?: 'drop-head' | 'reject-publish' | undefined
  /**
   * Whether a dead letter may be lost on its way. `at-least-once` needs a `deadLetterExchange` and the overflow
   * `reject-publish`: without them the broker would quietly make do with less. Default `at-most-once`.
   */
  readonly deadLetterStrategy?: 'at-most-once' | 'at-least-once' | undefined
  /** On how many nodes the queue is kept at first, 1 and up. Default: what the broker is set to. */
  readonly initialGroupSize?: number | undefined
  /** Which node leads: the one that the client is connected to, or one with few queues. Default `client-local`. */
  readonly leaderLocator?: 'client-local' | 'balanced' | undefined
}

/** What a stream takes. */
export interface StreamQueueOptions {
  /** The most bytes that are kept, oldest segments first to go. Default: no limit. */
  readonly maxLengthBytes?: number | undefined
  /** How old messages may get, such as `7D`, before they can go. Default: no limit. */
  readonly maxAge?: Age | undefined
  /** The size of a segment in bytes, which is what goes at a time, 1 to 3,000,000,000. Default 500,000,000. */
  readonly maxSegmentSizeBytes?: number | undefined
  /** On how many nodes the stream is kept at first, 1 and up. Default: what the broker is set to. */
  readonly initialClusterSize?: number | undefined
  /** Which node leads: the one that the client is connected to, or one with few queues. Default `client-local`. */
  readonly leaderLocator?: 'client-local' | 'balanced' | undefined
}

/** What to declare a queue with, beside its name. */
export interface QueueArguments {
  /** Quorum queues and streams are always durable. */
  readonly durable: true
  /** The options as the arguments that RabbitMQ knows. */
  readonly arguments: FieldTable
}

/** Which option travels as which argument, and what it may be. */
type Rules<Options> = { readonly [Name in keyof Required<Options>]: readonly [argument: string, rule: Rule] }

const SHARED: Rules<SharedQueueOptions> = {
  messageTtlMs: ['x-message-ttl', time(0)],
  expiresMs: ['x-expires', time(1)],
  maxLength: ['x-max-length', size(0)],
  maxLengthBytes: ['x-max-length-bytes', size(0)],
  deadLetterExchange: ['x-dead-letter-exchange', text as Rule],
  deadLetterRoutingKey: ['x-dead-letter-routing-key', text as Rule],
  singleActiveConsumer: ['x-single-active-consumer', flag],
}
const LEADER_LOCATOR: readonly [string, Rule] = ['x-queue-leader-locator', oneOf('client-local', 'balanced')]
const CLASSIC: Rules<ClassicQueueOptions> = {
  ...SHARED,
  maxPriority: ['x-max-priority', size(0, 255)],
  overflow: ['x-overflow', oneOf('drop-head', 'reject-publish', 'reject-publish-dlx')],
}
const QUORUM: Rules<QuorumQueueOptions> = {
  ...SHARED,
  deliveryLimit: ['x-delivery-limit', size(-1)],
  overflow: ['x-overflow', oneOf('drop-head', 'reject-publish')],
  deadLetterStrategy: ['x-dead-letter-strategy', oneOf('at-most-once', 'at-least-once')],
  initialGroupSize: ['x-quorum-initial-group-size', size(1)],
  leaderLocator: LEADER_LOCATOR,
}
const STREAM: Rules<StreamQueueOptions> = {
  maxLengthBytes: ['x-max-length-bytes', size(0)],
  maxAge: ['x-max-age', age],
  maxSegmentSizeBytes: ['x-stream-max-segment-size-bytes', size(1, 3_000_000_000)],
  initialClusterSize: ['x-initial-cluster-size', size(1)],
  leaderLocator: LEADER_LOCATOR,
}

/**
 * Arguments for a classic queue:
 *
 *     await channel.queueDeclare({ queue: 'jobs', durable: true, ...classicQueue({ maxPriority: 4 }) })
 *
 * @throws {TypeError | RangeError} naming the option, where a classic queue does not take it
 */
export function classicQueue(options: ClassicQueueOptions = {}): Pick<QueueArguments, 'arguments'> {
  return { arguments: queueArguments('classic', CLASSIC, options) }
}

/**
 * Arguments for a quorum queue, which is always durable, neither exclusive nor auto-delete, and has a name:
 *
 *     await channel.queueDeclare({ queue: 'orders', ...quorumQueue({ deliveryLimit: 5 }) })
 *
 * @throws {TypeError | RangeError} naming the option, where a quorum queue does not take it
 */
export function quorumQueue(options: QuorumQueueOptions = {}): QueueArguments {
  const table = queueArguments('quorum', QUORUM, options)
  const { deadLetterStrategy, deadLetterExchange, overflow } = options
  if (
    deadLetterStrategy === 'at-least-once' &&
    (deadLetterExchange === undefined || overflow !== 'reject-publish')
  ) {
    throw new TypeError(
      'deadLetterStrategy "at-least-once" needs a deadLetterExchange and the overflow "reject-publish"',
    )
  }
  return { durable: true, arguments: table }
}

/**
 * Arguments for a stream, which is always durable, neither exclusive nor auto-delete, and has a name:
 *
 *     await channel.queueDeclare({ queue: 'log', ...streamQueue({ maxAge: '7D' }) })
 *
 * It is read with manual acks, a prefetch, and `arguments: streamOffset(…)`.
 * @throws {TypeError | RangeError} naming the option, where a stream does not take it
 */
export function streamQueue(options: StreamQueueOptions = {}): QueueArguments {
  return { durable: true, arguments: queueArguments('stream', STREAM, options) }
}

function queueArguments<Options extends object>(
  type: string,
  rules: Rules<Options>,
  options: Options,
): FieldTable {
  const table: Record<string, FieldValue> = { 'x-queue-type': type }
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    if (!Object.hasOwn(rules, name)) {
      throw new TypeError(
        `${name} is nothing that a ${type} queue takes; it takes ${Object.keys(rules).join(', ')}`,
      )
    }
    const [argument, rule] = rules[name as keyof Options]
    table[argument] = rule(value, name)
  }
  if ('x-dead-letter-routing-key' in table && !('x-dead-letter-exchange' in table))
    throw new TypeError('deadLetterRoutingKey needs a deadLetterExchange')
  return table
}

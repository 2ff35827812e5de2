import { type Command, InvalidArgumentError, Option } from 'commander'
import type { BasicProperties } from '../../generated/properties.ts'
import type { FieldTable } from '../../wire/field-value.ts'
import { CLIENTS, type ClientName } from './clients.ts'
import { STAMP_BYTES } from './stamp.ts'
import { type Step, Steps } from './steps.ts'
import { another, count, entry, positive, property, seconds, step } from './values.ts'

/** What was asked for on the command line. Times are in milliseconds. */
export interface PerfOptions {
  readonly url?: readonly string[]
  readonly client: ClientName

  readonly producers: number
  readonly consumers: number
  readonly producerChannels: number
  readonly consumerChannels: number
  readonly queue?: string
  readonly queuePattern?: string
  readonly queueFrom: number
  readonly queueTo: number
  readonly quorumQueue?: boolean
  readonly streamQueue?: boolean
  readonly streamOffset?: string
  readonly queueArgument?: FieldTable
  readonly autoDelete?: boolean
  readonly exchange?: string
  readonly type: string
  readonly routingKey?: string
  readonly predeclared?: boolean

  readonly size: number
  readonly variableSize?: readonly Step[]
  readonly body?: readonly string[]
  readonly persistent?: boolean
  readonly mandatory?: boolean
  readonly property?: BasicProperties
  readonly header?: FieldTable

  /** Messages per second and producer channel. */
  readonly rate?: number
  readonly variableRate?: readonly Step[]
  readonly publishingInterval?: number
  readonly spin?: boolean
  readonly consumerRate?: number
  readonly consumerLatency?: number
  readonly variableLatency?: readonly Step[]
  readonly pmessages?: number
  readonly cmessages?: number
  readonly time?: number

  readonly confirm?: number
  readonly confirmTimeout: number
  readonly autoAck?: boolean
  readonly multiAckEvery: number
  readonly prefetch: number
  readonly producerTxSize?: number
  readonly consumerTxSize?: number
  readonly polling?: boolean
  readonly pollingInterval: number

  readonly interval: number
  readonly json?: boolean
  readonly csv?: string
  readonly report?: string
  readonly color: boolean
  readonly drain: number
  readonly timeout: number
}

/** How long a run takes for which nothing else sets an end. */
export const DEFAULT_TIME_MS = 10_000

const MOST_CHANNELS = 65_535

/** Adds the options to the command, by groups. The short names are those of RabbitMQ's own load tool. */
export function addOptions(command: Command): void {
  command
    .optionsGroup('Broker and client:')
    .addOption(
      new Option('--url <url>', 'a broker to talk to; several take turns (default: one of its own)')
        .env('AMQP_URL')
        .argParser(another),
    )
    .addOption(
      new Option('--client <name>', 'the client library to use').choices(CLIENTS).default('wirehare'),
    )

    .optionsGroup('Who takes part:')
    .option('-x, --producers <n>', 'producers, each with a connection', count(0, 10_000), 1)
    .option('-y, --consumers <n>', 'consumers, each with a connection', count(0, 10_000), 1)
    .option('-X, --producer-channels <n>', 'channels of each producer', count(1, MOST_CHANNELS), 1)
    .option('-Y, --consumer-channels <n>', 'channels of each consumer', count(1, MOST_CHANNELS), 1)

    .optionsGroup('Queues and exchange:')
    .option('-u, --queue <name>', 'the queue (default: a new one, deleted at the end)')
    .option('--queue-pattern <name>', 'several queues: their name, with %d for the number')
    .option('--queue-from <n>', 'the number of the first of them', count(0), 1)
    .option('--queue-to <n>', 'the number of the last of them', count(0), 1)
    .option('--quorum-queue', 'quorum queues')
    .option('--stream-queue', 'streams')
    .option('--stream-offset <offset>', 'where in a stream to begin: first, last, next or a number')
    .option('--queue-argument <name=value>', 'an argument of the queues; may be repeated', entry)
    .option('--auto-delete', 'have the queues go with their last consumer')
    .option('-e, --exchange <name>', 'the exchange (default: the default exchange)')
    .option('-t, --type <type>', 'its type', 'direct')
    .option('-k, --routing-key <key>', "the routing key of all messages (default: each queue's name)")
    .option('-p, --predeclared', 'declare nothing: queues and exchange are there')

    .optionsGroup('Messages:')
    .option('-s, --size <bytes>', 'the size of bodies', count(STAMP_BYTES, 128 * 1024 * 1024), STAMP_BYTES)
    .option('--variable-size <bytes:seconds>', 'a size for a time; repeat for the next one', step)
    .option('-B, --body <file>', 'a file to send as body; several take turns', another)
    .option('--persistent', 'delivery mode 2')
    .option('--mandatory', 'have back what no queue takes')
    .option('--property <name=value>', 'a property, such as contentType; may be repeated', property)
    .option('--header <name=value>', 'a header; may be repeated', entry)

    .optionsGroup('Load:')
    .option('-r, --rate <n>', 'messages per second of each producer channel (default: all it can)', positive)
    .option('--variable-rate <n:seconds>', 'a rate for a time; repeat for the next one', step)
    .option('--publishing-interval <seconds>', 'the time between two messages, in place of a rate', seconds)
    .option('--spin', 'wait for the time to send with a busy loop: exact, and a core is used up')
    .option('-R, --consumer-rate <n>', 'messages per second of each consumer channel at most', positive)
    .option('-L, --consumer-latency <ms>', 'how long a consumer works on a message', positive)
    .option('--variable-latency <ms:seconds>', 'such a time for a time; repeat for the next one', step)
    .option('-C, --pmessages <n>', 'stop after so many messages of each producer channel', count(1))
    .option('-D, --cmessages <n>', 'stop after so many messages of each consumer channel', count(1))
    .option('-z, --time <seconds>', 'stop after this time (default: 10, unless a count is given)', seconds)

    .optionsGroup('Semantics:')
    .option('-c, --confirm <n>', 'publish with confirms, at most so many outstanding', count(1, 10_000_000))
    .addOption(lasting('--confirm-timeout <seconds>', 'how long a confirm may take', 30_000))
    .option('-a, --auto-ack', 'consume without acks')
    .option('-A, --multi-ack-every <n>', 'ack so many messages at once', count(1, 65_535), 1)
    .option(
      '-q, --prefetch <n>',
      'unacked messages of a consumer at most; 0 for no limit',
      count(0, 65_535),
      1000,
    )
    .option('-m, --producer-tx-size <n>', 'publish in transactions of so many messages', count(1))
    .option('-n, --consumer-tx-size <n>', 'ack in transactions of so many messages', count(1))
    .option('--polling', 'fetch messages one by one, with basic.get')
    .option('--polling-interval <ms>', 'how long to wait before the next fetch', count(0, 3_600_000), 0)

    .optionsGroup('Output:')
    .addOption(lasting('-i, --interval <seconds>', 'how often to report', 1000))
    .option('--json', 'print lines of JSON, and nothing else')
    .option('--csv <file>', 'also write a line of CSV for each report')
    .option('--report <file>', 'also draw the run: a file that ends in .html or .svg')
    .option('--no-color', 'print without colours')

    .optionsGroup('Limits:')
    .addOption(lasting('--drain <seconds>', 'how long to wait for messages that do not come', 5000))
    .addOption(lasting('--timeout <seconds>', 'how long to wait for the broker, at each step', 10_000))
}

/** An option in seconds, with a default in milliseconds. */
function lasting(flags: string, words: string, defaultMs: number): Option {
  return new Option(flags, words).argParser(seconds).default(defaultMs, String(defaultMs / 1000))
}

/**
 * Looks for options that do not go together.
 * @throws {InvalidArgumentError} where some do not
 */
export function checkTogether(options: PerfOptions): void {
  const { queuePattern, prefetch, client, report } = options
  const rules: readonly (readonly [isWrong: boolean, words: string])[] = [
    [options.producers + options.consumers === 0, 'without producers and consumers there is nothing to do'],
    [queuePattern !== undefined && options.queue !== undefined, 'use --queue or --queue-pattern'],
    [queuePattern?.includes('%d') === false, '--queue-pattern needs %d where the number goes'],
    [options.queueTo < options.queueFrom, '--queue-to comes before --queue-from'],
    [options.queueTo - options.queueFrom > 10_000, 'more than 10,000 queues'],
    [options.quorumQueue === true && options.streamQueue === true, 'use --quorum-queue or --stream-queue'],
    [
      options.autoDelete === true && (options.quorumQueue === true || options.streamQueue === true),
      'quorum queues and streams know no --auto-delete',
    ],
    [
      options.routingKey !== undefined && options.exchange === undefined,
      "--routing-key needs --exchange: the default exchange routes by the queue's name",
    ],
    [
      options.predeclared === true && options.queue === undefined && queuePattern === undefined,
      '--predeclared needs --queue or --queue-pattern',
    ],
    [
      options.streamQueue === true &&
        (options.autoAck === true || prefetch === 0 || options.polling === true),
      'a stream is consumed with acks and a prefetch',
    ],
    [
      given(options.rate, options.variableRate, options.publishingInterval) > 1,
      'use one of --rate, --variable-rate and --publishing-interval',
    ],
    [isAllZero(options.variableRate), '--variable-rate is 0 all the time'],
    [
      options.variableSize?.some(({ value }) => !isSize(value)) === true,
      `--variable-size is below ${STAMP_BYTES}`,
    ],
    [given(options.consumerLatency, options.variableLatency) > 1, 'use one latency of consumers'],
    [given(options.confirm, options.producerTxSize) > 1, 'a channel has confirms or transactions'],
    [
      options.autoAck === true && options.consumerTxSize !== undefined,
      'without acks there are no transactions',
    ],
    [
      isBeyond(options.multiAckEvery, options) || isBeyond(options.consumerTxSize ?? 1, options),
      'the prefetch would be used up before the ack: more --prefetch',
    ],
    [
      client === 'amqplib' && given(options.producerTxSize, options.consumerTxSize) > 0,
      'amqplib has no transactions',
    ],
    [report !== undefined && !/\.(html|svg)$/.test(report), '--report ends in .html or .svg'],
  ]
  const broken = rules.find(([isWrong]) => isWrong)
  if (broken !== undefined) throw new InvalidArgumentError(broken[1])
}

/** The rate of a producer channel in messages per second; undefined for as fast as can be. */
export function rateOf({ rate, variableRate, publishingInterval }: PerfOptions): Steps | undefined {
  if (variableRate !== undefined) return new Steps(variableRate)
  if (publishingInterval !== undefined) return Steps.constant(1000 / publishingInterval)
  return rate === undefined ? undefined : Steps.constant(rate)
}

/** The size of bodies in bytes. */
export function sizeOf({ size, variableSize }: PerfOptions): Steps {
  return variableSize === undefined ? Steps.constant(size) : new Steps(variableSize)
}

/** How long a consumer has to do with a message, in milliseconds; undefined for not at all. */
export function workOf({ consumerLatency, variableLatency, consumerRate }: PerfOptions): Steps | undefined {
  if (given(consumerLatency, variableLatency, consumerRate) === 0) return undefined
  const leastMs = consumerRate === undefined ? 0 : 1000 / consumerRate
  const steps = variableLatency ?? Steps.constant(consumerLatency ?? 0).steps
  return new Steps(steps.map(({ value, durationMs }) => ({ value: Math.max(value, leastMs), durationMs })))
}

/** When the run ends at the latest, in milliseconds; undefined where only counts end it. */
export function timeOf({ time, pmessages, cmessages }: PerfOptions): number | undefined {
  return time ?? (given(pmessages, cmessages) > 0 ? undefined : DEFAULT_TIME_MS)
}

function given(...values: readonly unknown[]): number {
  return values.filter((value) => value !== undefined).length
}

function isAllZero(steps: readonly Step[] | undefined): boolean {
  return steps?.every(({ value }) => value === 0) === true
}

function isSize(value: number): boolean {
  return Number.isInteger(value) && value >= STAMP_BYTES && value <= 128 * 1024 * 1024
}

function isBeyond(atOnce: number, { prefetch, autoAck, polling }: PerfOptions): boolean {
  return prefetch > 0 && atOnce > prefetch && autoAck !== true && polling !== true
}

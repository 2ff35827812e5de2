import { randomBytes } from 'node:crypto'
import type { FieldTable, FieldValue } from '../../wire/field-value.ts'
import type { LoadChannel } from './client.ts'
import type { PerfOptions } from './options.ts'

/** The queues and the exchange of a run, and which messages reach which queues. */
export interface Topology {
  readonly exchange: string
  readonly queues: readonly string[]
  /** The routing keys of producers, for each queue its own, or one for all. */
  readonly routingKeys: readonly string[]
  /** Whether the queues were made up for this run and go with it. */
  readonly isOwn: boolean
  /** Whether messages stay in their queues when they were consumed. */
  readonly isStream: boolean
  /** How many of the queues a message with a routing key reaches; undefined where only the broker knows. */
  readonly queuesPerMessage: number | undefined
}

export function topologyOf(options: PerfOptions): Topology {
  const { exchange = '', type, routingKey, queue, queuePattern, predeclared } = options
  const queues = queueNames(options)
  const isFanout = type === 'fanout' || routingKey !== undefined
  const isKnown = exchange === '' || (predeclared !== true && ['direct', 'topic', 'fanout'].includes(type))
  return {
    exchange,
    queues,
    routingKeys: routingKey === undefined ? queues : [routingKey],
    isOwn: queue === undefined && queuePattern === undefined,
    isStream: options.streamQueue === true,
    queuesPerMessage: isKnown ? (exchange !== '' && isFanout ? queues.length : 1) : undefined,
  }
}

function queueNames({ queue, queuePattern, queueFrom, queueTo }: PerfOptions): string[] {
  if (queuePattern === undefined) return [queue ?? `wirehare.perf.${randomBytes(6).toString('hex')}`]
  const number = (_: unknown, i: number): string => queuePattern.replace('%d', String(queueFrom + i))
  return Array.from({ length: queueTo - queueFrom + 1 }, number)
}

/**
 * Which of the queues, or routing keys, each channel has to do with: all are shared out, so that each channel has one
 * and each of them has a channel.
 */
export function shareOut(items: readonly string[], channels: number): string[][] {
  const shares: string[][] = Array.from({ length: channels }, () => [])
  for (let i = 0; i < Math.max(items.length, channels); i++)
    shares[i % channels]?.push(items[i % items.length] as string)
  return shares
}

/** What was in the queues before the run. */
export interface Before {
  readonly messages: number
  readonly consumers: number
}

/**
 * Declares what a run needs, or where it is said to be there, looks whether it is.
 * @throws {ChannelError} where it is not there, or is there with other properties
 */
export async function declare(
  channel: LoadChannel,
  topology: Topology,
  options: PerfOptions,
): Promise<Before> {
  const { exchange, queues } = topology
  if (options.predeclared !== true) await declareAll(channel, topology, options)
  else if (exchange !== '') await channel.checkExchange(exchange)
  const before = { messages: 0, consumers: 0 }
  for (const queue of queues) {
    const { messageCount, consumerCount } = await channel.inspectQueue(queue)
    before.messages += messageCount
    before.consumers += consumerCount
  }
  return before
}

async function declareAll(channel: LoadChannel, topology: Topology, options: PerfOptions): Promise<void> {
  const { exchange, queues } = topology
  const { type, routingKey, autoDelete = false } = options
  if (exchange !== '') await channel.declareExchange(exchange, type)
  for (const queue of queues) {
    await channel.declareQueue(queue, { durable: true, autoDelete, arguments: queueArguments(options) })
    if (exchange !== '') await channel.bindQueue(queue, exchange, routingKey ?? queue)
  }
}

function queueArguments({ quorumQueue, streamQueue, queueArgument }: PerfOptions): FieldTable {
  const type = quorumQueue === true ? 'quorum' : streamQueue === true ? 'stream' : undefined
  return { ...queueArgument, ...(type !== undefined && { 'x-queue-type': type }) }
}

/** What a consumer of these queues says to the broker: for a stream, where to begin. */
export function consumeArguments({ isStream, isOwn }: Topology, { streamOffset }: PerfOptions): FieldTable {
  if (!isStream) return {}
  // A stream of this run alone is read from its beginning; of others' the old messages are none of ours.
  const offset: FieldValue = streamOffset ?? (isOwn ? 'first' : 'next')
  return { 'x-stream-offset': /^\d+$/.test(offset) ? Number(offset) : offset }
}

/** How many messages wait in the queues. */
export async function messagesLeft(channel: LoadChannel, { queues }: Topology): Promise<number> {
  let left = 0
  for (const queue of queues) left += (await channel.inspectQueue(queue)).messageCount
  return left
}

/** Deletes the queues that were made up for this run. */
export async function removeOwn(channel: LoadChannel, { isOwn, queues }: Topology): Promise<void> {
  if (isOwn) for (const queue of queues) await channel.deleteQueue(queue)
}

import type { FieldTable } from '../wire/field-value.ts'
import { describe } from '../wire/writer.ts'
import { type Age, age, size } from './argument-rules.ts'
import { text } from './options.ts'

/**
 * Where in a stream to begin: with the `first` message that is kept, the `last` chunk of messages, the `next` message to
 * come, the one with this number (a delivery has its own in the header `x-stream-offset`), those published since a time
 * (exact to the second), or since so long ago, such as `1h`.
 */
export type StreamOffset = 'first' | 'last' | 'next' | number | Date | Age

/**
 * Arguments for consuming a stream from somewhere else than its end. RabbitMQ wants manual acks and a prefetch for it:
 *
 *     await channel.basicQos({ prefetchCount: 100 })
 *     await channel.basicConsume({ queue: 'log', arguments: streamOffset('first') }, (delivery) => delivery.ack())
 *
 * From a time, or from the last chunk, a few messages can come that are older.
 * @throws {TypeError | RangeError} where that is no place in a stream
 */
export function streamOffset(offset: StreamOffset): FieldTable {
  return { 'x-stream-offset': checkedOffset(offset) }
}

/**
 * Arguments for a consumer that gets messages before others of a classic or quorum queue, as long as it has room for
 * them; with a priority below 0, after others.
 *
 *     await channel.basicConsume({ queue: 'jobs', arguments: consumerPriority(10) }, onDelivery)
 *
 * @throws {TypeError | RangeError} where it is no whole number
 */
export function consumerPriority(priority: number): FieldTable {
  return { 'x-priority': size(Number.MIN_SAFE_INTEGER)(priority, 'priority') }
}

/**
 * Arguments for an exchange that hands what it cannot route to another exchange. What that one routes is not returned,
 * mandatory or not.
 *
 *     await channel.exchangeDeclare({ exchange: 'orders', type: 'topic', arguments: alternateExchange('lost') })
 *
 * @throws {TypeError} where it is no text
 */
export function alternateExchange(exchange: string): FieldTable {
  return { 'alternate-exchange': text(exchange, 'exchange') }
}

function checkedOffset(offset: StreamOffset): StreamOffset {
  if (typeof offset === 'number') return size(0)(offset, 'offset') as number
  if (offset instanceof Date) {
    size(0)(Math.floor(offset.getTime() / 1000), 'offset as seconds since 1970')
    return offset
  }
  if (typeof offset !== 'string')
    throw new TypeError(`offset must be a text, a number or a Date, not ${describe(offset)}`)
  return ['first', 'last', 'next'].includes(offset) ? offset : (age(offset, 'offset') as Age)
}

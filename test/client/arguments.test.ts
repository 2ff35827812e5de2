import { expect, test } from 'vitest'
import { alternateExchange, consumerPriority, type StreamOffset, streamOffset } from '../../src/index.ts'

test.each(['first', 'last', 'next', 0, 2 ** 40, new Date(0), '1h', '30m'] as const)(
  '%s is a place in a stream',
  (offset) => {
    expect(streamOffset(offset)).toEqual({ 'x-stream-offset': offset })
  },
)

// RabbitMQ ends the whole connection over some of these.
test.each(['middle', '', '0s', '1.5h', -1, 1.5, Number.NaN, new Date(Number.NaN), new Date(-1)])(
  '%s is no place in a stream',
  (offset) => {
    expect(() => streamOffset(offset as StreamOffset)).toThrow(RangeError)
    expect(() => streamOffset(offset as StreamOffset)).toThrow(/^offset /)
  },
)

test.each([true, null, undefined, 5n, {}])('%s is of no type that a place in a stream has', (offset) => {
  expect(() => streamOffset(offset as never)).toThrow(TypeError)
})

test('a priority is a whole number, below 0 too', () => {
  expect(consumerPriority(-5)).toEqual({ 'x-priority': -5 })
  expect(() => consumerPriority(0.5)).toThrow(RangeError)
  expect(() => consumerPriority('high' as never)).toThrow(TypeError)
})

test('an alternate exchange is named by a text', () => {
  expect(alternateExchange('lost')).toEqual({ 'alternate-exchange': 'lost' })
  expect(() => alternateExchange(undefined as never)).toThrow(TypeError)
})

test('the types refuse what is no place in a stream', () => {
  // The compiler is tested too: an error that it does not find fails the check of the types.
  // @ts-expect-error no such place
  expect(() => streamOffset('middle')).toThrow(RangeError)
  // @ts-expect-error no such unit
  expect(() => streamOffset('2w')).toThrow(RangeError)
})

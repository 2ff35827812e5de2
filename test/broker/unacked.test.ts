import { expect, test } from 'vitest'
import { machineClock } from '../../src/broker/clock.ts'
import { QueuedMessage } from '../../src/broker/message.ts'
import { Queue } from '../../src/broker/queue.ts'
import { Delivery, Unacked } from '../../src/broker/unacked.ts'
import { contentOf } from '../support/messages.ts'
import { queueSettings, unlimited } from '../support/queues.ts'

const queue = new Queue('q', queueSettings(), {
  clock: machineClock,
  profile: 'rabbitmq-3.10',
  gauge: unlimited(),
  onUnused: () => {},
  onForgotten: () => {},
  onRefused: () => {},
  onDead: () => {},
})
const queued = new QueuedMessage({ exchange: '', routingKey: '', content: contentOf('') }, 0)

function outstanding(...tags: number[]): Unacked {
  const unacked = new Unacked()
  for (const tag of tags) unacked.add(new Delivery(tag, queued, queue, undefined))
  return unacked
}

const tagsOf = (deliveries: Delivery[]): number[] => deliveries.map(({ tag }) => tag)

test('one tag takes one delivery, and only once', () => {
  const unacked = outstanding(1, 2, 3)
  expect(tagsOf(unacked.take(2, false))).toEqual([2])
  expect(() => unacked.take(2, false)).toThrow('PRECONDITION_FAILED - unknown delivery tag 2')
  expect(tagsOf(unacked.takeAll())).toEqual([1, 3])
})

test('multiple takes all up to the tag, in order', () => {
  const unacked = outstanding(1, 2, 4, 7, 8)
  expect(tagsOf(unacked.take(7, true))).toEqual([1, 2, 4, 7])
  expect(tagsOf(unacked.takeAll())).toEqual([8])
})

test('multiple up to a tag that is not outstanding is refused and takes nothing', () => {
  const unacked = outstanding(1, 3)
  expect(() => unacked.take(2, true)).toThrow('unknown delivery tag 2')
  expect(tagsOf(unacked.takeAll())).toEqual([1, 3])
})

test('the tag 0 with multiple takes all, even where there are none', () => {
  expect(tagsOf(outstanding(5, 6).take(0, true))).toEqual([5, 6])
  expect(outstanding().take(0, true)).toEqual([])
})

test('the tag 0 alone is unknown', () => {
  expect(() => outstanding(1).take(0, false)).toThrow('unknown delivery tag 0')
})

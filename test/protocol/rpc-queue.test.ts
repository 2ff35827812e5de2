import { expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import {
  BASIC_CANCEL_OK,
  BASIC_CONSUME_OK,
  BASIC_GET_EMPTY,
  BASIC_GET_OK,
  QUEUE_DECLARE_OK,
  QUEUE_DELETE_OK,
} from '../../src/generated/constants.ts'
import { RpcQueue } from '../../src/protocol/rpc-queue.ts'
import { RecordedCall } from '../support/core-recorders.ts'

const get = (): RecordedCall => new RecordedCall('basic.get', [BASIC_GET_OK, BASIC_GET_EMPTY])
const declare = (): RecordedCall => new RecordedCall('queue.declare', [QUEUE_DECLARE_OK])

function queueOf(...calls: RecordedCall[]): RpcQueue {
  const queue = new RpcQueue()
  for (const call of calls) queue.push(call)
  return queue
}

test('answers go to the calls in the order in which these were made', () => {
  const calls = Array.from({ length: 100 }, declare)
  const queue = queueOf(...calls)
  for (const [number, call] of calls.entries()) {
    expect(call.isSettled).toBe(false)
    queue.answer(QUEUE_DECLARE_OK, { number }, undefined)
    expect(call.reply).toEqual({ id: QUEUE_DECLARE_OK, args: { number }, content: undefined })
  }
  expect(queue.length).toBe(0)
})

test('when all are answered nothing is kept for more, and more may come', () => {
  const queue = queueOf(declare(), declare(), declare())
  for (let i = 0; i < 3; i++) queue.answer(QUEUE_DECLARE_OK, {}, undefined)
  expect(queue['ring']).toHaveLength(0)
  const [first, second] = [declare(), declare()]
  for (const call of [first, second]) queue.push(call)
  queue.answer(QUEUE_DECLARE_OK, {}, undefined)
  expect([first.isSettled, second.isSettled, queue.length]).toEqual([true, false, 1])
})

test('a call may have more than one kind of answer', () => {
  const [first, second] = [get(), get()]
  const queue = queueOf(first, second)
  queue.answer(BASIC_GET_EMPTY, {}, undefined)
  queue.answer(BASIC_GET_OK, {}, undefined)
  expect([first.reply?.id, second.reply?.id]).toEqual([BASIC_GET_EMPTY, BASIC_GET_OK])
})

test('a call whose caller gave up keeps its place, and its answer is not taken for the next one', () => {
  const [late, next] = [declare(), declare()]
  const queue = queueOf(late, next)
  // Giving up is the caller's own affair: it does not tell the queue.
  queue.answer(QUEUE_DECLARE_OK, { queue: 'late' }, undefined)
  expect(next.isSettled).toBe(false)
  queue.answer(QUEUE_DECLARE_OK, { queue: 'next' }, undefined)
  expect(next.reply?.args).toEqual({ queue: 'next' })
})

test('an answer to another question is refused with 505, and the call goes on waiting', () => {
  const call = declare()
  const queue = queueOf(call, get())
  const wrong = (): void => queue.answer(BASIC_GET_EMPTY, {}, undefined)
  expect(wrong).toThrow(ProtocolError)
  expect(wrong).toThrow(expect.objectContaining({ replyCode: 505, method: 'basic.get-empty' }))
  expect(wrong).toThrow('basic.get-empty came where queue.declare waits for its answer')
  expect([call.isSettled, queue.length]).toEqual([false, 2])
})

test('an answer that nobody waits for is refused with 505', () => {
  expect(() => queueOf().answer(QUEUE_DELETE_OK, {}, undefined)).toThrow(
    'queue.delete-ok came where nothing was asked',
  )
})

test('a call made while an answer is given waits for an answer of its own', () => {
  const queue = queueOf()
  const second = declare()
  const first = declare()
  first.onReply = () => queue.push(second)
  queue.push(first)
  queue.answer(QUEUE_DECLARE_OK, {}, undefined)
  expect([second.isSettled, queue.length]).toEqual([false, 1])
})

test('when it fails, every call ends with the error, once, and none is left', () => {
  const calls = [declare(), get(), declare()]
  const queue = queueOf(...calls)
  const error = new Error('gone')
  queue.failAll(error)
  queue.failAll(new Error('gone again'))
  expect(calls.map((call) => call.error)).toEqual([error, error, error])
  expect(queue.length).toBe(0)
})

const consume = (): RecordedCall => new RecordedCall('basic.consume', [BASIC_CONSUME_OK])
const cancel = (): RecordedCall => new RecordedCall('basic.cancel', [BASIC_CANCEL_OK])

test('what queues answer may come behind what the channel answers, in an order of its own', () => {
  const [a, first, b, second] = [consume(), declare(), cancel(), declare()]
  const queue = queueOf(a, first, b, second)
  queue.answer(QUEUE_DECLARE_OK, { queue: 'first' }, undefined)
  expect([...queue]).toEqual([a, b, second])
  queue.answer(QUEUE_DECLARE_OK, { queue: 'second' }, undefined)
  expect([...queue]).toEqual([a, b])
  queue.answer(BASIC_CONSUME_OK, { consumerTag: 'a' }, undefined)
  queue.answer(BASIC_CANCEL_OK, { consumerTag: 'b' }, undefined)
  expect([a, first, b, second].map(({ reply }) => reply?.args)).toEqual([
    { consumerTag: 'a' },
    { queue: 'first' },
    { consumerTag: 'b' },
    { queue: 'second' },
  ])
  expect(queue.length).toBe(0)
})

test('what a queue answers is answered in the order in which it was asked', () => {
  const [a, declared, b] = [consume(), declare(), consume()]
  const queue = queueOf(a, declared, b)
  queue.answer(QUEUE_DECLARE_OK, {}, undefined)
  queue.answer(BASIC_CONSUME_OK, { consumerTag: 'a' }, undefined)
  queue.answer(BASIC_CONSUME_OK, { consumerTag: 'b' }, undefined)
  expect([a.reply?.args, b.reply?.args]).toEqual([{ consumerTag: 'a' }, { consumerTag: 'b' }])
})

test('nothing else is overtaken, and what is refused changes nothing', () => {
  const calls = [consume(), declare(), get()]
  const queue = queueOf(...calls)
  expect(() => queue.answer(BASIC_GET_OK, {}, undefined)).toThrow(
    'basic.get-ok came where basic.consume waits for its answer',
  )
  expect([...queue]).toEqual(calls)
})

test('what was overtaken ends with the others, first', () => {
  const [a, declared, b] = [consume(), declare(), declare()]
  const queue = queueOf(a, declared, b)
  queue.answer(QUEUE_DECLARE_OK, {}, undefined)
  const error = new Error('gone')
  queue.failAll(error)
  expect([a.error, b.error]).toEqual([error, error])
  expect([declared.error, queue.length]).toEqual([undefined, 0])
})

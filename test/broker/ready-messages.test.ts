import { expect, test } from 'vitest'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { ReadyMessages } from '../../src/broker/ready-messages.ts'
import { queuedOf } from '../support/messages.ts'
import { unlimited } from '../support/queues.ts'

function drain(ready: ReadyMessages): string[] {
  return Array.from({ length: ready.length }, () => (ready.take() as QueuedMessage).message.routingKey)
}

test('the highest priority comes first, and what came back has its place among its own', () => {
  const ready = new ReadyMessages(unlimited())
  for (const [position, priority] of [1, 3, 3, 0].entries())
    ready.push(queuedOf(`${priority}.${position}`, position, priority))
  const [first, second] = [ready.take(), ready.take()] as [QueuedMessage, QueuedMessage]
  ready.putBack(second)
  ready.push(queuedOf('3.9', 9, 3))
  ready.putBack(first)

  expect(drain(ready)).toEqual(['3.1', '3.2', '3.9', '1.0', '0.3'])
  expect(ready.peek()).toBeUndefined()
})

test('messages and the bytes of their bodies are counted, in and out', () => {
  const ready = new ReadyMessages(unlimited())
  ready.push(queuedOf('12345', 0))
  ready.push(queuedOf('123', 1, 2))
  expect([ready.length, ready.bytes]).toEqual([2, 8])

  const taken = ready.take() as QueuedMessage
  expect([ready.length, ready.bytes]).toEqual([1, 5])
  ready.putBack(taken)
  expect([ready.length, ready.bytes]).toEqual([2, 8])
})

test('clearing drops what waits and what came back, and what was out comes back before what is new', () => {
  const ready = new ReadyMessages(unlimited())
  for (const position of [0, 1, 2]) ready.push(queuedOf(String(position), position))
  const out = ready.take() as QueuedMessage
  ready.putBack(ready.take() as QueuedMessage)
  expect(ready.clear()).toBe(2)
  expect([ready.length, ready.bytes, ready.take()]).toEqual([0, 0, undefined])

  ready.push(queuedOf('3', 3))
  ready.putBack(out)
  expect(drain(ready)).toEqual(['0', '3'])
})

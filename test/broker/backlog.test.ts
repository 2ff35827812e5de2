import { expect, test } from 'vitest'
import { Backlog } from '../../src/broker/backlog.ts'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { contentOf } from '../support/messages.ts'

function filled(...texts: string[]): Backlog {
  const backlog = new Backlog()
  for (const text of texts) backlog.push({ exchange: '', routingKey: text, content: contentOf(text) })
  return backlog
}

function drain(backlog: Backlog): string[] {
  return Array.from({ length: backlog.length }, () => {
    const { message, redelivered } = backlog.take() as QueuedMessage
    return message.routingKey + (redelivered ? ' again' : '')
  })
}

test('messages come out in the order in which they went in', () => {
  expect(drain(filled('1', '2', '3'))).toEqual(['1', '2', '3'])
})

test('there is nothing to take from an empty backlog', () => {
  expect(new Backlog().take()).toBeUndefined()
})

test('what comes back goes to its old place, in whatever order it comes', () => {
  const backlog = filled('1', '2', '3', '4', '5')
  const taken = Array.from({ length: 4 }, () => backlog.take() as QueuedMessage)
  for (const index of [3, 0, 1]) backlog.putBack(taken[index] as QueuedMessage)

  expect(backlog.length).toBe(4)
  expect(drain(backlog)).toEqual(['1 again', '2 again', '4 again', '5'])
})

test('clearing drops what waits and what came back, and counts both', () => {
  const backlog = filled('1', '2', '3')
  backlog.putBack(backlog.take() as QueuedMessage)

  expect(backlog.clear()).toBe(3)
  expect(backlog.length).toBe(0)
  expect(backlog.take()).toBeUndefined()
})

test('what is pushed after a clearing is delivered, and what was out comes back before it', () => {
  const backlog = filled('1', '2')
  const out = backlog.take() as QueuedMessage
  backlog.clear()
  backlog.push({ exchange: '', routingKey: '3', content: contentOf('3') })
  backlog.putBack(out)

  expect(drain(backlog)).toEqual(['1 again', '3'])
})

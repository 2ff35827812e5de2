import { expect, test } from 'vitest'
import { Backlog } from '../../src/broker/backlog.ts'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { queuedOf } from '../support/messages.ts'

function filled(...texts: string[]): Backlog {
  const backlog = new Backlog()
  for (const [position, text] of texts.entries()) backlog.push(queuedOf(text, position))
  return backlog
}

function drain(backlog: Backlog): string[] {
  return Array.from({ length: backlog.length }, () => {
    const first = backlog.peek()
    expect(backlog.take()).toBe(first)
    return (first as QueuedMessage).message.routingKey
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
  expect(drain(backlog)).toEqual(['1', '2', '4', '5'])
})

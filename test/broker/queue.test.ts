import { expect, test } from 'vitest'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { Queue, type Taker } from '../../src/broker/queue.ts'
import { contentOf } from '../support/messages.ts'

/** A consumer that takes as many messages as it has room for. */
class Recorder implements Taker {
  room: number
  readonly isExclusive: boolean
  isWaiting: boolean = false
  previous: Taker | undefined
  next: Taker | undefined
  readonly taken: QueuedMessage[] = []
  isCancelled: boolean = false

  constructor(room: number = Number.POSITIVE_INFINITY, isExclusive: boolean = false) {
    this.room = room
    this.isExclusive = isExclusive
  }

  get texts(): string[] {
    return this.taken.map(({ message }) => message.routingKey)
  }

  hasRoom(): boolean {
    return this.room > 0
  }

  take(queued: QueuedMessage): void {
    this.room--
    this.taken.push(queued)
  }

  onQueueDeleted(): void {
    this.isCancelled = true
  }
}

function queueOf(onUnused: () => void = () => {}): Queue {
  return new Queue('q', { durable: false, autoDelete: false, owner: undefined, arguments: {} }, onUnused)
}

function push(queue: Queue, ...texts: string[]): void {
  for (const text of texts) queue.push({ exchange: '', routingKey: text, content: contentOf(text) })
}

test('consumers take turns', () => {
  const queue = queueOf()
  const [a, b] = [new Recorder(), new Recorder()]
  queue.subscribe(a)
  queue.subscribe(b)
  push(queue, '1', '2', '3', '4')

  expect([a.texts, b.texts]).toEqual([
    ['1', '3'],
    ['2', '4'],
  ])
})

test('the first consumer takes the whole backlog where it has room for it', () => {
  const queue = queueOf()
  push(queue, '1', '2', '3')
  const [a, b] = [new Recorder(), new Recorder()]
  queue.subscribe(a)
  queue.subscribe(b)

  expect([a.texts, b.texts]).toEqual([['1', '2', '3'], []])
})

test('who has no room is passed over until it says that it has some again', () => {
  const queue = queueOf()
  const [a, b] = [new Recorder(1), new Recorder(2)]
  queue.subscribe(a)
  queue.subscribe(b)
  push(queue, '1', '2', '3', '4', '5')
  expect([a.texts, b.texts, queue.messageCount]).toEqual([['1'], ['2', '3'], 2])

  a.room = 1
  queue.resume(a)
  expect([a.texts, queue.messageCount]).toEqual([['1', '4'], 1])
})

test('what was put back is delivered before what came later, as delivered again', () => {
  const queue = queueOf()
  const a = new Recorder(2)
  queue.subscribe(a)
  push(queue, '1', '2', '3')
  const [first] = a.taken as [QueuedMessage]
  queue.putBack(first)
  a.room = 2
  queue.resume(a)

  expect(a.texts).toEqual(['1', '2', '1', '3'])
  expect(a.taken.map(({ redelivered }) => redelivered)).toEqual([true, false, true, false])
})

test('nothing goes to a consumer that is gone, had it room or not', () => {
  const queue = queueOf()
  const [gone, full, last] = [new Recorder(), new Recorder(0), new Recorder()]
  for (const taker of [full, gone, last]) queue.subscribe(taker)
  push(queue, '1')
  expect(full.isWaiting).toBe(true)
  queue.unsubscribe(gone)
  queue.unsubscribe(full)
  expect(full.isWaiting).toBe(false)
  push(queue, '2', '3')

  expect([gone.texts, full.texts, last.texts]).toEqual([['1'], [], ['2', '3']])
  expect(queue.consumerCount).toBe(1)
})

test('the end of the last consumer is told, and that of the one before is not', () => {
  let told = 0
  const queue = queueOf(() => told++)
  const [a, b] = [new Recorder(), new Recorder()]
  queue.subscribe(a)
  queue.subscribe(b)
  queue.unsubscribe(a)
  expect(told).toBe(0)

  queue.unsubscribe(b)
  expect(told).toBe(1)
})

test('an exclusive consumer has the queue for itself', () => {
  const queue = queueOf()
  expect(queue.isTaken).toBe(false)
  queue.subscribe(new Recorder(1, true))
  expect(queue.isTaken).toBe(true)
})

test('a deleted queue cancels its consumers and drops what comes back', () => {
  let told = 0
  const queue = queueOf(() => told++)
  const a = new Recorder(1)
  queue.subscribe(a)
  push(queue, '1', '2')
  queue.delete()
  queue.putBack(a.taken[0] as QueuedMessage)
  queue.deliver()

  expect([a.isCancelled, a.texts, queue.messageCount, told]).toEqual([true, ['1'], 0, 0])
})

test('purging drops what waits and leaves what is out', () => {
  const queue = queueOf()
  const a = new Recorder(1)
  queue.subscribe(a)
  push(queue, '1', '2', '3')

  expect(queue.purge()).toBe(2)
  queue.putBack(a.taken[0] as QueuedMessage)
  expect(queue.messageCount).toBe(1)
})

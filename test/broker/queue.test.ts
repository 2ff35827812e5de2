import { beforeEach, expect, test } from 'vitest'
import type { Taker } from '../../src/broker/consumer-line.ts'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { Queue } from '../../src/broker/queue.ts'
import type { FieldTable } from '../../src/wire/field-value.ts'
import { HandClock } from '../support/hand-clock.ts'
import { contentOf } from '../support/messages.ts'
import { queueSettings, unlimited } from '../support/queues.ts'

let clock: HandClock
let told: string[]

beforeEach(() => {
  clock = new HandClock()
  told = []
})

/** A consumer that takes as many messages as it has room for. */
class Recorder implements Taker {
  room: number
  readonly isExclusive: boolean
  readonly priority: number
  isWaiting: boolean = false
  previous: Taker | undefined
  next: Taker | undefined
  readonly taken: QueuedMessage[] = []
  isCancelled: boolean = false

  constructor(room: number = Number.POSITIVE_INFINITY, isExclusive: boolean = false, priority: number = 0) {
    this.room = room
    this.isExclusive = isExclusive
    this.priority = priority
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

/** A queue whose host writes down what it is told. */
function queueOf(onUnused: () => void = () => {}, args: FieldTable = {}): Queue {
  return new Queue('q', queueSettings(args), {
    clock,
    profile: 'rabbitmq-3.10',
    gauge: unlimited(),
    onUnused,
    onForgotten: () => told.push('forgotten'),
    onRefused: () => told.push('refused'),
    onDead: (_queue, { message }, reason) => told.push(`${message.routingKey} ${reason}`),
  })
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
  queue.putBack(first, false)
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
  expect(queue.refusesConsumer(true)).toBe(false)
  queue.subscribe(new Recorder(1, true))
  expect(queue.refusesConsumer(false)).toBe(true)
})

test('a deleted queue cancels its consumers and drops what comes back', () => {
  let told = 0
  const queue = queueOf(() => told++)
  const a = new Recorder(1)
  queue.subscribe(a)
  push(queue, '1', '2')
  queue.delete()
  queue.putBack(a.taken[0] as QueuedMessage, false)
  queue.deliver()

  expect([a.isCancelled, a.texts, queue.messageCount, told]).toEqual([true, ['1'], 0, 0])
})

test('purging drops what waits and leaves what is out', () => {
  const queue = queueOf()
  const a = new Recorder(1)
  queue.subscribe(a)
  push(queue, '1', '2', '3')

  expect(queue.purge()).toBe(2)
  queue.putBack(a.taken[0] as QueuedMessage, false)
  expect(queue.messageCount).toBe(1)
})

test('of different priorities the highest with room is asked first', () => {
  const queue = queueOf()
  const [low, high] = [new Recorder(), new Recorder(1, false, 5)]
  queue.subscribe(low)
  queue.subscribe(high)
  push(queue, '1', '2')
  high.room = 1
  queue.resume(high)
  push(queue, '3')

  expect([low.texts, high.texts]).toEqual([['2'], ['1', '3']])
})

test('a timer looks at the head when its time is over, and at what is behind it then', () => {
  const queue = queueOf(undefined, { 'x-message-ttl': 100 })
  push(queue, '1')
  clock.pass(60)
  push(queue, '2')
  clock.pass(40)
  expect(told).toEqual(['1 expired'])
  expect(clock.timerCount).toBe(1)

  clock.pass(60)
  expect([told, clock.timerCount]).toEqual([['1 expired', '2 expired'], 0])
})

test('a purge and a delete call off the timer of the head', () => {
  for (const end of ['purge', 'delete'] as const) {
    const queue = queueOf(undefined, { 'x-message-ttl': 100 })
    push(queue, '1')
    expect(clock.timerCount).toBe(1)
    queue[end]()
    expect(clock.timerCount).toBe(0)
  }
})

test('a queue is forgotten after its time without a consumer, a get or a declaration, however long that is', () => {
  const months = 90 * 24 * 3600 * 1000
  const queue = queueOf(undefined, { 'x-expires': months })
  const a = new Recorder()
  clock.pass(months - 1)
  queue.get()
  clock.pass(months - 1)
  queue.subscribe(a)
  clock.pass(months)
  queue.unsubscribe(a)
  clock.pass(months - 1)
  expect(told).toEqual([])

  clock.pass(1)
  expect(told).toEqual(['forgotten'])
})

test('what comes back over the limit pushes out the head', () => {
  const queue = queueOf(undefined, { 'x-max-length': 1 })
  push(queue, '1')
  const first = queue.get() as QueuedMessage
  push(queue, '2')
  queue.putBack(first, false)
  queue.trim()

  expect(told).toEqual(['1 maxlen'])
})

test('a message beyond the delivery limit is dead', () => {
  const queue = queueOf(undefined, { 'x-queue-type': 'quorum', 'x-delivery-limit': 1 })
  push(queue, '1')
  for (let i = 0; i < 2; i++) queue.putBack(queue.get() as QueuedMessage, true)

  expect([told, queue.messageCount]).toEqual([['1 delivery_limit'], 0])
})

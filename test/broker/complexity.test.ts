import { afterAll, beforeAll, expect, test } from 'vitest'
import { Backlog } from '../../src/broker/backlog.ts'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { DirectRouter } from '../../src/broker/routing/direct.ts'
import { TopicRouter } from '../../src/broker/routing/topic.ts'
import { queuedOf } from '../support/messages.ts'
import { StepCounter } from '../support/steps.ts'

let counter: StepCounter
beforeAll(async () => {
  counter = await StepCounter.of('broker', 'util')
})
afterAll(() => counter[Symbol.dispose]())

const key = (i: number): string => `region.${i % 10}.site.${i}`

test.each([
  { type: 'topic', Router: TopicRouter<number> },
  { type: 'direct', Router: DirectRouter<number> },
])(
  'a $type exchange does the same for a message whether 100 or 10,000 queues are bound',
  async ({ Router }) => {
    const stepsWith = async (count: number): Promise<number> => {
      const router = new Router()
      for (let i = 0; i < count; i++) router.add({ destination: i, routingKey: key(i), arguments: {} })
      return counter.stepsOf(() => expect(router.route(key(57))).toEqual([57]))
    }

    await stepsWith(100)
    const few = await stepsWith(100)
    expect(few).toBeGreaterThan(0)
    expect(await stepsWith(10_000)).toBe(few)
  },
)

test('a queue does the same for a message whether 1,000 or 100,000 wait', async () => {
  const stepsWith = async (count: number): Promise<number> => {
    const backlog = new Backlog()
    for (let i = 0; i < count; i++) backlog.push(queuedOf('', i))
    return counter.stepsOf(() => {
      for (let i = 0; i < 100; i++) {
        backlog.push(queuedOf('', count + i))
        backlog.take()
      }
    })
  }

  await stepsWith(1000)
  const few = await stepsWith(1000)
  expect(few).toBeGreaterThan(0)
  // Now and then the ring grows.
  expect(await stepsWith(100_000)).toBeLessThan(2 * few)
})

test('messages that come back find their places in a logarithm of steps', async () => {
  const stepsWith = async (count: number): Promise<number> => {
    const backlog = new Backlog()
    const taken: QueuedMessage[] = []
    for (let i = 0; i < count; i++) backlog.push(queuedOf('', i))
    for (let i = 0; i < count; i++) taken.push(backlog.take() as QueuedMessage)
    const steps = await counter.stepsOf(() => {
      for (const queued of taken.reverse()) backlog.putBack(queued)
      for (let i = 0; i < count; i++) backlog.take()
    })
    return steps / count
  }

  await stepsWith(200)
  // A hundred times as many make a logarithm less than two and a half times as large.
  expect(await stepsWith(20_000)).toBeLessThan(2.5 * (await stepsWith(200)))
})

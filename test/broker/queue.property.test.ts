import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { Queue } from '../../src/broker/queue.ts'
import { HandClock } from '../support/hand-clock.ts'
import { contentOf } from '../support/messages.ts'
import { queueSettings, unlimited } from '../support/queues.ts'

interface Waiting {
  readonly id: string
  readonly priority: number
  readonly position: number
  readonly expiresAtMs: number
}

/** The same as a sorted list that is searched from end to end each time. */
class Model {
  nowMs: number = 0
  waiting: Waiting[] = []
  readonly dead: string[] = []
  private readonly maxLength: number

  constructor(maxLength: number) {
    this.maxLength = maxLength
  }

  add(message: Waiting): void {
    this.waiting.push(message)
    this.waiting.sort((a, b) => b.priority - a.priority || a.position - b.position)
  }

  /** From the head: first what is too much, then what is too old. */
  settle(): void {
    while (this.waiting.length > this.maxLength) this.dead.push(`${this.waiting.shift()?.id} maxlen`)
    this.expire()
  }

  expire(): void {
    while ((this.waiting[0]?.expiresAtMs ?? Number.POSITIVE_INFINITY) <= this.nowMs)
      this.dead.push(`${this.waiting.shift()?.id} expired`)
  }
}

const step = fc.oneof(
  fc.record({
    do: fc.constant('push' as const),
    priority: fc.nat({ max: 6 }),
    expirationMs: fc.option(fc.nat({ max: 30 }), { nil: undefined }),
  }),
  fc.constant({ do: 'get' as const }),
  fc.record({ do: fc.constant('put back' as const), pick: fc.nat() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 20 }) }),
)

test('a queue with limits, times and priorities is a sorted list, whatever is done to it', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 100 }),
      fc.constantFrom(undefined, 1, 3),
      fc.constantFrom(undefined, 10),
      fc.constantFrom(undefined, 4),
      (steps, maxLength, ttlMs, maxPriority) => {
        const clock = new HandClock()
        const dead: string[] = []
        const gauge = unlimited()
        const args = { 'x-max-length': maxLength, 'x-message-ttl': ttlMs, 'x-max-priority': maxPriority }
        const queue = new Queue('q', queueSettings(args), {
          clock,
          gauge,
          profile: 'rabbitmq-3.10',
          onUnused: () => {},
          onForgotten: () => {},
          onRefused: () => {},
          onDead: (_queue, { message }, reason) => dead.push(`${message.routingKey} ${reason}`),
        })
        const model = new Model(maxLength ?? Number.POSITIVE_INFINITY)
        const out: [QueuedMessage, Waiting][] = []
        let pushed = 0
        for (const action of steps) {
          if (action.do === 'push') {
            const { priority, expirationMs } = action
            const id = String(pushed)
            queue.push({ exchange: '', routingKey: id, content: contentOf(id, { priority }), expirationMs })
            model.add({
              id,
              priority: Math.min(priority, maxPriority ?? 0),
              position: pushed++,
              expiresAtMs: model.nowMs + Math.min(ttlMs ?? Infinity, expirationMs ?? Infinity),
            })
            model.settle()
          } else if (action.do === 'get') {
            const queued = queue.get()
            const expected = model.waiting.shift()
            model.expire()
            expect(queued?.message.routingKey).toBe(expected?.id)
            if (queued !== undefined && expected !== undefined) out.push([queued, expected])
          } else if (action.do === 'put back' && out.length > 0) {
            const [[queued, waiting]] = out.splice(action.pick % out.length, 1) as [[QueuedMessage, Waiting]]
            queue.putBack(queued, false)
            model.add(waiting)
            queue.trim()
            queue.deliver()
            model.settle()
          } else if (action.do === 'wait') {
            // One at a time, for which of two goes first may depend on when.
            for (let i = 0; i < action.ms; i++) {
              clock.pass(1)
              model.nowMs++
              model.expire()
            }
          }
          expect(dead).toEqual(model.dead)
          expect(queue.messageCount).toBe(model.waiting.length)
        }
        queue.stop()
        expect(clock.timerCount).toBe(0)
        expect(queue.messageCount).toBe(0)
      },
    ),
  )
})

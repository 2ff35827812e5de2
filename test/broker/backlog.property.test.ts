import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Backlog } from '../../src/broker/backlog.ts'
import type { QueuedMessage } from '../../src/broker/message.ts'
import { queuedOf } from '../support/messages.ts'

const step = fc.oneof(
  fc.constant({ do: 'push' as const, pick: 0 }),
  fc.constant({ do: 'take' as const, pick: 0 }),
  fc.record({ do: fc.constant('put back' as const), pick: fc.nat() }),
)

test('a backlog is a list sorted by position, whatever is pushed, taken and put back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const backlog = new Backlog()
      const waiting: number[] = []
      const out: QueuedMessage[] = []
      let pushed = 0
      for (const { do: action, pick } of steps) {
        if (action === 'push') {
          backlog.push(queuedOf('', pushed))
          waiting.push(pushed++)
        } else if (action === 'take') {
          const queued = backlog.take()
          expect(queued?.position).toBe(waiting.shift())
          if (queued !== undefined) out.push(queued)
        } else if (out.length > 0) {
          const [queued] = out.splice(pick % out.length, 1) as [QueuedMessage]
          backlog.putBack(queued)
          waiting.push(queued.position)
          waiting.sort((a, b) => a - b)
        }
        expect(backlog.length).toBe(waiting.length)
      }
    }),
  )
})

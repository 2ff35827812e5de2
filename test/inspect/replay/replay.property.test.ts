import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { startBroker } from '../../../src/broker/index.ts'
import { AmqpError } from '../../../src/errors.ts'
import { type CaptureEvent, replay } from '../../../src/inspect/index.ts'
import { sessionEvents } from '../recorded.ts'

const broker = await startBroker({ port: 0 })
afterAll(() => broker.close())

const session = sessionEvents('session-rabbitmq-3.10')

/** The session with some octets of one piece replaced, of either side. */
const damaged = fc
  .tuple(fc.nat(), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }))
  .map(([which, where, octets]) =>
    session.map((event, at): CaptureEvent => {
      if (event.kind !== 'bytes' || at !== 1 + (which % (session.length - 1))) return event
      const bytes = Uint8Array.from(event.bytes)
      for (const [i, octet] of octets.entries()) bytes[(where + i) % bytes.length] = octet
      return { ...event, bytes }
    }),
  )

test('whatever is in a recording, its replay ends: with a report or with an error of this library', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (events) => {
      const outcome = await replay(events, broker.url, { timeoutMs: 40 }).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AmqpError)
      else expect(outcome).toHaveProperty('differenceCount')
    }),
    { numRuns: 60 },
  )
}, 60_000)

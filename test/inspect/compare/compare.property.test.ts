import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Broker } from '../../../src/broker/index.ts'
import { queueDeclare } from '../../../src/generated/methods.ts'
import { type BytesEvent, type CaptureEvent, compare, comparisonText } from '../../../src/inspect/index.ts'
import { record } from '../recorded.ts'

const broker = new Broker()
const session = await record(
  async () => broker.transport(),
  async (open) => {
    const client = await open()
    await client.call(1, queueDeclare, { queue: 'q' })
    client.publish(1, { routingKey: 'q' }, 'hello', { messageId: '1' })
    await client.call(1, queueDeclare, { queue: 'q', passive: true })
  },
)
await broker.close()

test('however the octets came in pieces, only the number of writes differs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), async (cuts) => {
      const pieces = session.flatMap((event, at): CaptureEvent[] =>
        event.kind === 'bytes' ? cut(event, cuts[at] ?? 0) : [event],
      )
      const { a, b, kind, details } = await compare(session, pieces)
      expect([kind, details]).toEqual([undefined, undefined])
      expect(b.methods).toEqual(a.methods)
      expect(b.roundTrips).toEqual(a.roundTrips)
      for (const direction of ['client-to-broker', 'broker-to-client'] as const) {
        expect({ ...b.sent[direction], writes: 0 }).toEqual({ ...a.sent[direction], writes: 0 })
      }
    }),
    { numRuns: 50 },
  )
})

test('damaged recordings are compared without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(255), async (at, octet) => {
      const damaged = session.map((event): CaptureEvent => {
        if (event.kind !== 'bytes' || at % session.length !== session.indexOf(event)) return event
        const bytes = Uint8Array.from(event.bytes)
        bytes[at % bytes.length] = octet
        return { ...event, bytes }
      })
      expect(comparisonText(await compare(session, damaged), { color: false })).toContain('frames')
    }),
    { numRuns: 100 },
  )
})

function cut(event: BytesEvent, at: number): CaptureEvent[] {
  const place = at % event.bytes.length
  if (place === 0) return [event]
  return [
    { ...event, bytes: event.bytes.subarray(0, place) },
    { ...event, bytes: event.bytes.subarray(place) },
  ]
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heartbeat } from '../../src/protocol/heartbeat.ts'

/** What happens to a connection, and after how many milliseconds. */
const arbitrarySchedule = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.nat(50), fc.nat(5_000)),
    what: fc.constantFrom('sent', 'received', 'nothing'),
  }),
  { maxLength: 60 },
)

const arbitraryInterval = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 0xffff }))

test('at any moment, it sends after half an interval without output and is dead after two without input', () => {
  fc.assert(
    fc.property(arbitraryInterval, fc.nat(), arbitrarySchedule, (seconds, start, schedule) => {
      const heartbeat = new Heartbeat(seconds, start)
      let [now, sent, received] = [start, start, start]
      for (const { afterMs, what } of schedule) {
        now += afterMs
        const silent = now - received
        const expected = silent >= 2_000 * seconds ? 'dead' : now - sent >= 500 * seconds ? 'send' : 'nothing'
        expect([heartbeat.check(now), heartbeat.silentMs(now)]).toEqual([expected, silent])
        if (what === 'sent') heartbeat.sent((sent = now))
        if (what === 'received') heartbeat.received((received = now))
      }
    }),
    { numRuns: 1_000 },
  )
})

test('checked as often as it asks for, it notices a dead peer between 2 and 2.25 intervals after its last sign of life', () => {
  fc.assert(
    fc.property(arbitraryInterval, arbitrarySchedule, (seconds, schedule) => {
      const heartbeat = new Heartbeat(seconds, 0)
      const everyMs = heartbeat.checkEveryMs as number
      const arrivals: number[] = []
      for (const { afterMs } of schedule)
        arrivals.push((arrivals.at(-1) ?? 0) + (afterMs % (2_000 * seconds)))
      let last = 0
      for (let now = everyMs; ; now += everyMs) {
        while (arrivals[0] !== undefined && arrivals[0] <= now)
          heartbeat.received((last = arrivals.shift() as number))
        if (heartbeat.check(now) !== 'dead') continue
        expect(now - last).toBeGreaterThanOrEqual(2_000 * seconds)
        expect(now - last).toBeLessThanOrEqual(2_250 * seconds)
        return
      }
    }),
    { numRuns: 1_000 },
  )
})

test('checked as often as it asks for, it lets no three quarters of an interval pass without output', () => {
  fc.assert(
    fc.property(arbitraryInterval, arbitrarySchedule, (seconds, schedule) => {
      const heartbeat = new Heartbeat(seconds, 0)
      const everyMs = heartbeat.checkEveryMs as number
      const writes: number[] = []
      for (const { afterMs } of schedule) writes.push((writes.at(-1) ?? 0) + afterMs)
      let last = 0
      for (let now = everyMs; now < 20 * everyMs; now += everyMs) {
        while (writes[0] !== undefined && writes[0] <= now) heartbeat.sent((last = writes.shift() as number))
        heartbeat.received(now)
        expect(now - last).toBeLessThanOrEqual(750 * seconds)
        if (heartbeat.check(now) === 'send') heartbeat.sent((last = now))
      }
    }),
    { numRuns: 1_000 },
  )
})

test('an interval of 0 asks for nothing, ever', () => {
  fc.assert(
    fc.property(fc.nat(), (now) => {
      const heartbeat = new Heartbeat(0, 0)
      expect([heartbeat.check(now), heartbeat.checkEveryMs]).toEqual(['nothing', undefined])
    }),
  )
})

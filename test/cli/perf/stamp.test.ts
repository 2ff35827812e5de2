import { expect, it } from 'vitest'
import { Lanes, nextSequence } from '../../../src/cli/perf/lanes.ts'
import {
  ageMs,
  LANES,
  laneOf,
  SEQUENCES,
  STAMP_BYTES,
  sequenceOf,
  writeStamp,
} from '../../../src/cli/perf/stamp.ts'

it('carries lane, sequence and time to the microsecond', () => {
  const body = Buffer.alloc(STAMP_BYTES + 4, 0xff)
  const sentMs = 1_800_000_000_000.25
  writeStamp(body, LANES - 1, SEQUENCES - 1, sentMs)
  expect([laneOf(body), sequenceOf(body)]).toEqual([LANES - 1, SEQUENCES - 1])
  expect(ageMs(body, sentMs + 1.5)).toBe(1.5)
  expect(body.subarray(STAMP_BYTES)).toEqual(Buffer.alloc(4, 0xff))
})

it('is below 0 where the clock of the sender is ahead, also where the time begins again', () => {
  const body = Buffer.alloc(STAMP_BYTES)
  const turnMs = (2 ** 48 * 7) / 1000
  for (const sentMs of [1_800_000_000_000, turnMs - 0.5, turnMs + 0.5]) {
    writeStamp(body, 0, 0, sentMs)
    expect([ageMs(body, sentMs - 1), ageMs(body, sentMs + 1)]).toEqual([-1, 1])
  }
})

it('tells the lanes of a run from others, also where their numbers begin again', () => {
  const lanes = new Lanes(LANES - 1)
  const [first, second] = [lanes.add('a'), lanes.add('b')]
  expect([first.id, second.id]).toEqual([LANES - 1, 0])
  expect([LANES - 2, LANES - 1, 0, 1].map((id) => lanes.has(id))).toEqual([false, true, true, false])
  first.sent = SEQUENCES - 1
  expect([nextSequence(first), nextSequence(first), first.sent]).toEqual([SEQUENCES - 1, 0, SEQUENCES + 1])
})

it('refuses more lanes than there are numbers', () => {
  const lanes = new Lanes()
  for (let i = 0; i < LANES; i++) lanes.add('a')
  expect(() => lanes.add('a')).toThrow(RangeError)
})

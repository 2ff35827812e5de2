import { expect, test } from 'vitest'
import { PassingFrame, parseCondition } from '../../../src/inspect/index.ts'
import { Trigger } from '../../../src/inspect/proxy/trigger.ts'
import { seededRandom } from '../../../src/util/random.ts'

const ack = (channel: number, connection = 1, direction: PassingFrame['direction'] = 'client-to-broker') =>
  new PassingFrame(
    connection,
    direction,
    Buffer.from([1, 0, channel, 0, 0, 0, 13, 0, 60, 0, 80, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0xce]),
  )
const frame = (type: number) =>
  new PassingFrame(1, 'broker-to-client', Buffer.from([type, 0, 0, 0, 0, 0, 0, 0xce]))
const protocolHeader = new PassingFrame(1, 'client-to-broker', Buffer.from('AMQP\0\0\x09\x01'))

/** Which of so many frames a condition takes, counted from 1. */
function taken(condition: string, count: number, of: PassingFrame = ack(1), seed = 1): number[] {
  const trigger = new Trigger(parseCondition(condition), seededRandom(seed))
  return Array.from({ length: count }, (_, i) => i + 1).filter(() => trigger.takes(of))
}

test('after, every and times count the frames that match', () => {
  expect(taken('basic.ack', 4)).toEqual([1, 2, 3, 4])
  expect(taken('basic.ack after 2', 4)).toEqual([3, 4])
  expect(taken('basic.ack every 3', 8)).toEqual([1, 4, 7])
  expect(taken('basic.ack after 1 every 2', 7)).toEqual([2, 4, 6])
  expect(taken('basic.ack times 2', 4)).toEqual([1, 2])
  expect(taken('basic.ack after 1 every 2 times 2', 9)).toEqual([2, 4])
})

test('what does not match does not count', () => {
  const trigger = new Trigger(parseCondition('basic.ack on channel 2 after 1'), seededRandom(1))
  const seen = [ack(1), ack(2), ack(1), ack(2), ack(1)].map((one) => trigger.takes(one))
  expect(seen).toEqual([false, false, false, true, false])
})

test.each<[string, PassingFrame, boolean]>([
  ['method', ack(1), true],
  ['frame', ack(1), true],
  ['', ack(1), true],
  ['header', ack(1), false],
  ['header', frame(2), true],
  ['body', frame(3), true],
  ['heartbeat', frame(8), true],
  ['protocol-header', protocolHeader, true],
  ['frame', protocolHeader, true],
  ['on channel 0', protocolHeader, false],
  ['basic.nack', ack(1), false],
  ['from client', ack(1), true],
  ['from broker', ack(1), false],
  ['on connection 2', ack(1), false],
  ['on connection 2', ack(1, 2), true],
])('%j', (condition, of, isTaken) => {
  expect(taken(condition, 1, of)).toEqual(isTaken ? [1] : [])
})

test('the same seed takes the same frames, another seed others, and about as many as it should', () => {
  const some = taken('with probability 0.3', 1000)
  expect(taken('with probability 0.3', 1000)).toEqual(some)
  expect(taken('with probability 0.3', 1000, ack(1), 2)).not.toEqual(some)
  expect(some.length).toBeGreaterThan(240)
  expect(some.length).toBeLessThan(360)
})

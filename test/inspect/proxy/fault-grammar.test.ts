import { describe, expect, test } from 'vitest'
import { type Fault, faultText, parseCondition, parseFault } from '../../../src/inspect/index.ts'
import { checkedFault } from '../../../src/inspect/proxy/fault-check.ts'

test.each<[string, Fault]>([
  ['drop basic.ack on channel 1 after 3', { action: 'drop', frames: 'basic.ack', channel: 1, after: 3 }],
  ['drop', { action: 'drop' }],
  ['delay 100 from broker', { action: 'delay', delayMs: 100, from: 'broker' }],
  ['duplicate heartbeat every 2 times 4', { action: 'duplicate', frames: 'heartbeat', every: 2, times: 4 }],
  ['truncate body', { action: 'truncate', frames: 'body' }],
  ['truncate 3 body', { action: 'truncate', bytes: 3, frames: 'body' }],
  ['corrupt', { action: 'corrupt' }],
  ['corrupt 7 method on connection 2', { action: 'corrupt', offset: 7, frames: 'method', connection: 2 }],
  ['wrong-end header', { action: 'wrong-end', frames: 'header' }],
  ['wrong-class', { action: 'wrong-class', frames: 'header' }],
  ['split frame', { action: 'split', frames: 'frame' }],
  ['split 5 frame', { action: 'split', bytes: 5, frames: 'frame' }],
  ['coalesce 20', { action: 'coalesce', withinMs: 20 }],
  [
    'interleave heartbeat basic.deliver',
    { action: 'interleave', between: 'heartbeat', frames: 'basic.deliver' },
  ],
  ['interleave channel method', { action: 'interleave', between: 'channel', frames: 'method' }],
  ['hold heartbeats from client', { action: 'drop', frames: 'heartbeat', from: 'client' }],
  ['half-close queue.declare-ok', { action: 'half-close', frames: 'queue.declare-ok' }],
  ['reset protocol-header', { action: 'reset', frames: 'protocol-header' }],
  ['throttle 1000 from broker', { action: 'throttle', bytesPerSecond: 1000, from: 'broker' }],
  [
    '  drop   frame with probability 0.25 on channel 3 ',
    { action: 'drop', frames: 'frame', probability: 0.25, channel: 3 },
  ],
])('%s', (text, fault) => {
  expect(parseFault(text)).toEqual(fault)
  expect(parseFault(faultText(fault))).toEqual(fault)
})

test('a condition stands for itself, too', () => {
  expect(parseCondition('basic.publish from client')).toEqual({ frames: 'basic.publish', from: 'client' })
  expect(parseCondition('')).toEqual({})
})

const ACTIONS =
  'drop, delay, duplicate, truncate, corrupt, wrong-end, wrong-class, split, coalesce, interleave, hold, half-close, reset, throttle'

describe('what is wrong is named, with what was expected', () => {
  test.each([
    ['', `it ends where it needs an action: ${ACTIONS}`],
    ['lose basic.ack', `"lose" is there where it needs an action: ${ACTIONS}`],
    [
      'drop basic.akc',
      '"basic.akc" is there where it needs frames (frame, method, header, body, heartbeat, protocol-header, or a method such as basic.ack) or a condition: on, from, after, every, times, with',
    ],
    ['drop body maybe', '"maybe" is there where it needs a condition: on, from, after, every, times, with'],
    ['delay', 'it ends where it needs milliseconds, as a number'],
    ['delay basic.ack', '"basic.ack" is there where it needs milliseconds, as a number'],
    ['interleave', 'it ends where it needs what goes between: heartbeat, channel'],
    ['hold body', '"body" is there where it needs what to hold back: heartbeats'],
    [
      'hold heartbeats body',
      '"body" is there where it needs a condition: on, from, after, every, times, with',
    ],
    ['drop on 1', '"1" is there where it needs what it is on: channel, connection'],
    ['drop on channel one', '"one" is there where it needs a channel, as a number'],
    ['drop from server', '"server" is there where it needs who sent it: client, broker'],
    ['drop with luck', '"luck" is there where it needs a condition: probability'],
    ['drop after 3 after 4', '"after" is there where it needs after only once'],
  ])('%j', (text, words) => {
    expect(() => parseFault(text)).toThrow(
      expect.objectContaining({
        name: 'TypeError',
        code: 'ERR_INVALID_FAULT',
        message: `the fault "${text}" is not understood: ${words}`,
      }),
    )
  })

  test.each<[string, string]>([
    ['drop on channel 70000', 'channel must be a whole number from 0 to 65535, not 70000'],
    ['drop on connection 0', 'connection must be a whole number from 1 to 9007199254740991, not 0'],
    ['drop after 1.5', 'after must be a whole number from 0 to 9007199254740991, not 1.5'],
    ['drop every 0', 'every must be a whole number from 1 to 9007199254740991, not 0'],
    ['drop times 0', 'times must be a whole number from 1 to 9007199254740991, not 0'],
    ['drop with probability 0', 'probability must be more than 0 and not more than 1, not 0'],
    ['drop with probability 2', 'probability must be more than 0 and not more than 1, not 2'],
    ['delay 3000000000', 'delayMs must be a whole number from 0 to 2147483647, not 3000000000'],
    ['split 0', 'bytes must be a whole number from 1 to 9007199254740991, not 0'],
    ['throttle 0', 'bytesPerSecond must be a whole number from 1 to 9007199254740991, not 0'],
    ['wrong-class body', 'wrong-class is about content headers: frames must be header, not body'],
  ])('%s', (text, message) => {
    expect(() => parseFault(text)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_FAULT', message }))
  })

  test.each<[unknown, string]>([
    [{ action: 'lose' }, 'action must be one of delay, truncate'],
    [{ action: 'toString' }, 'action must be one of delay, truncate'],
    [{ action: 'delay' }, 'delayMs must be a whole number'],
    [{ action: 'interleave', between: 'us' }, 'between must be heartbeat or channel, not us'],
    [{ action: 'drop', frames: 'basic.akc' }, 'frames must be one of frame, method'],
    [{ action: 'drop', from: 'server' }, 'from must be client or broker, not server'],
  ])('%j', (fault, words) => {
    expect(() => checkedFault(fault as Fault)).toThrow(words)
  })
})

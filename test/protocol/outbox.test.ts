import { describe, expect, test } from 'vitest'
import { basicDeliver, basicPublish, queueDeclare } from '../../src/generated/methods.ts'
import { Content } from '../../src/protocol/content.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { hear } from '../support/core-script.ts'

/** An outbox, and how often it said that there is something to take. */
function outboxOf(frameMaxBytes?: number): { outbox: Outbox; announcements: () => number } {
  let count = 0
  const outbox = new Outbox({ onPending: () => count++ })
  if (frameMaxBytes !== undefined) outbox.frameMaxBytes = frameMaxBytes
  return { outbox, announcements: () => count }
}

/** The sizes of the payloads of the body frames of a message. */
function bodyFramesOf(bodyBytes: number, frameMaxBytes: number): number[] {
  const { outbox } = outboxOf(frameMaxBytes)
  outbox.content(1, basicPublish, {}, undefined, Buffer.alloc(bodyBytes, 'x'))
  const heard = hear(outbox.take(), 'client')
  return heard.filter(([name]) => name === 'body').map(([, , text]) => (text as string).length)
}

describe('frames', () => {
  const FRAME_MAX = 4096
  const MOST = FRAME_MAX - 8

  test('an empty body has no frame', () => {
    expect(bodyFramesOf(0, FRAME_MAX)).toEqual([])
  })

  test('a body is split where frame-max says, and nowhere else', () => {
    expect(bodyFramesOf(1, FRAME_MAX)).toEqual([1])
    expect(bodyFramesOf(MOST, FRAME_MAX)).toEqual([MOST])
    expect(bodyFramesOf(MOST + 1, FRAME_MAX)).toEqual([MOST, 1])
    expect(bodyFramesOf(3 * MOST, FRAME_MAX)).toEqual([MOST, MOST, MOST])
  })

  test.each([16 * 1024 - 1, 16 * 1024, 1024 * 1024])('a body of %i bytes arrives whole', (size) => {
    for (const frameMax of [FRAME_MAX, 131_072]) {
      const sizes = bodyFramesOf(size, frameMax)
      expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBe(size)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(frameMax - 8)
    }
  })

  test('a large body is not copied', () => {
    const { outbox } = outboxOf(131_072)
    const body = Buffer.alloc(16 * 1024)
    outbox.content(1, basicPublish, {}, undefined, body)
    expect(outbox.take().some((piece) => piece.buffer === body.buffer)).toBe(true)
  })

  test('a small body is copied, so that it may be changed at once', () => {
    const { outbox } = outboxOf(131_072)
    const body = Buffer.from('before')
    outbox.content(1, basicPublish, {}, undefined, body)
    body.write('after!')
    expect(hear(outbox.take(), 'client').at(-1)).toEqual(['body', 1, 'before'])
  })

  test('the size of what waits is known at any time', () => {
    const { outbox } = outboxOf()
    expect(outbox.pendingBytes).toBe(0)
    outbox.heartbeat()
    outbox.content(1, basicPublish, {}, undefined, Buffer.alloc(20_000))
    const waiting = outbox.pendingBytes
    const taken = outbox.take().reduce((sum, piece) => sum + piece.length, 0)
    expect([taken, outbox.pendingBytes]).toEqual([waiting, 0])
  })
})

describe('the announcement of output', () => {
  test('comes once for each take', () => {
    const { outbox, announcements } = outboxOf()
    expect(announcements()).toBe(0)
    outbox.protocolHeader()
    outbox.heartbeat()
    outbox.method(1, queueDeclare, {})
    expect(announcements()).toBe(1)
    outbox.take()
    outbox.content(1, basicPublish, {}, undefined, 'x')
    outbox.heartbeat()
    expect(announcements()).toBe(2)
  })

  test('does not come for a command that failed', () => {
    const { outbox, announcements } = outboxOf()
    expect(() => outbox.method(1, queueDeclare, { queue: 5 as unknown as string })).toThrow(TypeError)
    expect([announcements(), outbox.pendingBytes]).toEqual([0, 0])
  })
})

describe('a command that cannot be sent', () => {
  const nothing = undefined as never

  test.each<[string, (outbox: Outbox) => void, typeof TypeError | typeof RangeError, RegExp]>([
    [
      'an argument of another type',
      (outbox) => outbox.method(1, queueDeclare, { queue: 5 as unknown as string }),
      TypeError,
      /^queue\.declare: queue must be a string, not "5" \(a number\)$/,
    ],
    [
      'an argument that is too long',
      (outbox) => outbox.method(1, queueDeclare, { queue: 'é'.repeat(128) }),
      RangeError,
      /^queue\.declare: queue must be at most 255 bytes of UTF-8, not 256$/,
    ],
    [
      'a value that no table can hold',
      (outbox) => outbox.method(1, queueDeclare, { arguments: { a: { b: Symbol('s') as never } } }),
      TypeError,
      /^queue\.declare: arguments\.a\.b must be a value that a field table can hold/,
    ],
    [
      'no arguments at all',
      (outbox) => outbox.method(1, queueDeclare, nothing),
      TypeError,
      /^queue\.declare: the arguments must be an object, not undefined$/,
    ],
    [
      'a property of another type',
      (outbox) => outbox.content(1, basicPublish, {}, { priority: 256 }, 'x'),
      RangeError,
      /^basic\.publish: priority must be a whole number from 0 to 255, not 256$/,
    ],
    [
      'no body',
      (outbox) => outbox.content(1, basicPublish, {}, {}, nothing),
      TypeError,
      /^basic\.publish: body must be a string or a Uint8Array, not undefined$/,
    ],
    [
      'arguments that fill more than a frame',
      (outbox) => outbox.method(1, queueDeclare, { arguments: { a: 'x'.repeat(5000) } }),
      RangeError,
      /^queue\.declare: the arguments make a frame of 50\d\d bytes where frame-max is 4096$/,
    ],
    [
      'properties that fill more than a frame',
      (outbox) => outbox.content(1, basicPublish, {}, { headers: { a: 'x'.repeat(5000) } }, 'x'),
      RangeError,
      /^basic\.publish: the properties make a frame of 50\d\d bytes where frame-max is 4096$/,
    ],
  ])(
    '%s: the error names the method and the field, and nothing of it is sent',
    (_what, send, kind, words) => {
      const { outbox } = outboxOf()
      outbox.method(1, queueDeclare, { queue: 'before' })
      const before = outbox.pendingBytes
      expect(() => send(outbox)).toThrow(expect.any(kind))
      expect(() => send(outbox)).toThrow(words)
      expect(outbox.pendingBytes).toBe(before)
      outbox.method(1, queueDeclare, { queue: 'after' })
      expect(hear(outbox.take(), 'client')).toMatchObject([
        ['queue.declare', 1, { queue: 'before' }],
        ['queue.declare', 1, { queue: 'after' }],
      ])
    },
  )
})

describe('content that is passed on', () => {
  const FIELDS = { consumerTag: 'c', deliveryTag: 1, redelivered: false, exchange: '', routingKey: 'q' }

  test('goes with the property list as it came, even one that is longer than a frame', () => {
    const { outbox } = outboxOf()
    const list = Buffer.concat([Buffer.from([0x20, 0x00, 0, 0, 0x20, 0]), Buffer.alloc(0x2000)])
    const body = Buffer.from('body')
    outbox.relay(1, basicDeliver, FIELDS, new Content(list, 0, list.length, body, 0, body.length))
    const bytes = Buffer.concat(outbox.take())
    expect(bytes.includes(list)).toBe(true)
    expect(hear([bytes], 'server').map(([name]) => name)).toEqual(['basic.deliver', 'header', 'body'])
  })

  test('leaves nothing behind where its arguments are wrong', () => {
    const { outbox } = outboxOf()
    const content = new Content(Buffer.alloc(2), 0, 2, Buffer.alloc(0), 0, 0)
    const wrong = { ...FIELDS, consumerTag: 'x'.repeat(256) }
    expect(() => outbox.relay(1, basicDeliver, wrong, content)).toThrow(/^basic\.deliver: consumerTag/)
    outbox.heartbeat()
    expect(hear(outbox.take(), 'server')).toEqual([['heartbeat', 0]])
  })
})

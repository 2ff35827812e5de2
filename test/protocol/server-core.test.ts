import { describe, expect, test } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import { Content } from '../../src/protocol/content.ts'
import { Refusal } from '../../src/protocol/refusal.ts'
import { FRAME_HEARTBEAT } from '../../src/wire/frame.ts'
import type { ServerScript } from '../support/core-recorders.ts'
import { body, frame, header, LoneServer, method, rawMethod } from '../support/core-script.ts'

const OPEN = method(1, methods.channelOpen, {})
const declare = (channel = 1): Uint8Array => method(channel, methods.queueDeclare, { queue: 'q' })

/** A server that refuses whatever a client asks of it. */
const refusing = (replyCode: number, words: string): ServerScript => ({
  onCommand: () => {
    throw new Refusal(replyCode, words)
  },
})

/** A server on whose connection channel 1 is open. */
function openedChannel(script?: ServerScript, maxBodyBytes = 1000): LoneServer {
  const server = LoneServer.opened(script, { maxBodyBytes })
  server.hears(OPEN)
  server.says()
  return server
}

describe('a channel', () => {
  test('is opened with any number, and its commands arrive with their content', () => {
    const server = LoneServer.opened()
    server.hears(method(0xffff, methods.channelOpen, {}))
    expect(server.says()).toEqual([['channel.open-ok', 0xffff, {}]])
    server.hears(declare(0xffff), method(0xffff, methods.basicPublish, { routingKey: 'q' }, 'hello'))
    const [first, second] = server.side.channels[0]?.commands ?? []
    expect(first).toMatchObject({ id: methods.queueDeclare.id, args: { queue: 'q' }, content: undefined })
    expect(second).toMatchObject({ id: methods.basicPublish.id, args: { routingKey: 'q' } })
    expect(Buffer.from(second?.content?.body ?? []).toString()).toBe('hello')
  })

  test('is closed by the client: what is still to be said is said, then the close is answered', () => {
    const server = openedChannel()
    const [channel] = server.side.channels
    if (channel === undefined) throw new Error('no channel')
    channel.onClosing = () => channel.core.send(methods.basicAck, { deliveryTag: 1 })
    server.hears(method(1, methods.channelClose, { replyCode: 200, replyText: 'bye' }))
    expect(server.says().map(([name]) => name)).toEqual(['basic.ack', 'channel.close-ok'])
    expect(channel.events).toEqual(['closed'])
    server.hears(OPEN)
    expect(server.says().map(([name]) => name)).toEqual(['channel.open-ok'])
  })

  test('that is gone sends nothing, whoever still tries', () => {
    const server = openedChannel()
    const core = server.side.channels[0]?.core
    server.hears(method(1, methods.channelClose, { replyCode: 200, replyText: 'bye' }))
    server.says()
    core?.send(methods.basicAck, { deliveryTag: 1 })
    const content = new Content(Buffer.alloc(2), 0, 2, Buffer.alloc(0), 0, 0)
    const fields = { consumerTag: '', deliveryTag: 1, redelivered: false, exchange: '', routingKey: '' }
    core?.relay(methods.basicDeliver, fields, content)
    core?.end()
    expect(server.says()).toEqual([])
  })

  test('beyond channel-max is refused with 530', () => {
    const tune = { channelMax: 2047, frameMaxBytes: 131_072, heartbeatSeconds: 0 }
    const server = LoneServer.opened({}, { tune })
    for (let id = 1; id <= 2048; id++) server.hears(method(id, methods.channelOpen, {}))
    const replyText =
      'NOT_ALLOWED - number of channels opened (2047) has reached the negotiated channel_max (2047)'
    expect(server.says().at(-1)).toMatchObject(['connection.close', 0, { replyCode: 530, replyText }])
    expect(server.side.refused).toEqual([replyText])
  })
})

describe('a refusal that ends the channel', () => {
  test('names the method that was refused, and drops what comes before the answer', () => {
    const server = openedChannel(refusing(404, "no queue 'q'"))
    server.hears(declare(), declare(), method(1, methods.basicPublish, {}, 'dropped'))
    const close = { replyCode: 404, replyText: "NOT_FOUND - no queue 'q'", classId: 50, methodId: 10 }
    expect(server.says()).toEqual([['channel.close', 1, close]])
    expect(server.side.refused).toEqual([close.replyText])
    expect(server.side.channels[0]).toMatchObject({ commands: [{}], events: ['closing', 'closed'] })
    server.hears(method(1, methods.channelCloseOk, {}), OPEN)
    expect(server.says()).toEqual([['channel.open-ok', 1, {}]])
  })

  test('names the publish whose content was the last straw', () => {
    const server = openedChannel(refusing(404, 'no exchange'))
    server.hears(method(1, methods.basicPublish, { exchange: 'none' }, 'hello'))
    expect(server.says()).toMatchObject([['channel.close', 1, { replyCode: 404, classId: 60, methodId: 40 }]])
  })

  test('answers a close that was under way, and goes on waiting for its own answer', () => {
    const server = openedChannel(refusing(404, 'no'))
    server.hears(declare(), method(1, methods.channelClose, { replyCode: 200, replyText: 'bye' }))
    expect(server.says().map(([name]) => name)).toEqual(['channel.close', 'channel.close-ok'])
    expect(server.side.channels[0]?.core.state).toBe('closing')
    server.hears(method(1, methods.channelCloseOk, {}))
    expect(server.side.channels[0]?.core.state).toBe('closed')
  })

  test('cuts its words to what a reply text can hold, at the end of a character', () => {
    const server = openedChannel(refusing(404, 'é'.repeat(200)))
    server.hears(declare())
    const replyText = `NOT_FOUND - ${'é'.repeat(120)}...`
    expect(server.says()).toMatchObject([['channel.close', 1, { replyText }]])
  })

  test('leaves the connection and its other channels alone', () => {
    const server = openedChannel({
      onCommand: ({ id }) => {
        if (id === 1) throw new Refusal(404, 'no')
      },
    })
    server.hears(method(2, methods.channelOpen, {}), declare(1), declare(2))
    expect(server.side.channels[1]?.commands).toHaveLength(1)
    expect(server.core.life.state).toBe('open')
  })
})

describe('a message over the limit', () => {
  test('closes its channel with 406, and the rest of it is dropped', () => {
    const server = openedChannel({}, 5)
    server.hears(method(1, methods.basicPublish, {}, '123456'))
    const replyText = expect.stringMatching(/^PRECONDITION_FAILED - message size 6 is larger than .* 5$/)
    expect(server.says()).toMatchObject([
      ['channel.close', 1, { replyCode: 406, replyText, classId: 60, methodId: 40 }],
    ])
    server.hears(method(1, methods.channelCloseOk, {}), OPEN)
    expect(server.says()).toEqual([['channel.open-ok', 1, {}]])
    expect(server.side.closes).toEqual([])
  })
})

describe('a refusal that ends the connection', () => {
  test('names the method, drops what comes before the answer, however it is chunked, and ends with the answer', () => {
    const after = Buffer.concat([
      declare(),
      declare(2),
      method(1, methods.basicPublish, {}, 'dropped'),
      body(9, 'x'),
    ])
    const end = method(0, methods.connectionCloseOk, {})
    for (let cut = 0; cut <= after.length; cut++) {
      const server = openedChannel(refusing(540, 'not here'))
      server.hears(declare(), after.subarray(0, cut))
      server.hears(after.subarray(cut), end)
      const close = { replyCode: 540, replyText: 'NOT_IMPLEMENTED - not here', classId: 50, methodId: 10 }
      expect(server.says()).toEqual([['connection.close', 0, close]])
      expect(server.side.channels[0]).toMatchObject({ commands: [{}], events: ['closed'] })
      expect(server.side.closes).toEqual([undefined])
    }
  })

  test('where both sides close at once, theirs is answered and ends it', () => {
    const server = openedChannel(refusing(540, 'not here'))
    server.hears(declare(), method(0, methods.connectionClose, { replyCode: 200, replyText: 'bye' }))
    expect(server.says().map(([name]) => name)).toEqual(['connection.close', 'connection.close-ok'])
    expect(server.side.closes).toEqual([undefined])
  })

  test('comes once, however often it is asked for', () => {
    const server = openedChannel()
    server.core.refuse(new Refusal(320, 'shutting down'))
    server.core.refuse(new Refusal(541, 'again'))
    expect(server.says()).toMatchObject([
      ['connection.close', 0, { replyCode: 320, classId: 0, methodId: 0 }],
    ])
    server.hears(method(0, methods.connectionCloseOk, {}))
    server.core.refuse(new Refusal(541, 'again'))
    expect(server.says()).toEqual([])
  })

  test('before the client has said hello, is no more than hanging up', () => {
    const server = new LoneServer()
    server.core.refuse(new Refusal(320, 'shutting down'))
    expect([server.says(), server.side.closes.length]).toEqual([[], 1])
  })
})

describe('what a client breaks', () => {
  test.each<[string, Uint8Array, number, [classId: number, methodId: number]]>([
    ['a second channel.open', OPEN, 504, [20, 10]],
    ['a method of a channel that was not opened', declare(9), 504, [50, 10]],
    ["a channel's method on channel 0", declare(0), 504, [0, 0]],
    ['content for a channel that was not opened', body(9, 'x'), 505, [0, 0]],
    ['content on channel 0', body(0, 'x'), 505, [0, 0]],
    [
      "the connection's method on a channel",
      method(1, methods.connectionOpen, { virtualHost: '/' }),
      503,
      [0, 0],
    ],
    [
      'a method that only servers send',
      method(1, methods.queueDeclareOk, { queue: '' } as never),
      503,
      [0, 0],
    ],
    ['a heartbeat on a channel', frame(FRAME_HEARTBEAT, 1), 505, [0, 0]],
    ['a heartbeat with a payload', frame(FRAME_HEARTBEAT, 0, (w) => w.raw(Buffer.of(1))), 501, [0, 0]],
    ['a body where a header is due', Buffer.concat([publishAlone(), body(1, 'x')]), 505, [0, 0]],
    ['a header of another class', Buffer.concat([publishAlone(), header(1, 1, 50)]), 505, [0, 0]],
    ['a header with a weight', Buffer.concat([publishAlone(), header(1, 1, 60, 1)]), 505, [0, 0]],
    [
      'a method where more of a body is due',
      Buffer.concat([publishAlone(), header(1, 1), declare()]),
      505,
      [0, 0],
    ],
    [
      'a body longer than announced',
      Buffer.concat([publishAlone(), header(1, 1), body(1, 'xx')]),
      501,
      [0, 0],
    ],
    ['a frame of another type', Buffer.of(4, 0, 0, 0, 0, 0, 0), 501, [0, 0]],
    ['a frame with a wrong end', Buffer.of(8, 0, 0, 0, 0, 0, 0, 0xcd), 501, [0, 0]],
    ['a frame over frame-max and what is tolerated', Buffer.of(3, 0, 1, 0, 2, 0, 1), 501, [0, 0]],
    ['arguments with octets too many', rawMethod(1, 0, 20, 0, 41, 1), 501, [0, 0]],
    ['arguments with octets missing', rawMethod(1, 0, 50, 0, 40), 501, [0, 0]],
    ['a name that is not UTF-8', rawMethod(1, 0, 20, 0, 10, 1, 0xff), 501, [0, 0]],
  ])('%s is answered with connection.close', (_what, bytes, replyCode, [classId, methodId]) => {
    const server = openedChannel()
    server.hears(bytes)
    const replyText = expect.stringMatching(/^[A-Z]+_[A-Z]+ - ./)
    expect(server.says()).toEqual([['connection.close', 0, { replyCode, replyText, classId, methodId }]])
    expect(server.side.channels[0]?.events).toEqual(['closed'])
    server.hears(method(0, methods.connectionCloseOk, {}))
    expect(server.side.closes).toHaveLength(1)
  })
})

/** A publish whose content is missing. */
function publishAlone(): Uint8Array {
  return method(1, methods.basicPublish, {}, '').subarray(0, -header(1, 0).length)
}

describe('closed by the client', () => {
  test('its close is answered, its channels end, and 200 is no error', () => {
    const server = openedChannel()
    server.hears(method(0, methods.connectionClose, { replyCode: 200, replyText: 'bye' }), declare())
    expect(server.says()).toEqual([['connection.close-ok', 0, {}]])
    expect([server.side.channels[0]?.events, server.side.closes]).toEqual([['closed'], [undefined]])
  })

  test('any other code is an error, and it says who closed', () => {
    const server = openedChannel()
    server.hears(method(0, methods.connectionClose, { replyCode: 501, replyText: 'broken' }))
    expect(server.side.closes).toMatchObject([
      { message: '501 broken; the client closed the connection', replyCode: 501 },
    ])
  })

  test('by the loss of the stream, its channels end', () => {
    const server = openedChannel()
    server.core.end(new Error('lost'))
    server.core.end(new Error('lost again'))
    expect([server.side.channels[0]?.events, server.side.closes]).toEqual([['closed'], [new Error('lost')]])
  })
})

describe('the other methods of a connection', () => {
  test('a new secret is answered', () => {
    const secrets: string[] = []
    const server = LoneServer.opened({
      onUpdateSecret: (secret) => secrets.push(Buffer.from(secret).toString()),
    })
    server.hears(method(0, methods.connectionUpdateSecret, { newSecret: 's', reason: 'r' }))
    expect([secrets, server.says()]).toEqual([['s'], [['connection.update-secret-ok', 0, {}]]])
  })

  test('a secret that is not good ends the connection, and the method is named', () => {
    const server = LoneServer.opened({
      onUpdateSecret: () => {
        throw new Refusal(530, 'no')
      },
    })
    server.hears(method(0, methods.connectionUpdateSecret, { newSecret: 's', reason: 'r' }))
    expect(server.says()).toMatchObject([
      ['connection.close', 0, { replyCode: 530, classId: 10, methodId: 70 }],
    ])
  })

  test('blocked and unblocked are said while the connection is open', () => {
    const server = LoneServer.opened()
    server.core.block('low on memory')
    server.core.unblock()
    expect(server.says()).toEqual([
      ['connection.blocked', 0, { reason: 'low on memory' }],
      ['connection.unblocked', 0, {}],
    ])
    for (const other of [new LoneServer(), server]) {
      other.core.end(new Error('lost'))
      other.core.block('low on memory')
      other.core.unblock()
      expect(other.says()).toEqual([])
    }
  })
})

test('what a handler throws by mistake comes out of receive, and the frames behind are not lost', () => {
  let count = 0
  const server = openedChannel({
    onCommand: () => {
      if (++count === 1) throw new Error('mistake')
    },
  })
  expect(() => server.hears(declare(), declare(), declare().subarray(0, 9))).toThrow('mistake')
  server.hears(declare().subarray(9))
  expect([count, server.core.life.state]).toEqual([3, 'open'])
})

import { describe, expect, test } from 'vitest'
import { ConnectionError } from '../../src/errors.ts'
import * as methods from '../../src/generated/methods.ts'
import { FRAME_HEARTBEAT } from '../../src/wire/frame.ts'
import { RecordedCall, RecordedChannel } from '../support/core-recorders.ts'
import { body, frame, LoneClient, method, rawMethod } from '../support/core-script.ts'

const FORCED = { replyCode: 320, replyText: 'CONNECTION_FORCED - shutdown', classId: 0, methodId: 0 }
const closeOk = (channel: number): Uint8Array => method(channel, methods.channelCloseOk, {})

function secretCall(): RecordedCall {
  return new RecordedCall('connection.update-secret', methods.connectionUpdateSecret.replies)
}

describe('channel numbers', () => {
  test('are handed out from 1 on, and no more of them than were agreed on', () => {
    const client = LoneClient.opened({ tune: { channelMax: 3, frameMaxBytes: 0, heartbeatSeconds: 0 } })
    const numbers = [1, 2, 3].map(() => client.startChannel().core.id)
    expect([numbers, client.core['channels']?.size]).toEqual([[1, 2, 3], 3])
    expect(client.core.createChannel(new RecordedChannel())).toBeUndefined()
  })

  test('are free again only when the broker has agreed to the close', () => {
    const client = LoneClient.opened({ tune: { channelMax: 1, frameMaxBytes: 0, heartbeatSeconds: 0 } })
    const { core } = client.openChannel()
    core.close(200, 'bye', new Error('asked for'))
    expect(client.core.createChannel(new RecordedChannel())).toBeUndefined()
    client.hears(method(1, methods.channelClose, { replyCode: 404, replyText: '' }))
    expect(client.core.createChannel(new RecordedChannel())).toBeUndefined()
    client.hears(closeOk(1))
    expect(client.openChannel().core.id).toBe(1)
  })

  test("are free again when the broker's close is answered, and the answer leaves before they are used", () => {
    const client = LoneClient.opened({ tune: { channelMax: 1, frameMaxBytes: 0, heartbeatSeconds: 0 } })
    const { recorder } = client.openChannel()
    recorder.onClosed = () => client.core.createChannel(new RecordedChannel())?.send(methods.channelOpen, {})
    client.hears(method(1, methods.channelClose, { replyCode: 404, replyText: '' }))
    expect(client.says().map(([name]) => name)).toEqual(['channel.close-ok', 'channel.open'])
  })

  test('come back each once, the longest free first', () => {
    const client = LoneClient.opened({ tune: { channelMax: 4, frameMaxBytes: 0, heartbeatSeconds: 0 } })
    const channels = [1, 2, 3, 4].map(() => client.openChannel().core)
    for (const id of [3, 1, 4, 2]) channels[id - 1]?.close(200, 'bye', new Error('asked for'))
    for (const id of [3, 1, 4, 2]) client.hears(closeOk(id))
    expect([1, 2, 3, 4].map(() => client.startChannel().core.id)).toEqual([3, 1, 4, 2])
    expect(client.core.createChannel(new RecordedChannel())).toBeUndefined()
  })
})

describe('what the broker breaks', () => {
  const closeOf = (replyCode: number, replyText: string): unknown => [
    ['connection.close', 0, { replyCode, replyText, classId: 0, methodId: 0 }],
  ]

  test.each<[string, Uint8Array, number, string]>([
    ['a method for a channel that is not open', closeOk(9), 504, 'a frame for channel 9, which is not open'],
    ['content for a channel that is not open', body(9, 'x'), 504, 'a frame for channel 9, which is not open'],
    ['content on channel 0', body(0, 'x'), 505, 'content on channel 0'],
    [
      "a channel's method on channel 0",
      method(0, methods.basicAck, { deliveryTag: 1 }),
      504,
      'basic.ack does not belong on channel 0',
    ],
    [
      "the connection's method on a channel",
      method(1, methods.connectionUnblocked, {}),
      503,
      'connection.unblocked does not belong on channel 1',
    ],
    [
      'a method that only clients send',
      method(1, methods.basicPublish, { routingKey: 'q' }),
      503,
      'basic.publish is not for this side to receive',
    ],
    ['a method that does not exist', rawMethod(1, 0xff, 0xfe, 0, 7), 503, 'there is no method 65534.7'],
    ['a heartbeat on a channel', frame(FRAME_HEARTBEAT, 1), 505, 'a heartbeat on channel 1'],
    [
      'a heartbeat with a payload',
      frame(FRAME_HEARTBEAT, 0, (w) => w.raw(Buffer.of(1))),
      501,
      'a heartbeat of 9 octets',
    ],
    ['a method with octets too many', rawMethod(1, 0, 20, 0, 41, 1), 501, 'the method has 1 octets too many'],
    [
      'a method with octets missing',
      rawMethod(1, 0, 20, 0, 40, 1),
      501,
      'replyCode wants 2 octets where 1 are left',
    ],
    [
      'an answer to no question',
      method(0, methods.connectionUpdateSecretOk, {}),
      505,
      'where nothing was asked',
    ],
    ['content out of place', body(1, 'x'), 505, 'a piece of a body came where a method was due'],
  ])('%s ends the connection, and the broker is told why', (_what, bytes, code, words) => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    client.hears(bytes, bytes)
    expect(client.says()).toEqual(closeOf(code, expect.stringContaining(words) as never))
    expect(client.side.closes).toMatchObject([{ name: 'ProtocolError', replyCode: code }])
    expect(recorder.closes).toEqual(client.side.closes)
  })

  test('words that are too long for a reply text are cut', () => {
    const client = LoneClient.opened()
    const name = 'é'.repeat(120)
    const serverProperties = { [name]: { [name]: { a: null } } }
    const start = method(0, methods.connectionStart, { serverProperties, mechanisms: '', locales: '' })
    client.hears(start.map((octet) => (octet === 0x56 ? 0x7a : octet)))
    expect(client.side.closes[0]?.message.length).toBeGreaterThan(255)
    const replyText = `serverProperties.${'é'.repeat(63)}`
    expect(client.says()).toEqual([
      ['connection.close', 0, { replyCode: 501, replyText, classId: 0, methodId: 0 }],
    ])
  })
})

describe('closed by this side', () => {
  test('all that is under way ends at once, and the connection when the broker has agreed', () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    const call = secretCall()
    client.core.call(methods.connectionUpdateSecret, { newSecret: 's' }, call)
    const error = new Error('asked for')
    client.core.close(200, 'bye', error)
    expect([recorder.closes, call.error, client.side.closes]).toEqual([[error], error, []])
    expect(client.says().at(-1)).toMatchObject(['connection.close', 0, { replyCode: 200, replyText: 'bye' }])
    client.hears(method(0, methods.connectionCloseOk, {}))
    expect(client.side.closes).toEqual([undefined])
  })

  test('what comes before close-ok is dropped', () => {
    const client = LoneClient.opened()
    client.openChannel()
    client.core.close(200, 'bye', new Error('asked for'))
    client.says()
    client.hears(
      method(1, methods.basicCancel, { consumerTag: 'c' }),
      method(0, methods.connectionBlocked, { reason: 'full' }),
      method(0, methods.connectionUpdateSecretOk, {}),
      body(1, 'x'),
      method(0, methods.connectionCloseOk, {}),
    )
    expect([client.says(), client.side.events, client.side.closes]).toEqual([[], ['open'], [undefined]])
  })

  test('closing again says nothing more', () => {
    const client = LoneClient.opened()
    for (let i = 0; i < 2; i++) client.core.close(200, 'bye', new Error('asked for'))
    expect(client.says()).toHaveLength(1)
    client.hears(method(0, methods.connectionCloseOk, {}))
    client.core.close(200, 'bye', new Error('asked for'))
    expect([client.says(), client.side.closes]).toEqual([[], [undefined]])
  })

  test('where both sides close at once, theirs is answered and ends it', () => {
    const client = LoneClient.opened()
    client.core.close(200, 'bye', new Error('asked for'))
    client.says()
    client.hears(method(0, methods.connectionClose, FORCED), method(0, methods.connectionCloseOk, {}))
    expect(client.says()).toEqual([['connection.close-ok', 0, {}]])
    expect(client.side.closes).toMatchObject([{ code: 'CONNECTION_FORCED' }])
  })

  test('where the stream ends before the broker has agreed, that is the end', () => {
    const client = LoneClient.opened()
    client.core.close(200, 'bye', new Error('asked for'))
    client.core.end(new Error('lost'))
    expect(client.side.closes).toEqual([new Error('lost')])
  })
})

describe('closed by the broker', () => {
  test('its close is answered, and everything ends with its reason', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    const calls = [secretCall(), new RecordedCall('tx.select', methods.txSelect.replies)] as const
    client.core.call(methods.connectionUpdateSecret, { newSecret: 's' }, calls[0])
    core.call(methods.txSelect, {}, calls[1])
    client.says()
    client.hears(method(0, methods.connectionClose, FORCED))
    expect(client.says()).toEqual([['connection.close-ok', 0, {}]])
    const [error] = client.side.closes
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({
      message: '320 CONNECTION_FORCED - shutdown; the broker closed the connection',
      code: 'CONNECTION_FORCED',
      retriable: true,
      replyCode: 320,
    })
    expect([calls[0].error, calls[1].error, recorder.closes]).toEqual([error, error, [error]])
  })

  test('a reason that this library does not know is passed on as a number', () => {
    const client = LoneClient.opened()
    client.hears(
      method(0, methods.connectionClose, {
        replyCode: 599,
        replyText: 'new',
        classId: 0xffff,
        methodId: 0xffff,
      }),
    )
    expect(client.side.closes).toMatchObject([{ code: 'REPLY_CODE_599', method: undefined }])
  })

  test('what comes behind its close is not looked at', () => {
    const client = LoneClient.opened()
    client.hears(method(0, methods.connectionClose, FORCED), Buffer.from('rubbish'))
    client.hears(Buffer.from('more rubbish'))
    expect(client.side.closes).toHaveLength(1)
  })
})

describe('the other methods of a connection', () => {
  test('blocked and unblocked are told', () => {
    const client = LoneClient.opened()
    client.hears(
      method(0, methods.connectionBlocked, { reason: 'low on memory' }),
      method(0, methods.connectionUnblocked, {}),
    )
    expect(client.side.events).toEqual(['open', 'blocked: low on memory', 'unblocked'])
  })

  test('a new secret is answered', () => {
    const client = LoneClient.opened()
    const call = secretCall()
    client.core.call(methods.connectionUpdateSecret, { newSecret: 's', reason: 'r' }, call)
    expect(client.says()).toEqual([
      ['connection.update-secret', 0, { newSecret: Buffer.from('s'), reason: 'r' }],
    ])
    client.hears(method(0, methods.connectionUpdateSecretOk, {}))
    expect(call.reply).toBeDefined()
  })
})

test('the calls that wait for an answer can be looked at, oldest first', () => {
  const client = LoneClient.opened()
  const { core } = client.openChannel()
  const secrets = [secretCall(), secretCall()]
  for (const call of secrets) client.core.call(methods.connectionUpdateSecret, { newSecret: 's' }, call)
  const select = new RecordedCall('tx.select', methods.txSelect.replies)
  core.call(methods.txSelect, {}, select)
  expect([[...client.core.pendingCalls], [...core.pendingCalls]]).toEqual([secrets, [select]])
  client.hears(method(0, methods.connectionUpdateSecretOk, {}), method(1, methods.txSelectOk, {}))
  expect([[...client.core.pendingCalls], [...core.pendingCalls]]).toEqual([[secrets[1]], []])
})

describe('what the owner throws', () => {
  test('comes out of receive when all bytes were taken, so that the frames behind are not lost', () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    const confirmed: number[] = []
    recorder.onConfirm = (tag) => {
      confirmed.push(tag)
      if (tag < 3) throw new Error(`mistake ${tag}`)
    }
    const acks = [1, 2, 3, 4].map((deliveryTag) => method(1, methods.basicAck, { deliveryTag }))
    const half = Buffer.from(acks[3] ?? [])
    expect(() => client.hears(...acks.slice(0, 3), half.subarray(0, 9))).toThrow('mistake 1')
    client.hears(half.subarray(9))
    expect([confirmed, client.side.closes]).toEqual([[1, 2, 3, 4], []])
  })
})

import { describe, expect, test } from 'vitest'
import { ChannelError } from '../../src/errors.ts'
import * as methods from '../../src/generated/methods.ts'
import { RecordedCall } from '../support/core-recorders.ts'
import { body, header, LoneClient, method } from '../support/core-script.ts'

const DELIVER = { consumerTag: 'c', deliveryTag: 7, redelivered: true, exchange: 'e', routingKey: 'k' }
const NOT_FOUND = { replyCode: 404, replyText: "NOT_FOUND - no queue 'q'", classId: 50, methodId: 10 }
const declareOk = (queue: string): Uint8Array =>
  method(1, methods.queueDeclareOk, { queue, messageCount: 1, consumerCount: 2 })

function declareCall(): RecordedCall {
  return new RecordedCall('queue.declare', methods.queueDeclare.replies)
}

describe('what the broker sends', () => {
  test('a delivery arrives with its fields and its content', () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    client.hears(method(1, methods.basicDeliver, DELIVER, 'hello'))
    expect(recorder.events).toEqual([['deliver', DELIVER, 'hello']])
  })

  test('a returned message arrives with the reason and its content', () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    const reason = { replyCode: 312, replyText: 'NO_ROUTE', exchange: 'e', routingKey: 'k' }
    client.hears(method(1, methods.basicReturn, reason, 'back'))
    expect(recorder.events).toEqual([['return', reason, 'back']])
  })

  test('acks and nacks of publishes say their tag, whether it covers those before, and which of the two', () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    client.hears(method(1, methods.basicAck, { deliveryTag: 3, multiple: true }))
    client.hears(method(1, methods.basicNack, { deliveryTag: 4, multiple: false, requeue: true }))
    expect(recorder.events).toEqual([
      ['confirm', 3, true, true],
      ['confirm', 4, false, false],
    ])
  })

  test("the broker's cancel is answered", () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    client.hears(method(1, methods.basicCancel, { consumerTag: 'c' }))
    expect(client.says()).toEqual([['basic.cancel-ok', 1, { consumerTag: 'c' }]])
    expect(recorder.events).toEqual([['cancel', 'c']])
  })

  test("the broker's cancel that asks for no answer gets none", () => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    client.hears(method(1, methods.basicCancel, { consumerTag: 'c', noWait: true }))
    expect(client.says()).toEqual([])
    expect(recorder.events).toEqual([['cancel', 'c']])
  })

  test.each([true, false])('channel.flow with active = %s is answered', (active) => {
    const client = LoneClient.opened()
    const { recorder } = client.openChannel()
    client.hears(method(1, methods.channelFlow, { active }))
    expect(client.says()).toEqual([['channel.flow-ok', 1, { active }]])
    expect(recorder.events).toEqual([['flow', active]])
  })
})

describe('calls', () => {
  test('answers belong to the calls in their order', () => {
    const client = LoneClient.opened()
    const { core } = client.openChannel()
    const calls = [declareCall(), declareCall()]
    for (const call of calls) core.call(methods.queueDeclare, {}, call)
    client.hears(declareOk('a'), declareOk('b'))
    expect(calls.map((call) => call.reply?.args)).toMatchObject([{ queue: 'a' }, { queue: 'b' }])
  })

  test('an answer with content brings it along', () => {
    const client = LoneClient.opened()
    const { core } = client.openChannel()
    const call = new RecordedCall('basic.get', methods.basicGet.replies)
    core.call(methods.basicGet, { queue: 'q' }, call)
    client.hears(
      method(
        1,
        methods.basicGetOk,
        { deliveryTag: 1, exchange: '', routingKey: 'q', messageCount: 0 },
        'got',
      ),
    )
    expect(Buffer.from(call.reply?.content?.body ?? []).toString()).toBe('got')
  })

  test('an answer to another question ends the connection with 505', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    const call = declareCall()
    core.call(methods.queueDeclare, {}, call)
    client.says()
    client.hears(method(1, methods.queueDeleteOk, { messageCount: 0 }))
    const replyText = 'queue.delete-ok came where queue.declare waits for its answer'
    expect(client.says()).toEqual([
      ['connection.close', 0, { replyCode: 505, replyText, classId: 0, methodId: 0 }],
    ])
    expect(call.error).toBe(client.side.closes[0])
    expect(recorder.closes).toEqual(client.side.closes)
    expect(client.side.closes).toMatchObject([
      { name: 'ProtocolError', replyCode: 505, method: 'queue.delete-ok' },
    ])
  })

  test('a call whose arguments are wrong throws, sends nothing and waits for no answer', () => {
    const client = LoneClient.opened()
    const { core } = client.openChannel()
    const [wrong, good] = [declareCall(), declareCall()]
    expect(() => core.call(methods.queueDeclare, { queue: 'x'.repeat(256) }, wrong)).toThrow(RangeError)
    core.call(methods.queueDeclare, { queue: 'good' }, good)
    expect(client.says().map(([name]) => name)).toEqual(['queue.declare'])
    client.hears(declareOk('good'))
    expect([wrong.isSettled, good.isSettled]).toEqual([false, true])
  })
})

describe('closed by this side', () => {
  test('calls under way end at once, and the channel when the broker has agreed', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    const call = declareCall()
    core.call(methods.queueDeclare, {}, call)
    const error = new Error('asked for')
    core.close(200, 'bye', error)
    expect(client.says().at(-1)).toEqual([
      'channel.close',
      1,
      { replyCode: 200, replyText: 'bye', classId: 0, methodId: 0 },
    ])
    expect([call.error, recorder.closes]).toEqual([error, []])
    client.hears(method(1, methods.channelCloseOk, {}))
    expect(recorder.closes).toEqual([undefined])
    expect(client.side.closes).toEqual([])
  })

  test('everything is dropped until close-ok, answers to calls that have ended included', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    core.call(methods.queueDeclare, {}, declareCall())
    core.close(200, 'bye', new Error('asked for'))
    client.says()
    client.hears(
      declareOk('late'),
      method(1, methods.basicDeliver, DELIVER, 'late'),
      method(1, methods.basicCancel, { consumerTag: 'c' }),
      method(1, methods.channelFlow, { active: false }),
      method(1, methods.basicAck, { deliveryTag: 1 }),
    )
    expect([client.says(), recorder.events]).toEqual([[], []])
    client.hears(method(1, methods.channelCloseOk, {}))
    expect(recorder.closes).toEqual([undefined])
  })

  test('a message whose frames come before and after the close is dropped', () => {
    for (const before of [1, 2, 3]) {
      const client = LoneClient.opened()
      const { core, recorder } = client.openChannel()
      const outbox = method(1, methods.basicDeliver, DELIVER, '').subarray(0, -header(1, 0).length)
      const frames = [outbox, header(1, 6), body(1, 'abc'), body(1, 'def')]
      client.hears(...frames.slice(0, before))
      core.close(200, 'bye', new Error('asked for'))
      client.hears(...frames.slice(before), method(1, methods.channelCloseOk, {}))
      expect([recorder.events, recorder.closes, client.side.closes]).toEqual([[], [undefined], []])
    }
  })

  test('a channel can be closed before it is open', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.startChannel()
    core.close(200, 'bye', new Error('asked for'))
    client.hears(method(1, methods.channelOpenOk, {}), method(1, methods.channelCloseOk, {}))
    expect([recorder.closes, client.side.closes]).toEqual([[undefined], []])
  })

  test('closing again says nothing more', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    for (let i = 0; i < 2; i++) core.close(200, 'bye', new Error('asked for'))
    expect(client.says()).toHaveLength(1)
    client.hears(method(1, methods.channelCloseOk, {}))
    core.close(200, 'bye', new Error('asked for'))
    expect([client.says(), recorder.closes]).toEqual([[], [undefined]])
  })

  test('where both sides close at once, theirs is answered and the answer to ours is awaited', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    core.close(200, 'bye', new Error('asked for'))
    client.says()
    client.hears(method(1, methods.channelClose, NOT_FOUND))
    expect(client.says()).toEqual([['channel.close-ok', 1, {}]])
    expect([core.state, recorder.closes]).toEqual(['closing', []])
    client.hears(method(1, methods.channelCloseOk, {}))
    expect([core.state, recorder.closes]).toEqual(['closed', [undefined]])
  })
})

describe('closed by the broker', () => {
  test('its close is answered, and the reason given to every call and to the owner', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    const calls = [declareCall(), declareCall()]
    for (const call of calls) core.call(methods.queueDeclare, {}, call)
    client.says()
    client.hears(method(1, methods.channelClose, NOT_FOUND))
    expect(client.says()).toEqual([['channel.close-ok', 1, {}]])
    const [error] = recorder.closes
    expect(calls.map((call) => call.error)).toEqual([error, error])
    expect(error).toBeInstanceOf(ChannelError)
    expect(error).toMatchObject({
      message: "404 NOT_FOUND - no queue 'q' (queue.declare); the broker closed channel 1",
      code: 'NOT_FOUND',
      scope: 'channel',
      initiator: 'peer',
      retriable: false,
      replyCode: 404,
      replyText: "NOT_FOUND - no queue 'q'",
      method: 'queue.declare',
    })
  })

  test('a channel whose opening is refused ends like any other', () => {
    const client = LoneClient.opened()
    const { core, recorder, opening } = client.startChannel()
    client.hears(method(1, methods.channelClose, { replyCode: 320, replyText: 'CONNECTION_FORCED' }))
    expect(core.state).toBe('closed')
    expect(recorder.closes).toMatchObject([{ code: 'CONNECTION_FORCED', retriable: true, method: undefined }])
    expect(opening.error).toBe(recorder.closes[0])
  })

  test('an answer before the channel is open ends the connection with 503', () => {
    const client = LoneClient.opened()
    const { opening } = client.startChannel()
    client.hears(declareOk('q'))
    const message = 'queue.declare-ok came while channel 1 was in the state "opening"'
    expect(client.side.closes).toMatchObject([{ replyCode: 503, message }])
    expect(opening.error).toBe(client.side.closes[0])
  })

  test('the other channels live on', () => {
    const client = LoneClient.opened()
    const [first, second] = [client.openChannel(), client.openChannel()]
    client.hears(method(first.core.id, methods.channelClose, NOT_FOUND))
    client.hears(method(second.core.id, methods.basicDeliver, DELIVER, 'still here'))
    expect(second.recorder.events).toEqual([['deliver', DELIVER, 'still here']])
  })
})

describe('a message over the limit', () => {
  test('closes its channel with 311 and ends its calls, whatever follows of the message', () => {
    const client = LoneClient.opened({ maxBodyBytes: 5 })
    const { core, recorder } = client.openChannel()
    const call = declareCall()
    core.call(methods.queueDeclare, {}, call)
    client.says()
    client.hears(method(1, methods.basicDeliver, DELIVER, '123456'))
    expect(client.says()).toMatchObject([['channel.close', 1, { replyCode: 311 }]])
    expect(call.error).toMatchObject({
      message: 'a message of 6 bytes is over the limit of 5; channel 1 was closed',
      name: 'ChannelError',
      code: 'CONTENT_TOO_LARGE',
      initiator: 'library',
      retriable: false,
      method: 'basic.deliver',
    })
    client.hears(method(1, methods.channelCloseOk, {}))
    expect(recorder.closes).toEqual([call.error])
    expect([recorder.events, client.side.closes]).toEqual([[], []])
  })

  test('is as good as closed when the broker closes at the same time', () => {
    const client = LoneClient.opened({ maxBodyBytes: 5 })
    const { recorder } = client.openChannel()
    client.hears(
      method(1, methods.basicDeliver, DELIVER, '123456'),
      method(1, methods.channelClose, NOT_FOUND),
      method(1, methods.channelCloseOk, {}),
    )
    expect(recorder.closes).toMatchObject([{ code: 'CONTENT_TOO_LARGE' }])
  })
})

describe('the end of the connection', () => {
  test.each(['opening', 'open', 'closing'])('ends a channel that is %s, and its calls, once', (state) => {
    const client = LoneClient.opened()
    const { core, recorder } = state === 'opening' ? client.startChannel() : client.openChannel()
    const call = declareCall()
    core.call(methods.queueDeclare, {}, call)
    if (state === 'closing') core.close(200, 'bye', new Error('asked for'))
    expect(core.state).toBe(state)
    const error = new Error('lost')
    client.core.end(error)
    client.core.end(new Error('lost again'))
    expect(recorder.closes).toEqual([error])
    expect(call.error?.message).toBe(state === 'closing' ? 'asked for' : 'lost')
  })

  test('is nothing to a channel that has ended before', () => {
    const client = LoneClient.opened()
    const { core, recorder } = client.openChannel()
    client.hears(method(1, methods.channelClose, NOT_FOUND))
    core.end(new Error('lost'))
    expect(recorder.closes).toMatchObject([{ code: 'NOT_FOUND' }])
  })
})

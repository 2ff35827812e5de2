/** What comes whole in a chunk goes another way than what comes in pieces: both must lead to the same. */
import { deepStrictEqual } from 'node:assert/strict'
import fc, { type Arbitrary } from 'fast-check'
import { test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { bodyFrame, headerFrame, methodFrame } from '../inspect/frames.ts'
import { LoneClient } from '../support/core-script.ts'

const MAX_BODY_BYTES = 40
const MAX_FRAME_BYTES = 4096

const METHODS: readonly Uint8Array[] = [1, 2].flatMap((channel) => [
  methodFrame(
    channel,
    { apiName: 'basicDeliver' },
    { consumerTag: 'c', deliveryTag: 1, exchange: '', routingKey: '' },
  ),
  methodFrame(
    channel,
    { apiName: 'basicReturn' },
    { replyCode: 312, replyText: 'NO_ROUTE', exchange: '', routingKey: 'k' },
  ),
  methodFrame(channel, { apiName: 'basicGetOk' }, { deliveryTag: 1, exchange: '', routingKey: 'k' }),
  methodFrame(channel, { apiName: 'basicAck' }, { deliveryTag: 1 }),
  methodFrame(channel, { apiName: 'channelClose' }, { replyCode: 404, replyText: 'NOT_FOUND' }),
  methodFrame(0, { apiName: 'connectionClose' }, { replyCode: 320, replyText: 'CONNECTION_FORCED' }),
])

/** A method with content, mostly as it should be. */
function arbitraryMessage(): Arbitrary<Uint8Array> {
  const sizes = fc.oneof(
    { weight: 8, arbitrary: fc.nat(MAX_BODY_BYTES) },
    { weight: 1, arbitrary: fc.constantFrom(MAX_BODY_BYTES + 1, MAX_FRAME_BYTES, 2 ** 32, 2 ** 32 + 3) },
  )
  const often = <Value>(usual: Value, ...others: Value[]): Arbitrary<Value> =>
    fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, ...others.map((other) => fc.constant(other)))
  return fc
    .record({
      channel: fc.constantFrom(1, 2),
      method: fc.oneof(fc.constant(0), fc.nat(METHODS.length / 2 - 1)),
      headerChannel: often(0, 1, 2),
      bodyChannel: often(0, 1, 2),
      bodyBytes: sizes,
      given: often('all', 'too little', 'too much', 'in two'),
      properties: fc.constantFrom({}, { messageId: 'id', headers: { a: 1 } }),
    })
    .map(({ channel, method, headerChannel, bodyChannel, bodyBytes, given, properties }) => {
      const announced = Math.min(bodyBytes, MAX_FRAME_BYTES)
      const more = given === 'too much' ? 1 : given === 'too little' ? -1 : 0
      const body = Buffer.alloc(Math.max(0, announced + more), 'x')
      const half = given === 'in two' ? body.length >> 1 : 0
      const bodies = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0)
      return Buffer.concat([
        METHODS[(channel - 1) * (METHODS.length / 2) + method]!,
        headerFrame(headerChannel || channel, bodyBytes, properties),
        ...bodies.map((part) => bodyFrame(bodyChannel || channel, part)),
      ])
    })
}

/** All that a client makes of a stream that comes in these chunks. */
function outcomeOf(chunks: readonly Uint8Array[]): object {
  const limits = { channelMax: 0, frameMaxBytes: MAX_FRAME_BYTES, heartbeatSeconds: 0 }
  const client = LoneClient.opened({ maxBodyBytes: MAX_BODY_BYTES }, limits)
  const channels = [client.openChannel(), client.openChannel()]
  for (const chunk of chunks) client.hears(chunk)
  return {
    channels: channels.map(({ recorder: { events, closes } }) => [events, closes.map(reasonOf)]),
    closes: client.side.closes.map(reasonOf),
    says: client.says().map(([name, channel]) => [name, channel]),
  }
}

/** Of two things that are wrong with a frame, a piece of it may tell the other first. */
function reasonOf(error: Error | undefined): string | undefined {
  return error instanceof ProtocolError ? 'refused' : error?.message
}

test('a stream leads to the same whether it comes at once, in pieces, or octet by octet', () => {
  const streams = fc
    .tuple(
      fc.array(arbitraryMessage(), { minLength: 1, maxLength: 4 }).map(Buffer.concat),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 1 }),
    )
    .map(([stream, changes]) => {
      for (const [at, octet] of changes) stream[at % stream.length] = octet
      return stream
    })
  fc.assert(
    fc.property(streams, fc.nat(), (stream, at) => {
      const atOnce = outcomeOf([stream])
      const cut = at % stream.length
      deepStrictEqual(outcomeOf([stream.subarray(0, cut), stream.subarray(cut)]), atOnce)
      deepStrictEqual(outcomeOf(Array.from(stream, (octet) => Uint8Array.of(octet))), atOnce)
    }),
    { numRuns: 3000 },
  )
})

// What brokers seldom do, and what the user sees of it. For each: the result, and nothing left pending.

import { afterEach, describe, expect, test } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import {
  type Channel,
  type Connection,
  type ConnectOptions,
  connect,
  OutcomeUnknownError,
  ReturnedError,
} from '../../src/index.ts'
import { leftovers } from '../support/abort-scene.ts'
import { RawPeer } from '../support/raw-peer.ts'

/** The connections of a test. At its end each must be over, with nothing that still waits. */
const connections: Connection[] = []

afterEach(async () => {
  for (const connection of connections.splice(0)) {
    await connection.closed
    await expect.poll(() => leftovers(connection, [])).toEqual([])
  }
})

/** A connection with one channel to a peer that the test plays. */
async function joined(
  options: ConnectOptions = {},
): Promise<{ peer: RawPeer; connection: Connection; channel: Channel }> {
  const peer = new RawPeer()
  const [connection] = await Promise.all([
    connect({ transport: peer.transport, ...options }),
    peer.shakeHands(),
  ])
  connections.push(connection)
  const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
  return { peer, connection, channel }
}

/** Ends a connection from both sides, and sees to it that the client said no more than it should. */
async function part(peer: RawPeer, connection: Connection): Promise<void> {
  const closed = connection.close()
  await peer.answer('connection.close', methods.connectionCloseOk, {})
  peer.end()
  await closed
  expect(peer.isQuiet).toBe(true)
}

describe('the handshake', () => {
  test('zeros in tune mean no limit: the wishes of this side hold', async () => {
    const peer = new RawPeer()
    const [connection, tuneOk] = await Promise.all([
      connect({ transport: peer.transport, channelMax: 7, frameMaxBytes: 8192, heartbeatSeconds: 0 }),
      peer.shakeHands({ channelMax: 0, frameMax: 0, heartbeat: 0 }),
    ])
    expect(tuneOk.args).toEqual({ channelMax: 7, frameMax: 8192, heartbeat: 0 })
    expect(connection.tune).toEqual({ channelMax: 7, frameMaxBytes: 8192, heartbeatSeconds: 0 })
    await part(peer, connection)
  })

  test('no limit on either side lets in frames up to a bound of our own', async () => {
    const peer = new RawPeer()
    const [connection] = await Promise.all([
      connect({ transport: peer.transport, channelMax: 0, frameMaxBytes: 0, heartbeatSeconds: 0 }),
      peer.shakeHands({ channelMax: 0, frameMax: 0, heartbeat: 0 }),
    ])
    peer.bytes(1, 0, 1, 0xff, 0xff, 0xff, 0xff)
    expect(await connection.closed).toMatchObject({ code: 'PROTOCOL_ERROR', replyCode: 501 })
    await peer.expect('connection.close')
    peer.end()
    await connection.close()
  })

  test('a broker that speaks another protocol says which, and so does the error', async () => {
    const peer = new RawPeer()
    const refused = connect({ transport: peer.transport })
    await peer.expect('protocol header')
    peer.bytes(0x41, 0x4d, 0x51, 0x50, 3)
    peer.bytes(1, 0, 0)
    peer.end()
    await expect(refused).rejects.toMatchObject({
      code: 'UNSUPPORTED_PROTOCOL',
      message: expect.stringContaining('1-0-0'),
    })
  })

  test('a challenge that the mechanism cannot answer is an error', async () => {
    const peer = new RawPeer()
    const refused = connect({ transport: peer.transport })
    await peer.start()
    peer.send(0, methods.connectionSecure, { challenge: 'and?' })
    await expect(refused).rejects.toThrow(/challenge/)
    peer.end()
  })

  test('a close instead of tune is the reason that connecting failed', async () => {
    const peer = new RawPeer()
    const refused = connect({ transport: peer.transport })
    await peer.start()
    peer.send(0, methods.connectionClose, { replyCode: 403, replyText: 'ACCESS_REFUSED - not you' })
    await expect(refused).rejects.toMatchObject({
      code: 'ACCESS_REFUSED',
      replyText: 'ACCESS_REFUSED - not you',
    })
    await peer.expect('connection.close-ok')
    peer.end()
  })
})

describe('content', () => {
  test('a body may be split anywhere, with empty pieces in between, and other channels in the middle of it', async () => {
    const { peer, connection, channel } = await joined()
    const [other] = await Promise.all([connection.openChannel(), peer.openChannel()])
    const seen: string[] = []
    for (const [one, name] of [
      [channel, 'first'],
      [other, 'second'],
    ] as const) {
      const consuming = one.basicConsume({ queue: 'q', noAck: true }, (delivery) =>
        seen.push(`${name} ${delivery.text()}`),
      )
      await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
      await consuming
    }
    peer.send(1, methods.basicDeliver, { consumerTag: 'c', deliveryTag: 1 })
    peer.frame(2, 1, Uint8Array.of(0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0))
    peer.frame(3, 1, Buffer.from('he'))
    peer.frame(3, 1, new Uint8Array(0))
    peer.deliver(2, 1, 'between')
    peer.frame(8, 0, new Uint8Array(0))
    peer.frame(3, 1, Buffer.from('llo'))
    peer.deliver(1, 2, '')
    await expect.poll(() => seen).toEqual(['second between', 'first hello', 'first '])
    await part(peer, connection)
  })

  test('a message over the limit closes its channel from the header on, and nothing else', async () => {
    const { peer, connection, channel } = await joined({ maxMessageBytes: 3 })
    const seen: string[] = []
    const consuming = channel.basicConsume({ queue: 'q' }, (delivery) => seen.push(delivery.text()))
    await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
    await consuming
    peer.deliver(1, 1, 'abc')
    peer.deliver(1, 2, 'abcd')
    peer.deliver(1, 3, 'abc')
    const close = await peer.answer('channel.close', methods.channelCloseOk, {})
    expect(close.args['replyCode']).toBe(311)
    expect(await channel.closed).toMatchObject({
      code: 'CONTENT_TOO_LARGE',
      scope: 'channel',
      initiator: 'library',
    })
    expect(seen).toEqual(['abc'])
    await part(peer, connection)
  })
})

describe('closing', () => {
  test('both sides may close a channel at once', async () => {
    const { peer, connection, channel } = await joined()
    const closed = channel.close()
    peer.send(1, methods.channelClose, { replyCode: 406, replyText: 'PRECONDITION_FAILED - late' })
    await peer.expect('channel.close')
    await peer.expect('channel.close-ok')
    peer.send(1, methods.channelCloseOk, {})
    await closed
    expect(await channel.closed).toBeUndefined()
    await part(peer, connection)
  })

  test('the end of a channel can be asked for before and after it, and is the same', async () => {
    const { peer, connection, channel } = await joined()
    const before = channel.closed
    const [later] = await Promise.all([connection.openChannel(), peer.openChannel()])
    const gone = [
      new Promise((resolve) => channel.once('close', resolve)),
      new Promise((resolve) => later.once('close', resolve)),
    ]
    for (const id of [1, 2]) {
      peer.send(id, methods.channelClose, { replyCode: 404, replyText: `NOT_FOUND - queue ${id}` })
      await peer.expect('channel.close-ok')
    }
    const [error, otherError] = await Promise.all(gone)
    expect(await before).toBe(error)
    expect(channel.closed).toBe(before)
    const after = later.closed
    expect(later.closed).toBe(after)
    expect(await after).toBe(otherError)
    expect(otherError).toMatchObject({ code: 'NOT_FOUND', replyCode: 404 })
    await part(peer, connection)
  })

  test('both sides may close the connection at once', async () => {
    const { peer, connection } = await joined()
    const closed = connection.close()
    peer.send(0, methods.connectionClose, { replyCode: 320, replyText: 'CONNECTION_FORCED - shutdown' })
    await peer.expect('connection.close')
    await peer.expect('connection.close-ok')
    peer.end()
    await closed
  })

  test('a close during a call is the answer to the call, and to those behind it', async () => {
    const { peer, connection, channel } = await joined()
    const calls = [
      channel.queueDeclare({ queue: 'a' }),
      channel.queuePurge({ queue: 'b' }),
      channel.basicGet(),
    ]
    await peer.expect('queue.declare')
    peer.send(1, methods.channelClose, {
      replyCode: 405,
      replyText: 'RESOURCE_LOCKED - no',
      classId: 50,
      methodId: 10,
    })
    const errors = await Promise.all(calls.map((call) => call.catch((error: Error) => error)))
    expect(new Set(errors).size).toBe(1)
    expect(errors[0]).toMatchObject({ code: 'RESOURCE_LOCKED', method: 'queue.declare', retriable: true })
    for (const name of ['queue.purge', 'basic.get', 'channel.close-ok']) await peer.expect(name)
    await part(peer, connection)
  })

  test('what still comes for a channel that is closing is dropped', async () => {
    const { peer, connection, channel } = await joined()
    const seen: string[] = []
    const consuming = channel.basicConsume({ queue: 'q' }, (delivery) => seen.push(delivery.text()))
    await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
    await consuming
    const closed = channel.close()
    await peer.expect('channel.close')
    peer.deliver(1, 1, 'late')
    peer.send(1, methods.basicQosOk, {})
    peer.send(1, methods.channelCloseOk, {})
    await closed
    expect(seen).toEqual([])
    await part(peer, connection)
  })

  test.each([
    ['was never opened', 9],
    ['is closed', 1],
  ])('a frame for a channel that %s ends the connection with 504', async (_what, id) => {
    const { peer, connection, channel } = await joined()
    const closed = channel.close()
    await peer.answer('channel.close', methods.channelCloseOk, {})
    await closed
    peer.send(id, methods.basicQosOk, {})
    expect(await connection.closed).toMatchObject({ code: 'PROTOCOL_ERROR', replyCode: 504 })
    expect((await peer.expect('connection.close')).args['replyCode']).toBe(504)
    peer.end()
  })

  test.each([
    ['an unknown method', [0, 60, 0, 99]],
    ['a method that only a client sends', [0, 60, 0, 40, 0, 0, 0, 0, 0]],
  ])('%s ends the connection with 503', async (_what, payload) => {
    const { peer, connection } = await joined()
    peer.frame(1, 1, Uint8Array.from(payload))
    expect(await connection.closed).toMatchObject({ code: 'PROTOCOL_ERROR', replyCode: 503 })
    await peer.expect('connection.close')
    peer.end()
  })
})

describe('calls', () => {
  test('an answer that comes after its call has timed out is not taken for the next', async () => {
    const { peer, connection, channel } = await joined()
    const late = channel.queueDeclare({ queue: 'slow' }, { timeoutMs: 20 })
    await peer.expect('queue.declare')
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT', method: 'queue.declare' })
    const next = channel.queueDeclare({ queue: 'quick' })
    await peer.expect('queue.declare')
    peer.send(1, methods.queueDeclareOk, { queue: 'slow', messageCount: 1 })
    peer.send(1, methods.queueDeclareOk, { queue: 'quick', messageCount: 2 })
    expect(await next).toEqual({ queue: 'quick', messageCount: 2, consumerCount: 0 })
    await part(peer, connection)
  })

  test('what late answers bring is undone: a message goes back, a consumer is cancelled', async () => {
    const { peer, connection, channel } = await joined()
    const controller = new AbortController()
    const given = [
      channel.basicGet({ queue: 'q' }, { signal: controller.signal }),
      channel.basicConsume({ queue: 'q' }, () => {}, { signal: controller.signal }),
    ]
    await peer.expect('basic.get')
    await peer.expect('basic.consume')
    controller.abort()
    for (const call of given) await expect(call).rejects.toMatchObject({ code: 'ABORTED' })
    peer.send(1, methods.basicGetOk, { deliveryTag: 5 })
    peer.frame(2, 1, Uint8Array.of(0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    peer.send(1, methods.basicConsumeOk, { consumerTag: 'c' })
    peer.deliver(1, 6, 'x')
    expect((await peer.expect('basic.nack')).args).toEqual({ deliveryTag: 5, multiple: false, requeue: true })
    expect((await peer.expect('basic.cancel')).args).toEqual({ consumerTag: 'c', noWait: false })
    expect((await peer.expect('basic.nack')).args).toMatchObject({ deliveryTag: 6, requeue: true })
    await part(peer, connection)
  })

  test('an answer to nothing ends the connection with 505', async () => {
    const { peer, connection } = await joined()
    peer.send(1, methods.queuePurgeOk, { messageCount: 0 })
    expect(await connection.closed).toMatchObject({
      code: 'PROTOCOL_ERROR',
      replyCode: 505,
      method: 'queue.purge-ok',
    })
  })

  test('a new secret that is refused ends the connection with the words of the broker', async () => {
    const { peer, connection } = await joined()
    const refused = connection.updateSecret('token', 'rotation')
    expect((await peer.expect('connection.update-secret')).args).toMatchObject({ reason: 'rotation' })
    peer.send(0, methods.connectionClose, {
      replyCode: 530,
      replyText: 'NOT_ALLOWED - no',
      classId: 10,
      methodId: 70,
    })
    await expect(refused).rejects.toMatchObject({ code: 'NOT_ALLOWED', method: 'connection.update-secret' })
    await peer.expect('connection.close-ok')
    peer.end()
  })

  test('a new secret that is taken resolves', async () => {
    const { peer, connection } = await joined()
    const updated = connection.updateSecret('token', 'rotation')
    await peer.answer('connection.update-secret', methods.connectionUpdateSecretOk, {})
    expect(await updated).toBeUndefined()
    await part(peer, connection)
  })
})

describe('what a broker says unasked', () => {
  test('a consumer that the broker ends is told, and answered where that is wanted', async () => {
    const { peer, connection, channel } = await joined()
    const cancelled: string[] = []
    channel.on('cancel', (consumerTag) => cancelled.push(consumerTag))
    const consuming = channel.basicConsume({ queue: 'q' }, () => {})
    await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
    await consuming
    peer.send(1, methods.basicCancel, { consumerTag: 'c', noWait: true })
    peer.send(1, methods.basicCancel, { consumerTag: 'unknown' })
    expect((await peer.expect('basic.cancel-ok')).args).toEqual({ consumerTag: 'unknown' })
    expect(cancelled).toEqual(['c', 'unknown'])
    await part(peer, connection)
  })

  test('flow stops the publisher of a channel, and lets it go on', async () => {
    const { peer, connection } = await joined()
    const creating = connection.createPublisher()
    await peer.openChannel()
    await peer.answer('confirm.select', methods.confirmSelectOk, {})
    const publisher = await creating
    peer.send(2, methods.channelFlow, { active: false })
    expect((await peer.expect('channel.flow-ok')).args).toEqual({ active: false })
    const publish = publisher.publish({ routingKey: 'q' }, undefined, 'x')
    peer.send(2, methods.channelFlow, { active: true })
    await peer.expect('channel.flow-ok')
    await peer.expect('basic.publish')
    peer.send(2, methods.basicAck, { deliveryTag: 1 })
    expect((await publish).sequenceNumber).toBe(1)
    await part(peer, connection)
  })

  test('while the broker blocks, publishes wait, acks still go out, and the snapshot says why', async () => {
    const { peer, connection, channel } = await joined()
    const creating = connection.createPublisher()
    await peer.openChannel()
    await peer.answer('confirm.select', methods.confirmSelectOk, {})
    const publisher = await creating
    const underWay = publisher.publish({ routingKey: 'q' }, undefined, 'x')
    await peer.expect('basic.publish')
    const told: (string | undefined)[] = []
    connection
      .on('blocked', (reason) => told.push(reason))
      .on('unblocked', () => told.push(connection.blocked))
    peer.send(0, methods.connectionBlocked, { reason: 'low on memory' })
    await expect.poll(() => told).toEqual(['low on memory'])
    const publish = publisher.publish({ routingKey: 'q' }, undefined, 'x')
    channel.basicAck({ deliveryTag: 7 })
    expect((await peer.expect('basic.ack')).args).toMatchObject({ deliveryTag: 7 })
    expect(connection.snapshot()).toMatchObject({
      blocked: 'low on memory',
      channels: [{}, { publisher: { outstanding: 1, waiting: 1 } }],
    })
    peer.send(2, methods.basicAck, { deliveryTag: 1 })
    expect((await underWay).sequenceNumber).toBe(1)
    expect(peer.isQuiet).toBe(true)
    peer.send(0, methods.connectionUnblocked, {})
    await peer.expect('basic.publish')
    peer.send(2, methods.basicAck, { deliveryTag: 2 })
    expect((await publish).sequenceNumber).toBe(2)
    expect(told).toEqual(['low on memory', undefined])
    await part(peer, connection)
  })
})

describe('confirms', () => {
  async function publishing(count: number) {
    const { peer, connection } = await joined()
    const creating = connection.createPublisher()
    await peer.openChannel()
    await peer.answer('confirm.select', methods.confirmSelectOk, {})
    const publisher = await creating
    const settled: string[] = []
    const publishes = Array.from({ length: count }, (_, index) =>
      publisher.publish({ routingKey: 'q', mandatory: true }, undefined, 'x').then(
        (receipt) => settled.push(`${receipt.sequenceNumber} taken`),
        (error: Error) => settled.push(`${index + 1} ${error.name}`),
      ),
    )
    for (let i = 0; i < count; i++) await peer.expect('basic.publish')
    return { peer, connection, publisher, publishes, settled }
  }

  test('come out of order, in bulk, and in bulk over what was settled before', async () => {
    const { peer, connection, publishes, settled } = await publishing(5)
    peer.send(2, methods.basicAck, { deliveryTag: 2 })
    peer.send(2, methods.basicAck, { deliveryTag: 4 })
    peer.send(2, methods.basicAck, { deliveryTag: 3, multiple: true })
    peer.send(2, methods.basicAck, { deliveryTag: 4 })
    peer.send(2, methods.basicNack, { deliveryTag: 5, requeue: true })
    await Promise.all(publishes)
    expect(settled).toEqual(['2 taken', '4 taken', '1 taken', '3 taken', '5 NackError'])
    await part(peer, connection)
  })

  test('with the number 0 and multiple mean all that are outstanding', async () => {
    const { peer, connection, publisher, publishes, settled } = await publishing(3)
    peer.send(2, methods.basicAck, { deliveryTag: 0, multiple: true })
    await Promise.all(publishes)
    expect(settled).toEqual(['1 taken', '2 taken', '3 taken'])
    expect(publisher.outstanding).toBe(0)
    await part(peer, connection)
  })

  test('come after the return of the same message, which makes the difference', async () => {
    const { peer, connection, publishes, settled } = await publishing(2)
    // basic.return 312 with the header x-wirehare-sequence = 2, as the broker gives the message back.
    const name = Buffer.from('x-wirehare-sequence')
    const table = [name.length, ...name, 0x49, 0, 0, 0, 2]
    const header = [0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x20, 0, 0, 0, 0, table.length, ...table]
    peer.send(2, methods.basicReturn, {
      replyCode: 312,
      replyText: 'NO_ROUTE',
      exchange: '',
      routingKey: 'q',
    })
    peer.frame(2, 2, Uint8Array.from(header))
    peer.frame(3, 2, Buffer.from('x'))
    peer.send(2, methods.basicAck, { deliveryTag: 2, multiple: true })
    await Promise.all(publishes)
    expect(settled).toEqual(['1 taken', `2 ${ReturnedError.name}`])
    await part(peer, connection)
  })

  test('of publishes that were never made end the connection', async () => {
    const { peer, connection, publishes, settled } = await publishing(1)
    peer.send(2, methods.basicAck, { deliveryTag: 2 })
    expect(await connection.closed).toMatchObject({ code: 'PROTOCOL_ERROR', replyCode: 503 })
    await Promise.all(publishes)
    expect(settled).toEqual([`1 ${OutcomeUnknownError.name}`])
  })
})

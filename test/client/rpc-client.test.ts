import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import {
  type BasicProperties,
  type Channel,
  type Connection,
  connect,
  type Delivery,
  type RpcClient,
} from '../../src/index.ts'
import { type Deferred, deferred } from '../../src/util/deferred.ts'

let connection: Connection
let client: RpcClient
/** The side that serves: a channel, a queue, and the first request that comes in. */
let channel: Channel
let queue: string
let firstRequest: Deferred<Delivery>

beforeEach(async () => {
  connection = await connect({ transport: new Broker().transport() })
  channel = await connection.openChannel()
  queue = (await channel.queueDeclare({ exclusive: true })).queue
  firstRequest = deferred()
  await channel.basicConsume({ queue, noAck: true }, (request) => firstRequest.resolve(request))
  client = await connection.createRpcClient({ replyQueue: '', correlationPrefix: 'c' })
})

afterEach(async () => {
  vi.useRealTimers()
  await connection.close()
})

/** Sends what may be a reply to where this request wants its reply. */
function reply(request: Delivery, properties: BasicProperties, body: string): void {
  channel.basicPublish({ routingKey: request.properties.replyTo }, properties, body)
}

test('a reply counts for the call whose correlation id it has, to the letter', async () => {
  const call = client.call({ routingKey: queue }, undefined, '')
  const request = await firstRequest.promise
  expect(request.properties.correlationId).toBe('c-1')
  for (const correlationId of [undefined, '', 'c', 'c-', 'C-1', 'c-1 ', 'c-10', 'c-2', 'toString']) {
    reply(request, { correlationId }, 'wrong')
  }
  reply(request, { correlationId: 'c-1' }, 'right')
  reply(request, { correlationId: 'c-1' }, 'another server')
  expect((await call).text()).toBe('right')
  const next = client.call({ routingKey: queue }, undefined, '')
  reply(request, { correlationId: 'c-2' }, 'next')
  expect((await next).text()).toBe('next')
  expect(client.lateReplies).toBe(10)
})

test('clients that are not told how begin their correlation ids each in its own way', async () => {
  const ids = new Set<string | undefined>()
  for (const _ of [1, 2, 3]) {
    firstRequest = deferred()
    await using other = await connection.createRpcClient({ replyQueue: '' })
    const call = other.call({ routingKey: queue }, undefined, '')
    const request = await firstRequest.promise
    const { correlationId } = request.properties
    ids.add(correlationId)
    reply(request, { correlationId }, '')
    await call
  }
  expect(ids.size).toBe(3)
})

test('a failure in words of another kind than text is a failure all the same', async () => {
  const call = client.call({ routingKey: queue }, undefined, '')
  const request = await firstRequest.promise
  reply(request, { correlationId: 'c-1', headers: { 'x-wirehare-error': 404 } }, '')
  await expect(call).rejects.toMatchObject({ name: 'RemoteError', replyText: '404' })
})

test('a time-out says what waited, and for how long', async () => {
  await expect(client.call({ routingKey: queue }, undefined, '', { timeoutMs: 5 })).rejects.toMatchObject({
    name: 'TimeoutError',
    code: 'TIMEOUT',
    message: 'rpc.call: no answer within 5 ms',
  })
})

test('a call that is aborted before it began is not sent', async () => {
  const call = client.call({ routingKey: queue }, undefined, 'aborted', { signal: AbortSignal.abort('why') })
  await expect(call).rejects.toMatchObject({ name: 'AbortedError', cause: 'why' })
  const second = client.call({ routingKey: queue }, undefined, 'second', { timeoutMs: 1000 })
  const request = await firstRequest.promise
  expect(request.text()).toBe('second')
  reply(request, { correlationId: request.properties.correlationId }, '')
  await second
})

const endings: Record<string, (request: Delivery, abort: AbortController) => unknown> = {
  'a reply': (request) => reply(request, { correlationId: 'c-1' }, ''),
  'a failure': (request) =>
    reply(request, { correlationId: 'c-1', headers: { 'x-wirehare-error': 'no' } }, ''),
  'a time-out': () => vi.advanceTimersByTime(1000),
  'an abort': (_request, abort) => abort.abort(),
  'the end of the channel': () => client.channel.close(),
  'the end of the connection': () => connection.close(),
}

for (const [name, end] of Object.entries(endings)) {
  test(`${name} leaves no timer, no listener and no call behind`, async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const abort = new AbortController()
    const call = client.call({ routingKey: queue }, undefined, '', { timeoutMs: 1000, signal: abort.signal })
    const request = await firstRequest.promise
    expect(vi.getTimerCount()).toBe(1)
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1)
    const ended = end(request, abort)
    await Promise.allSettled([call])
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0)
    expect(client.outstanding).toBe(0)
    await ended
    expect(vi.getTimerCount()).toBe(0)
  })
}

test('a request that comes back leaves nothing behind either', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await expect(client.call({ routingKey: 'nowhere' }, undefined, '')).rejects.toMatchObject({
    name: 'ReturnedError',
  })
  expect(client.outstanding).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('what is wrong with a call throws at the call and leaves nothing behind', () => {
  const call = (properties: BasicProperties, body: unknown, timeoutMs?: number) => () =>
    client.call({ routingKey: queue }, properties, body as string, { timeoutMs })
  for (const property of ['correlationId', 'replyTo', 'expiration']) {
    expect(call({ [property]: '1' }, '')).toThrow(`properties.${property} is set by the call itself`)
  }
  expect(call({}, '', 0)).toThrow(RangeError)
  expect(call({}, 7)).toThrow(TypeError)
  expect(call({ priority: 256 }, '')).toThrow(RangeError)
  expect(client.outstanding).toBe(0)
})

test('a client that cannot be made leaves no channel behind', async () => {
  const before = connection.snapshot().channels.length
  await expect(connection.createRpcClient({ correlationPrefix: 7 as never })).rejects.toBeInstanceOf(
    TypeError,
  )
  await expect(connection.createRpcServer({ queue, prefetch: -1 }, () => '')).rejects.toBeInstanceOf(
    RangeError,
  )
  await connection.openChannel()
  expect(connection.snapshot().channels).toHaveLength(before + 1)
})

test('a snapshot shows the calls that wait', async () => {
  const call = client.call({ routingKey: queue }, undefined, '')
  const channels = connection.snapshot().channels
  expect(channels.find(({ id }) => id === client.channel.id)?.rpcCalls).toEqual([
    { method: 'rpc.call', ageMs: expect.any(Number), givenUp: false },
  ])
  const request = await firstRequest.promise
  reply(request, { correlationId: 'c-1' }, '')
  await call
})

test('closing again is the same closing', async () => {
  const closing = client.close()
  await Promise.all([client.close(), closing])
  expect(client.channel.isOpen).toBe(false)
  await client.close()
})

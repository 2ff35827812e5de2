// The read-only view over HTTP. What RabbitMQ's management API says to the same calls is in its documentation.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Broker, startBroker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicConsume,
  basicGet,
  basicQos,
  confirmSelect,
  exchangeBind,
  exchangeDeclare,
  queueBind,
  queueDeclare,
} from '../../src/generated/methods.ts'

let broker: Broker
let client: ScriptedClient

beforeEach(async () => {
  broker = await startBroker({
    port: 0,
    management: 0,
    users: { guest: 'guest', anna: 'a:b' },
    virtualHosts: ['/', 'other'],
    permissions: { anna: { other: { configure: /^/, write: /^/, read: /^/ } } },
  })
  client = await ScriptedClient.open(broker.url)
})
afterEach(async () => {
  client.hangUp()
  await broker.close()
})

function call(path: string, user: string = 'guest:guest', init: RequestInit = {}): Promise<Response> {
  return fetch(`${broker.managementUrl}/api/${path}`, {
    headers: { authorization: `Basic ${btoa(user)}` },
    ...init,
  })
}

// biome-ignore lint/suspicious/noExplicitAny: a test says itself which fields it expects
async function get(path: string, user?: string): Promise<any> {
  return (await call(path, user)).json()
}

async function fill(): Promise<void> {
  await client.call(1, queueDeclare, { queue: 'a/b', durable: true, arguments: { 'x-max-length': 5n } })
  await client.call(1, exchangeDeclare, { exchange: 'x', type: 'topic' })
  await client.call(1, queueBind, { queue: 'a/b', exchange: 'x', routingKey: '#' })
  await client.call(1, exchangeBind, { source: 'x', destination: 'amq.fanout' })
  for (const body of ['1', '2', '3']) client.publish(1, { routingKey: 'a/b' }, body)
  await client.call(1, basicGet, { queue: 'a/b' })
}

test('queues are counted as RabbitMQ counts them', async () => {
  await fill()
  const queue = {
    name: 'a/b',
    vhost: '/',
    type: 'classic',
    durable: true,
    auto_delete: false,
    exclusive: false,
    arguments: { 'x-max-length': 5 },
    state: 'running',
    consumers: 0,
    messages: 3,
    messages_ready: 2,
    messages_unacknowledged: 1,
  }
  expect(await get('queues')).toMatchObject([queue])
  expect(await get('queues/%2F')).toMatchObject([queue])
  expect(await get('queues/%2F/a%2Fb')).toMatchObject(queue)
  expect(await get('queues/other')).toEqual([])
  const totals = { messages: 3, messages_ready: 2, messages_unacknowledged: 1 }
  expect(await get('overview')).toMatchObject({
    product_name: 'wirehare',
    rabbitmq_version: '3.10',
    queue_totals: totals,
    object_totals: { connections: 1, channels: 1, exchanges: 13, queues: 1, consumers: 0 },
  })
  expect(await get('vhosts/%2F')).toMatchObject({ name: '/', ...totals })
})

test('exchanges and bindings lead from name to name', async () => {
  await fill()
  expect(await get('exchanges/%2F/x')).toMatchObject({ name: 'x', type: 'topic', internal: false })
  expect(await get('exchanges/%2F/amq.default')).toMatchObject({ name: '', type: 'direct' })
  const implicit = { source: '', destination_type: 'queue', destination: 'a/b', routing_key: 'a/b' }
  const bound = { source: 'x', destination_type: 'queue', destination: 'a/b', routing_key: '#' }
  const between = { source: 'x', destination_type: 'exchange', destination: 'amq.fanout', routing_key: '' }
  expect(await get('bindings')).toMatchObject([implicit, bound, between])
  expect(await get('queues/%2F/a%2Fb/bindings')).toMatchObject([implicit, bound])
  expect(await get('exchanges/%2F/x/bindings/source')).toMatchObject([bound, between])
  expect(await get('exchanges/%2F/amq.fanout/bindings/destination')).toMatchObject([between])
})

test('connections and channels show what was agreed on and what is under way', async () => {
  await fill()
  await client.call(1, basicQos, { prefetchCount: 7 })
  await client.call(1, confirmSelect, {})
  await client.call(1, basicConsume, { queue: 'a/b', consumerTag: 'c' })
  const [connection] = await get('connections')
  expect(connection).toMatchObject({
    peer_host: '127.0.0.1',
    user: 'guest',
    vhost: '/',
    state: 'running',
    channels: 1,
    channel_max: 2047,
    frame_max: 131_072,
    client_properties: { capabilities: { 'basic.nack': true } },
  })
  expect(await get(`connections/${encodeURIComponent(connection.name)}`)).toEqual(connection)
  const channels = await get(`connections/${encodeURIComponent(connection.name)}/channels`)
  expect(channels).toMatchObject([
    { number: 1, consumer_count: 1, messages_unacknowledged: 3, prefetch_count: 7, confirm: true },
  ])
  expect(await get('channels')).toEqual(channels)
})

test('who is not known is not let in, and each sees the virtual hosts that are theirs', async () => {
  for (const user of ['guest:wrong', 'nobody:guest', '', ':', 'toString:x'])
    expect((await call('queues', user)).status).toBe(401)
  expect((await fetch(`${broker.managementUrl}/api/queues`)).status).toBe(401)
  expect(await get('whoami', 'anna:a:b')).toMatchObject({ name: 'anna' })
  expect(await get('vhosts', 'anna:a:b')).toMatchObject([{ name: 'other' }])
  expect(await get('connections', 'anna:a:b')).toEqual([])
  expect((await call('queues/%2F', 'anna:a:b')).status).toBe(404)
})

test.each(['', 'nonsense', 'queues/nowhere', 'queues/%2F/missing', 'queues/%ZZ', 'exchanges/%2F/a/b'])(
  'there is no %s',
  async (path) => {
    const response = await call(path)
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: 'Object Not Found', reason: 'Not Found' },
    ])
  },
)

test('nothing can be changed', async () => {
  const response = await call('queues/%2F/q', 'guest:guest', {
    method: 'DELETE',
    headers: { authorization: `Basic ${btoa('guest:guest')}` },
  })
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('it closes with the broker, and is not left behind where the broker cannot listen', async () => {
  const { managementUrl, port } = broker
  await expect(startBroker({ port, management: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(startBroker({ port: 0, management: port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  client.hangUp()
  await broker.close()
  await expect(fetch(`${managementUrl}/api/overview`)).rejects.toThrow()
})

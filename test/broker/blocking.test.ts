import { afterEach, beforeEach, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import { basicGet, queueDeclare, queuePurge } from '../../src/generated/methods.ts'
import { memoryPair } from '../../src/transport/memory.ts'

const capabilities = { 'connection.blocked': true }
let broker: Broker
let publisher: ScriptedClient
let consumer: ScriptedClient

beforeEach(async () => {
  broker = new Broker({ maxReadyBytes: 10 })
  publisher = await ScriptedClient.open(broker.transport(), { capabilities })
  consumer = await ScriptedClient.open(broker.transport(), { capabilities })
  await consumer.call(1, queueDeclare, { queue: 'q' })
})
afterEach(async () => {
  for (const client of [publisher, consumer]) client.hangUp()
  await broker.close()
})

async function counted(): Promise<number> {
  return (await consumer.call(1, queueDeclare, { queue: 'q', passive: true })).fields.messageCount
}

test('who publishes beyond the limit is blocked, and heard again when there is room', async () => {
  publisher.publish(1, { routingKey: 'q' }, '12345678')
  publisher.publish(1, { routingKey: 'q' }, '9ab')
  expect((await publisher.receive('connection.blocked')).fields).toEqual({ reason: 'low on memory' })
  publisher.publish(1, { routingKey: 'q' }, 'late')
  publisher.send(1, basicGet, { queue: 'nowhere' })
  expect(await counted()).toBe(2)

  await consumer.call(1, basicGet, { queue: 'q', noAck: true })
  await publisher.receive('connection.unblocked')
  expect((await publisher.receive('channel.close')).fields.replyCode).toBe(404)
  expect(await counted()).toBe(2)
})

test('who only consumes is not blocked', async () => {
  publisher.publish(1, { routingKey: 'q' }, '123456789ab')
  await publisher.receive('connection.blocked')

  expect((await consumer.call(1, queuePurge, { queue: 'q' })).fields.messageCount).toBe(1)
  await publisher.receive('connection.unblocked')
})

test('who does not know about it is blocked without a word', async () => {
  await using plain = await ScriptedClient.open(broker.transport(), { capabilities: {} })
  plain.publish(1, { routingKey: 'q' }, '123456789ab')
  plain.send(1, queueDeclare, { queue: 'late' })
  expect(await counted()).toBe(1)
  await consumer.call(1, queuePurge, { queue: 'q' })

  await plain.receive('queue.declare-ok')
})

test('what a blocked client goes on publishing waits on its side, however much it is', async () => {
  const [client, server] = memoryPair()
  broker.accept(server)
  await using stubborn = await ScriptedClient.open(client, { capabilities })
  stubborn.publish(1, { routingKey: 'q' }, '123456789ab')
  await stubborn.receive('connection.blocked')
  const body = new Uint8Array(1024 * 1024)
  for (let i = 0; i < 20; i++) stubborn.publish(1, { routingKey: 'q' }, body)
  expect(await counted()).toBe(1)
  expect(client.bufferedBytes).toBeGreaterThan(20 * body.length)

  await consumer.call(1, queuePurge, { queue: 'q' })
  await stubborn.receive('connection.unblocked')
  await stubborn.receive('connection.blocked')
})

test('a client that asks and does not read is not heard until it does', async () => {
  const [client, server] = memoryPair()
  broker.accept(server)
  await using deaf = await ScriptedClient.open(client)
  client.pause?.()
  let asked = 0
  // As long as it is heard, all of it arrives within a turn of the event loop.
  while (client.bufferedBytes === 0 && asked < 200_000) {
    for (let i = 0; i < 1000; i++) deaf.send(1, queueDeclare, { queue: 'q', passive: true })
    asked += 1000
    await new Promise(setImmediate)
  }
  expect(server.bufferedBytes).toBeGreaterThan(1024 * 1024)
  expect(server.bufferedBytes).toBeLessThan(1200 * 1024)

  client.resume?.()
  await deaf.receiveAll('queue.declare-ok', asked)
})

test('a broker closes although clients are blocked', async () => {
  publisher.publish(1, { routingKey: 'q' }, '123456789ab')
  await publisher.receive('connection.blocked')
  const closed = broker.close()
  await publisher.receive('connection.close')
  for (const client of [publisher, consumer]) client.hangUp()
  await closed
})

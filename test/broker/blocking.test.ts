import { afterEach, beforeEach, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { basicGet, queueDeclare, queuePurge } from '../../src/generated/methods.ts'
import { ScriptedClient } from '../support/scripted-client.ts'

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

test('a blocked client that goes on publishing is cut off in the end', async () => {
  publisher.publish(1, { routingKey: 'q' }, '123456789ab')
  await publisher.receive('connection.blocked')
  const megabyte = new Uint8Array(1024 * 1024)
  for (let i = 0; i < 17; i++) publisher.publish(1, { routingKey: 'q' }, megabyte)

  await publisher.closed
})

test('a broker closes although clients are blocked', async () => {
  publisher.publish(1, { routingKey: 'q' }, '123456789ab')
  await publisher.receive('connection.blocked')
  const closed = broker.close()
  await publisher.receive('connection.close')
  for (const client of [publisher, consumer]) client.hangUp()
  await closed
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicGet,
  basicPublish,
  channelClose,
  confirmSelect,
  queueBind,
  queueDeclare,
} from '../../src/generated/methods.ts'

let broker: Broker
let client: ScriptedClient

beforeEach(async () => {
  broker = new Broker()
  client = await ScriptedClient.open(broker.transport())
  for (const queue of ['q', 'r']) await client.call(1, queueDeclare, { queue })
})
afterEach(async () => {
  client.hangUp()
  await broker.close()
})

test('a message reaches every queue that is bound, and each only once', async () => {
  for (const queue of ['q', 'r'])
    await client.call(1, queueBind, { queue, exchange: 'amq.topic', routingKey: '#' })
  await client.call(1, queueBind, { queue: 'q', exchange: 'amq.topic', routingKey: 'a.*' })
  client.publish(1, { exchange: 'amq.topic', routingKey: 'a.b' }, 'hello')

  for (const queue of ['q', 'r']) {
    const message = await client.call(1, basicGet, { queue, noAck: true })
    expect(message).toMatchObject({ text: 'hello', fields: { exchange: 'amq.topic', messageCount: 0 } })
  }
})

test('properties come back to the byte, with types that JavaScript does not tell apart', async () => {
  // headers: { a: i8 1, b: i64 1 }, then the property that no standard names any more
  const table = Buffer.from([0, 0, 0, 15, 1, 0x61, 0x62, 1, 1, 0x62, 0x6c, 0, 0, 0, 0, 0, 0, 0, 1])
  const list = Buffer.concat([Buffer.of(0x20, 0x04), table, Buffer.of(2, 0x68, 0x69)])
  const header = Buffer.concat([Buffer.of(0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), list])
  const seen: Uint8Array[] = []
  client.onBytes = (bytes) => seen.push(bytes)
  client.send(1, basicPublish, { routingKey: 'q' })
  client.sendBytes(Buffer.concat([Buffer.of(2, 0, 1, 0, 0, 0, header.length), header, Buffer.of(0xce)]))
  await client.call(1, basicGet, { queue: 'q', noAck: true })

  expect(Buffer.concat(seen).includes(list)).toBe(true)
})

test('confirms count from confirm.select and may come in one for many', async () => {
  client.publish(1, { routingKey: 'q' })
  await client.call(1, confirmSelect, {})
  client.batch((outbox) => {
    for (let i = 0; i < 5; i++) outbox.content(1, basicPublish, { routingKey: 'q' }, undefined, 'x')
  })
  expect((await client.receive('basic.ack')).fields).toEqual({ deliveryTag: 5, multiple: true })

  client.publish(1, { routingKey: 'q' })
  expect((await client.receive('basic.ack')).fields).toEqual({ deliveryTag: 6, multiple: false })
})

test('what no queue takes is acked, and where it is mandatory returned before that, with all that it had', async () => {
  await client.call(1, confirmSelect, {})
  client.publish(1, { exchange: 'amq.direct', routingKey: 'nowhere' }, 'silent')
  expect((await client.receive('basic.ack')).fields.deliveryTag).toBe(1)

  const args = { exchange: 'amq.direct', routingKey: 'nowhere', mandatory: true }
  client.publish(1, args, 'loud', { messageId: '7', headers: { a: 1 } })
  expect(await client.receive('basic.return')).toMatchObject({
    fields: { replyCode: 312, replyText: 'NO_ROUTE', exchange: 'amq.direct', routingKey: 'nowhere' },
    properties: { messageId: '7', headers: { a: 1 } },
    text: 'loud',
  })
  expect((await client.receive('basic.ack')).fields.deliveryTag).toBe(2)
})

test('what was published before a mistake or a close is confirmed before the channel ends', async () => {
  await client.call(1, confirmSelect, {})
  client.batch((outbox) => {
    outbox.content(1, basicPublish, { routingKey: 'q' }, undefined, '1')
    outbox.content(1, basicPublish, { routingKey: 'q' }, undefined, '2')
    outbox.content(1, basicPublish, { exchange: 'nowhere' }, undefined, '3')
  })
  expect((await client.receive('basic.ack')).fields).toEqual({ deliveryTag: 2, multiple: true })
  expect((await client.receive('channel.close')).fields.replyCode).toBe(404)

  await client.openChannel(2)
  await client.call(2, confirmSelect, {})
  client.batch((outbox) => {
    outbox.content(2, basicPublish, { routingKey: 'q' }, undefined, '1')
    outbox.method(2, channelClose, { replyCode: 200, replyText: '' })
  })
  expect((await client.receive('basic.ack')).fields.deliveryTag).toBe(1)
  await client.receive('channel.close-ok')
})

test('a message over the limit ends the channel, and the connection lives on', async () => {
  await using small = new Broker({ maxBodyBytes: 10 })
  await using other = await ScriptedClient.open(small.transport())
  other.publish(1, {}, 'eleven byte')
  expect((await other.receive('channel.close')).fields).toMatchObject({
    replyCode: 406,
    replyText: 'PRECONDITION_FAILED - message size 11 is larger than configured max size 10',
  })

  await other.openChannel(2)
  await other.call(2, queueDeclare, { queue: 'q' })
  other.publish(2, { routingKey: 'q' }, 'ten bytes!')
  expect((await other.call(2, basicGet, { queue: 'q' })).text).toBe('ten bytes!')
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicConsume,
  basicGet,
  channelClose,
  channelCloseOk,
  connectionClose,
  exchangeBind,
  exchangeDeclare,
  exchangeDelete,
  exchangeUnbind,
  queueBind,
  queueDeclare,
  queueDelete,
  queuePurge,
  queueUnbind,
} from '../../src/generated/methods.ts'

let broker: Broker
let client: ScriptedClient

beforeEach(async () => {
  broker = new Broker()
  client = await ScriptedClient.open(broker.transport())
})
afterEach(async () => {
  client.hangUp()
  await broker.close()
})

/** How many messages a queue has. */
async function count(queue: string): Promise<number> {
  return (await client.call(1, queueDeclare, { queue, passive: true })).fields.messageCount
}

/** Whether an exchange or a queue is there; asked over a channel of its own, which a no would close. */
async function exists(what: { queue: string } | { exchange: string }): Promise<boolean> {
  await client.openChannel(9)
  if ('queue' in what) client.send(9, queueDeclare, { ...what, passive: true })
  else client.send(9, exchangeDeclare, { ...what, type: '', passive: true })
  const { name, fields } = await client.next()
  const isThere = name.endsWith('declare-ok')
  if (!isThere) expect(fields.replyCode).toBe(404)
  if (isThere) await client.call(9, channelClose, { replyCode: 200, replyText: '' })
  else client.send(9, channelCloseOk, {})
  return isThere
}

describe('queues', () => {
  test('get a name where they bring none, and an empty name stands for the last one', async () => {
    const { fields } = await client.call(1, queueDeclare, {})
    expect(fields.queue).toMatch(/^amq\.gen-[\w-]{22}$/)
    client.publish(1, { routingKey: fields.queue }, 'x')

    expect((await client.call(1, basicGet, { queue: '', noAck: true })).text).toBe('x')
    await client.call(1, queueBind, { exchange: 'amq.direct' })
    client.publish(1, { exchange: 'amq.direct', routingKey: fields.queue })
    expect((await client.call(1, queuePurge, {})).fields.messageCount).toBe(1)
    expect((await client.call(1, queueDelete, {})).fields.messageCount).toBe(0)
  })

  test('get repeatable names from a given source of randomness', async () => {
    await using repeatable = new Broker({ random: (length) => new Uint8Array(length).fill(7) })
    await using other = await ScriptedClient.open(repeatable.transport())
    const { fields } = await other.call(1, queueDeclare, {})

    expect(fields.queue).toBe('amq.gen-BwcHBwcHBwcHBwcHBwcHBw')
  })

  test('tell how many messages and consumers they have', async () => {
    await client.call(1, queueDeclare, { queue: 'q' })
    await client.openChannel(2)
    await client.call(2, basicConsume, { queue: 'q', noAck: true })
    client.publish(1, { routingKey: 'q' })
    await client.receive('basic.deliver')

    const { fields } = await client.call(1, queueDeclare, { queue: 'q' })
    expect(fields).toEqual({ queue: 'q', messageCount: 0, consumerCount: 1 })
  })

  test('declared, bound and deleted with noWait say nothing', async () => {
    client.batch((outbox) => {
      outbox.method(1, queueDeclare, { queue: 'q', noWait: true })
      outbox.method(1, queueBind, { queue: 'q', exchange: 'amq.fanout', noWait: true })
      outbox.method(1, exchangeDeclare, { exchange: 'x', type: 'fanout', noWait: true })
      outbox.method(1, exchangeBind, { source: 'x', destination: 'amq.fanout', noWait: true })
      outbox.method(1, exchangeUnbind, { source: 'x', destination: 'amq.fanout', noWait: true })
      outbox.method(1, exchangeDelete, { exchange: 'x', noWait: true })
      outbox.method(1, queuePurge, { queue: 'q', noWait: true })
    })
    client.publish(1, { exchange: 'amq.fanout' })
    expect(await count('q')).toBe(1)

    client.send(1, queueDelete, { queue: 'q', noWait: true })
    expect(await exists({ queue: 'q' })).toBe(false)
  })

  test('that are exclusive go with their connection, and only with that', async () => {
    const other = await ScriptedClient.open(broker.transport())
    await other.call(1, queueDeclare, { queue: 'theirs', exclusive: true })
    await client.call(1, queueDeclare, { queue: 'mine', exclusive: true })
    await other.call(0, connectionClose, { replyCode: 200, replyText: '' })

    expect(await exists({ queue: 'theirs' })).toBe(false)
    expect(await exists({ queue: 'mine' })).toBe(true)
  })

  test('of another virtual host are another world', async () => {
    await using wide = new Broker({ virtualHosts: ['/', 'other'] })
    await using here = await ScriptedClient.open(wide.transport())
    await using there = await ScriptedClient.open(wide.transport(), { virtualHost: 'other' })
    await here.call(1, queueDeclare, { queue: 'q' })
    there.send(1, queueDeclare, { queue: 'q', passive: true })

    const { fields } = await there.receive('channel.close')
    expect(fields.replyText).toBe("NOT_FOUND - no queue 'q' in vhost 'other'")
  })

  test('that are streams are refused, for the broker has none', async () => {
    client.send(1, queueDeclare, { queue: 'q', durable: true, arguments: { 'x-queue-type': 'stream' } })
    const { fields } = await client.receive('channel.close')
    expect(fields.replyText).toBe(
      "PRECONDITION_FAILED - invalid arg 'x-queue-type' for queue 'q' in vhost '/': not supported by this broker",
    )
  })

  test('of the type classic and with unknown arguments are fine', async () => {
    const args = { 'x-queue-type': 'classic', 'x-mine': 1 }
    await client.call(1, queueDeclare, { queue: 'q', arguments: args })
    await client.call(1, queueDeclare, { queue: 'q', arguments: { 'x-mine': 2 } })
  })
})

describe('bindings', () => {
  test('are a set: bound twice and unbound once is unbound', async () => {
    await client.call(1, queueDeclare, { queue: 'q' })
    const ends = { queue: 'q', exchange: 'amq.direct', routingKey: 'k', arguments: { a: 1, b: [2] } }
    await client.call(1, queueBind, ends)
    await client.call(1, queueBind, { ...ends, arguments: { b: [2], a: 1 } })
    await client.call(1, queueUnbind, { ...ends, arguments: { a: 2 } })
    client.publish(1, { exchange: 'amq.direct', routingKey: 'k' })
    expect(await count('q')).toBe(1)

    await client.call(1, queueUnbind, ends)
    client.publish(1, { exchange: 'amq.direct', routingKey: 'k' })
    expect(await count('q')).toBe(1)
  })

  test('go with their queue and do not come back with its name', async () => {
    await client.call(1, queueDeclare, { queue: 'q' })
    await client.call(1, queueBind, { queue: 'q', exchange: 'amq.fanout' })
    await client.call(1, queueDelete, { queue: 'q' })
    await client.call(1, queueDeclare, { queue: 'q' })
    client.publish(1, { exchange: 'amq.fanout' })

    expect(await count('q')).toBe(0)
  })

  test('between exchanges may run in circles, and still each queue gets a message once', async () => {
    for (const exchange of ['a', 'b']) await client.call(1, exchangeDeclare, { exchange, type: 'fanout' })
    await client.call(1, exchangeBind, { source: 'a', destination: 'b' })
    await client.call(1, exchangeBind, { source: 'b', destination: 'a' })
    await client.call(1, exchangeBind, { source: 'b', destination: 'b' })
    for (const queue of ['q', 'r']) await client.call(1, queueDeclare, { queue })
    await client.call(1, queueBind, { queue: 'q', exchange: 'a' })
    await client.call(1, queueBind, { queue: 'q', exchange: 'b' })
    await client.call(1, queueBind, { queue: 'r', exchange: 'b' })
    client.publish(1, { exchange: 'a' })
    expect([await count('q'), await count('r')]).toEqual([1, 1])

    await client.call(1, exchangeUnbind, { source: 'a', destination: 'b' })
    client.publish(1, { exchange: 'a' })
    expect([await count('q'), await count('r')]).toEqual([2, 1])
  })

  test.each([
    { what: 'a queue', method: queueUnbind, ends: { queue: 'nowhere', exchange: 'amq.direct' } },
    { what: 'an exchange', method: queueUnbind, ends: { queue: 'nowhere', exchange: 'nowhere' } },
  ])('may be removed where there is no such thing as $what', async ({ method, ends }) => {
    await client.call(1, method, ends)
    await client.call(1, exchangeUnbind, { source: 'nowhere', destination: 'amq.direct' })
    await client.call(1, exchangeUnbind, { source: 'amq.direct', destination: 'nowhere' })
  })
})

describe('exchanges', () => {
  test('that are auto-delete go with their last binding, and those before them as well', async () => {
    for (const exchange of ['a', 'b']) {
      await client.call(1, exchangeDeclare, { exchange, type: 'fanout', autoDelete: true })
    }
    await client.call(1, queueDeclare, { queue: 'q' })
    await client.call(1, exchangeBind, { source: 'a', destination: 'b' })
    await client.call(1, queueBind, { queue: 'q', exchange: 'b' })
    expect(await exists({ exchange: 'a' })).toBe(true)
    await client.call(1, queueDelete, { queue: 'q' })

    expect(await exists({ exchange: 'b' })).toBe(false)
    expect(await exists({ exchange: 'a' })).toBe(false)
  })

  test('that are not auto-delete stay', async () => {
    await client.call(1, exchangeDeclare, { exchange: 'a', type: 'fanout' })
    await client.call(1, queueDeclare, { queue: 'q' })
    await client.call(1, queueBind, { queue: 'q', exchange: 'a' })
    await client.call(1, queueUnbind, { queue: 'q', exchange: 'a' })

    expect(await exists({ exchange: 'a' })).toBe(true)
  })

  test('deleted leave their queues, and free their name for another type', async () => {
    await client.call(1, exchangeDeclare, { exchange: 'a', type: 'fanout' })
    await client.call(1, queueDeclare, { queue: 'q' })
    await client.call(1, queueBind, { queue: 'q', exchange: 'a' })
    await client.call(1, exchangeDelete, { exchange: 'a' })
    await client.call(1, exchangeDeclare, { exchange: 'a', type: 'topic' })
    client.publish(1, { exchange: 'a', routingKey: 'x' })

    expect(await count('q')).toBe(0)
  })

  test.each([
    { exchange: 'amq.direct', type: 'direct' },
    { exchange: 'amq.fanout', type: 'fanout' },
    { exchange: 'amq.topic', type: 'topic' },
    { exchange: 'amq.headers', type: 'headers' },
    { exchange: 'amq.match', type: 'headers' },
  ])('$exchange is there from the start', async ({ exchange, type }) => {
    await client.call(1, exchangeDeclare, { exchange, type, durable: true })
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { type Received, ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicAck,
  basicCancel,
  basicConsume,
  basicGet,
  basicNack,
  basicQos,
  basicRecover,
  basicRecoverAsync,
  basicReject,
  channelClose,
  queueDeclare,
  queueDelete,
} from '../../src/generated/methods.ts'

let broker: Broker
let client: ScriptedClient

beforeEach(async () => {
  broker = new Broker()
  client = await ScriptedClient.open(broker.transport())
  await client.call(1, queueDeclare, { queue: 'q' })
})
afterEach(async () => {
  client.hangUp()
  await broker.close()
})

function publish(...texts: string[]): void {
  for (const text of texts) client.publish(1, { routingKey: 'q' }, text)
}

/** Tag, text, and whether it was delivered before. */
function gist({ fields, text }: Received): string {
  return `${fields.deliveryTag} ${text}${fields.redelivered ? ' again' : ''}`
}

async function deliveries(count: number): Promise<string[]> {
  return (await client.receiveAll('basic.deliver', count)).map(gist)
}

/** How many messages wait. Since the answer is what comes next, nothing else has come before it. */
async function waiting(channel: number = 1): Promise<number> {
  const { fields } = await client.call(channel, queueDeclare, { queue: 'q', passive: true })
  return fields.messageCount
}

describe('acknowledgements', () => {
  test('rejected without requeue is gone', async () => {
    publish('1', '2')
    await client.call(1, basicConsume, { queue: 'q' })
    expect(await deliveries(2)).toEqual(['1 1', '2 2'])
    client.send(1, basicReject, { deliveryTag: 1, requeue: false })
    client.send(1, basicNack, { deliveryTag: 2, requeue: false })
    client.send(1, channelClose, { replyCode: 200, replyText: '' })
    await client.receive('channel.close-ok')
    await client.openChannel(2)

    expect(await waiting(2)).toBe(0)
  })

  test('requeued comes again with a new tag, in its old place', async () => {
    await client.call(1, basicQos, { prefetchCount: 2 })
    publish('1', '2', '3')
    await client.call(1, basicConsume, { queue: 'q' })
    await deliveries(2)
    client.send(1, basicNack, { deliveryTag: 0, multiple: true, requeue: true })

    expect(await deliveries(2)).toEqual(['3 1 again', '4 2 again'])
  })

  test('a consumer can see 2, 3, then 1 again', async () => {
    await client.call(1, basicQos, { prefetchCount: 2 })
    publish('1', '2', '3')
    await client.call(1, basicConsume, { queue: 'q' })
    await deliveries(2)
    client.send(1, basicAck, { deliveryTag: 2 })
    expect(await deliveries(1)).toEqual(['3 3'])
    client.send(1, basicReject, { deliveryTag: 1, requeue: true })

    expect(await deliveries(1)).toEqual(['4 1 again'])
  })

  test('closing the channel returns what is open to the queue, in order', async () => {
    await client.openChannel(2)
    publish('1', '2', '3', '4')
    await client.call(2, basicConsume, { queue: 'q' })
    await client.receiveAll('basic.deliver', 4)
    client.send(2, basicAck, { deliveryTag: 2 })
    client.send(2, channelClose, { replyCode: 200, replyText: '' })
    await client.receive('channel.close-ok')
    await client.call(1, basicConsume, { queue: 'q' })

    expect(await deliveries(3)).toEqual(['1 1 again', '2 3 again', '3 4 again'])
  })

  test('what goes back is in order although it was not delivered in order', async () => {
    await client.openChannel(2)
    publish('1', '2')
    for (let tag = 1; tag < 3; tag++) await client.call(2, basicGet, { queue: 'q' })
    client.send(2, basicReject, { deliveryTag: 1, requeue: true })
    await client.call(2, basicGet, { queue: 'q' })
    await client.call(1, basicConsume, { queue: 'q' })
    client.send(2, channelClose, { replyCode: 200, replyText: '' })
    await client.receive('channel.close-ok')

    expect(await deliveries(2)).toEqual(['1 1 again', '2 2 again'])
  })

  test('losing the connection does so too, and nothing is lost through its other channels on the way', async () => {
    const other = await ScriptedClient.open(broker.transport())
    await other.openChannel(2)
    await other.call(1, basicConsume, { queue: 'q' })
    await other.call(2, basicConsume, { queue: 'q', noAck: true })
    publish('1', '2')
    expect((await other.receiveAll('basic.deliver', 2)).map(({ channel }) => channel)).toEqual([1, 2])
    await client.call(1, basicConsume, { queue: 'q' })
    other.hangUp()

    expect(await deliveries(1)).toEqual(['1 1 again'])
  })
})

describe('prefetch', () => {
  test('of a consumer holds for consumers made after it', async () => {
    await client.call(1, basicConsume, { queue: 'q', consumerTag: 'all' })
    await client.call(1, basicQos, { prefetchCount: 1 })
    await client.call(1, basicConsume, { queue: 'q', consumerTag: 'one' })
    publish('1', '2', '3', '4')
    const tags = (await client.receiveAll('basic.deliver', 4)).map(({ fields }) => fields.consumerTag)

    expect(tags).toEqual(['all', 'one', 'all', 'all'])
  })

  test('of a channel holds for all its consumers together, and is shared out fairly', async () => {
    await client.call(1, queueDeclare, { queue: 'r' })
    await client.call(1, basicQos, { prefetchCount: 1, global: true })
    publish('1', '2', '3')
    for (const text of ['a', 'b', 'c']) client.publish(1, { routingKey: 'r' }, text)
    await client.call(1, basicConsume, { queue: 'q' })
    expect(await deliveries(1)).toEqual(['1 1'])
    await client.call(1, basicConsume, { queue: 'r' })
    const order: string[] = []
    for (let tag = 1; tag < 5; tag++) {
      client.send(1, basicAck, { deliveryTag: tag })
      order.push(...(await deliveries(1)))
    }

    expect(order).toEqual(['2 2', '3 a', '4 3', '5 b'])
    expect(await waiting()).toBe(0)
  })

  test('raised or lifted for the channel lets go what was held back', async () => {
    await client.call(1, basicQos, { prefetchCount: 1, global: true })
    publish('1', '2', '3')
    await client.call(1, basicConsume, { queue: 'q' })
    expect(await deliveries(1)).toEqual(['1 1'])
    await client.call(1, basicQos, { prefetchCount: 2, global: true })
    expect(await deliveries(1)).toEqual(['2 2'])
    await client.call(1, basicQos, { prefetchCount: 0, global: true })

    expect(await deliveries(1)).toEqual(['3 3'])
  })

  test('means nothing to consumers without acknowledgement, nor to basic.get', async () => {
    await client.call(1, basicQos, { prefetchCount: 1 })
    await client.call(1, basicQos, { prefetchCount: 1, global: true })
    publish('1', '2', '3', '4')
    for (let i = 0; i < 2; i++) await client.call(1, basicGet, { queue: 'q' })
    await client.call(1, basicConsume, { queue: 'q', noAck: true })

    expect(await deliveries(2)).toEqual(['3 3', '4 4'])
  })

  test('of a channel that is used up holds back its consumers without acknowledgement too', async () => {
    await client.call(1, basicQos, { prefetchCount: 1, global: true })
    await client.call(1, basicConsume, { queue: 'q', consumerTag: 'mine' })
    publish('1', '2', '3')
    expect(await deliveries(1)).toEqual(['1 1'])
    await client.call(1, basicConsume, { queue: 'q', noAck: true })
    await client.call(1, basicCancel, { consumerTag: 'mine' })
    client.send(1, basicAck, { deliveryTag: 1 })

    expect(await deliveries(2)).toEqual(['2 2', '3 3'])
  })

  test('one slow consumer does not hold up another', async () => {
    await client.call(1, basicQos, { prefetchCount: 1 })
    for (const consumerTag of ['slow', 'fast'])
      await client.call(1, basicConsume, { queue: 'q', consumerTag })
    publish('1', '2', '3', '4')
    await client.receive('basic.deliver')
    for (let tag = 2; tag < 4; tag++) {
      expect((await client.receive('basic.deliver')).fields.consumerTag).toBe('fast')
      client.send(1, basicAck, { deliveryTag: tag })
    }

    expect((await client.receive('basic.deliver')).fields).toMatchObject({
      consumerTag: 'fast',
      deliveryTag: 4,
    })
  })
})

describe('consumers', () => {
  test('get a tag where they bring none', async () => {
    const { fields } = await client.call(1, basicConsume, { queue: 'q' })
    expect(fields.consumerTag).toMatch(/^amq\.ctag-[\w-]{22}$/)
  })

  test('leave their open deliveries to the channel when they are cancelled', async () => {
    await client.call(1, basicQos, { prefetchCount: 1 })
    publish('1', '2')
    await client.call(1, basicConsume, { queue: 'q', consumerTag: 'mine' })
    await deliveries(1)
    await client.call(1, basicCancel, { consumerTag: 'mine' })
    client.send(1, basicAck, { deliveryTag: 1 })

    expect(await waiting()).toBe(1)
    expect(gist(await client.call(1, basicGet, { queue: 'q' }))).toBe('2 2')
  })

  test('may be cancelled twice', async () => {
    await client.call(1, basicCancel, { consumerTag: 'nobody' })
  })

  test('are cancelled when their queue goes, where the client understands that', async () => {
    await using old = await ScriptedClient.open(broker.transport(), { capabilities: {} })
    await old.call(1, basicConsume, { queue: 'q' })
    await client.call(1, basicConsume, { queue: 'q', consumerTag: 'mine' })
    await client.call(1, queueDelete, { queue: 'q' })
    expect((await client.receive('basic.cancel')).fields).toEqual({ consumerTag: 'mine', noWait: true })

    await old.call(1, basicQos, {})
    await client.call(1, queueDeclare, { queue: 'q' })
    await client.call(1, basicConsume, { queue: 'q', consumerTag: 'mine' })
  })

  test('with noWait begin and end without an answer', async () => {
    publish('1')
    client.send(1, basicConsume, { queue: 'q', consumerTag: 'mine', noWait: true })
    expect(await deliveries(1)).toEqual(['1 1'])
    client.send(1, basicCancel, { consumerTag: 'mine', noWait: true })

    expect((await client.call(1, queueDeclare, { queue: 'q', passive: true })).fields.consumerCount).toBe(0)
  })

  test('take their queue along where it is auto-delete and they are the last', async () => {
    await client.call(1, queueDeclare, { queue: 'auto', autoDelete: true })
    for (const consumerTag of ['a', 'b']) await client.call(1, basicConsume, { queue: 'auto', consumerTag })
    await client.call(1, basicCancel, { consumerTag: 'a' })
    await client.call(1, queueDeclare, { queue: 'auto', passive: true })
    await client.call(1, basicCancel, { consumerTag: 'b' })

    client.send(1, queueDeclare, { queue: 'auto', passive: true })
    expect((await client.receive('channel.close')).fields.replyCode).toBe(404)
  })
})

describe('recover', () => {
  test('answers first and then delivers all again', async () => {
    publish('1', '2')
    await client.call(1, basicConsume, { queue: 'q' })
    await deliveries(2)
    client.send(1, basicRecover, { requeue: true })
    await client.receive('basic.recover-ok')

    expect(await deliveries(2)).toEqual(['3 1 again', '4 2 again'])
  })

  test('of the old kind has no answer', async () => {
    publish('1')
    await client.call(1, basicConsume, { queue: 'q' })
    await deliveries(1)
    client.send(1, basicRecoverAsync, { requeue: true })

    expect(await deliveries(1)).toEqual(['2 1 again'])
  })
})

test('basic.get tells how many are left, or that there is none', async () => {
  publish('1', '2')
  const { fields } = await client.call(1, basicGet, { queue: 'q' })
  expect(fields).toEqual({
    deliveryTag: 1,
    redelivered: false,
    exchange: '',
    routingKey: 'q',
    messageCount: 1,
  })
  await client.call(1, basicGet, { queue: 'q' })

  await client.call(1, basicGet, { queue: 'q' }, 'basic.get-empty')
})

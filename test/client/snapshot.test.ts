import { expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import * as ids from '../../src/generated/constants.ts'
import { channelFlow, confirmSelectOk } from '../../src/generated/methods.ts'
import { type Connection, connect, type Delivery } from '../../src/index.ts'
import { type ScriptedServer, scriptedServer } from '../support/scripted-server.ts'

/** A broker that opens what is opened, and answers nothing else. */
function sluggishBroker(): ScriptedServer {
  return scriptedServer({
    onCommand(channel, id) {
      if (id === ids.CONFIRM_SELECT) channel.send(confirmSelectOk, {})
    },
  })
}

/** A connection to a broker with three messages in the queue q. */
async function withMessages(): Promise<Connection> {
  const connection = await connect({ transport: new Broker().transport() })
  await using channel = await connection.openChannel()
  await channel.queueDeclare({ queue: 'q' })
  for (const text of ['a', 'b', 'c']) channel.basicPublish({ routingKey: 'q' }, {}, text)
  return connection
}

test('a quiet connection', async () => {
  const { transport } = scriptedServer(
    {},
    { tune: { channelMax: 9, frameMaxBytes: 8192, heartbeatSeconds: 7 } },
  )
  await using connection = await connect({ transport, connectionName: 'reports' })
  expect(connection.snapshot()).toEqual({
    state: 'open',
    remote: 'memory',
    connectionName: 'reports',
    tune: { channelMax: 9, frameMaxBytes: 8192, heartbeatSeconds: 7 },
    bufferedBytes: 0,
    hasRoom: true,
    waitingForRoom: 0,
    blocked: undefined,
    silentMs: expect.any(Number),
    pendingCalls: [],
    channels: [],
  })
})

test('calls without an answer, in their order and with their age, those given up among them', async () => {
  const { transport } = sluggishBroker()
  await using connection = await connect({ transport })
  const channel = await connection.openChannel()
  await expect(channel.queueDeclare({}, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'TIMEOUT' })
  const second = channel.queuePurge({ queue: 'q' })
  const [described] = connection.snapshot().channels
  expect(described).toMatchObject({
    id: 1,
    state: 'open',
    pendingCalls: [
      { method: 'queue.declare', givenUp: true },
      { method: 'queue.purge', givenUp: false },
    ],
  })
  const [declare, purge] = described?.pendingCalls ?? []
  expect(declare?.ageMs).toBeGreaterThanOrEqual(49)
  expect(purge?.ageMs).toBeLessThan(49)
  await connection.close()
  await expect(second).rejects.toMatchObject({ scope: 'connection' })
})

test('a call of the connection', async () => {
  const { transport, core } = scriptedServer()
  await using connection = await connect({ transport })
  core.receive = () => {}
  const update = connection.updateSecret('fresh', 'why not')
  expect(connection.snapshot().pendingCalls).toEqual([
    { method: 'connection.update-secret', ageMs: expect.any(Number), givenUp: false },
  ])
  transport.destroy()
  await expect(update).rejects.toMatchObject({ scope: 'connection' })
})

test('why the broker blocks, and which channel it asked to be quiet', async () => {
  const { transport, core, recorder } = sluggishBroker()
  await using connection = await connect({ transport })
  const channel = await connection.openChannel()
  const next = (event: 'blocked' | 'unblocked'): Promise<void> =>
    new Promise((resolve) => connection.once(event, () => resolve()))
  core.block('low on memory')
  await next('blocked')
  expect(connection.snapshot().blocked).toBe('low on memory')
  core.unblock()
  await next('unblocked')
  expect(connection.snapshot().blocked).toBeUndefined()

  const flow = (active: boolean) =>
    new Promise<void>((resolve) => {
      channel.once('flow', () => resolve())
      recorder.channels[0]?.core.send(channelFlow, { active })
    })
  expect(connection.snapshot().channels[0]?.flowing).toBe(true)
  await flow(false)
  expect(connection.snapshot().channels[0]?.flowing).toBe(false)
  await flow(true)
  expect(connection.snapshot().channels[0]?.flowing).toBe(true)
})

test('a publisher whose confirms do not come', async () => {
  const { transport } = sluggishBroker()
  await using connection = await connect({ transport })
  const publisher = await connection.createPublisher({ maxOutstanding: 2 })
  const publishes = [1, 2, 3, 4, 5].map((n) => publisher.publish({ routingKey: 'q' }, {}, `${n}`))
  expect(connection.snapshot().channels).toMatchObject([
    { publisher: { outstanding: 2, waiting: 3, maxOutstanding: 2 } },
  ])
  await connection.close()
  await Promise.allSettled(publishes)
})

test('a consumer that is slow', async () => {
  await using connection = await withMessages()
  const begun: Delivery[] = []
  const handler = (delivery: Delivery): Promise<never> => {
    begun.push(delivery)
    return new Promise(() => {})
  }
  const { consumerTag, channel } = await connection.createConsumer({ queue: 'q', concurrency: 2 }, handler)
  await channel.basicQos({}) // the broker answers in order: all three have come
  expect(begun).toHaveLength(2)
  expect(connection.snapshot().channels).toMatchObject([
    { consumers: [{ consumerTag, noAck: false }], consumer: { running: 2, waiting: 1 } },
  ])
})

test('a loop that is slow', async () => {
  await using connection = await withMessages()
  for await (const delivery of connection.consume('q')) {
    await (await connection.openChannel()).close()
    const { channels } = connection.snapshot()
    expect(channels).toMatchObject([{ consumer: { running: 1, waiting: 3 - delivery.deliveryTag } }])
    if (delivery.deliveryTag === 3) break
  }
})

test('channels that are gone are gone from it', async () => {
  const { transport } = sluggishBroker()
  await using connection = await connect({ transport })
  const [first, second] = [await connection.openChannel(), await connection.openChannel()]
  const closing = first.close()
  expect(connection.snapshot().channels).toMatchObject([
    { id: first.id, state: 'closing' },
    { id: second.id, state: 'open' },
  ])
  await closing
  expect(connection.snapshot().channels.map(({ id }) => id)).toEqual([second.id])
})

test('a connection that is over', async () => {
  const { transport } = scriptedServer()
  const connection = await connect({ transport })
  await connection.openChannel()
  await connection.close()
  expect(connection.snapshot()).toMatchObject({ state: 'closed', channels: [] })
})

test('it is plain data, and holds no password', async () => {
  const { transport } = sluggishBroker()
  await using connection = await connect('amqp://user:hunter2@host', { transport })
  const channel = await connection.openChannel()
  void channel.queueDeclare()
  await channel.basicConsume({ queue: 'q', consumerTag: 'mine', noAck: true, noWait: true }, () => {})
  const snapshot = connection.snapshot()
  expect(snapshot.channels[0]?.consumers).toEqual([{ consumerTag: 'mine', noAck: true }])
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
  expect(JSON.stringify(snapshot)).not.toContain('hunter2')
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { Broker, startBroker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import { basicConsume, connectionCloseOk, queueDeclare } from '../../src/generated/methods.ts'
import { collectGarbage } from '../support/collector.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a started broker takes connections at its URL', async () => {
  await using broker = await startBroker({ port: 0 })
  expect(broker.url).toBe(`amqp://guest:guest@127.0.0.1:${broker.port}`)

  await using client = await ScriptedClient.open(broker.url)
  await client.call(1, queueDeclare, { queue: 'q' })
})

test('the URL names the first user and the first virtual host, with all that is special in them', async () => {
  const users = { 'a@b': 'p:/?', guest: 'guest' }
  await using broker = await startBroker({ port: 0, users, virtualHosts: ['a/b', '/'] })

  expect(broker.url).toBe(`amqp://a%40b:p%3A%2F%3F@127.0.0.1:${broker.port}/a%2Fb`)
})

test('a broker that does not listen has no port, and is reached through memory', async () => {
  await using broker = new Broker()
  expect(() => broker.port).toThrow('this broker does not listen')

  await using client = await ScriptedClient.open(broker.transport())
  await client.call(1, queueDeclare, { queue: 'q' })
})

test('a port in use is told', async () => {
  await using broker = await startBroker({ port: 0 })
  await expect(startBroker({ port: broker.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('closing tells clients why, waits for them, and frees the port', async () => {
  const broker = await startBroker({ port: 0 })
  const { port } = broker
  const client = await ScriptedClient.open(broker.url)
  const closed = broker.close()
  expect((await client.receive('connection.close')).fields).toMatchObject({
    replyCode: 320,
    replyText: "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'",
  })
  client.send(0, connectionCloseOk, {})
  await client.closed
  await closed

  await (await startBroker({ port })).close()
})

test('closing waits for clients in memory as well, and leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const broker = new Broker()
  const client = await ScriptedClient.open(broker.transport(), { tune: { heartbeat: 1 } })
  let isClosed = false
  const closed = broker.close().then(() => {
    isClosed = true
  })
  await client.receive('connection.close')
  expect(isClosed).toBe(false)
  client.send(0, connectionCloseOk, {})
  await closed

  expect(vi.getTimerCount()).toBe(0)
})

test('closing ends connections that are still in their handshake', async () => {
  const broker = await startBroker({ port: 0 })
  const client = await ScriptedClient.dial(broker.url)
  await client.login()
  await client.receive('connection.tune')
  await broker.close()

  await client.closed
})

test('closing twice is closing once, and nobody is let in afterwards', async () => {
  const broker = new Broker()
  const first = broker.close()
  expect(broker.close()).toBe(first)
  await first

  await new ScriptedClient(broker.transport()).closed
})

test('nothing keeps the process alive after closing', async () => {
  const broker = JSON.stringify(new URL('../../src/broker/index.ts', import.meta.url))
  const client = JSON.stringify(new URL('../../src/conform/scripted-client.ts', import.meta.url))
  const script = `
    import { startBroker } from ${broker}
    import { ScriptedClient } from ${client}
    const broker = await startBroker({ port: 0 })
    const client = await ScriptedClient.open(broker.url, { tune: { heartbeat: 60 } })
    await new ScriptedClient(broker.transport()).login()
    client.hangUp()
    await broker.close()
  `
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])

  expect(await once(child, 'exit')).toEqual([0, null])
}, 30_000)

test('nothing is left of a broker that was disposed of, whoever was connected', async () => {
  // Only of the kinds that a broker has: others of this process come and go.
  const resources = async (): Promise<string[]> => {
    for (let i = 0; i < 3; i++) await new Promise(setImmediate)
    return process.getActiveResourcesInfo().filter((kind) => /^TCP|^Timeout|^Immediate/.test(kind))
  }
  const collected = async (streams: readonly WeakRef<object>[]): Promise<number> => {
    // What a WeakRef was asked for stays until the end of the turn.
    await new Promise(setImmediate)
    collectGarbage()
    return streams.filter((stream) => stream.deref() !== undefined).length
  }
  const before = await resources()
  const left: WeakRef<object>[] = []
  for (let i = 0; i < 20; i++) {
    await using broker = await startBroker({ port: 0 })
    left.push(new WeakRef(broker))
    const client = await ScriptedClient.open(i % 2 === 0 ? broker.url : broker.transport(), {
      tune: { heartbeat: 60 },
    })
    const args = { queue: 'q', arguments: { 'x-expires': 60_000, 'x-message-ttl': 60_000 } }
    await client.call(1, queueDeclare, args)
    client.publish(1, { routingKey: 'q' }, 'x', { expiration: '30000' })
    await client.call(1, basicConsume, { queue: 'q' })
    client.hangUp()
  }

  expect((await resources()).length).toBeLessThanOrEqual(before.length)
  expect(await collected(left)).toBeLessThanOrEqual(1)
})

test.each([
  { options: { heartbeatSeconds: 65_536 }, name: 'heartbeatSeconds' },
  { options: { frameMaxBytes: 4095 }, name: 'frameMaxBytes' },
  { options: { channelMax: -1 }, name: 'channelMax' },
  { options: { maxBodyBytes: 1.5 }, name: 'maxBodyBytes' },
])('a wrong $name is a RangeError', ({ options, name }) => {
  expect(() => new Broker(options)).toThrow(RangeError)
  expect(() => new Broker(options)).toThrow(name)
})

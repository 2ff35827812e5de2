import { describe, expect, test } from 'vitest'
import { Broker } from '../../../src/broker/index.ts'
import type { ScriptedClient } from '../../../src/conform/scripted-client.ts'
import {
  basicPublish,
  basicQos,
  channelOpen,
  confirmSelect,
  exchangeDeclare,
  queueBind,
  queueDeclare,
} from '../../../src/generated/methods.ts'
import { type CaptureEvent, compare, comparisonJson, comparisonText } from '../../../src/inspect/index.ts'
import { record } from '../recorded.ts'

async function recordingOf(play: (client: ScriptedClient) => Promise<unknown>): Promise<CaptureEvent[]> {
  await using broker = new Broker()
  return await record(
    async () => broker.transport(),
    async (open) => void (await play(await open())),
  )
}

const declare = (client: ScriptedClient) => client.call(1, queueDeclare, { queue: 'q' })

describe('figures', () => {
  test('count what each side sent', async () => {
    const events = await recordingOf(async (client) => {
      await declare(client)
      client.publish(1, { routingKey: 'q' }, 'hello')
      client.publish(1, { routingKey: 'q' }, '')
      await client.call(1, basicQos, { prefetchCount: 1 })
    })
    const { a } = await compare(events, [])
    const bytes = events.filter((event) => event.kind === 'bytes')
    const sizeOf = (direction: string): number =>
      bytes
        .filter((event) => event.direction === direction)
        .reduce((sum, event) => sum + event.bytes.length, 0)
    expect(a.connections).toBe(1)
    // The header, 5 methods to get a channel and what follows it: declare, publishes of 3 and 2 frames, qos.
    expect(a.sent['client-to-broker'].frames).toBe(1 + 4 + 1 + 3 + 2 + 1)
    expect(a.sent['client-to-broker'].bytes).toBe(sizeOf('client-to-broker'))
    expect(a.sent['broker-to-client'].bytes).toBe(sizeOf('broker-to-client'))
    expect(a.sent['client-to-broker'].writes + a.sent['broker-to-client'].writes).toBe(bytes.length)
    expect(a.methods['client-to-broker']).toMatchObject({ 'basic.publish': 2, 'queue.declare': 1 })
    expect(a.methods['broker-to-client']).toMatchObject({ 'queue.declare-ok': 1 })
  })

  test('of nothing are zero', async () => {
    const { a } = await compare([], [])
    expect(a).toMatchObject({
      connections: 0,
      seconds: 0,
      methods: { 'client-to-broker': {} },
      roundTrips: {},
    })
  })
})

describe('round trips', () => {
  const trips = async (play: (client: ScriptedClient) => Promise<unknown>) =>
    (await compare(await recordingOf(play), [])).a.roundTrips

  test('are waited for where nothing more is sent until the answer is there', async () => {
    const all = await trips(async (client) => {
      await declare(client)
      await declare(client)
    })
    expect(all).toMatchObject({
      'protocol header': { answered: 1, waited: 1 },
      'connection.start-ok': { answered: 1, waited: 1 },
      'connection.open': { answered: 1, waited: 1 },
      'queue.declare': { answered: 2, waited: 2 },
    })
  })

  test('are not waited for where the next call goes out before', async () => {
    const all = await trips(async (client) => {
      client.batch((outbox) => {
        for (const queue of ['a', 'b', 'c']) outbox.method(1, queueDeclare, { queue })
      })
      await client.receiveAll('queue.declare-ok', 3)
    })
    expect(all['queue.declare']).toEqual({ answered: 3, waited: 1 })
  })

  test('nor on another channel', async () => {
    const all = await trips(async (client) => {
      client.batch((outbox) => {
        outbox.method(1, queueDeclare, { queue: 'a' })
        outbox.method(2, channelOpen, {})
      })
      await client.next()
      await client.next()
    })
    expect(all['queue.declare']).toEqual({ answered: 1, waited: 0 })
  })

  test('a call with no-wait is none', async () => {
    const all = await trips(async (client) => {
      client.send(1, queueDeclare, { queue: 'a', noWait: true })
      await declare(client)
    })
    expect(all['queue.declare']).toEqual({ answered: 1, waited: 1 })
  })

  test('publishes with confirms are answered by acks, also by one for several', async () => {
    const all = await trips(async (client) => {
      await declare(client)
      await client.call(1, confirmSelect, {})
      client.publish(1, { routingKey: 'q' })
      await client.receive('basic.ack')
      client.batch((outbox) => {
        for (let i = 0; i < 3; i++) outbox.content(1, basicPublish, { routingKey: 'q' }, {}, 'x')
      })
      while ((await client.next()).fields.deliveryTag !== 4) {}
    })
    expect(all['basic.publish']).toEqual({ answered: 4, waited: 2 })
  })
})

describe('the first difference in kind', () => {
  const kindOf = async (a: (client: ScriptedClient) => Promise<unknown>, b: typeof a) => {
    const { kind } = await compare(await recordingOf(a), await recordingOf(b))
    return kind && [kind.after?.method.name, kind.a?.method.name, kind.b?.method.name]
  }

  test('is none between equals, however often things are repeated', async () => {
    const publish = (count: number) => async (client: ScriptedClient) => {
      await declare(client)
      for (let i = 0; i < count; i++) client.publish(1, { routingKey: 'q' })
      await client.call(1, basicQos, {})
    }
    expect(await kindOf(publish(1), publish(9))).toBeUndefined()
  })

  test('is where another method comes', async () => {
    const bind = (client: ScriptedClient) => client.call(1, queueBind, { queue: 'q', exchange: 'amq.fanout' })
    const exchange = (client: ScriptedClient) =>
      client.call(1, exchangeDeclare, { exchange: 'x', type: 'fanout' })
    const a = (client: ScriptedClient) => declare(client).then(() => bind(client))
    const b = (client: ScriptedClient) => declare(client).then(() => exchange(client))
    expect(await kindOf(a, b)).toEqual(['queue.declare', 'queue.bind', 'exchange.declare'])
    expect(await kindOf(a, declare)).toEqual(['queue.declare', 'queue.bind', undefined])
  })

  test('does not depend on the numbers of channels', async () => {
    const on = (channel: number) => async (client: ScriptedClient) => {
      await client.openChannel(channel)
      await client.call(channel, queueDeclare, { queue: 'q' })
    }
    expect(await kindOf(on(2), on(7))).toBeUndefined()
    expect(await kindOf(on(2), async () => {})).toEqual([undefined, 'channel.open', undefined])
  })
})

test('the first difference in arguments leaves out what brokers choose', async () => {
  const work = (queue: string, expiration?: string) => async (client: ScriptedClient) => {
    await client.call(1, queueDeclare, { queue, exclusive: true })
    client.publish(1, { routingKey: 'q' }, 'x', { headers: { b: 2, a: 1 }, expiration })
    await client.call(1, basicQos, {})
  }
  const same = await compare(await recordingOf(work('')), await recordingOf(work('')))
  expect(same.details).toBeUndefined()
  const { details } = await compare(await recordingOf(work('')), await recordingOf(work('', '1000')))
  expect(details?.fields).toEqual([{ name: 'expiration', a: undefined, b: '1000' }])
})

test('the handshake is taken apart, and no password is in it', async () => {
  const comparison = await compare(await recordingOf(declare), await recordingOf(declare))
  const names = comparison.handshake.map(({ name }) => name)
  expect(names).toContain('start-ok.clientProperties.capabilities.publisher_confirms')
  expect(names).toContain('tune-ok.frameMax')
  expect(names.filter((name) => name.includes('response'))).toEqual([])
  expect(comparisonText(comparison, { color: false })).not.toContain('guest')
  expect(JSON.parse(comparisonJson(comparison))).toMatchObject({ a: { connections: 1 } })
})

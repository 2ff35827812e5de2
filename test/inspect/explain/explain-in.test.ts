import { describe, expect, test } from 'vitest'
import { Broker } from '../../../src/broker/index.ts'
import { frameRefusals } from '../../../src/conform/refusals-frames.ts'
import { messageRefusals } from '../../../src/conform/refusals-messages.ts'
import { topologyRefusals } from '../../../src/conform/refusals-topology.ts'
import type { ScriptedClient } from '../../../src/conform/scripted-client.ts'
import {
  basicAck,
  basicConsume,
  basicGet,
  confirmSelect,
  connectionClose,
  exchangeDeclare,
  exchangeDelete,
  queueDeclare,
  queueDelete,
} from '../../../src/generated/methods.ts'
import {
  type CaptureEvent,
  Explainer,
  explainIn,
  type Trouble,
  troubleText,
} from '../../../src/inspect/index.ts'
import { commandsOf, record, recordRefusal } from '../recorded.ts'

const NAMES = { q: 'orders', x: 'shop' }

/** Each culprit as its method, the fields that tell it, and its role. */
function told({ culprits }: Trouble): string[] {
  return culprits.map(({ role, command: { method, channel } }) => `${channel} ${method.name}: ${role}`)
}

async function troublesOf(
  play: (client: ScriptedClient, open: () => Promise<ScriptedClient>) => Promise<void>,
): Promise<Trouble[]> {
  await using broker = new Broker()
  const dial = async () => broker.transport()
  const events = await record(dial, async (open) => play(await open(), open))
  return explainIn(commandsOf(events))
}

describe('in each situation of the scenarios', () => {
  const named = [...topologyRefusals, ...messageRefusals, ...frameRefusals].filter(({ answer }) =>
    /\([\w.-]+\)$/.test(answer),
  )

  test.each(named)('$title', async (situation) => {
    await using broker = new Broker()
    const events = await recordRefusal(async () => broker.transport(), situation, NAMES)
    const [trouble, ...more] = explainIn(commandsOf(events))
    expect(more).toEqual([])
    const [, method] = /\(([\w.-]+)\)$/.exec(situation.answer) ?? []
    expect(trouble?.culprits[0]?.command.method.name).toBe(method)
    expect(troubleText(trouble as Trouble, { color: false })).toContain('The frames that led to it')
  })
})

describe('the earlier frame that did it', () => {
  test('an ack of a tag that was acked before, with multiple', async () => {
    const [trouble] = await troublesOf(async (client) => {
      await client.call(1, queueDeclare, { queue: 'orders' })
      for (let i = 0; i < 3; i++) {
        client.publish(1, { routingKey: 'orders' })
        await client.call(1, basicGet, { queue: 'orders' })
      }
      client.send(1, basicAck, { deliveryTag: 2, multiple: true })
      client.send(1, basicAck, { deliveryTag: 3 })
      client.send(1, basicAck, { deliveryTag: 1 })
      await client.receive('channel.close')
    })
    expect(trouble?.explanation.name).toBe('unknown-delivery-tag')
    expect(told(trouble!)).toEqual([
      '1 basic.ack: settled delivery 1',
      '1 basic.ack: had settled delivery 1 before, with all up to 2 (multiple)',
    ])
    expect(trouble?.culprits.map(({ command }) => command.args['deliveryTag'])).toEqual([1, 2])
  })

  test('an ack over another channel than the delivery', async () => {
    const [trouble] = await troublesOf(async (client) => {
      await client.call(1, queueDeclare, { queue: 'orders' })
      client.publish(1, { routingKey: 'orders' })
      await client.call(1, basicGet, { queue: 'orders' })
      await client.openChannel(2)
      client.send(2, basicAck, { deliveryTag: 1 })
      await client.receive('channel.close')
    })
    expect(told(trouble!)).toEqual([
      '2 basic.ack: settled delivery 1',
      '1 basic.get-ok: had brought delivery 1 over channel 1',
    ])
  })

  test('an ack where none was asked for', async () => {
    const [trouble] = await troublesOf(async (client) => {
      await client.call(1, queueDeclare, { queue: 'orders' })
      client.publish(1, { routingKey: 'orders' })
      await client.call(1, basicConsume, { queue: 'orders', consumerTag: 'c', noAck: true })
      await client.receive('basic.deliver')
      client.send(1, basicAck, { deliveryTag: 1 })
      await client.receive('channel.close')
    })
    expect(told(trouble!)).toEqual([
      '1 basic.ack: settled delivery 1',
      '1 basic.consume: had asked for messages that need no acknowledgement (no-ack)',
    ])
  })

  test('a declare whose argument differs from the first', async () => {
    const [trouble] = await troublesOf(async (client) => {
      await client.call(1, queueDeclare, { queue: 'other', arguments: { 'x-max-length': 1 } })
      await client.call(1, queueDeclare, { queue: 'orders', arguments: { 'x-max-length': 5 } })
      client.send(1, queueDeclare, { queue: 'orders', arguments: { 'x-max-length': 6 } })
      await client.receive('channel.close')
    })
    expect(told(trouble!)).toEqual([
      '1 queue.declare: declared the queue with x-max-length 6',
      '1 queue.declare: had declared it with x-max-length 5',
    ])
  })

  test('the first publish to an exchange that is not there any more, and not those behind it', async () => {
    const [trouble] = await troublesOf(async (client) => {
      await client.call(1, exchangeDeclare, { exchange: 'shop', type: 'fanout' })
      client.publish(1, { exchange: 'shop' }, 'taken')
      await client.call(1, exchangeDelete, { exchange: 'shop' })
      client.publish(1, { exchange: 'amq.fanout' }, 'taken as well')
      client.publish(1, { exchange: 'shop' }, 'refused')
      client.publish(1, { exchange: 'shop' }, 'lost')
      await client.receive('channel.close')
    })
    expect(told(trouble!)).toEqual([
      "1 basic.publish: used the exchange 'shop', which is not there",
      '1 exchange.delete: had deleted the exchange',
    ])
    expect(Buffer.from(trouble?.culprits[0]?.command.content?.body ?? []).toString()).toBe('refused')
  })

  test('who holds a queue, over another connection', async () => {
    const [trouble] = await troublesOf(async (client, open) => {
      const other = await open()
      await other.call(1, queueDeclare, { queue: 'mine', exclusive: true })
      client.send(1, queueDelete, { queue: 'mine' })
      await client.receive('channel.close')
    })
    expect(told(trouble!)).toEqual([
      "1 queue.delete: used the queue 'mine'",
      '1 queue.declare: had declared it as exclusive, over connection 2',
    ])
  })

  test('the publish that was returned, and the one that was not taken', async () => {
    const troubles = await troublesOf(async (client) => {
      const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' }
      await client.call(1, queueDeclare, { queue: 'full', arguments: full })
      await client.call(1, confirmSelect, {})
      client.publish(1, { routingKey: 'full' }, 'taken')
      await client.receive('basic.ack')
      client.publish(1, { routingKey: 'nowhere', mandatory: true }, 'same')
      client.publish(1, { routingKey: 'nowhere', mandatory: true }, 'same')
      // One ack can be about both.
      while ((await client.next()).fields.deliveryTag !== 3) {}
      client.publish(1, { routingKey: 'full' }, 'not taken')
      await client.receive('basic.nack')
    })
    expect(troubles.map(({ explanation }) => explanation.name)).toEqual(['no-route', 'no-route', 'nack'])
    const [first, second, nacked] = troubles.map(({ culprits }) => culprits[0]?.command)
    expect(first).not.toBe(second)
    expect(first?.args['routingKey']).toBe('nowhere')
    expect(Buffer.from(nacked?.content?.body ?? []).toString()).toBe('not taken')
  })

  test('who deleted the queue of a consumer that was cancelled', async () => {
    const [trouble] = await troublesOf(async (client, open) => {
      await client.call(1, queueDeclare, { queue: 'orders' })
      await client.call(1, basicConsume, { queue: 'orders', consumerTag: 'c' })
      await (await open()).call(1, queueDelete, { queue: 'orders' })
      await client.receive('basic.cancel')
    })
    expect(told(trouble!)).toEqual([
      "1 queue.delete: had deleted the queue 'orders'",
      '1 basic.consume: had made the consumer',
    ])
  })
})

describe('a connection that ends without a word', () => {
  const at = (seconds: number) => ({ connection: 1, atMicros: seconds * 1e6 })
  const ends = { client: { host: 'c', port: 1 }, broker: { host: 'b', port: 5672 } }
  const open: CaptureEvent = { kind: 'open', ...at(0), ...ends, isFromStart: true }
  const end = (
    seconds: number,
    direction: 'client-to-broker' | 'broker-to-client' = 'broker-to-client',
  ): CaptureEvent => ({
    kind: 'end',
    ...at(seconds),
    direction,
    isReset: false,
  })

  async function session(heartbeat: number): Promise<CaptureEvent[]> {
    await using broker = new Broker()
    const events = await record(
      async () => broker.transport(),
      async (dial) => void (await dial({ tune: { heartbeat } })),
    )
    return events.filter(({ kind }) => kind !== 'end').map((event) => ({ ...event, atMicros: 0 }))
  }

  function named(events: readonly CaptureEvent[]): string[] {
    const troubles: Trouble[] = []
    const explainer = new Explainer((trouble) => troubles.push(trouble))
    for (const event of events) explainer.receive(event)
    explainer.end()
    return troubles.map(({ explanation }) => explanation.name)
  }

  test('is explained by how far it came', async () => {
    const all = await session(0)
    const upTo = (count: number): CaptureEvent[] => [...all.slice(0, count), end(1)]
    // open, header, start, start-ok, tune, tune-ok, open, open-ok, channel.open, channel.open-ok
    expect(
      named([
        open,
        {
          kind: 'bytes',
          ...at(0),
          direction: 'client-to-broker',
          bytes: Buffer.from('AMQP\0\0\x09\x01', 'latin1'),
        },
        end(1),
      ]),
    ).toEqual(['not-amqp'])
    expect(named(upTo(4))).toEqual(['silence-after-login'])
    expect(named(upTo(7))).toEqual(['silence-after-tune'])
    expect(named([...all, end(1)])).toEqual(['reset'])
  })

  test('is explained by the heartbeats that did not come', async () => {
    const all = await session(10)
    expect(named([...all, end(25)])).toEqual(['missed-heartbeats'])
    expect(named([...all, end(5)])).toEqual(['reset'])
  })

  test('is in order behind connection.close', async () => {
    await using broker = new Broker()
    const events = await record(
      async () => broker.transport(),
      async (dial) => {
        await (await dial()).call(0, connectionClose, { replyCode: 200, replyText: 'bye' })
      },
    )
    expect(named(events)).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { Broker, type Decision } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import { channelClose, queueDeclare } from '../../src/generated/methods.ts'
import { connect } from '../../src/index.ts'
import { HandClock } from '../support/hand-clock.ts'

/** The lesson of the docstring, with two clients: what it writes is the same every time. */
async function lesson(): Promise<string[]> {
  const seen: string[] = []
  const observer = (decision: Decision): void => void seen.push(decision.rule)
  const random = (count: number): Uint8Array => new Uint8Array(count).fill(7)
  await using broker = new Broker({ stepwise: true, observer, clock: new HandClock(), random })
  await using connection = await connect({ transport: broker.transport() })
  const channel = await connection.openChannel()
  const { queue } = await channel.queueDeclare({ queue: '' })
  seen.push(queue)
  broker.hold()
  channel.basicPublish({ routingKey: queue }, {}, 'kept')
  channel.basicPublish({ routingKey: 'nowhere' }, {}, 'lost')
  for (let i = 0; i < 2; i++) {
    const { channel: number, method } = await broker.step()
    seen.push(`${number} ${method}`)
  }
  broker.release()
  expect((await channel.basicGet({ queue, noAck: true }))?.text()).toBe('kept')
  return seen
}

test('one command is heard at a time, with what follows from it, the same every time', async () => {
  const seen = await lesson()
  expect(seen).toHaveLength(5)
  expect([seen[2], seen[4]]).toEqual(['1 basic.publish', '1 basic.publish'])
  expect(await lesson()).toEqual(seen)
})

test('commands of several clients are heard in the order in which they came, a publish with its content', async () => {
  await using broker = new Broker({ stepwise: true })
  await using first = await ScriptedClient.open(broker.transport())
  await using second = await ScriptedClient.open(broker.transport())
  await first.call(1, queueDeclare, { queue: 'q' })
  broker.hold()
  const steps = [broker.step(), broker.step()]
  second.publish(1, { routingKey: 'q' }, 'x'.repeat(200_000))
  await steps[0]
  first.send(1, queueDeclare, { queue: 'q', passive: true })
  expect(await Promise.all(steps)).toMatchObject([{ method: 'basic.publish' }, { method: 'queue.declare' }])
  expect((await first.receive('queue.declare-ok')).fields.messageCount).toBe(1)
})

test('what ends a connection waits for what came before', async () => {
  await using broker = new Broker({ stepwise: true })
  const client = await ScriptedClient.open(broker.transport())
  broker.hold()
  client.send(1, queueDeclare, { queue: 'q' })
  client.send(1, channelClose, { replyCode: 200, replyText: '' })
  await broker.step()
  await client.receive('queue.declare-ok')
  broker.release()
  await client.receive('channel.close-ok')
  client.hangUp()
})

test('a step that never comes ends with the broker, and there is none without the option or without hold', async () => {
  const broker = new Broker({ stepwise: true })
  expect(() => broker.step()).toThrow('hold()')
  broker.hold()
  const step = expect(broker.step()).rejects.toThrow('the broker was closed')
  await broker.close()
  await step
  expect(() => new Broker().hold()).toThrow('stepwise')
})

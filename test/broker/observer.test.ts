import { afterEach, beforeEach, expect, test } from 'vitest'
import { Broker, type Decision } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicGet,
  basicReject,
  exchangeDelete,
  queueDeclare,
  queuePurge,
} from '../../src/generated/methods.ts'
import { HandClock } from '../support/hand-clock.ts'

let clock: HandClock
let decisions: Decision[]
let broker: Broker
let client: ScriptedClient

beforeEach(async () => {
  clock = new HandClock()
  decisions = []
  broker = new Broker({ clock, maxReadyBytes: 100, observer: (decision) => decisions.push(decision) })
  client = await ScriptedClient.open(broker.transport())
})
afterEach(async () => {
  client.hangUp()
  await broker.close()
})

/** All that was decided so far, in short. */
async function gist(): Promise<string[]> {
  await client.call(1, queueDeclare, { queue: 'amq.rabbitmq.reply-to', passive: true })
  return decisions.map((decision) => {
    expect(decision.rule).not.toBe('')
    switch (decision.kind) {
      case 'routed':
        return `routed to ${decision.queues.join(', ') || 'none'}${decision.isReturned ? ', returned' : ''}`
      case 'dropped':
        return `dropped by ${decision.queue}: ${decision.reason}`
      case 'dead-lettered':
        return `dead in ${decision.queue}: ${decision.reason}, to ${decision.queues.join(', ') || 'none'}`
      case 'refused':
        return `refused: ${decision.replyText}`
      default:
        return `${decision.kind} ${decision.userName}`
    }
  })
}

test('where a message goes, and that it comes back', async () => {
  await client.call(1, queueDeclare, { queue: 'q' })
  client.publish(1, { routingKey: 'q' })
  client.publish(1, { routingKey: 'nowhere' })
  client.publish(1, { exchange: 'amq.topic', routingKey: 'nowhere', mandatory: true })
  await client.receive('basic.return')

  expect(await gist()).toEqual(['routed to q', 'routed to none', 'routed to none, returned'])
  expect(decisions[0]).toEqual({
    kind: 'routed',
    rule: 'the default exchange leads to the queue whose name is the key',
    virtualHost: '/',
    exchange: '',
    routingKey: 'q',
    queues: ['q'],
    isReturned: false,
  })
  expect(decisions[2]?.rule).toBe(
    'a topic exchange leads to what is bound with a pattern that the key matches; there is none, ' +
      'and no alternate exchange that leads anywhere: a mandatory message is given back',
  )
})

test('what queues drop and what becomes of it', async () => {
  await client.call(1, queueDeclare, { queue: 'end', arguments: { 'x-max-length': 1 } })
  const args = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'end', 'x-message-ttl': 1000 }
  await client.call(1, queueDeclare, { queue: 'q', arguments: args })
  for (let tag = 1; tag <= 2; tag++) {
    client.publish(1, { routingKey: 'q' })
    await client.call(1, basicGet, { queue: 'q' })
    client.send(1, basicReject, { deliveryTag: tag, requeue: false })
  }
  client.publish(1, { routingKey: 'q' })
  await gist()
  decisions.splice(0, 2)
  clock.pass(1000)

  expect(await gist()).toEqual([
    'routed to q',
    'dead in q: rejected, to end',
    'dropped by end: maxlen',
    'routed to q',
    'dead in q: expired, to end',
    'dropped by end: maxlen',
  ])
})

test('that a message would go in circles, and that a queue refused one', async () => {
  const circle = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'q', 'x-message-ttl': 10 }
  await client.call(1, queueDeclare, { queue: 'q', arguments: circle })
  await client.call(1, queueDeclare, {
    queue: 'full',
    arguments: { 'x-max-length': 0, 'x-overflow': 'reject-publish' },
  })
  client.publish(1, { routingKey: 'q' })
  client.publish(1, { routingKey: 'full' })
  await gist()
  clock.pass(10)

  expect(await gist()).toEqual([
    'routed to q',
    'routed to full',
    'dropped by full: refused',
    'dead in q: expired, to none',
    'dropped by q: cycle',
  ])
})

test('what a client is refused, and that it is blocked', async () => {
  await client.openChannel(2)
  client.send(2, exchangeDelete, { exchange: 'amq.direct' })
  await client.receive('channel.close')
  await client.call(1, queueDeclare, { queue: 'q' })
  client.publish(1, { routingKey: 'q' }, 'x'.repeat(101))
  await using other = await ScriptedClient.open(broker.transport())
  await other.call(1, queuePurge, { queue: 'q' })

  expect(await gist()).toEqual([
    "refused: ACCESS_REFUSED - deletion of system exchange 'amq.direct' in vhost '/' not allowed",
    'routed to q',
    'blocked guest',
    'unblocked guest',
  ])
})

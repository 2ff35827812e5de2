// The methods of messages: basic, tx and confirm.

import { expect } from 'vitest'
import type { Channel, Delivery, FetchedMessage } from '../../src/index.ts'
import type { Scenario } from './method-coverage.ts'

export const messageScenarios: readonly Scenario[] = [
  {
    title: 'a consumer gets as many messages as it may hold, acks them, and is cancelled',
    shows: [
      'C:basic.qos',
      'S:basic.qos-ok',
      'C:basic.publish',
      'C:basic.consume',
      'S:basic.consume-ok',
      'S:basic.deliver',
      'C:basic.ack',
      'C:basic.cancel',
      'S:basic.cancel-ok',
    ],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      await channel.basicQos({ prefetchCount: 2 })
      for (const body of ['1', '2', '3']) channel.basicPublish({ routingKey: queue }, {}, body)
      const { next, consumerTag } = await consuming(channel, queue)
      const first = await next()
      const second = await next()
      expect([first.text(), second.text()]).toEqual(['1', '2'])
      // Both it may hold are out: the third can only come after an ack.
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(1)
      second.ack({ multiple: true })
      const third = await next()
      expect(third.text()).toBe('3')
      third.ack()
      expect(await channel.basicCancel({ consumerTag })).toEqual({ consumerTag })
      expect(await channel.queueDelete({ queue })).toEqual({ messageCount: 0 })
    },
  },
  {
    title: 'a message is fetched, and then there is none',
    shows: ['C:basic.get', 'S:basic.get-ok', 'S:basic.get-empty'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      channel.basicPublish({ routingKey: queue }, {}, 'only')
      expect((await channel.basicGet({ queue, noAck: true }))?.text()).toBe('only')
      expect(await channel.basicGet({ queue, noAck: true })).toBeUndefined()
    },
  },
  {
    title: 'a mandatory message that no queue takes comes back',
    shows: ['S:basic.return'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      const returned = new Promise<string>((resolve) =>
        channel.once('return', (message) => resolve(`${message.replyText} ${message.text()}`)),
      )
      channel.basicPublish({ routingKey: `not.${queue}`, mandatory: true }, {}, 'lost')
      expect(await returned).toBe('NO_ROUTE lost')
    },
  },
  {
    title: 'a rejected message is dropped, or goes back with requeue',
    shows: ['C:basic.reject'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      expect((await fetched(channel, queue)).reject({ requeue: true })).toBe(true)
      const again = await fetched(channel, queue)
      expect(again.redelivered).toBe(true)
      expect(again.reject()).toBe(true)
      expect(await channel.basicGet({ queue })).toBeUndefined()
    },
  },
  {
    title: 'several messages go back at once',
    shows: ['C:basic.nack'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      for (const body of ['1', '2']) channel.basicPublish({ routingKey: queue }, {}, body)
      await fetched(channel, queue)
      const second = await fetched(channel, queue)
      expect(second.nack({ multiple: true })).toBe(true)
      const bodies = [await fetched(channel, queue), await fetched(channel, queue)]
      expect(bodies.map((message) => message.text())).toEqual(['1', '2'])
    },
  },
  {
    title: 'what is unsettled comes again when a client asks for it, with an answer',
    shows: ['C:basic.recover', 'S:basic.recover-ok'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      const { next } = await consuming(channel, queue)
      expect((await next()).deliveryTag).toBe(1)
      await channel.basicRecover({ requeue: true })
      expect(await next()).toMatchObject({ deliveryTag: 2, redelivered: true })
    },
  },
  {
    title: 'what is unsettled comes again when a client asks for it in the old way, without an answer',
    shows: ['C:basic.recover-async'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      const { next } = await consuming(channel, queue)
      expect((await next()).deliveryTag).toBe(1)
      channel.basicRecoverAsync({ requeue: true })
      expect(await next()).toMatchObject({ deliveryTag: 2, redelivered: true })
    },
  },
  {
    title: 'the broker ends a consumer whose queue is deleted',
    shows: ['S:basic.cancel'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      const cancelled = new Promise<string>((resolve) => channel.once('cancel', resolve))
      const { consumerTag } = await consuming(channel, queue)
      await channel.queueDelete({ queue })
      expect(await cancelled).toBe(consumerTag)
    },
  },
  {
    title: 'in confirm mode the broker says that it has taken a message',
    shows: ['C:confirm.select', 'S:confirm.select-ok', 'S:basic.ack'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      await channel.confirmSelect()
      const confirmed = nextConfirm(channel)
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      expect(await confirmed).toMatchObject({ deliveryTag: 1, accepted: true })
    },
  },
  {
    title: 'in confirm mode the broker says that a full queue did not take a message',
    shows: ['S:basic.nack'],
    on: 'every broker',
    async play(stage) {
      // A length of none at all, so that the very first message is one too many.
      const { channel, queue } = await stage.queue({ 'x-max-length': 0, 'x-overflow': 'reject-publish' })
      await channel.confirmSelect()
      const confirmed = nextConfirm(channel)
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      expect(await confirmed).toMatchObject({ deliveryTag: 1, accepted: false })
    },
  },
  {
    title: 'what a transaction publishes is seen once it is committed',
    shows: ['C:tx.select', 'S:tx.select-ok', 'C:tx.commit', 'S:tx.commit-ok'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      await channel.txSelect()
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
      await channel.txCommit()
      expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(1)
    },
  },
  {
    title: 'what a transaction publishes is never seen where it is rolled back',
    shows: ['C:tx.rollback', 'S:tx.rollback-ok'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      await channel.txSelect()
      channel.basicPublish({ routingKey: queue }, {}, 'never')
      await channel.txRollback()
      channel.basicPublish({ routingKey: queue }, {}, 'x')
      await channel.txCommit()
      expect((await fetched(channel, queue)).text()).toBe('x')
      expect(await channel.basicGet({ queue })).toBeUndefined()
    },
  },
]

/** Consumes a queue; each `next` takes one delivery. */
async function consuming(
  channel: Channel,
  queue: string,
): Promise<{ next(): Promise<Delivery>; consumerTag: string }> {
  const arrived: Delivery[] = []
  let wake = (): void => {}
  const { consumerTag } = await channel.basicConsume({ queue }, (delivery) => {
    arrived.push(delivery)
    wake()
  })
  const next = async (): Promise<Delivery> => {
    while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return arrived.shift() as Delivery
  }
  return { next, consumerTag }
}

async function fetched(channel: Channel, queue: string): Promise<FetchedMessage> {
  const message = await channel.basicGet({ queue })
  if (message === undefined) throw new Error('the queue is empty')
  return message
}

function nextConfirm(channel: Channel): Promise<object> {
  return new Promise((resolve) => channel.once('confirm', resolve))
}

// The methods of exchanges and queues.

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Channel } from '../../src/index.ts'
import type { Scenario } from './method-coverage.ts'

export const topologyScenarios: readonly Scenario[] = [
  {
    title: 'an exchange is declared and deleted',
    shows: ['C:exchange.declare', 'S:exchange.declare-ok', 'C:exchange.delete', 'S:exchange.delete-ok'],
    on: 'every broker',
    async play(stage) {
      const channel = await stage.channel()
      const exchange = await declared(channel, 'topic')
      await channel.exchangeDeclare({ exchange, passive: true })
      await channel.exchangeDelete({ exchange })
      await expect(channel.exchangeDeclare({ exchange, passive: true })).rejects.toMatchObject({
        replyCode: 404,
      })
    },
  },
  {
    title: 'an exchange passes on to another what matches, while it is bound',
    shows: ['C:exchange.bind', 'S:exchange.bind-ok', 'C:exchange.unbind', 'S:exchange.unbind-ok'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      const source = await declared(channel, 'direct')
      const destination = await declared(channel, 'fanout')
      await channel.queueBind({ queue, exchange: destination })
      const binding = { source, destination, routingKey: 'eu' }
      await channel.exchangeBind(binding)
      for (const routingKey of ['eu', 'us']) channel.basicPublish({ exchange: source, routingKey }, {}, 'x')
      expect(await channel.queuePurge({ queue })).toEqual({ messageCount: 1 })
      await channel.exchangeBind({ ...binding, routingKey: 'other' })
      await channel.exchangeUnbind(binding)
      channel.basicPublish({ exchange: source, routingKey: 'eu' }, {}, 'x')
      expect(await channel.queuePurge({ queue })).toEqual({ messageCount: 0 })
    },
  },
  {
    title: 'a queue is declared, filled, emptied and deleted',
    shows: [
      'C:queue.declare',
      'S:queue.declare-ok',
      'C:queue.purge',
      'S:queue.purge-ok',
      'C:queue.delete',
      'S:queue.delete-ok',
    ],
    on: 'every broker',
    async play(stage) {
      const channel = await stage.channel()
      const queue = `wirehare.${randomUUID()}`
      expect(await channel.queueDeclare({ queue, exclusive: true })).toEqual({
        queue,
        messageCount: 0,
        consumerCount: 0,
      })
      for (const body of ['1', '2', '3']) channel.basicPublish({ routingKey: queue }, {}, body)
      expect(await channel.queuePurge({ queue })).toEqual({ messageCount: 3 })
      channel.basicPublish({ routingKey: queue }, {}, '4')
      expect(await channel.queueDelete({ queue })).toEqual({ messageCount: 1 })
      await expect(channel.queueDeclare({ queue, passive: true })).rejects.toMatchObject({ replyCode: 404 })
    },
  },
  {
    title: 'a queue gets what its exchange takes, while it is bound',
    shows: ['C:queue.bind', 'S:queue.bind-ok', 'C:queue.unbind', 'S:queue.unbind-ok'],
    on: 'every broker',
    async play(stage) {
      const { channel, queue } = await stage.queue()
      const exchange = await declared(channel, 'topic')
      const binding = { queue, exchange, routingKey: 'orders.*' }
      await channel.queueBind(binding)
      for (const routingKey of ['orders.eu', 'orders', 'bills.eu'])
        channel.basicPublish({ exchange, routingKey }, {}, 'x')
      expect(await channel.queuePurge({ queue })).toEqual({ messageCount: 1 })
      await channel.queueBind({ ...binding, routingKey: 'other' })
      await channel.queueUnbind(binding)
      channel.basicPublish({ exchange, routingKey: 'orders.eu' }, {}, 'x')
      expect(await channel.queuePurge({ queue })).toEqual({ messageCount: 0 })
    },
  },
]

/** Declares an exchange that goes when nothing is bound to it any more. */
async function declared(channel: Channel, type: string): Promise<string> {
  const exchange = `wirehare.${randomUUID()}`
  await channel.exchangeDeclare({ exchange, type, autoDelete: true })
  return exchange
}

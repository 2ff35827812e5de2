// Who gets a message: turns, priorities, prefetch, exclusive and single active consumers.

import { basicAck, basicCancel, basicConsume, basicQos, queueDelete } from '../generated/methods.ts'
import type { FieldValue } from '../wire/field-value.ts'
import type { Scenario, Section } from './stage.ts'

const SINGLE = { 'x-single-active-consumer': true }

const priorities: readonly Scenario[] = [
  {
    title: 'a consumer of higher priority comes first while it has room',
    async play(stage) {
      await stage.queue('q')
      await stage.qos(2)
      await stage.consume('q', { consumerTag: 'low' })
      await stage.consume('q', { consumerTag: 'high', arguments: { 'x-priority': 5 } })
      await stage.consume('q', { consumerTag: 'lowest', arguments: { 'x-priority': -1 } })
      for (const body of ['1', '2', '3', '4', '5', '6', '7']) stage.publish('q', body)
      for (let i = 0; i < 6; i++) await stage.next()
      stage.ack(2)
      await stage.next()
    },
  },
  {
    title: 'consumers of the same priority take turns',
    async play(stage) {
      await stage.queue('q')
      for (const consumerTag of ['a', 'b'])
        await stage.consume('q', { consumerTag, noAck: true, arguments: { 'x-priority': 3 } })
      for (const body of ['1', '2', '3', '4']) {
        stage.publish('q', body)
        await stage.next()
      }
    },
  },
  ...(['high', 1.5, true] satisfies FieldValue[]).map(
    (priority): Scenario => ({
      title: `a consumer of the priority ${JSON.stringify(priority)}`,
      async play(stage) {
        const queue = await stage.queue('q')
        await stage.call(basicConsume, {
          queue,
          consumerTag: 'c',
          arguments: { 'x-priority': priority },
        })
      },
    }),
  ),
]

const single: readonly Scenario[] = [
  {
    title: 'of single active consumers the first has all, and the next when it is gone',
    async play(stage) {
      const queue = await stage.queue('q', SINGLE)
      for (const consumerTag of ['a', 'b', 'd'])
        await stage.call(basicConsume, { queue, consumerTag, noAck: true })
      for (const body of ['1', '2']) {
        stage.publish('q', body)
        await stage.next()
      }
      await stage.call(basicCancel, { consumerTag: 'a' })
      stage.publish('q', '3')
      await stage.next()
      await stage.call(basicCancel, { consumerTag: 'd' })
      stage.publish('q', '4')
      await stage.next()
    },
  },
  {
    title: 'a single active consumer without room is waited for',
    async play(stage) {
      await stage.queue('q', SINGLE)
      await stage.qos(1)
      await stage.consume('q', { consumerTag: 'a' })
      await stage.consume('q', { consumerTag: 'b' })
      stage.publish('q', '1')
      stage.publish('q', '2')
      await stage.next()
      await stage.count('q', 1)
      stage.ack(1)
      await stage.next()
    },
  },
  {
    title: 'priorities among single active consumers',
    async play(stage) {
      const queue = await stage.queue('q', SINGLE)
      await stage.call(basicConsume, { queue, consumerTag: 'low', noAck: true })
      for (const [consumerTag, priority] of [
        ['middle', 1],
        ['high', 5],
      ] as const)
        await stage.call(basicConsume, {
          queue,
          consumerTag,
          noAck: true,
          arguments: { 'x-priority': priority },
        })
      stage.publish('q', '1')
      await stage.next()
      await stage.call(basicCancel, { consumerTag: 'low' })
      stage.publish('q', '2')
      await stage.next()
    },
  },
  {
    title: 'an exclusive consumer of a queue with single active consumers',
    async play(stage) {
      const queue = await stage.queue('q', SINGLE)
      await stage.call(basicConsume, { queue, consumerTag: 'c', exclusive: true })
    },
  },
  {
    title: 'an exclusive consumer of a quorum queue',
    async play(stage) {
      const queue = await stage.queue('q', { 'x-queue-type': 'quorum' })
      await stage.call(basicConsume, { queue, consumerTag: 'c', exclusive: true })
      await stage.call(basicConsume, { queue, consumerTag: 'd' })
    },
  },
]

const prefetch: readonly Scenario[] = [
  {
    title: 'the prefetch of a channel is for consumers that come after it',
    async play(stage) {
      await stage.queue('q')
      await stage.consume('q', { consumerTag: 'before' })
      await stage.qos(1)
      for (const body of ['1', '2']) stage.publish('q', body)
      await stage.next()
      await stage.next()
      await stage.call(basicCancel, { consumerTag: 'before' })
      await stage.consume('q', { consumerTag: 'after' })
      for (const body of ['3', '4']) stage.publish('q', body)
      await stage.next()
      await stage.count('q', 1)
    },
  },
  {
    title: 'the prefetch for all',
    async play(stage) {
      await stage.queue('q')
      await stage.call(basicQos, { prefetchCount: 2, global: true })
      await stage.consume('q', { consumerTag: 'a' })
      await stage.consume('q', { consumerTag: 'b' })
      for (const body of ['1', '2', '3', '4', '5']) stage.publish('q', body)
      await stage.pause(100)
      await stage.next()
      await stage.next()
      stage.ack(1)
      await stage.next()
    },
  },
  {
    title: 'the prefetch of a consumer and the one for all',
    async play(stage) {
      await stage.queue('q')
      await stage.call(basicQos, { prefetchCount: 3, global: true })
      await stage.call(basicQos, { prefetchCount: 1 })
      await stage.consume('q', { consumerTag: 'a' })
      for (const body of ['1', '2', '3', '4', '5']) stage.publish('q', body)
      await stage.next()
      await stage.count('q', 4)
      stage.ack(1)
      await stage.next()
    },
  },
  {
    title: 'a prefetch for all that is lowered',
    async play(stage) {
      await stage.queue('q')
      await stage.call(basicQos, { prefetchCount: 3, global: true })
      await stage.consume('q', { consumerTag: 'a' })
      for (const body of ['1', '2', '3', '4', '5']) stage.publish('q', body)
      for (let i = 0; i < 3; i++) await stage.next()
      await stage.call(basicQos, { prefetchCount: 1, global: true })
      stage.client.send(1, basicAck, { deliveryTag: 1 })
      await stage.next()
    },
  },
  {
    title: 'a consumer whose queue is deleted is told',
    async play(stage) {
      const queue = await stage.queue('q')
      await stage.consume('q')
      await stage.call(queueDelete, { queue })
      await stage.next()
    },
  },
]

export const consumerSections: readonly Section[] = [
  { id: 'consumer-priority', source: 'basic.consume; RabbitMQ: consumer priorities', scenarios: priorities },
  { id: 'single-active', source: 'basic.consume; RabbitMQ: single active consumer', scenarios: single },
  { id: 'prefetch', source: 'basic.qos; RabbitMQ: consumer prefetch', scenarios: prefetch },
]

// What a quorum queue does otherwise than a classic one.

import { basicCancel, basicConsume, basicGet, confirmSelect } from '../generated/methods.ts'
import type { FieldTable } from '../wire/field-value.ts'
import type { Scenario, Section, Stage } from './stage.ts'

function quorum(stage: Stage, args: FieldTable = {}): Promise<string> {
  return stage.queue('q', { 'x-queue-type': 'quorum', ...args })
}

const scenarios: readonly Scenario[] = [
  {
    title: 'a full quorum queue drops from its head',
    async play(stage) {
      await quorum(stage, { 'x-max-length': 2 })
      for (const body of ['1', '2', '3', '4']) stage.publish('q', body)
      await stage.count('q', 2)
      await stage.pause(100)
      await stage.drain('q')
    },
  },
  {
    title: 'a full quorum queue gives its head to the dead letters',
    async play(stage) {
      await stage.queue('dead')
      await quorum(stage, { 'x-max-length': 1, ...stage.deadLettersTo('dead') })
      stage.publish('q', '1')
      stage.publish('q', '2')
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'messages of a quorum queue expire',
    async play(stage) {
      await quorum(stage, { 'x-message-ttl': 50 })
      stage.publish('q', '1')
      stage.publish('q', '2', { expiration: '60000' })
      await stage.pause(300)
      await stage.drain('q')
    },
  },
  {
    title: 'a message of a quorum queue expires at the head only',
    async play(stage) {
      await quorum(stage)
      stage.publish('q', '1')
      stage.publish('q', '2', { expiration: '20' })
      stage.publish('q', '3')
      await stage.count('q', 3)
      await stage.pause(200)
      await stage.get('q', false)
      await stage.pause(100)
      await stage.drain('q')
    },
  },
  {
    title: 'a quorum queue and priorities',
    async play(stage) {
      await quorum(stage)
      for (const [body, priority] of [
        ['none', undefined],
        ['9', 9],
        ['0', 0],
        ['4', 4],
        ['5', 5],
        ['5 again', 5],
      ] as const)
        stage.publish('q', body, { priority })
      await stage.count('q', 6)
      await stage.drain('q')
    },
  },
  {
    title: 'a quorum queue and priorities beyond those of a queue',
    async play(stage) {
      await quorum(stage)
      const all = [5, 9, 40, 31, 32, 255, 30, 1, 0]
      for (const priority of all) stage.publish('q', String(priority), { priority })
      await stage.count('q', all.length)
      await stage.drain('q')
    },
  },
  {
    title: 'what comes back to a quorum queue, and priorities',
    async play(stage) {
      await quorum(stage)
      stage.publish('q', 'low', { priority: 0 })
      await stage.count('q', 1)
      await stage.get('q', false)
      stage.publish('q', 'high', { priority: 9 })
      stage.publish('q', 'low too', { priority: 0 })
      await stage.count('q', 2)
      stage.reject(1, true)
      await stage.count('q', 3)
      await stage.drain('q')
    },
  },
  {
    title: 'a consumer of a quorum queue that need not acknowledge',
    async play(stage) {
      await quorum(stage)
      stage.publish('q', '1')
      await stage.count('q', 1)
      await stage.get('q', false)
      stage.reject(1, true)
      await stage.count('q', 1)
      await stage.consume('q', { noAck: true })
      await stage.next()
    },
  },
  {
    title: 'a quorum queue confirms',
    async play(stage) {
      await quorum(stage)
      await stage.client.call(1, confirmSelect, {})
      stage.publish('q', '1')
      await stage.next()
    },
  },
  {
    title: 'a quorum queue without a word about it gives up after 20 rejections, or never',
    async play(stage) {
      await quorum(stage)
      stage.publish('q', '1')
      await stage.count('q', 1)
      for (let tag = 1; tag <= 20; tag++) {
        await stage.client.call(1, basicGet, { queue: stage.name('q') })
        stage.reject(tag, true)
        await stage.count('q', 1)
      }
      await stage.get('q', false)
      stage.reject(21, true)
      await stage.pause(200)
      await stage.drain('q')
    },
  },
  {
    title: 'single active consumers of a quorum queue',
    async play(stage) {
      const queue = await quorum(stage, { 'x-single-active-consumer': true })
      for (const consumerTag of ['a', 'b'])
        await stage.call(basicConsume, { queue, consumerTag, noAck: true })
      stage.publish('q', '1')
      await stage.next()
      await stage.call(basicCancel, { consumerTag: 'a' })
      stage.publish('q', '2')
      await stage.next()
    },
  },
  {
    title: 'a message of a classic queue that came back and expires is dead',
    async play(stage) {
      await stage.queue('dead')
      await stage.queue('q', { 'x-message-ttl': 1000, ...stage.deadLettersTo('dead') })
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.reject(1, true)
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'consumer priorities of a quorum queue',
    async play(stage) {
      const queue = await quorum(stage)
      await stage.call(basicConsume, { queue, consumerTag: 'low', noAck: true })
      await stage.call(basicConsume, {
        queue,
        consumerTag: 'high',
        noAck: true,
        arguments: { 'x-priority': 5 },
      })
      for (const body of ['1', '2']) {
        stage.publish('q', body)
        await stage.next()
      }
    },
  },
]

export const quorumSections: readonly Section[] = [
  { id: 'quorum', source: 'RabbitMQ: quorum queues', scenarios },
]

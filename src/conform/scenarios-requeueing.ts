// Where messages wait that a consumer gives back.

import { basicConsume, basicNack, queuePurge } from '../generated/methods.ts'
import type { Scenario, Section, Stage } from './stage.ts'

const requeueing: readonly Scenario[] = [
  ...['classic', 'quorum'].map((type) => ({
    title: `what goes back to a ${type} queue one by one`,
    async play(stage: Stage) {
      await stage.queue('q', { 'x-queue-type': type })
      for (const body of ['1', '2', '3', '4']) stage.publish('q', body)
      await stage.count('q', 4)
      for (let i = 0; i < 3; i++) await stage.get('q', false)
      stage.reject(2, true)
      stage.reject(1, true)
      stage.reject(3, true)
      await stage.count('q', 4)
      await stage.drain('q')
    },
  })),
  ...['classic', 'quorum'].map((type) => ({
    title: `what goes back to a ${type} queue at once`,
    async play(stage: Stage) {
      await stage.queue('q', { 'x-queue-type': type })
      for (const body of ['1', '2', '3', '4']) stage.publish('q', body)
      await stage.count('q', 4)
      for (let i = 0; i < 3; i++) await stage.get('q', false)
      stage.client.send(1, basicNack, { deliveryTag: 0, multiple: true, requeue: true })
      await stage.count('q', 4)
      await stage.drain('q')
    },
  })),
  ...['classic', 'quorum'].map((type) => ({
    title: `what goes back to a ${type} queue with its channel`,
    async play(stage: Stage) {
      await stage.queue('q', { 'x-queue-type': type })
      for (const body of ['1', '2', '3']) stage.publish('q', body)
      await stage.count('q', 3)
      await stage.openChannel(2)
      await stage.client.call(2, basicConsume, { queue: stage.name('q'), consumerTag: 'd' })
      await stage.client.receiveAll('basic.deliver', 3)
      await stage.closeChannel(2)
      await stage.count('q', 3)
      await stage.drain('q')
    },
  })),
  {
    title: 'what goes back to a quorum queue with a limit',
    async play(stage) {
      await stage.queue('q', { 'x-queue-type': 'quorum', 'x-delivery-limit': 5 })
      for (const body of ['1', '2', '3', '4']) stage.publish('q', body)
      await stage.count('q', 4)
      for (let i = 0; i < 3; i++) await stage.get('q', false)
      stage.reject(2, true)
      stage.reject(1, true)
      await stage.count('q', 3)
      await stage.drain('q')
    },
  },
  {
    title: 'a quorum queue counts how often it has delivered a message, and gives up at its limit',
    async play(stage) {
      await stage.queue('dead')
      await stage.queue('q', {
        'x-queue-type': 'quorum',
        'x-delivery-limit': 2,
        ...stage.deadLettersTo('dead'),
      })
      stage.publish('q', '1')
      await stage.count('q', 1)
      for (let tag = 1; tag <= 3; tag++) {
        await stage.get('q', false)
        stage.reject(tag, true)
        await stage.count('q', tag < 3 ? 1 : 0)
      }
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'a quorum queue with a limit and without dead letters drops',
    async play(stage) {
      await stage.queue('q', { 'x-queue-type': 'quorum', 'x-delivery-limit': 0 })
      stage.publish('q', '1')
      await stage.count('q', 1)
      await stage.get('q', false)
      stage.reject(1, true)
      await stage.count('q', 0)
    },
  },
  {
    title: 'a nack of a quorum queue counts in its own way',
    async play(stage) {
      await stage.queue('q', { 'x-queue-type': 'quorum' })
      stage.publish('q', '1')
      await stage.count('q', 1)
      for (let tag = 1; tag <= 3; tag++) {
        await stage.get('q', false)
        stage.client.send(1, basicNack, { deliveryTag: tag, requeue: true })
        await stage.count('q', 1)
      }
      await stage.drain('q')
    },
  },
  {
    title: 'a purge leaves what is out',
    async play(stage) {
      await stage.queue('q', stage.deadLettersTo('dead'))
      await stage.queue('dead')
      for (const body of ['1', '2', '3']) stage.publish('q', body)
      await stage.get('q', false)
      await stage.call(queuePurge, { queue: stage.name('q') })
      stage.reject(1, true)
      await stage.count('q', 1)
      await stage.count('dead', 0)
    },
  },
]

export const requeueingSections: readonly Section[] = [
  { id: 'requeue', source: 'basic.reject, basic.nack; RabbitMQ: quorum queues', scenarios: requeueing },
]

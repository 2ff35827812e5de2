// Where messages go that a queue gives up, and what they say then of their way.

import { basicNack, confirmSelect, queueDelete } from '../generated/methods.ts'
import type { BasicProperties } from '../generated/properties.ts'
import { Explicit, type FieldTable } from '../wire/field-value.ts'
import type { Scenario, Section, Stage } from './stage.ts'

/** A queue whose dead letters go to the queue `dead`. */
async function deadLettering(stage: Stage, args: FieldTable = {}): Promise<void> {
  await stage.queue('dead')
  await stage.queue('q', { ...stage.deadLettersTo('dead'), ...args })
}

/** Rejects the message at the head of a queue, and waits until it is dead. */
async function rejectHead(stage: Stage, from: string, to: string): Promise<void> {
  const { fields } = await stage.get(from, false)
  stage.reject(fields.deliveryTag)
  await stage.count(to, 1)
}

const rich: BasicProperties = {
  contentType: 'text/plain',
  contentEncoding: 'x',
  headers: { a: new Explicit('b', 1), z: new Explicit('l', 2), list: [1, 'two'], table: { t: true } },
  deliveryMode: 2,
  priority: 3,
  correlationId: 'c',
  replyTo: 'r',
  expiration: '60000',
  messageId: 'm',
  timestamp: 1_700_000_000,
  type: 't',
  appId: 'app',
}

const reasons: readonly Scenario[] = [
  {
    title: 'a rejected message is dead',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1')
      await rejectHead(stage, 'q', 'dead')
      await stage.drain('dead')
    },
  },
  {
    title: 'a dead letter keeps its properties, but for the expiration',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1', rich)
      await rejectHead(stage, 'q', 'dead')
      await stage.drain('dead')
    },
  },
  {
    title: 'an expired message is dead',
    async play(stage) {
      await deadLettering(stage, { 'x-message-ttl': 20 })
      stage.publish('q', '1')
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'a message that brought its time-out says so when it is dead',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1', { expiration: '20' })
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'a message that a full queue dropped is dead',
    async play(stage) {
      await deadLettering(stage, { 'x-max-length': 1 })
      stage.publish('q', '1')
      stage.publish('q', '2')
      await stage.count('dead', 1)
      await stage.drain('dead')
      await stage.drain('q')
    },
  },
  {
    title: 'a message that a full queue refused is not dead',
    async play(stage) {
      await deadLettering(stage, { 'x-max-length': 1, 'x-overflow': 'reject-publish' })
      await stage.client.call(1, confirmSelect, {})
      stage.publish('q', '1')
      await stage.next()
      stage.publish('q', '2')
      await stage.next()
      await stage.count('dead', 0)
    },
  },
  {
    title: 'a message that a full queue refused is dead where it asks for that',
    async play(stage) {
      await deadLettering(stage, { 'x-max-length': 1, 'x-overflow': 'reject-publish-dlx' })
      await stage.client.call(1, confirmSelect, {})
      stage.publish('q', '1')
      await stage.next()
      stage.publish('q', '2')
      await stage.next()
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'what was in a deleted queue is not dead',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1')
      await stage.call(queueDelete, { queue: stage.name('q') })
      await stage.count('dead', 0)
    },
  },
  {
    title: 'several rejected at once are dead in their order',
    async play(stage) {
      await deadLettering(stage)
      for (const body of ['1', '2', '3']) stage.publish('q', body)
      for (let i = 0; i < 3; i++) await stage.get('q', false)
      stage.client.send(1, basicNack, { deliveryTag: 3, multiple: true, requeue: false })
      await stage.count('dead', 3)
      await stage.drain('dead')
    },
  },
  {
    title: 'a message that was nacked is dead',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.client.send(1, basicNack, { deliveryTag: 1, requeue: false })
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'a message that came back before is dead',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.reject(1, true)
      await stage.get('q', false)
      stage.client.send(1, basicNack, { deliveryTag: 2, requeue: false })
      await stage.count('dead', 1)
      await stage.drain('dead')
    },
  },
  {
    title: 'a requeued message is not dead',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.reject(1, true)
      await stage.count('q', 1)
      await stage.drain('q')
    },
  },
]

const routes: readonly Scenario[] = [
  {
    title: 'a dead letter keeps its key where the queue names none, and has that of the queue where it does',
    async play(stage) {
      await stage.exchange('x', 'topic')
      await stage.queue('same')
      await stage.queue('other')
      await stage.queue('q', { 'x-dead-letter-exchange': stage.name('x') })
      await stage.bind('same', 'x', stage.name('q'))
      stage.publish('q', '1')
      await rejectHead(stage, 'q', 'same')
      await stage.drain('same')
    },
  },
  {
    title: 'a dead letter whose exchange is not there is gone',
    async play(stage) {
      await stage.queue('q', { 'x-dead-letter-exchange': stage.name('missing') })
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.reject(1)
      await stage.count('q', 0)
      await stage.get('q')
    },
  },
  {
    title: 'a dead letter goes to all that its exchange leads to',
    async play(stage) {
      await stage.exchange('x', 'fanout')
      await stage.queue('a')
      await stage.queue('b')
      await stage.bind('a', 'x')
      await stage.bind('b', 'x')
      await stage.queue('q', { 'x-dead-letter-exchange': stage.name('x') })
      stage.publish('q', '1')
      await rejectHead(stage, 'q', 'a')
      await stage.drain('a')
      await stage.drain('b')
    },
  },
  {
    title: 'a dead letter keeps its CC where the queue names no key',
    async play(stage) {
      await stage.exchange('x', 'direct')
      await stage.queue('a')
      await stage.queue('b')
      await stage.bind('a', 'x', 'cc')
      await stage.bind('b', 'x', 'bcc')
      await stage.queue('q', { 'x-dead-letter-exchange': stage.name('x') })
      stage.publish('q', '1', { headers: { CC: ['cc'], BCC: ['bcc'] } })
      await rejectHead(stage, 'q', 'a')
      await stage.drain('a')
      await stage.drain('b')
    },
  },
  {
    title: 'a dead letter loses its CC where the queue names a key',
    async play(stage) {
      await deadLettering(stage)
      await stage.queue('cc')
      stage.publish('q', '1', { headers: { CC: [stage.name('cc')], other: 1 } })
      await stage.count('cc', 1)
      await rejectHead(stage, 'q', 'dead')
      await stage.drain('dead')
      await stage.drain('cc')
    },
  },
  {
    title: 'a refused dead letter is gone without a word',
    async play(stage) {
      await stage.queue('full', { 'x-max-length': 0, 'x-overflow': 'reject-publish' })
      await stage.queue('q', stage.deadLettersTo('full'))
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.reject(1)
      await stage.count('q', 0)
      await stage.count('full', 0)
    },
  },
]

const histories: readonly Scenario[] = [
  {
    title: 'each queue and reason has one entry, the newest first, and counts',
    async play(stage) {
      await deadLettering(stage)
      await stage.queue('second', stage.deadLettersTo('q'))
      await stage.queue('q2', stage.deadLettersTo('second'))
      stage.publish('q2', '1')
      for (let round = 0; round < 2; round++) {
        await rejectHead(stage, 'q2', 'second')
        await rejectHead(stage, 'second', 'q')
        await rejectHead(stage, 'q', 'dead')
        const { fields, properties } = await stage.get('dead', false)
        stage.ack(fields.deliveryTag)
        stage.publish('q2', 'again', properties)
      }
    },
  },
  {
    title: 'a message that dies twice in one queue of two reasons has two entries',
    async play(stage) {
      await stage.queue('q', {
        'x-message-ttl': 1000,
        ...stage.deadLettersTo('wait'),
      })
      await stage.queue('wait', stage.deadLettersTo('q'))
      stage.publish('q', '1')
      await stage.count('wait', 1)
      await rejectHead(stage, 'wait', 'q')
      await stage.get('q', false)
      stage.reject(2)
      await stage.count('wait', 1)
      await stage.drain('wait')
    },
  },
  {
    title: 'a message that goes in a circle with a rejection in it goes on, and counts',
    async play(stage) {
      await stage.queue('q', stage.deadLettersTo('retry'))
      await stage.queue('retry', { ...stage.deadLettersTo('q'), 'x-message-ttl': 20 })
      stage.publish('q', '1')
      await stage.consume('q')
      for (let tag = 1; tag <= 3; tag++) {
        await stage.next()
        stage.reject(tag)
      }
      await stage.next()
    },
  },
  {
    title: 'a message that goes in a circle by itself is dropped',
    async play(stage) {
      const to = (label: string): FieldTable => ({
        ...stage.deadLettersTo(label),
        'x-message-ttl': 20,
      })
      await stage.queue('a', to('b'))
      await stage.queue('b', to('a'))
      stage.publish('a', '1')
      await stage.pause(200)
      await stage.drain('a')
      await stage.drain('b')
    },
  },
  {
    title: 'a message that expires and would come back to the same queue is dropped',
    async play(stage) {
      await stage.queue('q', {
        'x-message-ttl': 20,
        ...stage.deadLettersTo('q'),
      })
      stage.publish('q', '1')
      await stage.pause(100)
      await stage.drain('q')
    },
  },
  {
    title: 'a rejected message may come back to the same queue',
    async play(stage) {
      await stage.queue('q', stage.deadLettersTo('q'))
      stage.publish('q', '1')
      await rejectHead(stage, 'q', 'q')
      await rejectHead(stage, 'q', 'q')
      await stage.drain('q')
    },
  },
  {
    title: 'a history that a client made up',
    async play(stage) {
      await deadLettering(stage)
      const entry = (queue: string, reason: string): FieldTable => ({
        count: new Explicit('l', 7),
        reason,
        queue,
        time: new Date(0),
        exchange: 'made-up',
        'routing-keys': ['k'],
      })
      const headers = {
        'x-death': [entry('elsewhere', 'expired'), entry(stage.name('q'), 'rejected')],
        'x-first-death-reason': 'mine',
      }
      stage.publish('q', '1', { headers })
      await rejectHead(stage, 'q', 'dead')
      await stage.drain('dead')
    },
  },
  {
    title: 'a history that is none',
    async play(stage) {
      await deadLettering(stage)
      stage.publish('q', '1', { headers: { 'x-death': 'nonsense' } })
      await rejectHead(stage, 'q', 'dead')
      await stage.drain('dead')
    },
  },
  {
    title: 'dead letters of a quorum queue',
    async play(stage) {
      await deadLettering(stage, { 'x-queue-type': 'quorum' })
      stage.publish('q', '1')
      await stage.count('q', 1)
      await stage.get('q', false)
      stage.reject(1)
      await stage.count('dead', 1)
      stage.publish('q', '2', { expiration: '20' })
      await stage.count('dead', 2)
      await stage.drain('dead')
    },
  },
]

export const deadLetterSections: readonly Section[] = [
  { id: 'death', source: 'RabbitMQ: dead letter exchanges', scenarios: reasons },
  { id: 'dead-route', source: 'RabbitMQ: dead letter exchanges, routing', scenarios: routes },
  { id: 'x-death', source: 'RabbitMQ: dead letter exchanges, effects on messages', scenarios: histories },
]

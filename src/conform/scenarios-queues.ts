// What queues do with the messages that wait in them: limits, expiry, priorities.

import { basicConsume, basicNack, confirmSelect, queueDeclare, queuePurge } from '../generated/methods.ts'
import { Explicit, type FieldTable } from '../wire/field-value.ts'
import { jsonOf, type Scenario, type Section, type Stage } from './stage.ts'

/** Arguments that a queue may be declared with, right and wrong. */
const argumentSets: readonly FieldTable[] = [
  { 'x-message-ttl': -1 },
  { 'x-message-ttl': 0 },
  { 'x-message-ttl': 'a' },
  { 'x-message-ttl': 1.5 },
  { 'x-message-ttl': 315_360_000_001 },
  { 'x-message-ttl': new Explicit('b', 5) },
  { 'x-message-ttl': true },
  { 'x-message-ttl': null },
  { 'x-expires': 0 },
  { 'x-expires': -1 },
  { 'x-expires': 'a' },
  { 'x-expires': 315_360_000_001 },
  { 'x-max-length': -1 },
  { 'x-max-length': 'a' },
  { 'x-max-length': 2n ** 62n },
  { 'x-max-length-bytes': -1 },
  { 'x-max-length-bytes': 'a' },
  { 'x-max-priority': -1 },
  { 'x-max-priority': 0 },
  { 'x-max-priority': 255 },
  { 'x-max-priority': 256 },
  { 'x-max-priority': 'a' },
  { 'x-overflow': 'nonsense' },
  { 'x-overflow': 1 },
  { 'x-overflow': 'drop-head' },
  { 'x-dead-letter-exchange': 1 },
  { 'x-dead-letter-exchange': 'missing' },
  { 'x-dead-letter-routing-key': 'k' },
  { 'x-dead-letter-routing-key': 1, 'x-dead-letter-exchange': '' },
  { 'x-single-active-consumer': 'yes' },
  { 'x-single-active-consumer': true },
  { 'x-queue-type': 'nonsense' },
  { 'x-queue-type': 1 },
  { 'x-queue-mode': 'lazy' },
  { 'x-queue-mode': 'nonsense' },
  { 'x-queue-version': 2 },
  { 'x-queue-version': 3 },
  { 'x-queue-leader-locator': 'client-local' },
  { 'x-queue-master-locator': 'client-local' },
  { 'x-queue-master-locator': 'nonsense' },
  { 'x-delivery-limit': 3 },
  { 'x-dead-letter-strategy': 'at-least-once' },
  { 'x-max-age': '1D' },
  { 'x-quorum-initial-group-size': 1 },
  { 'x-nonsense': 1 },
  { 'x-queue-type': 'quorum', 'x-max-priority': 5 },
  { 'x-queue-type': 'quorum', 'x-delivery-limit': -1 },
  { 'x-queue-type': 'quorum', 'x-delivery-limit': 'a' },
  { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish-dlx' },
  { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish' },
  { 'x-queue-type': 'quorum', 'x-queue-mode': 'lazy' },
  { 'x-queue-type': 'quorum', 'x-dead-letter-strategy': 'nonsense' },
  { 'x-queue-type': 'quorum', 'x-max-age': '1D' },
  { 'x-queue-type': 'quorum', 'x-queue-master-locator': 'client-local' },
  { 'x-queue-type': 'quorum', 'x-message-ttl': 1000, 'x-expires': 60_000, 'x-single-active-consumer': true },
]

const declaring: readonly Scenario[] = [
  ...argumentSets.map(
    (args): Scenario => ({
      title: `a queue with ${jsonOf(args)}`,
      play: (stage) => stage.declaring('q', args),
    }),
  ),
  {
    title: 'a quorum queue is durable and for all',
    async play(stage) {
      const args = { 'x-queue-type': 'quorum' }
      await stage.declaring('q1', args, { durable: false })
      await stage.declaring('q2', args, { exclusive: true })
      await stage.declaring('q3', args, { autoDelete: true })
    },
  },
  {
    title: 'a queue declared again has to have the same arguments',
    async play(stage) {
      const first = { 'x-message-ttl': 60_000, 'x-max-length': 5, 'x-dead-letter-exchange': 'x' }
      const others: FieldTable[] = [
        first,
        {},
        { ...first, 'x-message-ttl': 50_000 },
        { ...first, 'x-message-ttl': new Explicit('l', 60_000) },
        { ...first, 'x-max-length': undefined },
        { ...first, 'x-dead-letter-exchange': 'y' },
        { ...first, 'x-expires': 60_000 },
        { ...first, 'x-overflow': 'drop-head' },
        { ...first, 'x-nonsense': 1 },
        { ...first, 'x-queue-type': 'classic' },
        { ...first, 'x-queue-type': 'quorum' },
        { ...first, 'x-max-priority': 4 },
        { ...first, 'x-single-active-consumer': true },
      ]
      await stage.queue('q', first)
      for (const args of others) await stage.declaring('q', args)
    },
  },
]

const expiry: readonly Scenario[] = [
  {
    title: 'messages of a queue with a time-out go when it is over',
    async play(stage) {
      await stage.queue('q', { 'x-message-ttl': 1000 })
      stage.publish('q', '1')
      stage.publish('q', '2', { expiration: '100000' })
      await stage.count('q', 2)
      await stage.count('q', 0)
      await stage.drain('q')
    },
  },
  {
    title: 'the smaller time-out holds',
    async play(stage) {
      await stage.queue('q', { 'x-message-ttl': 60_000 })
      stage.publish('q', '1', { expiration: '30' })
      stage.publish('q', '2')
      await stage.pause(100)
      await stage.drain('q')
    },
  },
  {
    title: 'a message expires at the head only',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      stage.publish('q', '2', { expiration: '20' })
      stage.publish('q', '3')
      await stage.pause(100)
      await stage.count('q', 3)
      await stage.get('q')
      await stage.count('q', 1)
      await stage.drain('q')
    },
  },
  {
    title: 'with the expiration 0 a message reaches only a consumer that is ready',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1', { expiration: '0' })
      await stage.get('q')
      await stage.consume('q', { noAck: true })
      stage.publish('q', '2', { expiration: '0' })
      await stage.next()
    },
  },
  {
    title: 'with the time-out 0 a queue passes on to consumers that are ready and keeps nothing',
    async play(stage) {
      await stage.queue('q', { 'x-message-ttl': 0 })
      stage.publish('q', '1')
      await stage.get('q')
      await stage.consume('q', { noAck: true })
      stage.publish('q', '2')
      await stage.next()
    },
  },
  {
    title: 'a message that went back keeps its time',
    async play(stage) {
      await stage.queue('q', { 'x-message-ttl': 1000 })
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.reject(1, true)
      await stage.count('q', 1)
      await stage.count('q', 0)
    },
  },
  {
    title: 'what is out does not expire, and does when it comes back',
    async play(stage) {
      await stage.queue('q', { 'x-message-ttl': 500 })
      stage.publish('q', '1')
      await stage.get('q', false)
      await stage.pause(700)
      stage.reject(1, true)
      await stage.get('q')
    },
  },
  {
    title: 'an unused queue goes when its time is over',
    async play(stage) {
      const queue = await stage.queue('q', { 'x-expires': 100 })
      await stage.pause(300)
      await stage.call(queueDeclare, { queue, passive: true })
    },
  },
  {
    title: 'a queue with a consumer is in use, and one that was just asked too',
    async play(stage) {
      const queue = await stage.queue('q', { 'x-expires': 400 })
      await stage.consume('q')
      await stage.pause(600)
      await stage.call(queueDeclare, { queue, passive: true })
    },
  },
]

const limits: readonly Scenario[] = [
  {
    title: 'a full queue drops from its head',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 2 })
      await stage.client.call(1, confirmSelect, {})
      for (const body of ['1', '2', '3', '4']) {
        stage.publish('q', body)
        await stage.next()
      }
      await stage.drain('q')
    },
  },
  {
    title: 'a length of 0 keeps nothing, and passes on to who is ready',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 0 })
      stage.publish('q', '1')
      await stage.get('q')
      await stage.consume('q', { noAck: true })
      stage.publish('q', '2')
      await stage.next()
    },
  },
  {
    title: 'what is out does not count, until it comes back',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 1 })
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.publish('q', '2')
      await stage.count('q', 1)
      stage.reject(1, true)
      await stage.drain('q')
    },
  },
  {
    title: 'a queue with a length in bytes drops from its head until there is room',
    async play(stage) {
      await stage.queue('q', { 'x-max-length-bytes': 10 })
      for (const body of ['1234', '5678', '9', '0123456', '01234567890']) {
        stage.publish('q', body, { contentType: 'text/plain', headers: { long: 'x'.repeat(100) } })
        await stage.pause(20)
        await stage.call(queueDeclare, { queue: stage.name('q'), passive: true })
      }
      await stage.drain('q')
    },
  },
  {
    title: 'a full queue that refuses nacks',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 2, 'x-overflow': 'reject-publish' })
      await stage.client.call(1, confirmSelect, {})
      for (const body of ['1', '2', '3']) {
        stage.publish('q', body)
        await stage.next()
      }
      await stage.get('q')
      stage.publish('q', '4')
      await stage.next()
      await stage.drain('q')
    },
  },
  {
    title: 'a full queue that refuses takes back what was out',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 1, 'x-overflow': 'reject-publish' })
      stage.publish('q', '1')
      await stage.get('q', false)
      stage.publish('q', '2')
      await stage.count('q', 1)
      stage.reject(1, true)
      await stage.count('q', 2)
      await stage.drain('q')
    },
  },
  {
    title: 'a queue of no length that refuses does so although somebody is ready',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 0, 'x-overflow': 'reject-publish' })
      await stage.consume('q', { noAck: true })
      await stage.client.call(1, confirmSelect, {})
      stage.publish('q', '1')
      await stage.next()
    },
  },
  {
    title: 'a fanout is nacked where one queue refuses, and the others have the message',
    async play(stage) {
      await stage.exchange('x', 'fanout')
      await stage.queue('full', { 'x-max-length': 0, 'x-overflow': 'reject-publish' })
      await stage.queue('other')
      await stage.bind('full', 'x')
      await stage.bind('other', 'x')
      await stage.client.call(1, confirmSelect, {})
      stage.publishTo('x', {}, '1')
      await stage.next()
      await stage.drain('other')
    },
  },
  {
    title: 'a full queue that refuses in bytes nacks',
    async play(stage) {
      await stage.queue('q', { 'x-max-length-bytes': 5, 'x-overflow': 'reject-publish' })
      await stage.client.call(1, confirmSelect, {})
      for (const body of ['123456', '12345', '1', '']) {
        stage.publish('q', body)
        await stage.next()
      }
    },
  },
]

const priorities: readonly Scenario[] = [
  {
    title: 'a message of higher priority goes first',
    async play(stage) {
      await stage.queue('q', { 'x-max-priority': 5 })
      const published: [string, number | undefined][] = [
        ['none', undefined],
        ['1', 1],
        ['5', 5],
        ['9', 9],
        ['0', 0],
        ['5 again', 5],
      ]
      for (const [body, priority] of published) stage.publish('q', body, { priority })
      await stage.drain('q')
    },
  },
  {
    title: 'a queue without priorities keeps the order',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1', { priority: 1 })
      stage.publish('q', '2', { priority: 9 })
      await stage.drain('q')
    },
  },
  {
    title: 'what goes back has its place within its priority',
    async play(stage) {
      await stage.queue('q', { 'x-max-priority': 5 })
      for (const [body, priority] of [
        ['a', 1],
        ['b', 3],
        ['c', 3],
      ] as const)
        stage.publish('q', body, { priority })
      for (let i = 0; i < 3; i++) await stage.get('q', false)
      stage.reject(3, true)
      stage.reject(2, true)
      stage.reject(1, true)
      await stage.drain('q')
    },
  },
  {
    title: 'a full queue with priorities drops from its head',
    async play(stage) {
      await stage.queue('q', { 'x-max-priority': 5, 'x-max-length': 2 })
      for (const [body, priority] of [
        ['low', 1],
        ['high', 3],
        ['middle', 2],
      ] as const)
        stage.publish('q', body, { priority })
      await stage.drain('q')
    },
  },
]

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
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': stage.name('dead'),
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
      await stage.queue('q', {
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': stage.name('dead'),
      })
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

export const queueSections: readonly Section[] = [
  { id: 'arguments', source: 'queue.declare; RabbitMQ: optional queue arguments', scenarios: declaring },
  {
    id: 'expiry',
    source: 'basic properties: expiration; RabbitMQ: time-to-live and expiration',
    scenarios: expiry,
  },
  { id: 'limits', source: 'RabbitMQ: queue length limit', scenarios: limits },
  {
    id: 'priorities',
    source: 'basic properties: priority; RabbitMQ: priority queues',
    scenarios: priorities,
  },
  { id: 'requeue', source: 'basic.reject, basic.nack; RabbitMQ: quorum queues', scenarios: requeueing },
]

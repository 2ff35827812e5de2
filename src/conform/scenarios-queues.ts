// What queues do with the messages that wait in them: limits, expiry, priorities.

import { confirmSelect, queueDeclare } from '../generated/methods.ts'
import type { Scenario, Section } from './stage.ts'

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

export const queueSections: readonly Section[] = [
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
]

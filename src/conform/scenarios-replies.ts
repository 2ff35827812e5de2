// Direct reply-to: answers without a queue.

import {
  basicCancel,
  basicConsume,
  basicGet,
  queueBind,
  queueDeclare,
  queueDelete,
  queuePurge,
} from '../generated/methods.ts'
import type { Scenario, Section, Stage } from './stage.ts'

const QUEUE = 'amq.rabbitmq.reply-to'

function listen(stage: Stage, channel: number = 1): Promise<unknown> {
  return stage.call(basicConsume, { queue: QUEUE, consumerTag: 'replies', noAck: true }, channel)
}

/** Sends a request, and says where its reply is to go. */
async function request(stage: Stage): Promise<string> {
  await stage.queue('requests')
  stage.publish('requests', 'ping', { replyTo: QUEUE, correlationId: '7' })
  const { properties } = await stage.get('requests')
  return properties?.replyTo ?? ''
}

const replies: readonly Scenario[] = [
  {
    title: 'a direct reply comes to who asked',
    async play(stage) {
      await listen(stage)
      const replyTo = await request(stage)
      const other = await stage.open()
      other.publish(1, { routingKey: replyTo }, 'pong', { correlationId: '7' })
      await stage.next()
    },
  },
  {
    title: 'a direct reply to nobody is returned where it is mandatory',
    async play(stage) {
      await listen(stage)
      const replyTo = await request(stage)
      await stage.call(basicCancel, { consumerTag: 'replies' })
      stage.client.publish(1, { routingKey: replyTo, mandatory: true }, 'pong')
      await stage.next()
    },
  },
  {
    title: 'a direct reply that is mandatory and arrives',
    async play(stage) {
      await listen(stage)
      const replyTo = await request(stage)
      const other = await stage.open()
      other.publish(1, { routingKey: replyTo, mandatory: true }, 'pong')
      await stage.next()
    },
  },
  {
    title: 'direct replies with acknowledgement',
    async play(stage) {
      await stage.call(basicConsume, { queue: QUEUE, consumerTag: 'replies' })
    },
  },
  {
    title: 'direct replies twice on a channel',
    async play(stage) {
      await listen(stage)
      await stage.call(basicConsume, { queue: QUEUE, consumerTag: 'more', noAck: true })
    },
  },
  {
    title: 'direct replies again after a cancel',
    async play(stage) {
      await listen(stage)
      await stage.call(basicCancel, { consumerTag: 'replies' })
      await listen(stage)
      const replyTo = await request(stage)
      const other = await stage.open()
      other.publish(1, { routingKey: replyTo }, 'pong')
      await stage.next()
    },
  },
  {
    title: 'a request for a direct reply without listening for it',
    async play(stage) {
      await stage.queue('requests')
      stage.publish('requests', 'ping', { replyTo: QUEUE })
      await stage.next()
    },
  },
  {
    title: 'a direct reply comes on the channel that listens',
    async play(stage) {
      await stage.openChannel(2)
      await listen(stage, 2)
      await stage.queue('requests')
      stage.client.publish(2, { routingKey: stage.name('requests') }, 'ping', { replyTo: QUEUE })
      await stage.count('requests', 1)
      const { properties } = await stage.get('requests')
      stage.client.publish(1, { routingKey: properties?.replyTo ?? '' }, 'pong')
      await stage.next()
    },
  },
  {
    title: 'declaring the direct reply queue',
    async play(stage) {
      await stage.call(queueDeclare, { queue: QUEUE, passive: true })
    },
  },
  {
    title: 'declaring the direct reply queue for good',
    async play(stage) {
      await stage.call(queueDeclare, { queue: QUEUE })
    },
  },
  ...(
    [
      ['getting from', basicGet],
      ['purging', queuePurge],
      ['deleting', queueDelete],
    ] as const
  ).map(
    ([verb, method]): Scenario => ({
      title: `${verb} the direct reply queue`,
      async play(stage) {
        await stage.call(method, { queue: QUEUE })
      },
    }),
  ),
  {
    title: 'declaring the address of a direct reply, on another channel',
    async play(stage) {
      await listen(stage)
      const queue = await request(stage)
      await stage.openChannel(2)
      await stage.call(queueDeclare, { queue, passive: true }, 2)
    },
  },
  {
    title: 'declaring the address of a direct reply, on the channel that listens',
    async play(stage) {
      await listen(stage)
      await stage.call(queueDeclare, { queue: await request(stage), passive: true })
    },
  },
  {
    title: 'declaring the address of a direct reply that nobody waits for any more',
    async play(stage) {
      await listen(stage)
      const queue = await request(stage)
      await stage.call(basicCancel, { consumerTag: 'replies' })
      await stage.openChannel(2)
      await stage.call(queueDeclare, { queue }, 2)
    },
  },
  {
    title: 'declaring what is no address of a direct reply',
    async play(stage) {
      await stage.call(queueDeclare, { queue: `${QUEUE}.nonsense` })
    },
  },
  {
    title: 'binding the direct reply queue',
    async play(stage) {
      await stage.call(queueBind, { queue: QUEUE, exchange: 'amq.direct' })
    },
  },
]

export const replySections: readonly Section[] = [
  { id: 'reply-to', source: 'basic properties: reply-to; RabbitMQ: direct reply-to', scenarios: replies },
]

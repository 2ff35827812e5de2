import {
  basicAck,
  basicConsume,
  basicNack,
  basicQos,
  basicRecover,
  basicRecoverAsync,
  basicReject,
  channelFlow,
  exchangeDeclare,
} from '../generated/methods.ts'
import { consumed, got, type Scene, type Situation } from './refusals.ts'

/** What RabbitMQ makes of an expiration that is no number of milliseconds. */
const expirations: Readonly<Record<string, string>> = {
  abc: 'no_integer',
  '': 'no_integer',
  ' 1': 'no_integer',
  '+-1': 'no_integer',
  '1.5': '{leftover_string,".5"}',
  '1 "x': '{leftover_string," \\"x"}',
  '-1': '{value_negative,-1}',
  '315360000001': '{value_too_large,315360000001}',
}

const publishing: readonly Situation[] = [
  {
    title: 'publish to a missing exchange',
    provoke: ({ client, x }) => client.publish(1, { exchange: x }),
    answer: "channel 404 NOT_FOUND - no exchange 'X' in vhost '/' (basic.publish)",
  },
  {
    title: 'publish to an internal exchange',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'fanout', internal: true })
      client.publish(1, { exchange: x })
    },
    answer:
      "channel 403 ACCESS_REFUSED - cannot publish to internal exchange 'X' in vhost '/' (basic.publish)",
  },
  {
    title: 'publish with immediate',
    provoke: ({ client, x }) => client.publish(1, { exchange: x, immediate: true }),
    answer: 'connection 540 NOT_IMPLEMENTED - immediate=true (basic.publish)',
  },
  {
    title: 'publish in the name of somebody else',
    provoke: ({ client }) => client.publish(1, {}, '', { userId: 'mallory' }),
    answer:
      "channel 406 PRECONDITION_FAILED - user_id property set to 'mallory' but authenticated user was 'guest' (basic.publish)",
  },
  {
    title: 'publish in the name of somebody else, with an expiration that is no number',
    provoke: ({ client }) => client.publish(1, {}, '', { userId: 'mallory', expiration: 'abc' }),
    answer:
      "channel 406 PRECONDITION_FAILED - user_id property set to 'mallory' but authenticated user was 'guest' (basic.publish)",
    rabbitMq4: "channel 406 PRECONDITION_FAILED - invalid expiration 'abc': no_integer (basic.publish)",
  },
  ...Object.entries(expirations).map(([expiration, why]) => ({
    title: `publish with the expiration "${expiration}"`,
    provoke: ({ client }: Scene) => client.publish(1, {}, '', { expiration }),
    answer: `channel 406 PRECONDITION_FAILED - invalid expiration '${expiration}': ${why} (basic.publish)`,
  })),
]

const consuming: readonly Situation[] = [
  {
    title: 'use a consumer tag twice',
    provoke: async (scene) => {
      await consumed(scene, false)
      scene.client.send(1, basicConsume, { queue: scene.q, consumerTag: 'mine' })
    },
    answer: "connection 530 NOT_ALLOWED - attempt to reuse consumer tag 'mine' (basic.consume)",
  },
  {
    title: 'consume from a queue that has an exclusive consumer',
    provoke: async (scene) => {
      await consumed(scene, true)
      scene.client.send(1, basicConsume, { queue: scene.q })
    },
    answer: "channel 403 ACCESS_REFUSED - queue 'Q' in vhost '/' in exclusive use (basic.consume)",
  },
  {
    title: 'consume exclusively from a queue that has a consumer',
    provoke: async (scene) => {
      await consumed(scene, false)
      scene.client.send(1, basicConsume, { queue: scene.q, exclusive: true })
    },
    answer: "channel 403 ACCESS_REFUSED - queue 'Q' in vhost '/' in exclusive use (basic.consume)",
  },
  {
    title: 'limit the prefetch in bytes',
    provoke: ({ client }) => client.send(1, basicQos, { prefetchSize: 1000 }),
    answer: 'connection 540 NOT_IMPLEMENTED - prefetch_size!=0 (1000) (basic.qos)',
  },
  {
    title: 'stop the flow',
    provoke: ({ client }) => client.send(1, channelFlow, { active: false }),
    answer: 'connection 540 NOT_IMPLEMENTED - active=false (channel.flow)',
  },
]

const UNKNOWN = 'channel 406 PRECONDITION_FAILED - unknown delivery tag'

const settling: readonly Situation[] = [
  {
    title: 'acknowledge an unknown tag',
    provoke: ({ client }) => client.send(1, basicAck, { deliveryTag: 9 }),
    answer: `${UNKNOWN} 9 (basic.ack)`,
  },
  {
    title: 'acknowledge the tag 0',
    provoke: ({ client }) => client.send(1, basicAck, { deliveryTag: 0 }),
    answer: `${UNKNOWN} 0 (basic.ack)`,
  },
  {
    title: 'nack an unknown tag',
    provoke: ({ client }) => client.send(1, basicNack, { deliveryTag: 9 }),
    answer: `${UNKNOWN} 9 (basic.nack)`,
  },
  {
    title: 'reject an unknown tag',
    provoke: ({ client }) => client.send(1, basicReject, { deliveryTag: 9 }),
    answer: `${UNKNOWN} 9 (basic.reject)`,
  },
  {
    title: 'acknowledge twice',
    provoke: async (scene) => {
      await got(scene, 1)
      scene.client.send(1, basicAck, { deliveryTag: 1 })
      scene.client.send(1, basicAck, { deliveryTag: 1 })
    },
    answer: `${UNKNOWN} 1 (basic.ack)`,
  },
  {
    title: 'acknowledge all up to one beyond the last',
    provoke: async (scene) => {
      await got(scene, 1)
      scene.client.send(1, basicAck, { deliveryTag: 2, multiple: true })
    },
    answer: `${UNKNOWN} 2 (basic.ack)`,
  },
  {
    title: 'acknowledge all up to one that is settled, with others open before and after it',
    provoke: async (scene) => {
      await got(scene, 3)
      scene.client.send(1, basicAck, { deliveryTag: 2 })
      scene.client.send(1, basicAck, { deliveryTag: 2, multiple: true })
    },
    answer: `${UNKNOWN} 2 (basic.ack)`,
  },
  {
    title: 'acknowledge what needs no acknowledgement',
    provoke: async (scene) => {
      await got(scene, 1, true)
      scene.client.send(1, basicAck, { deliveryTag: 1 })
    },
    answer: `${UNKNOWN} 1 (basic.ack)`,
  },
  {
    title: 'acknowledge on another channel',
    provoke: async (scene) => {
      await got(scene, 1)
      await scene.client.openChannel(2)
      scene.client.send(2, basicAck, { deliveryTag: 1 })
    },
    answer: `${UNKNOWN} 1 (basic.ack)`,
  },
  {
    title: 'recover without requeue',
    provoke: ({ client }) => client.send(1, basicRecover, { requeue: false }),
    answer: 'connection 540 NOT_IMPLEMENTED - requeue=false (basic.recover)',
  },
  {
    title: 'recover without requeue and without an answer',
    provoke: ({ client }) => client.send(1, basicRecoverAsync, { requeue: false }),
    answer: 'connection 540 NOT_IMPLEMENTED - requeue=false (basic.recover-async)',
  },
]

/** About messages: publishing, consuming, settling. */
export const messageRefusals: readonly Situation[] = [...publishing, ...consuming, ...settling]

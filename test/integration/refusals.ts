// What a client must not do, and what each broker answers.

import {
  basicAck,
  basicConsume,
  basicGet,
  basicNack,
  basicQos,
  basicRecover,
  basicRecoverAsync,
  basicReject,
  channelFlow,
  channelOpen,
  connectionOpen,
  connectionStartOk,
  connectionUpdateSecret,
  exchangeBind,
  exchangeDeclare,
  exchangeDelete,
  exchangeUnbind,
  queueBind,
  queueDeclare,
  queueDelete,
  queuePurge,
  queueUnbind,
} from '../../src/generated/methods.ts'
import type { ScriptedClient } from '../support/scripted-client.ts'

/** What a situation has to play with. */
export interface Scene {
  /** With channel 1 open. */
  readonly client: ScriptedClient
  /** Names that no other situation uses. */
  readonly q: string
  readonly x: string
  /** Another connection, with channel 1 open. */
  open(): Promise<ScriptedClient>
}

export interface Situation {
  readonly title: string
  /** Up to the point where the next thing that comes is the refusal. */
  provoke(scene: Scene): unknown
}

export const situations: readonly Situation[] = [
  // ── Names and existence ──
  {
    title: 'declare a missing queue passively',
    provoke: ({ client, q }) => client.send(1, queueDeclare, { queue: q, passive: true }),
  },
  {
    title: 'declare a queue with a reserved name',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: 'amq.mine' }),
  },
  {
    title: 'passive amq. queue',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: 'amq.mine', passive: true }),
  },
  {
    title: 'passive empty queue',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: '', passive: true }),
  },
  {
    title: 'passive empty queue after declare',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueDeclare, { queue: '', passive: true })
    },
  },
  {
    title: 'declare a missing exchange passively',
    provoke: ({ client, x }) => client.send(1, exchangeDeclare, { exchange: x, type: '', passive: true }),
  },
  {
    title: 'declare an exchange with a reserved name',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: 'amq.mine', type: 'direct' }),
  },
  {
    title: 'declare amq.direct with the same',
    provoke: ({ client }) =>
      client.send(1, exchangeDeclare, { exchange: 'amq.direct', type: 'direct', durable: true }),
  },
  {
    title: 'declare amq.direct with different',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: 'amq.direct', type: 'direct' }),
  },
  {
    title: 'declare the default exchange',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: '', type: 'direct' }),
  },
  {
    title: 'declare the default exchange passively',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: '', type: 'direct', passive: true }),
  },
  {
    title: 'declare an exchange of an unknown type',
    provoke: ({ client, x }) => client.send(1, exchangeDeclare, { exchange: x, type: 'nonsense' }),
  },
  {
    title: 'type of an existing atom',
    provoke: ({ client, x }) => client.send(1, exchangeDeclare, { exchange: x, type: 'queue' }),
  },
  {
    title: 'type empty',
    provoke: ({ client, x }) => client.send(1, exchangeDeclare, { exchange: x, type: '' }),
  },
  {
    title: 'delete the default exchange',
    provoke: ({ client }) => client.send(1, exchangeDelete, { exchange: '' }),
  },
  {
    title: 'delete a predeclared exchange',
    provoke: ({ client }) => client.send(1, exchangeDelete, { exchange: 'amq.direct' }),
  },
  {
    title: 'delete a nonexistent amq exchange',
    provoke: ({ client }) => client.send(1, exchangeDelete, { exchange: 'amq.nope' }),
  },
  {
    title: 'delete missing exchange',
    provoke: ({ client, x }) => client.send(1, exchangeDelete, { exchange: x }),
  },
  { title: 'delete missing queue', provoke: ({ client, q }) => client.send(1, queueDelete, { queue: q }) },
  { title: 'purge a missing queue', provoke: ({ client, q }) => client.send(1, queuePurge, { queue: q }) },
  {
    title: 'consume from a missing queue',
    provoke: ({ client, q }) => client.send(1, basicConsume, { queue: q }),
  },
  { title: 'get from a missing queue', provoke: ({ client, q }) => client.send(1, basicGet, { queue: q }) },
  { title: 'publish to a missing exchange', provoke: ({ client, x }) => client.publish(1, { exchange: x }) },
  {
    title: 'a name so long that the text is cut',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: 'n'.repeat(255), passive: true }),
  },
  {
    title: 'a name so long that the text is cut, utf8',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: 'ñ'.repeat(127), passive: true }),
  },
  // ── Nothing declared before ──
  ...(['bind', 'consume', 'get', 'purge', 'delete', 'unbind'] as const).map((what) => ({
    title: `${what} without a name`,
    provoke: ({ client }: Scene) => {
      if (what === 'bind') client.send(1, queueBind, { exchange: 'amq.direct', queue: '' })
      if (what === 'unbind') client.send(1, queueUnbind, { exchange: 'amq.direct', queue: '' })
      if (what === 'consume') client.send(1, basicConsume, { queue: '' })
      if (what === 'get') client.send(1, basicGet, { queue: '' })
      if (what === 'purge') client.send(1, queuePurge, { queue: '' })
      if (what === 'delete') client.send(1, queueDelete, { queue: '' })
    },
  })),
  {
    title: 'bind without a name but key',
    provoke: ({ client }) =>
      client.send(1, queueBind, { exchange: 'amq.direct', queue: '', routingKey: 'k' }),
  },
  // ── Bindings ──
  {
    title: 'bind a missing queue',
    provoke: ({ client, q }) => client.send(1, queueBind, { queue: q, exchange: 'amq.direct' }),
  },
  {
    title: 'bind to a missing exchange',
    provoke: async ({ client, q, x }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueBind, { queue: q, exchange: x })
    },
  },
  {
    title: 'bind missing to missing',
    provoke: ({ client, q, x }) => client.send(1, queueBind, { queue: q, exchange: x }),
  },
  {
    title: 'bind to the default exchange',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueBind, { queue: q, exchange: '' })
    },
  },
  {
    title: 'unbind a missing queue',
    provoke: ({ client, q }) => client.send(1, queueUnbind, { queue: q, exchange: 'amq.direct' }),
  },
  {
    title: 'unbind from a missing exchange',
    provoke: async ({ client, q, x }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueUnbind, { queue: q, exchange: x })
    },
  },
  {
    title: 'unbind from the default exchange',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueUnbind, { queue: q, exchange: '' })
    },
  },
  {
    title: 'bind exchange: missing source',
    provoke: ({ client, x }) => client.send(1, exchangeBind, { source: x, destination: 'amq.direct' }),
  },
  {
    title: 'bind exchange: missing destination',
    provoke: ({ client, x }) => client.send(1, exchangeBind, { source: 'amq.direct', destination: x }),
  },
  {
    title: 'bind exchange: default source',
    provoke: ({ client }) => client.send(1, exchangeBind, { source: '', destination: 'amq.direct' }),
  },
  {
    title: 'bind exchange: default destination',
    provoke: ({ client }) => client.send(1, exchangeBind, { source: 'amq.direct', destination: '' }),
  },
  {
    title: 'unbind exchange: missing source',
    provoke: ({ client, x }) => client.send(1, exchangeUnbind, { source: x, destination: 'amq.direct' }),
  },
  {
    title: 'unbind exchange: missing destination',
    provoke: ({ client, x }) => client.send(1, exchangeUnbind, { source: 'amq.direct', destination: x }),
  },
  {
    title: 'unbind exchange: missing both',
    provoke: ({ client, x, q }) => client.send(1, exchangeUnbind, { source: q, destination: x }),
  },
  {
    title: 'unbind exchange: default source',
    provoke: ({ client }) => client.send(1, exchangeUnbind, { source: '', destination: 'amq.direct' }),
  },
  { title: 'bind exchange: both missing', provoke: ({ client, x, q }) => client.send(1, exchangeBind, { source: x, destination: q }) },
  { title: 'PROBE unbind of locked and bound', provoke: async ({ client, q, open }) => { const o = await open(); await o.call(1, queueDeclare, { queue: q, exclusive: true }); await o.call(1, queueBind, { queue: q, exchange: 'amq.direct', routingKey: 'k' });  client.send(1, queueUnbind, { queue: q, exchange: 'amq.direct', routingKey: 'k' }) } },
  { title: 'PROBE exp A', provoke: ({ client }) => client.publish(1, { routingKey: 'nowhere', mandatory: true }, '', { expiration: '315360000000' }) },
  { title: 'PROBE exp B', provoke: ({ client }) => client.publish(1, { routingKey: 'nowhere', mandatory: true }, '', { expiration: '315360000001' }) },
  { title: 'PROBE exp C', provoke: ({ client }) => client.publish(1, { routingKey: 'nowhere', mandatory: true }, '', { expiration: '+-1' }) },
  { title: 'PROBE exp D', provoke: ({ client }) => client.publish(1, { routingKey: 'nowhere', mandatory: true }, '', { expiration: '12 "x' }) },
  { title: 'PROBE exp E', provoke: ({ client }) => client.publish(1, { routingKey: 'nowhere', mandatory: true }, '', { expiration: '-5x' }) },
  // ── Declared otherwise ──
  {
    title: 'redeclare a queue with other durable',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true })
      await client.call(1, queueBind, { queue: q, exchange: 'amq.fanout' }, 'queue.bind-ok')
      client.send(1, queueDeclare, { queue: q })
    },
  },
  {
    title: 'redeclare a queue with other auto-delete',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true })
      client.send(1, queueDeclare, { queue: q, durable: true, autoDelete: true })
    },
  },
  {
    title: 'redeclare a queue with other everything',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true })
      client.send(1, queueDeclare, { queue: q, exclusive: true, autoDelete: true })
    },
  },
  {
    title: 'redeclare an own exclusive queue as shared',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueDeclare, { queue: q })
    },
  },
  {
    title: 'redeclare own exclusive durable',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueDeclare, { queue: q, exclusive: true, durable: true })
    },
  },
  {
    title: 'redeclare args unknown',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true })
      client.send(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-mine': 1 } })
    },
  },
  {
    title: 'redeclare args ttl',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true })
      client.send(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-message-ttl': 5000 } })
    },
  },
  {
    title: 'redeclare args ttl other',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-message-ttl': 4000 } })
      client.send(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-message-ttl': 5000 } })
    },
  },
  {
    title: 'redeclare args ttl gone',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-message-ttl': 4000 } })
      client.send(1, queueDeclare, { queue: q, durable: true })
    },
  },
  {
    title: 'redeclare args dlx other',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, {
        queue: q,
        durable: true,
        arguments: { 'x-dead-letter-exchange': 'a' },
      })
      client.send(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-dead-letter-exchange': 'b' } })
    },
  },
  {
    title: 'declare ttl string',
    provoke: async ({ client, q }) => {
      client.send(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-message-ttl': 'x' } })
    },
  },
  {
    title: 'declare ttl negative',
    provoke: async ({ client, q }) => {
      client.send(1, queueDeclare, { queue: q, durable: true, arguments: { 'x-message-ttl': -1 } })
    },
  },
  {
    title: 'redeclare an exchange with another type',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true })
      client.send(1, exchangeDeclare, { exchange: x, type: 'fanout', durable: true })
    },
  },
  {
    title: 'redeclare an exchange with other durable',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true })
      client.send(1, exchangeDeclare, { exchange: x, type: 'direct' })
    },
  },
  {
    title: 'redeclare an exchange with other auto-delete',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true })
      client.send(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true, autoDelete: true })
    },
  },
  {
    title: 'redeclare an exchange with other internal',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true })
      client.send(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true, internal: true })
    },
  },
  {
    title: 'redeclare an exchange with everything',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true })
      client.send(1, exchangeDeclare, { exchange: x, type: 'fanout', internal: true, autoDelete: true })
    },
  },
  // ── Exclusive queues ──
  ...(
    [
      'declare',
      'declare exclusive',
      'declare passive',
      'bind',
      'unbind',
      'purge',
      'delete',
      'consume',
      'get',
    ] as const
  ).map((what) => ({
    title: `${what} a queue of another connection`,
    provoke: async ({ client, q, open }: Scene) => {
      const other = await open()
      await other.call(1, queueDeclare, { queue: q, exclusive: true })
      if (what === 'declare') client.send(1, queueDeclare, { queue: q })
      if (what === 'declare exclusive') client.send(1, queueDeclare, { queue: q, exclusive: true })
      if (what === 'declare passive') client.send(1, queueDeclare, { queue: q, passive: true })
      if (what === 'bind') client.send(1, queueBind, { queue: q, exchange: 'amq.direct' })
      if (what === 'unbind') client.send(1, queueUnbind, { queue: q, exchange: 'amq.direct' })
      if (what === 'purge') client.send(1, queuePurge, { queue: q })
      if (what === 'delete') client.send(1, queueDelete, { queue: q })
      if (what === 'consume') client.send(1, basicConsume, { queue: q })
      if (what === 'get') client.send(1, basicGet, { queue: q })
    },
  })),
  // ── In use ──
  {
    title: 'delete a queue with a consumer if it is unused',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      await client.call(1, basicConsume, { queue: q })
      client.send(1, queueDelete, { queue: q, ifUnused: true })
    },
  },
  {
    title: 'delete a queue with a message if it is empty',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.publish(1, { routingKey: q })
      client.send(1, queueDelete, { queue: q, ifEmpty: true })
    },
  },
  {
    title: 'delete a queue with a message and consumer',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      await client.call(1, basicConsume, { queue: q })
      client.publish(1, { routingKey: q })
      await client.receive('basic.deliver')
      client.send(1, queueDelete, { queue: q, ifUnused: true, ifEmpty: true })
    },
  },
  {
    title: 'delete an exchange with a binding if it is unused',
    provoke: async ({ client, q, x }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', autoDelete: true })
      await client.call(1, queueBind, { queue: q, exchange: x })
      client.send(1, exchangeDelete, { exchange: x, ifUnused: true })
    },
  },
  {
    title: 'use a consumer tag twice',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      await client.call(1, basicConsume, { queue: q, consumerTag: 'mine' })
      client.send(1, basicConsume, { queue: q, consumerTag: 'mine' })
    },
  },
  {
    title: 'consume from a queue that has an exclusive consumer',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      await client.call(1, basicConsume, { queue: q, exclusive: true })
      client.send(1, basicConsume, { queue: q })
    },
  },
  {
    title: 'consume exclusively from a queue that has a consumer',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      await client.call(1, basicConsume, { queue: q })
      client.send(1, basicConsume, { queue: q, exclusive: true })
    },
  },
  // ── Publishing ──
  {
    title: 'publish to an internal exchange',
    provoke: async ({ client, x }) => {
      await client.call(1, exchangeDeclare, { exchange: x, type: 'fanout', internal: true, autoDelete: true })
      client.publish(1, { exchange: x })
    },
  },
  { title: 'publish with immediate', provoke: ({ client }) => client.publish(1, { immediate: true }) },
  {
    title: 'publish with immediate to missing',
    provoke: ({ client, x }) => client.publish(1, { exchange: x, immediate: true }),
  },
  ...['abc', '-1', '1.5', '', ' 1', '+1', '99999999999', '4294967295', '4294967296', '1e3', '007'].map(
    (expiration) => ({
      title: `publish with the expiration '${expiration}'`,
      provoke: ({ client }: Scene) =>
        client.publish(1, { routingKey: 'nowhere', mandatory: true }, '', { expiration }),
    }),
  ),
  {
    title: 'publish as somebody else',
    provoke: ({ client }) => client.publish(1, {}, '', { userId: 'mallory' }),
  },
  {
    title: 'publish as somebody else with bad expiration',
    provoke: ({ client }) => client.publish(1, {}, '', { userId: 'mallory', expiration: 'abc' }),
  },
  {
    title: 'publish as oneself',
    provoke: ({ client }) => client.publish(1, { mandatory: true }, '', { userId: 'guest' }),
  },
  {
    title: 'CC not an array',
    provoke: ({ client }) => client.publish(1, { mandatory: true }, '', { headers: { CC: 'x' } }),
  },
  {
    title: 'BCC not an array',
    provoke: ({ client }) => client.publish(1, { mandatory: true }, '', { headers: { BCC: 'x' } }),
  },
  {
    title: 'CC with ints',
    provoke: ({ client }) => client.publish(1, { mandatory: true }, '', { headers: { CC: [1] } }),
  },
  // ── Acknowledging ──
  {
    title: 'acknowledge an unknown tag',
    provoke: ({ client }) => client.send(1, basicAck, { deliveryTag: 9 }),
  },
  {
    title: 'acknowledge an unknown tag and all before',
    provoke: ({ client }) => client.send(1, basicAck, { deliveryTag: 9, multiple: true }),
  },
  { title: 'acknowledge the tag 0', provoke: ({ client }) => client.send(1, basicAck, { deliveryTag: 0 }) },
  { title: 'nack an unknown tag', provoke: ({ client }) => client.send(1, basicNack, { deliveryTag: 9 }) },
  {
    title: 'reject an unknown tag',
    provoke: ({ client }) => client.send(1, basicReject, { deliveryTag: 9 }),
  },
  {
    title: 'acknowledge twice',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.publish(1, { routingKey: q })
      await client.call(1, basicGet, { queue: q })
      client.send(1, basicAck, { deliveryTag: 1 })
      client.send(1, basicAck, { deliveryTag: 1 })
    },
  },
  {
    title: 'acknowledge up to a tag that is settled',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      for (let i = 0; i < 3; i++) {
        client.publish(1, { routingKey: q })
        await client.call(1, basicGet, { queue: q })
      }
      client.send(1, basicAck, { deliveryTag: 2 })
      client.send(1, basicAck, { deliveryTag: 2, multiple: true })
    },
  },
  {
    title: 'acknowledge beyond the last',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.publish(1, { routingKey: q })
      await client.call(1, basicGet, { queue: q })
      client.send(1, basicAck, { deliveryTag: 2, multiple: true })
    },
  },
  {
    title: 'acknowledge a no-ack delivery',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.publish(1, { routingKey: q })
      await client.call(1, basicGet, { queue: q, noAck: true })
      client.send(1, basicAck, { deliveryTag: 1 })
    },
  },
  {
    title: 'acknowledge on another channel',
    provoke: async ({ client, q }) => {
      await client.openChannel(2)
      await client.call(1, queueDeclare, { queue: q, exclusive: true })
      client.publish(1, { routingKey: q })
      await client.call(1, basicGet, { queue: q })
      client.send(2, basicAck, { deliveryTag: 1 })
    },
  },
  {
    title: 'recover without requeue',
    provoke: ({ client }) => client.send(1, basicRecover, { requeue: false }),
  },
  {
    title: 'recover-async without requeue',
    provoke: ({ client }) => client.send(1, basicRecoverAsync, { requeue: false }),
  },
  {
    title: 'limit the prefetch in bytes',
    provoke: ({ client }) => client.send(1, basicQos, { prefetchSize: 1000 }),
  },
  { title: 'stop the flow', provoke: ({ client }) => client.send(1, channelFlow, { active: false }) },
  // ── Channels and connections ──
  { title: 'open a channel twice', provoke: ({ client }) => client.send(1, channelOpen, {}) },
  { title: 'use a channel that is not open', provoke: ({ client }) => client.send(7, queueDeclare, {}) },
  { title: 'a channel method on channel 0', provoke: ({ client }) => client.send(0, queueDeclare, {}) },
  {
    title: 'a connection method on channel 1',
    provoke: ({ client }) => client.send(1, connectionOpen, { virtualHost: '/' }),
  },
  { title: 'open again', provoke: ({ client }) => client.send(0, connectionOpen, { virtualHost: '/' }) },
  {
    title: 'start-ok again',
    provoke: ({ client }) =>
      client.send(0, connectionStartOk, { mechanism: 'PLAIN', response: '', locale: 'en_US' }),
  },
  {
    title: 'bring another secret',
    provoke: ({ client }) =>
      client.send(0, connectionUpdateSecret, { newSecret: 'other', reason: 'why not' }),
  },
  {
    title: 'bring same secret',
    provoke: ({ client }) =>
      client.send(0, connectionUpdateSecret, { newSecret: 'guest', reason: 'why not' }),
  },
]

// The methods of connections and channels.

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { connectionBlocked, connectionUnblocked } from '../../src/generated/methods.ts'
import type { SaslMechanism } from '../../src/index.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { tapped } from '../../src/transport/tap.ts'
import { dial } from '../../src/transport/tcp.ts'
import type { Method } from '../../src/wire/method.ts'
import type { Scenario, Stage } from './method-coverage.ts'

export const connectionScenarios: readonly Scenario[] = [
  {
    title: 'a handshake opens a connection, and the client closes it',
    shows: [
      'S:connection.start',
      'C:connection.start-ok',
      'S:connection.tune',
      'C:connection.tune-ok',
      'C:connection.open',
      'S:connection.open-ok',
      'C:connection.close',
      'S:connection.close-ok',
    ],
    on: 'every broker',
    async play(stage) {
      const connection = await stage.connect({ heartbeatSeconds: 30 })
      expect(connection.isOpen).toBe(true)
      expect(connection.tune.heartbeatSeconds).toBe(30)
      await connection.close()
      expect(await connection.closed).toBeUndefined()
    },
  },
  {
    title: 'a mechanism that the broker asks back about answers, and is let in',
    shows: ['S:connection.secure', 'C:connection.secure-ok'],
    on: 'RabbitMQ with rabbitmqctl',
    because:
      'Of the mechanisms that a broker offers unasked none needs a second round. RabbitMQ has one for demonstration, which the test switches on.',
    async play(stage) {
      const { username, password } = new URL(stage.broker.url)
      const challenges: string[] = []
      const demo: SaslMechanism = {
        name: 'RABBIT-CR-DEMO',
        initialResponse: () => username,
        respond(challenge) {
          challenges.push(Buffer.from(challenge).toString())
          return `My password is ${password}`
        },
      }
      const offer = (names: string): Promise<string> =>
        stage.rabbitmqctl('eval', `application:set_env(rabbit, auth_mechanisms, [${names}]).`)
      await offer("'PLAIN', 'AMQPLAIN', 'RABBIT-CR-DEMO'")
      try {
        expect((await stage.connect({ mechanisms: [demo] })).isOpen).toBe(true)
      } finally {
        await offer("'PLAIN', 'AMQPLAIN'")
      }
      expect(challenges).toEqual(['Please tell me your password'])
    },
  },
  {
    title: 'the broker closes a connection that asks for what it does not have',
    shows: ['S:connection.close', 'C:connection.close-ok'],
    on: 'every broker',
    async play(stage) {
      const connection = await stage.connect({ recovery: false })
      const channel = await connection.openChannel()
      channel.basicPublish({ routingKey: 'x', immediate: true }, undefined, 'x')
      expect(await connection.closed).toMatchObject({ replyCode: 540, method: 'basic.publish' })
    },
  },
  {
    title: 'a broker that is short of memory says so to who publishes, and when that is over',
    shows: ['S:connection.blocked', 'S:connection.unblocked'],
    on: 'RabbitMQ with rabbitmqctl',
    because:
      'It takes an alarm, which the test sets off with rabbitmqctl. The embedded broker has a limit, which has a test of its own: test/broker/blocking.test.ts.',
    async play(stage) {
      const limit = (fraction: string): Promise<string> =>
        stage.rabbitmqctl('set_vm_memory_high_watermark', fraction)
      const { channel, queue } = await stage.queue()
      const connection = await stage.connect()
      const publisher = await connection.openChannel()
      // An alarm reaches the connections a moment later, and a connection is told of it at its next publish.
      let published = 0
      const publish = (): void => {
        if (connection.blocked === undefined)
          publisher.basicPublish({ routingKey: queue }, {}, String(++published))
      }
      publisher.on('confirm', publish)
      await publisher.confirmSelect()
      await limit('0.0000001')
      try {
        publish()
        await expect.poll(() => connection.blocked, { timeout: 20_000 }).toBe('low on memory')
        publisher.off('confirm', publish)
      } finally {
        await limit('0.4')
      }
      await expect.poll(() => connection.blocked, { timeout: 20_000 }).toBeUndefined()
      for (let i = 1; i <= published; i++) {
        await expect
          .poll(async () => (await channel.basicGet({ queue, noAck: true }))?.text())
          .toBe(String(i))
      }
    },
  },
  {
    title: 'blocked and unblocked are not for a client to say',
    shows: ['C:connection.blocked', 'C:connection.unblocked'],
    on: 'every broker',
    because:
      'The published XML allows both to the client as well, and no broker takes them. The client has no way to send them, so the test writes them into its stream by hand.',
    async play(stage) {
      for (const [method, args] of [
        [connectionBlocked, { reason: 'tired' }],
        [connectionUnblocked, {}],
      ] as const) {
        expect(await answerTo(stage, method, args)).toMatchObject({
          code: 'CHANNEL_ERROR',
          replyCode: 504,
          initiator: 'peer',
          method: method.name,
        })
      }
    },
  },
  {
    title: 'a new secret is taken, and the connection goes on',
    shows: ['C:connection.update-secret', 'S:connection.update-secret-ok'],
    on: 'every broker',
    async play(stage) {
      const connection = await stage.connect()
      await connection.updateSecret(new URL(stage.broker.url).password, 'rotation')
      expect((await connection.openChannel()).isOpen).toBe(true)
    },
  },
  {
    title: 'a channel is opened, and the client closes it',
    shows: ['C:channel.open', 'S:channel.open-ok', 'C:channel.close', 'S:channel.close-ok'],
    on: 'every broker',
    async play(stage) {
      const channel = await stage.channel()
      expect(channel.isOpen).toBe(true)
      await channel.close()
      expect(await channel.closed).toBeUndefined()
    },
  },
  {
    title: 'the broker closes a channel that asks for a queue that is not there',
    shows: ['S:channel.close', 'C:channel.close-ok'],
    on: 'every broker',
    async play(stage) {
      const connection = await stage.connect()
      const channel = await connection.openChannel()
      const queue = `absent.${randomUUID()}`
      await expect(channel.queuePurge({ queue })).rejects.toMatchObject({
        replyCode: 404,
        method: 'queue.purge',
      })
      expect((await connection.openChannel()).isOpen).toBe(true)
    },
  },
  {
    title: 'a client may ask the broker to go on sending, which it does anyway',
    shows: ['C:channel.flow', 'S:channel.flow-ok'],
    on: 'every broker',
    async play(stage) {
      const channel = await stage.channel()
      expect(await channel.channelFlow({ active: true })).toEqual({ active: true })
    },
  },
  {
    title: 'a ticket of old is still given out',
    shows: ['C:access.request', 'S:access.request-ok'],
    on: 'every broker',
    async play(stage) {
      const channel = await stage.channel()
      expect(await channel.accessRequest({ realm: '/data', active: true })).toEqual({ ticket: 1 })
    },
  },
]

/** Why a connection ends, into whose stream a method was written by hand. */
async function answerTo<Args>(stage: Stage, method: Method<Args, unknown>, args: Args): Promise<unknown> {
  const { hostname, port } = new URL(stage.broker.url)
  const transport = tapped(await dial(hostname, Number(port), undefined, { timeoutMs: 10_000 }), stage.tap())
  const connection = await stage.connect({ transport, tap: undefined })
  const outbox = new Outbox({ onPending() {} })
  outbox.method(0, method, args)
  transport.write(outbox.take())
  return connection.closed
}

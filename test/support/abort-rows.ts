// Everything of the API that can be awaited, a row each. The types see to it that none is missing: one more method that
// returns a promise does not compile without its row here.

import { ChannelMethods } from '../../src/generated/channel-methods.ts'
import { type MethodInfo, methodInfos } from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import {
  type CallOptions,
  type Channel,
  type Connection,
  type Consumer,
  connect,
  type OutgoingMessage,
  type Publisher,
  type PublisherOptions,
  type RpcClient,
} from '../../src/index.ts'
import type { Method } from '../../src/wire/method.ts'
import { after, asked, opening, type Row, type Scene, type Step, until, working } from './abort-scene.ts'

type Begin = (options: CallOptions) => Promise<unknown>

/** The names of the methods of `T` that can be awaited, those for the inside left out. */
type Waits<T> = Exclude<
  {
    [K in keyof T]: T[K] extends (...args: never[]) => Promise<unknown> | AsyncIterable<unknown> ? K : never
  }[keyof T],
  symbol | 'open' | 'start'
>
/** Where and how it is begun, where it waits, what it brings. */
type Case = readonly [
  prepare: (scene: Scene) => Begin | Promise<Begin>,
  steps: readonly Step[],
  result?: unknown,
]
/** One case for each, or several by how they differ, where it waits in several ways. */
type Cases<Names> = Record<Names & string, Case | Record<string, Case>>

const qos = asked('basic.qos', methods.basicQosOk, {})
const consuming = asked('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
const cancelling = asked('basic.cancel', methods.basicCancelOk, { consumerTag: 'c' })
const closing = asked('channel.close', methods.channelCloseOk, {})
const MESSAGE: OutgoingMessage = { args: { routingKey: 'q' }, body: 'x' }

const ofConnection: Cases<Waits<Connection>> = {
  drained: [
    async (scene) => {
      await fill(scene)
      return (o) => scene.connection.drained(o)
    },
    [until(({ gate }) => gate.drain())],
  ],
  openChannel: [
    ({ connection }) =>
      (o) =>
        connection.openChannel(o),
    [opening],
    { id: 2 },
  ],
  createPublisher: [
    ({ connection }) =>
      (o) =>
        connection.createPublisher(o),
    [opening, asked('confirm.select', methods.confirmSelectOk, {})],
    { outstanding: 0 },
  ],
  createConsumer: [
    ({ connection }) =>
      (o) =>
        connection.createConsumer({ queue: 'q', ...o }, () => {}),
    [opening, qos, consuming],
    { consumerTag: 'c' },
  ],
  createRpcClient: {
    'over direct reply-to': [
      ({ connection }) =>
        (o) =>
          connection.createRpcClient(o),
      [opening, consuming],
      { outstanding: 0 },
    ],
    'over a queue': [
      ({ connection }) =>
        (o) =>
          connection.createRpcClient({ replyQueue: '', ...o }),
      [opening, asked('queue.declare', methods.queueDeclareOk, { queue: 'made' }), consuming],
      { outstanding: 0 },
    ],
  },
  createRpcServer: [
    ({ connection }) =>
      (o) =>
        connection.createRpcServer({ queue: 'q', ...o }, () => ''),
    [opening, qos, consuming],
    { consumerTag: 'c' },
  ],
  consume: [
    ({ connection }) =>
      (o) =>
        firstOf(connection, o),
    [opening, qos, consuming, { ...until(({ peer }) => peer.deliver(2, 1, 'x')), isOpenEnded: true }],
    { deliveryTag: 1 },
  ],
  updateSecret: [
    ({ connection }) =>
      (o) =>
        connection.updateSecret('new', 'rotation', o),
    [asked('connection.update-secret', methods.connectionUpdateSecretOk, {})],
  ],
  close: [
    ({ connection }) =>
      (o) =>
        connection.close(o),
    [
      after('connection.close', ({ peer }) => {
        peer.send(0, methods.connectionCloseOk, {})
        peer.end()
      }),
    ],
  ],
}

const ofChannel: Cases<Exclude<Waits<Channel>, keyof ChannelMethods<CallOptions>>> = {
  basicGet: [
    ({ channel }) =>
      (o) =>
        channel.basicGet({ queue: 'q' }, o),
    [asked('basic.get', methods.basicGetEmpty, {})],
  ],
  basicConsume: [
    ({ channel }) =>
      (o) =>
        channel.basicConsume({ queue: 'q' }, () => {}, o),
    [consuming],
    { consumerTag: 'c' },
  ],
  transaction: [
    ({ channel }) =>
      (o) =>
        channel.transaction(() => 'done', o),
    [asked('tx.select', methods.txSelectOk, {}), asked('tx.commit', methods.txCommitOk, {})],
    'done',
  ],
  drained: [
    async (scene) => {
      await fill(scene)
      return (o) => scene.channel.drained(o)
    },
    [until(({ gate }) => gate.drain())],
  ],
  close: [
    async ({ connection, peer }) => {
      const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
      return (o) => channel.close(o)
    },
    [closing],
  ],
}

const ofPublisher: Cases<Waits<Publisher>> = {
  publish: {
    'on its way': [
      async (scene) => {
        const publisher = await publisherOf(scene)
        return (o) => publisher.publish({ routingKey: 'q' }, undefined, 'x', o)
      },
      [after('basic.publish', ack(1))],
      { sequenceNumber: 1 },
    ],
    'waiting for its turn': [
      async (scene) => {
        const publisher = await publishing(scene)
        return (o) => publisher.publish({ routingKey: 'q' }, undefined, 'x', o)
      },
      [until(ack(1)), after('basic.publish', ack(2))],
      { sequenceNumber: 2 },
    ],
  },
  publishAll: {
    'waiting for confirms': [
      async (scene) => {
        const publisher = await publisherOf(scene, { maxOutstanding: 1 })
        return (o) => publisher.publishAll([MESSAGE, MESSAGE], o)
      },
      [after('basic.publish', ack(1)), after('basic.publish', ack(2))],
      2,
    ],
    'waiting for a message': [
      async (scene) => {
        const publisher = await publisherOf(scene)
        async function* messages(): AsyncGenerator<OutgoingMessage> {
          await work(scene)
          yield MESSAGE
        }
        return (o) => publisher.publishAll(messages(), o)
      },
      [working, after('basic.publish', ack(1))],
      1,
    ],
  },
  drained: [
    async (scene) => {
      const publisher = await publishing(scene)
      return (o) => publisher.drained(o)
    },
    [until(ack(1))],
  ],
  waitForConfirms: [
    async (scene) => {
      const publisher = await publishing(scene)
      return (o) => publisher.waitForConfirms(o)
    },
    [until(ack(1))],
  ],
  close: [
    async (scene) => {
      const publisher = await publishing(scene)
      return (o) => publisher.close(o)
    },
    [until(ack(1)), closing],
  ],
}

const ofConsumer: Cases<Waits<Consumer>> = {
  close: [
    async (scene) => {
      const { connection, peer } = scene
      const created = connection.createConsumer({ queue: 'q', noAck: true }, () => work(scene))
      for (const step of [opening, qos, consuming]) await pass(step, scene)
      const consumer = await created
      peer.deliver(2, 1, 'x')
      return (o) => consumer.close(o)
    },
    [cancelling, working, closing],
  ],
}

const ofRpcClient: Cases<Waits<RpcClient>> = {
  call: [
    async (scene) => {
      const client = await rpcClientOf(scene)
      return (o) => client.call({ routingKey: 'q' }, undefined, 'x', o)
    },
    [after('basic.publish', reply)],
    { deliveryTag: 1 },
  ],
  close: [
    async (scene) => {
      const client = await rpcClientOf(scene)
      void client.call({ routingKey: 'q' }, undefined, 'x')
      await scene.peer.expect('basic.publish')
      return (o) => client.close(o)
    },
    [until(reply), closing],
  ],
}

const shakingHands: readonly Step[] = [
  {
    reached: ({ other }) => other.expect('protocol header'),
    answer: ({ other }) =>
      other.send(0, methods.connectionStart, { versionMinor: 9, mechanisms: 'PLAIN', locales: '' }),
  },
  {
    reached: ({ other }) => other.expect('connection.start-ok'),
    answer: ({ other }) => other.send(0, methods.connectionTune, {}),
  },
  {
    reached: async ({ other }) => {
      await other.expect('connection.tune-ok')
      await other.expect('connection.open')
    },
    answer: ({ other }) => other.send(0, methods.connectionOpenOk, {}),
  },
]

const ofModule: Cases<'connect'> = {
  connect: {
    'with a name and a password': [
      ({ other }) =>
        (o) =>
          connect({ transport: other.transport, ...o }),
      shakingHands,
      { isOpen: true },
    ],
    'with credentials that take a while': [
      (scene) => {
        const credentials = async () => {
          await work(scene)
          return { username: 'guest', password: 'guest' }
        }
        return (o) => connect({ transport: scene.other.transport, credentials, ...o })
      },
      [working, ...shakingHands],
      { isOpen: true },
    ],
  },
}

/** The methods that a channel offers one to one, as the generator makes them. */
const oneToOne: Row[] = methodInfos
  .filter(({ apiName, replies }) => replies.length > 0 && apiName in ChannelMethods.prototype)
  .map((info) => {
    const reply = methods.allMethods.find(({ id }) => id === info.replies[0]) as Method<object, unknown>
    return {
      name: `channel.${info.apiName}`,
      prepare: ({ channel }) => Promise.resolve((options) => callOf(channel, info, options)),
      steps: [asked(info.name, reply, {})],
      result: fieldsOf(info.replies[0]) === 0 ? undefined : {},
    }
  })

export const rows: readonly Row[] = [
  ...rowsOf('', ofModule),
  ...rowsOf('connection.', ofConnection),
  ...rowsOf('channel.', ofChannel),
  ...oneToOne,
  ...rowsOf('publisher.', ofPublisher),
  ...rowsOf('consumer.', ofConsumer),
  ...rowsOf('rpcClient.', ofRpcClient),
]

function rowsOf(prefix: string, cases: Cases<string>): Row[] {
  return Object.entries(cases).flatMap(([name, one]) =>
    Object.entries(isCase(one) ? { '': one } : one).map(([how, [prepare, steps, result]]) => ({
      name: `${prefix}${name}${how && `, ${how}`}`,
      prepare: async (scene: Scene) => prepare(scene),
      steps,
      result,
      ...(name === 'close' && { ends: prefix === 'connection.' ? 'the connection' : 'its channel' }),
    })),
  )
}

function isCase(one: Case | Record<string, Case>): one is Case {
  return Array.isArray(one)
}

/** How many fields a method has. */
function fieldsOf(id: number | undefined): number | undefined {
  return methodInfos.find((info) => info.id === id)?.fields.length
}

/** Calls a method of a channel with no more than it needs. */
function callOf(channel: Channel, info: MethodInfo, options: CallOptions): Promise<unknown> {
  const given = info.fields.filter(({ reserved }) => !reserved)
  const args = Object.fromEntries(given.filter(({ required }) => required).map(({ name }) => [name, 'x']))
  if (info.name === 'exchange.declare') args['type'] = 'direct'
  const call = channel[info.apiName as 'basicQos'].bind(channel) as (...args: unknown[]) => Promise<unknown>
  return given.length === 0 ? call(options) : call(args, options)
}

async function firstOf(connection: Connection, options: CallOptions): Promise<unknown> {
  for await (const delivery of connection.consume('q', { noAck: true, ...options })) return delivery
  throw new Error('the queue is gone')
}

async function publisherOf(scene: Scene, options?: PublisherOptions): Promise<Publisher> {
  const created = scene.connection.createPublisher(options)
  await pass(opening, scene)
  await scene.peer.answer('confirm.select', methods.confirmSelectOk, {})
  return created
}

/** Leaves no room for more output. */
async function fill({ channel, gate, peer }: Scene): Promise<void> {
  gate.isFull = true
  channel.basicPublish({ routingKey: 'q' }, undefined, 'x')
  await peer.expect('basic.publish')
}

/** A publisher with one publish on its way, which leaves no room for another. */
async function publishing(scene: Scene): Promise<Publisher> {
  const publisher = await publisherOf(scene, { maxOutstanding: 1 })
  void publisher.publish({ routingKey: 'q' }, undefined, 'x')
  await scene.peer.expect('basic.publish')
  return publisher
}

async function rpcClientOf(scene: Scene): Promise<RpcClient> {
  const created = scene.connection.createRpcClient({ correlationPrefix: 'c' })
  await pass(opening, scene)
  await pass(consuming, scene)
  return created
}

async function pass(step: Step, scene: Scene): Promise<void> {
  await step.reached(scene)
  step.answer(scene)
}

function ack(deliveryTag: number): (scene: Scene) => void {
  return ({ peer }) => peer.send(2, methods.basicAck, { deliveryTag })
}

function reply({ peer }: Scene): void {
  peer.deliver(2, 1, 'reply', { correlationId: 'c-1' })
}

/** What the program has under way, until the scene says that it is done. */
function work({ program }: Scene): Promise<void> {
  program.begun.resolve()
  return program.done.promise
}

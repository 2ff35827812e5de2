import {
  basicConsume,
  basicGet,
  exchangeBind,
  exchangeDeclare,
  exchangeDelete,
  exchangeUnbind,
  queueBind,
  queueDeclare,
  queueDelete,
  queuePurge,
  queueUnbind,
} from '../generated/methods.ts'
import { consumed, declared, type Scene, type Situation } from './refusals.ts'

const LOCKED =
  "channel 405 RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'Q' in vhost '/'. It could be originally " +
  'declared on another connection or the exclusive property value does not match that of the original declaration.'
const NOT_ON_DEFAULT = 'channel 403 ACCESS_REFUSED - operation not permitted on the default exchange'
const NO_LAST_QUEUE = 'channel 404 NOT_FOUND - no previously declared queue'

/** Each does something to a queue, by its name. */
const uses: Readonly<Record<string, (client: Scene['client'], queue: string) => void>> = {
  'queue.bind': (client, queue) => client.send(1, queueBind, { queue, exchange: 'amq.direct' }),
  'queue.purge': (client, queue) => client.send(1, queuePurge, { queue }),
  'queue.delete': (client, queue) => client.send(1, queueDelete, { queue }),
  'basic.consume': (client, queue) => client.send(1, basicConsume, { queue }),
  'basic.get': (client, queue) => client.send(1, basicGet, { queue }),
}

const missing: readonly Situation[] = [
  {
    title: 'declare a missing queue passively',
    provoke: ({ client, q }) => client.send(1, queueDeclare, { queue: q, passive: true }),
    answer: "channel 404 NOT_FOUND - no queue 'Q' in vhost '/' (queue.declare)",
  },
  {
    title: 'declare a queue passively without a name, which is not short for the last one',
    provoke: async (scene) => {
      await declared(scene)
      scene.client.send(1, queueDeclare, { passive: true })
    },
    answer: "channel 404 NOT_FOUND - no queue '' in vhost '/' (queue.declare)",
  },
  {
    title: 'declare a missing exchange passively',
    provoke: ({ client, x }) => client.send(1, exchangeDeclare, { exchange: x, type: '', passive: true }),
    answer: "channel 404 NOT_FOUND - no exchange 'X' in vhost '/' (exchange.declare)",
  },
  ...['queue.bind', 'queue.purge', 'basic.consume', 'basic.get'].map((method) => ({
    title: `${method} of a missing queue`,
    provoke: ({ client, q }: Scene) => uses[method]?.(client, q),
    answer: `channel 404 NOT_FOUND - no queue 'Q' in vhost '/' (${method})`,
  })),
  ...Object.keys(uses).map((method) => ({
    title: `${method} without a name, where no queue was declared before`,
    provoke: ({ client }: Scene) => uses[method]?.(client, ''),
    answer: `${NO_LAST_QUEUE} (${method})`,
  })),
  {
    title: 'queue.bind to a missing exchange',
    provoke: async (scene) => {
      await declared(scene)
      scene.client.send(1, queueBind, { queue: scene.q, exchange: scene.x })
    },
    answer: "channel 404 NOT_FOUND - no exchange 'X' in vhost '/' (queue.bind)",
  },
  {
    title: 'queue.bind of a missing queue to a missing exchange',
    provoke: ({ client, q, x }) => client.send(1, queueBind, { queue: q, exchange: x }),
    answer: "channel 404 NOT_FOUND - no exchange 'X' in vhost '/' (queue.bind)",
  },
  {
    title: 'exchange.bind from a missing exchange',
    provoke: ({ client, x }) => client.send(1, exchangeBind, { source: x, destination: 'amq.direct' }),
    answer: "channel 404 NOT_FOUND - no exchange 'X' in vhost '/' (exchange.bind)",
  },
  {
    title: 'exchange.bind to a missing exchange',
    provoke: ({ client, x }) => client.send(1, exchangeBind, { source: 'amq.direct', destination: x }),
    answer: "channel 404 NOT_FOUND - no exchange 'X' in vhost '/' (exchange.bind)",
  },
  {
    title: 'a name so long that the words about it are cut',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: 'n'.repeat(255), passive: true }),
    answer: `channel 404 NOT_FOUND - no queue '${'n'.repeat(230)}... (queue.declare)`,
  },
]

const reserved: readonly Situation[] = [
  {
    title: 'declare a queue with a reserved name',
    provoke: ({ client }) => client.send(1, queueDeclare, { queue: 'amq.mine' }),
    answer:
      "channel 403 ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix 'amq.*' (queue.declare)",
  },
  {
    title: 'declare an exchange with a reserved name',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: 'amq.mine', type: 'direct' }),
    answer:
      "channel 403 ACCESS_REFUSED - exchange name 'amq.mine' contains reserved prefix 'amq.*' (exchange.declare)",
  },
  {
    title: 'declare a predeclared exchange otherwise',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: 'amq.topic', type: 'topic' }),
    answer:
      "channel 406 PRECONDITION_FAILED - inequivalent arg 'durable' for exchange 'amq.topic' in vhost '/': " +
      "received 'false' but current is 'true' (exchange.declare)",
  },
  {
    title: 'delete a predeclared exchange',
    provoke: ({ client }) => client.send(1, exchangeDelete, { exchange: 'amq.match' }),
    answer:
      "channel 403 ACCESS_REFUSED - deletion of system exchange 'amq.match' in vhost '/' not allowed (exchange.delete)",
  },
  {
    title: 'declare the default exchange',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: '', type: 'direct' }),
    answer: `${NOT_ON_DEFAULT} (exchange.declare)`,
  },
  {
    title: 'declare the default exchange passively',
    provoke: ({ client }) => client.send(1, exchangeDeclare, { exchange: '', type: 'direct', passive: true }),
    answer: `${NOT_ON_DEFAULT} (exchange.declare)`,
  },
  {
    title: 'delete the default exchange',
    provoke: ({ client }) => client.send(1, exchangeDelete, { exchange: '' }),
    answer: `${NOT_ON_DEFAULT} (exchange.delete)`,
  },
  {
    title: 'bind a queue to the default exchange',
    provoke: async (scene) => {
      await declared(scene)
      scene.client.send(1, queueBind, { queue: scene.q, exchange: '' })
    },
    answer: `${NOT_ON_DEFAULT} (queue.bind)`,
  },
  {
    title: 'unbind a queue from the default exchange',
    provoke: ({ client, q }) => client.send(1, queueUnbind, { queue: q, exchange: '' }),
    answer: `${NOT_ON_DEFAULT} (queue.unbind)`,
  },
  {
    title: 'bind the default exchange to another',
    provoke: ({ client }) => client.send(1, exchangeBind, { source: 'amq.direct', destination: '' }),
    answer: `${NOT_ON_DEFAULT} (exchange.bind)`,
  },
  {
    title: 'bind another exchange to the default one',
    provoke: ({ client }) => client.send(1, exchangeBind, { source: '', destination: 'amq.direct' }),
    answer: `${NOT_ON_DEFAULT} (exchange.bind)`,
  },
  {
    title: 'unbind another exchange from the default one',
    provoke: ({ client }) => client.send(1, exchangeUnbind, { source: '', destination: 'amq.direct' }),
    answer: `${NOT_ON_DEFAULT} (exchange.unbind)`,
  },
  {
    title: 'declare an exchange of an unknown type',
    provoke: ({ client, x }) => client.send(1, exchangeDeclare, { exchange: x, type: 'nonsense' }),
    answer: "connection 503 COMMAND_INVALID - unknown exchange type 'nonsense' (exchange.declare)",
    rabbitMq4: "channel 406 PRECONDITION_FAILED - unknown exchange type 'nonsense' (exchange.declare)",
  },
  {
    title: 'bind to a headers exchange with an unknown x-match',
    provoke: async (scene) => {
      await declared(scene)
      scene.client.send(1, queueBind, { exchange: 'amq.headers', arguments: { 'x-match': 'some' } })
    },
    answer:
      'channel 406 PRECONDITION_FAILED - Invalid x-match field value <<"some">>; ' +
      'expected all, any, all-with-x, or any-with-x (queue.bind)',
  },
]

/** A queue or an exchange declared again with one setting that differs. */
function declaredAgain(kind: 'queue' | 'exchange', arg: string, other: object, received: string): Situation {
  const current = arg === 'type' ? 'direct' : arg === 'durable' ? 'true' : 'false'
  const name = kind === 'queue' ? 'Q' : 'X'
  return {
    title: `declare the same ${kind} with another ${arg}`,
    provoke: async ({ client, q, x }) => {
      if (kind === 'queue') {
        await client.call(1, queueDeclare, { queue: q, durable: true })
        client.send(1, queueDeclare, { queue: q, durable: true, ...other })
      } else {
        await client.call(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true })
        client.send(1, exchangeDeclare, { exchange: x, type: 'direct', durable: true, ...other })
      }
    },
    answer:
      `channel 406 PRECONDITION_FAILED - inequivalent arg '${arg}' for ${kind} '${name}' in vhost '/': ` +
      `received '${received}' but current is '${current}' (${kind}.declare)`,
  }
}

const otherwise: readonly Situation[] = [
  declaredAgain('queue', 'durable', { durable: false }, 'false'),
  declaredAgain('queue', 'auto_delete', { autoDelete: true }, 'true'),
  declaredAgain('exchange', 'type', { type: 'fanout', durable: false }, 'fanout'),
  declaredAgain('exchange', 'durable', { durable: false }, 'false'),
  declaredAgain('exchange', 'auto_delete', { autoDelete: true }, 'true'),
  declaredAgain('exchange', 'internal', { internal: true }, 'true'),
  {
    title: 'declare a shared queue again as exclusive',
    provoke: async ({ client, q }) => {
      await client.call(1, queueDeclare, { queue: q, durable: true })
      client.send(1, queueDeclare, { queue: q, durable: true, exclusive: true })
    },
    answer: `${LOCKED} (queue.declare)`,
  },
  {
    title: 'declare an exclusive queue again as shared',
    provoke: async (scene) => {
      await declared(scene)
      scene.client.send(1, queueDeclare, { queue: scene.q })
    },
    answer: `${LOCKED} (queue.declare)`,
  },
]

const inUse: readonly Situation[] = [
  ...Object.keys(uses).map((method) => ({
    title: `${method} of an exclusive queue of another connection`,
    provoke: async ({ client, q, open }: Scene) => {
      await (await open()).call(1, queueDeclare, { queue: q, exclusive: true })
      uses[method]?.(client, q)
    },
    answer: `${LOCKED} (${method})`,
  })),
  {
    title: 'declare an exclusive queue of another connection',
    provoke: async ({ client, q, open }) => {
      await (await open()).call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueDeclare, { queue: q, exclusive: true })
    },
    answer: `${LOCKED} (queue.declare)`,
  },
  {
    title: 'declare an exclusive queue of another connection passively',
    provoke: async ({ client, q, open }) => {
      await (await open()).call(1, queueDeclare, { queue: q, exclusive: true })
      client.send(1, queueDeclare, { queue: q, passive: true })
    },
    answer: `${LOCKED} (queue.declare)`,
  },
  {
    title: 'unbind an exclusive queue of another connection',
    provoke: async ({ client, q, open }) => {
      const other = await open()
      await other.call(1, queueDeclare, { queue: q, exclusive: true })
      await other.call(1, queueBind, { queue: q, exchange: 'amq.direct' })
      client.send(1, queueUnbind, { queue: q, exchange: 'amq.direct' })
    },
    answer: `${LOCKED} (queue.unbind)`,
  },
  {
    title: 'delete a queue that has a consumer, if it is unused',
    provoke: async (scene) => {
      await consumed(scene, false)
      scene.client.send(1, queueDelete, { queue: scene.q, ifUnused: true })
    },
    answer: "channel 406 PRECONDITION_FAILED - queue 'Q' in vhost '/' in use (queue.delete)",
  },
  {
    title: 'delete a queue that has a message, if it is empty',
    provoke: async (scene) => {
      await declared(scene)
      scene.client.publish(1, { routingKey: scene.q })
      scene.client.send(1, queueDelete, { queue: scene.q, ifEmpty: true })
    },
    answer: "channel 406 PRECONDITION_FAILED - queue 'Q' in vhost '/' not empty (queue.delete)",
  },
  {
    title: 'delete an exchange that has a binding, if it is unused',
    provoke: async (scene) => {
      const { client, q, x } = scene
      await declared(scene)
      await client.call(1, exchangeDeclare, { exchange: x, type: 'direct' })
      await client.call(1, queueBind, { queue: q, exchange: x })
      client.send(1, exchangeDelete, { exchange: x, ifUnused: true })
    },
    answer: "channel 406 PRECONDITION_FAILED - exchange 'X' in vhost '/' in use (exchange.delete)",
  },
]

/** About exchanges, queues and bindings. */
export const topologyRefusals: readonly Situation[] = [...missing, ...reserved, ...otherwise, ...inUse]

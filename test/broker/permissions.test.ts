import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicConsume,
  basicGet,
  connectionOpen,
  connectionTuneOk,
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
import type { Method } from '../../src/wire/method.ts'

const users = { guest: 'guest', limited: 'pw', nobody: 'pw' }
const only = { configure: /^c-/, write: /^w-/, read: /^r-/ }
const permissions = { limited: { '/': only }, nobody: {} }

type Attempt = readonly [
  what: string,
  method: Method<never, unknown>,
  args: object,
  refused: string | undefined,
]

/** What RabbitMQ 3.10 and 4.3 answered to a user with these permissions. 4.3 names the right that is missing. */
const attempts: readonly Attempt[] = [
  ['declare', queueDeclare, { queue: 'x-q' }, "configure access to queue 'x-q'"],
  ['declare', queueDeclare, { queue: 'c-q' }, undefined],
  [
    'declare with dead letters',
    queueDeclare,
    { queue: 'c-n', arguments: { 'x-dead-letter-exchange': 'w-x' } },
    "read access to queue 'c-n'",
  ],
  ['delete', queueDelete, { queue: 'x-q' }, "configure access to queue 'x-q'"],
  ['delete what is not there', queueDelete, { queue: 'nope' }, "configure access to queue 'nope'"],
  ['purge', queuePurge, { queue: 'x-q' }, "read access to queue 'x-q'"],
  ['bind', queueBind, { queue: 'x-q', exchange: 'r-x' }, "write access to queue 'x-q'"],
  ['bind', queueBind, { queue: 'w-q', exchange: 'x-x' }, "read access to exchange 'x-x'"],
  ['bind', queueBind, { queue: 'w-q', exchange: 'r-x' }, undefined],
  ['unbind', queueUnbind, { queue: 'x-q', exchange: 'r-x' }, "write access to queue 'x-q'"],
  ['unbind', queueUnbind, { queue: 'w-q', exchange: 'x-x' }, "read access to exchange 'x-x'"],
  ['declare', exchangeDeclare, { exchange: 'x-x', type: 'topic' }, "configure access to exchange 'x-x'"],
  [
    'declare with an alternate',
    exchangeDeclare,
    { exchange: 'c-n', type: 'topic', arguments: { 'alternate-exchange': 'w-x' } },
    "read access to exchange 'c-n'",
  ],
  ['delete', exchangeDelete, { exchange: 'x-x' }, "configure access to exchange 'x-x'"],
  ['bind', exchangeBind, { source: 'r-x', destination: 'x-x' }, "write access to exchange 'x-x'"],
  ['bind', exchangeBind, { source: 'x-x', destination: 'w-x' }, "read access to exchange 'x-x'"],
  ['bind', exchangeBind, { source: 'r-x', destination: 'w-x' }, undefined],
  ['unbind', exchangeUnbind, { source: 'x-x', destination: 'w-x' }, "read access to exchange 'x-x'"],
  ['consume', basicConsume, { queue: 'x-q' }, "read access to queue 'x-q'"],
  ['consume', basicConsume, { queue: 'r-q' }, undefined],
  ['get', basicGet, { queue: 'x-q' }, "read access to queue 'x-q'"],
  ['get from what is not there', basicGet, { queue: 'nope' }, "read access to queue 'nope'"],
]

describe.each(['rabbitmq-3.10', 'rabbitmq-4.3'] as const)('as %s', (profile) => {
  const broker = new Broker({ users, permissions, profile })
  const isOld = profile === 'rabbitmq-3.10'
  afterAll(() => broker.close())
  beforeAll(async () => {
    await using guest = await ScriptedClient.open(broker.transport())
    for (const name of ['c', 'w', 'r', 'x']) {
      await guest.call(1, queueDeclare, { queue: `${name}-q` })
      await guest.call(1, exchangeDeclare, { exchange: `${name}-x`, type: 'topic' })
    }
  })

  const open = (userName: string = 'limited'): Promise<ScriptedClient> =>
    ScriptedClient.open(broker.transport(), { response: `\0${userName}\0pw` })

  function refusal(access: string): string {
    const words = isOld ? access.replace(/^\w+ /, '') : access
    return `ACCESS_REFUSED - ${words} in vhost '/' refused for user 'limited'`
  }

  test.each(attempts)('%s %s', async (_what, method, args, refused) => {
    await using client = await open()
    client.send(1, method as Method<object, unknown>, args)
    const { name, fields } = await client.next()
    if (refused === undefined) expect(name).toBe(`${method.name}-ok`)
    else expect(fields).toMatchObject({ replyCode: 403, replyText: refusal(refused) })
  })

  test.each([
    { args: { exchange: 'x-x' }, refused: "write access to exchange 'x-x'" },
    { args: { routingKey: 'x-q' }, refused: "write access to exchange 'amq.default'" },
    { args: { exchange: 'nope' }, refused: "write access to exchange 'nope'" },
  ])('publish $args', async ({ args, refused }) => {
    await using client = await open()
    client.publish(1, args)
    expect((await client.receive('channel.close')).fields.replyText).toBe(refusal(refused))
  })

  test('a server-named queue is a name like any other', async () => {
    await using client = await open()
    client.send(1, queueDeclare, {})
    expect((await client.receive('channel.close')).fields.replyText).toMatch(/access to queue 'amq\.gen-/)
  })

  test('looking whether something is there needs a right in 4.3 only', async () => {
    await using client = await open()
    client.send(1, queueDeclare, { queue: 'x-q', passive: true })
    expect((await client.next()).name).toBe(isOld ? 'queue.declare-ok' : 'channel.close')
    await client.openChannel(2)
    client.send(2, exchangeDeclare, { exchange: 'x-x', type: '', passive: true })
    expect((await client.next()).name).toBe(isOld ? 'exchange.declare-ok' : 'channel.close')
  })

  test('who has no rights in a virtual host is not let in', async () => {
    await using client = new ScriptedClient(broker.transport())
    await client.login({ response: '\0nobody\0pw' })
    const { fields } = await client.receive('connection.tune')
    client.send(0, connectionTuneOk, fields)
    client.send(0, connectionOpen, { virtualHost: '/' })
    expect((await client.receive('connection.close')).fields).toMatchObject({
      replyCode: 530,
      replyText: "NOT_ALLOWED - access to vhost '/' refused for user 'nobody'",
    })
  })
})

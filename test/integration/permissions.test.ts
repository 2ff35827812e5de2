// What a user with few rights may do, on every broker alike.

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Broker as EmbeddedBroker } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  basicConsume,
  basicGet,
  exchangeDeclare,
  queueBind,
  queueDeclare,
  queueDelete,
  queuePurge,
} from '../../src/generated/methods.ts'
import type { Method } from '../../src/wire/method.ts'
import { eachControlledBroker } from '../support/brokers.ts'

const PASSWORD = 'pw'

/** Tries everything, and says what the user was told, with USER for the name. */
async function tryAll(user: string, open: () => Promise<ScriptedClient>): Promise<string[]> {
  const told: string[] = []
  const attempt = async <Args>(method: Method<Args, unknown>, args: Args): Promise<void> => {
    await using client = await open()
    client.send(1, method, args)
    const { name, fields } = await client.next()
    told.push(
      `${method.name}: ${name === 'channel.close' ? fields.replyText.replaceAll(user, 'USER') : name}`,
    )
  }
  const [mine, write, read, other] = [`c-${user}`, `w-${user}`, `r-${user}`, `x-${user}`]
  await attempt(queueDeclare, { queue: mine })
  await attempt(queueDeclare, { queue: other })
  await attempt(queueDeclare, { queue: `${mine}-2`, arguments: { 'x-dead-letter-exchange': write } })
  await attempt(queueDelete, { queue: other })
  await attempt(queueDelete, { queue: mine })
  await attempt(queuePurge, { queue: other })
  await attempt(exchangeDeclare, { exchange: other, type: 'topic' })
  await attempt(queueBind, { queue: other, exchange: read })
  await attempt(queueBind, { queue: write, exchange: other })
  await attempt(basicConsume, { queue: other })
  await attempt(basicGet, { queue: other })
  await attempt(basicGet, { queue: read })
  for (const exchange of [other, '']) {
    await using client = await open()
    client.publish(1, { exchange, routingKey: other })
    const { fields } = await client.receive('channel.close')
    told.push(`publish: ${fields.replyText.replaceAll(user, 'USER')}`)
  }
  return told
}

eachControlledBroker((broker) => {
  test('configure, write and read are refused in the words of the embedded broker', async () => {
    const user = `wirehare-${randomUUID()}`
    const own = { configure: /^c-/, write: /^w-/, read: /^r-/ }
    await using embedded = new EmbeddedBroker({
      users: { [user]: PASSWORD },
      permissions: { [user]: { '/': own } },
      profile: broker.major >= 4 ? 'rabbitmq-4.3' : 'rabbitmq-3.10',
    })
    const response = `\0${user}\0${PASSWORD}`
    const expected = await tryAll(user, () => ScriptedClient.open(embedded.transport(), { response }))
    await broker.rabbitmqctl('add_user', user, PASSWORD)
    try {
      const patterns = [own.configure, own.write, own.read].map(({ source }) => source)
      await broker.rabbitmqctl('set_permissions', '-p', '/', user, ...patterns)
      expect(await tryAll(user, () => ScriptedClient.open(broker.url, { response }))).toEqual(expected)
    } finally {
      await broker.rabbitmqctl('delete_user', user)
    }
    expect(expected.filter((line) => line.includes('ACCESS_REFUSED')).length).toBeGreaterThan(8)
  })
})

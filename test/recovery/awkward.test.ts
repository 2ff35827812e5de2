// Moments at which a recovery is awkward: listeners that throw, brokers that take less than before, ends within ends.

import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { connectionClose } from '../../src/generated/methods.ts'
import { type Connection, connect } from '../../src/index.ts'
import { RawPeer } from '../support/raw-peer.ts'
import { scene } from './scene.ts'

function recovered(connection: Connection): Promise<unknown> {
  return once(connection as never, 'recovered')
}

/** What the program threw outside of all promises; the test goes on. */
function uncaught(): Promise<unknown> {
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  return new Promise((resolve) => {
    process.once('uncaughtException', (error) => {
      for (const listener of before) process.on('uncaughtException', listener)
      resolve(error)
    })
  })
}

describe('a listener that throws does not get in the way', () => {
  test.each(['queueRenamed', 'recovered', 'lost'] as const)('of the connection, on %s', async (name) => {
    const { place, connection } = await scene()
    const thrown = uncaught()
    connection.once(name, () => {
      throw new Error(`a mistake on ${name}`)
    })
    const channel = await connection.openChannel()
    await channel.queueDeclare({ exclusive: true })
    await place.strike()
    expect(await thrown).toMatchObject({ message: `a mistake on ${name}` })
    await channel.queueDeclare({ queue: 'all is well' })
  })

  test.each(['recovered', 'lost'] as const)('of a channel, on %s', async (name) => {
    const { place, connection } = await scene()
    const thrown = uncaught()
    const channel = await connection.openChannel()
    channel.once(name, () => {
      throw new Error(`a mistake on ${name}`)
    })
    const back = recovered(connection)
    await place.strike()
    expect(await thrown).toMatchObject({ message: `a mistake on ${name}` })
    await back
    await channel.queueDeclare({ queue: 'all is well' })
  })
})

describe('a broker that takes less than before', () => {
  test('all channels come back where just as many are allowed', async () => {
    const { place, connection } = await scene({}, { channelMax: 2 })
    const channels = [await connection.openChannel(), await connection.openChannel()]
    await channels[0]?.queueDeclare({ queue: 'q' })
    const back = recovered(connection)
    await place.strike()
    await back
    expect(channels.map(({ isOpen }) => isOpen)).toEqual([true, true])
  })

  test('a channel too many ends, and says why', async () => {
    const { place, connection } = await scene()
    const channels = [await connection.openChannel(), await connection.openChannel()]
    const back = recovered(connection)
    await place.strike({ channelMax: 1 })
    await back
    expect(channels.map(({ isOpen }) => isOpen)).toEqual([true, false])
    expect(await channels[1]?.closed).toMatchObject({ code: 'CHANNEL_MAX', initiator: 'peer' })
  })

  test('what does not fit its frames any more is told, and the rest is declared', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    const large = { queue: 'large', arguments: { words: 'x'.repeat(5_000) } }
    await channel.queueDeclare({ queue: 'before' })
    await channel.queueDeclare(large)
    await channel.queueDeclare({ queue: 'after' })
    const failures: unknown[] = []
    connection.on('topologyFailed', (failure) => failures.push(failure))
    const back = recovered(connection)
    await place.strike({ frameMaxBytes: 4096 })
    await back
    expect(failures).toEqual([
      {
        method: 'queue.declare',
        args: expect.objectContaining({ queue: 'large' }),
        error: expect.any(RangeError),
      },
    ])
    for (const queue of ['before', 'after']) await channel.queueDeclare({ queue, passive: true })
  })

  test('a consumer that does not fit its frames ends its channel', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: 'q' })
    await channel.basicConsume({ queue: 'q', arguments: { words: 'x'.repeat(5_000) } }, () => {})
    const back = recovered(connection)
    await place.strike({ frameMaxBytes: 4096 })
    await back
    expect(await channel.closed).toBeInstanceOf(RangeError)
    await (await connection.openChannel()).close()
  })
})

describe('an end within an end', () => {
  test('a loop whose queue was deleted just before the loss ends', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: 'q' })
    channel.basicPublish({ routingKey: 'q' }, undefined, 'one')
    let count = 0
    for await (const delivery of connection.consume('q')) {
      count++
      delivery.ack()
      await channel.queueDelete({ queue: 'q' })
      await place.strike(false)
    }
    expect(count).toBe(1)
  })

  test('a connection that is closed by a listener to its loss is closed once', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    const closes: unknown[] = []
    connection.on('close', (reason) => closes.push(reason))
    channel.once('lost', () => void connection.close())
    await place.strike()
    await connection.closed
    expect(closes).toEqual([undefined])
  })

  test('the last failure is told before the end', async () => {
    const { place, connection } = await scene({ maxAttempts: 1 })
    const told: string[] = []
    connection.on('recoveryFailed', () => told.push('recoveryFailed'))
    connection.on('close', () => told.push('close'))
    await place.strike(false)
    await connection.closed
    expect(told).toEqual(['recoveryFailed', 'close'])
  })

  test('a connection that is closed right behind open-ok is over, and nobody waits for it', async () => {
    const peer = new RawPeer()
    const connecting = connect({ transport: () => peer.transport })
    await peer.shakeHands()
    peer.send(0, connectionClose, { replyCode: 320, replyText: 'CONNECTION_FORCED - going' })
    const connection = await connecting
    expect(connection.isRecovering).toBe(false)
    expect(await connection.closed).toMatchObject({ replyCode: 320 })
    await expect(connection.openChannel()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  })
})

test('what was told not to recover does not, whatever else was left undefined', async () => {
  await using broker = new Broker()
  const transport = (): ReturnType<Broker['transport']> => broker.transport()
  const connection = await connect({ transport, recovery: false }, { recovery: undefined })
  await broker.close()
  expect(await connection.closed).toMatchObject({ replyCode: 320 })
})

test('a queue whose name nobody told is not declared again, and renames nothing', async () => {
  const { place, connection } = await scene()
  const channel = await connection.openChannel()
  await channel.queueDeclare({ noWait: true })
  await channel.queueDeclare({ queue: 'q' })
  const renamed: unknown[] = []
  connection.on('queueRenamed', (...names) => renamed.push(names))
  const back = recovered(connection)
  await place.strike()
  await back
  await channel.queueDeclare({ queue: 'q', passive: true })
  expect(renamed).toEqual([])
})

describe('a transaction', () => {
  test('that had nothing in it when the connection was lost goes on', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: 'q' })
    await channel.txSelect()
    channel.basicPublish({ routingKey: 'q' }, undefined, 'whole')
    await channel.txCommit()
    const back = recovered(connection)
    await place.strike()
    await back
    await channel.transaction(() => channel.basicPublish({ routingKey: 'q' }, undefined, 'whole'))
    expect((await channel.queueDeclare({ queue: 'q', passive: true })).messageCount).toBe(1)
  })

  test('that was cut in two is rolled back, however often the connection is lost meanwhile', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: 'q' })
    await channel.txSelect()
    channel.basicPublish({ routingKey: 'q' }, undefined, 'half')
    for (let i = 0; i < 2; i++) {
      const back = recovered(connection)
      await place.strike()
      await back
    }
    await expect(channel.txCommit()).rejects.toMatchObject({ code: 'TRANSACTION_LOST' })
  })
})

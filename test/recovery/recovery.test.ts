// The course of a recovery, on brokers in memory that come and go.

import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { type Connection, connect } from '../../src/index.ts'
import { memoryPair } from '../../src/transport/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { Place, scene } from './scene.ts'

function event(
  connection: Connection,
  name: 'lost' | 'recovered' | 'recoveryFailed' | 'close',
): Promise<unknown[]> {
  return once(connection as never, name)
}

describe('between two lives', () => {
  test('a connection says so', async () => {
    const { place, connection } = await scene()
    const recovered = event(connection, 'recovered')
    const lost = event(connection, 'lost')
    await place.strike(false)
    await lost
    expect([connection.isOpen, connection.isRecovering]).toEqual([false, true])
    await event(connection, 'recoveryFailed')
    const { recovery } = connection.snapshot()
    expect(recovery).toMatchObject({ state: 'waiting' })
    expect(recovery?.failedAttempts).toBeGreaterThan(0)
    place.broker = new Broker()
    const [{ failedAttempts }] = (await recovered) as [{ failedAttempts: number }]
    expect(failedAttempts).toBeGreaterThan(0)
    expect([connection.isOpen, connection.isRecovering]).toEqual([true, false])
    expect(connection.snapshot().recovery).toBeUndefined()
  })

  test('a wait gets what is left of its time, and no more', async () => {
    const { place, connection } = await scene()
    await place.strike(false)
    await expect(connection.openChannel({ timeoutMs: 20 })).rejects.toMatchObject({
      code: 'TIMEOUT',
      method: 'channel.open',
    })
  })

  test('a call on a channel that was closed is refused at once', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    await channel.close()
    await place.strike(false)
    expect(channel.isRecovering).toBe(false)
    await expect(channel.queueDeclare({ queue: 'q' })).rejects.toMatchObject({ code: 'CHANNEL_CLOSED' })
  })

  test('a channel is closed without a word to anybody, and stays away', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    const recovered = event(connection, 'recovered')
    await place.strike(false)
    await channel.close()
    expect(await channel.closed).toBeUndefined()
    place.broker = new Broker()
    await recovered
    expect(connection.snapshot().channels).toEqual([])
  })

  test('a commit waits, and then fails with what it was half of', async () => {
    const { place, connection } = await scene()
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: 'q', durable: true })
    await channel.txSelect()
    channel.basicPublish({ routingKey: 'q' }, undefined, 'half')
    await place.strike()
    const commit = channel.txCommit()
    await expect(commit).rejects.toMatchObject({ code: 'TRANSACTION_LOST', retriable: true })
    channel.basicPublish({ routingKey: 'q' }, undefined, 'whole')
    await channel.txCommit()
    expect((await channel.queueDeclare({ queue: 'q', passive: true })).messageCount).toBe(1)
  })
})

describe('attempts', () => {
  test('come after longer and longer waits, as chance has it', async () => {
    const waits: unknown[] = []
    const { place, connection } = await scene({
      minDelayMs: 2,
      maxDelayMs: 8,
      maxAttempts: 5,
      random: () => 0,
    })
    connection.on('recoveryFailed', ({ retryAfterMs }) => waits.push(retryAfterMs))
    const closed = event(connection, 'close')
    await place.strike(false)
    const [error] = await closed
    expect(waits).toEqual([4, 8, 8, 8, undefined])
    expect(error).toMatchObject({ scope: 'connection' })
    expect(await connection.closed).toBe(error)
    await expect(connection.openChannel()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  })

  test('take as long as before where each life is lost at once', async () => {
    const { place, connection } = await scene({ minDelayMs: 1, maxDelayMs: 60_000, random: () => 0.5 })
    for (let life = 0; life < 4; life++) {
      const recovered = event(connection, 'recovered')
      await place.strike()
      await recovered
    }
    await place.strike(false)
    const [{ retryAfterMs }] = (await event(connection, 'recoveryFailed')) as [{ retryAfterMs: number }]
    // 1 ms, doubled for each of four lives and one attempt, and a quarter less.
    expect(retryAfterMs).toBe(24)
  })

  test('end when the connection is closed, and so do those who wait', async () => {
    const { place, connection } = await scene({ minDelayMs: 60_000, maxDelayMs: 60_000 })
    const channel = await connection.openChannel()
    await place.strike(false)
    const waiting = [channel.queueDeclare({ queue: 'q' }), connection.openChannel(), channel.drained()]
    await connection.close()
    for (const one of waiting)
      await expect(one).rejects.toMatchObject({ code: 'CONNECTION_CLOSED', initiator: 'user' })
    expect(await connection.closed).toBeUndefined()
    expect(await channel.closed).toBeUndefined()
  })

  test('are given up with the connection, where one is under way', async () => {
    const { place, connection } = await scene()
    await place.strike(false)
    const opened = place.dialled
    const hung: Transport[] = []
    // A broker that takes the stream and says nothing.
    Object.assign(place, { broker: { transport: () => memoryPair().map((end) => hung.push(end) && end)[0] } })
    while (place.dialled === opened) await new Promise((resolve) => setImmediate(resolve))
    await connection.close()
    expect(await connection.closed).toBeUndefined()
    place.broker = undefined
  })
})

test('what is recovered tells that there is room, and that the broker takes publishes', async () => {
  const place = new Place()
  place.broker = new Broker({ maxReadyBytes: 1 })
  const connection = await connect({ transport: place.transport, recovery: { minDelayMs: 1 } })
  const channel = await connection.openChannel()
  const { queue } = await channel.queueDeclare({ exclusive: true })
  const blocked = once(connection as never, 'blocked')
  channel.basicPublish({ routingKey: queue }, undefined, 'too much')
  channel.basicPublish({ routingKey: queue }, undefined, 'too much')
  await blocked
  const unblocked = once(connection as never, 'unblocked')
  await place.strike()
  await unblocked
  expect(connection.blocked).toBeUndefined()
  await connection.close()
  await place.broker?.close()
})

test.each([
  [{ recovery: 'yes' }, 'recovery must be true, false or an object, not "yes"'],
  [{ recovery: { minDelayMs: 0 } }, 'recovery.minDelayMs must be a whole number from 1 to 2147483647, not 0'],
  [{ recovery: { minDelayMs: 9, maxDelayMs: 8 } }, 'recovery.maxDelayMs must be a whole number from 9'],
  [{ recovery: { maxAttempts: 0.5 } }, 'recovery.maxAttempts must be a whole number from 1'],
  [{ recovery: { topology: 1 } }, 'recovery.topology must be true or false, not "1" (a number)'],
  [{ recovery: { random: 4 } }, 'recovery.random must be a function, not "4" (a number)'],
  [{ recovery: true, transport: memoryPair()[0] }, 'recovery needs a way to connect again'],
] as [never, string][])('%j is refused', async (options, words) => {
  await expect(connect(options)).rejects.toThrow(words)
})

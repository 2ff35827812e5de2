import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { forwardTo } from '../support/forwarder.ts'

eachBroker((broker) => {
  test('with a heartbeat of 1 s an idle connection stays up for 15 s', async () => {
    let heartbeats = 0
    await using connection = await connect(broker.url, {
      heartbeatSeconds: 1,
      tap: (direction, bytes) => {
        if (direction === 'in' && bytes[0] === 8) heartbeats++
      },
    })
    expect(connection.tune.heartbeatSeconds).toBe(1)
    const idle = AbortSignal.timeout(15_000)
    const ended = await Promise.race([
      connection.closed,
      new Promise((resolve) => idle.addEventListener('abort', () => resolve('still up'))),
    ])
    expect(ended).toBe('still up')
    expect(heartbeats).toBeGreaterThan(10)
    const channel = await connection.openChannel()
    await channel.close()
  })

  test('a peer that falls silent is found within 2 to 3 s', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url, { heartbeatSeconds: 1, recovery: false })
    const channel = await connection.openChannel()
    const silentFrom = performance.now()
    forwarder.fallSilent()
    const error = await connection.closed
    const seconds = (performance.now() - silentFrom) / 1000
    expect(error).toMatchObject({ code: 'HEARTBEAT_TIMEOUT', initiator: 'transport', retriable: true })
    expect(await channel.closed).toBe(error)
    // The last byte may have come up to half an interval of the broker's before.
    expect(seconds).toBeGreaterThan(1.4)
    expect(seconds).toBeLessThan(3)
  })

  test('a connection that is cut is noticed at once', async () => {
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(forwarder.url, { recovery: false })
    const channel = await connection.openChannel()
    const underWay = channel.queueDeclare({ exclusive: true })
    forwarder.cut()
    await expect(underWay).rejects.toMatchObject({ scope: 'connection', retriable: true })
    expect(await connection.closed).toMatchObject({ initiator: 'transport' })
  })
})

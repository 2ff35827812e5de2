import { describe, expect, test } from 'vitest'
import { basicPublish, connectionTune, connectionTuneOk } from '../../src/generated/methods.ts'
import type { Tune } from '../../src/protocol/tune.ts'
import { CorePair, type CorePairOptions } from '../support/core-pair.ts'
import { LoneClient, LoneServer, method, START, START_OK } from '../support/core-script.ts'

const TUNE: Tune = { channelMax: 0, frameMaxBytes: 0, heartbeatSeconds: 10 }

/** An open pair that wants a sign of life every ten seconds. */
function openPair(options: CorePairOptions = {}): CorePair {
  const pair = new CorePair({ client: { tune: TUNE }, server: { tune: TUNE }, ...options })
  pair.open()
  return pair
}

test('both sides ask for a tick four times in an interval', () => {
  const pair = openPair()
  expect([pair.client.tickEveryMs, pair.server.tickEveryMs]).toEqual([2500, 2500])
})

test('before anything is agreed on, nobody asks for ticks', () => {
  const pair = new CorePair()
  expect([pair.client.tickEveryMs, pair.server.tickEveryMs]).toEqual([undefined, undefined])
})

test('two idle peers keep each other alive, with a heartbeat every half interval', () => {
  const pair = openPair()
  const before = pair.traffic('to server').length
  for (let i = 0; i < 400; i++) {
    pair.tick(2500)
    pair.settle()
  }
  expect([pair.client.life.state, pair.server.life.state]).toEqual(['open', 'open'])
  expect(pair.traffic('to server').subarray(before)).toEqual(
    Buffer.from('\x08\0\0\0\0\0\0\xce'.repeat(200), 'latin1'),
  )
})

test('who sends all the time sends no heartbeats', () => {
  const pair = openPair()
  const { core } = pair.openChannel()
  for (let i = 0; i < 20; i++) {
    core.publish({}, {}, 'x')
    pair.settle()
    pair.tick(2500)
  }
  expect(pair.traffic('to server').includes(Buffer.from('\x08\0\0\0\0\0\0\xce', 'latin1'))).toBe(false)
})

test('taking output where there is none is no sign of life', () => {
  const pair = openPair()
  for (let i = 0; i < 4; i++) {
    pair.tick(1250)
    if (pair.client.pendingBytes === 0) pair.client.takeOutput(pair.now)
  }
  expect(pair.client.pendingBytes).toBe(8)
})

describe('a peer that falls silent', () => {
  test('is given up after two intervals, with all that was under way', () => {
    const pair = openPair()
    const { recorder } = pair.openChannel()
    pair.now += 19_999
    pair.client.tick(pair.now)
    expect(pair.clientSide.closes).toEqual([])
    pair.now += 1
    pair.client.tick(pair.now)
    expect(pair.clientSide.closes).toMatchObject([
      {
        name: 'ConnectionError',
        code: 'HEARTBEAT_TIMEOUT',
        message: 'the broker sent nothing for 20.0 s, twice the heartbeat of 10 s',
        initiator: 'transport',
        retriable: true,
      },
    ])
    expect(recorder.closes).toEqual(pair.clientSide.closes)
  })

  test('is not alone to blame where this program looked at the clock too late', () => {
    const pair = openPair()
    pair.client.tick(30_000, 7_500)
    const words = /^the broker sent nothing for 30\.0 s, twice the heartbeat of 10 s; this program.* 7\.5 s/
    expect(pair.clientSide.closes[0]?.message).toMatch(words)
  })

  test('is judged from tune on, not from the time before', () => {
    const client = new LoneClient()
    client.now = 3_600_000
    client.hears(START, method(0, connectionTune, { channelMax: 1, frameMax: 4096, heartbeat: 10 }))
    client.core.tick(client.now + 19_999)
    expect(client.core.life.state).toBe('awaiting open-ok')
  })

  test('can be watched while it is silent', () => {
    const pair = openPair()
    pair.now = 3_000
    expect(pair.client.silentMs(pair.now)).toBe(3_000)
    pair.server.tick((pair.now = 5_000))
    pair.settle()
    expect(pair.client.silentMs(6_000)).toBe(1_000)
  })

  test('is given up by the server as well, which then closes its channels', () => {
    const pair = openPair()
    pair.openChannel()
    pair.server.tick(20_000)
    expect(pair.serverSide.closes).toMatchObject([{ code: 'HEARTBEAT_TIMEOUT' }])
    expect(pair.serverSide.channels[0]?.events).toEqual(['closed'])
  })

  test('is alive as long as bytes come, even without a whole frame', () => {
    const pair = openPair()
    const { core } = pair.openChannel()
    core.send(basicPublish, { exchange: 'x'.repeat(200) })
    for (let i = 0; i < 100; i++) {
      pair.now += 19_000
      pair.carry('to server', 1)
      pair.server.tick(pair.now)
    }
    expect(pair.server.life.state).toBe('open')
  })

  test('is nothing to a connection that is over', () => {
    const pair = openPair()
    pair.cut()
    pair.tick(6_000)
    pair.tick(60_000)
    expect([pair.client.pendingBytes, pair.server.pendingBytes]).toEqual([0, 0])
    expect([pair.clientSide.closes.length, pair.serverSide.closes.length]).toEqual([1, 1])
  })
})

describe('no heartbeats', () => {
  test('where nobody wants them, nobody is ever given up', () => {
    const none = { ...TUNE, heartbeatSeconds: 0 }
    const pair = openPair({ client: { tune: none }, server: { tune: none } })
    pair.tick(1e9)
    expect([pair.client.tickEveryMs, pair.server.tickEveryMs]).toEqual([undefined, undefined])
    expect([pair.client.life.state, pair.client.pendingBytes]).toEqual(['open', 0])
  })

  test("the client's last word holds, 0 included", () => {
    const server = new LoneServer({}, { tune: TUNE })
    server.hears(Buffer.from('AMQP\0\0\x09\x01', 'latin1'), START_OK)
    server.hears(method(0, connectionTuneOk, { channelMax: 1, frameMax: 4096, heartbeat: 0 }))
    expect(server.core.tickEveryMs).toBeUndefined()
  })
})

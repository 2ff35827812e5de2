import { describe, expect, test } from 'vitest'
import { bodyFrame, headerFrame, methodFrame } from '../frames.ts'
import { channelScene, joinedScene, numberOf, Scene } from './scene.ts'

const INTERVAL = 10

function heartbeatScene(): Scene {
  const scene = new Scene()
  scene.connect(1, INTERVAL)
  return scene
}

function wait(scene: Scene, seconds: number): void {
  scene.now += seconds * 1e6
}

describe('silence', () => {
  test('beyond the interval is late, from two on missing, and told once each', () => {
    const scene = heartbeatScene()
    for (const seconds of [9, 12, 5]) {
      wait(scene, seconds)
      scene.heartbeat(1, 'broker-to-client')
    }
    const { silences } = scene.facts
    const told = silences.map(({ direction, state, silentSeconds }) => [
      direction,
      state,
      Math.round(silentSeconds),
    ])
    expect(told).toEqual([
      ['client-to-broker', 'missing', 21],
      ['broker-to-client', 'late', 12],
    ])
    expect(silences[1]).toMatchObject({ connection: 1, intervalSeconds: INTERVAL })
    expect(silences[1]?.last?.number).toBe(silences[1]!.next!.number - 1)
    expect(silences[0]).not.toHaveProperty('next')
    scene.heartbeat(1, 'client-to-broker')
    wait(scene, 11)
    scene.heartbeat(1, 'broker-to-client')
    expect(silences.slice(2).map(({ direction, state }) => [direction, state])).toEqual([
      ['client-to-broker', 'late'],
      ['broker-to-client', 'late'],
    ])
  })

  test('is noticed while it lasts where somebody tells the time', () => {
    const scene = heartbeatScene()
    const from = scene.now / 1e6
    for (const after of [5, 11, 12, 21, 22]) scene.facts.correlator.tick(from + after)
    expect(scene.facts.silences.map(({ direction, state }) => `${direction} ${state}`)).toEqual([
      'client-to-broker late',
      'broker-to-client late',
      'client-to-broker missing',
      'broker-to-client missing',
    ])
  })

  test('is as it should be where there are no heartbeats, or it is not known whether there are', () => {
    for (const scene of [channelScene(), joinedScene()]) {
      scene.heartbeat(1, 'client-to-broker')
      wait(scene, 1000)
      scene.heartbeat(1, 'client-to-broker')
      expect(scene.facts.silences).toEqual([])
    }
  })
})

describe('a blocked connection', () => {
  test('is told with the time that it lasted, from the first connection.blocked on', () => {
    const scene = channelScene()
    const blocked = scene.broker(1, 0, 'connectionBlocked', { reason: 'low on memory' })
    wait(scene, 3)
    scene.broker(1, 0, 'connectionBlocked', { reason: 'low on disk' })
    const unblocked = scene.broker(1, 0, 'connectionUnblocked')
    const [blocking] = scene.facts.blockings
    expect([numberOf(blocking?.blocked), numberOf(blocking?.unblocked)]).toEqual([blocked, unblocked])
    expect(blocking?.reason).toBe('low on memory')
    expect(blocking?.durationSeconds).toBeCloseTo(3.002)
  })

  test('may end blocked, or be blocked at the end', () => {
    const scene = channelScene()
    scene.broker(1, 0, 'connectionBlocked', { reason: 'low on memory' })
    wait(scene, 2)
    scene.cut(1)
    expect(scene.facts.blockings).toMatchObject([{ reason: 'low on memory' }])
    expect(scene.facts.blockings[0]?.durationSeconds).toBeCloseTo(2)
    scene.connect(2)
    const blocked = scene.broker(2, 0, 'connectionBlocked', { reason: 'low on disk' })
    expect(scene.end().blocked.map(({ command }) => numberOf(command))).toEqual([blocked])
    expect(scene.facts.blockings.length).toBe(1)
  })

  test('was blocked before the recording began', () => {
    const scene = joinedScene()
    scene.broker(1, 0, 'connectionUnblocked')
    expect(scene.facts.unmatched.map(({ reason }) => reason)).toEqual([
      'no connection.blocked was seen before it',
    ])
  })
})

test('a channel is paused from channel.flow to channel.flow', () => {
  const scene = channelScene()
  const stopped = scene.broker(1, 1, 'channelFlow', { active: false })
  scene.client(1, 1, 'channelFlowOk', { active: false })
  wait(scene, 1)
  const resumed = scene.broker(1, 1, 'channelFlow', { active: true })
  const [pause] = scene.facts.pauses
  expect([numberOf(pause?.stopped), numberOf(pause?.resumed)]).toEqual([stopped, resumed])
  expect(pause?.durationSeconds).toBeCloseTo(1.002)
  const again = scene.broker(1, 1, 'channelFlow', { active: false })
  expect(scene.end().paused.map(({ command }) => numberOf(command))).toEqual([again])
})

describe('content that is not whole', () => {
  test('is open at the end', () => {
    const scene = channelScene()
    const publish = scene.send(1, 'client-to-broker', [
      methodFrame(1, { apiName: 'basicPublish' }, { routingKey: 'q' }),
      headerFrame(1, 10, {}),
      bodyFrame(1, new TextEncoder().encode('half')),
    ])
    const { contents, publishes } = scene.end()
    expect(contents.map(({ command }) => [numberOf(command), command.problem])).toEqual([
      [publish, 'the connection ended before its content came'],
    ])
    expect(publishes).toEqual([])
  })

  test('is not put together over a place where octets are missing', () => {
    const scene = channelScene()
    scene.send(1, 'client-to-broker', [
      methodFrame(1, { apiName: 'basicPublish' }, { routingKey: 'q' }),
      headerFrame(1, 4, {}),
    ])
    scene.facts.correlator.lost(1)
    scene.send(1, 'client-to-broker', [bodyFrame(1, new TextEncoder().encode('half'))])
    expect(scene.facts.unmatched.map(({ reason }) => reason)).toEqual([
      'octets are missing in place of its content',
    ])
  })

  test('nothing is tied over damage', () => {
    const scene = channelScene()
    const purge = scene.client(1, 1, 'queuePurge', { queue: 'q' })
    scene.send(1, 'broker-to-client', [Uint8Array.of(0, 1, 2)])
    scene.broker(1, 1, 'queuePurgeOk', { messageCount: 0 })
    expect(scene.facts.calls.map(({ call, outcome }) => [numberOf(call), outcome])).toEqual([
      [purge, 'unanswered'],
    ])
  })
})

describe('topology', () => {
  function call(scene: Scene, name: string, args: object, reply: object = {}): void {
    scene.client(1, 1, name, args)
    scene.broker(1, 1, `${name}Ok`, reply)
  }

  test('is what was declared and bound, with the names that the broker gave', () => {
    const scene = channelScene()
    call(scene, 'exchangeDeclare', { exchange: 'x', type: 'topic', durable: true })
    call(scene, 'queueDeclare', { queue: '', exclusive: true }, { queue: 'amq.gen-1', messageCount: 0 })
    call(scene, 'queueBind', { queue: '', exchange: 'x', routingKey: 'a.*' })
    call(scene, 'queueBind', { queue: '', exchange: 'x', routingKey: 'a.*' })
    call(scene, 'queueBind', { queue: '', exchange: 'x', routingKey: '' })
    call(scene, 'exchangeBind', {
      source: 'x',
      destination: 'amq.fanout',
      routingKey: '',
      arguments: { a: 1n },
    })
    scene.client(1, 1, 'queueDeclare', { queue: 'quiet', durable: true, noWait: true })
    call(scene, 'queueDeclare', { queue: 'there', passive: true }, { queue: 'there', messageCount: 7 })
    const [topology] = scene.facts.correlator.topologies
    expect(topology?.virtualHost).toBe('/')
    expect([...topology!.exchanges.values()]).toMatchObject([{ name: 'x', type: 'topic', durable: true }])
    expect([...topology!.queues.values()]).toMatchObject([
      { name: 'amq.gen-1', exclusive: true, messageCount: 0 },
      { name: 'quiet', durable: true, messageCount: undefined },
      { name: 'there', durable: undefined, messageCount: 7 },
    ])
    expect(topology!.bindings.map((each) => [each.source, each.destination, each.routingKey])).toEqual([
      ['x', 'amq.gen-1', 'a.*'],
      ['x', 'amq.gen-1', 'amq.gen-1'],
      ['x', 'amq.fanout', ''],
    ])
  })

  test('loses what is unbound and deleted, and exclusive queues with their connection', () => {
    const scene = channelScene()
    call(scene, 'exchangeDeclare', { exchange: 'x' })
    for (const queue of ['a', 'b', 'c']) {
      call(scene, 'queueDeclare', { queue, exclusive: queue === 'c' }, { queue })
      call(scene, 'queueBind', { queue, exchange: 'x', routingKey: 'k' })
      call(scene, 'queueBind', { queue, exchange: 'amq.fanout', routingKey: '' })
    }
    call(scene, 'queueUnbind', { queue: 'a', exchange: 'amq.fanout', routingKey: '' })
    call(scene, 'queueDelete', { queue: 'b' })
    const bindings = (): string[] =>
      scene.facts.correlator.topologies[0]!.bindings.map(
        ({ source, destination }) => `${source} ${destination}`,
      )
    expect(bindings()).toEqual(['x a', 'x c', 'amq.fanout c'])
    scene.cut(1)
    expect([...scene.facts.correlator.topologies[0]!.queues.keys()]).toEqual(['a'])
    expect(bindings()).toEqual(['x a'])
    scene.connect(2)
    scene.open(2, 1)
    scene.client(2, 1, 'exchangeDelete', { exchange: 'x', noWait: true })
    expect(bindings()).toEqual([])
    expect(scene.facts.correlator.topologies[0]!.exchanges.size).toBe(0)
  })

  test('is not changed by what was refused', () => {
    const scene = channelScene()
    scene.client(1, 1, 'queueDeclare', { queue: 'q' })
    scene.broker(1, 1, 'channelClose', { replyCode: 406, classId: 50, methodId: 10 })
    expect(scene.facts.correlator.topologies.flatMap(({ queues }) => [...queues.keys()])).toEqual([])
  })

  test('of an unknown virtual host is that of the connection alone', () => {
    const scene = joinedScene()
    scene.client(1, 1, 'queueDeclare', { queue: 'q', noWait: true })
    const [topology] = scene.facts.correlator.topologies
    expect(topology?.virtualHost).toBeUndefined()
    expect([...topology!.queues.keys()]).toEqual(['q'])
  })
})

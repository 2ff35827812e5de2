import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startProxy } from '../../../src/inspect/index.ts'
import { ProxyScene, received, receivedOctets } from './sockets.ts'

const PUBLISH = Buffer.from([1, 0, 1, 0, 0, 0, 9, 0, 60, 0, 40, 0, 0, 0, 0, 0, 0xce])
const DELIVER = Buffer.from([1, 0, 1, 0, 0, 0, 4, 0, 60, 0, 60, 0xce])
const HEARTBEAT = Buffer.from([8, 0, 0, 0, 0, 0, 0, 0xce])

let scene: ProxyScene
let client: Socket
let broker: Socket

beforeEach(async () => {
  scene = await ProxyScene.open({ stepwise: true })
  ;[client, broker] = await scene.pair()
})
afterEach(() => scene[Symbol.asyncDispose]())

test('a frame is held with all that is behind it, and the other direction goes on', async () => {
  const breakpoint = scene.proxy.breakAt('basic.publish')
  const atBroker = received(broker)
  client.end(Buffer.concat([HEARTBEAT, PUBLISH, HEARTBEAT]))
  const held = await breakpoint.next()
  expect(held.frame).toMatchObject({ connection: 1, direction: 'client-to-broker', channel: 1 })
  expect(held.frame.method).toBe('basic.publish')
  broker.write(DELIVER)
  expect(await receivedOctets(client, DELIVER.length)).toEqual(DELIVER)
  held.release()
  held.drop() // too late
  expect(await atBroker).toEqual(Buffer.concat([HEARTBEAT, PUBLISH, HEARTBEAT]))
})

test('what is held may be dropped, or replaced', async () => {
  const breakpoint = scene.proxy.breakAt({ frames: 'basic.publish' })
  const atBroker = received(broker)
  client.end(Buffer.concat([PUBLISH, PUBLISH, HEARTBEAT]))
  ;(await breakpoint.next()).drop()
  ;(await breakpoint.next()).replace(Buffer.from('something else'))
  expect(await atBroker).toEqual(Buffer.concat([Buffer.from('something else'), HEARTBEAT]))
})

test('a step holds the next frame of the connection, whichever way it goes, even if it waits already', async () => {
  const breakpoint = scene.proxy.breakAt('basic.publish times 1')
  const atBroker = received(broker)
  client.end(Buffer.concat([PUBLISH, HEARTBEAT, PUBLISH]))
  const first = await breakpoint.next()
  const second = await first.step()
  expect(second.frame.kind).toBe('heartbeat')
  const third = await second.step()
  expect(third.frame.method).toBe('basic.publish')
  const stepping = third.step()
  expect(await atBroker).toEqual(Buffer.concat([PUBLISH, HEARTBEAT, PUBLISH]))
  broker.write(DELIVER)
  const fourth = await stepping
  expect(fourth.frame.direction).toBe('broker-to-client')
  fourth.release()
  // Nobody steps any more: what comes now is not held.
  broker.write(DELIVER)
  expect(await receivedOctets(client, 2 * DELIVER.length)).toEqual(Buffer.concat([DELIVER, DELIVER]))
})

test('a loop takes what is held one by one, and ends with the breakpoint', async () => {
  const breakpoint = scene.proxy.breakAt('heartbeat')
  const atBroker = received(broker)
  client.end(Buffer.concat([HEARTBEAT, PUBLISH, HEARTBEAT, HEARTBEAT]))
  let count = 0
  for await (const held of breakpoint) {
    held.drop()
    // The third is let go by the breakpoint's end.
    if (++count === 2) breakpoint.remove()
  }
  expect(await atBroker).toEqual(Buffer.concat([PUBLISH, HEARTBEAT]))
})

test('faults apply to what is let go, and not to what replaces it', async () => {
  await using own = await ProxyScene.open({ stepwise: true, faults: ['duplicate basic.publish'] })
  const [near, far] = await own.pair()
  using breakpoint = own.proxy.breakAt('basic.publish')
  const atBroker = received(far)
  near.end(Buffer.concat([PUBLISH, PUBLISH]))
  ;(await breakpoint.next()).release()
  ;(await breakpoint.next()).replace(HEARTBEAT)
  expect(await atBroker).toEqual(Buffer.concat([PUBLISH, PUBLISH, HEARTBEAT]))
})

describe('waits end', () => {
  test('when the breakpoint is removed', async () => {
    const breakpoint = scene.proxy.breakAt('')
    const next = expect(breakpoint.next()).rejects.toMatchObject({
      code: 'BREAKPOINT_REMOVED',
      scope: 'operation',
    })
    breakpoint.remove()
    await next
    await expect(breakpoint.next()).rejects.toMatchObject({ code: 'BREAKPOINT_REMOVED' })
  })

  test('when the proxy is closed, with a frame held', async () => {
    const [here, there] = [scene.proxy.breakAt('basic.publish'), scene.proxy.breakAt('heartbeat')]
    client.write(PUBLISH)
    const held = await here.next()
    const next = expect(there.next()).rejects.toMatchObject({ code: 'BREAKPOINT_REMOVED' })
    const step = expect(held.step()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    client.destroy()
    broker.destroy()
    await scene.proxy.close()
    await Promise.all([next, step])
    held.release()
  })

  test('when the connection ends before the next step', async () => {
    const breakpoint = scene.proxy.breakAt('basic.publish')
    client.write(PUBLISH)
    const step = expect((await breakpoint.next()).step()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    client.destroy()
    broker.resume().on('end', () => broker.end())
    await step
  })
})

test('without the option it says which one it takes', async () => {
  await using proxy = await startProxy({ to: 'amqp://localhost' })
  expect(() => proxy.breakAt('basic.publish')).toThrow(/the option stepwise makes one that can/)
})

test('a condition that is wrong is refused', () => {
  expect(() => scene.proxy.breakAt('basic.publsih')).toThrow(
    /^the condition "basic.publsih" is not understood/,
  )
  expect(() => scene.proxy.breakAt({ channel: -1 })).toThrow(RangeError)
})

// What giving up means where it is more than the end of a wait.

import { spawn } from 'node:child_process'
import { getEventListeners, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import { AbortedError } from '../../src/index.ts'
import { opening, openScene, type Scene, type Step } from '../support/abort-scene.ts'

const SUPPORT = new URL('../support/', import.meta.url)

async function pass(step: Step, scene: Scene): Promise<void> {
  await step.reached(scene)
  step.answer(scene)
}

async function openPublisher() {
  const scene = await openScene()
  const { connection, peer } = scene
  const created = connection.createPublisher()
  await pass(opening, scene)
  await peer.answer('confirm.select', methods.confirmSelectOk, {})
  return { connection, peer, publisher: await created }
}

async function inTransaction(work: () => Promise<string>, signal: AbortSignal) {
  const scene = await openScene()
  const outcome = scene.channel.transaction(work, { signal }).catch((error: unknown) => error)
  await scene.peer.answer('tx.select', methods.txSelectOk, {})
  return { ...scene, outcome }
}

test('a transaction that is given up during its work is rolled back when the work is done', async () => {
  const controller = new AbortController()
  const { peer, outcome } = await inTransaction(async () => {
    controller.abort('no more')
    return 'done'
  }, controller.signal)
  await peer.answer('tx.rollback', methods.txRollbackOk, {})
  expect(await outcome).toBeInstanceOf(AbortedError)
  expect(await outcome).toMatchObject({ method: 'transaction', cause: 'no more' })
  expect(peer.isQuiet).toBe(true)
})

test('a transaction whose work fails because it is given up is rolled back, and fails with that', async () => {
  const controller = new AbortController()
  const { peer, outcome } = await inTransaction(async () => {
    controller.abort()
    throw new Error('interrupted')
  }, controller.signal)
  await peer.answer('tx.rollback', methods.txRollbackOk, {})
  expect(await outcome).toMatchObject({ message: 'interrupted' })
})

test('a loop that is given up in its body goes no further, and its channel is closed', async () => {
  const scene = await openScene()
  const { connection, peer } = scene
  const controller = new AbortController()
  const seen: string[] = []
  const looping = async (): Promise<void> => {
    for await (const delivery of connection.consume('q', { signal: controller.signal })) {
      seen.push(delivery.text())
      controller.abort('enough')
    }
  }
  const looped = looping().catch((error: unknown) => error)
  await pass(opening, scene)
  await peer.answer('basic.qos', methods.basicQosOk, {})
  await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
  for (const tag of [1, 2]) peer.deliver(2, tag, String(tag))
  expect(await looped).toMatchObject({ code: 'ABORTED', method: 'consume', cause: 'enough' })
  expect(seen).toEqual(['1'])
  await peer.answer('channel.close', methods.channelCloseOk, {})
  await expect.poll(() => connection.snapshot().channels.map(({ id }) => id)).toEqual([1])
})

test('publishes that are given up while the broker blocks make way at once, and never leave', async () => {
  const { connection, peer, publisher } = await openPublisher()
  peer.send(0, methods.connectionBlocked, { reason: 'low on memory' })
  await new Promise<void>((resolve) => connection.once('blocked', () => resolve()))
  const controller = new AbortController()
  const publish = (routingKey: string, signal?: AbortSignal) =>
    publisher.publish({ routingKey }, undefined, 'x', { signal }).catch((error: unknown) => error)
  const given = [publish('1', controller.signal), publish('2', controller.signal)]
  const kept = [publish('3'), publish('4', controller.signal), publish('5')]
  controller.abort()
  expect(publisher.outstanding).toBe(2)
  expect(connection.snapshot().channels[1]?.publisher).toMatchObject({ outstanding: 0, waiting: 3 })
  for (const one of given) expect(await one).toBeInstanceOf(AbortedError)
  peer.send(0, methods.connectionUnblocked, {})
  for (const routingKey of ['3', '5'])
    expect((await peer.expect('basic.publish')).args).toMatchObject({ routingKey })
  peer.send(2, methods.basicAck, { deliveryTag: 2, multiple: true })
  expect(await Promise.all(kept)).toMatchObject([
    { sequenceNumber: 1 },
    { code: 'ABORTED' },
    { sequenceNumber: 2 },
  ])
  expect(connection.snapshot().channels[1]?.publisher).toMatchObject({ outstanding: 0, waiting: 0 })
})

test('a wait that was given up says nothing of a failure, which the next one does', async () => {
  const { peer, publisher } = await openPublisher()
  void publisher.publish({ routingKey: 'q' }, undefined, 'x')
  const controller = new AbortController()
  const given = publisher.waitForConfirms({ signal: controller.signal })
  controller.abort()
  await expect(given).rejects.toBeInstanceOf(AbortedError)
  peer.send(2, methods.basicNack, { deliveryTag: 1 })
  await expect(publisher.waitForConfirms()).rejects.toMatchObject({ code: 'NACKED' })
})

test('publishing all that an iterable gives takes nothing from it where that was given up before', async () => {
  const scene = await openScene()
  const created = scene.connection.createPublisher()
  await pass(opening, scene)
  await scene.peer.answer('confirm.select', methods.confirmSelectOk, {})
  const publisher = await created
  let taken = 0
  function* messages() {
    taken++
    yield { args: { routingKey: 'q' }, body: 'x' }
  }
  const given = publisher.publishAll(messages(), { signal: AbortSignal.abort() })
  await expect(given).rejects.toBeInstanceOf(AbortedError)
  expect(taken).toBe(0)
})

test('a wait for room is given up before it begins, also where there is room', async () => {
  const { channel } = await openScene()
  await channel.drained()
  await expect(channel.drained({ signal: AbortSignal.abort() })).rejects.toBeInstanceOf(AbortedError)
})

test('of those who wait for the same end, each gives up for itself', async () => {
  const scene = await openScene()
  const { connection, peer, channel } = scene
  const controller = new AbortController()
  const patient = channel.close()
  const impatient = channel.close({ signal: controller.signal })
  controller.abort()
  await expect(impatient).rejects.toBeInstanceOf(AbortedError)
  await peer.answer('channel.close', methods.channelCloseOk, {})
  await patient
  await channel.close({ signal: controller.signal })

  const closed = connection.close()
  await expect(connection.close({ signal: controller.signal })).rejects.toBeInstanceOf(AbortedError)
  // The one who gives up hangs up, which is the end for all.
  await closed
  expect(await connection.closed).toBeUndefined()
})

test('what cannot be begun leaves nothing behind that waits', async () => {
  const scene = await openScene()
  const { connection, peer } = scene
  const { signal } = new AbortController()
  expect(() => connection.updateSecret(7 as never, 'rotation', { signal })).toThrow(TypeError)
  const created = connection.createPublisher()
  await pass(opening, scene)
  await peer.answer('confirm.select', methods.confirmSelectOk, {})
  const publisher = await created
  expect(() => publisher.publish({}, undefined, 'x', { signal, timeoutMs: -1 })).toThrow(RangeError)
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(publisher.outstanding).toBe(0)
  await publisher.waitForConfirms()
})

test('a program in which everything was given up ends by itself', async () => {
  const program = `
    import { rows } from ${JSON.stringify(new URL('abort-rows.ts', SUPPORT).href)}
    import { openScene, serve } from ${JSON.stringify(new URL('abort-scene.ts', SUPPORT).href)}
    let givenUp = 0
    for (const { prepare, steps, ends } of rows) {
      for (const index of [undefined, ...steps.keys()]) {
        const scene = await openScene()
        const begin = await prepare(scene)
        const controller = new AbortController()
        const waiting = begin({ signal: controller.signal, timeoutMs: 600_000 })
        for (const step of steps.slice(0, index ?? 0)) {
          await step.reached(scene)
          step.answer(scene)
        }
        if (index !== undefined) await steps[index].reached(scene)
        controller.abort()
        await waiting.catch((error) => { givenUp += error.code === 'ABORTED' ? 1 : 0 })
        // What else is under way on a channel ends when that is closed.
        if (ends) serve(scene.peer)
      }
    }
    setImmediate(() => console.log(givenUp, process.getActiveResourcesInfo().includes('Timeout')))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (out += bytes))
  const timer = setTimeout(() => child.kill(), 60_000)
  const [status] = await once(child, 'close')
  clearTimeout(timer)
  const { rows } = await import('../support/abort-rows.ts')
  const waits = rows.reduce((sum, { steps }) => sum + 1 + steps.length, 0)
  expect({ status, out: out.trim() }).toEqual({ status: 0, out: `${waits} false` })
}, 90_000)

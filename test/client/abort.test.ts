// Whoever waits may give up: before, meanwhile, or too late. What is given up is rejected once and for all, leaves
// nothing behind, and nobody else gets its answer.

import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AbortedError } from '../../src/index.ts'
import { rows } from '../support/abort-rows.ts'
import {
  consumersOf,
  leftovers,
  openScene,
  type Row,
  type Scene,
  type Step,
  serve,
} from '../support/abort-scene.ts'

/** What the client may still say for one that gave up: that it does not want what it had asked for. */
const UNDOING = new Set(['channel.close', 'connection.close', 'basic.cancel', 'basic.nack'])

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe.each(rows)('$name', (row) => {
  test('aborted before it begins, it does not begin', () => giveUp(row, 'before'))

  test('aborted in the same turn, it is given up', () => giveUp(row, 'at once'))

  test.each(row.steps.map((_, index) => index))('aborted when it waits at step %i, it is given up', (index) =>
    giveUp(row, index),
  )

  test('aborted afterwards, it keeps its result', async () => {
    const scene = await openScene()
    const begin = await row.prepare(scene)
    const controller = new AbortController()
    const waiting = begin({ signal: controller.signal })
    for (const step of row.steps) {
      await step.reached(scene)
      step.answer(scene)
    }
    serve(scene.peer)
    serve(scene.other)
    const result = await waiting
    expect({ result }).toMatchObject({ result: row.result })
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    controller.abort()
    if (row.ends !== 'the connection') expect(await nextCall(scene)).toMatchObject({ queue: 'next' })
    expect(await waiting).toBe(result)
    await (result as Partial<AsyncDisposable> | undefined)?.[Symbol.asyncDispose]?.()
    await comeToRest(scene, [1])
    await scene.connection.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

async function giveUp(row: Row, when: 'before' | 'at once' | number): Promise<void> {
  const scene = await openScene()
  const { connection, peer } = scene
  const begin = await row.prepare(scene)
  const channels = row.ends === 'its channel' ? [1] : connection.snapshot().channels.map(({ id }) => id)
  const timers = vi.getTimerCount()
  const consumers = consumersOf(connection)
  const controller = new AbortController()
  const reason = new Error('no more')

  if (when === 'before') controller.abort(reason)
  const waiting = begin({ signal: controller.signal })
  if (typeof when === 'number') {
    for (const step of row.steps.slice(0, when)) {
      await step.reached(scene)
      step.answer(scene)
    }
    await row.steps[when]?.reached(scene)
  }
  controller.abort(reason)

  const error = await waiting.then(
    () => 'a result',
    (rejection: unknown) => rejection,
  )
  expect(error).toBeInstanceOf(AbortedError)
  expect(error).toMatchObject({ code: 'ABORTED', initiator: 'user' })
  expect((error as Error).cause).toBe(reason)
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])

  // The answer comes all the same, and the next call does not take it for its own.
  const next = row.ends === 'the connection' ? undefined : nextCall(scene)
  if (when !== 'before') {
    const late = row.steps[when === 'at once' ? 0 : when] as Step
    if (when === 'at once') await late.reached(scene)
    late.answer(scene)
  }
  const said = serve(peer)
  if (next !== undefined) expect(await next).toMatchObject({ queue: 'next' })
  await comeToRest(scene, channels)
  expect(said.filter((name) => !UNDOING.has(name))).toEqual(next === undefined ? [] : ['queue.declare'])
  if (when === 'before' && row.ends === undefined) expect(said).toEqual(['queue.declare'])
  expect(consumersOf(connection)).toBeLessThanOrEqual(consumers)
  expect(vi.getTimerCount()).toBeLessThanOrEqual(timers)

  await connection.close().catch(() => {})
  expect(await connection.closed).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
}

function nextCall({ channel }: Scene): Promise<unknown> {
  return channel.queueDeclare({ queue: 'next' })
}

/** Waits until all is put away that was under way, and fails where it is not. */
async function comeToRest({ connection }: Scene, channels: readonly number[]): Promise<void> {
  for (let turn = 0; turn < 50 && leftovers(connection, channels).length > 0; turn++) await setImmediate()
  expect(leftovers(connection, channels)).toEqual([])
}

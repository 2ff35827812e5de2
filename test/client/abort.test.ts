// Whoever waits may give up: before, meanwhile, or too late. What is given up is rejected once and for all, leaves
// nothing behind, and nobody else gets its answer.

import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AbortedError, AmqpError, type CallOptions } from '../../src/index.ts'
import { rows } from '../support/abort-rows.ts'
import { consumersOf, leftovers, openScene, type Row, type Scene, serve } from '../support/abort-scene.ts'

/** What the client may still say for one that gave up: that it does not want what it had asked for. */
const UNDOING = new Set(['channel.close', 'connection.close', 'basic.cancel', 'basic.nack'])

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

for (const row of rows) {
  describe(row.name, () => {
    test('aborted before it begins, it does not begin', () => giveUp(row, 'before'))

    test.each([
      ['a negative time limit', { timeoutMs: -1 }],
      ['a text for a time limit', { timeoutMs: '5' }],
      ['a signal that is none', { signal: 'now' }],
    ])('with %s it refuses, and does not begin', (_what, options) => refuse(row, options as never))

    test('aborted in the same turn, it is given up', () => giveUp(row, 'at once'))

    test.each([...row.steps.keys()])('aborted where it waits at step %i, it is given up', (index) =>
      giveUp(row, index),
    )

    test('aborted afterwards, it keeps its result', () => keepResult(row))

    const limited = [...row.steps.keys()].filter((index) => row.steps[index]?.isOpenEnded !== true)
    test.each(limited)('out of time where it waits at step %i, it is given up', (index) =>
      giveUp(row, index, 'time-out'),
    )
  })
}

async function keepResult(row: Row): Promise<void> {
  const scene = await openScene()
  const begin = await row.prepare(scene)
  const channels = channelsOf(row, scene)
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
  await (result as Partial<AsyncDisposable> | undefined)?.[Symbol.asyncDispose]?.()
  await comeToRest(scene, channels)
  await scene.connection.close()
  expect(vi.getTimerCount()).toBe(0)
}

async function refuse(row: Row, options: CallOptions): Promise<void> {
  const scene = await openScene()
  const begin = await row.prepare(scene)
  const channels = channelsOf(row, scene)
  const before = leftovers(scene.connection, channels)
  const timers = vi.getTimerCount()
  const refused = (async () => begin(options))()
  await expect(refused).rejects.toSatisfy(
    (error) => error instanceof (options.timeoutMs === -1 ? RangeError : TypeError),
  )
  await expect(refused).rejects.toThrow(/^(timeoutMs|signal) must be /)
  expect(leftovers(scene.connection, channels)).toEqual(before)
  expect(vi.getTimerCount()).toBe(timers)
  const said = serve(scene.peer)
  expect(await nextCall(scene)).toMatchObject({ queue: 'next' })
  expect(said).toEqual(['queue.declare'])
  await scene.connection.close()
}

async function giveUp(
  row: Row,
  when: 'before' | 'at once' | number,
  how: 'abort' | 'time-out' = 'abort',
): Promise<void> {
  const scene = await openScene()
  const { connection, peer } = scene
  const begin = await row.prepare(scene)
  const channels = channelsOf(row, scene)
  const before = leftovers(connection, channels)
  const timers = vi.getTimerCount()
  const consumers = consumersOf(connection)
  const controller = new AbortController()
  const reason = new Error('no more')

  if (when === 'before') controller.abort(reason)
  const { signal } = controller
  const waiting = begin(how === 'abort' ? { signal } : { timeoutMs: 1000 })
  if (typeof when === 'number') {
    for (const step of row.steps.slice(0, when)) {
      await step.reached(scene)
      step.answer(scene)
    }
    await row.steps[when]?.reached(scene)
  }
  if (how === 'abort') controller.abort(reason)
  else vi.advanceTimersByTime(1000)

  const error = await waiting.then(
    () => 'a result',
    (rejection: unknown) => rejection,
  )
  if (how === 'abort') {
    expect(error).toBeInstanceOf(AbortedError)
    expect(error).toMatchObject({ code: 'ABORTED', initiator: 'user' })
    expect((error as Error).cause).toBe(reason)
  } else {
    expect(error).toBeInstanceOf(AmqpError)
    expect((error as AmqpError).code).toMatch(/TIMEOUT$|^OUTCOME_UNKNOWN$/)
  }
  expect(getEventListeners(signal, 'abort')).toEqual([])

  // The answer comes all the same, and the next call does not take it for its own.
  const next = row.ends === 'the connection' ? undefined : nextCall(scene)
  if (typeof when === 'number') row.steps[when]?.answer(scene)
  const said = serve(peer)
  if (next !== undefined) expect(await next).toMatchObject({ queue: 'next' })
  await comeToRest(scene, channels, before)
  const calls = said.filter((name) => !UNDOING.has(name))
  // In the same turn it may have said already what it wants.
  if (when === 'at once' && calls.length > 1) calls.shift()
  expect(calls).toEqual(next === undefined ? [] : ['queue.declare'])
  if (when === 'before' && row.ends === undefined) expect(said).toEqual(calls)
  expect(consumersOf(connection)).toBeLessThanOrEqual(consumers)
  expect(vi.getTimerCount()).toBeLessThanOrEqual(timers)

  await connection.close().catch(() => {})
  if (how === 'abort') expect(await connection.closed).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
}

function nextCall({ channel }: Scene): Promise<unknown> {
  return channel.queueDeclare({ queue: 'next' })
}

/** The channels that are open before the wait begins, and should be when it is over. */
function channelsOf({ ends }: Row, { connection, channel }: Scene): number[] {
  return ends === 'its channel' ? [channel.id] : connection.snapshot().channels.map(({ id }) => id)
}

/** Waits until all is put away that was under way, and fails where it is not. */
async function comeToRest({ connection }: Scene, channels: number[], before: string[] = []): Promise<void> {
  const added = (): string[] => leftovers(connection, channels).filter((what) => !before.includes(what))
  let turns = 0
  do await setImmediate()
  while (added().length > 0 && ++turns < 50)
  expect(added()).toEqual([])
}

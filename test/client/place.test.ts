// What the stack of an error says: where in the program the call was made that it is about.

import { describe, expect, test } from 'vitest'
import { showPlace } from '../../src/client/place.ts'
import { TimeoutError } from '../../src/errors.ts'
import * as methods from '../../src/generated/methods.ts'
import { type CallOptions, type Channel, type Connection, connect } from '../../src/index.ts'
import { RawPeer } from '../support/raw-peer.ts'

interface Scene {
  readonly peer: RawPeer
  readonly connection: Connection
  readonly channel: Channel
}

async function openScene(): Promise<Scene> {
  const peer = new RawPeer()
  const [connection] = await Promise.all([connect({ transport: peer.transport }), peer.shakeHands()])
  const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
  return { peer, connection, channel }
}

/** The error of a call, which must not succeed. */
async function failureOf(call: Promise<unknown>): Promise<Error> {
  const error = await call.then(
    () => undefined,
    (reason: Error) => reason,
  )
  if (error === undefined) throw new Error('the call succeeded')
  return error
}

/** Expects that an error names this function of this file, beneath its own words. */
function expectPlace(error: Error | undefined, functionName: string): void {
  const [words, ...frames] = error?.stack?.split('\n') ?? []
  expect(words).toBe(`${error?.name}: ${error?.message}`)
  expect(frames.find((frame) => frame.includes(functionName))).toContain('place.test.ts')
  expect(frames.join('\n')).not.toContain('frame-decoder')
}

function declareHere(channel: Channel, options?: CallOptions) {
  return channel.queueDeclare({ queue: 'q' }, options)
}

function declareElsewhere(channel: Channel, options?: CallOptions) {
  return channel.queueDeclare({ queue: 'q' }, options)
}

function bindHere(channel: Channel) {
  return channel.queueBind({ queue: 'q', exchange: 'x' })
}

const closingChannel = { replyCode: 404, replyText: 'NOT_FOUND', classId: 50, methodId: 10 }
const closingConnection = { replyCode: 503, replyText: 'COMMAND_INVALID', classId: 50, methodId: 10 }

describe('an error from the broker shows the place of the call that it is about', () => {
  test('where it closes the channel', async () => {
    const { peer, channel } = await openScene()
    const declared = failureOf(declareHere(channel))
    peer.send(1, methods.channelClose, closingChannel)
    expectPlace(await declared, 'declareHere')
    expect(await channel.closed).toBe(await declared)
  })

  test('where it closes the connection', async () => {
    const { peer, connection, channel } = await openScene()
    const declared = failureOf(declareHere(channel))
    peer.send(0, methods.connectionClose, closingConnection)
    expectPlace(await declared, 'declareHere')
    expect(await connection.closed).toBe(await declared)
  })

  test('where another call waits before it, which ends with the same error', async () => {
    const { peer, channel } = await openScene()
    const bound = failureOf(bindHere(channel))
    const declared = failureOf(declareHere(channel))
    peer.send(1, methods.channelClose, closingChannel)
    expect(await bound).toBe(await declared)
    expectPlace(await declared, 'declareHere')
  })

  test('where several calls can be meant, the oldest', async () => {
    const { peer, connection, channel } = await openScene()
    const [second] = await Promise.all([connection.openChannel(), peer.openChannel()])
    const failures = [
      failureOf(declareHere(second)),
      failureOf(declareElsewhere(second)),
      failureOf(declareElsewhere(channel)),
    ]
    peer.send(0, methods.connectionClose, closingConnection)
    expect(new Set(await Promise.all(failures)).size).toBe(1)
    expectPlace(await failures[0], 'declareHere')
  })

  test('also where that call was given up before', async () => {
    const { peer, channel } = await openScene()
    const given = failureOf(declareHere(channel, { timeoutMs: 1 }))
    expect(await given).toMatchObject({ code: 'TIMEOUT' })
    const declared = failureOf(declareElsewhere(channel))
    peer.send(1, methods.channelClose, closingChannel)
    expectPlace(await declared, 'declareHere')
  })
})

test('an error that no call is about stays as it was made', async () => {
  const { peer, channel } = await openScene()
  const bound = failureOf(bindHere(channel))
  peer.send(1, methods.channelClose, { ...closingChannel, classId: 60, methodId: 40 })
  expect(await bound).toMatchObject({ method: 'basic.publish' })
  expect((await bound).stack).not.toContain('bindHere')
})

describe('an error of a wait that its caller gave up shows the place of the call', () => {
  const { signal } = new AbortController()

  test.each([
    ['its time is over', () => ({ timeoutMs: 1 })],
    ['its signal says so', () => ({ signal: AbortSignal.timeout(1) })],
    ['its signal said so before', () => ({ signal: AbortSignal.abort() })],
  ])('where %s', async (_when, options) => {
    const { channel } = await openScene()
    expectPlace(await failureOf(declareHere(channel, options())), 'declareHere')
  })

  test('also one that waits for several answers', async () => {
    const { peer, connection, channel } = await openScene()
    function createHere() {
      return connection.createConsumer({ queue: 'q', signal, timeoutMs: 50 }, () => {})
    }
    function createPublisherHere() {
      return connection.createPublisher({ timeoutMs: 1 })
    }
    function closeHere() {
      return channel.close({ timeoutMs: 1 })
    }
    const created = failureOf(createHere())
    await peer.openChannel()
    await peer.answer('basic.qos', methods.basicQosOk, {})
    expectPlace(await created, 'createHere')
    expectPlace(await failureOf(createPublisherHere()), 'createPublisherHere')
    expectPlace(await failureOf(closeHere()), 'closeHere')
  })
})

test('without stacks there is no place to show', async () => {
  const { channel } = await openScene()
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  const declared = failureOf(declareHere(channel, { timeoutMs: 1 }))
  Error.stackTraceLimit = stackTraceLimit
  expect(await declared).toMatchObject({ code: 'TIMEOUT', stack: expect.stringContaining('no answer') })
})

describe('of the frames of a place', () => {
  const own = [
    '    at new Call (file:///lib/core.js:1:1)',
    '    at Channel.queueDeclare (file:///lib/core.js:2:2)',
  ]
  const inner = '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)'

  /** The frames of an error that shows a place with these ones. */
  function shown(frames: readonly string[]): string[] {
    const place = Object.assign(new Error(), { stack: ['Error', ...frames].join('\n') })
    const details = { code: 'TIMEOUT', scope: 'operation', initiator: 'library', retriable: true } as const
    const error = new TimeoutError('too late', details)
    showPlace(error, { method: 'queue.declare', since: 0, place })
    const [words, ...rest] = (error.stack as string).split('\n')
    expect(words).toBe('TimeoutError: too late')
    return rest
  }

  test.each([
    ['a function', ['    at orders (file:///app/a.mjs:3:3)', inner, '    at async file:///app/a.mjs:4:4']],
    ['a module', ['    at file:///app/a.mjs:3:3', inner]],
  ])("the library's own are left out above %s", (_what, frames) => {
    expect(shown([...own, ...frames])).toEqual(frames)
  })

  test('all are left where library and program are one file', () => {
    const bundled = [...own, '    at orders (file:///lib/core.js:3:3)']
    expect(shown(bundled)).toEqual(bundled)
    expect(shown([...bundled, inner])).toEqual([...bundled, inner])
  })
})

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { HeartbeatClock } from '../../src/client/heartbeat-clock.ts'
import { connectionOpenOk, connectionStart, connectionTune } from '../../src/generated/methods.ts'
import { connect } from '../../src/index.ts'
import { FRAME_HEARTBEAT } from '../../src/wire/frame.ts'
import { frame, method } from '../support/core-script.ts'

/** A broker on a thread of its own, which goes on while this one is blocked: it answers the handshake, then beats. */
const BROKER = `
  const { createServer } = require('node:net')
  const { parentPort, workerData: { answers, heartbeat } } = require('node:worker_threads')
  const server = createServer((socket) => {
    const left = [...answers]
    socket.on('data', () => {
      const answer = left.shift()
      if (answer !== undefined) socket.write(answer)
      if (left.length === 0 && heartbeat !== undefined) setInterval(() => socket.write(heartbeat), 100)
    })
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

async function brokerThatBeats(beats: boolean): Promise<string> {
  const answers = [
    method(0, connectionStart, {
      versionMajor: 0,
      versionMinor: 9,
      serverProperties: {},
      mechanisms: 'PLAIN',
      locales: 'en_US',
    }),
    method(0, connectionTune, { channelMax: 9, frameMax: 4096, heartbeat: 1 }),
    method(0, connectionOpenOk, {}),
  ]
  const heartbeat = beats ? frame(FRAME_HEARTBEAT, 0) : undefined
  const worker = new Worker(BROKER, { eval: true, workerData: { answers, heartbeat } })
  onTestFinished(async () => void (await worker.terminate()))
  const [port] = await once(worker, 'message')
  return `amqp://127.0.0.1:${port}`
}

/** Stops this thread, timers and sockets and all. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

describe('a program that blocks its own event loop', () => {
  test('keeps a connection whose broker was heard from in the meantime', async () => {
    const connection = await connect(await brokerThatBeats(true), { timeoutMs: 2_000 })
    onTestFinished(() => connection.close({ timeoutMs: 1 }).catch(() => {}))
    block(3_000)
    // The timers that are overdue, what came in, and the verdict: one turn of the event loop each.
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(connection.isOpen).toBe(true)
    expect(connection.snapshot().silentMs).toBeLessThan(1_000)
  })

  test('is told so where the broker was silent indeed', async () => {
    const connection = await connect(await brokerThatBeats(false), { timeoutMs: 2_000, recovery: false })
    block(2_500)
    const error = await connection.closed
    expect(error).toMatchObject({ code: 'HEARTBEAT_TIMEOUT' })
    expect(error?.message).toMatch(/sent nothing for 2\.\d s, .* event loop was itself blocked for 2\.\d s$/)
  })
})

describe('the clock', () => {
  test('tells the core the time until it is stopped, and of no delay where there is none', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const ticks: [now: number, lateMs: number][] = []
    const core = {
      tune: { heartbeatSeconds: 1 },
      silentMs: () => 0,
      tick: (now: number, lateMs: number) => void ticks.push([now, lateMs]),
    }
    const from = performance.now()
    const clock = new HeartbeatClock({} as never, core as never, 250)
    vi.advanceTimersByTime(500)
    expect(ticks).toEqual([
      [from + 250, 0],
      [from + 500, 0],
    ])
    clock.stop()
    vi.advanceTimersByTime(500)
    expect(ticks).toHaveLength(2)
  })
})

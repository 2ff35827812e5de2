// The option readRestMs: reading rests after each read, so that the next brings more.

import { describe, expect, test, vi } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import { type Connection, connect } from '../../src/index.ts'
import type { Transport, TransportHandler } from '../../src/transport/transport.ts'
import { RawPeer } from '../support/raw-peer.ts'

/** As long as a rest may be. */
const LONGEST_MS = 100

interface Scene {
  readonly peer: RawPeer
  readonly connection: Connection
  /** What was delivered. */
  readonly texts: string[]
  /** How much was delivered by each time that reading went on. */
  readonly textsAtResume: number[]
  readonly pause: ReturnType<typeof vi.spyOn>
  readonly resume: ReturnType<typeof vi.spyOn>
  /** What the connection hears, as it came from the transport. */
  readonly handler: TransportHandler
}

/** A consumer, beside a peer that sends what the test says; all the reads of the opening are over. */
async function scene(readRestMs: number): Promise<Scene> {
  const peer = new RawPeer()
  const transport = peer.transport as Required<Transport>
  const start = vi.spyOn(transport, 'start')
  const pause = vi.spyOn(transport, 'pause')
  const [texts, textsAtResume]: [string[], number[]] = [[], []]
  const goOn = transport.resume.bind(transport)
  const resume = vi.spyOn(transport, 'resume').mockImplementation(() => {
    textsAtResume.push(texts.length)
    goOn()
  })
  const opening = connect({ transport, readRestMs, recovery: false })
  await peer.start()
  peer.send(0, methods.connectionTune, { channelMax: 2047, frameMax: 131_072, heartbeat: 0 })
  await peer.expect('connection.tune-ok')
  await peer.expect('connection.open')
  // There is no rest before it is open.
  expect(pause).not.toHaveBeenCalled()
  peer.send(0, methods.connectionOpenOk, {})
  const connection = await opening
  const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
  const consuming = channel.basicConsume({ queue: 'q', consumerTag: 'c', noAck: true }, (delivery) => {
    texts.push(delivery.text())
  })
  await peer.expect('basic.consume')
  // The last answer may come within a rest, and begins another.
  while (resume.mock.calls.length < pause.mock.calls.length) await new Promise(setImmediate)
  peer.send(1, methods.basicConsumeOk, { consumerTag: 'c' })
  await consuming
  const handler = start.mock.calls[0]?.[0] as TransportHandler
  return { peer, connection, texts, textsAtResume, pause, resume, handler }
}

/** The peer's part of the end that the client asks for. */
async function agree(peer: RawPeer): Promise<void> {
  await peer.expect('connection.close')
  peer.send(0, methods.connectionCloseOk, {})
  peer.end()
}

describe('reading', () => {
  test('takes each read as it comes where nothing is said', async () => {
    const { peer, connection, texts, pause } = await scene(0)
    for (let tag = 1; tag <= 3; tag++) {
      peer.deliver(1, tag, String(tag))
      await vi.waitFor(() => expect(texts.length).toBe(tag))
    }
    expect(pause).not.toHaveBeenCalled()
    await Promise.all([connection.close(), agree(peer)])
  })

  test('rests after each read, and takes up at once what came meanwhile', async () => {
    const { peer, connection, texts, textsAtResume, pause, resume } = await scene(2)
    const rests = resume.mock.calls.length
    expect(pause.mock.calls.length).toBe(rests + 1)
    for (let tag = 1; tag <= 3; tag++) peer.deliver(1, tag, String(tag))
    await vi.waitFor(() => expect(texts).toEqual(['1', '2', '3']))
    expect(textsAtResume[rests]).toBe(0)
    expect(pause.mock.calls.length).toBeGreaterThan(rests + 1)
    await Promise.all([connection.close(), agree(peer)])
  })

  test('does not rest where a read was full, nor within a body that is read into its place', async () => {
    const { peer, connection, pause, resume, handler } = await scene(1)
    while (resume.mock.calls.length < pause.mock.calls.length) await new Promise(setImmediate)
    const rests = pause.mock.calls.length
    const heartbeat = Buffer.from('08000000000000ce', 'hex')
    handler.onData(heartbeat, true)
    expect(pause.mock.calls.length).toBe(rests)
    const taken: Uint8Array[] = []
    vi.spyOn(peer['own'], 'write').mockImplementation((pieces) => taken.push(...pieces) > 0)
    peer.deliver(1, 1, 'x'.repeat(100_000))
    const whole = Buffer.concat(taken)
    handler.onData(whole.subarray(0, 50_000))
    expect(pause.mock.calls.length).toBe(rests)
    handler.onData(whole.subarray(50_000))
    expect(pause.mock.calls.length).toBe(rests + 1)
    vi.restoreAllMocks()
    await Promise.all([connection.close(), agree(peer)])
  })
})

describe('a rest is over', () => {
  test('when the connection is closed, which waits for no timer', async () => {
    const { peer, connection, pause, resume } = await scene(LONGEST_MS)
    expect(pause.mock.calls.length).toBe(resume.mock.calls.length + 1)
    const closed = connection.close()
    expect(resume.mock.calls.length).toBe(pause.mock.calls.length)
    await Promise.all([closed, agree(peer)])
    expect(process.getActiveResourcesInfo()).not.toContain('Timeout')
  })

  test('when the peer is gone', async () => {
    const { peer, connection, handler } = await scene(LONGEST_MS)
    handler.onClose(new Error('cut'))
    await expect(connection.closed).resolves.toMatchObject({ code: 'CONNECTION_LOST' })
    expect(process.getActiveResourcesInfo()).not.toContain('Timeout')
    peer.end()
  })
})

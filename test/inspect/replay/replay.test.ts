import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Broker, startBroker } from '../../../src/broker/index.ts'
import { connect } from '../../../src/client/index.ts'
import { channelCloseOk, queueDeclare, queueDelete } from '../../../src/generated/methods.ts'
import { type CaptureEvent, Recorder, replay, replayText } from '../../../src/inspect/index.ts'
import { record } from '../recorded.ts'

type Play = (url: string, recorder: Recorder) => Promise<void>

async function recordingOf(play: Play): Promise<CaptureEvent[]> {
  await using broker = await startBroker({ port: 0 })
  const events: CaptureEvent[] = []
  await play(broker.url, new Recorder((event) => events.push(event)))
  return events
}

/** Declares, publishes a message with a body of this size, gets it and acknowledges it. */
function thereAndBack(bodyBytes: number): Play {
  return async (url, recorder) => {
    const connection = await connect(url, { tap: recorder.tap() })
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ queue: '', exclusive: true })
    channel.basicPublish({ routingKey: queue }, {}, Buffer.alloc(bodyBytes, 'x'))
    await (await channel.basicGet({ queue }))?.ack()
    await connection.close()
  }
}

test('a body is cut anew where the broker wants smaller frames', async () => {
  const events = await recordingOf(thereAndBack(20_000))
  await using broker = await startBroker({ port: 0, frameMaxBytes: 4096 })
  const report = await replay(events, broker.url)
  expect(report).toMatchObject({ differenceCount: 0, skippedCommands: 0 })
})

test('takes its time where it is to be as it was recorded, and only there', async () => {
  const events = await recordingOf(thereAndBack(1))
  const each = (ms: number): CaptureEvent[] =>
    events.map((event, at) => ({ ...event, atMicros: at * ms * 1000 }))
  await using broker = await startBroker({ port: 0 })
  const { recordedSeconds, replayedSeconds } = await replay(each(15), broker.url, { speed: 'recorded' })
  // Its end is the answer to the goodbye, which comes when it comes.
  expect(replayedSeconds).toBeGreaterThan(0.8 * recordedSeconds)
  const hours = await replay(each(3_600_000), broker.url)
  expect(hours.recordedSeconds).toBeGreaterThan(3600)
})

test('a recording that begins in the middle has its channels opened', async () => {
  const events = await recordingOf(async (url, recorder) => {
    const connection = await connect(url, { tap: recorder.tap() })
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: 'q' })
    await channel.queueDelete({ queue: 'q' })
    await connection.close()
  })
  // The ids of queue.declare stand behind the seven octets that begin a frame.
  const declare = events.findIndex(
    (event) => event.kind === 'bytes' && Buffer.from(event.bytes).toString('hex', 7, 11) === '0032000a',
  )
  const middle = [{ ...events[0], isFromStart: false } as CaptureEvent, ...events.slice(declare)]
  await using broker = await startBroker({ port: 0 })
  const report = await replay(middle, broker.url)
  expect(report.differences.map(({ words }) => words)).toEqual([])
  expect(report.sentCommands).toBe(2)
})

describe('what is otherwise', () => {
  test('a refusal that there was not closes the channel, and the rest of it is not sent', async () => {
    const events = await recordingOf(async (url, recorder) => {
      const other = await connect(url)
      const others = await other.openChannel()
      await others.exchangeDeclare({ exchange: 'shop', type: 'fanout' })
      const connection = await connect(url, { tap: recorder.tap() })
      const channel = await connection.openChannel()
      await channel.exchangeDeclare({ exchange: 'shop', type: 'fanout', passive: true })
      await channel.queueDeclare({ queue: 'q' })
      await connection.close()
      await other.close()
    })
    await using broker = await startBroker({ port: 0 })
    const report = await replay(events, broker.url, { timeoutMs: 200 })
    expect(report.differences.map(({ kind, words }) => [kind, words])).toEqual([
      ['missing', 'no exchange.declare-ok came'],
      ['skipped', 'queue.declare was not sent: its channel is closed'],
      ['missing', 'no queue.declare-ok came'],
      [
        'surplus',
        "channel.close came, which had not come before: 404 NOT_FOUND - no exchange 'shop' in vhost '/'",
      ],
    ])
    expect(replayText(report, { color: false })).toContain('otherwise 4 times:')
  })
})

test('a channel that the broker had closed and now has not is opened anew all the same', async () => {
  await using recorded = new Broker()
  const events = await record(
    async () => recorded.transport(),
    async (open) => {
      const client = await open()
      await client.call(1, queueDeclare, { queue: 'q', passive: true }, 'channel.close')
      client.send(1, channelCloseOk, {})
      await client.openChannel(1)
      await client.call(1, queueDeclare, { queue: 'mine', exclusive: true })
      await client.call(1, queueDelete, { queue: 'mine' })
    },
  )
  await using broker = await startBroker({ port: 0 })
  await using connection = await connect(broker.url)
  await (await connection.openChannel()).queueDeclare({ queue: 'q' })
  const report = await replay(events, broker.url, { timeoutMs: 200 })
  expect(report.skippedCommands).toBe(0)
  expect(report.differences.map(({ kind, words }) => [kind, words])).toEqual([
    ['missing', 'no channel.close came'],
    ['surplus', 'queue.declare-ok came, which had not come before'],
  ])
})

describe('an end', () => {
  test('a wrong password is an error that says so', async () => {
    const events = await recordingOf(thereAndBack(1))
    await using broker = await startBroker({ port: 0 })
    const wrong = broker.url.replace('guest:guest', 'guest:wrong')
    await expect(replay(events, wrong)).rejects.toThrow(/ACCESS_REFUSED/)
  })

  test('a broker that hangs up, or says nothing, is one as well', async () => {
    const events = await recordingOf(thereAndBack(1))
    await expect(replay(events, await server((socket) => socket.destroy()))).rejects.toThrow(
      /closed the connection|ECONNRESET/,
    )
    await expect(replay(events, await server(() => {}), { timeoutMs: 50 })).rejects.toThrow(
      'did not answer within 50 ms',
    )
    await expect(replay(events, 'amqp://127.0.0.1:1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('the signal ends it, also while it waits', async () => {
    const events = await recordingOf(thereAndBack(1))
    const giveUp = new AbortController()
    const url = await server((socket) => socket.once('data', () => giveUp.abort()))
    await expect(replay(events, url, { signal: giveUp.signal })).rejects.toMatchObject({ code: 'ABORTED' })
  })

  test('wrong options are wrong at once', async () => {
    await expect(replay([], 'http://localhost')).rejects.toMatchObject({ code: 'ERR_INVALID_URL' })
    await expect(replay([], 'amqp://localhost', { timeoutMs: 0 })).rejects.toThrow(RangeError)
    await expect(replay([], 'amqp://localhost', { speed: '2' as 'full' })).rejects.toThrow(TypeError)
  })

  test('nothing to send is no error', async () => {
    expect(await replay([], 'amqp://localhost')).toMatchObject({ sentCommands: 0, differenceCount: 0 })
  })
})

async function server(serve: (socket: Socket) => void): Promise<string> {
  const listening = createServer((socket) => serve(socket.on('error', () => {})))
  const sockets = new Set<Socket>()
  listening.on('connection', (socket) => sockets.add(socket))
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    listening.close()
  })
  return `amqp://127.0.0.1:${(listening.address() as { port: number }).port}`
}

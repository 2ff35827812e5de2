import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import amqplib, { type ConfirmChannel } from 'amqplib'
import { expect, type TestContext, test } from 'vitest'
import { connect } from '../../src/index.ts'
import {
  type CaptureEvent,
  CommandStream,
  FileRecording,
  FrameStream,
  type Range,
  readCapture,
  type SeenCommand,
  type SeenFrame,
} from '../../src/inspect/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { forwardTo } from '../support/forwarder.ts'
import { startTcpdump, type Tcpdump } from '../support/tcpdump.ts'

const LARGE_BYTES = 300_000
const BODIES = ['', 'hello', 'x'.repeat(LARGE_BYTES), ...Array.from({ length: 50 }, (_, i) => `message ${i}`)]

// tcpdump beside amqplib, a client that is not ours. They meet at a forwarder: what goes into a container has other
// addresses in each direction, as every translation of addresses on this machine shows itself in captures.
eachBroker((broker) => {
  test('a capture by tcpdump that begins before the connection holds all that was said', async (context) => {
    await using way = await forwardTo(broker.url)
    await using tcpdump = await tcpdumpOrSkip(way.url, context)
    const watched = watch(tcpdump)
    const connection = await amqplib.connect(way.url)
    const { localPort } = socketOf(connection)
    const channel = await connection.createConfirmChannel()
    await publishAndConsume(channel, BODIES)
    await connection.close()
    const { events, frames, commands } = await watched

    const [open] = events
    const port = Number(new URL(way.url).port)
    expect(open).toMatchObject({
      kind: 'open',
      isFromStart: true,
      client: { port: localPort },
      broker: { port },
    })
    expect(events.filter(({ kind }) => kind === 'gap')).toEqual([])
    expect(frames.filter(isDamaged)).toEqual([])
    expect(bodiesOf(commands, 'basic.publish')).toEqual(BODIES)
    expect(bodiesOf(commands, 'basic.deliver')).toEqual(BODIES)
    const names = commands.map(({ method }) => method.name)
    expect(names.slice(0, 3)).toEqual(['connection.start', 'connection.start-ok', 'connection.tune'])
    expect(names.slice(-2)).toEqual(['connection.close', 'connection.close-ok'])
    expect(names.filter((name) => name === 'basic.ack').length).toBeGreaterThanOrEqual(BODIES.length)
  })

  test('a recording of our own client hides the password in the file, and not from the broker', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wirehare-recordings-'))
    const path = join(folder, 'session.pcapng')
    const recording = new FileRecording(path)
    const connection = await connect(broker.url, { tap: recording.tap() })
    const channel = await connection.openChannel()
    await channel.queueDeclare({ queue: '', exclusive: true })
    await connection.close()
    recording.close()
    const events: CaptureEvent[] = []
    for await (const event of readCapture(createReadStream(path))) events.push(event)
    await rm(folder, { recursive: true })

    const { port } = new URL(broker.url)
    expect(events[0]).toMatchObject({ kind: 'open', isFromStart: true, broker: { port: Number(port) } })
    const { commands, frames } = commandsOf(events)
    expect(frames.filter(isDamaged)).toEqual([])
    const startOk = commands.find(({ method }) => method.name === 'connection.start-ok')
    expect(startOk?.args['response']).toMatch(/^\*+$/)
    expect(commands.map(({ method }) => method.name)).toContain('queue.declare-ok')
  })

  test('a capture by tcpdump that begins in the middle finds its way, and holds all from there on', async (context) => {
    await using way = await forwardTo(broker.url)
    const connection = await amqplib.connect(way.url)
    const { localPort } = socketOf(connection)
    const channel = await connection.createConfirmChannel()
    const { queue } = await channel.assertQueue('', { exclusive: true })
    // Where there is no tcpdump the test ends here, and with it the way.
    connection.on('error', () => {})
    await using tcpdump = await startedAmid(
      () => published(channel, queue, 'y'.repeat(LARGE_BYTES)),
      () => tcpdumpOrSkip(way.url, context),
    )
    const watched = watch(tcpdump)
    await publishAndConsume(channel, BODIES)
    await connection.close()
    const { events, frames, commands } = await watched

    expect(events[0]).toMatchObject({ kind: 'open', isFromStart: false, client: { port: localPort } })
    expect(events.filter(({ kind }) => kind === 'gap')).toEqual([])
    for (const direction of ['client-to-broker', 'broker-to-client']) {
      const way = frames.filter((seen) => seen.direction === direction)
      const firstWhole = way.findIndex((seen) => !isDamaged(seen))
      expect(firstWhole).not.toBe(-1)
      expect(way.slice(firstWhole).filter(isDamaged)).toEqual([])
    }
    expect(bodiesOf(commands, 'basic.publish').slice(-BODIES.length)).toEqual(BODIES)
    expect(bodiesOf(commands, 'basic.deliver')).toEqual(BODIES)
  })
})

async function tcpdumpOrSkip(url: string, context: TestContext): Promise<Tcpdump> {
  const tcpdump = await startTcpdump(url)
  return typeof tcpdump === 'string' ? context.skip(`no tcpdump: ${tcpdump}`) : tcpdump
}

/** Reads a capture while it is made, until the first connection in it is over. */
async function watch(
  tcpdump: Tcpdump,
): Promise<{ events: CaptureEvent[]; frames: SeenFrame[]; commands: SeenCommand[] }> {
  const events: CaptureEvent[] = []
  for await (const event of readCapture(tcpdump.file)) {
    events.push(event)
    const ends = events.filter(({ kind }) => kind === 'end')
    if (ends.length === 2 || (event.kind === 'end' && event.isReset)) tcpdump.stop()
  }
  return { events, ...commandsOf(events) }
}

function commandsOf(events: readonly CaptureEvent[]): { frames: SeenFrame[]; commands: SeenCommand[] } {
  const frames: SeenFrame[] = []
  const commands: SeenCommand[] = []
  const commandStream = new CommandStream({
    onCommand: (command) => commands.push(command),
    onLoneFrame: () => {},
  })
  const stream = new FrameStream((seen) => {
    frames.push(seen)
    commandStream.receive(seen)
  })
  for (const event of events) stream.receive(event)
  stream.end()
  return { frames, commands }
}

async function publishAndConsume(channel: ConfirmChannel, bodies: readonly string[]): Promise<void> {
  const { queue } = await channel.assertQueue('', { exclusive: true })
  let got = 0
  const all = new Promise<void>((resolve) => {
    void channel.consume(queue, (message) => {
      if (message !== null) channel.ack(message)
      if (++got === bodies.length) resolve()
    })
  })
  for (const body of bodies) channel.sendToQueue(queue, Buffer.from(body), { headers: { of: 'a test' } })
  await channel.waitForConfirms()
  await all
  await channel.close()
}

/** Starts something while something else is done again and again, so that a capture begins in the midst of a frame. */
async function startedAmid<T>(work: () => Promise<void>, start: () => Promise<T>): Promise<T> {
  let isStarted = false
  const working = (async () => {
    while (!isStarted) await work()
  })()
  try {
    return await start()
  } finally {
    isStarted = true
    await working
  }
}

async function published(channel: ConfirmChannel, queue: string, body: string): Promise<void> {
  if (!channel.sendToQueue(queue, Buffer.from(body))) await once(channel, 'drain')
  await channel.waitForConfirms()
}

function socketOf(connection: object): { localPort: number } {
  return (connection as { connection: { stream: { localPort: number } } }).connection.stream
}

function isDamaged({ frame }: SeenFrame): boolean {
  return frame.type === 'damage' || hasProblem(frame)
}

function hasProblem({ problem, children }: Range): boolean {
  return problem !== undefined || children.some(hasProblem)
}

function bodiesOf(commands: readonly SeenCommand[], name: string): string[] {
  return commands
    .filter(({ method }) => method.name === name)
    .map(({ content }) => Buffer.from(content?.body ?? []).toString())
}

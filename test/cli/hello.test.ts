import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startBroker } from '../../src/broker/index.ts'
import { FrameSplitter } from '../../src/inspect/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { VERSION } from '../../src/util/version.ts'
import { listen, outcome, run, start } from './run.ts'

const TIMEOUT = { timeout: 30_000 }

describe('wirehare hello', TIMEOUT, () => {
  it('shows a message there and back, with nothing set up, and ends by itself', async () => {
    const { status, stdout, stderr } = await outcome(start(['hello']))
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Saying hello to the broker inside this command, at 127\.0\.0\.1:\d+\.\n/)
    expect(stdout).toMatch(
      /\nReceived 'Hello World!'\. It took \d+ frames: \d+ bytes out and \d+ bytes in\.\n$/,
    )
    expect(stdout).not.toContain('\x1b[')
    expect(headlines(stdout)).toEqual([
      '→ protocol header',
      '← connection.start',
      '→ connection.start-ok',
      '← connection.tune',
      '→ connection.tune-ok',
      '→ connection.open',
      '← connection.open-ok',
      '→ channel.open',
      '← channel.open-ok',
      '→ queue.declare',
      '← queue.declare-ok',
      '→ basic.publish',
      '→ header',
      '→ body',
      '→ basic.consume',
      '← basic.consume-ok',
      '← basic.deliver',
      '← header',
      '← body',
      '→ basic.ack',
      '→ channel.close',
      '← channel.close-ok',
      '→ connection.close',
      '← connection.close-ok',
    ])
  })

  it('writes lines of JSON and nothing else with --json', async () => {
    const { status, stdout } = await run(['hello', '--json'])
    expect(status).toBe(0)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { method?: string; bytes: string })
    expect(lines.filter(({ method }) => method === 'basic.deliver')).toHaveLength(1)
    expect(lines.every(({ bytes }) => bytes.length >= 16)).toBe(true)
  })

  it('leaves nothing behind on a broker of others, and shows no password of it', async () => {
    await using broker = await startBroker({ port: 0, users: { anna: 'opensesame' } })
    const { status, stdout } = await run(['hello'], { AMQP_URL: broker.url })
    expect(status).toBe(0)
    expect(stdout).toContain(`Saying hello to the broker, at 127.0.0.1:${broker.port}.`)
    expect(stdout).toContain('queue.declare exclusive=true')
    expect(stdout).not.toMatch(/opensesame|6f 70 65 6e/)
  })

  it('prefers --url to AMQP_URL', async () => {
    await using broker = await startBroker({ port: 0 })
    const { status } = await run(['hello', '--url', broker.url], { AMQP_URL: 'nonsense' })
    expect(status).toBe(0)
  })
})

describe('colour', TIMEOUT, () => {
  it.each([
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{}, [], false],
  ])('with %j and %j: %s', async (env, options, isColored) => {
    const { stdout } = await run(['hello', ...options], env as Record<string, string>)
    expect(stdout.includes('\x1b[')).toBe(isColored)
    expect(headlines(stripVTControlCharacters(stdout))).toHaveLength(24)
  })
})

describe('a failure is one line on stderr', TIMEOUT, () => {
  it('where nothing listens: status 1', async () => {
    const url = `amqp://localhost:${await freePort()}`
    const { status, stderr } = await outcome(start(['hello', '--url', url]))
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: ECONNREFUSED: .+\n$/)
  })

  it('where something else than AMQP answers: status 1, and its answer is shown', async () => {
    const { url, server } = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    onTestFinished(() => void server.close())
    const { status, stdout, stderr } = await run(['hello', '--url', url])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: NOT_AMQP: .+\n$/)
    expect(stdout).toContain('damage 28 octets')
    expect(stdout).toContain('HTTP/1.1 400 Bad')
  })

  it('where the broker falls silent for --timeout seconds: status 1, and what it said is shown', async () => {
    const { url, server } = await listen((socket) => socket.write(Uint8Array.of(1, 0, 0, 0)))
    onTestFinished(() => void server.close())
    const { status, stdout, stderr } = await run(['hello', '--url', url, '--timeout', '0.2'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: HANDSHAKE_TIMEOUT: .+\n$/)
    expect(stdout).toMatch(/channel 0 {2}method \(ends within its first 7 octets\)/)
  })

  it('where the message does not come back: status 1', async () => {
    await using broker = await startBroker({ port: 0 })
    const { url, server } = await listen((client) => {
      // What the broker says is handed on frame by frame, up to the answer to basic.consume.
      const upstream = connect(broker.port, '127.0.0.1').on('error', () => {})
      let isSilent = false
      const splitter = new FrameSplitter(({ bytes, frame }) => {
        if (!isSilent) client.write(bytes)
        isSilent ||= frame.method?.name === 'basic.consume-ok'
      })
      client.pipe(upstream)
      upstream.on('data', (bytes) => splitter.tap('in', bytes))
    })
    onTestFinished(() => void server.close())
    const { status, stderr } = await run(['hello', '--url', url, '--timeout', '1.5'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: NO_MESSAGE: .+\n$/)
  })

  it('where the password is wrong: status 1', async () => {
    await using broker = await startBroker({ port: 0 })
    const { status, stderr } = await run(['hello', '--url', broker.url.replace('guest@', 'wrong@')])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: ACCESS_REFUSED: .+\n$/)
  })

  it.each([
    ['a URL that is none', ['hello', '--url', 'nonsense'], 'ERR_INVALID_URL'],
    ['a URL of another scheme', ['hello', '--url', 'http://localhost'], 'ERR_INVALID_URL'],
    ['a number out of its range', ['hello', '--url', 'amqp://localhost?heartbeat=99999'], 'ERR_OUT_OF_RANGE'],
    ['an unknown option', ['hello', '--jsn'], 'USAGE'],
    ['a time-out of nothing', ['hello', '--timeout', '0'], 'USAGE'],
    ['an unknown command', ['helo'], 'USAGE'],
  ])('with %s: status 2', async (_what, args, code) => {
    const { status, stdout, stderr } = await run(args)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(new RegExp(`^wirehare: ${code}: .+\n$`))
  })
})

describe('an early end', TIMEOUT, () => {
  it('is quiet where nobody reads on', async () => {
    const child = start(['hello'])
    const stderr = text(child.stderr!)
    child.stdout!.destroy()
    const [status] = await once(child, 'exit')
    expect(status).toBe(0)
    expect(await stderr).toBe('')
  })

  it('is 130 on Ctrl-C, with the connection gone', async () => {
    const { promise: arrived, resolve: arrive } = deferred<Socket>()
    const { url, server } = await listen(arrive)
    onTestFinished(() => void server.close())
    const child = start(['hello', '--url', url])
    const ended = outcome(child)
    const socket = await arrived
    const closed = once(socket.resume(), 'close')
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ status: 130, stderr: '' })
    await closed
  })
})

describe('help', TIMEOUT, () => {
  it('comes with status 0 on stdout where it is asked for', async () => {
    const { status, stdout, stderr } = await run(['hello', '--help'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Usage: wirehare hello [options]')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('comes with status 2 on stderr where a command is missing', async () => {
    const { status, stdout, stderr } = await run([])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('wirehare hello')
  })

  it('knows the version', async () => {
    expect(await run(['--version'])).toMatchObject({ status: 0, stdout: `${VERSION}\n` })
  })
})

/** The first words of each frame, with the way that it went. */
function headlines(stdout: string): string[] {
  const lines = stdout.matchAll(
    /^\d+\.\d{3} {2}(client|broker) → \w+(?: {2}channel \d+)? {2}(protocol header|\S+)/gm,
  )
  return Array.from(lines, ([, from, name]) => `${from === 'client' ? '→' : '←'} ${name}`)
}

/** A port on which nothing listens: one that was free a moment ago. */
async function freePort(): Promise<number> {
  const { url, server } = await listen(() => {})
  server.close()
  await once(server, 'close')
  return Number(new URL(url).port)
}

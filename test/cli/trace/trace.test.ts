import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startBroker } from '../../../src/broker/index.ts'
import { type Connection, connect } from '../../../src/client/index.ts'
import { listen, type Outcome, run, start } from '../run.ts'

const TIMEOUT = { timeout: 30_000 }
const RECORDING = 'docs/reference/trace/orders.pcapng'

describe('wirehare trace', TIMEOUT, () => {
  it('stands before a broker of its own where none is named, and ends in order on Ctrl-C', async () => {
    const trace = await tracing(['--stats', '--no-color'])
    await using connection = await connect(withGuest(trace.url))
    await roundTrip(connection)
    await connection.close()
    const { status, stdout, stderr } = await trace.interrupted()
    expect(status).toBe(130)
    expect(stderr).toMatch(
      /^amqp:\/\/127\.0\.0\.1:\d+ leads to a broker inside this command, at .+ Ctrl-C ends it\.\n$/,
    )
    expect(stdout).toMatch(/→ {4}1 basic\.publish rk='.+' 5 bytes 'hello'/)
    expect(stdout).toMatch(/← {4}1 queue\.declare-ok .+#\d+ {1,3}[\d.]+ ms\n/)
    expect(stdout).toMatch(/\n1 connection in \d+\.\d{3} s\n/)
    expect(stdout).toMatch(/\n {2}basic\.deliver +1\n/)
    expect(stdout).toMatch(/\n {2}delivery to ack +1 /)
  })

  it('writes a file that reads back as what it showed, without passwords, and tells what is open', async () => {
    await using broker = await startBroker({ port: 0, users: { anna: 'opensesame' } })
    const file = join(folder(), 'day.pcapng')
    const trace = await tracing(['--to', broker.url, '--write', file, '--level', 'bytes', '--stats'])
    const connection = await connect(trace.url.replace('//', '//anna:opensesame@'))
    onTestFinished(() => connection.close())
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    channel.basicPublish({ routingKey: queue }, {}, 'hello')
    const delivered = new Promise((resolve) => void channel.basicConsume({ queue }, resolve))
    await delivered
    const { status, stdout } = await trace.interrupted()
    expect(status).toBe(130)
    expect(stdout).toContain('\nstill open at the end\n')
    expect(stdout).toMatch(/1 deliveries without an ack, the oldest for \d+\.\d{3} s: #\d+ basic\.deliver/)
    const again = await run(['trace', '--read', file, '--level', 'bytes'])
    expect(again.status).toBe(0)
    expect(headlines(again.stdout)).toEqual(headlines(stdout))
    for (const shown of [stdout, again.stdout, readFileSync(file, 'latin1')])
      expect(shown).not.toMatch(/opensesame|6f 70 65 6e/)
  })

  it('leaves passwords in the file where that is asked for, and hides bodies', async () => {
    await using broker = await startBroker({ port: 0 })
    const file = join(folder(), 'day.jsonl')
    const trace = await tracing([
      '--to',
      broker.url,
      '--write',
      file,
      '--quiet',
      '--no-redact',
      '--redact-bodies',
    ])
    const connection = await connect(withGuest(trace.url))
    await roundTrip(connection)
    await connection.close()
    expect(await trace.interrupted()).toMatchObject({ status: 130, stdout: '' })
    const lines = readFileSync(file, 'utf8')
    expect(lines).toContain(Buffer.from('\0guest\0guest').toString('hex'))
    expect(lines).not.toContain(Buffer.from('hello').toString('hex'))
  })

  it('counts without taking frames apart where nothing is shown', async () => {
    const { stdout } = await run(['trace', '--read', RECORDING, '--quiet', '--stats', '--json'])
    const { summary } = JSON.parse(stdout) as { summary: { commands?: object; frames: object } }
    expect(summary).toMatchObject({
      connections: 2,
      frames: { 'client-to-broker': 47, 'broker-to-client': 47 },
      bytes: { 'client-to-broker': 2013, 'broker-to-client': 2587 },
    })
    expect(summary.commands).toBeUndefined()
  })

  it('does harm by rule, and says when', async () => {
    const trace = await tracing(['--fault', 'drop basic.ack from client times 1', '--seed', '7'])
    const connection = await connect(withGuest(trace.url))
    await roundTrip(connection)
    await connection.close()
    const { stdout } = await trace.interrupted()
    expect(stdout).toMatch(/── connection 1: fault: drop basic\.ack from client times 1/)
    expect(stdout).not.toMatch(/→ {4}1 basic\.ack/)
  })

  it('goes on where a broker cannot be reached, and says so', async () => {
    const { server, url } = await listen(() => {})
    server.close()
    await once(server, 'close')
    const trace = await tracing(['--to', url])
    await expect(connect(withGuest(trace.url))).rejects.toThrow()
    await expect(connect(withGuest(trace.url))).rejects.toThrow()
    const { status, stderr } = await trace.interrupted()
    expect(status).toBe(130)
    expect(stderr.match(/wirehare: ECONNREFUSED: .+\n/g)).toHaveLength(2)
  })
})

describe('lines of JSON', TIMEOUT, () => {
  it('hold a command with its content, and what it answers', async () => {
    const { status, stdout } = await run(['trace', '--read', RECORDING, '--json'])
    expect(status).toBe(0)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toContainEqual({ connection: 1, at: 0, note: '10.0.0.7:50112 → 10.0.0.2:5672' })
    expect(lines.find(({ frame }) => frame === 34)).toEqual({
      frame: 34,
      connection: 1,
      at: 0.024606,
      direction: 'client-to-broker',
      channel: 1,
      method: 'basic.publish',
      fields: { exchange: 'orders', routingKey: 'eu.france', mandatory: true, immediate: false },
      bodyBytes: 38,
      properties: {
        contentType: 'application/json',
        headers: { 'x-retries': 0, shop: 'Köln' },
        deliveryMode: 2,
        messageId: 'order-2',
      },
      body: '{"order":2,"item":"chair","price":120}',
      frames: 3,
    })
    expect(lines.find(({ frame }) => frame === 56)).toMatchObject({ answers: [31, 34], latencyMs: 2.771 })
  })

  it('hold a frame, and at the level of bytes each of its octets', async () => {
    for (const level of ['frames', 'bytes']) {
      const { stdout } = await run([
        'trace',
        '--read',
        RECORDING,
        '--json',
        '--level',
        level,
        '--filter',
        'frame == 56',
      ])
      const frame = JSON.parse(stdout) as { leaves?: unknown[] }
      expect(frame).toMatchObject({ frame: 56, type: 'method', method: 'basic.ack', latencyMs: 2.771 })
      expect(frame.leaves?.length).toBe(level === 'bytes' ? 8 : undefined)
    }
  })
})

describe('an early end', TIMEOUT, () => {
  it('of a recording is quiet where nobody reads on', async () => {
    const child = start(['trace', '--read', RECORDING, '--level', 'bytes'])
    const stderr = text(child.stderr!)
    child.stdout!.destroy()
    const [status] = await once(child, 'exit')
    expect([status, await stderr]).toEqual([0, ''])
  })

  it('of live traffic is quiet where nobody reads on', async () => {
    const trace = await tracing([])
    trace.child.stdout!.destroy()
    const socket = connectSocket(Number(new URL(trace.url).port), '127.0.0.1').on('error', () => {})
    socket.write('AMQP\0\0\x09\x01')
    const [status] = await once(trace.child, 'exit')
    socket.destroy()
    expect(status).toBe(0)
    expect(await trace.stderr).toMatch(/^[^\n]+Ctrl-C ends it\.\n$/)
  })
})

describe('a failure is one line on stderr', TIMEOUT, () => {
  it('where the port is in use: status 1', async () => {
    await using broker = await startBroker({ port: 0 })
    const { status, stdout, stderr } = await run(['trace', '--listen', String(broker.port)])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^wirehare: EADDRINUSE: .+\n$/)
  })

  it('where a recording breaks off: status 1, and what came before is shown', async () => {
    const file = join(folder(), 'half.pcapng')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, readFileSync(RECORDING).subarray(0, 5000))
    const { status, stdout, stderr } = await run(['trace', '--read', file])
    expect(status).toBe(1)
    expect(stdout).toContain('connection.start-ok')
    expect(stderr).toMatch(/^wirehare: BAD_CAPTURE: .+\n$/)
  })

  it.each([
    ['a file that is not there', ['--read', 'nothing.pcapng'], 1, 'ENOENT'],
    ['a file of another kind', ['--read', 'package.json'], 1, 'BAD_CAPTURE'],
    ['a file in no folder', ['--read', RECORDING, '--write', 'no/where/x.pcapng'], 1, 'ENOENT'],
    ['a URL that is none', ['--to', 'nonsense'], 2, 'ERR_INVALID_URL'],
    ['a fault that is none', ['--fault', 'drpo basic.ack'], 2, 'ERR_INVALID_FAULT'],
    ['a fault for a recording', ['--read', RECORDING, '--fault', 'drop'], 2, 'USAGE'],
    ['an address that is none', ['--listen', 'here:there'], 2, 'USAGE'],
    ['a port that is none', ['--listen', '65536'], 2, 'USAGE'],
    ['a level that is none', ['--level', 'bits'], 2, 'USAGE'],
    ['a file of an unknown format', ['--write', 'day.txt'], 2, 'USAGE'],
    ['lanes of frames', ['--lanes', '--level', 'frames'], 2, 'USAGE'],
    ['lanes as JSON', ['--lanes', '--json'], 2, 'USAGE'],
    ['a key without its certificate', ['--key', 'key.pem'], 2, 'USAGE'],
    ['a file that would overwrite itself', ['--read', RECORDING, '--write', RECORDING], 2, 'USAGE'],
    ['a width of nothing', ['--width', '10'], 2, 'USAGE'],
  ])('with %s', async (_what, args, wanted, code) => {
    const { status, stdout, stderr } = await run(['trace', ...args])
    expect([status, stdout]).toEqual([wanted, ''])
    expect(stderr).toMatch(new RegExp(`^wirehare: ${code}: .+\n$`))
  })

  it('with a filter that cannot be read: status 2, and the place below', async () => {
    const { status, stderr } = await run(['trace', '--filter', 'channel == 1 and metod == x'])
    expect(status).toBe(2)
    expect(stderr).toBe(
      'wirehare: ERR_INVALID_FILTER: filter, column 18: there is no field metod; did you mean method?\n' +
        '  channel == 1 and metod == x\n' +
        '                   ^^^^^\n',
    )
  })
})

interface Tracing {
  readonly child: ChildProcess
  /** Where clients connect to. */
  readonly url: string
  readonly stderr: Promise<string>
  /** Ends it as Ctrl-C does. */
  interrupted(): Promise<Outcome>
}

/** `wirehare trace` as a process of its own, on a free port. */
async function tracing(args: readonly string[]): Promise<Tracing> {
  const child = start(['trace', '--listen', '0', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const stdout = text(child.stdout!).catch(() => '')
  const lines: string[] = []
  const reader = createInterface(child.stderr!)
  const stderr = once(reader, 'close').then(() => lines.map((line) => `${line}\n`).join(''))
  reader.on('line', (line) => lines.push(line))
  const [banner] = (await once(reader, 'line')) as [string]
  const closed = once(child, 'close') as Promise<[number | null]>
  return {
    child,
    url: banner.split(' ')[0] as string,
    stderr,
    async interrupted() {
      child.kill('SIGINT')
      const [status] = await closed
      return { status, stdout: await stdout, stderr: await stderr }
    },
  }
}

/** One message there and back. */
async function roundTrip(connection: Connection): Promise<void> {
  const channel = await connection.openChannel()
  const { queue } = await channel.queueDeclare({ exclusive: true })
  channel.basicPublish({ routingKey: queue }, {}, 'hello')
  await new Promise<void>((resolve, reject) => {
    channel
      .basicConsume({ queue }, (delivery) => {
        delivery.ack()
        resolve()
      })
      .catch(reject)
  })
  await channel.close()
}

function withGuest(url: string): string {
  return url.replace('//', '//guest:guest@')
}

/** The lines of frames, without what stands below them. */
function headlines(stdout: string): string[] {
  return stdout.split('\n').filter((line) => /^ *\d+ +\d+\.\d+ [→←]/.test(line))
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'wirehare-trace-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

import type { ChildProcess } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startBroker } from '../../../src/broker/index.ts'
import { listen, type Outcome, outcome, run, start } from '../run.ts'
import { blockedFrame, tamperDelivery, tamperingProxy } from './tampering-proxy.ts'

const TIMEOUT = { timeout: 60_000 }

interface Summary {
  readonly ending: string
  readonly counts: Record<string, number>
  readonly balance: Record<string, number | undefined>
  readonly consumerLatencyMs: Record<string, number>
  readonly confirmLatencyMs: Record<string, number>
  readonly sendDelayMs: Record<string, number>
}

function summaryOf({ stdout }: Outcome): Summary {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) as string) as Summary
}

/** What a process has printed when these words are in it. */
async function untilPrinted(child: ChildProcess, words: string): Promise<string> {
  let output = ''
  for await (const [bytes] of on(child.stdout!, 'data')) {
    output += bytes
    if (output.includes(words)) break
  }
  return output
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'wirehare-perf-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

describe('wirehare perf', TIMEOUT, () => {
  it('brings its own broker, in another process, and sums up', async () => {
    const { status, stdout, stderr } = await outcome(start(['perf', '-C', '1000', '-c', '50']))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(
      /against the broker that comes along .*, in a process of its own, at 127\.0\.0\.1:\d+\n/,
    )
    expect(stdout).toMatch(/\nAll was published and received, after \d+\.\d s\.\n/)
    for (const name of ['published', 'confirmed', 'received'])
      expect(stdout).toMatch(new RegExp(`\n {2}${name} +1,000, [\\d,]+/s\n`))
    expect(stdout).toContain('0 lost, 0 duplicates, 0 out of order, 0 left in the queues')
    expect(stdout).toMatch(/\n {2}latency +min .* median .* p75 .* p95 .* p99 .* p99\.9 .* max /)
    expect(stdout).toMatch(/ µs of CPU for each message/)
    expect(stdout).not.toContain('\x1b[')
  })

  it.each(['wirehare', 'amqplib'])('does all of it by %s, and tells in lines of JSON', async (client) => {
    await using broker = await startBroker({ port: 0 })
    const args = [
      '-x',
      '2',
      '-X',
      '2',
      '-y',
      '3',
      '-C',
      '500',
      '-c',
      '20',
      '-A',
      '5',
      '-s',
      '20000',
      '-i',
      '0.05',
    ]
    const out = await run(['perf', '--url', broker.url, '--client', client, '--json', ...args])
    expect(out).toMatchObject({ status: 0, stderr: '' })
    const lines = out.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string })
    expect(lines[0]).toMatchObject({
      type: 'start',
      client: expect.stringMatching(new RegExp(`^${client} \\d`)),
    })
    expect(lines.slice(1, -1).every(({ type }) => type === 'sample')).toBe(true)
    expect(lines.at(-1)).toMatchObject({
      type: 'summary',
      ending: 'count',
      counts: { published: 2000, confirmed: 2000, nacked: 0, returned: 0, received: 2000 },
      balance: { lost: 0, left: 0, missing: 0, duplicates: 0, outOfOrder: 0, redelivered: 0, foreign: 0 },
    })
  })

  it('measures from the time at which a message was meant to leave', async () => {
    await using broker = await startBroker({ port: 0 })
    const heldMs = 600
    let isHeld = false
    await using proxy = await tamperingProxy(broker.port, () => ({ bytes, frame }, send) => {
      if (isHeld || frame.method?.name !== 'basic.ack') return [bytes]
      isHeld = true
      setTimeout(send, heldMs, Uint8Array.from(bytes))
      return []
    })
    // One confirm is late, and as no more than one may be outstanding, all messages that were due meanwhile are too.
    const args = ['-r', '100', '-C', '100', '-c', '1']
    const summary = summaryOf(await run(['perf', '--url', proxy.url, '--json', ...args]))
    for (const times of [summary.consumerLatencyMs, summary.confirmLatencyMs, summary.sendDelayMs]) {
      expect(times['max']).toBeGreaterThan(heldMs - 50)
      expect(times['median']).toBeGreaterThan(50)
    }
  })

  it('ends with its time, however long it would wait for messages', async () => {
    const startMs = performance.now()
    const args = ['perf', '-z', '0.3', '--drain', '60', '-L', '10000']
    expect(await outcome(start(args))).toMatchObject({ status: 0, stderr: '' })
    expect(performance.now() - startMs).toBeLessThan(20_000)
  })

  it('writes CSV, and draws the run', async () => {
    await using broker = await startBroker({ port: 0 })
    const path = await folder()
    const args = ['perf', '--url', broker.url, '-r', '500', '-z', '0.6', '-c', '10', '-i', '0.2']
    const files = (kind: string): string[] => [
      '--csv',
      join(path, 'run.csv'),
      '--report',
      join(path, `run.${kind}`),
    ]
    for (const kind of ['svg', 'html'])
      expect(await run([...args, ...files(kind)])).toMatchObject({ status: 0, stderr: '' })
    const [head = '', ...rows] = (await readFile(join(path, 'run.csv'), 'utf8')).trimEnd().split('\n')
    expect(head).toMatch(/^at_seconds,published_per_second,.*,consumer_latency_p999_ms,/)
    expect(rows.length).toBeGreaterThanOrEqual(2)
    expect(rows.every((row) => row.split(',').length === head.split(',').length)).toBe(true)
    const svg = await readFile(join(path, 'run.svg'), 'utf8')
    expect(svg).toMatch(/^<svg [^>]*>/)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    for (const title of [
      'Messages per second',
      'Latency of consumers',
      'Latency of confirms',
      'by percentile',
    ])
      expect(svg).toContain(title)
    const html = await readFile(join(path, 'run.html'), 'utf8')
    expect(html).toContain('<svg ')
    expect(html).not.toMatch(/(?:src|href)=/)
  })

  it('sends files as bodies', async () => {
    await using broker = await startBroker({ port: 0 })
    const args = ['-B', 'package.json', '-B', 'LICENSE', '-C', '20', '--header', 'a=1']
    const out = await run(['perf', '--url', broker.url, '--json', ...args])
    expect(summaryOf(out)).toMatchObject({ counts: { received: 20 }, balance: { lost: 0, foreign: 0 } })
  })

  it('takes messages of others for what they are', async () => {
    await using broker = await startBroker({ port: 0 })
    const args = ['perf', '--url', broker.url, '-u', 'shared', '--json']
    await run([...args, '-y', '0', '-C', '10'])
    const summary = summaryOf(await run([...args, '-C', '5']))
    expect(summary).toMatchObject({ counts: { published: 5, received: 15 }, balance: { foreign: 10 } })
    expect(summary.balance['lost']).toBeUndefined()
  })
})

describe('what goes wrong with messages', TIMEOUT, () => {
  const args = ['--json', '-a', '-C', '50', '--drain', '0.5']

  it('is a loss where one does not come: status 1', async () => {
    await using broker = await startBroker({ port: 0 })
    await using proxy = await tamperingProxy(
      broker.port,
      tamperDelivery(7, () => []),
    )
    const out = await run(['perf', '--url', proxy.url, ...args])
    expect(summaryOf(out)).toMatchObject({
      ending: 'quiet',
      counts: { received: 49 },
      balance: { lost: 1, missing: 1 },
    })
    expect(out).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^wirehare: MESSAGES_LOST: 1 .+\n$/),
    })
  })

  it('is a duplicate where one comes twice', async () => {
    await using broker = await startBroker({ port: 0 })
    const frames: Uint8Array[] = []
    const twice = (bytes: Uint8Array): Uint8Array[] => {
      frames.push(Uint8Array.from(bytes))
      return frames.length === 3 ? [...frames, ...frames] : []
    }
    await using proxy = await tamperingProxy(broker.port, tamperDelivery(7, twice))
    const out = await run(['perf', '--url', proxy.url, ...args])
    expect(summaryOf(out)).toMatchObject({ balance: { duplicates: 1, lost: 0 } })
  })
})

describe('a run that cannot go on ends with one line, and status 1', TIMEOUT, () => {
  it('where the broker goes away, after what was measured', async () => {
    const broker = await startBroker({ port: 0 })
    const startMs = performance.now()
    const child = start(['perf', '--url', broker.url, '-z', '30', '-r', '100', '-i', '0.2', '-L', '5000'])
    const over = outcome(child)
    await once(child.stdout!, 'data')
    await broker.close()
    const { status, stdout, stderr } = await over
    expect(performance.now() - startMs).toBeLessThan(20_000)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: CONNECTION_FORCED: .+\n$/)
    expect(stdout).toContain('It failed, after ')
  })

  it('where its queue goes away', async () => {
    await using broker = await startBroker({ port: 0 })
    await using proxy = await tamperingProxy(broker.port, () => ({ bytes, frame }) => {
      // basic.cancel of the broker: "your queue is gone".
      const cancel = Buffer.from([1, 0, 1, 0, 0, 0, 7, 0, 60, 0, 30, 1, 0x78, 1, 0xce])
      return frame.method?.name === 'basic.consume-ok' ? [bytes, cancel] : [bytes]
    })
    const { status, stderr } = await run(['perf', '--url', proxy.url, '-z', '30', '-r', '100'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: CONSUMER_CANCELLED: .+\n$/)
  })

  it.each(['wirehare', 'amqplib'])('where the broker takes no messages, with %s', async (client) => {
    await using broker = await startBroker({ port: 0 })
    await using proxy = await tamperingProxy(
      broker.port,
      () =>
        ({ bytes, frame }) =>
          frame.method?.name === 'connection.open-ok' ? [bytes, blockedFrame('low on memory')] : [bytes],
    )
    const args = ['--url', proxy.url, '--client', client, '-z', '30', '--timeout', '1']
    const { status, stderr } = await run(['perf', ...args])
    expect(status).toBe(1)
    expect(stderr).toBe('wirehare: BLOCKED: the broker takes no messages: low on memory\n')
  })

  it.each(['wirehare', 'amqplib'])('where a confirm does not come, with %s', async (client) => {
    await using broker = await startBroker({ port: 0 })
    await using proxy = await tamperingProxy(
      broker.port,
      () =>
        ({ bytes, frame }) =>
          frame.method?.name === 'basic.ack' ? [] : [bytes],
    )
    const args = ['--url', proxy.url, '--client', client, '-z', '30', '-c', '5', '--confirm-timeout', '0.5']
    const { status, stderr } = await run(['perf', ...args])
    expect(status).toBe(1)
    expect(stderr).toBe('wirehare: CONFIRM_TIMEOUT: a message was not confirmed within 0.5 s\n')
  })

  it.each([
    ['wirehare', 'HANDSHAKE_TIMEOUT'],
    ['amqplib', '(?:ETIMEDOUT|TIMEOUT|Error)'],
  ])('where the broker says nothing, with %s', async (client, code) => {
    const { url, server } = await listen(() => {})
    onTestFinished(() => void server.close())
    const { status, stderr } = await outcome(
      start(['perf', '--url', url, '--client', client, '--timeout', '0.3']),
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(new RegExp(`^wirehare: ${code}: .+\n$`))
  })

  it.each(['wirehare', 'amqplib'])('where the broker falls silent, with %s', async (client) => {
    await using broker = await startBroker({ port: 0 })
    let isSilent = false
    await using proxy = await tamperingProxy(
      broker.port,
      () =>
        ({ bytes }) =>
          isSilent ? [] : [bytes],
    )
    const args = ['--url', proxy.url, '--client', client, '-z', '1', '-i', '0.1', '--timeout', '0.5']
    const child = start(['perf', ...args])
    const over = outcome(child)
    await untilPrinted(child, 'received')
    isSilent = true
    const { status, stderr } = await over
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: TIMEOUT: .+\n$/)
  })

  it.each(['wirehare', 'amqplib'])('where the password is wrong, with %s', async (client) => {
    await using broker = await startBroker({ port: 0 })
    const url = broker.url.replace('guest@', 'wrong@')
    const { status, stderr } = await outcome(start(['perf', '--url', url, '--client', client]))
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: ACCESS_REFUSED: .+\n$/)
  })

  it('where a file cannot be written', async () => {
    const { status, stdout, stderr } = await run(['perf', '--csv', join(await folder(), 'absent', 'run.csv')])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^wirehare: ENOENT: no such file .+\n$/)
  })
})

describe('wrong usage is status 2', TIMEOUT, () => {
  it.each([
    ['--rate', '0'],
    ['-x', '0', '-y', '0'],
    ['--client', 'other'],
    ['--url', 'http://localhost'],
  ])('with %s %s', async (...args) => {
    const { status, stdout, stderr } = await run(['perf', ...args])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^wirehare: (USAGE|ERR_INVALID_URL): .+\n$/)
  })
})

describe('help', TIMEOUT, () => {
  it('keeps to 80 columns, and tells times in seconds', async () => {
    const { status, stdout } = await run(['perf', '--help'])
    expect(status).toBe(0)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(stdout).toMatch(/--confirm-timeout <seconds> [^-]*\(default:\s+30\)/)
  })
})

describe('an early end', TIMEOUT, () => {
  it('on Ctrl-C sums up and takes the broker along: status 130', async () => {
    const child = start(['perf', '-z', '60', '-r', '100', '-i', '0.1'])
    const over = outcome(child)
    const seen = await untilPrinted(child, 'received')
    child.kill('SIGINT')
    const { status, stdout, stderr } = await over
    expect({ status, stderr }).toEqual({ status: 130, stderr: '' })
    expect(stdout).toContain('Interrupted, after ')
    expect(stdout).toContain(' 0 lost, ')
    const port = Number(/ at 127\.0\.0\.1:(\d+)\n/.exec(seen)?.[1])
    const [error] = (await once(connectTcp(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNREFUSED')
  })

  it('is quiet where nobody reads on, and leaves no queue behind', async () => {
    await using broker = await startBroker({ port: 0 })
    const child = start(['perf', '--url', broker.url, '-z', '60', '-r', '100', '-i', '0.1'])
    const stderr = text(child.stderr!)
    const seen = await untilPrinted(child, 'received')
    const queue = /queue (wirehare\.perf\.\w+)/.exec(seen)?.[1] as string
    child.stdout!.destroy()
    const [status] = await once(child, 'exit')
    expect(status).toBe(0)
    expect(await stderr).toBe('')
    const { stderr: words } = await run(['perf', '--url', broker.url, '-p', '-u', queue])
    expect(words).toMatch(/^wirehare: NOT_FOUND: /)
  })
})

// `wirehare publish`, `wirehare consume` and `wirehare get`: what they print, and what they refuse.

import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Broker, startBroker } from '../../../src/broker/index.ts'
import { type Outcome, outcome, run, start } from '../run.ts'

let broker: Broker
let url: string

beforeAll(async () => {
  broker = await startBroker({ port: 0 })
  url = broker.url
  return () => broker.close()
})

const on = (...args: string[]): Promise<Outcome> => run([...args, '--url', url])
const good = (stdout: string): Outcome => ({ status: 0, stdout, stderr: '' })

describe('wirehare publish and wirehare get', { timeout: 30_000 }, () => {
  test('a message goes into a queue and comes out of it', async () => {
    expect(await on('publish', '-q', 'one', '--declare', 'Hello World!')).toEqual(
      good('The broker has taken 1 message of 12 bytes.\n'),
    )
    expect(await on('get', 'one')).toEqual(good("1 routing-key='one' 12 bytes\nHello World!\n"))
    const { status, stdout, stderr } = await on('get', 'one')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toBe('wirehare: QUEUE_EMPTY: there is no message in the queue one\n')
  })

  test('every property can be given, and headers of several types', async () => {
    const options = [
      ...['--persistent', '--content-type', 'text/plain', '--content-encoding', 'identity'],
      ...['-H', 'text=a=b', '-H', 'number=3', '-H', 'yes=true', '-H', 'quoted="3"', '-H', 'table={"a":[1]}'],
      ...['--message-id', 'm', '--correlation-id', 'c', '--reply-to', 'r', '--expiration', '60000'],
      ...['--priority', '0', '--type', 't', '--user-id', 'guest', '--app-id', 'a'],
    ]
    await on('publish', '-q', 'all', '-d', ...options, 'x')
    expect(JSON.parse((await on('get', 'all', '--json')).stdout)).toEqual({
      exchange: '',
      routingKey: 'all',
      redelivered: false,
      properties: {
        contentType: 'text/plain',
        contentEncoding: 'identity',
        headers: { text: 'a=b', number: 3, yes: true, quoted: '3', table: { a: [1] } },
        deliveryMode: 2,
        priority: 0,
        correlationId: 'c',
        replyTo: 'r',
        expiration: '60000',
        messageId: 'm',
        type: 't',
        userId: 'guest',
        appId: 'a',
      },
      bytes: 1,
      body: 'x',
    })
  })

  test('what is looked at stays, in its order', async () => {
    for (const body of ['first', 'second']) await on('publish', '-q', 'kept', '-d', body)
    expect((await on('get', 'kept', '--all', '--keep', '--body')).stdout).toBe('first\nsecond\n')
    expect((await on('get', 'kept', '-n', '5')).stdout).toBe(
      "1 routing-key='kept' 5 bytes redelivered\nfirst\n2 routing-key='kept' 6 bytes redelivered\nsecond\n",
    )
  })

  test('the input is a message, or each of its lines is one', async () => {
    const octets = Buffer.from([0, 1, 10, 255])
    const whole = await outcome(start(['publish', '-q', 'input', '-d', '--url', url], octets))
    expect(whole).toEqual(good('The broker has taken 1 message of 4 bytes.\n'))
    const args = ['publish', '-q', 'input', '--lines', '--json', '--url', url]
    const lines = await outcome(start(args, 'one\r\ntwo\n\nfour'))
    expect(lines).toEqual(good('{"messages":4,"bytes":10,"returned":0}\n'))
    const [first, ...rest] = (await on('get', 'input', '--all', '--json')).stdout.trim().split('\n')
    expect(JSON.parse(first as string)).toMatchObject({ body: { hex: '00010aff' } })
    expect(rest.map((line) => JSON.parse(line).body)).toEqual(['one', 'two', '', 'four'])
  })

  test('messages that no queue takes are a failure, after all have been sent', async () => {
    const args = ['publish', '-k', 'nowhere', '--lines', '--url', url]
    const { status, stdout, stderr } = await outcome(start(args, 'a\nb\n'))
    expect(status).toBe(1)
    expect(stdout).toBe('The broker has taken 2 messages of 2 bytes in all, and given 2 back.\n')
    expect(stderr).toBe('wirehare: NO_ROUTE: 312 NO_ROUTE: no queue takes "nowhere" from the exchange ""\n')
  })

  test.each<[words: string, args: string[]]>([
    ['it must know where to', ['publish', 'x']],
    [
      "option '-q, --queue <name>' cannot be used with option '-e, --exchange <name>'",
      ['publish', '-q', 'q', '-e', 'e', 'x'],
    ],
    ['--declare needs a --queue', ['publish', '-e', 'e', '-d', 'x']],
    ['--lines is about the input', ['publish', '-q', 'q', '-l', 'x']],
    ['It must be a name and a value', ['publish', '-q', 'q', '-H', 'x', 'y']],
    ['It must be a whole number from 0 to 255', ['publish', '-q', 'q', '--priority', '256', 'y']],
    ['It must be a whole number from 1 on', ['get', 'q', '-n', '0']],
    [
      "option '-a, --all' cannot be used with option '-n, --count <number>'",
      ['get', 'q', '-n', '1', '--all'],
    ],
    ["missing required argument 'queue'", ['get']],
    ['name either a queue or an --exchange', ['consume']],
    ['name either a queue or an --exchange', ['consume', 'q', '-e', 'e']],
    ['--declare needs a queue', ['consume', '-e', 'e', '-d']],
  ])('wrong usage is a line: %s', async (words, args) => {
    const { status, stdout, stderr } = await run(args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^wirehare: USAGE: [^\n]+\n$/)
    expect(stderr).toContain(words)
  })

  test('a failure is a line: a queue that is not there, a broker that is not there', async () => {
    for (const args of [
      ['get', 'missing'],
      ['consume', 'missing'],
    ]) {
      const { status, stderr } = await on(...args)
      expect(status).toBe(1)
      expect(stderr).toMatch(/wirehare: NOT_FOUND: [^\n]+'missing'[^\n]+\n$/)
    }
    for (const args of [
      ['get', 'q'],
      ['publish', '-q', 'q', 'x'],
      ['consume', 'q'],
    ]) {
      const { status, stderr } = await run([...args, '--url', 'amqp://127.0.0.1:1'])
      expect(status).toBe(1)
      expect(stderr).toMatch(/^wirehare: ECONNREFUSED: [^\n]+\n$/)
    }
  })

  test('without a broker they have one of their own, and say so', async () => {
    const { status, stdout, stderr } = await run(['publish', '-q', 'hello', 'x'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'The broker has taken 1 message of 1 byte.\n' })
    expect(stderr).toMatch(
      /^No --url, so this command runs a broker of its own, at amqp:\S+, until it ends\.\n$/,
    )
    expect((await run(['get', 'hello'])).stderr).toContain('QUEUE_EMPTY')
  })
})

describe('wirehare consume', { timeout: 30_000 }, () => {
  test('ends after a count, and has taken no more than it printed', async () => {
    for (const body of ['a', 'b', 'c']) await on('publish', '-q', 'counted', '-d', body)
    const { status, stdout } = await on('consume', 'counted', '--count', '2', '--body')
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'a\nb\n' })
    expect((await on('get', 'counted', '--all')).stdout).toMatch(
      /^1 routing-key='counted' 1 byte( redelivered)?\nc\n$/,
    )
  })

  test('prints what comes until it is interrupted; what it printed is gone from the queue', async () => {
    const child = start(['consume', 'live', '--declare', '--json', '--url', url])
    const said = createInterface({ input: child.stderr! })
    const printed = createInterface({ input: child.stdout! })
    expect(await once(said, 'line')).toEqual(['Waiting for messages; Ctrl-C ends it.'])
    for (const body of ['one', 'two']) {
      const line = once(printed, 'line')
      await on('publish', '-q', 'live', body)
      expect(JSON.parse(String((await line)[0]))).toMatchObject({ routingKey: 'live', body })
    }
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([130, null])
    expect((await on('get', 'live')).status).toBe(1)
  })

  test('from an exchange it takes copies', async () => {
    await on('publish', '-q', 'other', '-d', 'x')
    const child = start(['consume', '-e', 'amq.topic', '-k', 'orders.*', '-n', '1', '--url', url])
    await once(createInterface({ input: child.stderr! }), 'line')
    expect((await on('publish', '-e', 'amq.topic', '-k', 'stock.eu', 'no')).status).toBe(1)
    expect((await on('publish', '-e', 'amq.topic', '-k', 'orders.eu', 'yes')).status).toBe(0)
    const { status, stdout } = await outcome(child)
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "1 exchange='amq.topic' routing-key='orders.eu' 3 bytes\nyes\n",
    })
  })

  test('whoever reads it may have seen enough: that is no failure', async () => {
    const body = 'x'.repeat(100_000)
    for (let i = 0; i < 20; i++) await on('publish', '-q', 'pipe', '-d', body)
    const child = start(['consume', 'pipe', '--body', '--url', url])
    await once(child.stdout!, 'data')
    child.stdout!.destroy()
    const [status] = await once(child, 'exit')
    expect(status).toBe(0)
    // What was not printed is still there.
    expect((await on('get', 'pipe')).status).toBe(0)
  })
})

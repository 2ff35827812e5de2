// Where a connection comes back to, and when it does not come back: several brokers, none, and the end.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  type Connection,
  ConnectionError,
  type ConnectOptions,
  connect,
  OutcomeUnknownError,
} from '../../src/index.ts'
import { dial } from '../../src/transport/tcp.ts'
import { type Broker, eachBroker } from '../support/brokers.ts'
import { freePorts } from '../support/brokers-native.ts'
import { gateTo } from '../support/gate.ts'
import { FAST, recovered, strikeWith, withGate } from '../support/recovering.ts'

const CLIENT = fileURLToPath(new URL('../../src/index.ts', import.meta.url))

eachBroker((broker) => {
  test('with recovery: false a loss is the end', async () => {
    await using gate = await gateTo(broker.url)
    const connection = await connect(gate.url, { recovery: false })
    const channel = await connection.openChannel()
    const told: string[] = []
    for (const event of ['lost', 'recovered', 'close'] as const) connection.on(event, () => told.push(event))
    gate.cut()
    const error = await connection.closed
    expect(error).toMatchObject({ scope: 'connection', initiator: 'transport', retriable: true })
    expect(await channel.closed).toBe(error)
    expect([connection.isOpen, connection.isRecovering, channel.isRecovering]).toEqual([false, false, false])
    await expect(connection.openChannel()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED', cause: error })
    expect([told, gate.passed]).toEqual([['close'], 1])
  })

  test('after maxAttempts it is over, with the last error, for everything that waits', () =>
    withGate(
      broker,
      async ({ connection, gate }) => {
        const channel = await connection.openChannel()
        const publisher = await connection.createPublisher()
        const client = await connection.createRpcClient()
        const consumer = await connection.createConsumer({ queue: await queueOf(connection) }, () => {})
        const told: string[] = []
        connection.on('lost', () => told.push('lost'))
        connection.on('close', () => told.push('close'))
        connection.on('recoveryFailed', ({ attempts, retryAfterMs }) =>
          told.push(`${attempts} ${retryAfterMs === undefined ? 'last' : 'more'}`),
        )
        const lost = once(connection, 'lost')
        gate.shut()
        await lost
        const all = [
          channel.queueDeclare(),
          connection.openChannel(),
          publisher.publish({ routingKey: 'x' }, undefined, 'x'),
          publisher.drained(),
          client.call({ routingKey: 'x' }, undefined, 'x'),
          connection.drained(),
        ].map((call) =>
          call.then(
            () => 'done',
            (error) => error,
          ),
        )
        const error = await connection.closed
        expect(error).toMatchObject({ code: 'NOT_AMQP', scope: 'connection' })
        for (const outcome of await Promise.all(all)) expect(outcome).toBe(error)
        expect(told).toEqual(['lost', '1 more', '2 more', '3 last', 'close'])
        for (const { closed } of [channel, publisher.channel, client.channel, consumer])
          expect(await closed).toBe(error)
        expect([connection.isOpen, connection.isRecovering, connection.snapshot().recovery]).toEqual([
          ...[false, false, undefined],
        ])
        await expect(connection.openChannel()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
        await connection.close()
      },
      { recovery: { ...FAST, maxAttempts: 3 } },
    ))

  test('maxAttempts counts from each loss anew', () =>
    withGate(
      broker,
      async ({ connection, gate }) => {
        for (let round = 0; round < 3; round++) {
          const back = once(connection, 'recovered')
          connection.once('recoveryFailed', () => gate.open())
          gate.shut()
          const [{ failedAttempts }] = await back
          expect(failedAttempts).toBe(1)
        }
      },
      { recovery: { ...FAST, maxAttempts: 2 } },
    ))

  test('closing it while it is lost ends it at once, and rejects what waits', () =>
    withGate(broker, async ({ connection, gate, strike }) => {
      const channel = await connection.openChannel()
      const publisher = await connection.createPublisher()
      await strike()
      const lost = once(connection, 'lost')
      gate.shut()
      const [reason] = await lost
      const waiting = [
        channel.queueDeclare(),
        connection.openChannel(),
        connection.drained(),
        connection.createRpcClient(),
      ].map((call) =>
        call.then(
          () => 'done',
          (error) => error,
        ),
      )
      const published = publisher.publish({ routingKey: 'x' }, undefined, 'x').catch((error) => error)
      let ends = 0
      connection.on('close', (error) => {
        expect(error).toBeUndefined()
        ends++
      })
      await connection.close()
      expect(await connection.closed).toBeUndefined()
      expect(await channel.closed).toBeUndefined()
      for (const outcome of await Promise.all(waiting)) {
        expect(outcome).toBeInstanceOf(ConnectionError)
        expect(outcome).toMatchObject({ code: 'CONNECTION_CLOSED', initiator: 'user', cause: reason })
      }
      expect(await published).not.toBeInstanceOf(OutcomeUnknownError)
      gate.open()
      await connection.close()
      await expect(connection.openChannel()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
      expect([ends, gate.passed]).toEqual([1, 2])
    }))

  test('a program that closes a connection that is lost, or on its way back, ends by itself', async () => {
    const begin = `
      import { connect } from ${JSON.stringify(CLIENT)}
      const connection = await connect(process.argv[1], {
        recovery: { minDelayMs: Number(process.argv[2]), maxDelayMs: 60_000 },
      })
      const channel = await connection.openChannel()
      await channel.exchangeDeclare({ exchange: 'amq.topic', passive: true })
      await channel.queueDeclare({ exclusive: true })
      connection.on('close', (error) => console.log('closed', error))
      console.log('ready')
      `
    const programs: [name: string, delayMs: number, program: string, strike: 'shut' | 'silence'][] = [
      ['at once', 60_000, `connection.on('lost', () => void connection.close())`, 'shut'],
      [
        'waiting',
        10,
        `connection.on('recoveryFailed', () => setTimeout(() => void connection.close(), 50))`,
        'shut',
      ],
      [
        'connecting',
        10,
        `connection.on('lost', () => setTimeout(() => void connection.close(), 100))`,
        'silence',
      ],
    ]
    const outcomes = programs.map(async ([name, delayMs, program, strike]) => {
      await using gate = await gateTo(broker.url)
      const source = [
        ...['--import', 'tsx'],
        '--input-type=module',
        '--eval',
        begin + program,
        gate.url,
        `${delayMs}`,
      ]
      const child = spawn(process.execPath, source, { stdio: ['ignore', 'pipe', 'inherit'] })
      let out = ''
      child.stdout.on('data', (bytes) => {
        out += bytes
        if (String(bytes) !== 'ready\n') return
        if (strike === 'silence') gate.endAfter(() => 8, 'silence')
        gate[strike === 'shut' ? 'shut' : 'cut']()
      })
      const [status] = await once(child, 'close')
      return [name, status, out]
    })
    expect(await Promise.all(outcomes)).toEqual(
      programs.map(([name]) => [name, 0, 'ready\nclosed undefined\n']),
    )
  })

  test('of several brokers the next one is taken that works, each time', async () => {
    const [port] = (await freePorts(1)) as [number]
    await using first = await gateTo(broker.url)
    await using second = await gateTo(broker.url)
    const refusing = new URL(broker.url)
    refusing.port = `${port}`
    await using connection = await connect([refusing.href, { ...optionsOf(first.url) }, second.url], {
      recovery: FAST,
    })
    const channel = await connection.openChannel()
    expect([connection.remote, channel.remote]).toEqual([first.remote, first.remote])
    await strikeWith(connection, () => first.cut())
    expect([connection.remote, channel.remote]).toEqual([second.remote, second.remote])
    await strikeWith(connection, () => second.shut())
    expect(connection.remote).toBe(first.remote)
    const back = recovered(connection)
    const failed = once(connection, 'recoveryFailed')
    first.shut()
    const [{ error }] = await failed
    expect(error.message).toMatch(/^none of 3 brokers can be connected to: /)
    for (const remote of [`127.0.0.1:${port}`, first.remote, second.remote])
      expect(error.message).toContain(remote)
    second.open()
    await back
    expect(connection.remote).toBe(second.remote)
    expect((await channel.queueDeclare({ exclusive: true })).queue).not.toBe('')
  })
})

eachBroker((broker) => {
  test('where all refuse, the error names each and says why', async () => {
    const ports = await freePorts(2)
    const urls = ports.map((port) => `amqp://127.0.0.1:${port}`)
    const refused = (await connect(urls).catch((error) => error)) as ConnectionError
    expect(refused).toBeInstanceOf(ConnectionError)
    expect(refused).toMatchObject({ code: 'ECONNREFUSED', retriable: true })
    for (const port of ports) expect(refused.message).toContain(`127.0.0.1:${port}`)
    expect((refused.cause as AggregateError).errors.map(({ code }) => code)).toEqual([
      'ECONNREFUSED',
      'ECONNREFUSED',
    ])
    const wrong = { ...optionsOf(broker.url), password: 'wrong' }
    const both = (await connect([...urls, wrong]).catch((error) => error)) as ConnectionError
    expect(both).toMatchObject({ code: 'NO_BROKER', retriable: true })
    expect((both.cause as AggregateError).errors.map(({ code }) => code)).toEqual([
      ...['ECONNREFUSED', 'ECONNREFUSED', 'ACCESS_REFUSED'],
    ])
    expect(both.message).not.toContain('wrong')
    // A mistake and an abort are nothing that another broker would help against.
    await expect(
      connect([urls[0] as string, broker.url], { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
    })
  })

  test('a transport that is a function is asked for each life; a single one is for one alone', async () => {
    const { hostname, port } = new URL(broker.url)
    let opened = 0
    let last: { destroy(): void } | undefined
    const open = async () => {
      opened++
      last = await dial(hostname, Number(port), undefined, { timeoutMs: 5000, signal: undefined })
      return last as Awaited<ReturnType<typeof dial>>
    }
    await using connection = await connect({ transport: open }, { recovery: FAST })
    for (let round = 0; round < 3; round++) await strikeWith(connection, () => last?.destroy())
    expect(opened).toBe(4)
    const single = await connect({ transport: await open() })
    last?.destroy()
    expect(await single.closed).toBeInstanceOf(ConnectionError)
  })
})

test('wrong options are told at once', async () => {
  const wrong: [Parameters<typeof connect>[0], object, typeof TypeError | typeof RangeError, RegExp][] = [
    [[], {}, TypeError, /the list of brokers is empty/],
    ['amqp://x', { recovery: 'yes' }, TypeError, /recovery must be true, false or an object, not "yes"/],
    ['amqp://x', { recovery: null }, TypeError, /recovery must be true, false or an object, not null/],
    ['amqp://x', { recovery: { minDelayMs: 0 } }, RangeError, /recovery\.minDelayMs must be .* from 1 /],
    [
      'amqp://x',
      { recovery: { minDelayMs: 10, maxDelayMs: 9 } },
      RangeError,
      /recovery\.maxDelayMs .* from 10 /,
    ],
    ['amqp://x', { recovery: { maxAttempts: 0 } }, RangeError, /recovery\.maxAttempts must be .* from 1 /],
    ['amqp://x', { recovery: { maxAttempts: '3' } }, TypeError, /recovery\.maxAttempts must be a number/],
    ['amqp://x', { recovery: { topology: 1 } }, TypeError, /recovery\.topology must be true or false/],
    ['amqp://x', { recovery: { random: 0.5 } }, TypeError, /recovery\.random must be a function/],
    [{ recovery: 1 as never }, {}, TypeError, /recovery must be true, false or an object/],
    [{ transport: {} as never }, { recovery: true }, TypeError, /recovery needs a way to connect again/],
    [['amqp://x', 'http://y'], {}, TypeError, /this is no AMQP URL/],
    [['amqp://x', 7 as never], {}, TypeError, /options must be an object/],
    [['amqp://x', { port: 0 }], {}, RangeError, /port must be/],
  ]
  for (const [target, options, Class, words] of wrong) {
    const error = await connect(target, options as ConnectOptions).catch((reason) => reason)
    expect(error).toBeInstanceOf(Class)
    expect(error.message).toMatch(words)
  }
})

async function queueOf(connection: Connection): Promise<string> {
  return (await (await connection.openChannel()).queueDeclare({ exclusive: true })).queue
}

/** What leads to a broker, as options. */
function optionsOf(url: Broker['url']): ConnectOptions {
  const { hostname: host, port, username, password } = new URL(url)
  return { host, port: Number(port), username: username || 'guest', password: password || 'guest' }
}

// The load tool against real brokers: its counts are theirs.

import { afterEach, describe, expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { type Outcome, run } from '../cli/run.ts'
import { eachBroker } from '../support/brokers.ts'

const QUEUES = ['perf.test.1', 'perf.test.2', 'perf.test.3']
const PATTERN = ['--queue-pattern', 'perf.test.%d', '--queue-to', '3']
const EXCHANGE = 'perf.test'

interface Summary {
  readonly counts: Record<string, number>
  readonly balance: Record<string, number | undefined>
  readonly consumerLatencyMs: Record<string, number>
}

function summaryOf({ stdout, stderr }: Outcome): Summary {
  expect(stderr).toBe('')
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) as string) as Summary
}

const WHOLE = { lost: 0, left: 0, missing: 0, duplicates: 0, outOfOrder: 0, foreign: 0 }

eachBroker((broker) => {
  const perf = (...args: string[]): Promise<Outcome> => run(['perf', '--url', broker.url, '--json', ...args])

  afterEach(async () => {
    await using connection = await connect(broker.url)
    await using channel = await connection.openChannel()
    for (const queue of QUEUES) await channel.queueDelete({ queue })
    await channel.exchangeDelete({ exchange: EXCHANGE })
  })

  describe.each(['wirehare', 'amqplib'])('%s', (client) => {
    test('publishes with confirms at a rate, and consumes with acks', async () => {
      const out = await perf('--client', client, '-r', '500', '-C', '500', '-c', '50', '--persistent')
      const { counts, balance, consumerLatencyMs } = summaryOf(out)
      expect(counts).toEqual({ published: 500, confirmed: 500, nacked: 0, returned: 0, received: 500 })
      expect(balance).toMatchObject(WHOLE)
      expect(consumerLatencyMs['median']).toBeGreaterThan(0)
      // What was made for the run is gone.
      const queue = /queue (wirehare\.perf\.\w+)/.exec(out.stdout)?.[1] as string
      expect(await perf('-p', '-u', queue)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^wirehare: NOT_FOUND: .+\n$/),
      })
    })

    test('leaves as many messages in a queue as it says, by the count of the broker', async () => {
      const { counts, balance } = summaryOf(
        await perf('--client', client, '-y', '0', '-C', '300', '-u', QUEUES[0] as string),
      )
      expect([counts['published'], balance['left']]).toEqual([300, 300])
      await using connection = await connect(broker.url)
      await using channel = await connection.openChannel()
      const { messageCount } = await channel.queueDeclare({ queue: QUEUES[0], passive: true })
      expect(messageCount).toBe(300)
      const listed = await broker.rabbitmqctl?.('list_queues', '-q', 'name', 'messages')
      if (listed !== undefined) expect(listed).toMatch(new RegExp(`^${QUEUES[0]}\\s+300$`, 'm'))
      // Another process has them all.
      const taken = summaryOf(
        await perf('--client', client, '-x', '0', '-D', '300', '-u', QUEUES[0] as string),
      )
      expect(taken).toMatchObject({ counts: { received: 300 }, balance: { left: 0, missing: 0 } })
    })

    test('counts what comes back from a key that leads nowhere', async () => {
      await using connection = await connect(broker.url)
      await using channel = await connection.openChannel()
      await channel.queueDeclare({ queue: QUEUES[0], durable: true })
      const args = [
        '-p',
        '-u',
        QUEUES[0] as string,
        '-e',
        'amq.direct',
        '-y',
        '0',
        '-C',
        '20',
        '-c',
        '5',
        '--mandatory',
      ]
      const { counts } = summaryOf(await perf('--client', client, ...args))
      expect(counts).toMatchObject({ published: 20, confirmed: 20, returned: 20 })
    })

    test('shares queues out, or has each message in all of them', async () => {
      const shared = ['--client', client, ...PATTERN, '-x', '2', '-y', '2', '-C', '90', '-c', '10']
      expect(summaryOf(await perf(...shared))).toMatchObject({ counts: { received: 180 }, balance: WHOLE })
      const all = [...shared, '-e', EXCHANGE, '-t', 'fanout']
      expect(summaryOf(await perf(...all))).toMatchObject({ counts: { received: 540 }, balance: WHOLE })
    })

    test('lets queues go with their last consumer', async () => {
      const args = ['--client', client, ...PATTERN, '--auto-delete', '-C', '30', '-y', '3']
      expect(summaryOf(await perf(...args))).toMatchObject({ counts: { received: 30 }, balance: { lost: 0 } })
      expect(await perf('-p', ...PATTERN)).toMatchObject({ status: 1 })
    })

    test('polls', async () => {
      const { counts } = summaryOf(await perf('--client', client, '--polling', '-C', '50', '-A', '3'))
      expect(counts).toMatchObject({ published: 50, received: 50 })
    })

    test('gives back what is beyond the count of a consumer', async () => {
      const args = ['--client', client, '-C', '100', '-D', '50', '-y', '2', '-A', '7']
      expect(summaryOf(await perf(...args))).toMatchObject({
        counts: { received: 100 },
        balance: { lost: 0, left: 0 },
      })
    })

    test('takes all it can until the time is up, and nothing is lost on the way', async () => {
      const { counts, balance } = summaryOf(
        await perf('--client', client, '-z', '0.5', '-a', '-y', '2', '-s', '1000'),
      )
      expect(counts['published']).toBeGreaterThan(0)
      expect(balance).toMatchObject({ lost: 0, duplicates: 0, outOfOrder: 0 })
      expect(counts['received']! + balance['left']!).toBe(counts['published'])
    })
  })

  test('publishes and acks in transactions', async () => {
    const { counts, balance } = summaryOf(await perf('-m', '10', '-n', '10', '-C', '105'))
    expect(counts).toMatchObject({ published: 105, received: 105 })
    expect(balance).toMatchObject(WHOLE)
  })

  test.each(broker.isEmbedded ? ['--quorum-queue'] : ['--quorum-queue', '--stream-queue'])(
    'works with %s',
    async (kind) => {
      const { counts, balance } = summaryOf(await perf(kind, '-C', '200', '-c', '20'))
      expect(counts).toMatchObject({ published: 200, confirmed: 200, received: 200 })
      expect(balance).toMatchObject({ lost: 0, missing: 0, duplicates: 0, outOfOrder: 0 })
    },
  )

  test('counts what a full queue refuses', async () => {
    const full = ['--queue-argument', 'x-max-length=10', '--queue-argument', 'x-overflow=reject-publish']
    const { counts, balance } = summaryOf(await perf('-y', '0', '-C', '50', '-c', '1', ...full))
    expect(counts['confirmed']! + counts['nacked']!).toBe(50)
    expect(counts['nacked']).toBeGreaterThan(30)
    expect(balance['lost']).toBe(0)
  })
})

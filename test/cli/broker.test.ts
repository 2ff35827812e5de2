import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { startBroker } from '../../src/broker/index.ts'
import { connect } from '../../src/index.ts'
import { outcome, run, start } from './run.ts'

const children: ReturnType<typeof start>[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Starts the command and reads what it says when it is there. */
async function started(...args: string[]): Promise<{ child: ReturnType<typeof start>; said: string }> {
  const child = start(['broker', '--port', '0', ...args])
  children.push(child)
  const [bytes] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, said: bytes.toString() }
}

describe('wirehare broker', { timeout: 30_000 }, () => {
  it('says first what it is not, then where it is, and serves until Ctrl-C', async () => {
    const { child, said } = await started()
    expect(said).toMatch(
      /^No disk and no cluster: what this broker holds is gone when it ends\.\nIt answers like rabbitmq-3\.10 at amqp:\/\/guest:guest@127\.0\.0\.1:\d+ until Ctrl-C\.\n$/,
    )
    const connection = await connect(/amqp:\S+/.exec(said)?.[0] ?? '', { recovery: false })
    const channel = await connection.openChannel()
    expect((await channel.queueDeclare({ queue: 'q' })).queue).toBe('q')
    const over = outcome(child)
    child.kill('SIGINT')
    expect(await over).toMatchObject({ status: 130, stderr: '' })
    await connection.closed
  })

  it('lets in who is named, in place of guest, and shows no password', async () => {
    const { said } = await started(
      '--user',
      'anna:open:sesame',
      '--user',
      'bob:pw',
      '--profile',
      'rabbitmq-4.3',
    )
    expect(said).toContain('like rabbitmq-4.3 at amqp://anna@127.0.0.1:')
    expect(said).not.toContain('sesame')
    const port = Number(/:(\d+) until/.exec(said)?.[1])
    for (const [username, password] of [
      ['anna', 'open:sesame'],
      ['bob', 'pw'],
    ]) {
      await using connection = await connect({ port, username, password })
      expect(connection.isOpen).toBe(true)
    }
    await expect(connect({ port })).rejects.toMatchObject({ replyCode: 403 })
  })

  it('shows what it holds over HTTP where it is asked to', async () => {
    const { child, said } = await started('--management', '0')
    let all = said
    while (!all.includes('/api/overview')) all += String((await once(child.stdout!, 'data'))[0])
    const response = await fetch(/http:\S+overview/.exec(all)?.[0] ?? '', {
      headers: { authorization: `Basic ${btoa('guest:guest')}` },
    })
    expect(await response.json()).toMatchObject({ object_totals: { queues: 0, exchanges: 6 } })
  })

  it.each(['--port', '--management'])(
    'explains in one line that the port of %s is in use',
    async (option) => {
      await using broker = await startBroker({ port: 0 })
      const { status, stdout, stderr } = await run(['broker', '--port', '0', option, String(broker.port)])
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/^wirehare: EADDRINUSE: .*\n$/)
      expect(stderr).toContain(String(broker.port))
    },
  )

  it.each([
    { args: ['--port', '65536'], about: 'port' },
    { args: ['--port', 'x'], about: 'port' },
    { args: ['--management', 'x'], about: 'management' },
    { args: ['--user', 'anna'], about: 'user' },
    { args: ['--user', ':pw'], about: 'user' },
    { args: ['--profile', 'rabbitmq-2'], about: 'profile' },
  ])('calls $args wrong usage', async ({ args, about }) => {
    const { status, stderr } = await run(['broker', ...args])
    expect(status).toBe(2)
    expect(stderr).toMatch(/^wirehare: USAGE: .*\n$/)
    expect(stderr).toContain(about)
  })
})

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startBroker } from '../../src/broker/index.ts'
import { run } from './run.ts'

describe('wirehare conform', { timeout: 30_000 }, () => {
  it('tries the broker inside it, prints a line for each scenario, and writes JUnit XML', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wirehare-conform-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'junit.xml')
    const { status, stdout } = await run(['conform', '--only', 'priorities', '--junit', file])

    expect(stdout).toContain('same   priorities-1         a message of higher priority goes first\n')
    expect(stdout).toMatch(/\n(\d+) of \1 scenarios are as on rabbitmq-3\.10\.\n$/)
    expect(status).toBe(0)
    expect(await readFile(file, 'utf8')).toContain('<testcase classname=')
  })

  it('shows what is other than expected, and ends with status 1', async () => {
    await using broker = await startBroker({ port: 0, profile: 'rabbitmq-3.10' })
    const only = 'recover of a quorum queue'
    const { status, stdout, stderr } = await run([
      'conform',
      ...['--url', broker.url, '--profile', 'rabbitmq-4.3', '--only', only],
    ])

    expect(stdout).toMatch(
      /^other {2}recover-\d+ +recover of a quorum queue\n {8}- basic\.get-ok .*\n {8}\+ basic\.get-ok/,
    )
    expect(stdout).toContain('\n0 of 1 scenarios are as on rabbitmq-4.3.\n')
    expect(stderr).toBe('wirehare: NOT_ALIKE: 1 of 1 scenarios are not as on rabbitmq-4.3\n')
    expect(status).toBe(1)
  })

  it('calls it wrong usage where no scenario is meant', async () => {
    const { status, stderr } = await run(['conform', '--only', 'nothing of the kind'])
    expect(status).toBe(2)
    expect(stderr).toBe(
      'wirehare: ERR_OUT_OF_RANGE: no scenario has "nothing of the kind" in its number or title\n',
    )
  })

  it('explains in one line that nobody answers', async () => {
    const broker = await startBroker({ port: 0 })
    const { url } = broker
    await broker.close()
    const { status, stderr } = await run(['conform', '--url', url])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: ECONNREFUSED: .*\n$/)
  })
})

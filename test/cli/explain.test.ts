import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { outcome, run } from './run.ts'

describe('wirehare explain', () => {
  it('explains words', async () => {
    const { status, stdout, stderr } = await run(['explain', 'PRECONDITION_FAILED - unknown delivery tag 1'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^PRECONDITION_FAILED - unknown delivery tag 1\n406, which closes the channel\n/)
    expect(stdout).toMatch(/\n {2}Why {4}Delivery 1 was settled/)
  })

  it('takes words without quotes, and gives one line of JSON', async () => {
    const { stdout } = await run([
      'explain',
      '--json',
      '406',
      'PRECONDITION_FAILED',
      '-',
      'partial',
      'tx',
      'completion',
    ])
    expect(JSON.parse(stdout)).toMatchObject({ name: 'partial-tx', said: { replyCode: 406 } })
    expect(stdout.trimEnd()).not.toContain('\n')
  })

  it('reads stdin', { timeout: 30_000 }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'explain', '--json'])
    child.stdin.end(
      "operation basic.publish caused a channel exception not_found: no exchange 'x' in vhost '/'\n",
    )
    const { status, stdout } = await outcome(child)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ name: 'missing-exchange', said: { method: 'basic.publish' } })
  })

  it('finds nothing wrong in a recording where nothing went wrong', async () => {
    const file = fileURLToPath(new URL('../../docs/reference/recordings/amqplib.pcapng', import.meta.url))
    const { status, stdout } = await run(['explain', '--read', file])
    expect([status, stdout]).toEqual([0, 'Nothing went wrong in this recording.\n'])
  })

  it('says what a file is not', async () => {
    const { status, stderr } = await run(['explain', '--read', fileURLToPath(import.meta.url)])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: [A-Z_]+: .+\n$/)
    const missing = await run(['explain', '--read', 'there-is-none.pcapng'])
    expect([missing.status, missing.stderr.split(':')[1]]).toEqual([1, ' ENOENT'])
  })
})

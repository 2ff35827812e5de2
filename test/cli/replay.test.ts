import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startBroker } from '../../src/broker/index.ts'
import { run } from './run.ts'

const FILE = fileURLToPath(new URL('../../docs/reference/recordings/wirehare.pcapng', import.meta.url))

describe('wirehare replay', () => {
  it('sends a recording to a broker and says how that answered', async () => {
    const { url } = await broker()
    const { status, stdout, stderr } = await run(['replay', FILE, '--url', url])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^Sent 208 commands, in [\d.]+ s; .*\nThe broker answered as in the recording\.\n$/,
    )
    const { differences, sentCommands } = JSON.parse(
      (await run(['replay', FILE, '--json'], { AMQP_URL: url })).stdout,
    )
    expect([differences, sentCommands]).toEqual([[], 208])
  })

  it('ends with 1 where the broker answers otherwise', async () => {
    const { url } = await broker()
    const { connect } = await import('../../src/client/index.ts')
    await using connection = await connect(url)
    await (await connection.openChannel()).queueDeclare({ queue: 'wirehare.same-work', exclusive: true })
    const { status, stdout } = await run(['replay', FILE, '--url', url, '--timeout', '0.2'])
    expect(status).toBe(1)
    expect(stdout).toContain('RESOURCE_LOCKED')
  })

  it('refuses wrong usage', async () => {
    expect((await run(['replay', FILE])).status).toBe(2)
    expect((await run(['replay', FILE, '--url', 'amqp://localhost', '--speed', '2'])).status).toBe(2)
    expect((await run(['replay', FILE, '--url', 'http://localhost'])).status).toBe(2)
  })
})

async function broker() {
  const started = await startBroker({ port: 0 })
  onTestFinished(() => started.close())
  return started
}

// A program that is done ends by itself: no timer, socket or listener of the library keeps it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { eachBroker } from '../support/brokers.ts'

const CLIENT = fileURLToPath(new URL('../../src/index.ts', import.meta.url))

/** Runs a program with `connect` and `url` at hand; resolves with what it printed and how it ended. */
async function run(
  program: string,
  url: string,
): Promise<{ status: number | null; out: string; err: string }> {
  const source = `import { connect } from ${JSON.stringify(CLIENT)}; const url = ${JSON.stringify(url)}; ${program}`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source])
  let [out, err] = ['', '']
  child.stdout.on('data', (bytes) => (out += bytes))
  child.stderr.on('data', (bytes) => (err += bytes))
  const [status] = await once(child, 'close')
  return { status, out, err }
}

const quiet = { status: 0, out: '', err: '' }

eachBroker((broker) => {
  test('a program that connects, publishes and closes ends by itself', async () => {
    const program = `
      const connection = await connect(url)
      const channel = await connection.openChannel()
      const { queue } = await channel.queueDeclare({ exclusive: true })
      channel.basicPublish({ routingKey: queue }, undefined, 'x')
      const publisher = await connection.createPublisher()
      await publisher.publish({ routingKey: queue }, undefined, 'y')
      const consumer = await connection.createConsumer({ queue }, () => {})
      await consumer.close()
      await connection.close()`
    expect(await run(program, broker.url)).toEqual(quiet)
  })

  test('a program that looks at none of its promises ends all the same, whatever becomes of them', async () => {
    const program = `
      const connection = await connect(url)
      const channel = await connection.openChannel()
      channel.queueDeclare({ queue: 'absent', passive: true })
      channel.queueDeclare({ exclusive: true })
      channel.basicGet({ queue: 'absent' })
      channel.drained()
      await channel.closed
      channel.queueDeclare({})
      const publisher = await connection.createPublisher()
      publisher.publish({ exchange: 'absent' }, undefined, 'x')
      publisher.publish({ routingKey: 'absent', mandatory: true }, undefined, 'x')
      await publisher.channel.closed
      publisher.publish({ routingKey: 'x' }, undefined, 'x')
      publisher.waitForConfirms()
      connection.openChannel()
      connection.createPublisher()
      connection.createConsumer({ queue: 'absent' }, () => {})
      connection.updateSecret('x', 'y', { signal: AbortSignal.abort() })
      connection.close()
      connection.openChannel()
      connection.drained?.()`
    expect(await run(program, broker.url)).toEqual(quiet)
  })

  test('a program whose attempts to connect fail hears of each once, and ends', async () => {
    const program = `
      const tries = [{ port: 1 }, { password: 'wrong' }, { virtualHost: 'absent' }, { signal: AbortSignal.abort() }, { timeoutMs: 1 }]
      const codes = await Promise.all(tries.map((options) => connect(url, options).then((c) => c.close(), (error) => error.code)))
      console.log(codes.slice(0, 4).join(' '))`
    const { status, out, err } = await run(program, broker.url)
    expect({ status, out: out.trim(), err }).toEqual({
      status: 0,
      out: 'ECONNREFUSED ACCESS_REFUSED NOT_ALLOWED ABORTED',
      err: '',
    })
  })
})

import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { connect } from '../../src/index.ts'
import { outcome, run, start } from './run.ts'

const FREE_PORTS = ['--port', '0', '--amqp-port', '0']

describe('wirehare lab', { timeout: 30_000 }, () => {
  it('says where the page is and where to connect to, and ends with Ctrl-C, whoever is connected', async () => {
    const child = start(['lab', ...FREE_PORTS])
    const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
    const [, page] =
      /^Open (http:\/\/127\.0\.0\.1:\d+\/) in a browser\.$/.exec((await lines.next()).value) ?? []
    const [, port] = / port (\d+) reach a broker inside this command, /.exec((await lines.next()).value) ?? []
    expect(await (await fetch(page!)).text()).toContain('<title>wirehare lab</title>')
    const connection = await connect(`amqp://guest:guest@127.0.0.1:${port}`, { recovery: false })
    const events = await fetch(`${page}events`)
    child.kill('SIGINT')
    const { status, stderr } = await outcome(child)
    expect({ status, stderr }).toEqual({ status: 130, stderr: '' })
    expect(await connection.closed).toBeInstanceOf(Error)
    await events.text().catch(() => {})
  })

  it('says in one line that a port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    for (const args of [
      ['--port', String(port), '--amqp-port', '0'],
      ['--port', '0', '--amqp-port', String(port)],
    ]) {
      const { status, stdout, stderr } = await outcome(start(['lab', ...args]))
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toBe(`wirehare: EADDRINUSE: cannot listen on 127.0.0.1:${port}: the port is in use\n`)
    }
    server.close()
  })

  it('knows a port when it sees one', async () => {
    const { status, stderr } = await run(['lab', '--port', '70000'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/^wirehare: USAGE: .*whole number from 0 to 65535.*\n$/)
  })
})

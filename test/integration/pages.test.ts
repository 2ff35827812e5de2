// The programs of the README and of docs/learn/from-dotnet.md run, and do what these pages say.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import ts from 'typescript'
import { expect, test, vi } from 'vitest'
import { connect } from '../../src/index.ts'
import { outcome } from '../cli/run.ts'
import { fencedBlocks, readPage } from '../docs/page.ts'
import { eachBroker } from '../support/brokers.ts'
import { forwardTo } from '../support/forwarder.ts'

const README = programsOf('README.md')
const [PUBLISH, CONSUME, CALL, GO_ON] = programsOf('docs/learn/from-dotnet.md')

function programsOf(path: string): string[] {
  return fencedBlocks(readPage(path), 'ts').map(({ code }) => code)
}

/** Starts a program of a page: on another broker, and with another name for its queue. */
function start(program: string | undefined, url: string, queue: string): ChildProcess {
  let code = program ?? ''
  for (const [said, meant] of [
    [/'amqp:\/\/guest:guest@localhost'/g, url],
    [/'(hello|orders|doubling)'/g, queue],
  ] as const) {
    expect(code).toMatch(said)
    code = code.replaceAll(said, JSON.stringify(meant))
  }
  // Node 20 has no `await using` of its own.
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', outputText], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function deleteQueue(url: string, queue: string): Promise<number> {
  await using connection = await connect(url)
  await using channel = await connection.openChannel()
  return (await channel.queueDelete({ queue })).messageCount
}

eachBroker((broker) => {
  test('the program of the README publishes two messages and consumes them', async () => {
    try {
      const { status, stdout, stderr } = await outcome(start(README[0], broker.url, 'pages.hello'))
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toMatch(/^hi \{[^}]*\}\nhi again \{/)
    } finally {
      expect(await deleteQueue(broker.url, 'pages.hello')).toBe(0)
    }
  })

  test('for those from .NET: one program publishes, the other consumes until it is interrupted', async () => {
    try {
      const published = await outcome(start(PUBLISH, broker.url, 'pages.orders'))
      expect(published).toEqual({ status: 0, stdout: 'confirmed\n', stderr: '' })

      const consumer = start(CONSUME, broker.url, 'pages.orders')
      const over = outcome(consumer)
      await Promise.race([once(consumer.stdout!, 'data'), over])
      consumer.kill('SIGINT')
      expect(await over).toEqual({ status: 0, stdout: 'tea\n', stderr: '' })
    } finally {
      expect(await deleteQueue(broker.url, 'pages.orders')).toBe(0)
    }
  })

  test('for those from .NET: a program goes on when the connection was lost', async () => {
    const queue = 'pages.lost'
    await using forwarder = await forwardTo(broker.url)
    await using connection = await connect(broker.url)
    await using channel = await connection.openChannel()
    await channel.queueDeclare({ queue, durable: true })
    const child = start(GO_ON, forwarder.url, queue)
    const over = outcome(child)
    try {
      let printed = ''
      child.stdout!.on('data', (bytes) => (printed += bytes))
      for (const word of ['tea', 'jam']) {
        channel.basicPublish({ routingKey: queue }, undefined, word)
        await vi.waitUntil(() => printed.includes(word), 20_000)
        forwarder.cut()
      }
    } finally {
      child.kill()
      await channel.queueDelete({ queue })
    }
    const { stdout, stderr } = await over
    // What was not acked yet when the connection broke comes again.
    expect(stdout).toMatch(/^(tea\n)+(jam\n)+$/)
    expect(stderr).toMatch(/^lost: .+\nback after \d+ ms\n/)
  })

  test('for those from .NET: a call is replied to', async () => {
    const { status, stdout, stderr } = await outcome(start(CALL, broker.url, 'pages.doubling'))
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '42\n', stderr: '' })
  })
})

// The programs of the README and of docs/learn/from-dotnet.md run, and do what these pages say.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { outcome } from '../cli/run.ts'
import { fencedBlocks, readPage } from '../docs/page.ts'
import { eachBroker } from '../support/brokers.ts'

const README = programsOf('README.md')
const [PUBLISH, CONSUME, CALL] = programsOf('docs/learn/from-dotnet.md')

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

  test('for those from .NET: a call is replied to', async () => {
    const { status, stdout, stderr } = await outcome(start(CALL, broker.url, 'pages.doubling'))
    if (broker.isEmbedded) {
      // When it has direct reply-to one day, this says so.
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining("no queue 'amq.rabbitmq.reply-to'"),
      })
    } else {
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '42\n', stderr: '' })
    }
  })
})

// Every program in docs/examples/ runs, and prints what it says at its end that it prints. A new file there is a new
// test here; only what not every broker can do has to be said below.

import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'

const FOLDER = new URL('../../docs/examples/', import.meta.url)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TIMEOUT_MS = 50_000

/** What the embedded broker does not have, in its own words: the day that it has it, the test says so. */
const NOT_EMBEDDED: Readonly<Record<string, string>> = {
  'streams.ts': "invalid arg 'x-queue-type'",
}

const examples = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))

eachBroker((broker) => {
  for (const name of examples) {
    const refusal = broker.isEmbedded ? NOT_EMBEDDED[name] : undefined
    if (refusal === undefined) {
      test.concurrent(name, async ({ expect }) => {
        expect(await outputOf(name, broker.url)).toBe(promisedBy(name))
      })
    } else {
      test.concurrent(`${name} cannot run here: ${refusal}`, async ({ expect }) => {
        await expect(outputOf(name, broker.url)).rejects.toThrow(refusal)
      })
    }
  }

  test('they leave nothing behind', async () => {
    const names = examples.flatMap((name) => textOf(name).match(/(?<=')example\.[\w.-]+(?=')/g) ?? [])
    expect(names).not.toEqual([])
    await using connection = await connect(broker.url)
    for (const name of names) {
      for (const there of [
        async () => (await connection.openChannel()).queueDeclare({ queue: name, passive: true }),
        async () => (await connection.openChannel()).exchangeDeclare({ exchange: name, passive: true }),
      ])
        await expect(there(), name).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

/** What an example says that it prints: the comment behind its last `// It prints:`. */
function promisedBy(name: string): string {
  const [, promised] = textOf(name).split('\n// It prints:\n')
  if (promised === undefined) throw new Error(`${name} does not end with what it prints`)
  return promised.replaceAll(/^\/\/ ?/gm, '')
}

function textOf(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8')
}

/** Runs an example as a reader would, and resolves with what it printed when it has ended by itself. */
async function outputOf(name: string, url: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(name, FOLDER))],
    { cwd: ROOT, env: { ...process.env, AMQP_URL: url, NODE_ENV: '' }, timeout: TIMEOUT_MS },
  )
  return stdout
}

// The programs of docs/reference/inspect.md run, and print what stands below them.

import { spawn } from 'node:child_process'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { outcome } from '../cli/run.ts'
import { fencedBlocks, readPage } from '../docs/page.ts'
import { eachBroker } from '../support/brokers.ts'

const PAGE_URL = 'amqp://guest:guest@localhost'
const page = readPage('docs/reference/inspect.md')
const [programs, outputs] = ['ts', 'text'].map((language) => fencedBlocks(page, language)) as [
  ReturnType<typeof fencedBlocks>,
  ReturnType<typeof fencedBlocks>,
]

test('each program has its output', () => {
  expect(programs.length).toBe(outputs.length)
})

for (const [index, { code, line }] of programs.entries()) {
  const wanted = outputs[index]?.code
  if (code.includes(PAGE_URL)) {
    eachBroker((broker) => {
      test.concurrent(`line ${line}`, async ({ expect }) => {
        expect(await printedBy(code.replace(PAGE_URL, broker.url))).toBe(wanted)
      })
    })
  } else {
    test.concurrent(`line ${line}`, async ({ expect }) => {
      expect(await printedBy(code)).toBe(wanted)
    })
  }
}

/** What a program prints, without spaces at the ends of lines. */
async function printedBy(code: string): Promise<string> {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  const { outputText } = ts.transpileModule(code, { compilerOptions: options })
  const { status, stdout, stderr } = await outcome(
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', outputText], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.replace(/ *\n/g, '\n').trimEnd()
}

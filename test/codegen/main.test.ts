/** The generator as it is run: on a copy of the specification, in a folder of its own. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { modelJson } from '../../codegen/model-json.ts'
import { ROOT, realModel } from './documents.ts'

const TIMEOUT = { timeout: 60_000 }
const tsx = createRequire(import.meta.url).resolve('tsx/cli')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirehare-codegen-'))
  cpSync(join(ROOT, 'spec'), join(folder, 'spec'), { recursive: true })
  cpSync(join(ROOT, 'src/generated'), join(folder, 'src/generated'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('finds that the committed files are what the specification says', TIMEOUT, async () => {
  expect(await generate('--check')).toEqual({
    status: 0,
    stdout: '9 generated files are what spec/*.xml says\n',
    stderr: '',
  })
})

it(
  'names each line that differs, each file that is missing or strange, and what to do',
  TIMEOUT,
  async () => {
    edit('src/generated/codecs.ts', (text) =>
      text.replace("writer.long(0x0032000a, '')", "writer.long(0x0032000b, '')"),
    )
    edit('src/generated/types.ts', (text) => `${text}// one line more\n`)
    edit('src/generated/methods.ts', (text) => `${text}\n`)
    edit('src/generated/constants.ts', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1))
    rmSync(join(folder, 'src/generated/dispatch.ts'))
    writeFileSync(join(folder, 'src/generated/stranger.ts'), '')
    const differs = ': differs from what spec/*.xml says'
    const { status, stderr } = await generate('--check')
    expect(status).toBe(1)
    expect(stderr.split('\n')).toEqual([
      `src/generated/constants.ts:${linesOf('constants.ts')}${differs}`,
      `src/generated/types.ts:${linesOf('types.ts') + 1}${differs}`,
      `src/generated/codecs.ts:${lineOf('codecs.ts', "writer.long(0x0032000a, '')")}${differs}`,
      `src/generated/methods.ts:${linesOf('methods.ts') + 2}${differs}`,
      `src/generated/dispatch.ts:1${differs}`,
      'src/generated/stranger.ts: the generator writes no such file',
      'run `npm run generate` and commit what it writes',
      '',
    ])
  },
)

it('writes all files anew, to the byte', TIMEOUT, async () => {
  rmSync(join(folder, 'src/generated'), { recursive: true })
  expect(await generate('--check')).toMatchObject({ status: 1 })
  expect(await generate()).toEqual({ status: 0, stdout: 'wrote 9 files to src/generated\n', stderr: '' })
  const written = readdirSync(join(folder, 'src/generated'))
  expect(written.sort()).toEqual(readdirSync(join(ROOT, 'src/generated')).sort())
  for (const name of written) {
    expect(readFileSync(join(folder, 'src/generated', name), 'utf8')).toBe(
      readFileSync(join(ROOT, 'src/generated', name), 'utf8'),
    )
  }
})

it('prints the model, for comparison with other readings of the specification', TIMEOUT, async () => {
  const { status, stdout } = await generate('--model')
  expect(status).toBe(0)
  expect(stdout).toBe(`${modelJson(realModel())}\n`)
  const model = JSON.parse(stdout) as { version: number[]; classes: { name: string; methods: object[] }[] }
  expect(model.version).toEqual([0, 9, 1])
  expect(model.classes.flatMap(({ methods }) => methods)).toHaveLength(66)
})

it('tells a mistake in the XML in one line, and writes nothing', TIMEOUT, async () => {
  rmSync(join(folder, 'src/generated'), { recursive: true })
  edit('spec/rabbitmq.xml', (text) => text.replace('replaces="reserved-2"', 'replaces="reserved-7"'))
  const { status, stdout, stderr } = await generate()
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toMatch(
    /^spec\/rabbitmq\.xml:\d+: replaces="reserved-7": <method name="declare"> has no such field\n$/,
  )
  expect(existsSync(join(folder, 'src/generated'))).toBe(false)
})

function generate(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsx, join(ROOT, 'codegen/main.ts'), ...args],
      { cwd: folder },
      (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr })
      },
    )
  })
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}

/** How many lines the committed file has. */
function linesOf(name: string): number {
  return readFileSync(join(ROOT, 'src/generated', name), 'utf8').split('\n').length - 1
}

function lineOf(name: string, text: string): number {
  const whole = readFileSync(join(ROOT, 'src/generated', name), 'utf8')
  return whole.slice(0, whole.indexOf(text)).split('\n').length
}

// What docs/reference/trace/ shows is what `wirehare trace` prints for the recording beside it. Written anew by
// `npx vitest run --project unit test/cli/trace/outputs.test.ts -u`.

import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../../src/cli/trace/columns.ts'
import { run } from '../run.ts'

const ANEW = 'if this is how it shall look, write it anew: see above in this file'
const RECORDING = 'docs/reference/trace/orders.pcapng'
const FOLDER = '../../../docs/reference/trace'

const VIEWS: readonly [name: string, args: readonly string[]][] = [
  ['commands', []],
  ['frames', ['--level', 'frames']],
  ['bytes', ['--level', 'bytes', '--filter', 'frame >= 31 and frame <= 33 or frame in (44, 43, 82)']],
  ['lanes', ['--lanes']],
  ['stats', ['--filter', 'latencyMs > 2', '--stats']],
]

describe.each(VIEWS)('%s', (name, args) => {
  it.each([80, 160])('at %i columns', async (width) => {
    const print = async (env: Record<string, string>): Promise<string> => {
      const all = ['trace', '--read', RECORDING, '--width', String(width), ...args]
      const { status, stdout, stderr } = await run(all, env)
      expect([status, stderr]).toEqual([0, ''])
      return stdout
    }
    const plain = await print({})
    const colored = await print({ FORCE_COLOR: '1' })
    expect(plain).not.toContain('\x1b')
    expect(colored).toContain('\x1b[')
    expect(stripVTControlCharacters(colored)).toBe(plain)
    for (const line of plain.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width)
    await expect(plain, ANEW).toMatchFileSnapshot(`${FOLDER}/${name}-${width}.txt`)
    await expect(colored, ANEW).toMatchFileSnapshot(`${FOLDER}/${name}-${width}-color.txt`)
  })
})

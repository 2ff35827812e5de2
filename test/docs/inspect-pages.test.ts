// What the pages about explain, diff and replay show is what the programs print.

import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { addDiff } from '../../src/cli/diff.ts'
import { addExplain } from '../../src/cli/explain.ts'
import { addReplay } from '../../src/cli/replay.ts'
import { entries } from '../../src/inspect/explain/entries.ts'
import { run } from '../cli/run.ts'
import { fencedBlocks, readPage, tableColumn } from './page.ts'
import { typeErrors } from './type-check.ts'

const COMPILE_TIMEOUT_MS = 60_000
const PAGES = { explain: addExplain, diff: addDiff, replay: addReplay }

describe.each(Object.entries(PAGES))('docs/reference/%s.md', (name, add) => {
  const page = readPage(`docs/reference/${name}.md`)

  test('has each option, and no other', () => {
    const program = new Command()
    add(program)
    const documented = tableColumn(page, 'option').map(({ text }) => text.replaceAll('`', ''))
    expect(documented.toSorted()).toEqual(program.commands[0]?.options.map(({ flags }) => flags).toSorted())
  })
})

test(
  'the code on these pages compiles',
  () => {
    const blocks = Object.keys(PAGES).flatMap((name) =>
      fencedBlocks(readPage(`docs/reference/${name}.md`), 'ts'),
    )
    expect(blocks).toHaveLength(3)
    const modules = blocks.map((block) => ({ snippets: [block], prelude: '' }))
    expect(typeErrors('docs/reference', modules)).toEqual([])
  },
  COMPILE_TIMEOUT_MS,
)

test.each([
  ['explain', ['explain', 'PRECONDITION_FAILED - unknown delivery tag 1']],
  ['explain', ['explain', '--read', 'docs/reference/recordings/double-ack.pcapng']],
  ['diff', ['diff', 'docs/reference/recordings/amqplib.pcapng', 'docs/reference/recordings/wirehare.pcapng']],
])('docs/reference/%s.md shows what %j prints', async (name, args) => {
  const shown = fencedBlocks(readPage(`docs/reference/${name}.md`), 'text').map(({ code }) => code)
  const { stdout } = await run(args)
  expect(shown).toContain(stdout.trimEnd())
})

test('docs/reference/explain.md has each known trouble, in their order', () => {
  const rows = tableColumn(readPage('docs/reference/explain.md'), 'name').map(({ text }) =>
    text.replaceAll('`', ''),
  )
  expect(rows).toEqual(entries.map(({ name }) => name))
  const titles = tableColumn(readPage('docs/reference/explain.md'), 'what it is').map(({ text }) => text)
  expect(titles).toEqual(entries.map(({ title }) => title))
})

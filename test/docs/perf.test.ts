import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addOptions } from '../../src/cli/perf/options.ts'
import { readPage } from './page.ts'

test('docs/reference/perf.md has each option of wirehare perf, and no other', () => {
  const command = new Command()
  addOptions(command)
  const [, options = ''] = readPage('docs/reference/perf.md').split('\n## Options\n')
  const rows = options.split('\n').filter((line) => line.startsWith('| `'))
  const documented = rows.flatMap((row) =>
    [...(row.split('|')[1] as string).matchAll(/`([^`]+)`/g)].map(([, flags]) => flags),
  )
  expect(documented.toSorted()).toEqual(command.options.map(({ flags }) => flags).toSorted())
})

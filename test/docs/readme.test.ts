import { expect, test } from 'vitest'
import { fencedBlocks, readPage } from './page.ts'
import { typeErrors } from './type-check.ts'

test('the program of the README compiles', { timeout: 60_000 }, () => {
  const programs = fencedBlocks(readPage('README.md'), 'ts').map((block) => ({ snippets: [block] }))
  expect(programs).toHaveLength(1)
  expect(typeErrors('README.md', programs)).toEqual([])
})

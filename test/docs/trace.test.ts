// What the page about `wirehare trace` shows is what it prints, and what it tells to type can be read.

import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseFault, parseFilter } from '../../src/inspect/index.ts'
import { fencedBlocks, inlineCode, readPage, tableColumn } from './page.ts'

const PAGE = 'docs/reference/trace.md'
const page = readPage(PAGE)

it('shows what stands in the files beside it', () => {
  const files = readdirSync('docs/reference/trace').filter((name) => name.endsWith('-80.txt'))
  const shown = files.map((name) => readPage(`docs/reference/trace/${name}`))
  const blocks = fencedBlocks(page, 'text')
  expect(blocks.length).toBeGreaterThan(2)
  for (const { code } of blocks)
    expect(
      shown.some((text) => text.includes(code)),
      code,
    ).toBe(true)
})

it('links to files that are there, and to all of them', () => {
  const links = Array.from(page.matchAll(/\]\((trace\/[^)]+)\)/g), ([, path]) => path)
  const files = readdirSync('docs/reference/trace').map((name) => `trace/${name}`)
  expect([...new Set(links)].sort()).toEqual(files.sort())
})

it('has filters that can be read', () => {
  const filters = [
    ...tableColumn(page, 'filter').flatMap(inlineCode),
    ...Array.from(page.matchAll(/--filter '([^']+)'/g), ([, code]) => ({ code: code as string })),
  ]
  expect(filters.length).toBeGreaterThan(10)
  for (const { code } of filters) expect(() => parseFilter(code)).not.toThrow()
})

it('has faults that can be read', () => {
  const faults = Array.from(page.matchAll(/--fault '([^']+)'/g), ([, rule]) => rule as string)
  expect(faults.length).toBeGreaterThan(3)
  for (const rule of faults) expect(() => parseFault(rule)).not.toThrow()
})

// The code on these pages compiles, each block as a module of its own.

import { expect, test } from 'vitest'
import { fencedBlocks, readPage } from './page.ts'
import { typeErrors } from './type-check.ts'

const COMPILE_TIMEOUT_MS = 60_000
const PRELUDE = `declare const connection: import('wirehare').Connection`

test.each([
  'docs/connecting.md',
  'docs/publishing.md',
  'docs/consuming.md',
  'docs/observability.md',
  'docs/recovery.md',
  'docs/reference/broker.md',
  'docs/reference/captures.md',
  'docs/reference/inspect.md',
  'docs/reference/proxy.md',
  'docs/reference/faults.md',
  'docs/reference/trace.md',
  'docs/reference/correlation.md',
])(
  '%s',
  (path) => {
    const blocks = fencedBlocks(readPage(path), 'ts')
    expect(blocks.length).toBeGreaterThan(0)
    const modules = blocks.map((block) => ({
      snippets: [block],
      prelude: block.code.includes('connection =') ? '' : PRELUDE,
    }))
    expect(typeErrors(path, modules)).toEqual([])
  },
  COMPILE_TIMEOUT_MS,
)

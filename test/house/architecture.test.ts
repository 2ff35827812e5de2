// The plan of docs/ARCHITECTURE.md, held.

import { describe, expect, test } from 'vitest'
import {
  floorViolations,
  importCycles,
  impureCore,
  notOnlyReExports,
  type Sources,
  tooLong,
  undocumentedRooms,
} from './floors.ts'
import { read, repositoryFiles } from './tree.ts'

const sources: Sources = new Map(
  repositoryFiles()
    .filter((path) => /^(src|codegen|test|bench)\/.*\.tsx?$/.test(path))
    .map((path) => [path, read(path)]),
)

describe('architecture', () => {
  test('a file imports from lower floors and from its own room only', () => {
    expect(floorViolations(sources)).toEqual([])
  })

  test('no import runs in a circle', () => {
    expect(importCycles(sources)).toEqual([])
  })

  test('wire, generated and protocol import no Node builtin and no package; protocol has no timers and no promises', () => {
    expect(impureCore(sources)).toEqual([])
  })

  test('src/index.ts only re-exports', () => {
    expect(notOnlyReExports(sources)).toEqual([])
  })

  test('no file written by hand is over 600 lines', () => {
    expect(tooLong(sources)).toEqual([])
  })

  test('docs/ARCHITECTURE.md names every room', () => {
    expect(undocumentedRooms(sources, read('docs/ARCHITECTURE.md'))).toEqual([])
  })
})

// The checks of floors.ts, tried on houses that are badly built.

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

const house = (files: Record<string, string>): Sources => new Map(Object.entries(files))

describe('floorViolations', () => {
  test('lets a file import from lower floors, its own room and packages', () => {
    const sources = house({
      'src/client/channel.ts': `
        import { AmqpError } from '../errors.ts'
        import type { Frame } from '../wire/frame.ts'
        import { Publisher } from './publisher.ts'
        import { EventEmitter } from 'eventemitter3'`,
    })
    expect(floorViolations(sources)).toEqual([])
  })

  test.each([
    ['upwards', 'src/wire/reader.ts', `import { connect } from '../client/connect.ts'`],
    ['upwards for a type', 'src/wire/reader.ts', `import type { Core } from '../protocol/core.ts'`],
    ['upwards in a type expression', 'src/wire/reader.ts', `let x: import('../client/a.ts').A`],
    ['upwards at run time', 'src/broker/index.ts', `const page = await import('../lab/page.ts')`],
    ['upwards by re-export', 'src/util/fifo.ts', `export * from '../wire/reader.ts'`],
    ['upwards by require', 'src/util/fifo.ts', `const reader = require('../wire/reader.ts')`],
    ['sideways', 'src/protocol/core.ts', `import { tcp } from '../transport/tcp.ts'`],
    ['sideways on the ground', 'src/util/fifo.ts', `import { AmqpError } from '../errors.ts'`],
    ['out of src', 'src/util/fifo.ts', `import { model } from '../../codegen/model.ts'`],
    ['an unknown room', 'src/cli/main.ts', `import { x } from '../attic/x.ts'`],
  ])('refuses an import %s', (_case, path, text) => {
    expect(floorViolations(house({ [path]: text }))).toEqual([expect.stringMatching(`^${path}:1: `)])
  })

  test('refuses a file in no room', () => {
    expect(floorViolations(house({ 'src/attic/x.ts': '' }))).toEqual([
      'src/attic/x.ts: src/attic is no room of the house',
    ])
  })
})

describe('importCycles', () => {
  test('finds a cycle inside a room, types included, and tells its path once', () => {
    const sources = house({
      'src/util/entry.ts': `import './a.ts'`,
      'src/util/a.ts': `import { b } from './b.ts'`,
      'src/util/b.ts': `import { c } from './c.ts'`,
      'src/util/c.ts': `import type { A } from './a.ts'`,
    })
    expect(importCycles(sources)).toEqual(['src/util/a.ts → src/util/b.ts → src/util/c.ts → src/util/a.ts'])
  })

  test('lets two files import the same third', () => {
    const sources = house({
      'src/util/a.ts': `import './b.ts'; import './c.ts'`,
      'src/util/b.ts': `import './c.ts'`,
      'src/util/c.ts': '',
    })
    expect(importCycles(sources)).toEqual([])
  })
})

describe('impureCore', () => {
  test.each([
    ['src/wire/reader.ts', `import { Buffer } from 'node:buffer'`, 'the Node builtin node:buffer'],
    ['src/wire/reader.ts', `import { Socket } from 'net'`, 'the Node builtin net'],
    ['src/generated/types.ts', `import type { Socket } from 'node:net'`, 'the Node builtin node:net'],
    ['src/protocol/core.ts', `import { EventEmitter } from 'eventemitter3'`, 'the package eventemitter3'],
    ['src/protocol/core.ts', 'setTimeout(tick, 10)', 'uses setTimeout'],
    ['src/protocol/core.ts', 'function wait(): Promise<void>', 'uses Promise'],
    ['src/protocol/core.ts', 'async function wait() {}', 'uses async'],
  ])('refuses in %s: %s', (path, text, reason) => {
    expect(impureCore(house({ [path]: text }))).toEqual([expect.stringContaining(reason)])
  })

  test('leaves the other rooms alone, and members that are merely named alike', () => {
    const sources = house({
      'src/transport/tcp.ts': `import { connect } from 'node:net'; await new Promise((done) => done())`,
      'src/protocol/core.ts': 'clock.setTimeout(10)',
    })
    expect(impureCore(sources)).toEqual([])
  })
})

test('notOnlyReExports finds what the front door does by itself', () => {
  const text = [`export { connect } from './client/connect.ts'`, 'export const x = 1', `import './y.ts'`]
  expect(notOnlyReExports(house({ 'src/index.ts': text.join('\n') }))).toEqual([
    'src/index.ts:2: is not a re-export',
    'src/index.ts:3: is not a re-export',
  ])
  expect(notOnlyReExports(house({}))).toEqual(['src/index.ts is missing'])
})

test('tooLong counts lines, but not those of generated files', () => {
  const sources = house({
    'src/util/long.ts': '\n'.repeat(601),
    'src/util/short.ts': '\n'.repeat(600),
    'src/generated/codecs.ts': '\n'.repeat(5000),
    'bench/long.ts': `${'\n'.repeat(600)}last`,
  })
  expect(tooLong(sources)).toEqual([
    'src/util/long.ts: 601 lines, over 600',
    'bench/long.ts: 601 lines, over 600',
  ])
})

test('undocumentedRooms finds a room that the page does not name', () => {
  const sources = house({ 'src/wire/a.ts': '', 'src/lab/b.ts': '', 'src/errors.ts': '', 'src/index.ts': '' })
  expect(undocumentedRooms(sources, 'wire/ reads bytes; collab/ is none; errors.ts; my-index.ts')).toEqual([
    'lab/',
    'index.ts',
  ])
})

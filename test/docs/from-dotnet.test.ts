import { describe, expect, test } from 'vitest'
import { fencedBlocks, inlineCode, readPage, tableColumn } from './page.ts'
import { typeErrors } from './type-check.ts'

const PATH = 'docs/learn/from-dotnet.md'
const page = readPage(PATH)
const cells = tableColumn(page, 'here')

/** What the page says that its lines take for granted. */
const prelude = [
  `import { ChannelError, classicQueue, connect, ConnectionError, NackError, quorumQueue, ReturnedError } from 'wirehare'`,
  `import { type AmqpError, type Handler, TimeoutError } from 'wirehare'`,
  `import type { Channel, Connection, Consumer, Delivery, Publisher } from 'wirehare'`,
  'declare const connection: Connection, channel: Channel, publisher: Publisher, consumer: Consumer',
  'declare const delivery: Delivery, error: AmqpError, handler: Handler',
  'declare const url: string, ca: string, cert: string, key: string, token: string',
  'declare function freshToken(): Promise<string>',
].join(';')

describe('docs/learn/from-dotnet.md', () => {
  test('shows code in each row of its tables', () => {
    expect(cells.length).toBeGreaterThan(50)
    expect(cells.filter((cell) => inlineCode(cell).length === 0)).toEqual([])
  })

  test('compiles', { timeout: 60_000 }, () => {
    const programs = fencedBlocks(page, 'ts').map((block) => ({ snippets: [block] }))
    expect(programs).toHaveLength(4)
    expect(typeErrors(PATH, [{ snippets: cells.flatMap(inlineCode), prelude }, ...programs])).toEqual([])
  })
})

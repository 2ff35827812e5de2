// The checks of pages, tried on a page that is badly written.

import { describe, expect, test } from 'vitest'
import { fencedBlocks, inlineCode, tableColumn } from './page.ts'
import { typeErrors } from './type-check.ts'

const PAGE = `# A page

| there | here |
|---|---|
| \`Open()\` | \`await connection.openChannel()\` |
| \`Close()\` | \`await connection.shut()\` or \`await connection.close(5)\` |
| \`Print()\` | \`console.log('a' \\| 'b')\` |

Text, and a block that is none of ours:

\`\`\`sh
await connection.shut()
\`\`\`

\`\`\`ts
import { connect } from 'wirehare'

const connection = await connect('amqp://localhost', { hearbeat: 5 })
const channel = connection.openChannel()
await channel.queueDeclare({ queue: 'a' })
\`\`\`
`
const prelude = `declare const connection: import('wirehare').Connection`

describe('typeErrors', () => {
  test('tells what is wrong with the line of the page', { timeout: 60_000 }, () => {
    const inTables = tableColumn(PAGE, 'here').flatMap(inlineCode)
    const [program] = fencedBlocks(PAGE, 'ts')
    expect(typeErrors('docs/page.md', [{ snippets: inTables, prelude }, { snippets: [program!] }])).toEqual([
      expect.stringMatching(/^docs\/page\.md:6: Property 'shut' does not exist on type 'Connection'/),
      expect.stringMatching(
        /^docs\/page\.md:6: Type '5' has no properties in common with type 'CallOptions'/,
      ),
      expect.stringMatching(/^docs\/page\.md:7: The left-hand side of an arithmetic operation/),
      expect.stringMatching(/^docs\/page\.md:7: The right-hand side of an arithmetic operation/),
      expect.stringMatching(/^docs\/page\.md:18: Object literal may only specify known properties/),
      expect.stringMatching(
        /^docs\/page\.md:20: Property 'queueDeclare' does not exist on type 'Promise<Channel>'/,
      ),
    ])
  })
})

describe('tableColumn', () => {
  test('refuses a row that a bar in its code has cut', () => {
    expect(() => tableColumn('| here |\n|---|\n| `a | b` |', 'here')).toThrow(
      'the row on line 3 has 2 cells, and not 1',
    )
  })
})

describe('fencedBlocks', () => {
  test('refuses a block that does not end', () => {
    expect(() => fencedBlocks('\n```ts\nlet a\n', 'ts')).toThrow(
      'the block that begins on line 2 does not end',
    )
  })
})

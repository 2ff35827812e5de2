// The table of docs/reference/faults.md is the one that test/integration/faults.test.ts holds clients and brokers to.
// `npx vitest run --project unit test/docs/faults.test.ts -u` writes it anew.

import { expect, test } from 'vitest'
import { parseFault } from '../../src/inspect/index.ts'
import { faultTable } from '../support/fault-rows.ts'
import { readPage } from './page.ts'

const PAGE = 'docs/reference/faults.md'

test('the table of faults is up to date', async () => {
  const [before, , after] = readPage(PAGE).split(/(?<=<!-- table -->\n)|(?=<!-- end of table -->)/)
  const page = `${before}\n${faultTable()}\n\n${after ?? ''}`
  await expect(page).toMatchFileSnapshot(`../../${PAGE}`)
})

test('the rules that the page tells as examples are rules', () => {
  const examples = [
    ...readPage(PAGE).matchAll(
      /^\| `([a-z-]+(?: [\w-]+)?)` \| (?:it|its|the octet|a |what|heartbeats|from)/gm,
    ),
  ]
  expect(examples.length).toBeGreaterThan(12)
  for (const [, rule] of examples) expect(() => parseFault(rule as string)).not.toThrow()
})

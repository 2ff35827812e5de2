import { expect, test } from 'vitest'
import { page, uncovered, unheardOf } from './method-coverage-page.ts'

test('there is a test for every method, in every direction in which it may travel', () => {
  expect(uncovered()).toEqual([])
})

test('no test says that it shows what the protocol does not have', () => {
  expect(unheardOf()).toEqual([])
})

test('the page in the docs lists the tests as they are; -u writes it anew', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/reference/methods.md')
})

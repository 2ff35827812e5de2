import { expect, test } from 'vitest'
import { Loan } from '../../src/protocol/loan.ts'

const FIRST = Uint8Array.of(1)
const SECOND = Uint8Array.of(2)

test('bytes of which nothing was made are free at once; those that were lent when all came back', () => {
  const loan = new Loan()
  loan.begin(FIRST)
  expect(loan.isOver).toBe(true)
  loan.lend()
  loan.lend()
  loan.giveBack(FIRST)
  expect(loan.isOver).toBe(false)
  loan.giveBack(FIRST)
  expect(loan.isOver).toBe(true)
})

test('what comes back late does not count for the bytes that came since', () => {
  const loan = new Loan()
  loan.begin(FIRST)
  loan.lend()
  loan.begin(SECOND)
  loan.lend()
  loan.giveBack(FIRST)
  expect(loan.isOver).toBe(false)
})

test('while nobody gives back, nothing has to be copied; from then on what is kept for good has', () => {
  const loan = new Loan()
  loan.begin(FIRST)
  expect(loan.lendForGood(FIRST)).toBe(true)
  expect(loan.isOver).toBe(false)
  loan.lend()
  loan.giveBack(FIRST)
  loan.begin(SECOND)
  expect(loan.lendForGood(SECOND)).toBe(false)
  expect(loan.isOver).toBe(true)
  // Gathered elsewhere: nobody reads over it.
  expect(loan.lendForGood(FIRST)).toBe(true)
  expect(loan.isOver).toBe(true)
})

test('bytes that are not to come back are not kept, and what comes back unexpectedly does not count', () => {
  const loan = new Loan()
  const keeps = (bytes: Uint8Array): boolean => Object.values(loan).includes(bytes)
  loan.begin(FIRST)
  loan.lend()
  loan.end()
  expect(keeps(FIRST)).toBe(false)
  loan.giveBack(FIRST)
  expect(loan.isOver).toBe(false)
  loan.begin(SECOND)
  loan.lend()
  loan.end()
  expect(keeps(SECOND)).toBe(true)
  loan.giveBack(SECOND)
  expect(loan.isOver).toBe(true)
  loan.begin(FIRST)
  loan.end()
  expect(keeps(FIRST)).toBe(false)
})

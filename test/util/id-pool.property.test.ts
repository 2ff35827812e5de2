import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IdPool } from '../../src/util/id-pool.ts'

it('never has a number in two hands, and hands out all of them', () => {
  const steps = fc.array(fc.oneof(fc.constant('take' as const), fc.nat()), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), steps, (max, steps) => {
      const pool = new IdPool(max)
      const inUse: number[] = []
      const free: number[] = Array.from({ length: max }, (_, index) => index + 1)
      for (const step of steps) {
        if (step === 'take') {
          const id = pool.take()
          deepStrictEqual(id, free.shift())
          if (id !== undefined) inUse.push(id)
        } else if (inUse.length > 0) {
          const [id] = inUse.splice(step % inUse.length, 1)
          pool.giveBack(id!)
          // Fresh numbers come before those given back, and these in the order in which they came.
          free.push(id!)
        }
        deepStrictEqual(pool.isEmpty, free.length === 0)
      }
    }),
    { numRuns: 2000 },
  )
})

it('hands out fresh numbers first, then the one that was free for the longest', () => {
  const pool = new IdPool(3)
  expect([pool.take(), pool.take()]).toEqual([1, 2])
  pool.giveBack(2)
  pool.giveBack(1)
  expect([pool.take(), pool.take(), pool.take(), pool.take()]).toEqual([3, 2, 1, undefined])
})

import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fifo } from '../../src/util/fifo.ts'

it('does what an array does, whatever is pushed and shifted', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant('push') },
    { weight: 2, arbitrary: fc.constant('shift') },
    // A long run of one kind is what makes the ring grow, and what empties it.
    { weight: 1, arbitrary: fc.constant('push 20') },
    { weight: 1, arbitrary: fc.constant('shift 20') },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const fifo = new Fifo<number>()
      const array: number[] = []
      let next = 0
      for (const what of steps) {
        const times = what.endsWith('20') ? 20 : 1
        for (let time = 0; time < times; time++) {
          if (what.startsWith('push')) {
            fifo.push(next)
            array.push(next++)
          } else deepStrictEqual(fifo.shift(), array.shift())
          deepStrictEqual([fifo.length, fifo.peek()], [array.length, array[0]])
        }
        deepStrictEqual([...fifo], array)
      }
    }),
    { numRuns: 2000 },
  )
})

it('takes undefined as an item like any other', () => {
  const fifo = new Fifo<number | undefined>()
  fifo.push(undefined)
  fifo.push(1)
  expect(fifo.length).toBe(2)
  expect([fifo.shift(), fifo.shift(), fifo.length]).toEqual([undefined, 1, 0])
})

it('holds on to nothing that was taken', () => {
  const fifo = new Fifo<object>()
  const item = {}
  fifo.push(item)
  fifo.shift()
  expect(Object.values(fifo).flat()).not.toContain(item)
})

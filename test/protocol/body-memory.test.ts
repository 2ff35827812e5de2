import { expect, test } from 'vitest'
import { BodyMemory } from '../../src/protocol/body-memory.ts'

const KIB = 1024

/** Memory where somebody has given back before, without which nothing is kept. */
function used(): BodyMemory {
  const bodies = new BodyMemory()
  bodies.giveBack(Buffer.alloc(16 * KIB), 16 * KIB)
  return bodies
}

test('what was given back serves the next body, once', () => {
  const bodies = used()
  const first = bodies.take(100 * KIB)
  expect(first).toHaveLength(100 * KIB)
  expect(bodies.take(100 * KIB)).not.toBe(first)
  const last = bodies.take(100 * KIB)
  bodies.giveBack(last.subarray(0, 90 * KIB), 90 * KIB)
  expect(bodies.take(100 * KIB)).toBe(last)
  expect(bodies.take(100 * KIB)).not.toBe(last)
})

test('what does not fit the next body gives way to the memory of that', () => {
  const bodies = used()
  const first = bodies.take(100 * KIB)
  bodies.giveBack(first, 100 * KIB)
  const second = bodies.take(300 * KIB)
  expect(bodies.take(300 * KIB)).not.toBe(second)
  expect(bodies.take(100 * KIB)).not.toBe(first)
})

test('nothing is kept before anybody has given back', () => {
  const bodies = new BodyMemory()
  const first = bodies.take(100 * KIB)
  bodies.giveBack(first, 100 * KIB)
  expect(bodies.take(100 * KIB)).not.toBe(first)
})

test.each([
  ['a body that needs less than half of it', 100 * KIB, 50 * KIB - 1, false],
  ['a body that needs half of it', 100 * KIB, 50 * KIB, true],
  ['a body that needs more', 100 * KIB, 100 * KIB + 1, false],
  ['the largest that is kept', 1024 * KIB, 1024 * KIB, true],
  ['a larger one', 1024 * KIB + 1, 1024 * KIB + 1, false],
  ['the smallest that is kept', 16 * KIB, 16 * KIB, true],
  ['a smaller one', 16 * KIB - 1, 16 * KIB - 1, false],
])('of %s', (_what, bytes, next, isReused) => {
  const bodies = used()
  const memory = bodies.take(bytes)
  bodies.giveBack(memory, bytes)
  expect(bodies.take(next) === memory).toBe(isReused)
})

test('what is from elsewhere, or from before the last, is not taken', () => {
  const bodies = used()
  const first = bodies.take(100 * KIB)
  const second = bodies.take(100 * KIB)
  bodies.giveBack(Buffer.alloc(100 * KIB), 100 * KIB)
  bodies.giveBack(first, 100 * KIB)
  const third = bodies.take(100 * KIB)
  expect([first, second]).not.toContain(third)
})

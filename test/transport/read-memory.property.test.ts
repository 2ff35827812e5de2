import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReadMemory } from '../../src/transport/read-memory.ts'

/** Which part of the memory at hand a read fills. */
const arbitraryReads = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1)), {
  maxLength: 200,
})

test('what was read stays as it is, whatever is read later', () => {
  fc.assert(
    fc.property(arbitraryReads, (reads) => {
      const memory = new ReadMemory()
      const kept = reads.map((part, i) => {
        const space = memory.next()
        expect(space.length).toBeGreaterThan(0)
        expect(memory.next()).toBe(space)
        const bytes = Math.max(1, Math.floor(part * space.length))
        space.fill(i % 251, 0, bytes)
        const read = memory.take(bytes)
        expect(read.length).toBe(bytes)
        return read
      })
      for (const [i, read] of kept.entries()) expect(read.every((octet) => octet === i % 251)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('a connection that shakes hands and is idle then holds 2 KiB; one to which much comes reads 64 KiB at a time', () => {
  const memory = new ReadMemory()
  for (const bytes of [500, 20, 13]) {
    memory.next()
    expect(memory.take(bytes).buffer.byteLength).toBe(2048)
  }
  // A read that fills what is left, then reads that leave too little for another one.
  memory.take(memory.next().length)
  for (let i = 0; i < 10; i++) {
    expect(memory.next().length).toBe(64 * 1024)
    memory.take(63 * 1024)
  }
  // Then little comes: what is left serves first.
  const sizes = Array.from({ length: 70 }, () => {
    memory.next()
    return memory.take(1000).buffer.byteLength
  })
  expect(sizes.slice(0, 63)).toEqual(Array.from({ length: 63 }, () => 64 * 1024))
  expect(sizes.at(-1)).toBe(2048)
})

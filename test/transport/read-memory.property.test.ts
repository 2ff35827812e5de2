import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReadMemory } from '../../src/transport/read-memory.ts'

/** Which part of the memory at hand a read fills. */
const arbitraryReads = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1)), {
  maxLength: 200,
})

test('what was read stays as it is, whatever is read later, unless it is taken back', () => {
  fc.assert(
    fc.property(arbitraryReads, fc.infiniteStream(fc.boolean()), (reads, isTakenBack) => {
      const memory = new ReadMemory()
      const kept: (Uint8Array | undefined)[] = reads.map((part, i) => {
        const space = memory.next()
        expect(space.length).toBeGreaterThan(0)
        expect(memory.next()).toBe(space)
        const bytes = Math.max(1, Math.floor(part * space.length))
        space.fill(i % 251, 0, bytes)
        const read = memory.take(bytes)
        expect(read.length).toBe(bytes)
        if (isTakenBack.next().value !== true) return read
        memory.takeBack()
        memory.takeBack()
        return undefined
      })
      for (const [i, read] of kept.entries())
        expect(read === undefined || read.every((octet) => octet === i % 251)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('a connection that shakes hands and is idle then holds 2 KiB; one to which much comes reads 64 KiB at a time', () => {
  const memory = new ReadMemory()
  const read = (bytes: number): number => {
    memory.next()
    return memory.take(bytes).buffer.byteLength
  }
  expect([500, 20, 1000].map(read)).toEqual([2048, 2048, 2048])
  // Little filled what was left: that is no sign of more.
  expect(memory.next().length).toBe(2048 - 1520)
  expect(read(2048 - 1520)).toBe(2048)
  expect([2048, 8192].map(read)).toEqual([2048, 8192])
  for (let i = 0; i < 10; i++) expect(read(63 * 1024)).toBe(64 * 1024)
  // Then little comes: what is left serves first.
  const sizes = Array.from({ length: 70 }, () => read(1000))
  expect(sizes.slice(0, 63)).toEqual(Array.from({ length: 63 }, () => 64 * 1024))
  expect(sizes.at(-1)).toBe(2048)
})

test('what fills the memory that is right for it, and is taken back, is read over', () => {
  const memory = new ReadMemory()
  const read = (bytes: number): Uint8Array => {
    memory.next()
    const read = memory.take(bytes)
    memory.takeBack()
    return read
  }
  const small = read(2000)
  expect(read(2000).buffer).toBe(small.buffer)
  // It was full: more may come, so it is read into something larger.
  expect(read(2048).byteLength).toBe(2048)
  expect(read(8192).buffer.byteLength).toBe(8192)
  const large = read(65536)
  expect(large.buffer.byteLength).toBe(65536)
  for (const bytes of [65536, 8192, 65536, 40000]) expect(read(bytes).buffer).toBe(large.buffer)
  // Little came: what is left of it serves, and never again as a place so small that reads come in crumbs.
  expect(read(100).buffer).toBe(large.buffer)
  expect(memory.next()).toHaveLength(65436)
  expect(read(65436 - 3000)).toHaveLength(62436)
  expect(read(3000)).toHaveLength(3000)
  expect(memory.next().buffer).not.toBe(large.buffer)
})

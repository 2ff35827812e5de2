import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReadMemory } from '../../src/transport/read-memory.ts'

/** Which connection reads, and which part of its memory the read fills. */
const arbitraryReads = fc.array(
  fc.tuple(
    fc.nat(2),
    fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constant(1),
      fc.double({ min: 0, max: 0.01, noNaN: true }),
    ),
  ),
  { maxLength: 200 },
)

test('what was read stays as it is, whatever is read later by whichever connection, unless it is taken back', () => {
  fc.assert(
    fc.property(arbitraryReads, fc.infiniteStream(fc.boolean()), (reads, isTakenBack) => {
      // As Node does, each asks where its next read should go long before that read.
      const connections = [1, 2, 3]
        .map(() => new ReadMemory())
        .map((memory) => ({ memory, space: memory.next() }))
      const kept: (Uint8Array | undefined)[] = reads.map(([who, part], i) => {
        const connection = connections[who] as (typeof connections)[number]
        const { memory, space } = connection
        expect(space.length).toBeGreaterThan(0)
        expect(memory.next()).toBe(space)
        const bytes = Math.max(1, Math.floor(part * space.length))
        space.fill(i % 251, 0, bytes)
        const read = memory.take(bytes)
        expect(read.length).toBe(bytes)
        const isOver = isTakenBack.next().value === true
        if (isOver) {
          memory.takeBack()
          memory.takeBack()
        }
        connection.space = memory.next()
        return isOver ? undefined : read
      })
      for (const [i, read] of kept.entries())
        expect(read === undefined || read.every((octet) => octet === i % 251)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('all connections to which little comes read into the same memory; one to which much comes reads 64 KiB at a time', () => {
  const memory = new ReadMemory()
  const place = (): [Uint8Array, ArrayBufferLike] => [memory.next(), memory.next().buffer]
  const [shared, sharedBuffer] = place()
  expect(shared.length).toBe(2048)
  expect(new ReadMemory().next()).toBe(shared)
  for (const bytes of [500, 20, 2000]) {
    expect(memory.take(bytes).buffer).not.toBe(sharedBuffer)
    expect(memory.next()).toBe(shared)
  }
  const read = (bytes: number): number => {
    const { buffer } = memory.next()
    memory.take(bytes)
    return buffer.byteLength
  }
  expect([2048, 8192].map(read)).toEqual([2048, 8192])
  for (let i = 0; i < 10; i++) expect(read(63 * 1024)).toBe(64 * 1024)
  // Little comes now and then between what is more.
  for (const bytes of [8, 8, 8, 8, 8, 8, 8, 4000, 8, 8, 8, 8, 8, 8, 8]) expect(read(bytes)).toBe(64 * 1024)
  // And then nothing else: the connection keeps none of its memory.
  expect(memory.next()).not.toBe(shared)
  expect(read(8)).toBe(64 * 1024)
  expect(memory.next()).toBe(shared)
  expect(Object.values(memory).filter((value) => value instanceof Uint8Array)).toEqual([shared])
})

test('a connection whose memory is used up by little that comes has none of its own any more', () => {
  const memory = new ReadMemory()
  const shared = memory.next()
  memory.take(2048)
  for (let left = memory.next().length; left > 300; left = memory.next().length) {
    memory.take(Math.min(1100, left - 250))
    if (memory.next() === shared) break
  }
  expect(memory.next()).toBe(shared)
  expect(Object.values(memory).filter((value) => value instanceof Uint8Array)).toEqual([shared])
})

test('what fills the memory that is right for it, and is taken back, is read over', () => {
  const memory = new ReadMemory()
  const read = (bytes: number): Uint8Array => {
    memory.next()
    const read = memory.take(bytes)
    memory.takeBack()
    return read
  }
  const shared = memory.next()
  read(2000)
  expect(memory.next()).toBe(shared)
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

import { expect, test } from 'vitest'
import { memoryPair } from '../../src/transport/memory.ts'
import { RecordedSide } from './recorded-side.ts'

test('what is written is never delivered within the same turn', async () => {
  const [left, right] = memoryPair().map((one) => new RecordedSide(one)) as [RecordedSide, RecordedSide]
  left.transport.write([Buffer.from('a')])
  expect(right.text).toBe('')
  await right.until(() => right.text === 'a')
})

test('pieces arrive as they were written, uncopied', async () => {
  const [left, right] = memoryPair().map((one) => new RecordedSide(one)) as [RecordedSide, RecordedSide]
  const got: Uint8Array[] = []
  right.onBytes = (bytes) => got.push(bytes)
  const pieces = [Buffer.from('a'), Buffer.from('bc')]
  left.transport.write(pieces)
  await right.until(() => got.length === 2)
  expect([got[0] === pieces[0], got[1] === pieces[1]]).toEqual([true, true])
})

test('the loss of one side closes the other, after all that was written before', async () => {
  const [left, right] = memoryPair().map((one) => new RecordedSide(one)) as [RecordedSide, RecordedSide]
  left.transport.write([Buffer.from('last words')])
  left.transport.destroy()
  await right.untilClosed()
  expect([right.text, right.events]).toEqual(['last words', ['close']])
})

test('what waits is counted until the other side has got it', async () => {
  const [left, right] = memoryPair()
  left.write([Buffer.alloc(10), Buffer.alloc(20)])
  expect(left.bufferedBytes).toBe(30)
  const reader = new RecordedSide(right)
  await reader.until(() => reader.chunks.length === 2)
  expect(left.bufferedBytes).toBe(0)
})

test('a mistake in a handler costs nothing of what comes behind', async () => {
  const [left, right] = memoryPair()
  const got: string[] = []
  const mistakes: unknown[] = []
  const listener = (error: unknown): unknown => mistakes.push(error)
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', listener)
  await new Promise<void>((resolve) => {
    right.start({
      onData(bytes) {
        got.push(Buffer.from(bytes).toString())
        if (got.length === 1) throw new Error('mistake')
      },
      onDrain() {},
      onEnd: () => resolve(),
      onClose() {},
    })
    left.write([Buffer.from('a'), Buffer.from('b')])
    left.end()
  })
  process.off('uncaughtException', listener)
  for (const other of before) process.on('uncaughtException', other)
  expect([got, mistakes]).toEqual([['a', 'b'], [new Error('mistake')]])
})

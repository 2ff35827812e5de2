import { expect, test } from 'vitest'
import { memoryPair } from '../../src/transport/memory.ts'
import { type Tap, tapped } from '../../src/transport/tap.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { RecordedSide } from './recorded-side.ts'

type Seen = [direction: 'in' | 'out', text: string]

test('a tap sees exactly what travels: each piece once, in its direction, in order', async () => {
  const [near, far] = memoryPair()
  const seen: Seen[] = []
  const left = new RecordedSide(
    tapped(near, (direction, bytes) => seen.push([direction, Buffer.from(bytes).toString()])),
  )
  const right = new RecordedSide(far)
  left.transport.write([Buffer.from('a'), Buffer.from('b')])
  await right.until(() => right.text === 'ab')
  right.transport.write([Buffer.from('x')])
  right.transport.write([Buffer.from('y'), Buffer.from('z')])
  await left.until(() => left.text === 'xyz')
  left.transport.write([Buffer.from('c')])
  await right.until(() => right.text === 'abc')
  expect(seen).toEqual([
    ['out', 'a'],
    ['out', 'b'],
    ['in', 'x'],
    ['in', 'y'],
    ['in', 'z'],
    ['out', 'c'],
  ])
})

test('a tap sees what comes in before anybody acts on it', async () => {
  const [near, far] = memoryPair()
  const order: string[] = []
  const left = new RecordedSide(
    tapped(near, (direction, bytes) => order.push(`${direction} ${Buffer.from(bytes).toString()}`)),
  )
  left.onBytes = () => left.transport.write([Buffer.from('answer')])
  const right = new RecordedSide(far)
  right.transport.write([Buffer.from('question')])
  await right.until(() => right.text === 'answer')
  expect(order).toEqual(['in question', 'out answer'])
})

test('a tap does not see what is written after the end, which does not travel', async () => {
  const [near, far] = memoryPair()
  const seen: Seen[] = []
  const left = new RecordedSide(
    tapped(near, (direction, bytes) => seen.push([direction, Buffer.from(bytes).toString()])),
  )
  const right = new RecordedSide(far)
  left.transport.end()
  left.transport.write([Buffer.from('too late')])
  right.transport.end()
  await left.untilClosed()
  left.transport.write([Buffer.from('much too late')])
  expect(seen).toEqual([])
})

test('a tapped transport leads where the other leads, and tells how much waits there', () => {
  const [near] = memoryPair()
  const transport = tapped(near, () => {})
  transport.write([Buffer.alloc(7)])
  expect([transport.remote, transport.bufferedBytes]).toEqual([near.remote, 7])
})

test('a tap hears where the stream leads before its first octet, and the end of each direction once', async () => {
  const [near, far] = memoryPair()
  const heard: unknown[] = []
  const tap: Tap = (direction, bytes) => heard.push([direction, bytes.length])
  tap.onOpen = (remote) => heard.push(remote)
  tap.onEnd = (direction, isReset) => heard.push([direction, isReset])
  const left = new RecordedSide(tapped(near, tap))
  const right = new RecordedSide(far)
  left.transport.write([Buffer.from('a')])
  left.transport.end()
  right.transport.end()
  await left.untilClosed()
  left.transport.destroy()
  expect(heard).toEqual([near.remote, ['out', 1], ['out', false], ['in', false]])
})

test('a stream that breaks is reset by the other side', () => {
  const heard: unknown[] = []
  const tap: Tap = () => {}
  tap.onEnd = (direction, isReset) => heard.push([direction, isReset])
  const broken: Transport = {
    start: (handler) => handler.onClose(new Error('ECONNRESET')),
    write: () => true,
    bufferedBytes: 0,
    end: () => {},
    destroy: () => {},
    remote: 'somewhere',
  }
  tapped(broken, tap).start({ onData: () => {}, onDrain: () => {}, onEnd: () => {}, onClose: () => {} })
  expect(heard).toEqual([['in', true]])
})

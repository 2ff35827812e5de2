import { expect, test } from 'vitest'
import { PassingFrame } from '../../../src/inspect/index.ts'
import { Line, type Piece } from '../../../src/inspect/proxy/line.ts'

function body(channel: number): PassingFrame {
  return new PassingFrame(1, 'broker-to-client', Buffer.from([3, 0, channel, 0, 0, 0, 1, 0, 0xce]))
}

/** All that may go now. */
function rest(line: Line): Piece[] {
  const pieces: Piece[] = []
  for (let piece = line.next(); piece !== undefined; piece = line.next()) pieces.push(piece)
  return pieces
}

test('what is parked goes on behind the next frame of another channel, before all that came later', () => {
  const line = new Line(1000)
  const [a, b, x, c] = [body(1), body(1), body(2), body(1)]
  line.park(1)
  for (const piece of [a, b, x, c]) line.push(piece)
  expect(rest(line)).toEqual([x, a, b, c])
})

test('octets that are no frame go between as well', () => {
  const line = new Line(1000)
  const [a, octets] = [body(1), Buffer.from('what?')]
  line.park(1)
  line.push(a)
  line.push(octets)
  expect(rest(line)).toEqual([octets, a])
})

test('what is parked goes on before the end, when too much of it waits, and when it is told to', () => {
  const ended = new Line(1000)
  const [a, b] = [body(1), body(1)]
  ended.park(1)
  ended.push(a)
  ended.push('end')
  expect(rest(ended)).toEqual([a, 'end'])

  const full = new Line(10)
  full.park(1)
  full.push(a)
  expect([rest(full), full.isFull]).toEqual([[], false])
  full.push(b)
  expect([full.isFull, rest(full), full.isFull]).toEqual([true, [a, b], false])

  const told = new Line(1000)
  told.park(1)
  told.push(a)
  expect(rest(told)).toEqual([])
  told.unpark()
  expect(rest(told)).toEqual([a])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PassingFrame } from '../../../src/inspect/index.ts'
import { Line, type Piece } from '../../../src/inspect/proxy/line.ts'

function body(channel: number, octet = 0): PassingFrame {
  return new PassingFrame(1, 'broker-to-client', Buffer.from([3, 0, channel, 0, 0, 0, 1, octet, 0xce]))
}

/** All that may go now. */
function rest(line: Line): Piece[] {
  const pieces: Piece[] = []
  for (let piece = line.next(); piece !== undefined; piece = line.next()) pieces.push(piece)
  return pieces
}

test('the frames of a channel keep their order, whatever is parked when', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('push' as const), channel: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('park' as const), channel: fc.integer({ min: 1, max: 3 }) }),
    fc.constant({ kind: 'next' as const, channel: 0 }),
    fc.constant({ kind: 'unpark' as const, channel: 0 }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 9, max: 100 }), (steps, maxBytes) => {
      const line = new Line(maxBytes)
      const pushed: PassingFrame[] = []
      const taken: PassingFrame[] = []
      for (const { kind, channel } of steps) {
        if (kind === 'push') {
          const frame = body(channel, pushed.length)
          pushed.push(frame)
          line.push(frame)
        } else if (kind === 'park') line.park(channel)
        else if (kind === 'unpark') line.unpark()
        else taken.push(...([line.next()].filter((piece) => piece !== undefined) as PassingFrame[]))
      }
      line.unpark()
      taken.push(...(rest(line) as PassingFrame[]))
      for (const channel of [1, 2, 3]) {
        const of = (frames: PassingFrame[]): PassingFrame[] =>
          frames.filter((frame) => frame.channel === channel)
        expect(of(taken)).toEqual(of(pushed))
      }
    }),
    { numRuns: 5000 },
  )
})

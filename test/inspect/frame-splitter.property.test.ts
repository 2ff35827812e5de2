import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FrameSplitter, type SeenFrame } from '../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { arbitraryFrame, heartbeatFrame, methodFrame } from './frames.ts'

const HTTP = new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n')

it('finds the same frames however both directions are cut into chunks', () => {
  const cuts = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 50 })), { maxLength: 100 })
  fc.assert(
    fc.property(
      fc.array(arbitraryFrame(), { maxLength: 5 }),
      fc.array(arbitraryFrame(), { maxLength: 5 }),
      cuts,
      (out, inward, cuts) => {
        const { splitter, seen } = watch()
        const streams = { out: concat([PROTOCOL_HEADER, ...out]), in: concat(inward) }
        const at = { out: 0, in: 0 }
        for (const [isOut, length] of [...cuts, [true, Infinity], [false, Infinity]] as [boolean, number][]) {
          const direction = isOut ? 'out' : 'in'
          const chunk = streams[direction].subarray(at[direction], at[direction] + length)
          at[direction] += chunk.length
          splitter.tap(direction, chunk)
        }
        expect(octetsOf(seen, 'client-to-broker')).toEqual([PROTOCOL_HEADER, ...out].map(hex))
        expect(octetsOf(seen, 'broker-to-client')).toEqual(inward.map(hex))
        splitter.end()
        expect(seen.length).toBe(out.length + inward.length + 1)
      },
    ),
    { numRuns: 1000 },
  )
})

it('says when a frame was whole', () => {
  const { splitter, seen, clock } = watch()
  const heartbeat = heartbeatFrame()
  clock.ms += 12
  splitter.tap('in', heartbeat.subarray(0, 5))
  clock.ms += 1000.5
  splitter.tap('in', heartbeat.subarray(5))
  expect(seen.map(({ atSeconds }) => atSeconds)).toEqual([1.0125])
})

it('hands on what is no frame, behind the frames before it and at once', () => {
  const { splitter, seen } = watch()
  splitter.tap('in', concat([heartbeatFrame(), HTTP]))
  expect(seen.map(({ frame }) => [frame.type, frame.length])).toEqual([
    ['heartbeat', 8],
    ['damage', HTTP.length],
  ])
  splitter.tap('in', HTTP.subarray(0, 3))
  expect(seen.at(-1)?.frame).toMatchObject({ type: 'damage', length: 3 })
  splitter.tap('out', heartbeatFrame())
  expect(seen.at(-1)?.frame.type).toBe('heartbeat')
})

it('shows a frame with a wrong end, and the frames that were read with it', () => {
  const { splitter, seen } = watch()
  const wrong = heartbeatFrame()
  wrong[7] = 0
  splitter.tap('in', concat([wrong.subarray(0, 3)]))
  splitter.tap('in', concat([wrong.subarray(3), heartbeatFrame()]))
  expect(seen.map(({ frame }) => frame.type)).toEqual(['heartbeat', 'heartbeat'])
  expect(seen[0]?.frame.children.at(-1)?.problem).toBeDefined()
})

it('shows at the end what has come of a frame', () => {
  const { splitter, seen } = watch()
  const declare = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello' })
  splitter.tap('out', declare.subarray(0, 10))
  expect(seen).toEqual([])
  splitter.end()
  splitter.end()
  expect(seen.map(({ frame }) => frame.problem)).toEqual([`ends ${declare.length - 10} octets early`])
})

function watch(): { splitter: FrameSplitter; seen: SeenFrame[]; clock: { ms: number } } {
  const seen: SeenFrame[] = []
  const clock = { ms: 5000 }
  return {
    splitter: new FrameSplitter(
      (frame) => seen.push(frame),
      () => clock.ms,
    ),
    seen,
    clock,
  }
}

function octetsOf(seen: readonly SeenFrame[], direction: SeenFrame['direction']): string[] {
  return seen
    .filter((frame) => frame.direction === direction)
    .map(({ bytes, frame }) => hex(bytes.subarray(frame.offset, frame.offset + frame.length)))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

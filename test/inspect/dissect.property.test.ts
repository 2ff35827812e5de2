import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { methodInfos } from '../../src/generated/metadata.ts'
import type { BasicProperties } from '../../src/generated/properties.ts'
import { dissect } from '../../src/inspect/dissect.ts'
import { arbitraryMethodArgs, arbitraryProperties, arbitraryTable } from '../support/arbitraries.ts'
import { arbitraryDamagedFrame, arbitraryFrame, headerFrame, methodFrame } from './frames.ts'
import { problemsOf, tilingFault } from './tiling.ts'

const RUNS = { numRuns: 3000 }
const ALL_PROPERTIES: Required<BasicProperties> = {
  contentType: 'a',
  contentEncoding: 'b',
  headers: { a: 1 },
  deliveryMode: 2,
  priority: 1,
  correlationId: 'c',
  replyTo: '',
  expiration: '1',
  messageId: 'd',
  timestamp: 1,
  type: 'e',
  userId: 'f',
  appId: 'g',
}

describe('each octet and each bit has one owner', () => {
  it.each(methodInfos)('in $name with any arguments', (info) => {
    fc.assert(
      fc.property(fc.nat(0xffff), arbitraryMethodArgs(info), (channel, args) => {
        expectWhole(methodFrame(channel, info, args))
      }),
      { numRuns: 100 },
    )
  })

  it('in every subset of the properties', () => {
    const all: [string, unknown][] = Object.entries(ALL_PROPERTIES)
    for (let subset = 0; subset < 2 ** all.length; subset++) {
      expectWhole(headerFrame(1, subset, Object.fromEntries(all.filter((_, i) => (subset >> i) & 1))))
    }
  })

  it('in properties and tables with any values', () => {
    fc.assert(
      fc.property(arbitraryProperties(), arbitraryTable(), (properties, headers) => {
        expectWhole(headerFrame(1, 0, { ...properties, headers }))
      }),
      RUNS,
    )
  })

  it('in streams of frames, where nothing is wrong', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame(), { maxLength: 4 }), (frames) => {
        const stream = expectTiles(concat(frames))
        expect(stream.children.map(({ length }) => length)).toEqual(frames.map(({ length }) => length))
        expect(problemsOf(stream)).toEqual([])
      }),
      RUNS,
    )
  })

  it('in frames with damage, and in what stands around them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(arbitraryDamagedFrame(), arbitraryFrame()), { maxLength: 4 }),
        (frames) => {
          expectTiles(concat(frames))
        },
      ),
      RUNS,
    )
  })

  it('in frames that end early, which says so', () => {
    fc.assert(
      fc.property(arbitraryFrame(), fc.nat(), (frame, cut) => {
        const stream = expectTiles(frame.subarray(0, cut % frame.length))
        expect(stream.length === 0 || problemsOf(stream).length > 0).toBe(true)
      }),
      RUNS,
    )
  })

  it('in random octets', () => {
    const small = fc.array(fc.nat(9), { maxLength: 200 }).map((octets) => Uint8Array.from(octets))
    const octets = fc.oneof(fc.uint8Array({ maxLength: 200 }), small)
    fc.assert(
      fc.property(octets, (bytes) => void expectTiles(bytes)),
      RUNS,
    )
  })
})

it('finds the next frame behind octets that are none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 10, max: 64 }), { minLength: 1 }),
      arbitraryFrame(),
      (noise, frame) => {
        const { children } = dissect(Uint8Array.from([...noise, ...frame]))
        expect(children.map(({ type, length }) => [type === 'damage', length])).toEqual([
          [true, noise.length],
          [false, frame.length],
        ])
      },
    ),
    RUNS,
  )
})

function expectTiles(bytes: Uint8Array): ReturnType<typeof dissect> {
  const stream = dissect(bytes)
  const fault = tilingFault(stream, bytes.length)
  if (fault !== undefined) expect.fail(fault)
  return stream
}

/** Takes a frame apart, in which nothing is wrong. */
function expectWhole(bytes: Uint8Array): void {
  const stream = expectTiles(bytes)
  if (stream.children.length !== 1) expect.fail(`${stream.children.length} frames where there is one`)
  const problems = problemsOf(stream)
  if (problems.length > 0) expect.fail(problems.join())
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dissect } from '../../src/inspect/dissect.ts'
import { leavesOf, type Range } from '../../src/inspect/range.ts'
import { arbitraryDamagedFrame, arbitraryFrame } from './frames.ts'

const RUNS = { numRuns: 3000 }

describe('the leaves stand one behind the other and leave no octet out', () => {
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

/** Checks the leaves one behind the other, and that each range has exactly the octets of its children. */
function expectTiles(bytes: Uint8Array): ReturnType<typeof dissect> {
  const stream = dissect(bytes)
  const leaves = bytes.length === 0 ? [] : leavesOf(stream).map(({ range }) => range)
  let at = 0
  for (const { offset, length } of leaves) {
    if (offset !== at) expect.fail(`a leaf at ${offset} where one at ${at} is due`)
    at += length
  }
  expect(at).toBe(bytes.length)
  expect(misfits(stream)).toEqual([])
  return stream
}

/** The ranges whose octets are not those of their children. */
function misfits(range: Range): Range[] {
  const { offset, length, children } = range
  const sum = children.reduce((total, child) => total + child.length, 0)
  const fits = children.length === 0 || (children[0]?.offset === offset && sum === length)
  return [...(fits ? [] : [range]), ...children.flatMap(misfits)]
}

function problemsOf(range: Range): string[] {
  const own = range.problem === undefined ? [] : [`${range.name} ${range.problem}`]
  return [...own, ...range.children.flatMap(problemsOf)]
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

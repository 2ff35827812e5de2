// A million damaged inputs: dissecting them throws nothing, and each octet of them still has one owner.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dissect, FrameStream } from '../../src/inspect/index.ts'
import { hexOf } from '../../src/inspect/seen-frame.ts'
import { RECORDINGS, readRecording } from '../vectors/recording.ts'
import { arbitraryFrame } from './frames.ts'
import { Mutator } from './mutator.ts'
import { tilingFault } from './tiling.ts'

const INPUTS = 1_000_000
const GENERATED = 2000
const MAX_STOCK_BYTES = 1024

it(`${INPUTS} inputs, each from a seed of its own`, () => {
  const mutator = new Mutator(stock())
  for (let seed = 1; seed <= INPUTS; seed++) {
    const octets = mutator.mutated(seed)
    const fault = faultOf(octets)
    if (fault !== undefined) expect.fail(`seed ${seed}: ${fault}\n${hexOf(octets).join('')}`)
  }
}, 300_000)

function faultOf(octets: Uint8Array): string | undefined {
  try {
    return tilingFault(dissect(octets), octets.length)
  } catch (error) {
    return (error as Error).stack
  }
}

/** The frames of the recordings, and as many again that a generator made, the same each time. */
function stock(): Uint8Array[] {
  const frames: Uint8Array[] = []
  const stream = new FrameStream(({ bytes }) => frames.push(bytes))
  for (const name of RECORDINGS) for (const event of readRecording(name)) stream.receive(event)
  const generated = fc.sample(arbitraryFrame(), { numRuns: GENERATED, seed: 1 })
  return [...frames, ...generated].filter(({ length }) => length <= MAX_STOCK_BYTES)
}

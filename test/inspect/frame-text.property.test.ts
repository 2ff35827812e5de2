import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dissect, frameText } from '../../src/inspect/index.ts'
import { arbitraryDamagedFrame, arbitraryFrame } from './frames.ts'

it('keeps to 80 columns and to printable characters, whatever the frame', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame()), (bytes) => {
      for (const frame of dissect(bytes).children) {
        const text = frameText(
          { number: 1, connection: 1, atSeconds: 1, direction: 'broker-to-client', bytes, frame },
          { color: false },
        )
        // A word that is longer than its column sticks out, alone on its line.
        const long = text.split('\n').filter((line) => line.length > 80)
        expect(long.filter((line) => !/^( *|.{30} *)[^ ]+$/.test(line))).toEqual([])
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
      }
    }),
    { numRuns: 2000 },
  )
})

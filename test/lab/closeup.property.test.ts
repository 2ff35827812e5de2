// A close-up leaves no octet without a field, whatever the frame.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closeupOf } from '../../src/lab/closeup.ts'
import type { Field } from '../../src/lab/row.ts'
import { arbitraryDamagedFrame, arbitraryFrame } from '../inspect/frames.ts'
import { seenCommands, seenFrames } from '../inspect/seen.ts'

const pieces = fc.array(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame()), { maxLength: 8 })
const OCTET = /^(?:[0-9a-f]{2}|··)$/

/** Fields stand one behind the other and cover all; bits are the exception: they share the octets of their field. */
function expectWhole(fields: readonly Field[], from: number, to: number): void {
  const areBits = fields.every((field) => field.from === from && field.to === to && field.fields.length === 0)
  if (areBits && fields.length > 0) return
  let at = from
  for (const field of fields) {
    expect({ label: field.label, from: field.from }).toEqual({ label: field.label, from: at })
    if (field.fields.length > 0) expectWhole(field.fields, field.from, field.to)
    at = field.to
  }
  expect(at).toBe(to)
}

describe('a close-up', () => {
  test('owns each octet of each frame', () => {
    fc.assert(
      fc.property(pieces, (pieces) => {
        for (const seen of [...seenFrames(pieces), ...seenCommands(pieces)]) {
          const closeup = closeupOf(1, seen)
          expect(JSON.parse(JSON.stringify(closeup))).toEqual(closeup)
          for (const { hex, length, fields } of closeup.frames) {
            expect(hex).toHaveLength(Math.min(length, 4096))
            for (const octet of hex) expect(octet).toMatch(OCTET)
            expectWhole(fields, 0, length)
          }
        }
      }),
    )
  })
})

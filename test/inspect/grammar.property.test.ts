import { deepStrictEqual, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { methodInfos } from '../../src/generated/metadata.ts'
import { decodeFrame } from '../../src/inspect/decode-frame.ts'
import { FRAME_HEADER, PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { arbitraryMethodArgs, arbitraryProperties } from '../support/arbitraries.ts'
import {
  arbitraryDamagedFrame,
  bodyFrame,
  decodeFast,
  frame,
  headerFrame,
  heartbeatFrame,
  methodFrame,
} from './frames.ts'

const RUNS = { numRuns: 1000 }
/** The flag of the property headers. */
const HEADERS = 1 << 13
const arbitraryChannel = fc.nat(0xffff)

describe('the declared grammar and the fast decoder read the same', () => {
  it.each(methodInfos)('$name', (info) => {
    fc.assert(
      fc.property(arbitraryChannel, arbitraryMethodArgs(info), (channel, args) => {
        expectAgreement(methodFrame(channel, info, args))
      }),
      RUNS,
    )
  })

  it('every subset of the properties', () => {
    fc.assert(
      fc.property(
        arbitraryChannel,
        fc.maxSafeNat(),
        arbitraryProperties(),
        (channel, bodyBytes, properties) => {
          expectAgreement(headerFrame(channel, bodyBytes, properties))
        },
      ),
      RUNS,
    )
  })

  it('bodies', () => {
    fc.assert(
      fc.property(arbitraryChannel, fc.uint8Array({ maxLength: 5000 }), (channel, body) => {
        expectAgreement(bodyFrame(channel, body))
      }),
      RUNS,
    )
  })

  it('heartbeats', () => expectAgreement(heartbeatFrame()))

  it('the tag L as l, though nobody here writes it', () => {
    const written = headerFrame(1, 0, { headers: { n: -5_000_000_000 } })
    const at = written.indexOf('l'.charCodeAt(0))
    written[at] = 'L'.charCodeAt(0)
    expectAgreement(written)
    expect(decodeFrame(written)).toMatchObject({ properties: { headers: { n: -5_000_000_000 } } })
  })

  it('tables in each other up to 32 deep, and no deeper', () => {
    expectAgreement(headerFrameWith(HEADERS, tableOfDepth(32)))
    expectRefusal(headerFrameWith(HEADERS, tableOfDepth(33)))
  })

  it('flags of properties that there are not', () => {
    expectRefusal(headerFrameWith(1, new Uint8Array(0)))
    expectAgreement(headerFrameWith(2, new Uint8Array(0)))
    expectAgreement(headerFrameWith(4, Uint8Array.of(1, 0x61)))
  })

  it('damaged frames, or refuse them alike', () => {
    fc.assert(
      fc.property(arbitraryDamagedFrame(), (bytes) => {
        if (isRefused(decodeFast, bytes)) expectRefusal(bytes)
        else expectAgreement(bytes)
      }),
      { numRuns: 5_000 },
    )
  })
})

it('reads the protocol header', () => {
  expect(decodeFrame(PROTOCOL_HEADER)).toEqual({ kind: 'protocol-header', protocolId: 0, version: [0, 9, 1] })
})

function expectAgreement(bytes: Uint8Array): void {
  deepStrictEqual(decodeFrame(bytes), decodeFast(bytes))
}

function expectRefusal(bytes: Uint8Array): void {
  throws(() => decodeFast(bytes))
  throws(() => decodeFrame(bytes), ProtocolError)
}

function isRefused(decode: (bytes: Uint8Array) => object, bytes: Uint8Array): boolean {
  try {
    decode(bytes)
    return false
  } catch {
    return true
  }
}

function headerFrameWith(flags: number, properties: Uint8Array): Uint8Array {
  return frame(FRAME_HEADER, 1, (writer) => {
    writer.short(60, 'class id')
    writer.short(0, 'weight')
    writer.longlong(0, 'body size')
    writer.short(flags, 'property flags')
    writer.raw(properties)
  })
}

/** Tables in each other, written by hand because the writer has the same limit. */
function tableOfDepth(depth: number): Uint8Array {
  if (depth === 1) return Uint8Array.of(0, 0, 0, 0)
  const inside = tableOfDepth(depth - 1)
  const size = inside.length + 2
  return Uint8Array.of(0, 0, size >> 8, size, 0, 'F'.charCodeAt(0), ...inside)
}

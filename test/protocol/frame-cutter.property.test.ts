import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameCutter } from '../../src/protocol/frame-cutter.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { arbitraryFrame, bodyFrame, headerFrame, heartbeatFrame, methodFrame } from '../inspect/frames.ts'

const DECLARE = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello' })
const DELETE = methodFrame(1, { apiName: 'queueDelete' }, { queue: 'hello' })

describe('a cutter of frames', () => {
  it('finds the same frames however the stream is cut into chunks', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 50 })
    fc.assert(
      fc.property(fc.array(arbitraryFrame(), { maxLength: 6 }), lengths, (frames, lengths) => {
        const stream = concat([PROTOCOL_HEADER, ...frames])
        const pieces = cut(chunks(stream, lengths))
        expect(pieces).toEqual([PROTOCOL_HEADER, ...frames].map((bytes) => [hex(bytes), true]))
      }),
      { numRuns: 1000 },
    )
  })

  it('loses no octet, whatever comes and however', () => {
    const octets = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 30 }),
        arbitraryFrame(),
        fc.constantFrom(Uint8Array.of(1, 0), HTTP),
      ),
      { maxLength: 8 },
    )
    const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 50 })
    fc.assert(
      fc.property(octets, lengths, (parts, lengths) => {
        const stream = concat(parts)
        expect(
          cut(chunks(stream, lengths), 1000)
            .map(([octets]) => octets)
            .join(''),
        ).toBe(hex(stream))
      }),
      { numRuns: 5000 },
    )
  })

  it('takes any number of octets of which each could be the beginning of a frame', () => {
    const octets = new Uint8Array(200_000).fill(1)
    let bytes = 0
    const cutter = new FrameCutter((piece) => {
      bytes += piece.length
    }, 1000)
    cutter.lose()
    cutter.receive(octets)
    cutter.end()
    expect(bytes).toBe(octets.length)
  })

  it.each([
    ['text', HTTP],
    ['a frame of an unknown type', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0xce)],
    ['a frame over the limit', Uint8Array.of(3, 0, 1, 0xff, 0xff, 0xff, 0xff)],
    ['what looks like the protocol header at first', Uint8Array.of(0x41, 0x4d, 0x50)],
  ])('finds its way back behind %s, at every split', (_what, damage) => {
    const stream = concat([DECLARE, damage, DELETE, bodyFrame(1, Uint8Array.of(1, 2, 3))])
    for (let at = 0; at <= stream.length; at++) {
      const pieces = cut([stream.subarray(0, at), stream.subarray(at)])
      expect(framesOf(pieces)).toEqual([DECLARE, DELETE, bodyFrame(1, Uint8Array.of(1, 2, 3))].map(hex))
      expect(pieces.map(([octets]) => octets).join('')).toBe(hex(stream))
    }
  })

  it.each([
    ['a method', DELETE],
    ['a content header', headerFrame(1, 0, {})],
    ['a heartbeat', heartbeatFrame()],
  ])('goes on at %s when octets are missing', (_what, next) => {
    // Within a body that is full of what looks like the beginning of frames.
    const body = bodyFrame(
      1,
      Uint8Array.from({ length: 200 }, (_, i) => [1, 0, 1, 0, 0, 0, 8][i % 7]!),
    )
    for (let at = 1; at < body.length; at++) {
      const pieces = cut([body.subarray(at), next], undefined, (cutter) => cutter.lose())
      expect(framesOf(pieces)).toEqual([hex(next)])
    }
  })

  it('takes a frame with a wrong end for a frame', () => {
    const wrong = heartbeatFrame()
    wrong[7] = 0
    expect(cut([concat([wrong, DECLARE])])).toEqual([
      [hex(wrong), true],
      [hex(DECLARE), true],
    ])
  })

  it('hands on what nobody can wait for', () => {
    expect(cut([DECLARE.subarray(0, 9)])).toEqual([[hex(DECLARE.subarray(0, 9)), false]])
    expect(cut([Uint8Array.of(1)])).toEqual([['01', false]])
  })

  it('copies no frame that lies within a chunk', () => {
    const chunk = concat([DECLARE, DELETE])
    const buffers: ArrayBufferLike[] = []
    const cutter = new FrameCutter((bytes) => buffers.push(bytes.buffer), 1000)
    cutter.receive(chunk)
    expect(buffers).toEqual([chunk.buffer, chunk.buffer])
  })

  it('sets no memory aside for a size over its limit', () => {
    const pieces = cut([Uint8Array.of(1, 0, 1, 0x7f, 0xff, 0xff, 0xff), DECLARE], 4096)
    expect(pieces.map(([, isFrame]) => isFrame)).toEqual([false, false, true])
  })
})

const HTTP = new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n')

type Piece = [octets: string, isFrame: boolean]

function cut(
  chunks: readonly Uint8Array[],
  maxFrameBytes = 1_000_000,
  prepare: (cutter: FrameCutter) => void = () => {},
): Piece[] {
  const pieces: Piece[] = []
  const cutter = new FrameCutter((bytes, isFrame) => pieces.push([hex(bytes), isFrame]), maxFrameBytes)
  prepare(cutter)
  for (const chunk of chunks) cutter.receive(chunk)
  cutter.end()
  return pieces
}

function framesOf(pieces: readonly Piece[]): string[] {
  return pieces.filter(([, isFrame]) => isFrame).map(([octets]) => octets)
}

function chunks(stream: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  let at = 0
  return [...lengths, Number.POSITIVE_INFINITY].map((length) => {
    const chunk = stream.subarray(at, at + length)
    at += chunk.length
    return chunk
  })
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts)
}

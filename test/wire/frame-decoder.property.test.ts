import { deepStrictEqual } from 'node:assert/strict'
import fc, { type Arbitrary } from 'fast-check'
import { describe, it } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import { decodeBasicProperties } from '../../src/generated/properties.ts'
import { FRAME_HEADER, FRAME_METHOD, PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { FrameDecoder, type FrameHandler } from '../../src/wire/frame-decoder.ts'
import { Reader } from '../../src/wire/reader.ts'
import { arbitraryDamagedFrame, arbitraryFrame } from '../inspect/frames.ts'
import { ContentList, type Frame, framesOf, PartList } from './pipe.ts'

const MAX_FRAME_BYTES = 4096
const RUNS = { numRuns: 3000 }

describe('any chunking of a stream', () => {
  it('gives the frames that a look at the whole stream gives', () => {
    fc.assert(
      fc.property(arbitraryStream(), fc.array(fc.nat()), (stream, cuts) => {
        deepStrictEqual(framesOf(chunked(stream, cuts)), framesByHand(stream))
      }),
      RUNS,
    )
  })

  it('gives the same frames where cut bodies are handed on in parts', () => {
    fc.assert(
      fc.property(arbitraryStream(), fc.array(fc.nat()), (stream, cuts) => {
        const frames = framesOf(chunked(stream, cuts), MAX_FRAME_BYTES, new PartList())
        deepStrictEqual(frames, framesByHand(stream))
      }),
      RUNS,
    )
  })

  it('gives the same frames where methods are handed on together with their contents', () => {
    fc.assert(
      fc.property(arbitraryStream(), fc.array(fc.nat()), (stream, cuts) => {
        const frames = framesOf(chunked(stream, cuts), MAX_FRAME_BYTES, new ContentList())
        deepStrictEqual(frames, framesByHand(stream))
      }),
      RUNS,
    )
  })

  it('gives payloads that nothing which comes later changes', () => {
    fc.assert(
      fc.property(arbitraryStream(), fc.array(fc.nat()), (stream, cuts) => {
        const found: { payload: Uint8Array; copy: Uint8Array }[] = []
        const decoder = new FrameDecoder(
          listener((bytes, from, to) => {
            const payload = bytes.subarray(from, to)
            found.push({ payload, copy: Buffer.from(payload) })
          }),
          2 ** 24,
        )
        for (const chunk of chunked(stream, cuts)) decoder.receive(chunk)
        for (const { payload, copy } of found) deepStrictEqual(Buffer.compare(payload, copy), 0)
      }),
      RUNS,
    )
  })

  it('leads to the same frames and the same refusal where the stream is damaged', () => {
    const streams = fc
      .array(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame()), { maxLength: 4 })
      .map(Buffer.concat)
    fc.assert(
      fc.property(streams, fc.array(fc.nat()), (stream, cuts) => {
        const whole = outcomeOf([stream])
        const { refusal, ...frames } = outcomeOf(chunked(stream, cuts))
        deepStrictEqual(
          { ...frames, refusal: refusal?.slice(0, 22) },
          { ...whole, refusal: whole.refusal?.slice(0, 22) },
        )
      }),
      { numRuns: 5000 },
    )
  })
})

describe('whatever comes is frames or a ProtocolError', () => {
  it('random octets', () => {
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fc.nat(8), { maxLength: 300 }).map(bytesOf),
    )
    fc.assert(fc.property(octets, fc.array(fc.nat()), expectDigested), { numRuns: 10_000 })
  })

  it('random octets in frames whose prefix and end are right', () => {
    const payload = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(10, 20, 40, 50, 60, 85, 90),
          fc.nat(255),
          fc.array(fc.nat(255), { maxLength: 60 }),
        )
        .map(([classId, methodId, rest]) => [0, classId, 0, methodId, ...rest]),
      fc.array(fc.nat(255), { maxLength: 60 }),
    )
    const frame = fc
      .tuple(fc.constantFrom(1, 2, 3, 8), fc.nat(3), payload)
      .map(([type, channel, octets]) => bytesOf([type, 0, channel, 0, 0, 0, octets.length, ...octets, 0xce]))
    fc.assert(fc.property(frame, fc.array(fc.nat()), expectDigested), { numRuns: 20_000 })
  })

  it('frames with some octets changed, missing or too many', () => {
    const streams = fc
      .array(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame()), { maxLength: 4 })
      .map(Buffer.concat)
    fc.assert(fc.property(streams, fc.array(fc.nat()), expectDigested), { numRuns: 10_000 })
  })
})

/** Feeds a stream to a decoder, and its frames to all that reads them. */
function expectDigested(stream: Uint8Array, cuts: readonly number[]): void {
  const handler = listener((bytes, from, to, type) => {
    if (type === FRAME_METHOD) {
      for (const decode of [decodeFromServer, decodeFromClient]) {
        refusable(() => {
          const reader = new Reader(bytes, from, to)
          if (decode(reader.long('id'), reader) !== undefined) reader.finish('the method')
        })
      }
    }
    if (type === FRAME_HEADER)
      refusable(() => decodeBasicProperties(new Reader(bytes, Math.min(from + 12, to), to)))
  })
  const decoder = new FrameDecoder(handler, MAX_FRAME_BYTES)
  refusable(() => {
    for (const chunk of chunked(stream, cuts)) decoder.receive(chunk)
  })
}

function refusable(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
  }
}

function outcomeOf(chunks: readonly Uint8Array[]): {
  frames: number
  octets: number
  refusal: string | undefined
} {
  const outcome = { frames: 0, octets: 0, refusal: undefined as string | undefined }
  const handler = listener((_bytes, from, to) => {
    outcome.frames++
    outcome.octets += to - from
  })
  const decoder = new FrameDecoder(handler, MAX_FRAME_BYTES)
  try {
    for (const chunk of chunks) decoder.receive(chunk)
  } catch (error) {
    outcome.refusal = (error as Error).message
  }
  return outcome
}

function listener(
  onPayload: (bytes: Uint8Array, from: number, to: number, type: number) => void,
): FrameHandler {
  return {
    onProtocolHeader: () => {},
    onFrame: (type, _channel, bytes, from, to) => onPayload(bytes, from, to, type),
  }
}

/** A stream of frames, with the protocol header before them or without it. */
function arbitraryStream(): Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.boolean(), fc.array(arbitraryFrame(), { maxLength: 6 }))
    .map(([greets, frames]) => Buffer.concat(greets ? [PROTOCOL_HEADER, ...frames] : frames))
}

/** The stream, cut at these places. */
function chunked(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b)
  return [...places, stream.length].map((to, index) => stream.subarray(places[index - 1] ?? 0, to))
}

/** The frames of a whole stream that is in order, read as the standard's picture of a frame says. */
function framesByHand(stream: Uint8Array): Frame[] {
  const bytes = Buffer.from(stream)
  const frames: Frame[] = []
  let at = 0
  if (bytes[0] === 65) {
    frames.push({ type: 65, channel: 0, payload: PROTOCOL_HEADER })
    at = 8
  }
  while (at < bytes.length) {
    const end = at + 7 + bytes.readUInt32BE(at + 3)
    frames.push({
      type: bytes.readUInt8(at),
      channel: bytes.readUInt16BE(at + 1),
      payload: bytes.subarray(at + 7, end),
    })
    at = end + 1
  }
  return frames
}

function bytesOf(octets: readonly number[]): Uint8Array {
  return Uint8Array.from(octets)
}

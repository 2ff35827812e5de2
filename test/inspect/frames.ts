/** Frames as the client's own encoder writes them, and as its own decoder reads them. */
import fc, { type Arbitrary } from 'fast-check'
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import { type MethodInfo, methodInfos } from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import {
  type BasicProperties,
  decodeBasicProperties,
  encodeBasicProperties,
} from '../../src/generated/properties.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import type { Method } from '../../src/wire/method.ts'
import { Reader } from '../../src/wire/reader.ts'
import type { Writer } from '../../src/wire/writer.ts'
import { arbitraryMethodArgs, arbitraryProperties } from '../support/arbitraries.ts'

const BASIC_CLASS = 60
const methodsById = new Map(methodInfos.map((info) => [info.id, info]))

/** The frame of a type whose payload `write` writes. */
export function frame(type: number, channel: number, write: (writer: Writer) => void = () => {}): Uint8Array {
  const writer = new FrameWriter()
  writer.beginFrame(type, channel)
  write(writer)
  writer.endFrame()
  writer.commit()
  return writer.take()[0]!
}

export function methodFrame(channel: number, info: Pick<MethodInfo, 'apiName'>, args: object): Uint8Array {
  const method = methods[info.apiName as keyof typeof methods] as unknown as Method<object, unknown>
  return frame(FRAME_METHOD, channel, (writer) => method.encode(writer, args))
}

export function headerFrame(channel: number, bodyBytes: number, properties: BasicProperties): Uint8Array {
  return frame(FRAME_HEADER, channel, (writer) => {
    writer.short(BASIC_CLASS, 'class id')
    writer.short(0, 'weight')
    writer.longlong(bodyBytes, 'body size')
    encodeBasicProperties(writer, properties)
  })
}

export function bodyFrame(channel: number, body: Uint8Array): Uint8Array {
  return frame(FRAME_BODY, channel, (writer) => writer.raw(body))
}

export function heartbeatFrame(): Uint8Array {
  return frame(FRAME_HEARTBEAT, 0)
}

/** A frame of any kind. */
export function arbitraryFrame(): Arbitrary<Uint8Array> {
  const channel = fc.nat(0xffff)
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...methodInfos)
        .chain((info) =>
          fc.tuple(channel, arbitraryMethodArgs(info)).map(([n, args]) => methodFrame(n, info, args)),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(channel, fc.maxSafeNat(), arbitraryProperties())
        .map(([n, size, properties]) => headerFrame(n, size, properties)),
    },
    { weight: 1, arbitrary: fc.tuple(channel, fc.uint8Array()).map(([n, body]) => bodyFrame(n, body)) },
    { weight: 1, arbitrary: fc.constant(heartbeatFrame()) },
  )
}

/** A frame of any kind, with some octets changed, taken out or put in. */
export function arbitraryDamagedFrame(): Arbitrary<Uint8Array> {
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.nat(0xff)), { minLength: 1, maxLength: 4 })
  return fc.tuple(arbitraryFrame(), edits).map(([bytes, edits]) => {
    const octets = [...bytes]
    for (const [where, how, octet] of edits) {
      const at = where % (octets.length + 1)
      if (how === 0) octets.splice(at, 1)
      else if (how === 1) octets.splice(at, 0, octet)
      else octets[Math.min(at, octets.length - 1)] = octet
    }
    return Uint8Array.from(octets)
  })
}

/** One frame as the client's own decoder reads it, or the error that it throws. */
export function decodeFast(bytes: Uint8Array): object {
  let decoded: object | undefined
  const handler = {
    onProtocolHeader: (): void => {},
    onFrame: (type: number, channel: number, chunk: Uint8Array, from: number, to: number): void => {
      decoded = { channel, size: to - from, ...decodePayload(type, new Reader(chunk, from, to)) }
    },
  }
  const decoder = new FrameDecoder(handler, bytes.length)
  decoder.receive(bytes)
  if (decoded === undefined || !decoder.isBetweenFrames) throw new Error('not one whole frame')
  return decoded
}

function decodePayload(type: number, reader: Reader): object {
  if (type === FRAME_METHOD) return decodeMethod(reader)
  if (type === FRAME_HEADER) return decodeHeader(reader)
  if (type === FRAME_BODY) return { kind: 'body', body: reader.bytes.subarray(reader.at, reader.end) }
  reader.finish('the heartbeat')
  return { kind: 'heartbeat' }
}

function decodeMethod(reader: Reader): object {
  const id = reader.long('id')
  const name = methodsById.get(id)?.name
  if (name === undefined) throw new Error(`unknown method ${id}`)
  const args = decodeFromClient(id, reader) ?? decodeFromServer(id, reader)
  reader.finish(name)
  return { kind: 'method', id, name, args }
}

function decodeHeader(reader: Reader): object {
  if (reader.short('class id') !== BASIC_CLASS) throw new Error('a header of another class')
  if (reader.short('weight') !== 0) throw new Error('a header with a weight')
  return {
    kind: 'header',
    bodyBytes: reader.timestamp('body size'),
    properties: decodeBasicProperties(reader),
  }
}

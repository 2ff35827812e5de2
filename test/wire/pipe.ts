/** Frames from a writer to a decoder, in memory. */
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import type { MethodInfo } from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameDecoder, type FrameHandler } from '../../src/wire/frame-decoder.ts'
import type { FrameWriter } from '../../src/wire/frame-writer.ts'
import type { Method } from '../../src/wire/method.ts'
import { Reader } from '../../src/wire/reader.ts'

/** A frame as the decoder handed it on: its payload is a view of the memory that it came in. */
export interface Frame {
  readonly type: number
  readonly channel: number
  readonly payload: Uint8Array
}

/** Takes what a decoder finds, protocol headers as frames of the type 65. */
export class FrameList implements FrameHandler {
  readonly frames: Frame[] = []

  onProtocolHeader(header: Uint8Array): void {
    this.frames.push({ type: 65, channel: 0, payload: header })
  }

  onFrame(type: number, channel: number, bytes: Uint8Array, from: number, to: number): void {
    this.frames.push({ type, channel, payload: bytes.subarray(from, to) })
  }
}

/** The same for a decoder that hands on the body frames that chunks have cut in parts, which are put together here. */
export class PartList extends FrameList {
  private parts: Uint8Array[] = []

  onBodyPart(_channel: number, bytes: Uint8Array, from: number, to: number): void {
    this.parts.push(bytes.subarray(from, to))
  }

  override onFrame(type: number, channel: number, bytes: Uint8Array, from: number, to: number): void {
    const payload = Buffer.concat([...this.parts, bytes.subarray(from, to)])
    this.parts = []
    this.frames.push({ type, channel, payload })
  }
}

/** The same for a decoder that hands on a method together with its content, which are three frames here. */
export class ContentList extends PartList {
  onContent(
    channel: number,
    bytes: Uint8Array,
    ...places: [number, number, number, number, number, number]
  ): void {
    const [from, to, headerFrom, headerTo, bodyFrom, bodyTo] = places
    this.onFrame(FRAME_METHOD, channel, bytes, from, to)
    this.onFrame(FRAME_HEADER, channel, bytes, headerFrom, headerTo)
    if (bodyTo > bodyFrom) this.onFrame(FRAME_BODY, channel, bytes, bodyFrom, bodyTo)
  }
}

/** The frames in a stream that comes in these chunks, and ends between two frames. */
export function framesOf(
  chunks: readonly Uint8Array[],
  maxFrameBytes: number = 2 ** 24,
  list: FrameList = new FrameList(),
): Frame[] {
  const decoder = new FrameDecoder(list, maxFrameBytes)
  for (const chunk of chunks) decoder.receive(chunk)
  if (!decoder.isBetweenFrames) throw new Error('the stream ended within a frame')
  return list.frames
}

/** The method that is described so. */
export function methodOf({ apiName }: Pick<MethodInfo, 'apiName'>): Method<object, unknown> {
  return methods[apiName as keyof typeof methods] as unknown as Method<object, unknown>
}

export function writeMethod(writer: FrameWriter, channel: number, info: MethodInfo, args: object): void {
  writer.beginFrame(FRAME_METHOD, channel)
  methodOf(info).encode(writer, args)
  writer.endFrame()
  writer.commit()
}

/** The arguments of the method in a frame's payload, which `peer` sent, and its id. */
export function readMethod(
  payload: Uint8Array,
  peer: 'client' | 'server',
): { id: number; args: object | undefined } {
  const reader = new Reader(payload)
  const id = reader.long('id')
  const args = peer === 'client' ? decodeFromClient(id, reader) : decodeFromServer(id, reader)
  if (args !== undefined) reader.finish('the arguments')
  return { id, args }
}

import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import { type MethodInfo, methodInfos } from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import { type BasicProperties, encodeBasicProperties } from '../../src/generated/properties.ts'
import { CommandAssembler } from '../../src/protocol/command-assembler.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { FRAME_BODY, FRAME_HEADER } from '../../src/wire/frame.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import type { Method } from '../../src/wire/method.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { arbitraryMethodArgs, arbitraryProperties } from '../support/arbitraries.ts'

/** A body is a piece of this; 251 is prime, so that a piece in the wrong place shows. */
const PATTERN = Buffer.from(Uint8Array.from({ length: 1024 * 1024 + 251 }, (_, i) => i % 251))

interface Command {
  readonly channel: number
  readonly info: MethodInfo
  readonly args: object
  readonly content: { readonly properties: BasicProperties; readonly body: Uint8Array } | undefined
}

/** The frame-max, and commands whose bodies have the sizes at which something happens. */
const arbitraryTraffic = fc
  .oneof(fc.integer({ min: 4096, max: 5000 }), fc.integer({ min: 4096, max: 131_072 }))
  .chain((frameMax) =>
    fc.tuple(fc.constant(frameMax), fc.array(arbitraryCommand(frameMax), { maxLength: 8 })),
  )

function arbitraryCommand(frameMax: number): Arbitrary<Command> {
  const edges = [0, 1, frameMax - 8, frameMax - 7, 2 * (frameMax - 8), 16 * 1024 - 1, 16 * 1024, 1024 * 1024]
  const size = fc.oneof(
    { weight: 2, arbitrary: fc.nat(20_000) },
    { weight: 3, arbitrary: fc.constantFrom(...edges) },
  )
  const body = fc.tuple(size, fc.nat(250)).map(([bytes, from]) => PATTERN.subarray(from, from + bytes))
  return fc.constantFrom(...methodInfos).chain((info) =>
    fc.record({
      channel: fc.nat(3),
      info: fc.constant(info),
      args: arbitraryMethodArgs(info),
      content: info.content ? fc.record({ properties: arbitraryProperties(), body }) : fc.constant(undefined),
    }),
  )
}

function methodOf(info: MethodInfo): Method<object, unknown> {
  return methods[info.apiName as keyof typeof methods] as unknown as Method<object, unknown>
}

/** The payload of a method, or the property list, which says everything about what was in it. */
function encoded(write: (writer: Writer) => void): string {
  const writer = new Writer()
  write(writer)
  return Buffer.from(writer.written()).toString('hex')
}

/** Bytes as a text, which compares fast. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function send(outbox: Outbox, { channel, info, args, content }: Command): boolean {
  try {
    if (content === undefined) outbox.method(channel, methodOf(info), args)
    else outbox.content(channel, methodOf(info), args, content.properties, content.body)
    return true
  } catch (error) {
    // What fills more than a frame is refused; all else here is right.
    expect((error as Error).message).toMatch(
      /^[a-z.-]+: the (arguments|properties) make a frame of \d+ bytes/,
    )
    return false
  }
}

/** Takes bytes apart and puts commands together again, in pieces of the sizes given. */
function receive(bytes: Buffer, frameMax: number, sizes: Iterator<number>): unknown[] {
  const got: unknown[] = []
  const payloads: string[] = []
  const assemblers = [0, 1, 2, 3].map(
    (channel) =>
      new CommandAssembler(
        {
          onCommand: (id, args, content) => {
            const list = content && Buffer.from(content.propertyBytes).toString('hex')
            expect(args).toBeTypeOf('object')
            got.push([channel, id, payloads[channel], list, content && textOf(content.body)])
          },
          onOversized: () => expect.unreachable(),
        },
        1024 * 1024,
      ),
  )
  const decoder = new FrameDecoder(
    {
      onProtocolHeader: () => expect.unreachable(),
      onFrame: (type, channel, chunk, from, to) => {
        const assembler = assemblers[channel] as CommandAssembler
        if (type === FRAME_HEADER) return assembler.receiveHeader(new Reader(chunk, from, to))
        if (type === FRAME_BODY) return assembler.receiveBody(chunk, from, to, 0)
        const reader = new Reader(chunk, from, to)
        const id = reader.long('id')
        payloads[channel] = Buffer.from(chunk.subarray(from, to)).toString('hex')
        assembler.receiveMethod(id, (decodeFromClient(id, reader) ?? decodeFromServer(id, reader)) as object)
      },
    },
    frameMax,
  )
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + sizes.next().value)
    decoder.receive(piece)
    at += piece.length
  }
  expect(decoder.isBetweenFrames).toBe(true)
  return got
}

test('what goes into the outbox comes out of the assembler, within frame-max and however it is chunked', () => {
  fc.assert(
    fc.property(
      arbitraryTraffic,
      fc.infiniteStream(fc.integer({ min: 1, max: 40_000 })),
      ([frameMax, commands], sizes) => {
        const outbox = new Outbox({ onPending() {} })
        outbox.frameMaxBytes = frameMax
        const sent = commands.filter((command) => send(outbox, command))
        const got = receive(Buffer.concat(outbox.take()), frameMax, sizes)
        expect(got).toEqual(
          sent.map(({ channel, info, args, content }) => [
            channel,
            info.id,
            encoded((writer) => methodOf(info).encode(writer, args)),
            content && encoded((writer) => encodeBasicProperties(writer, content.properties)),
            content && textOf(content.body),
          ]),
        )
      },
    ),
    { numRuns: 1_000 },
  )
})

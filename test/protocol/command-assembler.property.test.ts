import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import {
  BASIC_ACK,
  BASIC_CONSUME_OK,
  BASIC_DELIVER,
  BASIC_GET_OK,
  BASIC_RETURN,
} from '../../src/generated/constants.ts'
import { CommandAssembler } from '../../src/protocol/command-assembler.ts'
import { Reader } from '../../src/wire/reader.ts'

interface Command {
  readonly id: number
  readonly args: { readonly number: number }
  readonly properties: readonly number[]
  readonly body: Uint8Array | undefined
}

/** A frame on its way to an assembler. */
type Frame = (assembler: CommandAssembler) => void

const arbitraryCommand: Arbitrary<Command> = fc.record({
  id: fc.constantFrom(BASIC_DELIVER, BASIC_RETURN, BASIC_GET_OK),
  args: fc.record({ number: fc.nat() }),
  properties: fc.constantFrom([0, 0], [0x80, 0, 1, 0x61]),
  body: fc.option(fc.uint8Array({ maxLength: 80 }), { nil: undefined }),
})

/** A command with the places where its body is cut; two alike make an empty frame. */
const arbitraryCut = fc.tuple(arbitraryCommand, fc.array(fc.nat(80), { maxLength: 6 }))

/** Some channels, and the order in which they take their turns. */
const arbitraryTraffic = fc.tuple(
  fc.array(fc.array(arbitraryCut, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
  fc.infiniteStream(fc.nat(3)),
)

function framesOf({ id, args, properties, body }: Command, cuts: readonly number[]): Frame[] {
  if (body === undefined) return [(assembler) => assembler.receiveMethod(BASIC_ACK, args)]
  const frames: Frame[] = [
    (assembler) => assembler.receiveMethod(id, args),
    headerOf(properties, body.length),
  ]
  if (body.length === 0) return frames
  const places = cuts.map((cut) => cut % body.length).sort((a, b) => a - b)
  const starts = [0, ...places]
  for (const [i, from] of starts.entries()) frames.push(pieceOf(body, from, starts[i + 1] ?? body.length))
  return frames
}

/** A header that begins somewhere within its chunk. */
function headerOf(properties: readonly number[], bodyBytes: number): Frame {
  const chunk = Buffer.concat([
    Buffer.alloc(7),
    Buffer.from([0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, bodyBytes, ...properties, 0xce]),
  ])
  return (assembler) => assembler.receiveHeader(new Reader(chunk, 7, chunk.length - 1))
}

function pieceOf(body: Uint8Array, from: number, to: number): Frame {
  const chunk = Buffer.concat([Buffer.alloc(7), body.subarray(from, to), Buffer.of(0xce)])
  return (assembler) => assembler.receiveBody(chunk, 7, chunk.length - 1, 0)
}

test('however bodies are split and channels interleave, the same commands come out', () => {
  fc.assert(
    fc.property(arbitraryTraffic, ([channels, turns]) => {
      const lanes = channels.map((cuts) => {
        const got: unknown[] = []
        const assembler = new CommandAssembler(
          {
            onCommand: (id, args, content) =>
              got.push([id, args, content && [...content.propertyBytes], content && [...content.body]]),
            onOversized: () => expect.unreachable(),
          },
          80,
        )
        return { assembler, got, frames: cuts.flatMap(([command, places]) => framesOf(command, places)) }
      })
      while (lanes.some(({ frames }) => frames.length > 0)) {
        const lane = lanes[turns.next().value % lanes.length]
        lane?.frames.shift()?.(lane.assembler)
      }
      const sent = channels.map((cuts) =>
        cuts.map(([{ id, args, properties, body }]) =>
          body === undefined
            ? [BASIC_ACK, args, undefined, undefined]
            : [id, args, [...properties], [...body]],
        ),
      )
      expect(lanes.map(({ got }) => got)).toEqual(sent)
    }),
    { numRuns: 1_000 },
  )
})

test('a method without content between two with content changes nothing of them', () => {
  const got: unknown[] = []
  const assembler = new CommandAssembler({ onCommand: (id) => got.push(id), onOversized: () => {} }, 80)
  for (const id of [BASIC_CONSUME_OK, BASIC_DELIVER, BASIC_ACK]) {
    assembler.receiveMethod(id, {})
    if (id === BASIC_DELIVER) headerOf([0, 0], 0)(assembler)
  }
  expect(got).toEqual([BASIC_CONSUME_OK, BASIC_DELIVER, BASIC_ACK])
})

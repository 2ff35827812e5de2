/** A wrong argument of any method, or a wrong property, is told by its name and leaves nothing behind. */
import { describe, expect, it } from 'vitest'
import { type FieldInfo, methodInfos, propertyInfos, type WireType } from '../../src/generated/metadata.ts'
import { encodeBasicProperties } from '../../src/generated/properties.ts'
import { FRAME_HEADER, FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import { framesOf, methodOf } from './pipe.ts'

type Wrong = readonly [value: unknown, type: new (message?: string) => Error]

const WHOLE: Wrong[] = [
  [-1, RangeError],
  [0.5, RangeError],
  [NaN, RangeError],
  ['1', TypeError],
  [null, TypeError],
  [{}, TypeError],
]
const WRONG: Record<WireType, Wrong[]> = {
  bit: [
    [1, TypeError],
    [null, TypeError],
    ['true', TypeError],
  ],
  octet: [...WHOLE, [256, RangeError]],
  short: [...WHOLE, [65536, RangeError]],
  long: [...WHOLE, [2 ** 32, RangeError]],
  longlong: [...WHOLE, [2 ** 53, RangeError], [2n ** 64n, RangeError]],
  timestamp: [...WHOLE, [2 ** 53, RangeError], [2n ** 64n, RangeError], [new Date(), TypeError]],
  shortstr: [
    ['x'.repeat(256), RangeError],
    ['é'.repeat(128), RangeError],
    [1, TypeError],
    [null, TypeError],
    [Buffer.from('x'), TypeError],
  ],
  longstr: [
    [1, TypeError],
    [null, TypeError],
    [['x'], TypeError],
  ],
  table: [
    [1, TypeError],
    [null, TypeError],
    [[], TypeError],
    [{ a: { b: Symbol('s') } }, TypeError],
    [{ ['x'.repeat(256)]: 1 }, RangeError],
  ],
}

describe.each(methodInfos.filter(({ fields }) => visible(fields).length > 0))('$name', (info) => {
  it.each(visible(info.fields))('refuses a wrong $name', ({ name, type }) => {
    expectRefusals(name, type, (writer, args) => {
      writer.beginFrame(FRAME_METHOD, 1)
      methodOf(info).encode(writer, args)
    })
  })
})

describe('the properties', () => {
  it.each(visible(propertyInfos))('refuse a wrong $name', ({ name, type }) => {
    expectRefusals(name, type, (writer, properties) => {
      writer.beginFrame(FRAME_HEADER, 1)
      encodeBasicProperties(writer, properties)
    })
  })
})

function visible(fields: readonly FieldInfo[]): FieldInfo[] {
  return fields.filter(({ reserved }) => !reserved)
}

function expectRefusals(
  name: string,
  type: WireType,
  write: (writer: FrameWriter, args: object) => void,
): void {
  for (const [value, error] of WRONG[type]) {
    const writer = new FrameWriter()
    writeSound(writer)
    const pending = writer.pendingBytes
    const refused = (): void => write(writer, { [name]: value })
    expect(refused).toThrow(error)
    expect(refused).toThrow(new RegExp(`^${name}[. ]`))
    writer.rollback()
    expect(writer.pendingBytes).toBe(pending)
    writeSound(writer)
    expect(framesOf(writer.take()).map(({ payload }) => Buffer.from(payload).toString())).toEqual([
      'sound',
      'sound',
    ])
  }
}

function writeSound(writer: FrameWriter): void {
  writer.bodyFrame(1, Buffer.from('sound'), false)
  writer.commit()
}

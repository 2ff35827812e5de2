import { type MethodInfo, methodInfos } from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import type { FieldTable } from '../../src/wire/field-value.ts'
import { FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import type { Method } from '../../src/wire/method.ts'

export const HEADERS: FieldTable = { tenant: 'north-west', attempt: 3, replayed: false }

export const NESTED: FieldTable = {
  'x-death': [
    {
      queue: 'orders',
      reason: 'expired',
      count: 3,
      exchange: '',
      'routing-keys': ['orders.eu', 'orders.us'],
      time: new Date(0),
    },
    {
      queue: 'retry',
      reason: 'rejected',
      count: 1,
      exchange: 'dlx',
      'routing-keys': ['orders.eu'],
      time: new Date(0),
    },
  ],
  trace: { id: '4bf92f3577b34da6a3ce929d0e0e4736', sampled: true, ratio: 0.25 },
}

/** A method with arguments as a program would give them. */
export interface Sample {
  readonly info: MethodInfo
  readonly method: Method<unknown, unknown>
  readonly args: object
  /** The whole frame. */
  readonly frame: Uint8Array
}

export function samples(): Sample[] {
  return methodInfos.map((info) => {
    const method = (methods as unknown as Record<string, Method<unknown, unknown>>)[info.apiName] as Method<
      unknown,
      unknown
    >
    const fields = info.fields.filter(({ reserved }) => !reserved)
    const args = Object.fromEntries(fields.map(({ name, type }) => [name, VALUES[type]]))
    return { info, method, args, frame: frameOf(method, args) }
  })
}

const VALUES = {
  bit: true,
  octet: 9,
  short: 0x1234,
  long: 0x12345678,
  longlong: 123_456_789,
  timestamp: 1_700_000_000,
  shortstr: 'orders.created.eu',
  longstr: 'en_US and some more text',
  table: HEADERS,
} as const

function frameOf(method: Method<unknown, unknown>, args: object): Uint8Array {
  const writer = new FrameWriter()
  writer.beginFrame(FRAME_METHOD, 1)
  method.encode(writer, args)
  writer.endFrame()
  writer.commit()
  return Buffer.concat(writer.take())
}

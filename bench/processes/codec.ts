// Program: measures the codecs and prints a table. Its argument, where there is one, is a part of the names to measure.

import { measure } from 'mitata'
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import { decodeBasicProperties, encodeBasicProperties } from '../../src/generated/properties.ts'
import { frameGrammar } from '../../src/inspect/grammar.ts'
import { readTable } from '../../src/wire/field-table-reader.ts'
import { writeTable } from '../../src/wire/field-table-writer.ts'
import { FRAME_HEADER, FRAME_PREFIX_BYTES } from '../../src/wire/frame.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { HEADERS, NESTED, samples } from '../codec/samples.ts'
import { MESSAGES } from '../works/message.ts'

const NAME_WIDTH = 34
const WIDTH = 12
const BUDGET_NS = 60e6

const [part = ''] = process.argv.slice(2)
const grammar = frameGrammar()
const reader = new Reader(new Uint8Array(0))
const writer = new Writer(4096)

console.log(
  [
    'ns, median'.padEnd(NAME_WIDTH),
    ...['bytes', 'encode', 'decode', 'grammar'].map((head) => head.padStart(WIDTH)),
  ].join(''),
)

for (const { info, method, args, frame } of samples()) {
  const decode = info.from.includes('server') ? decodeFromServer : decodeFromClient
  await row(
    info.name,
    frame,
    () => method.encode(writer, args),
    () => {
      const payload = reader.reset(frame, FRAME_PREFIX_BYTES, frame.length - 1)
      return decode(payload.long('id') | 0, payload)
    },
  )
}

const { timestampSeconds, ...same } = MESSAGES['1k-rich'].properties as NonNullable<
  (typeof MESSAGES)['1k-rich']['properties']
>
for (const [name, properties] of Object.entries({
  'properties: none': {},
  'properties: six and three headers': { ...same, timestamp: timestampSeconds },
})) {
  const frame = headerFrame((to) => encodeBasicProperties(to, properties))
  await row(
    name,
    frame,
    () => encodeBasicProperties(writer, properties),
    () => decodeBasicProperties(reader.reset(frame, FRAME_PREFIX_BYTES + 12, frame.length - 1)),
  )
}

for (const [name, table] of Object.entries({ 'table: three headers': HEADERS, 'table: nested': NESTED })) {
  const from = FRAME_PREFIX_BYTES + 14
  const frame = headerFrame((to) => encodeBasicProperties(to, { headers: table }))
  await row(
    name,
    frame,
    () => writeTable(writer, table, 'headers'),
    () => readTable(reader.reset(frame, from, frame.length - 1), 'headers'),
  )
}

const body = MESSAGES['16b'].body
const bodyFrame = frameWith((to) => to.bodyFrame(1, body, false))
const out = new FrameWriter()
const decoder = new FrameDecoder({ onProtocolHeader: () => {}, onFrame: () => {} }, 131_072)
await row(
  'frame: body of 16 bytes',
  bodyFrame,
  () => {
    out.bodyFrame(1, body, false)
    out.commit()
    if (out.pendingBytes > 60_000) out.take()
  },
  () => decoder.receive(bodyFrame),
)

/** One line: encoding, decoding, and the grammar on the whole frame. */
async function row(
  name: string,
  frame: Uint8Array,
  encode: () => unknown,
  decode: () => unknown,
): Promise<void> {
  if (!name.includes(part)) return
  const figures = [
    await median(() => {
      writer.at = 0
      encode()
    }),
    await median(decode),
    await median(() => grammar.parse(frame as Buffer)),
  ]
  console.log(
    [
      name.padEnd(NAME_WIDTH),
      ...[frame.length, ...figures].map((value) => value.toFixed(0).padStart(WIDTH)),
    ].join(''),
  )
}

async function median(operation: () => unknown): Promise<number> {
  const { p50 } = await measure(operation, { min_cpu_time: BUDGET_NS })
  return p50
}

function headerFrame(properties: (to: FrameWriter) => void): Uint8Array {
  return frameWith((to) => {
    to.beginFrame(FRAME_HEADER, 1)
    to.short(60, 'class')
    to.short(0, 'weight')
    to.longlong(1024, 'body size')
    properties(to)
    to.endFrame()
  })
}

function frameWith(write: (to: FrameWriter) => void): Uint8Array {
  const to = new FrameWriter()
  write(to)
  to.commit()
  return Buffer.concat(to.take())
}

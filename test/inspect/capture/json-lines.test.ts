import { describe, expect, it } from 'vitest'
import { CaptureError } from '../../../src/errors.ts'
import type { CaptureEvent } from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { methodFrame } from '../frames.ts'
import { eventsIn, jsonLinesOf, plain } from './recordings.ts'

const DECLARE = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello' })
const base = { connection: 1, atMicros: 1_700_000_000_000_000, direction: 'client-to-broker' } as const
const EVENTS: CaptureEvent[] = [
  {
    kind: 'open',
    connection: 1,
    atMicros: base.atMicros,
    client: { host: 'client', port: 49_152 },
    broker: { host: '::1', port: 5672 },
    isFromStart: true,
  },
  { ...base, kind: 'bytes', bytes: PROTOCOL_HEADER },
  { ...base, kind: 'bytes', atMicros: base.atMicros + 250_000, bytes: DECLARE.subarray(0, 9) },
  { ...base, kind: 'bytes', atMicros: base.atMicros + 500_000, bytes: DECLARE.subarray(9) },
  { ...base, kind: 'gap', missingBytes: 7 },
  { ...base, kind: 'bytes', bytes: DECLARE.subarray(0, 9) },
  { ...base, kind: 'end', direction: 'broker-to-client', isReset: false },
]
const HEADER = '{"recording":"wirehare","version":1}'

describe('a recording in lines of JSON', () => {
  const lines = jsonLinesOf(EVENTS).trimEnd().split('\n')

  it('has the events, and each frame behind the event that completes it', () => {
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(
      parsed.map(
        ({ event, frame, method, type }) => event ?? (frame === undefined ? 'header' : (method ?? type)),
      ),
    ).toEqual([
      'header',
      'open',
      'bytes',
      'protocol-header',
      'bytes',
      'bytes',
      'queue.declare',
      'gap',
      'bytes',
      'end',
      'method',
    ])
    expect(lines[0]).toBe(HEADER)
    expect(lines[2]).toBe(
      '{"event":"bytes","connection":1,"atMicros":1700000000000000,"direction":"client-to-broker","bytes":"414d515000000901"}',
    )
    expect(parsed[6]).toMatchObject({ frame: 2, connection: 1, at: 0.5, fields: { queue: 'hello' } })
  })

  it('is read back from lines with other ends, empty lines, and lines of its reader’s own', async () => {
    const [first, ...rest] = lines
    const text = [first, '', '{"note":"mine"}', ...rest].join('\r\n')
    expect((await eventsIn(Buffer.from(text), { pieceBytes: 3 })).map(plain)).toEqual(EVENTS.map(plain))
  })
})

const OPEN =
  '{"event":"open","connection":1,"atMicros":5,"client":{"host":"a","port":1},"broker":{"host":"b","port":2},"isFromStart":true}'

it.each([
  ['{"a":1}', 1, 'a recording begins with'],
  ['{"recording":"wirehare","version":2}', 1, 'a recording begins with {"recording":"wirehare","version":1}'],
  [`${HEADER}\n${OPEN}\n{"event":"by`, 3, 'it is no JSON, or only the beginning of it'],
  [`${HEADER}\n${OPEN}\n[1]`, 3, 'it is no JSON object'],
  [
    `${HEADER}\n${OPEN}\n{"event":"what","connection":1,"atMicros":5}`,
    3,
    'its event is none of open, bytes, gap and end',
  ],
  [
    `${HEADER}\n${OPEN}\n${OPEN.replace('"connection":1', '"connection":0')}`,
    3,
    'its connection should be a whole number',
  ],
  [
    `${HEADER}\n${OPEN}\n${OPEN.replace('"port":2', '"port":65536')}`,
    3,
    'its port should be a whole number from 0 to 65535',
  ],
  [`${HEADER}\n${OPEN}\n${OPEN.replace('"host":"b",', '')}`, 3, 'its broker should be a host and a port'],
  [`${HEADER}\n${OPEN}\n${OPEN.replace('true', '1')}`, 3, 'its isFromStart should be true or false'],
  [
    `${HEADER}\n${OPEN}\n{"event":"bytes","connection":1,"atMicros":5,"direction":"up","bytes":"00"}`,
    3,
    'its direction should be',
  ],
  [
    `${HEADER}\n${OPEN}\n{"event":"bytes","connection":1,"atMicros":5,"direction":"client-to-broker","bytes":"0"}`,
    3,
    'its bytes should be octets',
  ],
  [
    `${HEADER}\n${OPEN}\n{"event":"gap","connection":1,"atMicros":5,"direction":"client-to-broker","missingBytes":0}`,
    3,
    'its missingBytes should be',
  ],
])('says what is wrong with %s', async (text, number, words) => {
  const error = await eventsIn(Buffer.from(text)).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(CaptureError)
  const offset = number === 1 ? 0 : HEADER.length + OPEN.length + 2
  expect(error).toMatchObject({
    offset,
    message: expect.stringContaining(`line ${number}, at ${offset}: ${words}`),
  })
})

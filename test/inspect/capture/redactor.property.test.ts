import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CaptureEvent,
  type Direction,
  dissect,
  leavesOf,
  Redactor,
  type RedactorOptions,
} from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { arbitraryFrame, bodyFrame, headerFrame, methodFrame } from '../frames.ts'
import { arbitraryRecording, plain } from './recordings.ts'

const SECRET = 'SECRET-PASSWORD'
const STAR = 0x2a
const NOWHERE = { host: 'a', port: 1 }

const START_OK = methodFrame(
  0,
  { apiName: 'connectionStartOk' },
  {
    clientProperties: { platform: 'node', much: 'x'.repeat(300) },
    mechanism: 'PLAIN',
    response: `\0me\0${SECRET}`,
    locale: 'en_US',
  },
)
const SECURE_OK = methodFrame(0, { apiName: 'connectionSecureOk' }, { response: SECRET })
const UPDATE = methodFrame(0, { apiName: 'connectionUpdateSecret' }, { newSecret: SECRET, reason: 'new' })
const LOGIN = Buffer.concat([
  PROTOCOL_HEADER,
  START_OK,
  SECURE_OK,
  methodFrame(0, { apiName: 'connectionTuneOk' }, {}),
  methodFrame(0, { apiName: 'connectionOpen' }, { virtualHost: '/' }),
  methodFrame(1, { apiName: 'channelOpen' }, {}),
])

const frames = fc.array(arbitraryFrame(), { maxLength: 4 })
const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 40 })

describe('what a Redactor hides', () => {
  it.each([
    ['passwords', {}, ['text']],
    ['passwords and bodies', { bodies: true }, ['text', 'body']],
    ['bodies alone', { credentials: false, bodies: true }, ['body']],
    ['nothing', { credentials: false }, []],
  ])('%s, and it changes nothing else, however the stream is cut', (_what, options, hidden) => {
    fc.assert(
      fc.property(frames, frames, lengths, (some, more, lengths) => {
        const stream = Buffer.concat([LOGIN, ...some, UPDATE, ...more])
        const expected = withStars(stream, hidden)
        const before = Buffer.from(stream)
        const events = streamed(chunks(stream, lengths))
        const out = redacted(events, options)
        // What is hidden in a recording travels all the same.
        expect(stream.equals(before)).toBe(true)
        expect(out.map(withoutOctets)).toEqual(events.map(withoutOctets))
        expect(octetsOf(out).toString('hex')).toBe(expected.toString('hex'))
      }),
      { numRuns: 300 },
    )
  })

  it('bodies of the broker, where that is asked for', () => {
    const stream = Buffer.concat([headerFrame(1, 15, {}), bodyFrame(1, Buffer.from(SECRET))])
    const out = octetsOf(redacted(streamed([stream], { direction: 'broker-to-client' }), { bodies: true }))
    expect(out).toEqual(Buffer.concat([headerFrame(1, 15, {}), bodyFrame(1, Buffer.alloc(15, STAR))]))
  })

  it('passwords behind a gap of any place and length, and in a recording that begins anywhere', () => {
    const place = fc.nat(LOGIN.length - 1)
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 1, max: 400 }),
        lengths,
        fc.boolean(),
        (at, missing, lengths, isBegun) => {
          const from = Math.min(LOGIN.length, at + missing)
          const before = isBegun
            ? streamed(chunks(LOGIN.subarray(0, at), lengths))
            : streamed([], { isFromStart: false })
          const gap: CaptureEvent[] =
            isBegun && from > at ? [{ ...base(), kind: 'gap', missingBytes: from - at }] : []
          const after = streamed(chunks(LOGIN.subarray(from), lengths)).slice(1)
          const text = octetsOf(redacted([...before, ...gap, ...after])).toString('latin1')
          expect(text).not.toMatch(/SECR|ECRE|CRET|RET-|ET-P|T-PA|-PAS|PASS|ASSW|SSWO|SWOR|WORD/)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['the type of a body', 0, 3],
    ['the type of a content header', 0, 2],
    ['an unknown type', 0, 7],
    ['an unknown method', 10, 99],
  ])('a password in a frame of the login that has been given %s', (_what, at, octet) => {
    const stream = Buffer.from(LOGIN)
    stream[PROTOCOL_HEADER.length + at] = octet
    const end = PROTOCOL_HEADER.length + START_OK.length
    const text = octetsOf(redacted(streamed([stream.subarray(0, end)]))).toString('latin1')
    expect(text).not.toContain('PASSWORD')
  })

  it('no octet of a recording that begins with a whole frame', () => {
    const stream = Buffer.concat([methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello' }), SECURE_OK])
    const out = octetsOf(redacted(streamed([stream], { isFromStart: false })))
    expect(out.toString('hex')).toBe(withStars(stream, ['text']).toString('hex'))
  })
})

it('a Redactor that hides nothing hands on each event as it is', () => {
  fc.assert(
    fc.property(arbitraryRecording(1000), (events) => {
      const out = redacted(events, { credentials: false })
      expect(out.map(plain)).toEqual(events.map(plain))
    }),
  )
})

it('a Redactor keeps order, times and lengths of whatever comes', () => {
  fc.assert(
    fc.property(arbitraryRecording(1000), (events) => {
      const before = events.map(plain)
      expect(redacted(events, { bodies: true }).map(withoutOctets)).toEqual(events.map(withoutOctets))
      expect(events.map(plain)).toEqual(before)
    }),
  )
})

function redacted(events: readonly CaptureEvent[], options?: RedactorOptions): CaptureEvent[] {
  const out: CaptureEvent[] = []
  const redactor = new Redactor((event) => out.push(event), options)
  for (const event of events) redactor.receive(event)
  redactor.end()
  return out
}

function base(direction: Direction = 'client-to-broker'): {
  connection: 1
  atMicros: 5
  direction: Direction
} {
  return { connection: 1, atMicros: 5, direction }
}

function streamed(
  pieces: readonly Uint8Array[],
  { isFromStart = true, direction = 'client-to-broker' as Direction } = {},
): CaptureEvent[] {
  const { connection, atMicros } = base()
  return [
    { kind: 'open', connection, atMicros, client: NOWHERE, broker: NOWHERE, isFromStart },
    ...pieces.map((bytes): CaptureEvent => ({ ...base(direction), kind: 'bytes', bytes })),
  ]
}

function chunks(stream: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  let at = 0
  return [...lengths, stream.length].flatMap((length) => {
    const chunk = stream.subarray(at, at + length)
    at += chunk.length
    return chunk.length === 0 ? [] : [chunk]
  })
}

function octetsOf(events: readonly CaptureEvent[]): Buffer {
  return Buffer.concat(events.flatMap((event) => ('bytes' in event ? [event.bytes] : [])))
}

function withoutOctets(event: CaptureEvent): object {
  return 'bytes' in event ? { ...event, bytes: event.bytes.length } : event
}

/** The stream with stars in place of the parts of these names: texts that are secret, and bodies. */
function withStars(stream: Uint8Array, hidden: readonly string[]): Buffer {
  const out = Buffer.from(stream)
  for (const { range } of leavesOf(dissect(stream))) {
    const isHidden = hidden.includes(range.name) && (range.name === 'body' || range.secret === true)
    if (isHidden) out.fill(STAR, range.offset, range.offset + range.length)
  }
  return out
}

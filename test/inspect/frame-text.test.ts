import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { methodInfos } from '../../src/generated/metadata.ts'
import { type Direction, dissect, frameText } from '../../src/inspect/index.ts'
import { Explicit } from '../../src/wire/field-value.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { bodyFrame, frame, headerFrame, heartbeatFrame, methodFrame } from './frames.ts'

const bytesOf = (words: string): Uint8Array => new TextEncoder().encode(words)

it('shows what a method is, what it is for, and its octets by name', () => {
  const bytes = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello', durable: true })
  const purpose = methodInfos.find(({ name }) => name === 'queue.declare')?.docs.purpose ?? ''
  const lines = textOf(bytes, 'client-to-broker').split('\n')
  expect(lines[0]).toBe("0.012  client → broker  channel 1  queue.declare queue='hello' durable=true")
  expect(
    purpose.startsWith(
      lines
        .slice(1, 3)
        .map((line) => line.trim())
        .join(' '),
    ),
  ).toBe(true)
  expect(lines.slice(3).join('\n')).toBe(`\
  01                          frame type 1, method
  00 01                       channel 1
  00 00 00 11                 size 17
  00 32                       class 50, queue
  00 0a                       method 10, declare
  00 00                       reserved-1 0
  05 68 65 6c 6c 6f           queue 'hello'
  02                          bits: passive=false durable=true exclusive=false
                                auto-delete=false no-wait=false
  00 00 00 00                 arguments: empty table
  ce                          frame end`)
})

describe('the headline', () => {
  it.each([
    ['protocol header AMQP 0-9-1', PROTOCOL_HEADER],
    ['channel 0  heartbeat', heartbeatFrame()],
    [
      "channel 2  header basic body 12 bytes content-type='text/plain' delivery-mode=2",
      headerFrame(2, 12, { contentType: 'text/plain', deliveryMode: 2 }),
    ],
    ["channel 2  body 12 bytes 'Hello World!'", bodyFrame(2, bytesOf('Hello World!'))],
    ['channel 2  body 2 bytes', bodyFrame(2, Uint8Array.of(0xff, 0))],
    ['channel 2  body 0 bytes', bodyFrame(2, new Uint8Array(0))],
    ['channel 2  unknown method 60/99', frame(1, 2, (writer) => writer.long(0x3c0063, 'id'))],
    [
      'channel 2  basic.ack (ends 8 octets early)',
      methodFrame(2, { apiName: 'basicAck' }, {}).subarray(0, 13),
    ],
    ['damage 8 octets', bytesOf('HTTP/1.1')],
  ])('%s', (headline, bytes) => {
    const words = textOf(bytes, 'broker-to-client').replaceAll('\n    ', ' ').split('\n')[0]
    expect(words).toBe(`0.012  broker → client  ${headline}`)
  })

  it('cuts long values and counts large tables', () => {
    const table = { product: 'x'.repeat(30), version: '1' }
    const text = textOf(
      methodFrame(
        0,
        { apiName: 'connectionStart' },
        { serverProperties: table, mechanisms: '', locales: '0123456789'.repeat(4) },
      ),
    )
    expect(text).toContain('server-properties={2 entries}')
    expect(text).toContain("locales='0123456789012345678901234567890…'")
  })
})

it('puts a long text in lines of 16 octets, with its characters', () => {
  expect(textOf(headerFrame(1, 0, { messageId: '0123456789 — 0123456789' }))).toContain(`
  19                          message-id '0123456789 — 0123456789', 25 bytes
  30 31 32 33 34 35 36 37 38 39 20 e2 80 94 20 30  0123456789 ... 0
  31 32 33 34 35 36 37 38 39                       123456789
`)
})

it('shows a table entry by entry, further in the deeper they are', () => {
  const headers = { n: 5, t: { list: [true, null] }, d: new Explicit('D', { scale: 2, unscaled: 1250 }) }
  expect(textOf(headerFrame(1, 0, { headers }))).toContain(`
  00 00 00 23                 headers: table of 35 octets
  01 6e                         'n'
  49 00 00 00 05                  5, signed 32 bits
  01 74                         't'
  46 00 00 00 0d                  table of 13 octets
  04 6c 69 73 74                    'list'
  41 00 00 00 03                      array of 3 octets
  74 01                                 0: true, boolean
  56                                    1: null, void
  01 64                         'd'
  44 02 00 00 04 e2               12.50, decimal number
`)
})

it('cuts a large body and says how much more there is', () => {
  const lines = textOf(bodyFrame(1, new Uint8Array(1000))).split('\n')
  expect(lines.filter((line) => line.startsWith('  00 00 00 00 00'))).toHaveLength(8)
  expect(lines.at(-2)).toBe('  … 872 octets more')
})

it('says what is wrong where it is wrong', () => {
  const wrongEnd = heartbeatFrame()
  wrongEnd[7] = 0
  expect(textOf(wrongEnd)).toContain(`
  00                          frame end
                              ! stands where the frame end 0xce has to be`)
})

describe('a password', () => {
  const startOk = methodFrame(
    0,
    { apiName: 'connectionStartOk' },
    {
      mechanism: 'PLAIN',
      response: '\0guest\0secret',
      locale: 'en_US',
    },
  )

  it('is not shown', () => {
    const text = textOf(startOk)
    expect(text).toContain('response=(redacted)')
    expect(text).toContain(`
  00 00 00 0d                 response (redacted), 13 bytes
  ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ··
`)
    expect(text).not.toMatch(/secret|73 65 63|guest/)
  })

  it('is not shown of a frame that ends early', () => {
    expect(textOf(startOk.subarray(0, -9))).not.toMatch(/secret|73 65 63|guest/)
  })
})

it('hands nothing to the terminal that it would obey', () => {
  const text = textOf(methodFrame(1, { apiName: 'queueDeclare' }, { queue: "\x1b[2J'\r\n\u202e\\" }))
  expect(text).toContain(`queue="\\u{1b}[2J'\\u{d}\\u{a}\\u{202e}\\\\"`)
  expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
})

it('is the same in colour, but for the colours', () => {
  const bytes = headerFrame(1, 12, { headers: { n: 5 }, messageId: '0123456789' })
  const colored = textOf(bytes, 'client-to-broker', true)
  expect(colored).toContain('\x1b[')
  expect(stripVTControlCharacters(colored)).toBe(textOf(bytes))
})

function textOf(bytes: Uint8Array, direction: Direction = 'client-to-broker', color = false): string {
  const [frame] = dissect(bytes).children
  return frameText(
    { number: 1, connection: 1, atSeconds: 0.0123, direction, bytes, frame: frame! },
    { color },
  )
}

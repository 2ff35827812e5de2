import { expect, test } from 'vitest'
import { messageJson, messageText, type Shown } from '../../../src/cli/messages/show.ts'

const PLAIN = { color: false }

function message(shown: Partial<Shown> = {}): Shown {
  const body = Buffer.from('Hello World!')
  return { exchange: '', routingKey: 'hello', redelivered: false, properties: {}, body, ...shown }
}

test('a line says what it is, and the body stands below', () => {
  expect(messageText(message(), 1, PLAIN)).toBe("1 routing-key='hello' 12 bytes\nHello World!\n")
  const properties = { contentType: 'text/plain', headers: { a: 1 }, deliveryMode: 2, messageId: '' }
  const rich = message({ exchange: 'orders', redelivered: true, properties, body: Buffer.from('x') })
  expect(messageText(rich, 12, PLAIN)).toBe(
    "12 exchange='orders' routing-key='hello' 1 byte content-type='text/plain' headers={a=1} delivery-mode=2 redelivered\nx\n",
  )
  expect(messageText(message({ body: Buffer.alloc(0) }), 1, PLAIN)).toBe("1 routing-key='hello' 0 bytes\n")
})

test('what a terminal would obey is shown instead', () => {
  const body = Buffer.from('a\tb\r\nc\x1b[31m\rd\u202ee\n')
  expect(messageText(message({ body, routingKey: '\x1b[0m' }), 1, PLAIN)).toBe(
    "1 routing-key='\\u{1b}[0m' 18 bytes\na\tb\r\nc\\u{1b}[31m\\u{d}d\\u{202e}e\n\n",
  )
})

test('a body that is no text is shown as octets, the first of them where it is large', () => {
  expect(messageText(message({ body: Buffer.from([0, 255]) }), 1, PLAIN)).toBe(
    "1 routing-key='hello' 2 bytes\n00 ff\n",
  )
  const lines = messageText(message({ body: Buffer.alloc(513, 0xfe) }), 1, PLAIN).split('\n')
  expect(lines).toHaveLength(1 + 32 + 1 + 1)
  expect(new Set(lines.slice(1, 33))).toEqual(new Set([Array(16).fill('fe').join(' ')]))
  expect(lines[33]).toBe('… and 1 byte more')
})

test('a line of JSON has all of it', () => {
  const properties = { headers: { raw: new Uint8Array([0, 255]), big: 2n ** 60n }, deliveryMode: 2 }
  const text = messageJson(message({ exchange: 'x', redelivered: true, properties }))
  expect(JSON.parse(text)).toEqual({
    exchange: 'x',
    routingKey: 'hello',
    redelivered: true,
    properties: { headers: { raw: { hex: '00ff' }, big: String(2n ** 60n) }, deliveryMode: 2 },
    bytes: 12,
    body: 'Hello World!',
  })
  expect(JSON.parse(messageJson(message({ body: Buffer.from([0, 255]) })))).toMatchObject({
    bytes: 2,
    body: { hex: '00ff' },
  })
})

test('there are colours where they are wanted', () => {
  expect(messageText(message(), 1, { color: true })).toContain('\x1b[1m1\x1b[22m ')
})

import { expect, test } from 'vitest'
import { encodeConnectionStart } from '../../src/generated/codecs.ts'
import { ServerGreeting } from '../../src/protocol/server-greeting.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'

/** The fields of a connection.start by a broker of this name, behind its ids. */
function greetingOf(product: string): Uint8Array {
  const writer = new Writer()
  encodeConnectionStart(writer, {
    serverProperties: { product, capabilities: { 'basic.nack': true } },
    mechanisms: 'PLAIN AMQPLAIN',
    locales: 'en_US',
  })
  return Uint8Array.from(writer.written().subarray(4))
}

function readWhole(bytes: Uint8Array): ServerGreeting {
  const reader = new Reader(bytes)
  const greeting = ServerGreeting.read(reader)
  reader.finish('the method')
  return greeting
}

test('it has what the broker says of itself, and how one can log in', () => {
  const greeting = readWhole(greetingOf('a'))
  expect(greeting.serverProperties).toEqual({ product: 'a', capabilities: { 'basic.nack': true } })
  expect(Buffer.from(greeting.mechanisms).toString()).toBe('PLAIN AMQPLAIN')
})

test('one that is the same as the last is not made again', () => {
  const first = readWhole(greetingOf('b'))
  expect(readWhole(greetingOf('b'))).toBe(first)
  const other = readWhole(greetingOf('c'))
  expect(other).not.toBe(first)
  expect(other.serverProperties).toMatchObject({ product: 'c' })
  expect(first.serverProperties).toMatchObject({ product: 'b' })
})

test('each who asks has a table of its own', () => {
  const greeting = readWhole(greetingOf('d'))
  Object.assign(greeting.serverProperties, { product: 'changed' })
  Object.assign(greeting.serverProperties['capabilities'] as object, { 'basic.nack': false })
  expect(readWhole(greetingOf('d')).serverProperties).toEqual({
    product: 'd',
    capabilities: { 'basic.nack': true },
  })
})

test('it keeps none of the memory that it came in', () => {
  const bytes = greetingOf('e')
  const greeting = readWhole(bytes)
  bytes.fill(0)
  expect(greeting.serverProperties).toMatchObject({ product: 'e' })
  expect(Buffer.from(greeting.mechanisms).toString()).toBe('PLAIN AMQPLAIN')
})

test.each([
  ['octets are left over', (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.of(0)])],
  ['octets are missing', (bytes: Uint8Array) => bytes.subarray(0, -1)],
])('where %s it is refused each time', (_what, spoil) => {
  const bytes = spoil(greetingOf('f'))
  expect(() => readWhole(bytes)).toThrow()
  expect(() => readWhole(bytes)).toThrow()
  expect(readWhole(greetingOf('f')).serverProperties).toMatchObject({ product: 'f' })
})

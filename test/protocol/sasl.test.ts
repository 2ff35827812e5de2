import { expect, test } from 'vitest'
import { amqplain, chooseMechanism, external, plain } from '../../src/protocol/sasl.ts'
import { readTable } from '../../src/wire/field-table-reader.ts'
import { Reader } from '../../src/wire/reader.ts'

const offered = (names: string): Uint8Array => new TextEncoder().encode(names)

test('PLAIN sends name and password behind zeros', () => {
  expect(plain('ü', 'p').initialResponse()).toBe('\0ü\0p')
})

test('AMQPLAIN sends a table without its length', () => {
  const response = amqplain('ü', 'p'.repeat(300)).initialResponse() as Uint8Array
  const length = Buffer.alloc(4)
  length.writeUInt32BE(response.length)
  const table = readTable(new Reader(Buffer.concat([length, response])), 'response')
  expect(table).toEqual({ LOGIN: 'ü', PASSWORD: 'p'.repeat(300) })
})

test('AMQPLAIN, octet by octet', () => {
  const response = amqplain('a', 'b').initialResponse() as Uint8Array
  expect(Buffer.from(response).toString('latin1')).toBe('\x05LOGINS\0\0\0\x01a\x08PASSWORDS\0\0\0\x01b')
})

test('EXTERNAL sends nothing', () => {
  expect(external().initialResponse()).toBe('')
})

test('of those that the broker offers, the first of ours is taken', () => {
  const own = [external(), amqplain('a', 'b'), plain('a', 'b')]
  expect(chooseMechanism(own, offered('PLAIN AMQPLAIN')).name).toBe('AMQPLAIN')
  expect(chooseMechanism(own, offered('PLAIN EXTERNAL')).name).toBe('EXTERNAL')
})

test('where none is offered, the error names both lists', () => {
  const choose = (): unknown => chooseMechanism([external()], offered('PLAIN EXTERNALS'))
  expect(choose).toThrow(/PLAIN EXTERNALS, none of which is EXTERNAL/)
  expect(choose).toThrow(expect.objectContaining({ code: 'NO_SASL_MECHANISM', retriable: false }))
})

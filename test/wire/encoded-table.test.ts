import { expect, test } from 'vitest'
import { encodedTable, writeTable } from '../../src/wire/field-table-writer.ts'
import type { FieldTable } from '../../src/wire/field-value.ts'
import { Writer } from '../../src/wire/writer.ts'

function written(table: FieldTable): Uint8Array {
  const writer = new Writer(4)
  writeTable(writer, table, 'table')
  return writer.written()
}

test('it is written like the table that it was made of, as that was then', () => {
  const table = { text: 'a', nested: { number: 1, nothing: undefined } }
  const before = written(table)
  const encoded = encodedTable(table, 'table')
  table.text = 'b'
  expect(written(encoded)).toEqual(before)
  expect(written(encoded)).toEqual(before)
})

test('it stands for a whole table, not for a value of one', () => {
  expect(() => written({ a: encodedTable({}, 'table') })).toThrow(
    new TypeError('table.a must be a value that a field table can hold, not a value of class EncodedTable'),
  )
})

test('a table that cannot be written cannot be encoded beforehand', () => {
  expect(() => encodedTable({ a: (() => {}) as never }, 'table')).toThrow(/^table\.a must be a value/)
})

import { deepStrictEqual } from 'node:assert/strict'
import fc, { type Arbitrary } from 'fast-check'
import { describe, it } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { readTable } from '../../src/wire/field-table-reader.ts'
import { MAX_TABLE_DEPTH, writeTable } from '../../src/wire/field-table-writer.ts'
import { Explicit, type FieldTable, type FieldTag, type FieldValue } from '../../src/wire/field-value.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { arbitraryFieldValue, arbitraryShortstr, arbitraryTable } from '../support/arbitraries.ts'
import { tableReading } from './reading.ts'

const RUNS = { numRuns: 5000 }

describe('a table that was written reads as what it was', () => {
  it('with plain values', () => {
    fc.assert(
      fc.property(arbitraryTable(), (table) => expectReading(table, false)),
      RUNS,
    )
  })

  it('with every value under its tag', () => {
    fc.assert(
      fc.property(arbitraryTable(), (table) => expectReading(table, true)),
      RUNS,
    )
  })

  it('with any name for any value', () => {
    const names = fc.oneof(
      arbitraryShortstr(),
      fc.constantFrom('', '__proto__', 'constructor', 'toString', '0', '-1'),
    )
    fc.assert(
      fc.property(names, arbitraryFieldValue(), (name, value) => {
        const table = Object.fromEntries([[name, value]])
        expectReading(table, false)
        expectReading(table, true)
      }),
      RUNS,
    )
  })

  it('as deep as tables and arrays may stand in each other', () => {
    fc.assert(
      fc.property(arbitraryDeepTable(), (table) => {
        expectReading(table, false)
        expectReading(table, true)
      }),
      { numRuns: 1000 },
    )
  })

  it('and, written once more with its tags, makes the same octets', () => {
    fc.assert(
      fc.property(arbitraryTable(), (table) => {
        const octets = written(table)
        deepStrictEqual(written(readTable(new Reader(octets), 'table', { explicit: true })), octets)
      }),
      RUNS,
    )
  })
})

describe('a table that was damaged reads as something else or is a ProtocolError', () => {
  it('where octets are changed, missing or too many', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.nat(0xff)), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(arbitraryTable(), edits, fc.boolean(), (table, edits, explicit) => {
        const octets = [...written(table)]
        for (const [where, how, octet] of edits) {
          const at = where % (octets.length + 1)
          if (how === 0) octets.splice(at, 1)
          else if (how === 1) octets.splice(at, 0, octet)
          else octets[Math.min(at, octets.length - 1)] = octet
        }
        expectTableOrProtocolError(Uint8Array.from(octets), explicit)
      }),
      { numRuns: 20_000 },
    )
  })

  it('where the octets were never a table, but their length is true', () => {
    const tags = 'tbBsuIilfdDSATFVxL'.split('').map((tag) => tag.charCodeAt(0))
    const octet = fc.oneof(fc.nat(3), fc.constantFrom(...tags), fc.nat(0xff))
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 60 }), fc.boolean(), (octets, explicit) => {
        expectTableOrProtocolError(Uint8Array.from([0, 0, 0, octets.length, ...octets]), explicit)
      }),
      { numRuns: 20_000 },
    )
  })
})

function written(table: FieldTable): Uint8Array {
  const writer = new Writer(16)
  writeTable(writer, table, 'table')
  return writer.written()
}

function expectReading(table: FieldTable, explicit: boolean): void {
  const reader = new Reader(written(table))
  deepStrictEqual(readTable(reader, 'table', { explicit }), tableReading(table, explicit))
  reader.finish('the table')
}

function expectTableOrProtocolError(octets: Uint8Array, explicit: boolean): void {
  const reader = new Reader(octets)
  try {
    readTable(reader, 'table', { explicit })
    deepStrictEqual(reader.end, octets.length)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
  }
}

/** A value under as many tables and arrays as the limit allows, or fewer. */
function arbitraryDeepTable(): Arbitrary<FieldTable> {
  const wrapping = fc.tuple(fc.constantFrom<FieldTag>('A', 'F'), fc.boolean())
  const depth = MAX_TABLE_DEPTH - 1
  return fc
    .tuple(arbitraryLeaf(), fc.array(wrapping, { maxLength: depth, size: 'max' }))
    .map(([leaf, wrappings]) => ({
      outermost: wrappings.reduce((inner: FieldValue, [tag, named]) => {
        const value = tag === 'A' ? [inner] : { inner }
        return named ? new Explicit(tag, value) : value
      }, leaf),
    }))
}

function arbitraryLeaf(): Arbitrary<FieldValue> {
  return fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.double())
}

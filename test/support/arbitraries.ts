import fc, { type Arbitrary } from 'fast-check'
import type { FieldInfo, MethodInfo, WireType } from '../../src/generated/metadata.ts'
import { propertyInfos } from '../../src/generated/metadata.ts'
import type { BasicProperties } from '../../src/generated/properties.ts'
import { Explicit, type FieldTable, type FieldTag, type FieldValue } from '../../src/wire/field-value.ts'

/** Values that travel and come back as what they were: lone surrogates, for one, are left out. */

const MAX_LONG = 0xffff_ffff
const LAST_DATE_SECONDS = 8_640_000_000_000

/** Any text that fits a shortstr: at most 255 bytes of UTF-8. */
export function arbitraryShortstr(): Arbitrary<string> {
  const text = fc.string({ unit: 'binary', maxLength: 63 })
  return fc.oneof(
    { weight: 9, arbitrary: text },
    { weight: 1, arbitrary: fc.string({ minLength: 200, maxLength: 255 }) },
  )
}

/** Arguments for every field of a method, as a caller gives them; those that need not be given are sometimes left out. */
export function arbitraryMethodArgs(info: MethodInfo): Arbitrary<Record<string, unknown>> {
  return arbitraryFields(
    info.fields,
    info.fields.filter(({ required }) => required).map(({ name }) => name),
  )
}

/** Properties of a message, every subset of them. */
export function arbitraryProperties(): Arbitrary<BasicProperties> {
  return arbitraryFields(propertyInfos, [])
}

/** A field table with values of every tag, tables and arrays in it some levels deep. */
export function arbitraryTable(): Arbitrary<FieldTable> {
  return fieldValues.table
}

/** A value that a field table can hold, plain or with its tag named. */
export function arbitraryFieldValue(): Arbitrary<FieldValue> {
  return fieldValues.value
}

function arbitraryFields(
  fields: readonly FieldInfo[],
  requiredKeys: string[],
): Arbitrary<Record<string, unknown>> {
  const visible = fields.filter(({ reserved }) => !reserved)
  return fc.record(Object.fromEntries(visible.map(({ name, type }) => [name, arbitraryOfType(type)])), {
    requiredKeys,
    noNullPrototype: true,
  })
}

function arbitraryOfType(type: WireType): Arbitrary<unknown> {
  switch (type) {
    case 'bit':
      return fc.boolean()
    case 'octet':
      return fc.nat(0xff)
    case 'short':
      return fc.nat(0xffff)
    case 'long':
      return fc.nat(MAX_LONG)
    case 'longlong':
      return fc.maxSafeNat()
    case 'timestamp':
      return fc.oneof(fc.maxSafeNat(), fc.bigInt(2n ** 53n, 2n ** 64n - 1n))
    case 'shortstr':
      return arbitraryShortstr()
    case 'longstr':
      return fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array())
    case 'table':
      return arbitraryTable()
  }
}

const date = fc.integer({ min: 0, max: LAST_DATE_SECONDS }).map((seconds) => new Date(seconds * 1000))
const bytes = fc.uint8Array({ maxLength: 40 })
const long64 = fc.oneof(fc.maxSafeInteger(), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n))
const decimal = fc.record({ scale: fc.nat(0xff), unscaled: fc.nat(MAX_LONG) }, { noNullPrototype: true })

const fieldValues = fc.letrec<{ value: FieldValue; table: FieldTable; array: FieldValue[] }>((tie) => {
  const byTag: Record<FieldTag, Arbitrary<Explicit['value']>> = {
    t: fc.boolean(),
    b: fc.integer({ min: -0x80, max: 0x7f }),
    B: fc.nat(0xff),
    s: fc.integer({ min: -0x8000, max: 0x7fff }),
    u: fc.nat(0xffff),
    I: fc.integer(),
    i: fc.nat(MAX_LONG),
    l: long64,
    f: fc.float(),
    d: fc.double(),
    D: decimal,
    S: fc.oneof(fc.string({ unit: 'binary' }), bytes),
    x: bytes,
    T: fc.oneof(date, fc.bigInt(BigInt(LAST_DATE_SECONDS) + 1n, 2n ** 64n - 1n)),
    V: fc.constant(null),
    A: tie('array'),
    F: tie('table'),
  }
  const explicit = (tag: FieldTag): Arbitrary<Explicit> => byTag[tag].map((value) => new Explicit(tag, value))
  const leaves = Object.keys(byTag).filter((tag) => tag !== 'A' && tag !== 'F') as FieldTag[]
  const plain = fc.oneof(
    fc.boolean(),
    long64,
    fc.double(),
    fc.string({ unit: 'binary' }),
    date,
    bytes,
    fc.constant(null),
  )
  const names = fc.oneof(fc.string({ maxLength: 12 }), arbitraryShortstr())
  return {
    // The first choice is what the depth limit falls back to.
    value: fc.oneof(
      { maxDepth: 5 },
      { weight: 4, arbitrary: plain },
      { weight: 6, arbitrary: fc.oneof(...leaves.map(explicit)) },
      { weight: 2, arbitrary: tie('table') },
      { weight: 2, arbitrary: tie('array') },
      { weight: 1, arbitrary: fc.oneof(explicit('A'), explicit('F')) },
    ),
    table: fc.dictionary(names, tie('value'), { maxKeys: 6, noNullPrototype: true }),
    array: fc.array(tie('value'), { maxLength: 6 }),
  }
})

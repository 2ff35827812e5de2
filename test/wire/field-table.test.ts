import { describe, expect, it } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { readTable } from '../../src/wire/field-table-reader.ts'
import { writeTable } from '../../src/wire/field-table-writer.ts'
import { Explicit, type FieldTable, type FieldTag, type FieldValue } from '../../src/wire/field-value.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'

/** Each tag with a value, its octets behind the tag, and how it reads plain. */
const TAGS: [FieldTag, Explicit['value'], hex: string, plain?: FieldValue][] = [
  ['t', false, '00'],
  ['t', true, '01'],
  ['b', -128, '80'],
  ['b', 127, '7f'],
  ['B', 0, '00'],
  ['B', 255, 'ff'],
  ['s', -32768, '8000'],
  ['s', 32767, '7fff'],
  ['u', 65535, 'ffff'],
  ['I', -2147483648, '80000000'],
  ['I', 2147483647, '7fffffff'],
  ['i', 4294967295, 'ffffffff'],
  ['l', -1, 'ffffffffffffffff'],
  ['l', 9007199254740991, '001fffffffffffff'],
  ['l', 9007199254740992n, '0020000000000000'],
  ['l', -9007199254740991, 'ffe0000000000001'],
  ['l', -9007199254740992n, 'ffe0000000000000'],
  ['l', 9223372036854775807n, '7fffffffffffffff'],
  ['l', -9223372036854775808n, '8000000000000000'],
  ['f', 0.25, '3e800000'],
  ['f', -Infinity, 'ff800000'],
  ['d', -0, '8000000000000000'],
  ['d', NaN, '7ff8000000000000'],
  ['d', 1.5, '3ff8000000000000'],
  [
    'D',
    { scale: 255, unscaled: 4294967295 },
    'ffffffffff',
    new Explicit('D', { scale: 255, unscaled: 4294967295 }),
  ],
  ['S', '', '00000000'],
  ['S', 'grüß', '000000066772c3bcc39f'],
  ['S', Buffer.of(0xff), '00000001ff', new Explicit('S', Buffer.of(0xff))],
  ['A', [], '00000000'],
  ['A', [null, true], '00000003567401'],
  ['T', new Date(0), '0000000000000000'],
  ['T', new Date(8.64e15), '000007dba8218000'],
  ['F', {}, '00000000'],
  ['F', { '': null }, '000000020056'],
  ['V', null, ''],
  ['x', Buffer.of(0, 255), '0000000200ff'],
]

describe('each tag has the octets that RabbitMQ gives it', () => {
  it.each(TAGS)('%s of %o is %s', (tag, value, hex, plain = value as FieldValue) => {
    const octets = tableOf(`0161${Buffer.from(tag).toString('hex')}${hex}`)
    expect(written({ a: new Explicit(tag, value) })).toEqual(octets)
    expect(readTable(new Reader(octets), 'table')).toStrictEqual({ a: plain })
  })

  it('no tag of them is left out', () => {
    expect([...new Set(TAGS.map(([tag]) => tag))].sort().join('')).toBe('ABDFISTVbdfilstux')
  })

  it('a time beyond what Date can hold reads as its seconds', () => {
    const beyond = 8.64e12 + 1
    expect(readBack({ a: new Explicit('T', beyond) })).toStrictEqual({ a: new Explicit('T', beyond) })
    const last = 2n ** 64n - 1n
    expect(readBack({ a: new Explicit('T', last) })).toStrictEqual({ a: new Explicit('T', last) })
  })

  it('L reads as l', () => {
    const octets = tableOf('01614cffffffffffffffff')
    expect(readTable(new Reader(octets), 'table')).toStrictEqual({ a: -1 })
    expect(readTable(new Reader(octets), 'table', { explicit: true })).toStrictEqual({
      a: new Explicit('l', -1),
    })
  })

  it('any octet but 0 is true', () => {
    expect(readTable(new Reader(tableOf('016174ff')), 'table')).toStrictEqual({ a: true })
  })
})

describe('a plain value travels with the tag that', () => {
  it.each([
    ['t', true],
    ['I', 2 ** 31 - 1],
    ['l', 2 ** 31],
    ['I', -(2 ** 31)],
    ['l', -(2 ** 31) - 1],
    ['l', Number.MAX_SAFE_INTEGER],
    ['d', 2 ** 53],
    ['l', 5n],
    ['d', -0],
    ['d', Infinity],
    ['d', NaN],
    ['S', ''],
    ['T', new Date(1999)],
    ['A', []],
    ['F', {}],
    ['F', Object.create(null) as FieldTable],
    ['V', null],
    ['x', new Uint8Array(2)],
  ] as [string, FieldValue][])('%s for %o', (tag, value) => {
    expect(String.fromCharCode(written({ a: value })[6]!)).toBe(tag)
  })

  it('says whole seconds of a time', () => {
    expect(readBack({ a: new Date(1999) })).toEqual({ a: new Date(1000) })
  })

  it('keeps the prototype of what is read out of reach', () => {
    const table = readBack(Object.fromEntries([['__proto__', { polluted: true }]]))
    expect(Object.keys(table)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(table)).toBe(Object.prototype)
    expect(({} as FieldTable)['polluted']).toBeUndefined()
  })

  it('leaves out names whose value is undefined', () => {
    expect(readBack({ a: undefined, b: 1 })).toStrictEqual({ b: 1 })
  })

  it('has a name even where its octets are not UTF-8: brokers hand it on, and its reader is not to blame', () => {
    expect(readTable(new Reader(tableOf('02ff617401')), 'table')).toStrictEqual({ '\uFFFDa': true })
  })

  it('of two equal names reads the last', () => {
    expect(readTable(new Reader(tableOf('0161740101617400')), 'table')).toStrictEqual({ a: false })
  })
})

describe('names and nesting have limits', () => {
  it('a name of 255 bytes is the longest, in characters of several bytes as well', () => {
    for (const name of ['n'.repeat(255), '兎'.repeat(85), `${'🐇'.repeat(63)}abc`]) {
      expect(readBack({ [name]: 1 })).toEqual({ [name]: 1 })
      expect(() => written({ [`${name}x`]: 1 })).toThrow(
        new RangeError('table must be at most 255 bytes of UTF-8, not 256'),
      )
    }
  })

  it.each([
    ['tables', (inner: FieldValue): FieldValue => ({ inner }), 'inner'],
    ['arrays', (inner: FieldValue): FieldValue => [inner], '[0]'],
  ])('32 levels of %s are the most, for the writer and for the reader', (_, wrap, step) => {
    const deepest = wrapped(31, wrap)
    expect(readBack({ a: deepest })).toEqual({ a: deepest })
    const tooDeep = written({ a: deepest })
    expect(() => written({ a: wrap(deepest) })).toThrow(RangeError)
    expect(() => written({ a: wrap(deepest) })).toThrow(/^table\.a[\w.[\]]* is nested deeper than 32 levels$/)
    expect(() => written({ a: wrap(deepest) })).toThrow(step)
    expect(() => readTable(new Reader(nested(tooDeep)), 'table')).toThrow(ProtocolError)
    expect(() => readTable(new Reader(nested(tooDeep)), 'table')).toThrow('is nested deeper than 32 levels')
  })

  it('a table that contains itself is too deep, and nothing worse', () => {
    const table: Record<string, FieldValue> = {}
    table['self'] = table
    expect(() => written(table)).toThrow('is nested deeper than 32 levels')
  })
})

describe('octets that are no table are a ProtocolError', () => {
  it.each([
    ['an unknown tag', tableOf('01617a01'), 'table.a has the unknown tag 0x7a'],
    ['an unknown tag of one digit', tableOf('016101'), 'table.a has the unknown tag 0x01'],
    ['a table longer than the octets', hexOf('ffffffff'), 'table claims 4294967295 octets where 0 are left'],
    [
      'a table within, longer than the one around it',
      tableOf('0161460000000200'),
      'table.a claims 2 octets where 1 are left',
    ],
    [
      'an array longer than the table around it',
      tableOf('0161410000000200'),
      'table.a claims 2 octets where 1 are left',
    ],
    [
      'a text longer than the table around it',
      hexOf('00000008016153000000026162'),
      'table wants 2 octets where 1 are left',
    ],
    [
      'a name longer than the table around it',
      hexOf('000000020361'),
      'table wants 3 octets where 1 are left',
    ],
    ['a name without a value', tableOf('0161'), 'table wants 1 octets where 0 are left'],
    ['half a number', tableOf('0161490000'), 'table wants 4 octets where 2 are left'],
    [
      'an array that ends within a value',
      tableOf('01614100000002750000'),
      'table.a wants 2 octets where 1 are left',
    ],
  ] as [string, Uint8Array, string][])('%s', (_, octets, message) => {
    const read = (): unknown => readTable(new Reader(octets), 'table')
    expect(read).toThrow(ProtocolError)
    expect(read).toThrow(message)
  })

  it('which says 501, as RabbitMQ does', () => {
    expect(() => readTable(new Reader(tableOf('01617a01')), 'table')).toThrow(
      expect.objectContaining({ replyCode: 501 }),
    )
  })
})

describe('a value that cannot travel is refused by its path', () => {
  it.each([
    [{ a: Symbol('s') }, 'table.a must be a value that a field table can hold, not "Symbol(s)" (a symbol)'],
    [{ a: () => 1 }, 'table.a must be a value that a field table can hold, not'],
    [{ a: new Map() }, 'table.a must be a value that a field table can hold, not a value of class Map'],
    [{ a: { b: [1, { c: new Set() }] } }, 'table.a.b[1].c must be a value that a field table can hold'],
    [{ a: [undefined] }, 'table.a[0] must be a value that a field table can hold, not undefined'],
    [{ a: new Array(1) }, 'table.a[0] must be a value that a field table can hold, not undefined'],
    [null, 'table must be an object of names and values, not null'],
    ['text', 'table must be an object of names and values, not "text" (a string)'],
    [[1], 'table must be an object of names and values, not a value of class Array'],
    [new Map(), 'table must be an object of names and values, not a value of class Map'],
    [{ a: tagged('L', 1) }, 'table.a has the tag "L" (a string)'],
    [{ a: tagged('U', 1) }, 'table.a has the tag "U" (a string)'],
    ...(['t', 'I', 'l', 'f', 'D', 'S', 'A', 'T', 'F', 'V', 'x'] as const).map((tag): [unknown, string] => [
      { a: tagged(tag, undefined) },
      `table.a cannot travel with the tag ${tag}: it is undefined`,
    ]),
    ...(['t', 'b', 'i', 'l', 'd', 'D', 'S', 'A', 'T', 'F', 'V', 'x'] as const).map(
      (tag): [unknown, string] => [
        { a: tagged(tag, new Map()) },
        `table.a cannot travel with the tag ${tag}`,
      ],
    ),
  ] as [FieldTable, string][])('%o: %s', (table, message) => {
    expect(() => written(table)).toThrow(TypeError)
    expect(() => written(table)).toThrow(message)
  })

  it.each([
    ['b', -129],
    ['b', 128],
    ['B', -1],
    ['B', 256],
    ['s', 32768],
    ['u', 65536],
    ['I', 2 ** 31],
    ['i', -1],
    ['i', 2 ** 32],
    ['I', 0.5],
    ['I', NaN],
    ['l', 2n ** 63n],
    ['l', -(2n ** 63n) - 1n],
    ['l', 2 ** 53],
    ['l', 0.5],
    ['T', -1],
    ['T', 2n ** 64n],
    ['T', new Date(-1)],
    ['T', new Date(NaN)],
    ['D', { scale: 256, unscaled: 0 }],
    ['D', { scale: 0, unscaled: -1 }],
  ] as [FieldTag, Explicit['value']][])('the tag %s is too small for %o', (tag, value) => {
    expect(() => written({ a: new Explicit(tag, value) })).toThrow(RangeError)
    expect(() => written({ a: new Explicit(tag, value) })).toThrow(/^table\.a(\.scale|\.unscaled)? must /)
  })
})

function tagged(tag: string, value: unknown): Explicit {
  return new Explicit(tag as FieldTag, value as FieldValue)
}

function hexOf(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex')
}

/** The octets of a table with these octets in it. */
function tableOf(hex: string): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(hex.length / 2)
  return Buffer.concat([length, hexOf(hex)])
}

/** The octets of a table that holds, as `a`, the table of these octets. */
function nested(table: Uint8Array): Uint8Array {
  return tableOf(`016146${Buffer.from(table).toString('hex')}`)
}

function wrapped(levels: number, wrap: (inner: FieldValue) => FieldValue): FieldValue {
  let value: FieldValue = wrap(1)
  for (let level = 1; level < levels; level++) value = wrap(value)
  return value
}

function written(table: FieldTable): Uint8Array {
  const writer = new Writer(4)
  writeTable(writer, table, 'table')
  return writer.written()
}

function readBack(table: FieldTable): FieldTable {
  return readTable(new Reader(written(table)), 'table')
}

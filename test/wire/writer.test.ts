import { describe, expect, it } from 'vitest'
import { flag, Writer } from '../../src/wire/writer.ts'

const MOST = 2n ** 64n - 1n

describe('integers are unsigned, with the highest octet first', () => {
  it.each([
    ['octet', 0, '00'],
    ['octet', 255, 'ff'],
    ['short', 0x0102, '0102'],
    ['short', 65535, 'ffff'],
    ['long', 0x01020304, '01020304'],
    ['long', 2 ** 32 - 1, 'ffffffff'],
    ['longlong', 0x01020304050607, '0001020304050607'],
    ['longlong', Number.MAX_SAFE_INTEGER, '001fffffffffffff'],
    ['longlong', 0x0102030405060708n, '0102030405060708'],
    ['longlong', 0n, '0000000000000000'],
    ['longlong', MOST, 'ffffffffffffffff'],
    ['octet', undefined, '00'],
    ['longlong', undefined, '0000000000000000'],
    ['octet', -0, '00'],
  ] as const)('%s %s is %s', (type, value, hex) => {
    expect(written((writer) => writer[type](value as never, 'field'))).toBe(hex)
  })

  it.each([
    ['octet', 256, 'field must be a whole number from 0 to 255, not 256'],
    ['octet', -1, 'field must be a whole number from 0 to 255, not -1'],
    ['octet', 0.5, 'field must be a whole number from 0 to 255, not 0.5'],
    ['octet', NaN, 'not NaN'],
    ['short', 65536, 'field must be a whole number from 0 to 65535, not 65536'],
    ['long', 2 ** 32, 'field must be a whole number from 0 to 4294967295, not 4294967296'],
    ['long', Infinity, 'not Infinity'],
    ['longlong', 2 ** 53, 'field must be a whole number from 0 to 9007199254740991, not 9007199254740992'],
    ['longlong', -1, 'not -1'],
    ['longlong', -1n, 'field must be a whole number from 0 to 18446744073709551615, not -1'],
    ['longlong', MOST + 1n, 'not 18446744073709551616'],
  ] as const)('%s refuses %s and writes nothing', (type, value, message) => {
    expectRefusal(RangeError, message, (writer) => writer[type](value as never, 'field'))
  })

  it.each(['octet', 'short', 'long', 'longlong'] as const)('%s refuses what is no number', (type) => {
    for (const [value, description] of [
      ['7', '"7" (a string)'],
      [null, 'null'],
      [true, '"true" (a boolean)'],
      [new Date(0), 'a value of class Date'],
    ]) {
      const message = `field must be a number, not ${String(description)}`
      expectRefusal(TypeError, message, (writer) => writer[type](value as never, 'field'))
    }
  })
})

describe('a short text', () => {
  it.each([
    ['', '00'],
    [undefined, '00'],
    ['abc', '03616263'],
    ['a\0b', '03610062'],
    ['é', '02c3a9'],
    ['🐇', '04f09f9087'],
    ['\uFEFFa', '04efbbbf61'],
  ])('%o is %s', (text, hex) => {
    expect(written((writer) => writer.shortstr(text, 'field'))).toBe(hex)
  })

  it('with half of a surrogate pair says U+FFFD for it, as every encoder of UTF-8 does', () => {
    expect(written((writer) => writer.shortstr('a\uD83Db', 'field'))).toBe('0561efbfbd62')
    expect(written((writer) => writer.shortstr('\uDC07\uD83D', 'field'))).toBe('06efbfbdefbfbd')
  })

  it.each(['a', 'é', '兎'])('of %s has at most 255 bytes of UTF-8', (character) => {
    const bytes = Buffer.byteLength(character)
    const longest = character.repeat(Math.floor(255 / bytes)) + 'x'.repeat(255 % bytes)
    expect(written((writer) => writer.shortstr(longest, 'field'))).toBe(
      `ff${Buffer.from(longest).toString('hex')}`,
    )
    const message = 'field must be at most 255 bytes of UTF-8, not 256'
    expectRefusal(RangeError, message, (writer) => writer.shortstr(`${longest}x`, 'field'))
  })

  it('of 256 characters or more is not even encoded', () => {
    const message = 'field must be at most 255 bytes of UTF-8, not 1000'
    expectRefusal(RangeError, message, (writer) => writer.shortstr('é'.repeat(1000), 'field'))
  })

  it.each([47, 48, 49, 50])('of %i characters is the same octets whichever way it is copied', (length) => {
    for (const text of ['a'.repeat(length), `${'a'.repeat(length - 1)}é`, `é${'a'.repeat(length - 1)}`]) {
      const octets = Buffer.from(text)
      expect(written((writer) => writer.shortstr(text, 'field'))).toBe(
        Buffer.concat([Buffer.of(octets.length), octets]).toString('hex'),
      )
    }
  })

  it('has to be a string', () => {
    for (const value of [7, null, Buffer.from('abc'), {}]) {
      expectRefusal(TypeError, 'field must be a string, not', (writer) =>
        writer.shortstr(value as never, 'field'),
      )
    }
  })
})

describe('a long string', () => {
  it.each([
    [undefined, '00000000'],
    ['', '00000000'],
    ['é', '00000002c3a9'],
    ['a\0\uD83D', '000000056100efbfbd'],
    [Uint8Array.of(0, 0xff), '0000000200ff'],
    [new Uint8Array(0), '00000000'],
    [new Uint8Array(Uint8Array.of(1, 2, 3, 4).buffer, 1, 2), '000000020203'],
  ])('%o is %s', (value, hex) => {
    expect(written((writer) => writer.longstr(value, 'field'))).toBe(hex)
  })

  it('has to be a string or bytes', () => {
    for (const value of [7, null, [1], new ArrayBuffer(2), new Uint16Array(1)]) {
      const message = 'field must be a string or a Uint8Array, not'
      expectRefusal(TypeError, message, (writer) => writer.longstr(value as never, 'field'))
    }
  })
})

describe('a bit', () => {
  it('is its mask where it is true, and nothing where it is false or left out', () => {
    expect([flag(true, 4, 'field'), flag(false, 4, 'field'), flag(undefined, 4, 'field')]).toEqual([4, 0, 0])
  })

  it.each([1, 0, null, 'true'])('cannot be %o', (value) => {
    expect(() => flag(value as never, 1, 'field')).toThrow(TypeError)
    expect(() => flag(value as never, 1, 'field')).toThrow('field must be true or false, not ')
  })
})

describe('memory', () => {
  it('grows with what is written, and loses nothing of it', () => {
    const writer = new Writer(0)
    const outer = writer.openCounted()
    for (let i = 0; i < 300; i++) {
      const inner = writer.openCounted()
      writer.shortstr(`text ${i}`, 'field')
      writer.closeCounted(inner)
    }
    writer.closeCounted(outer)
    const octets = Buffer.from(writer.written())
    expect(octets.readUInt32BE(0)).toBe(octets.length - 4)
    let at = 4
    for (let i = 0; i < 300; i++) {
      const text = `text ${i}`
      expect(octets.readUInt32BE(at)).toBe(text.length + 1)
      expect(octets.subarray(at + 5, at + 5 + text.length).toString()).toBe(text)
      at += 5 + text.length
    }
    expect(at).toBe(octets.length)
  })
})

describe('a wrong value in an error', () => {
  it('is told in a few words however long it is', () => {
    const value = 'x'.repeat(10_000)
    expect(() => new Writer().octet(value as never, 'field')).toThrow(
      /^field must be a number, not "x{39} \(a string\)$/,
    )
    expect(() => new Writer().octet(Object.create(null) as never, 'field')).toThrow('a value of class Object')
  })
})

function written(write: (writer: Writer) => void): string {
  const writer = new Writer(1)
  write(writer)
  return Buffer.from(writer.written()).toString('hex')
}

function expectRefusal(type: new () => Error, message: string, write: (writer: Writer) => void): void {
  const writer = new Writer(1)
  writer.octet(7, 'before')
  expect(() => write(writer)).toThrow(type)
  expect(() => write(writer)).toThrow(message)
  expect([...writer.written()]).toEqual([7])
}

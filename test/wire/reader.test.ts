import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { Reader } from '../../src/wire/reader.ts'

const READS = [
  'octet',
  'short',
  'long',
  'longlong',
  'timestamp',
  'shortstr',
  'lenientShortstr',
  'longstr',
] as const

describe('integers are unsigned, with the highest octet first', () => {
  it.each([
    ['octet', 'ff', 255],
    ['short', 'fffe', 65534],
    ['long', '80000001', 2147483649],
    ['long', 'ffffffff', 4294967295],
    ['longlong', '0000000100000002', 4294967298],
    ['longlong', '001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['timestamp', '001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['timestamp', '0020000000000000', 2n ** 53n],
    ['timestamp', 'ffffffffffffffff', 2n ** 64n - 1n],
  ] as const)('%s %s is %s', (type, hex, value) => {
    const reader = readerOf(hex)
    expect(reader[type]('field')).toBe(value)
    expect(reader.at).toBe(reader.end)
  })

  it('refuses 64 bits beyond 2^53 - 1 where a number has to be exact', () => {
    expectProtocolError('field is beyond 2^53 - 1', () => readerOf('0020000000000000').longlong('field'))
  })
})

describe('texts', () => {
  it('that are short have to be UTF-8, except in properties', () => {
    expect(readerOf('02c3a9').shortstr('field')).toBe('é')
    expect(readerOf('03efbfbd').shortstr('field')).toBe('\uFFFD')
    expect(readerOf('03610062').shortstr('field')).toBe('a\0b')
    expectProtocolError('field is not UTF-8', () => readerOf('02c361').shortstr('field'))
    expectProtocolError('field is not UTF-8', () => readerOf('04efbfbdff').shortstr('field'))
    expect(readerOf('02c361').lenientShortstr('field')).toBe('\uFFFDa')
  })

  it('that are long are bytes, where they stand', () => {
    const reader = readerOf('00000002ff00')
    const bytes = reader.longstr('field')
    expect([...bytes]).toEqual([0xff, 0])
    expect(bytes.buffer).toBe(reader.bytes.buffer)
  })
})

describe('nothing is read beyond the end', () => {
  it.each(READS)('by %s, which names the field', (type) => {
    const behind = Buffer.alloc(16)
    const reader = new Reader(behind, 8, 8)
    expectProtocolError(/^field wants \d octets where 0 are left$/, () => reader[type]('field'))
  })

  it('of a text longer than what is left', () => {
    expectProtocolError('field wants 255 octets where 1 are left', () => readerOf('ff61').shortstr('field'))
    expectProtocolError('field wants 4294967295 octets where 1 are left', () =>
      readerOf('ffffffff61').longstr('field'),
    )
  })

  it('whatever is read of whatever bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.array(fc.constantFrom(...READS)), (bytes, reads) => {
        const reader = new Reader(bytes, 0, Math.floor(bytes.length / 2))
        try {
          for (const read of reads) reader[read]('field')
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
        expect(reader.at).toBeLessThanOrEqual(reader.end)
      }),
      { numRuns: 5000 },
    )
  })

  it('and what is left over is an error of its own', () => {
    const reader = readerOf('0102')
    reader.octet('field')
    expectProtocolError('the method has 1 octets too many', () => reader.finish('the method'))
    reader.octet('field')
    expect(() => reader.finish('the method')).not.toThrow()
  })
})

it('serves one frame after the other', () => {
  const reader = readerOf('0102')
  reader.short('field')
  expect(reader.reset(Buffer.of(9, 8, 7), 1, 2).octet('field')).toBe(8)
  expectProtocolError('field wants 1 octets where 0 are left', () => reader.octet('field'))
})

function readerOf(hex: string): Reader {
  return new Reader(Buffer.from(hex, 'hex'))
}

function expectProtocolError(message: string | RegExp, read: () => unknown): void {
  expect(read).toThrow(expect.objectContaining({ name: 'ProtocolError', replyCode: 501 }))
  expect(read).toThrow(message)
}

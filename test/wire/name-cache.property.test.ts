import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeName } from '../../src/wire/name-cache.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

describe('a name is the text of its octets', () => {
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.array(fc.nat(0x7f), { maxLength: 255, size: 'max' }).map((list) => Uint8Array.from(list)),
    // So few that they meet again.
    fc.array(fc.nat(1), { maxLength: 4 }).map((list) => Uint8Array.from(list)),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
  )

  it('whatever they are, wherever they stand, and however often they come', () => {
    fc.assert(
      fc.property(octets, fc.nat(20), (name, before) => {
        const bytes = new Uint8Array(before + name.length + 3).fill(0x61)
        bytes.set(name, before)
        for (let time = 0; time < 2; time++)
          expect(decodeName(bytes, before, before + name.length)).toBe(decoder.decode(name))
      }),
      { numRuns: 10_000 },
    )
  })

  it('also where many more names come in turn than the table has slots', () => {
    const names = Array.from({ length: 5000 }, (_, index) => [
      `key.${index}`,
      `${index}`,
      'x'.repeat(index % 256),
    ]).flat()
    for (let time = 0; time < 3; time++) {
      for (const name of names) {
        const bytes = Buffer.from(name)
        expect(decodeName(bytes, 0, bytes.length)).toBe(name)
      }
    }
  })

  it('also where two names have the same hash', () => {
    // 31 is the hash's factor: one more in an octet is worth 31 in the next.
    const names = ['Aa', 'BB', 'AaAa', 'BBBB', 'AaBB', 'BBAa'].map((name) => Buffer.from(name))
    for (let time = 0; time < 3; time++) {
      for (const name of names) expect(decodeName(name, 0, name.length)).toBe(name.toString())
    }
  })

  it('also where the octets of one are the character codes of another', () => {
    for (let first = 0x80; first <= 0xff; first++) {
      for (let second = 0x80; second <= 0xff; second++) {
        const name = String.fromCharCode(first, second)
        for (const octets of [Buffer.from(name), Buffer.of(first, second)]) {
          expect(decodeName(octets, 0, octets.length)).toBe(decoder.decode(octets))
        }
      }
    }
  })

  it('also where it has none', () => {
    const bytes = Buffer.from('abc')
    for (const at of [0, 1, 3]) expect(decodeName(bytes, at, at)).toBe('')
  })
})

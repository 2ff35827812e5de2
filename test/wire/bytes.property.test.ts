/** Text and memory: what Node's Buffer does must be what the standard classes do, for a browser has only these. */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { QUEUE_DECLARE } from '../../src/generated/constants.ts'
import type * as dispatch from '../../src/generated/dispatch.ts'
import * as methods from '../../src/generated/methods.ts'
import * as onNode from '../../src/wire/bytes.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import type { Reader } from '../../src/wire/reader.ts'

let inBrowser: typeof onNode
let methodsInBrowser: typeof methods
let writerInBrowser: typeof FrameWriter
let dispatchInBrowser: typeof dispatch
let readerInBrowser: typeof Reader

beforeAll(async () => {
  vi.resetModules()
  vi.stubGlobal('Buffer', undefined)
  inBrowser = await import('../../src/wire/bytes.ts')
  methodsInBrowser = await import('../../src/generated/methods.ts')
  dispatchInBrowser = await import('../../src/generated/dispatch.ts')
  writerInBrowser = (await import('../../src/wire/frame-writer.ts')).FrameWriter
  readerInBrowser = (await import('../../src/wire/reader.ts')).Reader
  vi.unstubAllGlobals()
})
afterEach(() => vi.unstubAllGlobals())
afterAll(() => vi.resetModules())

const RUNS = { numRuns: 10_000 }
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })

/** Octets in which UTF-8 begins, goes on and breaks off, more often than chance would have it. */
const octets = fc
  .array(
    fc.oneof(
      fc.constantFrom(0, 0x61, 0x7f, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xbb, 0xbf, 0xf0, 0xf4, 0xff),
      fc.nat(255),
    ),
    {
      maxLength: 80,
    },
  )
  .map((list) => Uint8Array.from(list))

/** Any UTF-16 units, halves of surrogate pairs among them. */
const texts = fc
  .array(fc.oneof(fc.nat(0x7f), fc.integer({ min: 0xd800, max: 0xdfff }), fc.nat(0xffff)), { maxLength: 80 })
  .map((units) => String.fromCharCode(...units))

describe.each([
  ['on Node', (): typeof onNode => onNode],
  ['in a browser', (): typeof onNode => inBrowser],
])('%s', (where, platform) => {
  it('text is what TextDecoder reads in the octets', () => {
    fc.assert(
      fc.property(octets, fc.nat(10), fc.nat(10), (bytes, before, behind) => {
        const [from, to] = [Math.min(before, bytes.length), Math.max(before, bytes.length - behind)]
        const end = Math.min(to, bytes.length)
        expect(platform().decodeText(bytes, from, end)).toBe(decoder.decode(bytes.subarray(from, end)))
      }),
      RUNS,
    )
  })

  it('text that has to be UTF-8 is undefined where TextDecoder would throw', () => {
    fc.assert(
      fc.property(octets, (bytes) => {
        expect(platform().decodeTextStrictly(bytes, 0, bytes.length)).toBe(strictly(bytes))
      }),
      RUNS,
    )
    const replacement = Buffer.from('\uFFFD')
    expect(platform().decodeTextStrictly(replacement, 0, 3)).toBe('\uFFFD')
  })

  it('octets are what TextEncoder makes of the text', () => {
    fc.assert(
      fc.property(texts, fc.nat(5), (text, at) => {
        const wanted = new TextEncoder().encode(text)
        const bytes = new Uint8Array(at + 3 * text.length)
        expect(platform().encodeTextInto(bytes, at, text)).toBe(wanted.length)
        expect(Buffer.compare(bytes.subarray(at, at + wanted.length), wanted)).toBe(0)
        expect(bytes.subarray(at + wanted.length).every((octet) => octet === 0)).toBe(true)
        expect(Buffer.compare(platform().encodeText(text), wanted)).toBe(0)
      }),
      RUNS,
    )
  })

  it('octets are the same where each is, and there are as many', () => {
    const { sameBytes } = platform()
    fc.assert(
      fc.property(octets, octets, (one, other) => {
        expect(sameBytes(one, other)).toBe(one.join() === other.join())
        expect(sameBytes(one, Uint8Array.from(one))).toBe(true)
        expect(sameBytes(one, Uint8Array.of(...one, 0))).toBe(false)
      }),
      RUNS,
    )
  })

  it('memory is as long as asked for', () => {
    expect(platform().allocate(0)).toHaveLength(0)
    expect(platform().allocate(1000)).toHaveLength(1000)
    expect(platform().allocate(10).buffer.byteLength).toBe(10)
    expect(Buffer.isBuffer(platform().allocate(1))).toBe(where === 'on Node')
  })
})

it('a Buffer that a bundler brought along, without the conversions of Node, is left alone', async () => {
  vi.resetModules()
  vi.stubGlobal('Buffer', class extends Uint8Array {})
  const { decodeText, encodeText } = await import('../../src/wire/bytes.ts')
  const octets = encodeText('é')
  const text = decodeText(octets, 0, 2)
  vi.unstubAllGlobals()
  expect([[...octets], text]).toEqual([[0xc3, 0xa9], 'é'])
})

it('a method makes the same octets in a browser, and reads back there', () => {
  const args = {
    queue: 'grüß dich',
    arguments: { text: 'é'.repeat(100), list: [1, null, { 兎: new Date(0) }], f: 0.5 },
  }
  const octets = (Writer: typeof FrameWriter, { queueDeclare }: typeof methods): Uint8Array => {
    const writer = new Writer()
    writer.beginFrame(1, 1)
    queueDeclare.encode(writer, args)
    writer.endFrame()
    writer.commit()
    return writer.take()[0]!
  }
  const wanted = octets(FrameWriter, methods)
  vi.stubGlobal('Buffer', undefined)
  const found = octets(writerInBrowser, methodsInBrowser)
  const read = dispatchInBrowser.decodeFromClient(
    QUEUE_DECLARE,
    new readerInBrowser(found, 11, found.length - 1),
  )
  vi.unstubAllGlobals()
  expect(Buffer.compare(found, wanted)).toBe(0)
  expect(read).toMatchObject(args)
})

function strictly(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return undefined
  }
}

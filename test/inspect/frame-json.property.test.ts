import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeFrame, dissect, frameJson } from '../../src/inspect/index.ts'
import { type Decimal, Explicit } from '../../src/wire/field-value.ts'
import { arbitraryDamagedFrame, arbitraryFrame, headerFrame, methodFrame } from './frames.ts'

/** What a line holds, as far as these tests look at it. */
interface Line {
  readonly at: number
  readonly channel?: number
  readonly type: string
  readonly method?: string
  readonly fields?: object
  readonly properties?: object
  readonly bodyBytes?: number | string
  readonly bytes: string
  readonly leaves: { offset: number; length: number; name: string; value?: unknown }[]
}

it('is one line for each frame, and has all its octets', () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame()), (bytes) => {
      const lines = linesOf(bytes)
      for (const line of lines) expect(octetsOf(line)).toBe(line.bytes.length / 2)
      const shown = lines.flatMap((line) => [...line.bytes])
      const real = [...Buffer.from(bytes).toString('hex')]
      // Two dots stand for an octet of a password.
      expect(shown.map((digit, index) => (digit === '·' ? real[index] : digit))).toEqual(real)
    }),
    { numRuns: 2000 },
  )
})

it('has the values that the grammar finds', () => {
  const withSecret = new Set(['connection.start-ok', 'connection.secure-ok', 'connection.update-secret'])
  fc.assert(
    fc.property(arbitraryFrame(), (bytes) => {
      const decoded = decodeFrame(bytes)
      const [line] = linesOf(bytes)
      expect(line?.type).toBe(decoded.kind)
      if (decoded.kind === 'method' && !withSecret.has(decoded.name)) {
        expect(line).toMatchObject({ channel: decoded.channel, method: decoded.name })
        expect(JSON.stringify(line?.fields)).toBe(JSON.stringify(plainFields(decoded.args)))
      } else if (decoded.kind === 'header') {
        expect(line?.bodyBytes).toEqual(plain(decoded.bodyBytes))
        expect(JSON.stringify(line?.properties)).toBe(JSON.stringify(plainFields({ ...decoded.properties })))
      }
    }),
    { numRuns: 2000 },
  )
})

it('has a password nowhere', () => {
  const args = { mechanism: 'PLAIN', response: '\0guest\0secret', locale: 'en_US' }
  const [line] = linesOf(methodFrame(0, { apiName: 'connectionStartOk' }, args))
  expect(line?.fields).toMatchObject({ mechanism: 'PLAIN', response: '(redacted)' })
  expect(line?.leaves).toContainEqual({ offset: 25, length: 13, name: 'response.text', value: '(redacted)' })
  expect(line?.bytes).toContain(`0000000d${'··'.repeat(13)}05`)
  expect(JSON.stringify(line)).not.toMatch(/secret|736563726574/)
})

it('says when, which way and what', () => {
  const [line] = linesOf(headerFrame(3, 2, { timestamp: 2n ** 60n, headers: { not: Number.NaN } }))
  expect(line).toMatchObject({
    frame: 12,
    connection: 2,
    at: 0.012346,
    direction: 'broker-to-client',
    channel: 3,
    type: 'header',
    bodyBytes: 2,
    properties: { timestamp: '1152921504606846976', headers: { not: 'NaN' } },
  })
  expect(line?.leaves.slice(0, 2)).toEqual([
    { offset: 0, length: 1, name: 'type', value: 2, meaning: 'header' },
    { offset: 1, length: 2, name: 'channel', value: 3 },
  ])
})

function linesOf(bytes: Uint8Array): Line[] {
  return dissect(bytes).children.map((frame) => {
    const json = frameJson({
      number: 12,
      connection: 2,
      atSeconds: 0.0123456,
      direction: 'broker-to-client',
      bytes,
      frame,
    })
    expect(json).not.toContain('\n')
    return JSON.parse(json) as Line
  })
}

/** How many octets the leaves have, which stand one behind the other from the first octet of the frame on. */
function octetsOf({ leaves }: Line): number {
  return leaves.reduce((at, { offset, length }) => (offset === at ? at + length : Number.NaN), 0)
}

/** Long strings among the fields of a method are bytes to a client, and texts to a reader where they are UTF-8. */
function plainFields(fields: Readonly<Record<string, unknown>>): object {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? text(value) : plain(value),
  ])
  return Object.fromEntries(entries)
}

function text(bytes: Uint8Array): unknown {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return plain(bytes)
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') }
  if (value instanceof Explicit)
    return value.tag === 'D' ? decimal(value.value as Decimal) : plain(value.value)
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
}

function decimal({ scale, unscaled }: Decimal): string {
  const digits = String(unscaled).padStart(scale + 1, '0')
  const point = digits.length - scale
  return scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
}

import { type Decimal, Explicit, type FieldValue } from '../wire/field-value.ts'
import { partOf } from './command-stream.ts'
import { type BitRange, type FrameRange, fieldRangesOf, leavesOf, type Range } from './range.ts'
import { hexOf, REDACTED, type SeenFrame, shownHexOf } from './seen-frame.ts'
import { decimalText } from './value-text.ts'

/**
 * A frame as one line of JSON, without the line's end:
 *
 *     {"frame":12,"connection":1,"at":0.012,"direction":"client-to-broker","channel":1,"type":"method",
 *      "method":"queue.declare","fields":{"queue":"hello","durable":true},"bytes":"01000100…ce",
 *      "leaves":[{"offset":0,"length":1,"name":"type","value":1,"meaning":"method"}]}
 *
 * What JSON has no form for: bytes are `{"hex":"00ff"}` unless they are text, whole numbers beyond 2^53 - 1 and decimals
 * are texts, so are NaN and the infinities, and times are ISO 8601. Passwords are `(redacted)`, and `··` stands for each
 * of their octets in `bytes`.
 */
export function frameJson(seen: SeenFrame): string {
  return JSON.stringify({ ...frameObject(seen), ...octetsObject(seen) })
}

/** What a frame says, ready for JSON. */
export function frameObject({ number, connection, atSeconds, direction, frame }: SeenFrame): object {
  const fields = fieldsObject(frame)
  return {
    frame: number,
    connection,
    at: Math.round(atSeconds * 1e6) / 1e6,
    direction,
    channel: frame.channel,
    type: frame.type,
    method: frame.method?.name,
    fields: frame.method && fields,
    bodyBytes: jsonSafe(partOf(frame, 'bodyBytes')?.value),
    properties: frame.type === 'header' ? fields : undefined,
    problem: frame.problem,
  }
}

/** The octets of a frame and what each of them is, ready for JSON. */
export function octetsObject({ bytes, frame }: SeenFrame): object {
  const leaves = leavesOf(frame)
  return {
    bytes: leaves.flatMap(({ range }) => shownHexOf(bytes, range)).join(''),
    leaves: leaves.map(({ path, range }) => leafJson(path, range, frame.offset)),
  }
}

/** The fields of a method or of a content header, ready for JSON. */
export function fieldsObject(frame: FrameRange): object {
  return Object.fromEntries(fieldRangesOf(frame).flatMap(fieldEntries))
}

function fieldEntries({ name, value, bits, reserved, secret }: Range): [name: string, value: unknown][] {
  if (bits !== undefined) return bits.filter((bit) => !bit.reserved).map((bit) => [bit.name, bit.value])
  if (value === undefined || reserved === true) return []
  return [[name, secret === true ? REDACTED : jsonSafe(value)]]
}

function leafJson(path: readonly string[], range: Range, start: number): object {
  const { offset, length, value, meaning, bits, problem, secret } = range
  return {
    offset: offset - start,
    length,
    name: path.join('.'),
    value: bits === undefined ? (secret === true ? REDACTED : jsonSafe(value)) : bitValues(bits),
    meaning,
    problem,
  }
}

function bitValues(bits: readonly BitRange[]): object {
  return Object.fromEntries(bits.map(({ name, value }) => [name, value]))
}

/** A value in a form that JSON has. */
export function jsonSafe(value: FieldValue | undefined): unknown {
  switch (typeof value) {
    case 'bigint':
      return String(value)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'object':
      return jsonSafeObject(value)
    default:
      return value
  }
}

function jsonSafeObject(value: object | null): unknown {
  if (value === null || value instanceof Date) return value
  if (value instanceof Uint8Array) return { hex: hexOf(value).join('') }
  if (value instanceof Explicit) return decimalText(value.value as Decimal)
  if (Array.isArray(value)) return value.map(jsonSafe)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, jsonSafe(item)]))
}

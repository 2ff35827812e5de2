import { encodeText } from '../../wire/bytes.ts'
import { fieldRangesOf, type Range } from '../range.ts'
import type { SeenFrame } from '../seen-frame.ts'

/**
 * A frame with other texts in its short strings, and all else as it was to the octet.
 * @param now gives the text for a field that has one, by the field's name; the same text leaves it
 */
export function patched(seen: SeenFrame, now: (text: string, field: string) => string): Uint8Array {
  const { frame } = seen
  const edits = fieldRangesOf(frame).flatMap((range) => editOf(range, now))
  const octets = seen.bytes.subarray(frame.offset, frame.offset + frame.length)
  if (edits.length === 0) return octets
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { from, to, text } of edits) {
    pieces.push(octets.subarray(at, from - frame.offset), Uint8Array.of(text.length), text)
    at = to - frame.offset
  }
  const bytes = Buffer.concat([...pieces, octets.subarray(at)])
  bytes.writeUInt32BE(bytes.length - FRAME_OVERHEAD_BYTES, SIZE_OFFSET)
  return bytes
}

const SIZE_OFFSET = 3
const FRAME_OVERHEAD_BYTES = 8
const MAX_SHORT_STRING_BYTES = 255

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: Uint8Array
}

function editOf(
  { type, value, name, offset, length }: Range,
  now: (text: string, field: string) => string,
): Edit[] {
  if (type !== 'shortstr' || typeof value !== 'string') return []
  const text = now(value, name)
  if (text === value) return []
  const bytes = encodeText(text)
  // What is too long for the field stays as it was; the broker's answer will tell.
  return bytes.length > MAX_SHORT_STRING_BYTES ? [] : [{ from: offset, to: offset + length, text: bytes }]
}

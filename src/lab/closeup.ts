import type { DocsInfo } from '../generated/metadata.ts'
import { nameOf } from '../inspect/command-words.ts'
import type { BitRange, FrameRange, Range, SeenCommand, SeenFrame } from '../inspect/index.ts'
import { REDACTED, shownHexOf } from '../inspect/seen-frame.ts'
import { counted, valueText } from '../inspect/value-text.ts'
import type { Closeup, Field, FrameCloseup } from './row.ts'

/** So many octets of a frame are shown. */
const MOST_OCTETS = 4096
const VALUE_CHARS = 400

/** All there is to see of a command or a lone frame. */
export function closeupOf(id: number, seen: SeenCommand | SeenFrame): Closeup {
  const frames = 'frame' in seen ? [seen] : seen.frames
  const docs = 'frame' in seen ? (seen.frame.method?.docs ?? seen.frame.docs) : seen.method.docs
  return { id, name: nameOf(seen), ...(docs && { docs }), frames: frames.map(frameOf) }
}

function frameOf({ number, bytes, frame }: SeenFrame): FrameCloseup {
  return {
    number,
    kind: frame.type,
    length: frame.length,
    hex: hexOf(bytes, frame).slice(0, MOST_OCTETS),
    fields: frame.children.length === 0 ? [fieldOf(frame, frame)] : fieldsOf(frame, frame),
  }
}

/** Octet by octet, because those of passwords are hidden. */
function hexOf(bytes: Uint8Array, range: Range): string[] {
  if (range.secret === true || range.children.length === 0) return shownHexOf(bytes, range)
  return range.children.flatMap((child) => hexOf(bytes, child))
}

/**
 * What a range consists of; what merely groups fields is left out.
 * @param around what the parts are for that have no words of their own: a length, the entries of a table
 */
function fieldsOf(range: Range, frame: FrameRange, around?: DocsInfo): Field[] {
  return range.children.flatMap((child) =>
    GROUPS.has(child.type) ? fieldsOf(child, frame) : [fieldOf(child, frame, around)],
  )
}

const GROUPS: ReadonlySet<Range['type']> = new Set(['payload', 'arguments', 'properties'])

function fieldOf(range: Range, frame: FrameRange, around?: DocsInfo): Field {
  const { label, docs = around, problem, offset, length, bits } = range
  const [from, to] = [offset - frame.offset, offset - frame.offset + length]
  return {
    label,
    text: textOf(range),
    ...(docs && { docs }),
    ...(problem !== undefined && { problem }),
    from,
    to,
    fields: bits === undefined ? fieldsOf(range, frame, docs) : bits.map((bit) => bitOf(bit, from, to)),
  }
}

function bitOf({ label, value, docs }: BitRange, from: number, to: number): Field {
  return { label, text: String(value), docs, from, to, fields: [] }
}

function textOf({ type, value, meaning, secret, length }: Range): string {
  if (secret === true) return REDACTED
  if (value === undefined) return type === 'bytes' ? counted(length, 'byte') : (meaning ?? '')
  return `${valueText(value, VALUE_CHARS)}${meaning === undefined ? '' : `, ${meaning}`}`
}

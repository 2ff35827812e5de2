import { constantInfos, type DocsInfo } from '../generated/metadata.ts'
import {
  FRAME_BODY,
  FRAME_END,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_OVERHEAD_BYTES,
  FRAME_PREFIX_BYTES,
  PROTOCOL_HEADER,
} from '../wire/frame.ts'
import {
  dissectBody,
  dissectHeader,
  dissectHeartbeat,
  dissectMethod,
  type Payload,
} from './dissect-payload.ts'
import type { FrameKind, FrameRange, Range } from './range.ts'
import { type Naming, RangeReader } from './range-reader.ts'
import { counted } from './value-text.ts'

/** One direction of a connection, or a piece of it, taken apart. */
export interface StreamRange extends Range {
  readonly children: readonly FrameRange[]
}

/**
 * Takes a piece of one direction of a connection apart: a tree in which every octet belongs to exactly one leaf, and in
 * which each range says what it is, what its value is and what that is for. It never throws. Octets that make no sense
 * become leaves that say what is wrong with them, and it goes on behind them: at the frame's end where that stands where
 * it should, otherwise at the next octets that look like a whole frame.
 */
export function dissect(bytes: Uint8Array): StreamRange {
  const reader = new RangeReader(bytes, 0, bytes.length)
  const children: FrameRange[] = []
  while (reader.left > 0) children.push(nextFrame(reader))
  return { name: 'stream', label: 'stream', type: 'stream', offset: 0, length: bytes.length, children }
}

interface FrameType {
  readonly kind: FrameKind
  /** Its name among the constants of the specification, which have the words for it. */
  readonly constant: string
  readonly dissect: (reader: RangeReader) => Payload
}

const FRAME_TYPES: Partial<Record<number, FrameType>> = {
  [FRAME_METHOD]: { kind: 'method', constant: 'frame-method', dissect: dissectMethod },
  [FRAME_HEADER]: { kind: 'header', constant: 'frame-header', dissect: dissectHeader },
  [FRAME_BODY]: { kind: 'body', constant: 'frame-body', dissect: dissectBody },
  [FRAME_HEARTBEAT]: { kind: 'heartbeat', constant: 'frame-heartbeat', dissect: dissectHeartbeat },
}
const TYPE: Naming = { name: 'type', label: 'frame type' }
const CHANNEL: Naming = {
  name: 'channel',
  label: 'channel',
  docs: {
    label: 'channel number',
    purpose:
      'Says which of the conversations in this connection the frame belongs to; 0 is the connection itself.',
  },
}
const SIZE: Naming = {
  name: 'size',
  label: 'size',
  docs: { label: 'size of the payload', purpose: 'Counts the octets between here and the frame end.' },
}
const END: Naming = { name: 'frameEnd', label: 'frame end', docs: docsOf('frame-end') }
const HEADER_DOCS: DocsInfo = {
  label: 'protocol header',
  purpose:
    'Opens the talk: a client says which protocol it wants to speak. A broker sends one only to name the version that it would rather speak, and then hangs up.',
}
const LETTERS: Naming = {
  name: 'letters',
  label: 'letters',
  docs: { label: 'letters', purpose: 'Say that this is AMQP, whatever the version.' },
}
const PROTOCOL_ID: Naming = {
  name: 'protocolId',
  label: 'protocol id',
  docs: { label: 'protocol id', purpose: 'Is 0 in AMQP 0-9-1. AMQP 1.0 has 2 for TLS and 3 for SASL here.' },
}
const VERSION: Naming = {
  name: 'version',
  label: 'version',
  docs: { label: 'version', purpose: 'Names the version of the protocol: major, minor, revision.' },
}

function nextFrame(reader: RangeReader): FrameRange {
  if (isProtocolHeader(reader.bytes, reader.at)) return protocolHeader(reader)
  const type = FRAME_TYPES[reader.bytes[reader.at] as number]
  return type === undefined ? noFrame(reader) : frameAt(reader, type)
}

function frameAt(reader: RangeReader, type: FrameType): FrameRange {
  const offset = reader.at
  const docs = docsOf(type.constant)
  const prefix = [
    { ...reader.unsigned(1, 'octet', TYPE), meaning: type.kind, docs },
    reader.unsigned(2, 'short', CHANNEL),
    reader.unsigned(4, 'long', SIZE),
  ]
  const [, channel, size] = prefix.map(({ value }) => value as number | undefined)
  const known = channel === undefined ? {} : { channel }
  const frame = { name: 'frame', label: `${type.kind} frame`, type: type.kind, offset, docs, ...known }
  if (size === undefined) {
    const children = prefix.filter(({ length }) => length > 0)
    return { ...frame, length: reader.at - offset, children, problem: 'ends within its first 7 octets' }
  }
  const missing = size + 1 - reader.left
  const { ranges, method } = type.dissect(reader.within(size))
  const end = reader.left > 0 ? [frameEnd(reader)] : []
  return {
    ...frame,
    length: reader.at - offset,
    ...(method === undefined ? {} : { method }),
    ...(missing > 0 ? { problem: `ends ${counted(missing, 'octet')} early` } : {}),
    children: [...prefix, ...ranges, ...end],
  }
}

function frameEnd(reader: RangeReader): Range {
  const end = reader.octets(1, 'octet', END)
  return reader.bytes[end.offset] === FRAME_END
    ? end
    : { ...end, problem: 'stands where the frame end 0xce has to be' }
}

function protocolHeader(reader: RangeReader): FrameRange {
  const offset = reader.at
  const children = [
    reader.octets(4, 'text', LETTERS, () => 'AMQP'),
    reader.unsigned(1, 'octet', PROTOCOL_ID),
    reader.octets(3, 'text', VERSION, (view) => [0, 1, 2].map((at) => view.getUint8(at)).join('-')),
  ]
  const label = 'protocol header'
  const length = reader.at - offset
  return { name: 'frame', label, type: 'protocol-header', offset, length, docs: HEADER_DOCS, children }
}

/** All octets up to the next that look like a whole frame. */
function noFrame(reader: RangeReader): FrameRange {
  const { bytes, at } = reader
  let next = at + 1
  while (next < bytes.length && !looksLikeFrame(bytes, next)) next++
  const problem = `no frame: a frame begins with 1, 2, 3 or 8, not with ${bytes[at]}`
  const naming = { name: 'damage', label: 'damage' }
  return { ...reader.octets(next - at, 'damage', naming), type: 'damage', problem }
}

function looksLikeFrame(bytes: Uint8Array, at: number): boolean {
  if (isProtocolHeader(bytes, at)) return true
  if (FRAME_TYPES[bytes[at] as number] === undefined || bytes.length - at < FRAME_OVERHEAD_BYTES) return false
  const size = new DataView(bytes.buffer, bytes.byteOffset + at, FRAME_PREFIX_BYTES).getUint32(3)
  return bytes[at + FRAME_PREFIX_BYTES + size] === FRAME_END
}

function isProtocolHeader(bytes: Uint8Array, at: number): boolean {
  return (
    bytes.length - at >= PROTOCOL_HEADER.length &&
    [0, 1, 2, 3].every((i) => bytes[at + i] === PROTOCOL_HEADER[i])
  )
}

function docsOf(constant: string): DocsInfo {
  return constantInfos.find(({ name }) => name === constant)!.docs
}

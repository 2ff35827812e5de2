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
import { type Filling, type Naming, RangeReader } from './range-reader.ts'
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
  readonly label: string
  /** What the specification says of its constant. */
  readonly docs: DocsInfo
  readonly dissect: (reader: RangeReader) => Payload
}

const FRAME_TYPES: Partial<Record<number, FrameType>> = {
  [FRAME_METHOD]: {
    kind: 'method',
    label: 'method frame',
    docs: docsOf('frame-method'),
    dissect: dissectMethod,
  },
  [FRAME_HEADER]: {
    kind: 'header',
    label: 'header frame',
    docs: docsOf('frame-header'),
    dissect: dissectHeader,
  },
  [FRAME_BODY]: { kind: 'body', label: 'body frame', docs: docsOf('frame-body'), dissect: dissectBody },
  [FRAME_HEARTBEAT]: {
    kind: 'heartbeat',
    label: 'heartbeat frame',
    docs: docsOf('frame-heartbeat'),
    dissect: dissectHeartbeat,
  },
}
/** Asked of every octet where the next frame is sought: to look beyond the last of an object's numbers would be slow. */
function frameTypeOf(octet: number): FrameType | undefined {
  return octet <= FRAME_HEARTBEAT ? FRAME_TYPES[octet] : undefined
}

const LETTER_A = 0x41
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
  const type = frameTypeOf(reader.bytes[reader.at] as number)
  return type === undefined ? noFrame(reader) : frameAt(reader, type)
}

function frameAt(reader: RangeReader, { kind, label, docs, dissect }: FrameType): FrameRange {
  const offset = reader.at
  const type: Filling = reader.unsigned(1, 'octet', TYPE)
  type.meaning = kind
  type.docs = docs
  const [channel, size] = [reader.unsigned(2, 'short', CHANNEL), reader.unsigned(4, 'long', SIZE)]
  const children = [type, channel, size]
  const frame: FillingFrame = { name: 'frame', label, type: kind, offset, length: 0, docs, children }
  if (channel.value !== undefined) frame.channel = channel.value as number
  if (size.value === undefined) {
    frame.children = children.filter(({ length }) => length > 0)
    frame.problem = 'ends within its first 7 octets'
  } else {
    const missing = (size.value as number) + 1 - reader.left
    const { ranges, method } = dissect(reader.within(size.value as number))
    children.push(...ranges)
    if (reader.left > 0) children.push(frameEnd(reader))
    if (method !== undefined) frame.method = method
    if (missing > 0) frame.problem = `ends ${counted(missing, 'octet')} early`
  }
  frame.length = reader.at - offset
  return frame
}

type FillingFrame = { -readonly [Key in keyof FrameRange]: FrameRange[Key] }

function frameEnd(reader: RangeReader): Range {
  const end: Filling = reader.octets(1, 'octet', END)
  if (reader.bytes[end.offset] !== FRAME_END) end.problem = 'stands where the frame end 0xce has to be'
  return end
}

function protocolHeader(reader: RangeReader): FrameRange {
  const offset = reader.at
  const children = [
    reader.octets(4, 'text', LETTERS, () => 'AMQP'),
    reader.unsigned(1, 'octet', PROTOCOL_ID),
    reader.octets(3, 'text', VERSION, (view, at) => [0, 1, 2].map((i) => view.getUint8(at + i)).join('-')),
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
  if (frameTypeOf(bytes[at] as number) === undefined || bytes.length - at < FRAME_OVERHEAD_BYTES) return false
  let size = 0
  for (let i = at + 3; i < at + FRAME_PREFIX_BYTES; i++) size = size * 256 + (bytes[i] as number)
  return bytes[at + FRAME_PREFIX_BYTES + size] === FRAME_END
}

function isProtocolHeader(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== LETTER_A || bytes.length - at < PROTOCOL_HEADER.length) return false
  return [1, 2, 3].every((i) => bytes[at + i] === PROTOCOL_HEADER[i])
}

function docsOf(constant: string): DocsInfo {
  return constantInfos.find(({ name }) => name === constant)!.docs
}

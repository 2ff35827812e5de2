import { isUtf8 } from 'node:buffer'
import { decodeText } from '../wire/bytes.ts'
import { partOf } from './command-stream.ts'
import { type FrameRange, fieldRangesOf } from './range.ts'
import type { SeenCommand } from './seen-command.ts'
import { REDACTED, type SeenFrame } from './seen-frame.ts'
import type { Span } from './text-layout.ts'
import { counted, isEmpty, valueText } from './value-text.ts'

/** What a frame or a command is called. */
export function nameOf(seen: SeenFrame | SeenCommand): string {
  if (!('frame' in seen)) return seen.method.name
  const { frame } = seen
  if (frame.type === 'protocol-header') return 'protocol header'
  if (frame.type !== 'method') return frame.type
  return frame.method?.name ?? unknownName(frame)
}

function unknownName(frame: FrameRange): string {
  const [classId, methodId] = ['classId', 'methodId'].map((name) => partOf(frame, name)?.value)
  return methodId === undefined ? 'method' : `method ${String(classId)}/${String(methodId)}`
}

/** How the words of a line are to be. */
export interface WordOptions {
  /** Values that are longer than so many characters are cut. */
  readonly maxChars: number
  /**
   * How the frequent names are written: in full, in few letters as Wireshark does it (`x` for exchange, `rk` for routing
   * key), or not at all, the values alone.
   */
  readonly names: 'full' | 'brief' | 'bare'
}

/** What a frame or a command says, each word with a space before it, those that tell most first. */
export function details(seen: SeenFrame | SeenCommand, options: WordOptions): Span[] {
  const words = 'frame' in seen ? frameWords(seen.frame, options) : commandWords(seen, options)
  return words.map(([text, style]) => [` ${text}`, style])
}

function commandWords({ frames, content }: SeenCommand, options: WordOptions): Span[] {
  const [method, header] = frames.map(({ frame }) => frame)
  const args = method === undefined ? [] : fieldWords(method, options)
  if (content === undefined || header === undefined) return spansOf(args)
  const body = bodyWords(content.bodyBytes, content.body, options)
  const isTelling = ({ label }: Word): boolean => !LAST.includes(label)
  const rest = [...args.filter((word) => !isTelling(word)), ...fieldWords(header, options)]
  return [...spansOf(args.filter(isTelling)), ...body, ...spansOf(inOrder(rest))]
}

function frameWords(frame: FrameRange, options: WordOptions): Span[] {
  switch (frame.type) {
    case 'method':
      return spansOf(fieldWords(frame, options))
    case 'header': {
      const bytes = partOf(frame, 'bodyBytes')?.value as number | bigint | undefined
      const size = bytes === undefined ? [] : bodyWords(bytes, undefined, options)
      return [...size, ...spansOf(fieldWords(frame, options))]
    }
    case 'body': {
      const body = partOf(frame, 'body')?.value as Uint8Array | undefined
      return bodyWords(body?.length ?? 0, body, options)
    }
    case 'protocol-header':
      return [[`AMQP ${String(partOf(frame, 'version')?.value)}`]]
    case 'damage':
      return [[counted(frame.length, 'octet')]]
    case 'heartbeat':
      return []
  }
}

function bodyWords(bytes: number | bigint, body: Uint8Array | undefined, { maxChars }: WordOptions): Span[] {
  const size: Span = [counted(bytes, 'byte')]
  if (body === undefined || body.length === 0) return [size]
  const shown = beginningOf(body, maxChars)
  return shown === undefined ? [size] : [size, [valueText(shown, maxChars), 'yellow']]
}

/** As much of a text as is shown, and a character that makes it be cut; undefined where the octets are no text. */
function beginningOf(body: Uint8Array, maxChars: number): string | undefined {
  // A character has four octets at most. The last one may be cut in two, which does not make it less of a text.
  const enough = 4 * (maxChars + 2)
  const least = body.length <= enough ? body.length : enough - 3
  for (let to = Math.min(body.length, enough); to >= least; to--) {
    if (isUtf8(body.subarray(0, to))) return decodeText(body, 0, to)
  }
  return undefined
}

/** The fields that tell most stand first, those that tell least last; the others between, as on the wire. */
const FIRST = [
  'queue',
  'destination',
  'source',
  'exchange',
  'routing-key',
  'delivery-tag',
  'reply-code',
  'reply-text',
]
const LAST = [
  'consumer-tag',
  'prefetch-size',
  'content-type',
  'version-major',
  'version-minor',
  'class-id',
  'method-id',
  'server-properties',
  'client-properties',
]
const BRIEF: Readonly<Record<string, string>> = {
  exchange: 'x=',
  'routing-key': 'rk=',
  'delivery-tag': 'tag=',
  'message-count': 'messages=',
  'consumer-count': 'consumers=',
  'prefetch-count': 'prefetch=',
  // Their values tell what they are.
  'reply-code': '',
  'reply-text': '',
}

/** Fields of which 0 says nothing. */
const NEED_NOT_BE_ZERO: ReadonlySet<string> = new Set(['prefetch-size', 'class-id', 'method-id'])
/** What the broker says in words is worth more room than other values. */
const REASON = 'reply-text'
const REASON_CHARS = 80

interface Word {
  readonly label: string
  readonly word: string
}

/** The fields that say something: not those that are reserved, empty or false. A flag says it by its name alone. */
function fieldWords(frame: FrameRange, { maxChars, names }: WordOptions): Word[] {
  const words = fieldRangesOf(frame).flatMap(({ label, value, bits, reserved, secret }): Word[] => {
    if (bits !== undefined)
      return bits
        .filter((bit) => bit.value && !bit.reserved)
        .map((bit) => ({ label: bit.label, word: bit.label }))
    if (value === undefined || reserved === true || isEmpty(value)) return []
    if (value === 0 && NEED_NOT_BE_ZERO.has(label)) return []
    const name = nameText(label, names)
    const chars = label === REASON ? REASON_CHARS : maxChars
    return [{ label, word: name + (secret === true ? REDACTED : valueText(value, chars)) }]
  })
  return inOrder(words)
}

function nameText(label: string, names: WordOptions['names']): string {
  if (names === 'bare' && FIRST.includes(label)) return ''
  return (names === 'full' ? undefined : BRIEF[label]) ?? `${label}=`
}

function inOrder(words: readonly Word[]): Word[] {
  return [...words].sort((a, b) => rank(a.label) - rank(b.label))
}

function spansOf(words: readonly Word[]): Span[] {
  return words.map(({ word }) => [word])
}

function rank(label: string): number {
  const first = FIRST.indexOf(label)
  return first === -1 ? FIRST.length + 1 + LAST.indexOf(label) : first
}

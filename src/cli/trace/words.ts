import { partOf } from '../../inspect/command-stream.ts'
import type { FrameRange, SeenCommand, SeenFrame } from '../../inspect/index.ts'
import { fieldRangesOf } from '../../inspect/index.ts'
import { REDACTED } from '../../inspect/seen-frame.ts'
import { counted, valueText } from '../../inspect/value-text.ts'
import type { Span } from './columns.ts'

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

/** What a frame or a command says, each word with a space before it. Values longer than `maxChars` are cut. */
export function details(seen: SeenFrame | SeenCommand, maxChars: number): Span[] {
  const words = 'frame' in seen ? frameWords(seen.frame, maxChars) : commandWords(seen, maxChars)
  return words.map(([text, style]) => [` ${text}`, style])
}

function commandWords({ frames, content }: SeenCommand, maxChars: number): Span[] {
  const [method, header] = frames.map(({ frame }) => frame)
  const args = method === undefined ? [] : fieldWords(method, maxChars)
  if (content === undefined || header === undefined) return args
  return [...args, ...bodyWords(content.bodyBytes, content.body, maxChars), ...fieldWords(header, maxChars)]
}

function frameWords(frame: FrameRange, maxChars: number): Span[] {
  switch (frame.type) {
    case 'method':
      return fieldWords(frame, maxChars)
    case 'header': {
      const bytes = partOf(frame, 'bodyBytes')?.value as number | bigint | undefined
      return [
        ...(bytes === undefined ? [] : bodyWords(bytes, undefined, maxChars)),
        ...fieldWords(frame, maxChars),
      ]
    }
    case 'body': {
      const body = partOf(frame, 'body')?.value as Uint8Array | undefined
      return bodyWords(body?.length ?? 0, body, maxChars)
    }
    case 'protocol-header':
      return [[`AMQP ${String(partOf(frame, 'version')?.value)}`]]
    case 'damage':
      return [[counted(frame.length, 'octet')]]
    case 'heartbeat':
      return []
  }
}

function bodyWords(bytes: number | bigint, body: Uint8Array | undefined, maxChars: number): Span[] {
  const size: Span = [counted(bytes, 'byte')]
  if (body === undefined || body.length === 0) return [size]
  // The beginning is enough to be cut to these characters, each of which has four octets at most.
  const shown = valueText(body.subarray(0, 4 * maxChars + 8), maxChars)
  // What is not UTF-8 is counted, which its size has said.
  return shown.startsWith('(') ? [size] : [size, [shown, 'yellow']]
}

/** The fields that say something: not those that are reserved, empty or false. A flag says it by its name alone. */
function fieldWords(frame: FrameRange, maxChars: number): Span[] {
  return fieldRangesOf(frame).flatMap(({ label, value, bits, reserved, secret }): Span[] => {
    if (bits !== undefined)
      return bits.filter((bit) => bit.value && !bit.reserved).map((bit): Span => [bit.label])
    if (secret === true) return [[`${label}=${REDACTED}`]]
    if (value === undefined || reserved === true || isEmpty(value)) return []
    return [[`${label}=${valueText(value, maxChars)}`]]
  })
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

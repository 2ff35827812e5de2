import { decodeTextStrictly } from '../wire/bytes.ts'
import type { FieldValue } from '../wire/field-value.ts'
import { blockLines } from './frame-block.ts'
import { type FrameRange, fieldRangesOf, leavesOf } from './range.ts'
import { REDACTED, type SeenFrame } from './seen-frame.ts'
import { LINE_CHARS, painter, type TextOptions, wrapped } from './text-layout.ts'
import { counted, isEmpty, valueText } from './value-text.ts'

/**
 * A frame as a reader of a terminal wants it: what it is, what that is for, and its octets, each with its name. Lines
 * keep to 80 columns where words allow; the last one has no end.
 *
 *     0.012  client → broker  channel 1  queue.declare queue='hello' durable=true
 *       Makes sure that a queue exists: creates it, or checks that …
 *       01                       frame type 1, method
 *       00 01                    channel 1
 *       …
 *       ce                       frame end
 */
export function frameText(seen: SeenFrame, options: TextOptions): string {
  return [...headline(seen, options), ...purpose(seen.frame, options), ...blockLines(seen, options)].join(
    '\n',
  )
}

const DIRECTIONS = {
  'client-to-broker': { words: 'client → broker', style: 'green' },
  'broker-to-client': { words: 'broker → client', style: 'magenta' },
} as const
/** Room for a value in the headline; what does not fit stands below in full. */
const VALUE_CHARS = 32

function headline({ atSeconds, direction, frame }: SeenFrame, options: TextOptions): string[] {
  const paint = painter(options)
  const time = atSeconds.toFixed(3)
  const { words, style } = DIRECTIONS[direction]
  const channel = frame.channel === undefined ? '' : `  channel ${frame.channel}`
  const start = `${time}  ${words}${channel}  `
  const [name, ...details] = summary(frame)
  // What is wrong with damage stands beside its octets.
  const problem = frame.problem === undefined || frame.type === 'damage' ? [] : [`(${frame.problem})`]
  const [first = '', ...more] = wrapped(start + [name, ...details, ...problem].join(' '), LINE_CHARS, 4)
  const rest = first.slice(start.length + name.length)
  return [`${paint('dim', time)}  ${paint(style, words)}${channel}  ${paint('bold', name)}${rest}`, ...more]
}

/** What a frame is, in its own words and values. */
function summary(frame: FrameRange): [name: string, ...details: string[]] {
  switch (frame.type) {
    case 'method': {
      const [classId, methodId] = [leafValue(frame, 'classId'), leafValue(frame, 'methodId')]
      const unnamed = methodId === undefined ? 'method' : `unknown method ${classId}/${methodId}`
      return [frame.method?.name ?? unnamed, ...fieldWords(frame)]
    }
    case 'header': {
      const bytes = leafValue(frame, 'bodyBytes')
      const body = bytes === undefined ? [] : ['body', counted(bytes as number | bigint, 'byte')]
      return ['header', 'basic', ...body, ...fieldWords(frame)]
    }
    case 'body':
      return ['body', ...bodyWords(leafValue(frame, 'body'))]
    case 'protocol-header':
      return ['protocol header', `AMQP ${leafValue(frame, 'version')}`]
    case 'heartbeat':
      return ['heartbeat']
    case 'damage':
      return ['damage', counted(frame.length, 'octet')]
  }
}

function bodyWords(body: FieldValue | undefined): string[] {
  if (!(body instanceof Uint8Array)) return ['0 bytes']
  const text = decodeTextStrictly(body, 0, body.length)
  return [counted(body.length, 'byte'), ...(text === undefined ? [] : [valueText(text, VALUE_CHARS)])]
}

/** The fields that say something: not those that are reserved, empty or false. */
function fieldWords(frame: FrameRange): string[] {
  return fieldRangesOf(frame).flatMap(({ label, value, bits, reserved, secret }) => {
    if (bits !== undefined)
      return bits.filter((bit) => bit.value && !bit.reserved).map((bit) => `${bit.label}=true`)
    if (secret === true) return [`${label}=${REDACTED}`]
    if (value === undefined || reserved === true || isEmpty(value)) return []
    return [`${label}=${valueText(value, VALUE_CHARS)}`]
  })
}

function leafValue(frame: FrameRange, name: string): FieldValue | undefined {
  return leavesOf(frame).find(({ range }) => range.name === name)?.range.value
}

/** One sentence of what the method or the frame is for. */
export function purpose({ method, docs: frameDocs }: FrameRange, options: TextOptions): string[] {
  const docs = method?.docs ?? frameDocs
  if (docs === undefined) return []
  const [sentence = ''] = docs.purpose.split(/(?<=[.!?]) (?=[A-Z`])/)
  return wrapped(`  ${sentence}`, LINE_CHARS, 2).map((line) => painter(options)('italic', line))
}

import type { FieldValue } from '../wire/field-value.ts'
import { FRAME_OVERHEAD_BYTES } from '../wire/frame.ts'
import { blockLines } from './frame-block.ts'
import { fieldRangesOf, type FrameRange, leavesOf } from './range.ts'
import { REDACTED, type SeenFrame } from './seen-frame.ts'
import { LINE_CHARS, painter, type TextOptions, wrapped } from './text-layout.ts'
import { counted, valueText } from './value-text.ts'

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
  return [...headline(seen, options), ...purpose(seen.frame, options), ...blockLines(seen, options)].join('\n')
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
  const problem = frame.problem === undefined ? [] : [`(${frame.problem})`]
  const [first = '', ...more] = wrapped(start + [name, ...details, ...problem].join(' '), LINE_CHARS, 4)
  const rest = first.slice(start.length + name.length)
  return [`${paint('dim', time)}  ${paint(style, words)}${channel}  ${paint('bold', name)}${rest}`, ...more]
}

/** What a frame is, in its own words and values. */
function summary(frame: FrameRange): [name: string, ...details: string[]] {
  switch (frame.type) {
    case 'method':
      return [frame.method?.name ?? 'unknown method', ...fieldWords(frame)]
    case 'header':
      return ['header', `basic body ${counted(valueOf(frame, 'bodyBytes'), 'byte')}`, ...fieldWords(frame)]
    case 'body': {
      const body = valueOf(frame, 'body')
      return ['body', counted(frame.length - FRAME_OVERHEAD_BYTES, 'byte'), body === undefined ? '' : valueText(body, VALUE_CHARS)]
    }
    case 'protocol-header':
      return ['protocol header', `AMQP ${valueOf(frame, 'version')}`]
    case 'heartbeat':
      return ['heartbeat']
    case 'damage':
      return ['damage', counted(frame.length, 'octet')]
  }
}

/** The fields that say something: not those that are reserved, empty or false. */
function fieldWords(frame: FrameRange): string[] {
  return fieldRangesOf(frame).flatMap(({ label, value, bits, reserved, secret }) => {
    if (bits !== undefined) return bits.filter((bit) => bit.value && !bit.reserved).map((bit) => `${bit.label}=true`)
    if (secret === true) return [`${label}=${REDACTED}`]
    if (value === undefined || reserved === true || isEmpty(value)) return []
    return [`${label}=${valueText(value, VALUE_CHARS)}`]
  })
}

function isEmpty(value: FieldValue): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

function valueOf(frame: FrameRange, name: string): FieldValue | undefined {
  return leavesOf(frame).find(({ range }) => range.name === name)?.range.value
}

/** One sentence of what the method or the frame is for. */
function purpose({ method, children }: FrameRange, options: TextOptions): string[] {
  const docs = method?.docs ?? children[0]?.docs
  if (docs === undefined) return []
  const [sentence = ''] = docs.purpose.split(/(?<=[.!?]) (?=[A-Z`])/)
  return wrapped(`  ${sentence}`, LINE_CHARS, 2).map((line) => painter(options)('italic', line))
}

import { InvalidArgumentError } from 'commander'
import type { BasicProperties } from '../../generated/properties.ts'
import type { FieldTable, FieldValue } from '../../wire/field-value.ts'
import type { Step } from './steps.ts'

// What the arguments of options may be. A wrong one is refused in words that finish "argument '…' is invalid."

/** A timer counts milliseconds in 31 bits. */
const MOST_SECONDS = 2_147_483

/** A whole number within a range. */
export function count(min: number, max: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = numberIn(text)
    if (Number.isInteger(value) && value >= min && value <= max) return value
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`
    throw new InvalidArgumentError(`It must be a whole number ${range}.`)
  }
}

/** A number above 0, with fractions. */
export function positive(text: string): number {
  const value = numberIn(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('It must be a number above 0.')
}

/** A time of more than no seconds, in milliseconds. */
export function seconds(text: string): number {
  const value = numberIn(text)
  if (value > 0 && value <= MOST_SECONDS) return value * 1000
  throw new InvalidArgumentError(`It must be a number of seconds above 0, up to ${MOST_SECONDS}.`)
}

/** A value for a time, `value:seconds`; the option may be given again for what comes next. */
export function step(text: string, before: readonly Step[] = []): readonly Step[] {
  const [value = '', duration = '', ...more] = text.split(':')
  const next = { value: numberIn(value), durationMs: numberIn(duration) * 1000 }
  if (
    more.length === 0 &&
    next.value >= 0 &&
    next.durationMs > 0 &&
    next.durationMs < Number.POSITIVE_INFINITY
  )
    return [...before, next]
  throw new InvalidArgumentError('It must be value:seconds, such as 500:10.')
}

/** One more of a list. */
export function another(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

/** One more entry of a table, `name=value`. A whole number, `true` and `false` are what they look like, all else is text. */
export function entry(text: string, before: FieldTable = {}): FieldTable {
  const [name, value] = pair(text)
  return { ...before, [name]: fieldValue(value) }
}

const TEXT_PROPERTIES: readonly (keyof BasicProperties)[] = [
  'contentType',
  'contentEncoding',
  'correlationId',
  'replyTo',
  'expiration',
  'messageId',
  'type',
  'userId',
  'appId',
]

/** One more property of messages, `name=value`, by its name in AMQP, in camelCase. */
export function property(text: string, before: BasicProperties = {}): BasicProperties {
  const [name, value] = pair(text)
  if (name === 'priority') return { ...before, priority: count(0, 255)(value) }
  if (name === 'timestamp') return { ...before, timestamp: count(0)(value) }
  if ((TEXT_PROPERTIES as readonly string[]).includes(name)) return { ...before, [name]: value }
  throw new InvalidArgumentError(`It must name one of ${TEXT_PROPERTIES.join(', ')}, priority, timestamp.`)
}

function pair(text: string): [name: string, value: string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw new InvalidArgumentError('It must be name=value.')
}

function fieldValue(text: string): FieldValue {
  if (text === 'true' || text === 'false') return text === 'true'
  const value = Number(text)
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value) ? value : text
}

/** Unlike `Number`, takes no empty text for 0. */
function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

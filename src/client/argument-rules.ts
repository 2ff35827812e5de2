import type { FieldValue } from '../wire/field-value.ts'
import { describe } from '../wire/writer.ts'
import { text, whole } from './options.ts'

/**
 * Checks what is given for an option and passes it on.
 * @throws {TypeError | RangeError} naming the option, where it is not fit
 */
export type Rule = (value: unknown, name: string) => FieldValue

/** A time as RabbitMQ writes it: a whole number of years, months, days, hours, minutes or seconds, such as `7D` or `30m`. */
export type Age = `${number}${'Y' | 'M' | 'D' | 'h' | 'm' | 's'}`

/** The longest time in milliseconds that RabbitMQ counts to: ten years. */
const MAX_TIME_MS = 315_360_000_000

export function size(min: number, max: number = Number.MAX_SAFE_INTEGER): Rule {
  return (value, name) => whole(value as number, min, max, name)
}

export function time(minMs: number): Rule {
  return size(minMs, MAX_TIME_MS)
}

export function flag(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false, not ${describe(value)}`)
  return value
}

export function oneOf(...choices: readonly string[]): Rule {
  return (value, name) => {
    if (choices.includes(text(value as string, name))) return value as string
    throw new RangeError(`${name} must be ${choices.join(' or ')}, not ${describe(value)}`)
  }
}

/** A broker can answer what is no age with the end of the connection, so it is looked at closely. */
export function age(value: unknown, name: string): string {
  if (/^[1-9]\d*[YMDhms]$/.test(text(value as string, name))) return value as string
  throw new RangeError(`${name} must be an age such as 7D, 12h or 30m, not ${describe(value)}`)
}

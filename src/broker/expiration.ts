import { PRECONDITION_FAILED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'

/** Ten years. */
export const MAX_EXPIRATION_MS = 315_360_000_000

/**
 * Reads the property `expiration`: a text with a number of milliseconds.
 * @throws {Refusal} 406 where it is not one, in RabbitMQ's words, which are Erlang's
 */
export function readExpiration(text: string): number {
  const digits = /^[+-]?\d+/.exec(text)?.[0]
  if (digits === undefined) throw invalid(text, 'no_integer')
  if (digits !== text) throw invalid(text, `{leftover_string,${JSON.stringify(text.slice(digits.length))}}`)
  const ms = BigInt(digits.replace('+', ''))
  if (ms < 0n) throw invalid(text, `{value_negative,${ms}}`)
  if (ms > MAX_EXPIRATION_MS) throw invalid(text, `{value_too_large,${ms}}`)
  return Number(ms)
}

function invalid(text: string, why: string): Refusal {
  return new Refusal(PRECONDITION_FAILED, `invalid expiration '${text}': ${why}`)
}

import { Explicit } from '../../wire/field-value.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Comparison, Difference } from './comparison.ts'

/** A comparison as one line of JSON, without the line's end. Commands are there by frame number, time, channel and name. */
export function comparisonJson({ a, b, handshake, kind, details }: Comparison): string {
  return JSON.stringify(
    {
      a,
      b,
      handshake,
      kind: kind && differenceOf(kind),
      details: details && { ...differenceOf(details), fields: details.fields },
    },
    (_, value: unknown) => {
      if (typeof value === 'bigint') return String(value)
      if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') }
      if (value instanceof Explicit) return value.value
      return value
    },
  )
}

function differenceOf({ direction, a, b, after }: Difference): object {
  return { direction, a: a && commandOf(a), b: b && commandOf(b), after: after?.method.name }
}

function commandOf({ connection, channel, atSeconds, method, frames }: SeenCommand): object {
  return { frame: frames[0]?.number, connection, channel, at: atSeconds, method: method.name }
}

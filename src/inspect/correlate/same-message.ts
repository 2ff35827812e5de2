import { Explicit, type FieldValue } from '../../wire/field-value.ts'
import type { SeenCommand, SeenFields } from '../seen-command.ts'

/** What tells messages apart that say the same otherwise: brokers write into the headers, and into nothing else. */
const HEADERS = 'headers'

/** Whether two messages have the same body and the same properties, headers aside. */
export function isSameButHeaders(a: SeenCommand, b: SeenCommand): boolean {
  if (!areSameBytes(a.content?.body, b.content?.body)) return false
  const { [HEADERS]: _of, ...first } = a.content?.properties ?? {}
  const { [HEADERS]: _too, ...second } = b.content?.properties ?? {}
  return areSameValues(first, second)
}

/** Whether two messages have the same headers. */
export function hasSameHeaders(a: SeenCommand, b: SeenCommand): boolean {
  return areSameValues(headersOf(a), headersOf(b))
}

function headersOf({ content }: SeenCommand): FieldValue {
  return content?.properties[HEADERS] ?? null
}

function areSameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a?.length !== b?.length) return false
  for (let at = 0; at < (a?.length ?? 0); at++) if (a?.[at] !== b?.[at]) return false
  return true
}

function areSameValues(
  a: FieldValue | SeenFields | undefined,
  b: FieldValue | SeenFields | undefined,
): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  if (a instanceof Uint8Array) return b instanceof Uint8Array && areSameBytes(a, b)
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  if (a instanceof Explicit) {
    return (
      b instanceof Explicit && a.tag === b.tag && areSameValues(a.value as FieldValue, b.value as FieldValue)
    )
  }
  const names = Object.keys(a)
  const others = b as SeenFields
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in others && areSameValues((a as SeenFields)[name], others[name]))
  )
}

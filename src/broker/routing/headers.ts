import { isDeepStrictEqual } from 'node:util'
import { PRECONDITION_FAILED } from '../../generated/constants.ts'
import type { Content } from '../../protocol/content.ts'
import { Refusal } from '../../protocol/refusal.ts'
import type { FieldTable } from '../../wire/field-value.ts'
import type { Binding, Router } from './router.ts'

/** What each value of `x-match` means: whether one match is enough, and whether names that begin with `x-` count. */
const modes: ReadonlyMap<string, { readonly any: boolean; readonly withX: boolean }> = new Map([
  ['all', { any: false, withX: false }],
  ['any', { any: true, withX: false }],
  ['all-with-x', { any: false, withX: true }],
  ['any-with-x', { any: true, withX: true }],
])

/**
 * To those whose binding arguments fit the message's headers: all of them, or any where `x-match` says so. The key does
 * not matter. A void argument asks only that the header is there.
 */
export class HeadersRouter<Destination> implements Router<Destination> {
  private readonly matchers: Map<Binding<Destination>, (headers: FieldTable) => boolean> = new Map()

  /** @throws {Refusal} 406 where `x-match` is none of the four */
  add(binding: Binding<Destination>): void {
    this.matchers.set(binding, matcherOf(binding.arguments))
  }

  remove(binding: Binding<Destination>): void {
    this.matchers.delete(binding)
  }

  route(_routingKey: string, content: Content): readonly Destination[] {
    const headers = content.properties.headers ?? {}
    const found = new Set<Destination>()
    for (const [{ destination }, matches] of this.matchers) if (matches(headers)) found.add(destination)
    return [...found]
  }
}

function matcherOf(args: FieldTable): (headers: FieldTable) => boolean {
  const { any, withX } = modeOf(args)
  const wanted = Object.entries(args).filter(
    ([name]) => name !== 'x-match' && (withX || !name.startsWith('x-')),
  )
  return (headers) => {
    const fits = ([name, value]: (typeof wanted)[number]): boolean =>
      Object.hasOwn(headers, name) && (value === null || isDeepStrictEqual(value, headers[name]))
    return any ? wanted.some(fits) : wanted.every(fits)
  }
}

function modeOf(args: FieldTable): { readonly any: boolean; readonly withX: boolean } {
  const name = Object.hasOwn(args, 'x-match') ? args['x-match'] : 'all'
  if (typeof name !== 'string') {
    throw new Refusal(
      PRECONDITION_FAILED,
      `Invalid x-match field type (value ${String(name)}); expected longstr`,
    )
  }
  const mode = modes.get(name)
  if (mode !== undefined) return mode
  throw new Refusal(
    PRECONDITION_FAILED,
    `Invalid x-match field value <<${name === '' ? '' : JSON.stringify(name)}>>; expected all, any, all-with-x, or any-with-x`,
  )
}

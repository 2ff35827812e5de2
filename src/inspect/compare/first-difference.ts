import type { FieldValue } from '../../wire/field-value.ts'
import type { SeenCommand, SeenFields } from '../seen-command.ts'
import type { Difference, FieldDifference } from './comparison.ts'
import type { Lane, Lanes } from './lanes.ts'

/** Where two recordings first do different things, by the time of the one or, where that does nothing, of the other. */
export function firstInKind(a: Lanes, b: Lanes): Difference | undefined {
  return earliest(pairs(a, b).flatMap(([one, other]) => differenceInKind(one, other) ?? []))
}

/** Where the clients first do the same with other arguments. */
export function firstInDetails(
  a: Lanes,
  b: Lanes,
): (Difference & { readonly fields: readonly FieldDifference[] }) | undefined {
  return earliest(pairs(a, b).flatMap(([one, other]) => differenceInDetails(one, other) ?? []))
}

function pairs(a: Lanes, b: Lanes): [one: Lane, other: Lane][] {
  const [ones, others] = [a.byPlace(), b.byPlace()]
  return [...new Set([...ones.keys(), ...others.keys()])].map((place) => {
    const [one, other] = [ones.get(place), others.get(place)]
    const { direction } = (one ?? other) as Lane
    const nothing = { direction, runs: [] }
    return [one ?? nothing, other ?? nothing]
  })
}

function differenceInKind(one: Lane, other: Lane): Difference | undefined {
  const length = Math.max(one.runs.length, other.runs.length)
  for (let at = 0; at < length; at++) {
    const [a, b] = [one.runs[at], other.runs[at]]
    if (a?.method !== b?.method) return { direction: one.direction, a, b, after: one.runs[at - 1] }
  }
  return undefined
}

function differenceInDetails(
  one: Lane,
  other: Lane,
): (Difference & { readonly fields: readonly FieldDifference[] }) | undefined {
  if (one.direction !== 'client-to-broker') return undefined
  for (const [at, a] of one.runs.entries()) {
    const b = other.runs[at]
    if (a.method !== b?.method) return undefined
    // What clients say of themselves has a table of its own.
    if (a.method.className === 'connection') continue
    const fields = differingFields(a, b)
    if (fields.length > 0) return { direction: one.direction, a, b, after: one.runs[at - 1], fields }
  }
  return undefined
}

/** What the broker chooses, or the library for itself. */
const CHOSEN: ReadonlySet<string> = new Set(['consumerTag', 'deliveryTag', 'replyText'])

/** The arguments and properties that differ. */
export function differingFields(a: SeenCommand, b: SeenCommand): FieldDifference[] {
  const differences = (one: SeenFields = {}, other: SeenFields = {}): FieldDifference[] =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .filter(
        (name) => !CHOSEN.has(name) && !isGiven(one[name], other[name]) && !isEqual(one[name], other[name]),
      )
      .map((name) => ({ name, a: one[name], b: other[name] }))
  return [...differences(a.args, b.args), ...differences(a.content?.properties, b.content?.properties)]
}

/** Whether both are names that a broker gave, or would give. */
function isGiven(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return [a, b].every((value) => typeof value === 'string' && value.startsWith('amq.gen-'))
}

/** Whether two values are the same, tables in any order. */
export function isEqual(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return `${item}n`
    if (item instanceof Uint8Array) return [...item]
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  })
}

function earliest<T extends Difference>(differences: readonly T[]): T | undefined {
  const time = ({ a, b }: T): number => (a ?? b)?.atSeconds ?? 0
  return differences.toSorted((one, other) => time(one) - time(other))[0]
}

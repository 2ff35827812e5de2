import { classInfos, type FieldInfo, methodInfos, propertyInfos } from '../../generated/metadata.ts'
import type { FrameKind } from '../range.ts'
import type { FieldPath } from './expression.ts'

/** What the values of a field are. `any` stands for what a table holds, which nobody knows beforehand. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'table' | 'any'

/** A field that a filter can ask for. */
export interface KnownField {
  /** The name that it is looked up by. */
  readonly path: FieldPath
  readonly kind: FieldKind
  /** The values that it can have, where there are few, by every way to write them. */
  readonly choices?: ReadonlyMap<string, string>
}

/** What a filter asks for is not there: what is wrong, in words. */
export interface UnknownField {
  readonly problem: string
}

/** The names of what can be asked for beside arguments and properties. */
export type GeneralField =
  | 'frame'
  | 'connection'
  | 'channel'
  | 'direction'
  | 'method'
  | 'class'
  | 'frameType'
  | 'bytes'
  | 'bodyBytes'
  | 'body'
  | 'atSeconds'
  | 'latencyMs'
  | 'problem'

/** What every frame and every command can be asked for, beside its arguments and properties. */
export const GENERAL_FIELDS: Readonly<Record<GeneralField, FieldKind>> = {
  /** Its number, or that of the first of its frames. */
  frame: 'number',
  /** The connection, counted from 1. */
  connection: 'number',
  channel: 'number',
  /** `client-to-broker` or `broker-to-client`. */
  direction: 'text',
  /** Such as `basic.publish`. */
  method: 'text',
  /** Such as `queue`. */
  class: 'text',
  /** `method`, `header`, `body`, `heartbeat`, `protocol-header` or `damage`; of a command that of its first frame. */
  frameType: 'text',
  /** All octets of it on the wire. */
  bytes: 'number',
  /** Octets of the message, as the content header announces them. */
  bodyBytes: 'number',
  /** The message, or of a body frame the piece of it that it carries. */
  body: 'text',
  /** Seconds since the watching began. */
  atSeconds: 'number',
  /** Milliseconds since what it answers; of replies, acks and nacks. */
  latencyMs: 'number',
  /** What is wrong, in words. */
  problem: 'text',
}

/** What names arguments alone and properties alone, for a name that both have, such as `type`. */
export const ARGS = 'args'
export const PROPERTIES = 'properties'

const args = byEveryName(methodInfos.flatMap(({ fields }) => fields))
const properties = byEveryName(propertyInfos)
const FRAME_KINDS: readonly FrameKind[] = [
  'method',
  'header',
  'body',
  'heartbeat',
  'protocol-header',
  'damage',
]
const CHOICES: { readonly [name in GeneralField]?: ReadonlyMap<string, string> } = {
  direction: new Map(['client-to-broker', 'broker-to-client'].map((way) => [way, way])),
  method: new Map(
    methodInfos.flatMap(({ name, apiName }) => [
      [name, name],
      [apiName, name],
    ]),
  ),
  class: new Map(classInfos.map(({ name }) => [name, name])),
  frameType: new Map(FRAME_KINDS.map((kind) => [kind, kind])),
}

/** Finds a field by its name in the API or in the standard. */
export function fieldAt([name, ...inner]: FieldPath): KnownField | UnknownField {
  if (name === ARGS) return within(ARGS, args, 'argument', inner)
  if (name === PROPERTIES) return within(PROPERTIES, properties, 'property', inner)
  if (Object.hasOwn(GENERAL_FIELDS, name)) {
    const general = name as GeneralField
    const choices = CHOICES[general]
    const kind = GENERAL_FIELDS[general]
    return deeper({ path: [name], kind, ...(choices === undefined ? {} : { choices }) }, inner)
  }
  const info = args.get(name) ?? properties.get(name)
  if (info !== undefined) return deeper({ path: [info.name], kind: kindOf(info) }, inner)
  const names = [...Object.keys(GENERAL_FIELDS), ...args.keys(), ...properties.keys()]
  return { problem: `there is no field ${name}${suggestion(name, names)}` }
}

function within(
  group: string,
  infos: ReadonlyMap<string, FieldInfo>,
  what: string,
  [name, ...inner]: readonly string[],
): KnownField | UnknownField {
  if (name === undefined) return { problem: `expected a name behind it, such as ${group}.type` }
  const info = infos.get(name)
  if (info === undefined) return { problem: `there is no ${what} ${name}${suggestion(name, infos.keys())}` }
  return deeper({ path: [group, info.name], kind: kindOf(info) }, inner)
}

function deeper(field: KnownField, inner: readonly string[]): KnownField | UnknownField {
  if (inner.length === 0) return field
  if (field.kind !== 'table') return { problem: `${field.path.join('.')} is no table` }
  return { path: [...field.path, ...inner], kind: 'any' }
}

function kindOf({ type }: FieldInfo): FieldKind {
  switch (type) {
    case 'bit':
      return 'boolean'
    case 'table':
      return 'table'
    case 'shortstr':
    case 'longstr':
      return 'text'
    default:
      return 'number'
  }
}

function byEveryName(infos: readonly FieldInfo[]): ReadonlyMap<string, FieldInfo> {
  return new Map(
    infos
      .filter(({ reserved }) => !reserved)
      .flatMap((info): [string, FieldInfo][] => [
        [info.name, info],
        [info.wireName, info],
      ]),
  )
}

/** The nearest of the names that exist, as a question, where one is near. */
export function suggestion(name: string, names: Iterable<string>): string {
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    const edits = distance(plain(name), plain(candidate))
    if (edits < least) [best, least] = [candidate, edits]
  }
  return best === undefined ? '' : `; did you mean ${best}?`
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** How many letters have to be changed, put in or taken out to make one word of the other. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(changed, above[j]! + 1, row[j - 1]! + 1))
    }
    above = row
  }
  return above[b.length]!
}

import type { Field, Model, ProtocolMethod, WireType } from '../model.ts'
import { camel, dotted, typeName } from '../names.ts'
import { comment, fieldWords, HEADER, literal, methodParagraphs } from './text.ts'

/** The type of a field once it was read. A caller may give more: see `Args`. */
export const TYPESCRIPT_TYPES: Record<WireType, string> = {
  bit: 'boolean',
  octet: 'number',
  short: 'number',
  long: 'number',
  longlong: 'number',
  shortstr: 'string',
  longstr: 'Uint8Array',
  timestamp: 'number | bigint',
  table: 'FieldTable',
}

/** types.ts: the fields of each method, and what a caller gives for them. */
export function emitTypes(model: Model): string {
  return [
    HEADER,
    "import type { FieldTable } from '../wire/field-value.ts'\nimport type { Args } from '../wire/method.ts'\n",
    ...model.classes.flatMap((c) => c.methods).map(methodTypes),
  ].join('\n')
}

/** The fields that a user sees. */
export function visible(fields: readonly Field[]): Field[] {
  return fields.filter((field) => !field.reserved)
}

function methodTypes(method: ProtocolMethod): string {
  const name = typeName(method)
  const fields = visible(method.fields)
  const members = fields.map(
    (field) =>
      `${comment([fieldWords(field.docs)], '  ')}  readonly ${camel(field.name)}: ${TYPESCRIPT_TYPES[field.type]}\n`,
  )
  const required = fields.filter((field) => field.required).map((field) => literal(camel(field.name)))
  const conditions = fields.flatMap(({ name: field, requiredUnless: bit }) =>
    bit === undefined
      ? []
      : ` &
  (Pick<${name}, ${literal(camel(field))}> | {
${comment([`Where it is true, \`${camel(field)}\` may be left out.`], '    ')}    readonly ${camel(bit)}: true
  })`,
  )
  const given = required.length === 0 ? `Args<${name}>` : `Args<${name}, ${required.join(' | ')}>`
  const args = [given, ...conditions].join('')
  const body = members.length === 0 ? '{}' : `{\n${members.join('')}}`
  return `${comment([`The fields of \`${dotted(method)}\`: ${method.docs.label}.`, ...methodParagraphs(dotted(method), method.docs)])}export interface ${name} ${body}
/** What a caller gives for {@link ${name}}. */
export type ${name}Args = ${args}
`
}

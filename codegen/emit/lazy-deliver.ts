import type { Field, Model, ProtocolMethod } from '../model.ts'
import { camel, dotted, typeName } from '../names.ts'
import { octetGroups, readCall } from './codecs.ts'
import { comment, HEADER, literal } from './text.ts'
import { visible } from './types.ts'

/** The field by which a channel finds who a delivery is for. */
const ADDRESSEE = 'consumer-tag'

/** lazy-deliver.ts: basic.deliver, whose texts most consumers never look at. */
export function emitLazyDeliver(model: Model): string {
  const method = model.classes.flatMap((c) => c.methods).find((m) => dotted(m) === 'basic.deliver')
  if (method === undefined) throw new Error('expected a method basic.deliver')
  const name = typeName(method)
  const texts = visible(method.fields).filter(isText)
  const words = `\`${dotted(method)}\` as it came: its texts are decoded when somebody asks for them, and bytes that are not UTF-8 become U+FFFD then, because they are the fault of some publisher.`
  return `${HEADER}
import { shortstrAt, shortstrIs } from '../wire/name-cache.ts'
import type { Reader } from '../wire/reader.ts'
import type { ${name} } from './types.ts'

${comment([words])}export class Lazy${name} implements ${name} {
${visible(method.fields)
  .filter((field) => !isText(field))
  .map((field) => `  readonly ${camel(field.name)}: ${field.type === 'bit' ? 'boolean' : 'number'}\n`)
  .join('')}  private readonly bytes: Uint8Array
${texts.map((field) => `  private readonly ${at(field)}: number\n`).join('')}
  /** Makes sure that all fields are there. */
  constructor(reader: Reader) {
    this.bytes = reader.bytes
${linesOf(method)}  }
${texts.map(getter).join('')}
  /** Whether its ${ADDRESSEE} has these octets: no text has to be made to find that out. */
  isFor(${camel(ADDRESSEE)}: Uint8Array): boolean {
    return shortstrIs(this.bytes, this.${camel(ADDRESSEE)}At, ${camel(ADDRESSEE)})
  }
}
`
}

function linesOf(method: ProtocolMethod): string {
  return octetGroups(method.fields)
    .flatMap((group) => {
      const [first] = group as [Field]
      const name = camel(first.name)
      if (isText(first)) return [`this.${at(first)} = reader.skipShortstr(${literal(name)})`]
      if (first.type !== 'bit') return [`this.${name} = ${readCall(first.type, name)}`]
      if (group.length > 1) throw new Error('expected no more than one bit in a row')
      return [`this.${name} = (reader.octet('bits') & 1) !== 0`]
    })
    .map((line) => `    ${line}\n`)
    .join('')
}

function getter(field: Field): string {
  return `
  get ${camel(field.name)}(): string {
    return shortstrAt(this.bytes, this.${at(field)})
  }
`
}

function isText(field: Field): boolean {
  return field.type === 'shortstr'
}

/** Where a text's length is. */
function at(field: Field): string {
  return `${camel(field.name)}At`
}

import type { Field, Model, ProtocolMethod } from '../model.ts'
import { camel, dotted, typeName } from '../names.ts'
import { readCall } from './codecs.ts'
import { comment, HEADER } from './text.ts'
import { visible } from './types.ts'

/** The field by which a channel finds who a delivery is for. */
const ADDRESSEE = 'consumer-tag'
/** How many octets the other types take that basic.deliver has. */
const OCTETS: Readonly<Record<string, number>> = { longlong: 8, bit: 1 }

/** lazy-deliver.ts: basic.deliver, whose texts most consumers never look at. */
export function emitLazyDeliver(model: Model): string {
  const method = model.classes.flatMap((c) => c.methods).find((m) => dotted(m) === 'basic.deliver')
  if (method === undefined) throw new Error('expected a method basic.deliver')
  const [first] = visible(method.fields)
  if (first?.name !== ADDRESSEE) throw new Error(`expected ${ADDRESSEE} to come first`)
  const [number, ...others] = method.fields.filter(isNumber)
  if (number === undefined || others.length > 0) throw new Error('expected one number')
  const name = typeName(method)
  const words = `\`${dotted(method)}\` as it came: its texts are decoded when somebody asks for them, and bytes that are not UTF-8 become U+FFFD then, because they are the fault of some publisher.`
  return `${HEADER}
import { shortstrAt } from '../wire/name-cache.ts'
import type { Reader } from '../wire/reader.ts'
import type { ShortText } from '../wire/short-text.ts'
import { decode${name} } from './codecs.ts'
import type { ${name} } from './types.ts'

${comment([words])}export class Lazy${name} implements ${name} {
  readonly ${camel(number.name)}: number
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private readonly ${at(first)}: number

  /** Makes sure that all fields are there. */
  constructor(reader: Reader) {
    const { bytes, view, at, end } = reader
    this.bytes = bytes
    this.view = view
    this.${at(first)} = at
    // The lengths alone tell whether all is there, and that is one check (docs/decisions/0006).
    if (${placeBehind(method.fields)} === end) {
      reader.at = ${placeBehind(method.fields.slice(0, method.fields.indexOf(number)))}
      this.${camel(number.name)} = ${readCall(number.type, camel(number.name))}
      reader.at = end
    } else {
      // Something is wrong: the codec says what, or leaves octets over.
      this.${camel(number.name)} = decode${name}(reader).${camel(number.name)}
    }
  }
${gettersOf(method)}
  /** Whether it is for this consumer: no text has to be made to find that out. */
  isFor(${camel(ADDRESSEE)}: ShortText): boolean {
    return ${camel(ADDRESSEE)}.isAt(this.view, this.${camel(ADDRESSEE)}At)
  }
}

/** Where what follows a short text begins. */
function behind(bytes: Uint8Array, at: number): number {
  return at + 1 + (bytes[at] as number)
}
`
}

/** The place behind these fields, the first of which is at `at`. */
function placeBehind(fields: readonly Field[]): string {
  let [place, octets] = ['at', 0]
  const here = (): string => (octets === 0 ? place : `${place} + ${octets}`)
  for (const field of fields) {
    if (isText(field)) [place, octets] = [`behind(bytes, ${here()})`, 0]
    else octets += OCTETS[field.type] as number
  }
  return here()
}

/** Each text and bit is found from the text before it. */
function gettersOf({ fields }: ProtocolMethod): string {
  let [place, octets] = ['', 0]
  return fields
    .map((field) => {
      const here = octets === 0 ? place : `${place} + ${octets}`
      const name = camel(field.name)
      if (!isText(field)) octets += OCTETS[field.type] as number
      if (isNumber(field)) return ''
      if (!isText(field))
        return getter(`get ${name}`, 'boolean', `((this.bytes[${here}] as number) & 1) !== 0`)
      ;[place, octets] = [`behind(this.bytes, this.${at(field)})`, 0]
      const text = getter(`get ${name}`, 'string', `shortstrAt(this.bytes, this.${at(field)})`)
      return here === '' ? text : `${getter(`private get ${at(field)}`, 'number', here)}${text}`
    })
    .join('')
}

function getter(head: string, type: string, value: string): string {
  return `
  ${head}(): ${type} {
    return ${value}
  }
`
}

function isText(field: Field): boolean {
  return field.type === 'shortstr'
}

function isNumber(field: Field): boolean {
  return field.type === 'longlong'
}

/** Where a text's length is. */
function at(field: Field): string {
  return `${camel(field.name)}At`
}

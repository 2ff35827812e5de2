import type { Field, Model, ProtocolMethod, WireType } from '../model.ts'
import { camel, dotted, hex32, idOf, typeName } from '../names.ts'
import { HEADER, literal } from './text.ts'
import { visible } from './types.ts'

/** codecs.ts: an encoder and a decoder for each method, straight-line. */
export function emitCodecs(model: Model): string {
  const methods = model.classes.flatMap((c) => c.methods)
  const types = methods.flatMap((method) => [
    ...(method.fields.length === 0 ? [] : [typeName(method)]),
    `${typeName(method)}Args`,
  ])
  return [
    HEADER,
    "import { readTable } from '../wire/field-table-reader.ts'\n",
    "import { writeTable } from '../wire/field-table-writer.ts'\n",
    "import type { Reader } from '../wire/reader.ts'\n",
    "import { flag, type Writer } from '../wire/writer.ts'\n",
    `import type {\n${types
      .sort()
      .map((name) => `  ${name},\n`)
      .join('')}} from './types.ts'\n`,
    `
/** The fields of a method that has none: always this one object, by which such an answer is told. */
export const NOTHING: object = Object.freeze({})

/** Reads the fields of a method that has none. */
export function decodeNothing(): object {
  return NOTHING
}
`,
    ...methods.map((method) => `\n${encoder(method)}\n${decoder(method)}`),
  ].join('')
}

function encoder(method: ProtocolMethod): string {
  const used = visible(method.fields).length > 0
  const lines = octetGroups(method.fields).map((group) => {
    const first = group[0] as Field
    if (first.type === 'bit') return `  writer.octet(${packBits(group)}, '')`
    const value = first.reserved ? 'undefined' : `args.${camel(first.name)}`
    return `  ${writeCall(first.type, value, first.reserved ? '' : camel(first.name))}`
  })
  return `/** Writes the payload of \`${dotted(method)}\`. */
export function encode${typeName(method)}(writer: Writer, ${used ? 'args' : '_args'}: ${typeName(method)}Args): void {
  writer.long(${hex32(idOf(method))}, '')
${lines.map((line) => `${line}\n`).join('')}}
`
}

/** Methods without any field are read by one function: there is nothing to tell them apart by. */
export function decoderName(method: ProtocolMethod): string {
  return method.fields.length === 0 ? 'decodeNothing' : `decode${typeName(method)}`
}

function decoder(method: ProtocolMethod): string {
  if (method.fields.length === 0) return ''
  const lines: string[] = []
  for (const group of octetGroups(method.fields)) {
    const first = group[0] as Field
    if (first.type !== 'bit') {
      const read = readCall(first.type, first.reserved ? 'reserved' : camel(first.name))
      lines.push(first.reserved ? `  ${read}` : `  const ${local(first)} = ${read}`)
    } else if (visible(group).length === 0) {
      lines.push(`  reader.octet('bits')`)
    } else {
      const octet = `bitsFrom${typeName({ ...method, name: first.name, className: '' })}`
      lines.push(`  const ${octet} = reader.octet('bits')`)
      group.forEach((field, bit) => {
        if (!field.reserved) lines.push(`  const ${local(field)} = (${octet} & ${1 << bit}) !== 0`)
      })
    }
  }
  const result = visible(method.fields).map((field) =>
    local(field) === camel(field.name) ? camel(field.name) : `${camel(field.name)}: ${local(field)}`,
  )
  return `/** Reads the fields of \`${dotted(method)}\`, behind its ids. */
export function decode${typeName(method)}(reader: Reader): ${typeName(method)} {
${lines.map((line) => `${line}\n`).join('')}  return {${result.length === 0 ? '' : ` ${result.join(', ')} `}}
}
`
}

/** Consecutive bits share octets, eight to one; every other field stands alone. */
function octetGroups(fields: readonly Field[]): Field[][] {
  const groups: Field[][] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (field.type === 'bit' && last?.[0]?.type === 'bit' && last.length < 8) last.push(field)
    else groups.push([field])
  }
  return groups
}

function packBits(group: readonly Field[]): string {
  const flags = group.flatMap((field, bit) =>
    field.reserved ? [] : [`flag(args.${camel(field.name)}, ${1 << bit}, ${literal(camel(field.name))})`],
  )
  return flags.length === 0 ? '0' : flags.join(' | ')
}

/** The statement that writes a value of this type. */
export function writeCall(type: WireType, value: string, name: string): string {
  switch (type) {
    case 'table':
      return `writeTable(writer, ${value}, ${literal(name)})`
    case 'timestamp':
      return `writer.longlong(${value}, ${literal(name)})`
    default:
      return `writer.${type}(${value}, ${literal(name)})`
  }
}

/** The expression that reads a value of this type. */
export function readCall(type: WireType, name: string): string {
  return type === 'table' ? `readTable(reader, ${literal(name)})` : `reader.${type}(${literal(name)})`
}

/** `arguments` is a word of the language. */
function local(field: Field): string {
  const name = camel(field.name)
  return name === 'arguments' ? 'table' : name
}

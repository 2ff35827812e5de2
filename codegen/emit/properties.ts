import type { Field, Model } from '../model.ts'
import { camel } from '../names.ts'
import { readCall, writeCall } from './codecs.ts'
import { comment, fieldWords, HEADER, literal } from './text.ts'
import { TYPESCRIPT_TYPES, visible } from './types.ts'

/** The first property has the highest bit of the flags word; the lowest says that another word follows. */
const HIGHEST_BIT = 15
const CONTINUATION = 1

/** properties.ts: the properties of a message, which only the class basic has. */
export function emitProperties(model: Model): string {
  const [basic, ...others] = model.classes.filter((c) => c.properties.length > 0)
  if (basic === undefined || others.length > 0 || basic.properties.length > HIGHEST_BIT)
    throw new Error('expected one class with 1 to 15 properties')
  const shown = visible(basic.properties)
  const bit = (field: Field): number => 1 << (HIGHEST_BIT - basic.properties.indexOf(field))
  return `${HEADER}
import { readTable } from '../wire/field-table-reader.ts'
import { writeTable } from '../wire/field-table-writer.ts'
import type { FieldTable } from '../wire/field-value.ts'
import type { Reader } from '../wire/reader.ts'
import type { Writer } from '../wire/writer.ts'

${comment([`The properties that travel in the header of a message. ${basic.docs.purpose}`])}export interface BasicProperties {
${shown
  .map(
    (field) =>
      `${comment([fieldWords(field.docs)], '  ')}  readonly ${camel(field.name)}?: ${TYPESCRIPT_TYPES[field.type]} | undefined\n`,
  )
  .join('')}}

${comment(['Writes the flags word, then each property that is there. The flags say which ones are.'])}export function encodeBasicProperties(writer: Writer, properties: BasicProperties): void {
  let flags = 0
${shown.map((field) => `  if (properties.${camel(field.name)} !== undefined) flags |= ${bit(field)}\n`).join('')}  writer.short(flags, 'property flags')
${shown
  .map(
    (field) =>
      `  if ((flags & ${bit(field)}) !== 0) ${writeCall(field.type, `properties.${camel(field.name)}`, camel(field.name))}\n`,
  )
  .join('')}}

${comment(['Reads the flags word and the properties. A flag that stands for no property is passed over, as RabbitMQ does.'])}export function decodeBasicProperties(reader: Reader): BasicProperties {
  const flags = reader.short('property flags')
  if ((flags & ${CONTINUATION}) !== 0) throw reader.broken('property flags', 'continue in a second word, which this class does not have')
  const properties: { -readonly [K in keyof BasicProperties]: BasicProperties[K] } = {}
${basic.properties
  .map((field) => {
    const target = field.reserved ? '' : `properties.${camel(field.name)} = `
    return `  if ((flags & ${bit(field)}) !== 0) ${target}${readProperty(field)}\n`
  })
  .join('')}  reader.finish('the property list')
  return properties
}
`
}

function readProperty(field: Field): string {
  const name = camel(field.name)
  return field.type === 'shortstr' ? `reader.lenientShortstr(${literal(name)})` : readCall(field.type, name)
}

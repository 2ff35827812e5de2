import type { BasicProperties } from '../generated/properties.ts'
import { encodeBasicProperties } from '../generated/properties.ts'
import { Content } from '../protocol/content.ts'
import { readTable } from '../wire/field-table-reader.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'

/** A message's headers with the types that they have on the wire: each value is an `Explicit`. Empty where there are none. */
export function explicitHeaders(content: Content): FieldTable {
  if (content.properties.headers === undefined) return {}
  const { contentType, contentEncoding } = content.properties
  const reader = new Reader(content.propertyBytes)
  reader.short('property flags')
  if (contentType !== undefined) reader.lenientShortstr('contentType')
  if (contentEncoding !== undefined) reader.lenientShortstr('contentEncoding')
  return readTable(reader, 'headers', { explicit: true })
}

/** The same body, by reference, with some of the properties changed. */
export function withProperties(content: Content, changes: BasicProperties): Content {
  const writer = new Writer()
  // What the changes do not name is as it was, types on the wire included.
  encodeBasicProperties(writer, {
    ...content.properties,
    headers: content.properties.headers && explicitHeaders(content),
    ...changes,
  })
  const { body } = content
  return new Content(writer.bytes, 0, writer.at, body, 0, body.length)
}

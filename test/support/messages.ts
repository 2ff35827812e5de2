import type { BasicProperties } from '../../src/generated/properties.ts'
import { encodeBasicProperties } from '../../src/generated/properties.ts'
import { Content } from '../../src/protocol/content.ts'
import { Writer } from '../../src/wire/writer.ts'

/** The content of a message, as it comes from the wire. */
export function contentOf(text: string, properties: BasicProperties = {}): Content {
  const writer = new Writer()
  encodeBasicProperties(writer, properties)
  const body = Buffer.from(text)
  return new Content(writer.bytes, 0, writer.at, body, 0, body.length)
}

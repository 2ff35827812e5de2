import { QueuedMessage } from '../../src/broker/message.ts'
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

/** A message in a queue, whose text is its routing key as well. */
export function queuedOf(text: string, position: number, priority: number = 0): QueuedMessage {
  const message = { exchange: '', routingKey: text, content: contentOf(text) }
  return new QueuedMessage(message, position, Number.POSITIVE_INFINITY, priority)
}

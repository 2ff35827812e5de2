// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import { readTable } from '../wire/field-table-reader.ts'
import { writeTable } from '../wire/field-table-writer.ts'
import type { FieldTable } from '../wire/field-value.ts'
import type { Reader } from '../wire/reader.ts'
import type { Writer } from '../wire/writer.ts'

/** The properties that travel in the header of a message. Doc of basic */
export interface BasicProperties {
  /** Doc of content-type */
  readonly contentType?: string | undefined
  /** Doc of content-encoding */
  readonly contentEncoding?: string | undefined
  /** Doc of headers */
  readonly headers?: FieldTable | undefined
  /** Doc of delivery-mode */
  readonly deliveryMode?: number | undefined
  /** Doc of priority */
  readonly priority?: number | undefined
  /** Doc of correlation-id */
  readonly correlationId?: string | undefined
  /** Doc of reply-to */
  readonly replyTo?: string | undefined
  /** Doc of expiration */
  readonly expiration?: string | undefined
  /** Doc of message-id */
  readonly messageId?: string | undefined
  /** Doc of timestamp */
  readonly timestamp?: number | bigint | undefined
  /** Doc of type */
  readonly type?: string | undefined
  /** Doc of user-id */
  readonly userId?: string | undefined
  /** Doc of app-id */
  readonly appId?: string | undefined
}

/** Writes the flags word, then each property that is there. The flags say which ones are. */
export function encodeBasicProperties(writer: Writer, properties: BasicProperties): void {
  let flags = 0
  if (properties.contentType !== undefined) flags |= 32768
  if (properties.contentEncoding !== undefined) flags |= 16384
  if (properties.headers !== undefined) flags |= 8192
  if (properties.deliveryMode !== undefined) flags |= 4096
  if (properties.priority !== undefined) flags |= 2048
  if (properties.correlationId !== undefined) flags |= 1024
  if (properties.replyTo !== undefined) flags |= 512
  if (properties.expiration !== undefined) flags |= 256
  if (properties.messageId !== undefined) flags |= 128
  if (properties.timestamp !== undefined) flags |= 64
  if (properties.type !== undefined) flags |= 32
  if (properties.userId !== undefined) flags |= 16
  if (properties.appId !== undefined) flags |= 8
  writer.short(flags, 'property flags')
  if ((flags & 32768) !== 0) writer.shortstr(properties.contentType, "contentType")
  if ((flags & 16384) !== 0) writer.shortstr(properties.contentEncoding, "contentEncoding")
  if ((flags & 8192) !== 0) writeTable(writer, properties.headers, "headers")
  if ((flags & 4096) !== 0) writer.octet(properties.deliveryMode, "deliveryMode")
  if ((flags & 2048) !== 0) writer.octet(properties.priority, "priority")
  if ((flags & 1024) !== 0) writer.shortstr(properties.correlationId, "correlationId")
  if ((flags & 512) !== 0) writer.shortstr(properties.replyTo, "replyTo")
  if ((flags & 256) !== 0) writer.shortstr(properties.expiration, "expiration")
  if ((flags & 128) !== 0) writer.shortstr(properties.messageId, "messageId")
  if ((flags & 64) !== 0) writer.longlong(properties.timestamp, "timestamp")
  if ((flags & 32) !== 0) writer.shortstr(properties.type, "type")
  if ((flags & 16) !== 0) writer.shortstr(properties.userId, "userId")
  if ((flags & 8) !== 0) writer.shortstr(properties.appId, "appId")
}

/** Reads the flags word and the properties. A flag that stands for no property of the class is an error. */
export function decodeBasicProperties(reader: Reader): BasicProperties {
  const flags = reader.short('property flags')
  if ((flags & 1) !== 0) throw reader.broken('property flags', 'continue in a second word, which this class does not have')
  const properties: { -readonly [K in keyof BasicProperties]: BasicProperties[K] } = {}
  if ((flags & 32768) !== 0) properties.contentType = reader.lenientShortstr("contentType")
  if ((flags & 16384) !== 0) properties.contentEncoding = reader.lenientShortstr("contentEncoding")
  if ((flags & 8192) !== 0) properties.headers = readTable(reader, "headers")
  if ((flags & 4096) !== 0) properties.deliveryMode = reader.octet("deliveryMode")
  if ((flags & 2048) !== 0) properties.priority = reader.octet("priority")
  if ((flags & 1024) !== 0) properties.correlationId = reader.lenientShortstr("correlationId")
  if ((flags & 512) !== 0) properties.replyTo = reader.lenientShortstr("replyTo")
  if ((flags & 256) !== 0) properties.expiration = reader.lenientShortstr("expiration")
  if ((flags & 128) !== 0) properties.messageId = reader.lenientShortstr("messageId")
  if ((flags & 64) !== 0) properties.timestamp = reader.timestamp("timestamp")
  if ((flags & 32) !== 0) properties.type = reader.lenientShortstr("type")
  if ((flags & 16) !== 0) properties.userId = reader.lenientShortstr("userId")
  if ((flags & 8) !== 0) properties.appId = reader.lenientShortstr("appId")
  if ((flags & 4) !== 0) reader.lenientShortstr('reserved')
  reader.finish('the property list')
  return properties
}

// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import { readTable } from '../wire/field-table-reader.ts'
import { writeTable } from '../wire/field-table-writer.ts'
import type { FieldTable } from '../wire/field-value.ts'
import type { Reader } from '../wire/reader.ts'
import type { Writer } from '../wire/writer.ts'

/**
 * The properties that travel in the header of a message. Moves messages: publishes them, delivers them, and
 * settles what was delivered. A message is a method followed by its content, that is one header frame with
 * properties and as many body frames as it takes. The client publishes with `publish`; it receives with
 * `consume`, after which the server pushes `deliver` until `cancel`, or message by message with `get`. Each
 * delivery has a tag, and `ack` or `reject` settles it by that tag unless it was asked for with `no-ack`.
 * `qos` limits how many deliveries may be outstanding. What was never settled is delivered again, so a
 * consumer may see a message twice.
 */
export interface BasicProperties {
  /**
   * Tells what the body is, as a MIME type such as `application/json`. It is for the applications; brokers
   * pass it on and do not look at it.
   */
  readonly contentType?: string | undefined
  /**
   * Tells how the body is packed, such as `gzip`. It is for the applications; nobody on the way packs or
   * unpacks anything.
   */
  readonly contentEncoding?: string | undefined
  /**
   * Carries named values of the application's choice. An exchange of type `headers` routes by them. RabbitMQ:
   * `CC` and `BCC`, each an array of texts, name further routing keys; `BCC` is removed before delivery. The
   * broker adds `x-death` and the like to dead letters and `x-delivery-count` on quorum queues.
   */
  readonly headers?: FieldTable | undefined
  /**
   * Chooses whether the message shall survive a restart: 1 for transient, 2 for persistent. It survives only
   * in a durable queue. RabbitMQ: 2 is persistent; 1, and no value at all, is transient. 3.10 refuses any
   * other value with 406.
   */
  readonly deliveryMode?: number | undefined
  /**
   * Ranks the message against others in its queue, from 0 to 9, where 9 goes first. It matters only to queues
   * that heed priorities. RabbitMQ: Classic queues heed it only where they have `x-max-priority`; higher
   * values count as that maximum, and no priority counts as 0.
   */
  readonly priority?: number | undefined
  /**
   * Ties an answer to its request: the caller makes up a value and the answer repeats it. Brokers pass it on
   * as it is.
   */
  readonly correlationId?: string | undefined
  /**
   * Tells the receiver where to send the answer: usually the name of a queue, to be used as routing key on
   * the default exchange. RabbitMQ: `amq.rabbitmq.reply-to` asks for direct replies: the broker puts a name
   * in its place that leads to the caller's channel. The caller must consume from `amq.rabbitmq.reply-to`
   * with `no-ack` on that channel first, or the publish is 406.
   */
  readonly replyTo?: string | undefined
  /**
   * Limits how long the message may wait in a queue. The standard leaves the form of this text to the server.
   * RabbitMQ: Milliseconds as decimal text, such as `60000`; anything else is 406. The smaller of this and
   * the queue's `x-message-ttl` holds. Expired messages go only when they reach the head of the queue; `0`
   * reaches only a consumer that is ready. The property is removed from dead letters.
   */
  readonly expiration?: string | undefined
  /**
   * Identifies the message for the applications, for instance to notice one that comes twice. Brokers neither
   * set nor check it.
   */
  readonly messageId?: string | undefined
  /**
   * Tells when the message was made, in whole seconds since 1970. The publisher sets it, so it is as right as
   * the publisher's clock.
   */
  readonly timestamp?: number | bigint | undefined
  /**
   * Names the kind of message as the application sees it, such as `order.created`. It has nothing to do with
   * the exchange's type.
   */
  readonly type?: string | undefined
  /**
   * Names the user who published the message. Leave it out unless receivers need it. RabbitMQ: Checked: it
   * must be the user that the connection is logged in as, else 406.
   */
  readonly userId?: string | undefined
  /** Names the application that published the message. Brokers pass it on and do not look at it. */
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

/**
 * Reads the flags word and the properties. A flag that stands for no property is passed over, as RabbitMQ
 * does.
 */
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
  if ((flags & 4) !== 0) reader.lenientShortstr("reserved")
  reader.finish('the property list')
  return properties
}

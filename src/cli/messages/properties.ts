import { type Command, InvalidArgumentError } from 'commander'
import type { BasicProperties } from '../../generated/properties.ts'
import type { FieldTable, FieldValue } from '../../wire/field-value.ts'

/** The properties of a message, as options of a command say them. */
export interface PropertyOptions {
  readonly persistent?: boolean
  readonly contentType?: string
  readonly contentEncoding?: string
  readonly header?: FieldTable
  readonly messageId?: string
  readonly correlationId?: string
  readonly replyTo?: string
  readonly expiration?: number
  readonly priority?: number
  readonly type?: string
  readonly userId?: string
  readonly appId?: string
}

/** Adds an option for each property that a publisher may set. */
export function addPropertyOptions(command: Command): Command {
  return command
    .option('-p, --persistent', 'have it survive a restart of the broker, in a durable queue')
    .option('-t, --content-type <type>', 'what the body is, such as application/json')
    .option('--content-encoding <name>', 'how the body is packed, such as gzip')
    .option(
      '-H, --header <name=value>',
      'a header; may be given more than once. What is JSON is read as such: a number, true, a table; all else is a text',
      header,
    )
    .option('--message-id <id>', 'what identifies it')
    .option('--correlation-id <id>', 'what ties a reply to its request')
    .option('--reply-to <queue>', 'the queue for replies')
    .option('--expiration <ms>', 'how long it may wait in a queue, in milliseconds', upTo(0xffffffff))
    .option(
      '--priority <number>',
      '0 to 255; the highest goes first, in a queue that has priorities',
      upTo(255),
    )
    .option('--type <name>', 'the kind of message, such as order.created')
    .option('--user-id <name>', 'who publishes it: the user that is logged in')
    .option('--app-id <name>', 'the application that publishes it')
}

/** What such options come to. */
export function propertiesOf(options: PropertyOptions): BasicProperties {
  const { persistent, header: headers, expiration, ...same } = options
  const { contentType, contentEncoding, messageId, correlationId, replyTo, priority, type, userId, appId } =
    same
  return {
    contentType,
    contentEncoding,
    headers,
    deliveryMode: persistent === true ? 2 : undefined,
    priority,
    correlationId,
    replyTo,
    expiration: expiration === undefined ? undefined : String(expiration),
    messageId,
    type,
    userId,
    appId,
  }
}

/** Adds a header to those before. */
function header(text: string, before: FieldTable = {}): FieldTable {
  const equals = text.indexOf('=')
  if (equals < 1) throw new InvalidArgumentError('It must be a name and a value with = in between.')
  return { ...before, [text.slice(0, equals)]: headerValue(text.slice(equals + 1)) }
}

function headerValue(text: string): FieldValue {
  try {
    return JSON.parse(text) as FieldValue
  } catch {
    return text
  }
}

/** Reads a whole number of an option, which may be 0. */
function upTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${most}.`)
  }
}

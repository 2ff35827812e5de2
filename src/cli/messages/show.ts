import type { Delivery } from '../../client/index.ts'
import { jsonSafe } from '../../inspect/frame-json.ts'
import { painter, type TextOptions } from '../../inspect/text-layout.ts'
import { counted, isEmpty, printable, valueText } from '../../inspect/value-text.ts'
import { decodeTextStrictly } from '../../wire/bytes.ts'
import type { FieldValue } from '../../wire/field-value.ts'

/** What is shown of a message. */
export type Shown = Pick<Delivery, 'exchange' | 'routingKey' | 'redelivered' | 'properties' | 'body'>

/** Values in the line above a message that are longer are cut. */
const VALUE_CHARS = 60
/** As much is shown of a body that is no text. */
const HEX_BYTES = 512
const HEX_BYTES_A_LINE = 16

/**
 * A message for people: a line that says what it is, and its body below.
 *
 *     2 exchange='orders' routing-key='eu' 12 bytes content-type='text/plain' redelivered
 *     Hello World!
 */
export function messageText(message: Shown, number: number, options: TextOptions): string {
  const paint = painter(options)
  const body = bodyText(message.body)
  return `${paint('bold', String(number))} ${paint('cyan', words(message).join(' '))}\n${body === '' ? '' : `${body}\n`}`
}

function words({ exchange, routingKey, redelivered, properties, body }: Shown): string[] {
  return [
    ...named({ exchange, routingKey }),
    counted(body.length, 'byte'),
    ...named(properties),
    ...(redelivered ? ['redelivered'] : []),
  ]
}

function named(fields: object): string[] {
  return Object.entries(fields as Record<string, FieldValue | undefined>).flatMap(([name, value]) => {
    if (value === undefined || isEmpty(value)) return []
    return [
      `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}=${valueText(value, VALUE_CHARS)}`,
    ]
  })
}

function bodyText(body: Uint8Array): string {
  const text = decodeTextStrictly(body, 0, body.length)
  if (text !== undefined) return printable(text)
  const lines: string[] = []
  for (let at = 0; at < Math.min(body.length, HEX_BYTES); at += HEX_BYTES_A_LINE) {
    const octets = body.subarray(at, Math.min(at + HEX_BYTES_A_LINE, HEX_BYTES))
    lines.push(Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' '))
  }
  if (body.length > HEX_BYTES) lines.push(`… and ${counted(body.length - HEX_BYTES, 'byte')} more`)
  return lines.join('\n')
}

/**
 * A message as a line of JSON, without the line's end:
 *
 *     {"exchange":"","routingKey":"hello","redelivered":false,"properties":{"deliveryMode":2},"bytes":2,"body":"hi"}
 *
 * A body that is no text is `{"hex":"00ff"}`, as octets in headers are.
 */
export function messageJson({ exchange, routingKey, redelivered, properties, body }: Shown): string {
  return JSON.stringify({
    exchange,
    routingKey,
    redelivered,
    properties: jsonSafe(properties as FieldValue),
    bytes: body.length,
    body: decodeTextStrictly(body, 0, body.length) ?? jsonSafe(body),
  })
}

import { Explicit, type FieldValue } from '../wire/field-value.ts'

const names: Readonly<Record<string, string>> = { D: 'decimal', S: 'binary', T: 'timestamp' }

/**
 * What RabbitMQ calls the type of an argument in its refusals. Of an integer the size alone is known here, not whether it
 * travelled in more octets than it needs.
 */
export function typeName(value: FieldValue): string {
  if (value === null) return 'void'
  if (value instanceof Explicit) return names[value.tag] ?? 'binary'
  if (value instanceof Date) return 'timestamp'
  if (value instanceof Uint8Array) return 'binary'
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'string':
      return 'longstr'
    case 'bigint':
      return 'long'
    case 'number':
      if (!Number.isInteger(value)) return 'double'
      return value >= -0x8000_0000 && value <= 0x7fff_ffff ? 'signedint' : 'long'
    default:
      return 'table'
  }
}

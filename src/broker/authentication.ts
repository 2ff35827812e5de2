import { decodeText } from '../wire/bytes.ts'
import { readTable } from '../wire/field-table-reader.ts'
import { Reader } from '../wire/reader.ts'

/** The SASL mechanisms on offer. */
export const mechanisms: readonly string[] = ['PLAIN', 'AMQPLAIN']

/** Who a client says it is. */
export interface Credentials {
  readonly userName: string
  readonly password: string
}

/** PLAIN: `\0name\0password`, with an identity to act as before the first zero, which is ignored. (RFC 4616.) */
export function readPlain(response: Uint8Array): Credentials | undefined {
  const parts = decodeText(response, 0, response.length).split('\0')
  const [, userName, password] = parts
  return parts.length !== 3 || userName === undefined || password === undefined
    ? undefined
    : { userName, password }
}

/** AMQPLAIN: a field table without its length, with LOGIN and PASSWORD. A habit of the protocol's early days. */
export function readAmqplain(response: Uint8Array): Credentials | undefined {
  const table = new Uint8Array(4 + response.length)
  new DataView(table.buffer).setUint32(0, response.length)
  table.set(response, 4)
  const { LOGIN: userName, PASSWORD: password } = readTable(new Reader(table), 'response')
  return typeof userName !== 'string' || typeof password !== 'string' ? undefined : { userName, password }
}

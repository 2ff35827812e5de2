import { decodeText } from '../wire/bytes.ts'
import { readTable } from '../wire/field-table-reader.ts'
import { Reader } from '../wire/reader.ts'

/** Who a client says it is. */
export interface Credentials {
  readonly userName: string
  readonly password: string
}

/** The SASL mechanisms on offer: what each reads from the client's response, which is undefined where it makes no sense. */
export const mechanisms: ReadonlyMap<string, (response: Uint8Array) => Credentials | undefined> = new Map([
  ['PLAIN', readPlain],
  ['AMQPLAIN', readAmqplain],
])

/** PLAIN: `\0name\0password`. (RFC 4616; like RabbitMQ, without an identity to act as before the first zero.) */
function readPlain(response: Uint8Array): Credentials | undefined {
  const [identity, userName, password, ...more] = decodeText(response, 0, response.length).split('\0')
  if (identity !== '' || userName === undefined || password === undefined || more.length > 0) return undefined
  return { userName, password }
}

/** AMQPLAIN: a field table without its length, with LOGIN and PASSWORD. A habit of the protocol's early days. */
function readAmqplain(response: Uint8Array): Credentials | undefined {
  const table = new Uint8Array(4 + response.length)
  new DataView(table.buffer).setUint32(0, response.length)
  table.set(response, 4)
  const { LOGIN: userName, PASSWORD: password } = readTable(new Reader(table), 'response')
  return typeof userName !== 'string' || typeof password !== 'string' ? undefined : { userName, password }
}

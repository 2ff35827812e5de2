import { ConnectionError } from '../errors.ts'
import { decodeText } from '../wire/bytes.ts'
import { writeTable } from '../wire/field-table-writer.ts'
import { Writer } from '../wire/writer.ts'

/** A way to prove who one is. (AMQP 0-9-1, `connection.start-ok` and `connection.secure`; RFC 4422.) */
export interface SaslMechanism {
  /** The name as the broker offers it, such as `PLAIN`. */
  readonly name: string
  /** What is sent with start-ok. */
  initialResponse(): string | Uint8Array
  /** The answer to a challenge; where it is missing, a challenge is an error. */
  respond?(challenge: Uint8Array): string | Uint8Array
}

/** PLAIN: name and password as they are. (RFC 4616.) */
export function plain(username: string, password: string): SaslMechanism {
  return { name: 'PLAIN', initialResponse: () => `\0${username}\0${password}` }
}

/** AMQPLAIN: name and password in a field table without its length. A habit of the protocol's early days. */
export function amqplain(username: string, password: string): SaslMechanism {
  return {
    name: 'AMQPLAIN',
    initialResponse() {
      const writer = new Writer()
      writeTable(writer, { LOGIN: username, PASSWORD: password }, 'credentials')
      return writer.written().subarray(4)
    },
  }
}

/** EXTERNAL: the broker knows already, from the client's TLS certificate. (RFC 4422, appendix A.) */
export function external(): SaslMechanism {
  return { name: 'EXTERNAL', initialResponse: () => '' }
}

/** The mechanisms that need no more than a name and a password. */
export type MechanismName = 'PLAIN' | 'AMQPLAIN' | 'EXTERNAL'

/** The mechanisms of this file. */
export const mechanisms: Readonly<
  Record<MechanismName, (username: string, password: string) => SaslMechanism>
> = { PLAIN: plain, AMQPLAIN: amqplain, EXTERNAL: external }

/** Whether it names a mechanism of this file. */
export function isMechanismName(name: string): name is MechanismName {
  return Object.hasOwn(mechanisms, name)
}

/** The first of ours that the broker offers. `offered` is its list, separated by spaces. */
export function chooseMechanism(own: readonly SaslMechanism[], offered: Uint8Array): SaslMechanism {
  const names = decodeText(offered, 0, offered.length)
  const chosen = own.find((mechanism) => names.split(' ').includes(mechanism.name))
  if (chosen !== undefined) return chosen
  const wanted = own.map((mechanism) => mechanism.name).join(', ')
  throw new ConnectionError(
    `the broker offers the authentication mechanisms ${names}, none of which is ${wanted}`,
    {
      code: 'NO_SASL_MECHANISM',
      scope: 'connection',
      initiator: 'library',
      retriable: false,
      method: 'connection.start',
    },
  )
}

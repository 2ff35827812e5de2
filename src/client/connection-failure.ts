import { ConnectionError } from '../errors.ts'
import type { ClientConnectionState } from '../protocol/lives.ts'

/** What a stream that ends most likely means, by how far the handshake had come. Brokers often hang up without a word. */
const MEANINGS: Partial<Record<ClientConnectionState, readonly [code: string, meaning: string]>> = {
  'awaiting start': ['NOT_AMQP', 'before it had said anything: is that an AMQP port?'],
  'awaiting tune': ['ACCESS_REFUSED', 'after the credentials: they were most likely refused'],
  'awaiting open-ok': ['OPEN_REFUSED', 'after tune: the limits or the virtual host were most likely refused'],
}

/** The error for a stream that ended, or broke with `cause`, in this state. */
export function lostDuring(
  state: ClientConnectionState,
  remote: string,
  cause: Error | undefined,
): ConnectionError {
  const systemCode = (cause as NodeJS.ErrnoException | undefined)?.code
  const [code, meaning] = MEANINGS[state] ?? ['CONNECTION_LOST', 'without a word']
  const words =
    cause === undefined
      ? `${remote} closed the connection ${meaning}`
      : `the connection to ${remote} broke: ${cause.message}`
  return new ConnectionError(words, {
    code: systemCode ?? code,
    scope: 'connection',
    initiator: 'transport',
    retriable: code === 'CONNECTION_LOST' || cause !== undefined,
    cause,
  })
}

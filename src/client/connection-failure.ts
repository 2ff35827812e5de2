import { ConnectionError } from '../errors.ts'
import type { ClientConnectionState } from '../protocol/lives.ts'
import { explainSocketError } from '../transport/socket-failure.ts'

/** What a stream that ends most likely means, by how far the handshake had come. Brokers often hang up without a word. */
const MEANINGS: Partial<Record<ClientConnectionState, readonly [code: string, meaning: string]>> = {
  'awaiting start': ['NOT_AMQP', 'before it had said anything: is that an AMQP port?'],
  'awaiting tune': ['ACCESS_REFUSED', 'after the credentials: they were most likely refused'],
  'awaiting open-ok': ['OPEN_REFUSED', 'after tune: limits or virtual host were most likely refused'],
}

/** The error for a stream that ended, or broke with `cause`, in this state. */
export function lostDuring(
  state: ClientConnectionState,
  remote: string,
  cause: Error | undefined,
): ConnectionError {
  const [code, meaning] = MEANINGS[state] ?? ['CONNECTION_LOST', 'silently']
  const failure = cause && explainSocketError(cause)
  const words =
    failure === undefined
      ? `${remote} closed the connection ${meaning}`
      : `the connection to ${remote} broke: ${failure.words}`
  return new ConnectionError(words, {
    code: failure?.code ?? code,
    scope: 'connection',
    initiator: 'transport',
    retriable: failure?.retriable ?? code === 'CONNECTION_LOST',
    cause,
  })
}

/** The error for something that needs an open connection; `reason` says why it is not, where this program did not close it. */
export function connectionClosed(what: string, reason: Error | undefined): ConnectionError {
  const why = reason === undefined ? 'it was closed by this program' : reason.message
  return new ConnectionError(`${what}: the connection is closed (${why})`, {
    code: 'CONNECTION_CLOSED',
    scope: 'connection',
    initiator: 'user',
    retriable: false,
    cause: reason,
  })
}

/** The error for a publish on top of too many bytes that wait already. */
export function bufferFull(bufferedBytes: number, maxBufferedBytes: number): ConnectionError {
  const words = `${bufferedBytes} bytes wait to be sent, more than maxBufferedBytes (${maxBufferedBytes})`
  return new ConnectionError(`basic.publish: ${words}; await drained() after a false`, {
    code: 'BUFFER_FULL',
    scope: 'operation',
    initiator: 'user',
    retriable: true,
    method: 'basic.publish',
  })
}

/** The error for one channel more than was agreed on. */
export function tooManyChannels(channelMax: number): ConnectionError {
  return new ConnectionError(`all ${channelMax} channels agreed on are open`, {
    code: 'CHANNEL_MAX',
    scope: 'operation',
    initiator: 'user',
    retriable: true,
    method: 'channel.open',
  })
}

import { AmqpError, ConnectionError, type ErrorDetails } from '../errors.ts'
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
  const [code, meaning] = MEANINGS[state] ?? ['CONNECTION_LOST', 'without a word']
  const failure = cause && explainSocketError(cause)
  const words =
    failure === undefined
      ? `${remote} closed the connection ${meaning}`
      : `the connection to ${remote} broke ${meaning} (${failure.words})`
  return new ConnectionError(words, {
    code: failure?.code ?? code,
    scope: 'connection',
    initiator: 'transport',
    retriable: failure?.retriable ?? code === 'CONNECTION_LOST',
    cause,
  })
}

/**
 * The error for something that needs an open channel or connection. `reason` says why `whose` is closed, where this
 * program did not close it: who began that and whether trying again can help is then the same here.
 */
export function closedBefore<E extends AmqpError>(
  Class: new (message: string, details: ErrorDetails) => E,
  scope: 'channel' | 'connection',
  whose: string,
  what: string,
  reason: Error | undefined,
): E {
  const { initiator = 'user', retriable = false } = reason instanceof AmqpError ? reason : {}
  return new Class(`${what}: ${whose} is closed (${reason?.message ?? 'it was closed by this program'})`, {
    code: `${scope.toUpperCase()}_CLOSED`,
    scope,
    initiator,
    retriable,
    method: what,
    cause: reason,
  })
}

/** Why something ended, where this program has not asked for it. To give up the wait for an end is to ask for it, too. */
export function unlessAsked(error: Error | undefined): Error | undefined {
  return error instanceof AmqpError && error.initiator === 'user' ? undefined : error
}

/** The error for what cannot wait, while a lost connection is on its way back. */
export function recovering(what: string, reason: Error | undefined): ConnectionError {
  return new ConnectionError(`${what}: the connection is lost and being recovered (${reason?.message})`, {
    code: 'RECOVERING',
    scope: 'operation',
    initiator: reason instanceof AmqpError ? reason.initiator : 'transport',
    retriable: true,
    method: what,
    cause: reason,
  })
}

/** The error for a commit of what a loss of the connection has cut in two. */
export function halfTransaction(reason: Error | undefined): ConnectionError {
  const method = 'tx.commit'
  return new ConnectionError(
    `${method}: the connection was lost during the transaction (${reason?.message}); all of it is rolled back`,
    {
      code: 'TRANSACTION_LOST',
      scope: 'operation',
      initiator: reason instanceof AmqpError ? reason.initiator : 'transport',
      retriable: true,
      method,
      cause: reason,
    },
  )
}

/** The error for more than a limit lets through for now: nothing is lost, and it may pass. */
export function overLimit(code: string, method: string, words: string): ConnectionError {
  return new ConnectionError(`${method}: ${words}`, {
    code,
    scope: 'operation',
    initiator: 'user',
    retriable: true,
    method,
  })
}

import { AmqpError, ChannelError, ConnectionError, OutcomeUnknownError } from '../../errors.ts'

// What can end a run, beside what the client library says itself.

/** A confirm did not come in time. */
export function unconfirmed(timeoutMs: number): OutcomeUnknownError {
  return new OutcomeUnknownError(`a message was not confirmed within ${timeoutMs / 1000} s`, {
    code: 'CONFIRM_TIMEOUT',
    scope: 'operation',
    initiator: 'peer',
    retriable: true,
    method: 'basic.publish',
  })
}

/** The broker is short of something. */
export function blocked(reason: string): ConnectionError {
  return new ConnectionError(`the broker takes no messages: ${reason}`, {
    code: 'BLOCKED',
    scope: 'connection',
    initiator: 'peer',
    retriable: true,
    method: 'connection.blocked',
  })
}

/** The broker ends a consumer when its queue goes away. */
export function cancelled(consumer: string): ChannelError {
  return new ChannelError(`the broker ended the consumer ${consumer}: its queue is gone`, {
    code: 'CONSUMER_CANCELLED',
    scope: 'channel',
    initiator: 'peer',
    retriable: false,
    method: 'basic.cancel',
  })
}

/** Messages are neither with a consumer nor in a queue. */
export function lost(count: number): AmqpError {
  return new AmqpError(`${count} published messages did not come and are in no queue`, {
    code: 'MESSAGES_LOST',
    scope: 'operation',
    initiator: 'peer',
    retriable: false,
  })
}

/** The client library is not there. */
export function notInstalled(name: string, cause: unknown): AmqpError {
  return new AmqpError(`${name} is not installed beside wirehare: npm install ${name}`, {
    code: 'NOT_INSTALLED',
    scope: 'operation',
    initiator: 'user',
    retriable: false,
    cause,
  })
}

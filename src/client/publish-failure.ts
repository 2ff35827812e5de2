import {
  AmqpError,
  ChannelError,
  NackError,
  OutcomeUnknownError,
  ReturnedError,
  TimeoutError,
} from '../errors.ts'
import type { ReturnedMessage } from './delivery.ts'

/** The broker refused it. */
export function nacked(sequenceNumber: number): NackError {
  return new NackError(`the broker did not take publish ${sequenceNumber} (basic.nack)`, {
    code: 'NACKED',
    scope: 'operation',
    initiator: 'peer',
    retriable: true,
    method: 'basic.publish',
  })
}

/** The broker gave it back. */
export function returned(message: ReturnedMessage): ReturnedError {
  const { replyCode, replyText, exchange, routingKey } = message
  const words = `${replyCode} ${replyText}: no queue takes "${routingKey}" from the exchange "${exchange}"`
  const details = {
    code: replyText,
    scope: 'operation',
    initiator: 'peer',
    retriable: false,
    replyCode,
    replyText,
    method: 'basic.publish',
  } as const
  return new ReturnedError(words, details, exchange, routingKey)
}

/** It waited for its turn too long. */
export function unsent(timeoutMs: number): TimeoutError {
  const words = `there was no room to send it within ${timeoutMs} ms; it was not sent`
  return new TimeoutError(`basic.publish: ${words}`, {
    code: 'PUBLISH_TIMEOUT',
    scope: 'operation',
    initiator: 'library',
    retriable: true,
    method: 'basic.publish',
  })
}

/** There is nobody any more who would send it. */
export function publisherClosed(): ChannelError {
  return new ChannelError('basic.publish: the publisher is closed', {
    code: 'CHANNEL_CLOSED',
    scope: 'channel',
    initiator: 'user',
    retriable: false,
    method: 'basic.publish',
  })
}

/** It was sent, and waited for its confirm too long. */
export function unconfirmed(timeoutMs: number): OutcomeUnknownError {
  return outcomeUnknown(`the broker did not confirm it within ${timeoutMs} ms`, undefined)
}

/** It was sent, and its channel is gone. */
export function lost(reason: Error | undefined): OutcomeUnknownError {
  return outcomeUnknown(reason?.message ?? 'the channel was closed before', reason)
}

function outcomeUnknown(why: string, cause: Error | undefined): OutcomeUnknownError {
  return new OutcomeUnknownError(
    `basic.publish was sent, and whether the broker took it is not known: ${why}`,
    {
      code: 'OUTCOME_UNKNOWN',
      scope: 'operation',
      initiator: cause instanceof AmqpError ? cause.initiator : 'library',
      retriable: cause instanceof AmqpError ? cause.retriable : true,
      method: 'basic.publish',
      cause,
    },
  )
}

import { ChannelError, ConnectionError, type ErrorDetails } from '../errors.ts'
import {
  CONNECTION_FORCED,
  INTERNAL_ERROR,
  methodNames,
  RESOURCE_ERROR,
  RESOURCE_LOCKED,
  replyCodeNames,
} from '../generated/constants.ts'
import type { ChannelClose } from '../generated/types.ts'

/** Refusals that lie in the state of the broker at the time, not in what was asked. */
const PASSING: ReadonlySet<number> = new Set([
  CONNECTION_FORCED,
  RESOURCE_LOCKED,
  RESOURCE_ERROR,
  INTERNAL_ERROR,
])

/** The error for a channel that the broker closed. */
export function channelClosedByPeer(channel: number, close: ChannelClose): ChannelError {
  const details = detailsOf(close, 'channel')
  return new ChannelError(`${words(close, details)}; the broker closed channel ${channel}`, details)
}

/** The error for a connection that the other side closed, or refused. */
export function connectionClosedByPeer(close: ChannelClose, peer: 'broker' | 'client'): ConnectionError {
  const details = detailsOf(close, 'connection')
  return new ConnectionError(`${words(close, details)}; the ${peer} closed the connection`, details)
}

function detailsOf(close: ChannelClose, scope: 'channel' | 'connection'): ErrorDetails {
  return {
    code: replyCodeNames[close.replyCode] ?? `REPLY_CODE_${close.replyCode}`,
    scope,
    initiator: 'peer',
    retriable: PASSING.has(close.replyCode),
    replyCode: close.replyCode,
    replyText: close.replyText,
    method: methodNames[close.classId * 0x10000 + close.methodId],
  }
}

function words(close: ChannelClose, details: ErrorDetails): string {
  const about = details.method === undefined ? '' : ` (${details.method})`
  return `${close.replyCode} ${close.replyText}${about}`
}

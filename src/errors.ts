/**
 * Every error that this library throws or rejects with. Each one answers the same questions: how much is lost
 * (`scope`), who began it (`initiator`), whether trying again can help (`retriable`), and what the peer said
 * (`replyCode`, `replyText`, `method`).
 *
 *     AmqpError
 *     ├── ConnectionError     the connection is gone, or never came to be
 *     ├── ChannelError        one channel is gone; its connection lives on
 *     ├── ProtocolError       bytes that the standard does not allow
 *     ├── NackError           the broker did not take a message
 *     ├── ReturnedError       the broker took a message and could not route it
 *     ├── OutcomeUnknownError the broker did not say what became of a message
 *     ├── RemoteError         who served an RPC call failed
 *     ├── SettlementError     a delivery was settled twice
 *     ├── ReleasedError       a delivery was read that had been released
 *     ├── CaptureError        a recording that cannot be read any further
 *     ├── TimeoutError        a wait reached its limit
 *     └── AbortedError        a wait was given up through its AbortSignal
 *
 * A wrong argument is none of these: it is a TypeError or a RangeError, thrown at the call.
 */

/** How much is lost: the one call, its channel, or the whole connection. */
export type ErrorScope = 'operation' | 'channel' | 'connection'

/** Who began it: the caller, this library, the other side of the wire, or the network between. */
export type ErrorInitiator = 'user' | 'library' | 'peer' | 'transport'

/** What is known about a failure beside its message. */
export interface ErrorDetails {
  /** A stable, machine-readable name: a reply code's (`NOT_FOUND`), a system error's (`ECONNREFUSED`) or our own (`TIMEOUT`). */
  readonly code: string
  /** How much is lost. */
  readonly scope: ErrorScope
  /** Who began it. */
  readonly initiator: ErrorInitiator
  /** Whether the same attempt can succeed later without a change by the caller. */
  readonly retriable: boolean
  /** The AMQP reply code of a close, 200 to 599. */
  readonly replyCode?: number | undefined
  /** The peer's own words. */
  readonly replyText?: string | undefined
  /** The method that the error is about, such as `queue.declare`. */
  readonly method?: string | undefined
  /** What led to it, where that was an error itself, or the reason of an AbortSignal. */
  readonly cause?: unknown
}

/** The parent of every error of this library, for `catch` clauses that treat them alike. */
export class AmqpError extends Error implements ErrorDetails {
  readonly code: string
  readonly scope: ErrorScope
  readonly initiator: ErrorInitiator
  readonly retriable: boolean
  readonly replyCode: number | undefined
  readonly replyText: string | undefined
  readonly method: string | undefined

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = details.code
    this.scope = details.scope
    this.initiator = details.initiator
    this.retriable = details.retriable
    this.replyCode = details.replyCode
    this.replyText = details.replyText
    this.method = details.method
  }
}

/** The connection is gone or never came to be: refused, lost, closed by the broker, or closed by the caller. */
export class ConnectionError extends AmqpError {}

/** One channel is gone; the connection and its other channels live on. */
export class ChannelError extends AmqpError {}

/**
 * The other side sent bytes that the standard does not allow. `replyCode` is the one a close names: 501 for a broken
 * frame, 502 for fields that do not parse, 503 to 505 for frames out of place.
 */
export class ProtocolError extends AmqpError {
  constructor(replyCode: number, message: string, details: { method?: string; cause?: unknown } = {}) {
    super(message, {
      code: 'PROTOCOL_ERROR',
      scope: 'connection',
      initiator: 'peer',
      retriable: false,
      replyCode,
      ...details,
    })
  }
}

/** The broker did not take the message: a queue is full and set to refuse, or something inside it failed. */
export class NackError extends AmqpError {}

/** The message was mandatory, and no queue was there to take it. */
export class ReturnedError extends AmqpError {
  /** Where it was published to. */
  readonly exchange: string
  /** The routing key that it was published with. */
  readonly routingKey: string

  constructor(message: string, details: ErrorDetails, exchange: string, routingKey: string) {
    super(message, details)
    this.exchange = exchange
    this.routingKey = routingKey
  }
}

/**
 * The message was sent, and its confirm will not come: the connection or channel is gone, or the wait is over. It may
 * have been taken or not. Publishing it again can make a duplicate, which a message id lets consumers find.
 */
export class OutcomeUnknownError extends AmqpError {}

/** The one who served an RPC call failed; `replyText` is what it says of that. */
export class RemoteError extends AmqpError {}

/**
 * A delivery was settled for the second time, which the broker would end the channel for. `cause` shows the place of
 * the first, where the connection was made with `traceSettlements`.
 */
export class SettlementError extends AmqpError {}

/** A delivery was read after `release()`, when other bytes may stand where it stood. */
export class ReleasedError extends AmqpError {
  constructor() {
    const details = { code: 'RELEASED', scope: 'operation', initiator: 'user', retriable: false } as const
    super('the delivery was released: copy what is needed of it before release()', details)
  }
}

/** A recording cannot be read, or not any further. What came before the place is good. */
export class CaptureError extends AmqpError {
  /** Where: octets of the file before the place. */
  readonly offset: number

  constructor(message: string, offset: number, cause?: unknown) {
    const code = 'BAD_CAPTURE'
    super(message, { code, scope: 'operation', initiator: 'peer', retriable: false, cause })
    this.offset = offset
  }
}

/** A wait reached its limit. What was asked for may still happen on the other side. */
export class TimeoutError extends AmqpError {}

/** A wait was given up through its AbortSignal; `cause` is the signal's reason. */
export class AbortedError extends AmqpError {}

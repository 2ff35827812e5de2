import type { SeenCommand } from '../seen-command.ts'
import type { Direction, SeenFrame } from '../seen-frame.ts'

/**
 * How sure it is that commands belong together: `certain` follows from the protocol and from what was seen; `likely` is
 * the best that can be said, because the wire carries nothing that tells it.
 */
export type Certainty = 'certain' | 'likely'

/** A method that asks for an answer, of either peer, and what became of it. */
export interface SeenCall {
  /** The call itself. */
  readonly call: SeenCommand
  /**
   * `answered` by its reply; `refused` by a close that names it; `noWait` where the caller wanted no answer; `unanswered`
   * where the channel or the connection ended first, or where octets are missing from the recording.
   */
  readonly outcome: 'answered' | 'refused' | 'noWait' | 'unanswered'
  /** The reply, or the close that refused it. */
  readonly reply?: SeenCommand
  /** From the last octet of the call to the first of the reply, in seconds. */
  readonly latencySeconds?: number
  /** `likely` where the beginning of the channel was not seen: the reply may belong to a call from before. */
  readonly certainty: Certainty
}

/** A message that a client published, and what became of it. */
export interface SeenPublish {
  /** The basic.publish with its content. */
  readonly publish: SeenCommand
  /** In which mode its channel was; `unknown` where the beginning of the channel was not seen. */
  readonly mode: 'plain' | 'confirm' | 'transaction' | 'unknown'
  /** The number by which the broker confirms it, from 1; there is none in other modes, or where the count is not known. */
  readonly sequenceNumber?: number
  /**
   * `acked` or `nacked` by the broker; `committed` or `rolledBack` with its transaction; `sent` where nothing tells more,
   * in plain mode; `unsettled` where the channel or the connection ended first; `unknown` where the recording cannot tell.
   */
  readonly outcome: 'acked' | 'nacked' | 'committed' | 'rolledBack' | 'sent' | 'unsettled' | 'unknown'
  /** The basic.ack, basic.nack, tx.commit-ok or tx.rollback-ok that settled it; or the close after which nothing can. */
  readonly settledBy?: SeenCommand
  /** The basic.return by which the broker gave it back. It comes before the ack. */
  readonly returned?: SeenCommand
  /** From the last octet of the publish to what settled it, in seconds. */
  readonly latencySeconds?: number
  /**
   * `likely` where it was returned and the beginning of the channel was not seen: the return may belong to a publish from
   * before that says the same.
   */
  readonly certainty: Certainty
}

/** A message that a broker handed to a client, and what became of it. */
export interface SeenDelivery {
  /** The basic.deliver or basic.get-ok with its content. */
  readonly delivery: SeenCommand
  /** Where it came from, where the basic.consume or basic.get was seen. */
  readonly queue?: string
  /**
   * `acked`, `nacked` or `rejected` by the client; `recovered` where basic.recover gave it back; `sent` where it needs no
   * ack; `unsettled` where the channel or the connection ended first, so that it went back to its queue; `unknown` where
   * the recording cannot tell. Where the beginning of the channel was not seen, it may be in a transaction whose rollback
   * takes an ack back.
   */
  readonly outcome: 'acked' | 'nacked' | 'rejected' | 'recovered' | 'sent' | 'unsettled' | 'unknown'
  /** The basic.ack, basic.nack, basic.reject, basic.recover-ok or basic.recover-async; or the close that came before. */
  readonly settledBy?: SeenCommand
  /** Whether it went back to its queue; of a nack, reject or recover. */
  readonly requeue?: boolean
  /** The tx.commit-ok with which the ack took effect, in a transaction. */
  readonly committedBy?: SeenCommand
  /** From the last octet of the delivery to what settled it, in seconds. */
  readonly latencySeconds?: number
  /** Of a redelivered message: which earlier delivery this most likely repeats. Nothing on the wire says it for certain. */
  readonly likelyRepeats?: SeenCommand
}

/** A request and its reply, tied together by correlation id, over any of the connections that are watched. */
export interface SeenRpc {
  /** The property that both carry. */
  readonly correlationId: string
  /** The request as it was published; there is none where only the side of the server was seen. */
  readonly request?: SeenCommand
  /** The request as it reached the server, where that was seen. */
  readonly requestDelivery?: SeenCommand
  /** The reply as the server published it, where that was seen. */
  readonly reply?: SeenCommand
  /** The reply as it reached the caller, where that was seen. */
  readonly replyDelivery?: SeenCommand
  /** `returned` where no queue took the request; `unanswered` where it was given up. */
  readonly outcome: 'answered' | 'returned' | 'unanswered'
  /** The basic.return of the request. */
  readonly returned?: SeenCommand
  /** From the first that was seen of it to the last, in seconds; of answered ones. */
  readonly latencySeconds?: number
  /** `likely` where several requests with this correlation id were under way at once. */
  readonly certainty: Certainty
}

/** A broker closed a channel or a connection because of something that it was sent. */
export interface SeenRefusal {
  /** The channel.close or connection.close. */
  readonly close: SeenCommand
  /**
   * The call that it names, calls with noWait included; there is none where it names no call, as for a publish or an ack,
   * or where it could be one of several.
   */
  readonly refused?: SeenCommand
  /** Of `refused`: `likely` where the beginning of a channel was not seen: it may be a call from before. */
  readonly certainty: Certainty
}

/** A peer sent nothing for longer than the heartbeat interval. A silence that goes on is told twice: late, then missing. */
export interface SeenSilence {
  /** Which connection. */
  readonly connection: number
  /** The way on which nothing travelled. */
  readonly direction: Direction
  /** `late` beyond one interval; `missing` from two on: then the other peer may hang up. */
  readonly state: 'late' | 'missing'
  /** What the peers agreed on in connection.tune-ok. */
  readonly intervalSeconds: number
  /** For how long nothing had come when it was noticed. */
  readonly silentSeconds: number
  /** The last that came before, where anything did. */
  readonly last?: SeenFrame
  /** What broke the silence, where that is how it was noticed. */
  readonly next?: SeenFrame
}

/** A time during which a broker took no messages from a connection (connection.blocked). */
export interface SeenBlocking {
  /** The connection.blocked, which says why. */
  readonly blocked: SeenCommand
  /** What the broker says of it, such as `low on memory`. */
  readonly reason: string
  /** The connection.unblocked; there is none where the connection ended first. */
  readonly unblocked?: SeenCommand
  /** From the blocked to the unblocked, or to the end of the connection. */
  readonly durationSeconds: number
}

/** A time during which a peer asked the other to send no messages on a channel (channel.flow). */
export interface SeenPause {
  /** The channel.flow that asked to stop. */
  readonly stopped: SeenCommand
  /** The channel.flow that asked to go on; there is none where the channel ended first. */
  readonly resumed?: SeenCommand
  /** From the one to the other, or to the end of the channel. */
  readonly durationSeconds: number
}

/** A command that should belong to another one, where that is not known. */
export interface SeenUnmatched {
  /** Such as a reply, a return, or an ack. */
  readonly command: SeenCommand
  /** What is not there, in words: that it came before the recording began, or that it never was. */
  readonly reason: string
}

/** What one consumer holds of the messages that were sent to it. */
export interface ConsumerWindow {
  /** Which connection. */
  readonly connection: number
  /** Which of its channels. */
  readonly channel: number
  /** By which its deliveries name it. */
  readonly consumerTag: string
  /** What it consumes from; undefined where its basic.consume was not seen. */
  readonly queue: string | undefined
  /** Whether its deliveries need no ack; undefined where neither its basic.consume nor an ack of one of them was seen. */
  readonly noAck: boolean | undefined
  /** How many unacked messages it may hold, as of its basic.consume; 0 for no limit, undefined where that is not known. */
  readonly prefetchCount: number | undefined
  /** How many all consumers of the channel may hold together; 0 for no limit, undefined where that is not known. */
  readonly channelPrefetchCount: number | undefined
  /** How many messages were sent to it. */
  readonly deliveries: number
  /** How many of them it has not settled. */
  readonly unacked: number
  /** The most that it has held at a time. */
  readonly highestUnacked: number
}

/** What was begun and has not come to its end when the recording does. Each is told here or to the handler, never both. */
export interface OpenEnds {
  /** Calls without their reply. */
  readonly calls: readonly OpenEnd[]
  /** Publishes that wait for their confirm, or for the end of their transaction. */
  readonly publishes: readonly OpenPublish[]
  /** Deliveries that wait for their ack. */
  readonly deliveries: readonly OpenEnd[]
  /** Requests without their reply. */
  readonly rpcs: readonly OpenEnd[]
  /** Commands whose content has not come as far as it should; each says so as its `problem`. */
  readonly contents: readonly OpenEnd[]
  /** Connections that are blocked: the connection.blocked. */
  readonly blocked: readonly OpenEnd[]
  /** Channels that are paused: the channel.flow. */
  readonly paused: readonly OpenEnd[]
  /** Consumers that are still there. */
  readonly consumers: readonly ConsumerWindow[]
}

/** Something that was begun, and how long ago. */
export interface OpenEnd {
  /** What began it. */
  readonly command: SeenCommand
  /** Seconds from its last octet to the end. */
  readonly ageSeconds: number
}

/** A publish that nothing has settled yet. */
export interface OpenPublish extends OpenEnd {
  /** As in `SeenPublish`. */
  readonly sequenceNumber?: number
  /** As in `SeenPublish`. */
  readonly returned?: SeenCommand
}

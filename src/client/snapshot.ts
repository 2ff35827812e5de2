import type { ClientChannelState, ClientConnectionState } from '../protocol/lives.ts'
import type { PendingCall } from '../protocol/rpc-queue.ts'
import type { Tune } from '../protocol/tune.ts'
import type { Call } from './call.ts'

/** What a connection is doing and waiting for, as plain data: for logs, bug reports and gauges. Nothing in it is secret. */
export interface ConnectionSnapshot {
  /** How far its life has come: `open`, or a step of the handshake or of the end. */
  readonly state: ClientConnectionState
  /** Where it leads, such as `127.0.0.1:5672`. */
  readonly remote: string
  /** What RabbitMQ shows it as, where it was given a name. */
  readonly connectionName: string | undefined
  /** What was agreed on; what this side wishes for, until then. */
  readonly tune: Tune
  /** The number of bytes that are written here and not yet taken by the system. */
  readonly bufferedBytes: number
  /** Whether the socket takes more; while it does not, `basicPublish` returns false and publishers wait. */
  readonly hasRoom: boolean
  /** How many wait for `drained()`. */
  readonly waitingForRoom: number
  /** Why the broker takes no publishes for now; undefined while it does. */
  readonly blocked: string | undefined
  /** For how many milliseconds nothing came from the broker. */
  readonly silentMs: number
  /** Calls that are about the connection itself. */
  readonly pendingCalls: readonly CallSnapshot[]
  /** Those that are open, or not yet gone, in the order in which they were opened. */
  readonly channels: readonly ChannelSnapshot[]
  /** While it is lost: how far it has come on its way back. */
  readonly recovery: RecoverySnapshot | undefined
}

/** How far a connection that was lost has come on its way back. */
export interface RecoverySnapshot {
  /** What it is doing: it waits for its next attempt, connects, or restores what was declared. */
  readonly state: 'waiting' | 'connecting' | 'restoring'
  /** How many attempts have failed since the connection was lost. */
  readonly failedAttempts: number
  /** For how many milliseconds it has been lost. */
  readonly downMs: number
  /** Why the connection was lost, or the last attempt failed. */
  readonly reason: string
}

/** A channel, as plain data. */
export interface ChannelSnapshot extends ChannelUse {
  /** Its number, 1 to 65535. */
  readonly id: number
  /** How far its life has come: `opening`, `open`, or a step of the end. */
  readonly state: ClientChannelState
  /** False while the broker asks not to publish on this channel. */
  readonly flowing: boolean
  /** Calls that the broker has not answered, oldest first: it answers in this order. */
  readonly pendingCalls: readonly CallSnapshot[]
  /** What it consumes, oldest first. */
  readonly consumers: readonly ConsumerSnapshot[]
}

/** A consumer, as plain data. */
export interface ConsumerSnapshot {
  /** The tag that the broker knows it by. */
  readonly consumerTag: string
  /** Whether its deliveries need no acks. */
  readonly noAck: boolean
}

/** A call that the broker has not answered. */
export interface CallSnapshot {
  /** Such as `queue.declare`. */
  readonly method: string
  /** How long ago it was made, in milliseconds. */
  readonly ageMs: number
  /** Whether its caller no longer waits: its time is over, or it was aborted. Later calls still wait behind it. */
  readonly givenUp: boolean
}

/** What the one to whom a channel belongs knows of its work. */
export interface ChannelUse {
  /** Where it is a publisher's: publishes that are sent and not confirmed, and those that wait for their turn. */
  readonly publisher?: {
    /** How many are sent and not confirmed. */
    readonly outstanding: number
    /** How many wait for their turn. */
    readonly waiting: number
    /** The most that may be sent and not confirmed. */
    readonly maxOutstanding: number
  }
  /** Where it is a consumer's or a loop's: deliveries that are taken care of, and those that wait for that. */
  readonly consumer?: {
    /** How many deliveries are taken care of. */
    readonly running: number
    /** How many are here and wait for that. */
    readonly waiting: number
  }
  /** Where it is an RPC client's: calls that wait for their reply, oldest first. */
  readonly rpcCalls?: readonly CallSnapshot[]
}

/** Describes calls. All calls of this room are of this room's class. */
export function snapshotOfCalls(calls: Iterable<PendingCall>, now: number): CallSnapshot[] {
  return Array.from(calls as Iterable<Call<unknown>>, ({ method, since, isSettled }) => ({
    method,
    ageMs: Math.round(now - since),
    givenUp: isSettled,
  }))
}

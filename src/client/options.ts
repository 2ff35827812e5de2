import type { ConnectionOptions as TlsOptions } from 'node:tls'
import type { MechanismName, SaslMechanism } from '../protocol/sasl.ts'
import type { Tap } from '../transport/tap.ts'
import type { Transport } from '../transport/transport.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { describe } from '../wire/writer.ts'

/** How long a wait may take, and what can end it early. Every method that returns a promise takes these. */
export interface CallOptions {
  /** The longest wait in milliseconds. Default: the connection's `callTimeoutMs`. */
  readonly timeoutMs?: number | undefined
  /** Gives up the wait with an `AbortedError`. */
  readonly signal?: AbortSignal | undefined
}

/** Who to log in as. */
export interface Credentials {
  /** The name of the user. */
  readonly username: string
  /** The password, or whatever secret the broker takes in its place: a token, for example. */
  readonly password: string
}

/** A way to authenticate: one that is built in, by its name, or one of your own. */
export type Mechanism = MechanismName | SaslMechanism

/** Where to connect, as whom, and within which limits. */
export interface ConnectOptions {
  /** Default `localhost`. */
  readonly host?: string | undefined
  /** Default 5672, with TLS 5671. */
  readonly port?: number | undefined
  /** Default `guest`, whom RabbitMQ lets in from its own machine only. */
  readonly username?: string | undefined
  /** Default `guest`. */
  readonly password?: string | undefined
  /**
   * Gives name and password, instead of `username` and `password`; called for each attempt to connect, so that a secret
   * may change in between. It counts towards `timeoutMs`. Where it fails, so does the attempt, with `NO_CREDENTIALS`.
   */
  readonly credentials?: (() => Credentials | Promise<Credentials>) | undefined
  /** Default `/`. */
  readonly virtualHost?: string | undefined
  /**
   * Speaks TLS where it is given, with Node's own options: `ca`, `cert`, `key`, `passphrase`, `servername` … They win over
   * those of an `amqps` URL, one by one. Default: none, or `{}` for an `amqps` URL.
   */
  readonly tls?: TlsOptions | undefined
  /** Ways to authenticate, in the order of preference. Default `['PLAIN']`. */
  readonly mechanisms?: readonly Mechanism[] | undefined
  /** The interval of heartbeats in seconds, 0 to 65535; the smaller wish of both sides holds, 0 is no wish. Default 60. */
  readonly heartbeatSeconds?: number | undefined
  /** The most channels at a time, 0 to 65535; the smaller wish of both sides holds, 0 is no wish. Default 2047. */
  readonly channelMax?: number | undefined
  /** The largest frame in bytes, 0 or 4,096 and up; the smaller wish of both sides holds, 0 is no wish. Default 131,072. */
  readonly frameMaxBytes?: number | undefined
  /** The largest message that is taken, in bytes. A larger one closes its channel. Default 64 MiB. */
  readonly maxMessageBytes?: number | undefined
  /** How long to wait until the connection is open, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined
  /** How long a call on this connection waits for its answer, in milliseconds, unless it says otherwise. Default 20,000. */
  readonly callTimeoutMs?: number | undefined
  /** Gives up the attempt to connect with an `AbortedError`. */
  readonly signal?: AbortSignal | undefined
  /** What RabbitMQ shows this connection as. */
  readonly connectionName?: string | undefined
  /** More to tell the broker about this client. */
  readonly clientProperties?: FieldTable | undefined
  /** Whether deliveries remember the place that settled them, for the error of a second time. Costs a stack each. Default false. */
  readonly traceSettlements?: boolean | undefined
  /**
   * How many bytes may wait to be sent before a publish is refused, for a producer that ignores the `false` of
   * `basicPublish`. Default 64 MiB.
   */
  readonly maxBufferedBytes?: number | undefined
  /**
   * For how long reading rests after each read, in milliseconds, 0 to 100, so that the next read brings more: for who
   * receives much and is in no hurry. What the broker says, answers too, may come so much later; a read that was full, and
   * what is left of a large body, is followed at once. A transport of one's own that cannot pause is read as it comes. Default 0.
   */
  readonly readRestMs?: number | undefined
  /** Sees every byte that travels. */
  readonly tap?: Tap | undefined
  /**
   * A stream to use instead of a TCP connection of its own, such as one to a broker in this process, or a function that
   * opens one for each attempt. It belongs to the connection from the call on: where the attempt fails it is closed.
   */
  readonly transport?: Transport | (() => Transport | Promise<Transport>) | undefined
}

/**
 * How long a wait may take by its options, or else by `otherwise`; without end where neither says. Whoever begins
 * something that is then waited for asks first: with a wrong option nothing may have begun.
 * @throws {TypeError | RangeError} where an option is wrong
 */
export function limitOf(options: CallOptions | undefined, otherwise?: number): number | undefined {
  if (options === undefined) return otherwise
  const { timeoutMs = otherwise, signal } = options
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new TypeError(`signal must be an AbortSignal, not ${describe(signal)}`)
  return timeoutMs === undefined ? undefined : milliseconds(timeoutMs, 'timeoutMs')
}

/** A wait in milliseconds, as far as a timer can count. */
export function milliseconds(value: number, name: string): number {
  return whole(value, 1, 0x7fffffff, name)
}

/** A whole number within its range. */
export function whole(value: number, min: number, max: number, name: string): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${describe(value)}`)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${value}`)
  }
  return value
}

/** A text. */
export function text(value: string, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${describe(value)}`)
  return value
}

/** An option of a type, where it is given. What it is instead stays out of the words: it may be a secret. */
export function ofType<Value>(
  value: Value,
  type: 'boolean' | 'function' | 'object' | 'string',
  name: string,
): Value {
  if (value === undefined || (typeof value === type && value !== null)) return value
  throw new TypeError(`${name} must be of type ${type}, not ${value === null ? value : typeof value}`)
}

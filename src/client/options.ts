import type { ConnectionOptions as TlsOptions } from 'node:tls'
import { isMechanismName, type MechanismName, type SaslMechanism } from '../protocol/sasl.ts'
import type { Tap } from '../transport/tap.ts'
import type { Transport } from '../transport/transport.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { describe } from '../wire/writer.ts'
import { parseUri } from './uri.ts'

/** How long a wait may take, and what can end it early. Every method that returns a promise takes these. */
export interface CallOptions {
  /** The longest wait in milliseconds. Default: the connection's `callTimeoutMs`. */
  readonly timeoutMs?: number | undefined
  /** Gives up the wait with an `AbortedError`. */
  readonly signal?: AbortSignal | undefined
}

/** Who to log in as. */
export interface Credentials {
  readonly username: string
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
  /** Sees every byte that travels. */
  readonly tap?: Tap | undefined
  /** A stream to use instead of a TCP connection of its own, such as one to a broker in this process. */
  readonly transport?: Transport | undefined
}

/** Options with their defaults in place, as far as a connection keeps them: the key of a certificate is not among them. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly virtualHost: string
  readonly credentials: () => Credentials | Promise<Credentials>
  readonly mechanisms: readonly Mechanism[]
  readonly heartbeatSeconds: number
  readonly channelMax: number
  readonly frameMaxBytes: number
  readonly maxMessageBytes: number
  readonly timeoutMs: number
  readonly callTimeoutMs: number
  readonly signal: AbortSignal | undefined
  readonly connectionName: string | undefined
  readonly clientProperties: FieldTable
  readonly traceSettlements: boolean
  readonly maxBufferedBytes: number
  readonly tap: Tap | undefined
  readonly transport: Transport | undefined
}

/**
 * Puts URI, options and defaults together; an option wins over the URI.
 * @throws {TypeError} where the URI is none, or a value is not of its type
 * @throws {RangeError} where a number is out of its range
 */
export function settle(
  target: string | ConnectOptions,
  options: ConnectOptions,
): Settings & { readonly tls: TlsOptions | undefined } {
  const base = present(typeof target === 'string' ? parseUri(target) : target)
  const given: ConnectOptions = { ...base, ...present(options) }
  const { username = 'guest', password = 'guest' } = given
  const tls = given.tls && { ...base.tls, ...given.tls }
  return {
    host: text(given.host ?? 'localhost', 'host'),
    port: whole(given.port ?? (tls === undefined ? 5672 : 5671), 1, 0xffff, 'port'),
    virtualHost: text(given.virtualHost ?? '/', 'virtualHost'),
    tls,
    // Closed over, so that whoever prints a connection does not print its password.
    credentials: given.credentials ?? (() => ({ username, password })),
    mechanisms: mechanisms(given.mechanisms ?? ['PLAIN']),
    heartbeatSeconds: whole(given.heartbeatSeconds ?? 60, 0, 0xffff, 'heartbeatSeconds'),
    channelMax: whole(given.channelMax ?? 2047, 0, 0xffff, 'channelMax'),
    frameMaxBytes: frameMax(given.frameMaxBytes ?? 128 * 1024),
    maxMessageBytes: whole(
      given.maxMessageBytes ?? 64 * 1024 * 1024,
      0,
      Number.MAX_SAFE_INTEGER,
      'maxMessageBytes',
    ),
    timeoutMs: milliseconds(given.timeoutMs ?? 30_000, 'timeoutMs'),
    callTimeoutMs: milliseconds(given.callTimeoutMs ?? 20_000, 'callTimeoutMs'),
    signal: given.signal,
    connectionName: given.connectionName,
    clientProperties: given.clientProperties ?? {},
    traceSettlements: given.traceSettlements ?? false,
    maxBufferedBytes: whole(
      given.maxBufferedBytes ?? 64 * 1024 * 1024,
      0,
      Number.MAX_SAFE_INTEGER,
      'maxBufferedBytes',
    ),
    tap: given.tap,
    transport: given.transport,
  }
}

/** A wait in milliseconds, as far as a timer can count. */
export function milliseconds(value: number, name: string): number {
  return whole(value, 1, 0x7fffffff, name)
}

function frameMax(value: number): number {
  return value === 0 ? 0 : whole(value, 4096, 0xffffffff, 'frameMaxBytes')
}

/** A whole number within its range. */
export function whole(value: number, min: number, max: number, name: string): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${describe(value)}`)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${value}`)
  }
  return value
}

function mechanisms(choices: readonly Mechanism[]): readonly Mechanism[] {
  for (const choice of choices) {
    if (typeof choice === 'string' && !isMechanismName(choice))
      throw new TypeError(`mechanisms must name PLAIN, AMQPLAIN or EXTERNAL, not ${describe(choice)}`)
  }
  return choices
}

/** A text. */
export function text(value: string, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${describe(value)}`)
  return value
}

/** Leaves out what is undefined, so that it does not hide a value below. */
function present(options: ConnectOptions): ConnectOptions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`the options must be an object, not ${describe(options)}`)
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

import type { ConnectionOptions as TlsOptions } from 'node:tls'
import { isMechanismName, type SaslMechanism } from '../protocol/sasl.ts'
import type { Tap } from '../transport/tap.ts'
import { parseUri } from '../transport/uri.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { describe } from '../wire/writer.ts'
import {
  type ConnectOptions,
  type Credentials,
  limitOf,
  type Mechanism,
  milliseconds,
  ofType,
  text,
  whole,
} from './options.ts'

/** What a connection keeps of its settings once it is open. */
export interface KeptSettings {
  readonly callTimeoutMs: number
  readonly connectionName: string | undefined
  readonly traceSettlements: boolean
  readonly maxBufferedBytes: number
}

/** Options with their defaults in place, all but those of TLS. */
export interface Settings extends KeptSettings {
  readonly host: string
  readonly port: number
  readonly virtualHost: string
  /** Name and password behind a function, so that who prints a connection does not print them. */
  readonly credentials: () => Credentials | Promise<Credentials>
  /** Whether the function is the user's, who may take time or fail. */
  readonly asksForCredentials: boolean
  readonly mechanisms: readonly Mechanism[]
  readonly heartbeatSeconds: number
  readonly channelMax: number
  readonly frameMaxBytes: number
  readonly maxMessageBytes: number
  readonly timeoutMs: number
  readonly readRestMs: number
  readonly signal: AbortSignal | undefined
  readonly clientProperties: FieldTable | undefined
  readonly tap: Tap | undefined
  readonly transport: ConnectOptions['transport']
}

/** All that an attempt to connect needs. */
export type AllSettings = Settings & { readonly tls: TlsOptions | undefined }

/**
 * Puts URI, options and defaults together; an option wins over the URI.
 * @throws {TypeError} where the URI is none, or a value is not of its type
 * @throws {RangeError} where a number is out of its range
 */
export function settle(target: string | ConnectOptions, options: ConnectOptions): AllSettings {
  const base = present(typeof target === 'string' ? parseUri(target) : target)
  const given: ConnectOptions = { ...base, ...present(options) }
  const { username = 'guest', password = 'guest', traceSettlements = false } = given
  const { signal, transport } = given
  const tls = ofType(given.tls, 'object', 'tls') && { ...base.tls, ...given.tls }
  return {
    host: hostName(given.host ?? 'localhost'),
    port: whole(given.port ?? (tls === undefined ? 5672 : 5671), 1, 0xffff, 'port'),
    virtualHost: text(given.virtualHost ?? '/', 'virtualHost'),
    tls,
    // Closed over, so that whoever prints a connection does not print its password.
    credentials: ofType(given.credentials, 'function', 'credentials') ?? (() => ({ username, password })),
    asksForCredentials: given.credentials !== undefined,
    mechanisms: mechanisms(given.mechanisms ?? ['PLAIN']),
    heartbeatSeconds: whole(given.heartbeatSeconds ?? 60, 0, 0xffff, 'heartbeatSeconds'),
    channelMax: whole(given.channelMax ?? 2047, 0, 0xffff, 'channelMax'),
    frameMaxBytes: frameMax(given.frameMaxBytes ?? 128 * 1024),
    maxMessageBytes: bytes(given.maxMessageBytes, 'maxMessageBytes'),
    timeoutMs: limitOf(given, 30_000) as number,
    callTimeoutMs: milliseconds(given.callTimeoutMs ?? 20_000, 'callTimeoutMs'),
    readRestMs: whole(given.readRestMs ?? 0, 0, 100, 'readRestMs'),
    signal,
    connectionName: ofType(given.connectionName, 'string', 'connectionName'),
    clientProperties: ofType(given.clientProperties, 'object', 'clientProperties'),
    traceSettlements: ofType(traceSettlements, 'boolean', 'traceSettlements'),
    maxBufferedBytes: bytes(given.maxBufferedBytes, 'maxBufferedBytes'),
    tap: ofType(given.tap, 'function', 'tap'),
    transport: typeof transport === 'function' ? transport : ofType(transport, 'object', 'transport'),
  }
}

/** Leaves what has served its purpose, the password among it. */
export function toKeep(settings: Settings): KeptSettings {
  const { callTimeoutMs, connectionName, traceSettlements, maxBufferedBytes } = settings
  return { callTimeoutMs, connectionName, traceSettlements, maxBufferedBytes }
}

/** Where a URI stands in the place of a host, no error should show it: it may hold a password. */
function hostName(value: string): string {
  if (!/[/@]/.test(text(value, 'host'))) return value
  throw new TypeError('host must be a name or an address; an AMQP URI is the first argument of connect')
}

/** A limit in bytes, 64 MiB where none is given. */
function bytes(value: number | undefined, name: string): number {
  return whole(value ?? 64 * 1024 * 1024, 0, Number.MAX_SAFE_INTEGER, name)
}

function frameMax(value: number): number {
  return value === 0 ? 0 : whole(value, 4096, 0xffffffff, 'frameMaxBytes')
}

function mechanisms(choices: readonly Mechanism[]): readonly Mechanism[] {
  if (!Array.isArray(choices)) throw new TypeError(`mechanisms must be a list, not ${describe(choices)}`)
  for (const choice of choices) {
    if (typeof choice === 'string' ? !isMechanismName(choice) : !isMechanism(choice))
      throw new TypeError(`mechanisms must name PLAIN, AMQPLAIN or EXTERNAL, not ${describe(choice)}`)
  }
  return choices
}

function isMechanism(choice: SaslMechanism): boolean {
  return typeof choice?.name === 'string' && typeof choice.initialResponse === 'function'
}

/** Leaves out what is undefined, so that it does not hide a value below. */
function present(options: ConnectOptions): ConnectOptions {
  if (typeof options !== 'object' || options === null) {
    // Not which text: a URI in the wrong place may hold a password.
    throw new TypeError(
      `the options must be an object, not ${options === null ? options : `a ${typeof options}`}`,
    )
  }
  const given: Record<string, unknown> = {}
  for (const name of Object.keys(options)) {
    const value = options[name as keyof ConnectOptions]
    if (value !== undefined) given[name] = value
  }
  return given
}

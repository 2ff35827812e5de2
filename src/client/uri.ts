import { readFileSync } from 'node:fs'
import type { ConnectionOptions as TlsOptions } from 'node:tls'
import type { ConnectOptions } from './options.ts'

const PORT = 5672
const TLS_PORT = 5671

/** The parts of a connection's address and wishes that a URI can hold. */
export type UriOptions = Pick<
  ConnectOptions,
  | 'host'
  | 'port'
  | 'username'
  | 'password'
  | 'virtualHost'
  | 'tls'
  | 'heartbeatSeconds'
  | 'channelMax'
  | 'frameMaxBytes'
  | 'timeoutMs'
>

/** The query parameters of RabbitMQ's clients that are whole numbers, and what each is here. */
const NUMBERS = {
  heartbeat: 'heartbeatSeconds',
  channel_max: 'channelMax',
  frame_max: 'frameMaxBytes',
  connection_timeout: 'timeoutMs',
} as const

/**
 * Reads an AMQP URI: `amqp://user:password@host:port/vhost?heartbeat=30`. Each part may be percent-encoded and may be
 * left out. No path means the virtual host `/`; a path of `/` alone means the virtual host whose name is empty.
 * (RabbitMQ, "AMQP URI Specification" and "AMQP URI Query Parameters".)
 * @throws {TypeError} with the code `ERR_INVALID_URL` where it is none
 */
export function parseUri(uri: string): UriOptions {
  if (typeof uri !== 'string') throw invalid('it is not a string')
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  if (url === undefined) throw invalid('it does not parse')
  if (url.protocol !== 'amqp:' && url.protocol !== 'amqps:') {
    throw invalid(`its scheme is ${url.protocol.slice(0, -1)}, not amqp or amqps`)
  }
  // The URL parser takes "amqp:host" for an address without a host.
  if (!uri.slice(url.protocol.length).startsWith('//')) throw invalid(`there is no // behind ${url.protocol}`)
  const secure = url.protocol === 'amqps:'
  const tls = secure ? tlsOf(url.searchParams) : undefined
  return {
    host: decode(url.hostname.replace(/^\[|\]$/g, ''), 'host') || 'localhost',
    port: url.port === '' ? (secure ? TLS_PORT : PORT) : Number(url.port),
    ...(url.username === '' ? {} : { username: decode(url.username, 'user name') }),
    ...(url.password === '' ? {} : { password: decode(url.password, 'password') }),
    virtualHost: url.pathname === '' ? '/' : virtualHostOf(url.pathname),
    ...(tls === undefined ? {} : { tls }),
    ...numbersOf(url.searchParams),
  }
}

function virtualHostOf(path: string): string {
  if (path.indexOf('/', 1) !== -1)
    throw invalid('its path has more than one part; write %2F for a / in a virtual host')
  return decode(path.slice(1), 'virtual host')
}

function numbersOf(parameters: URLSearchParams): UriOptions {
  const options: Record<string, number> = {}
  for (const [name, option] of Object.entries(NUMBERS)) {
    const text = parameters.get(name)
    if (text === null) continue
    if (!/^\d+$/.test(text)) throw invalid(`its parameter ${name} is not a whole number`)
    options[option] = Number(text)
  }
  return options
}

function tlsOf(parameters: URLSearchParams): TlsOptions {
  const file = (name: string): Buffer | undefined => {
    const path = parameters.get(name)
    return path === null ? undefined : readFileSync(path)
  }
  const [ca, cert, key] = [file('cacertfile'), file('certfile'), file('keyfile')]
  const servername = parameters.get('server_name_indication')
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(servername === null ? {} : { servername }),
    ...(parameters.get('verify') === 'verify_none' ? { rejectUnauthorized: false } : {}),
  }
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid(`its ${what} has a % that begins no percent-encoded byte`)
  }
}

/** The URI itself is left out of the words: it may hold a password. */
function invalid(why: string): TypeError {
  const error = new TypeError(`this is no AMQP URL (amqp://user:password@host:port/vhost): ${why}`)
  return Object.assign(error, { code: 'ERR_INVALID_URL' })
}

import { readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { type MechanismName, mechanismsByName } from '../protocol/sasl.ts'
import type { ConnectOptions } from './options.ts'

/** The parts of a connection's address and wishes that a URI can hold; what it leaves out is left out here. */
export type UriOptions = Pick<
  ConnectOptions,
  | 'host'
  | 'port'
  | 'username'
  | 'password'
  | 'virtualHost'
  | 'mechanisms'
  | 'tls'
  | 'heartbeatSeconds'
  | 'channelMax'
  | 'frameMaxBytes'
  | 'timeoutMs'
>

/**
 *     amqp[s] :// [ user [ : password ] @ ]  host | [ IPv6 ]  [ : port ]  [ / virtual host ]  [ ? query ]
 *
 * (RabbitMQ, "AMQP URI Specification". The URL class will not do: it refuses a user without a host.)
 */
const SYNTAX =
  /^amqp(s?):\/\/(?:([^/?#\s]*)@)?(?:\[([^\]\s]*)\]|([^@:/?#[\]\s]*))(?::(\d*))?(?:\/([^/?#\s]*))?(?:\?([^#\s]*))?$/i

/** What a query parameter becomes: the name of the option, and its value. */
type Parameter = readonly [option: string, read: (text: string, parameter: string) => unknown]

/** The parameters of RabbitMQ's clients. ("AMQP URI Query Parameters".) */
const PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['heartbeat', ['heartbeatSeconds', wholeNumber]],
  ['channel_max', ['channelMax', wholeNumber]],
  ['frame_max', ['frameMaxBytes', wholeNumber]],
  ['connection_timeout', ['timeoutMs', wholeNumber]],
])

/** Those that are about TLS, and what they are among Node's options. */
const TLS_PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['cacertfile', ['ca', contentOf]],
  ['certfile', ['cert', contentOf]],
  ['keyfile', ['key', contentOf]],
  ['password', ['passphrase', (text) => text]],
  ['server_name_indication', ['servername', (text) => (text === 'disable' ? '' : text)]],
  ['verify', ['rejectUnauthorized', (text) => ['verify_none', 'verify_peer'].indexOf(text) === 1]],
])

/**
 * Reads an AMQP URI: `amqp://user:password@host:port/vhost?heartbeat=30`. Each part may be percent-encoded and may be
 * left out. No path means the virtual host `/`; a path of `/` alone means the virtual host whose name is empty.
 *
 * Parameters that it does not know are passed over: a URI is often shared with clients that know others.
 * @throws {TypeError} with the code `ERR_INVALID_URL` where it is none, with the system's code where a file of it cannot
 * be read
 */
export function parseUri(uri: string): UriOptions {
  const parts = typeof uri === 'string' ? SYNTAX.exec(uri) : null
  if (parts === null) {
    throw invalid('it does not parse; inside a part, characters such as / ? # @ and spaces are percent-encoded')
  }
  const [, secure, user, ipv6, host, port, virtualHost, query] = parts
  const colon = user?.indexOf(':') ?? -1
  const username = colon === -1 ? user : user?.slice(0, colon)
  const address = ipv6 === undefined ? host && decode(host, 'host') : decode(ipv6, 'host')
  if (ipv6 !== undefined && !isIPv6(address as string)) throw invalid('what is in [] is no IPv6 address')
  return {
    ...(address ? { host: address } : {}),
    ...(port ? { port: portOf(port) } : {}),
    ...(username === undefined ? {} : { username: decode(username, 'user name') }),
    ...(colon === -1 ? {} : { password: decode(user?.slice(colon + 1) as string, 'password') }),
    ...(virtualHost === undefined ? {} : { virtualHost: decode(virtualHost, 'virtual host') }),
    ...parametersOf(query ?? '', secure !== ''),
  }
}

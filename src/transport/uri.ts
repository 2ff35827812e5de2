import { readFileSync } from 'node:fs'
import type { ConnectionOptions as TlsOptions } from 'node:tls'

/** The ways to authenticate that a URI can ask for. */
const MECHANISMS = ['PLAIN', 'AMQPLAIN', 'EXTERNAL'] as const
type UriMechanism = (typeof MECHANISMS)[number]

/** The parts of a connection's address and wishes that a URI can hold; one that it leaves out is undefined. */
export interface UriOptions {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly virtualHost?: string | undefined
  readonly mechanisms?: readonly UriMechanism[] | undefined
  /** There where the scheme is `amqps`. */
  readonly tls?: TlsOptions | undefined
  readonly heartbeatSeconds?: number | undefined
  readonly channelMax?: number | undefined
  readonly frameMaxBytes?: number | undefined
  readonly timeoutMs?: number | undefined
}

/**
 *     amqp[s] :// [ user [ : password ] @ ]  host | [ IPv6 ]  [ : port ]  [ / virtual host ]  [ ? query ]
 *
 * (RabbitMQ, "AMQP URI Specification". The URL class will not do: it refuses a user without a host.)
 */
const SYNTAX =
  /^amqp(s?):\/\/(?:([^:/?#\s]*)(?::([^/?#\s]*))?@)?(?:\[([^\]\s]*)\]|([^@:/?#[\]\s]*))(?::(\d*))?(?:\/([^/?#\s]*))?(?:\?([^#\s]*))?$/i

/** What a query parameter becomes: the name of an option, and its value. */
type Parameter = readonly [option: string, read: (text: string, parameter: string) => unknown]

/** The parameters of RabbitMQ's clients. ("URI Query Parameters".) */
const PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['heartbeat', ['heartbeatSeconds', wholeNumber]],
  ['channel_max', ['channelMax', wholeNumber]],
  ['frame_max', ['frameMaxBytes', wholeNumber]],
  ['connection_timeout', ['timeoutMs', wholeNumber]],
])

/** Those about TLS, and what they are among Node's options. */
const TLS_PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ['cacertfile', ['ca', contentOf]],
  ['certfile', ['cert', contentOf]],
  ['keyfile', ['key', contentOf]],
  ['password', ['passphrase', (text) => text]],
  ['server_name_indication', ['servername', (text) => (text === 'disable' ? '' : text)]],
  ['verify', ['rejectUnauthorized', isToBeVerified]],
])

/**
 * Reads an AMQP URI: `amqp://user:password@host:port/vhost?heartbeat=30`. Each part may be percent-encoded and may be
 * left out. No path leaves the virtual host open; a path of `/` alone means the one whose name is empty.
 *
 * Parameters that it does not know are passed over: a URI is often shared with clients that know others.
 * @throws {TypeError} with the code `ERR_INVALID_URL` where it is none, with the system's code where it names a file
 * that cannot be read
 */
export function parseUri(uri: string): UriOptions {
  const parts = SYNTAX.exec(uri)
  if (parts === null) {
    throw invalid('it does not parse; is each / ? # inside a part percent-encoded?')
  }
  const [, secure, user, password, ipv6, host, port, virtualHost, query] = parts
  const address = decode(ipv6 ?? host, 'host')
  // The URL parser tells an address, but for the zone behind a %.
  if (ipv6 !== undefined && !URL.canParse(`http://[${ipv6.replace(/%.+/, '')}]`))
    throw invalid('its [ ] hold no IPv6 address')
  return {
    // A host of no length counts as absent.
    host: address || undefined,
    port: port ? portOf(Number(port)) : undefined,
    username: decode(user, 'user name'),
    password: decode(password, 'password'),
    virtualHost: decode(virtualHost, 'virtual host'),
    ...optionsOf(query, secure !== ''),
  }
}

function optionsOf(query: string | undefined, secure: boolean): UriOptions {
  if (query === undefined) return { tls: secure ? {} : undefined }
  const options: Record<string, unknown> = {}
  const tls: Record<string, unknown> = {}
  const mechanisms: UriMechanism[] = []
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals), 'query') as string
    const text = decode(equals === -1 ? '' : pair.slice(equals + 1), 'query') as string
    const tlsParameter = TLS_PARAMETERS.get(name)
    const parameter = tlsParameter ?? PARAMETERS.get(name)
    if (name === 'auth_mechanism') mechanisms.push(mechanismNamed(text))
    if (parameter === undefined) continue
    if (tlsParameter !== undefined && !secure) throw invalid(`its parameter ${name} needs amqps`)
    const [option, read] = parameter
    const into = tlsParameter === undefined ? options : tls
    if (option in into) throw invalid(`its parameter ${name} is there twice`)
    into[option] = read(text, name)
  }
  return {
    ...options,
    mechanisms: mechanisms.length === 0 ? undefined : mechanisms,
    tls: secure ? tls : undefined,
  }
}

function wholeNumber(text: string, parameter: string): number {
  if (!/^\d+$/.test(text)) throw invalid(`its parameter ${parameter} is not a whole number`)
  return Number(text)
}

function portOf(port: number): number {
  if (port < 1 || port > 0xffff) throw invalid('its port is not a number from 1 to 65535')
  return port
}

function mechanismNamed(text: string): UriMechanism {
  const name = MECHANISMS.find((mechanism) => mechanism === text.toUpperCase())
  if (name !== undefined) return name
  throw invalid('its parameter auth_mechanism names none of plain, amqplain and external')
}

function isToBeVerified(text: string): boolean {
  if (text !== 'verify_peer' && text !== 'verify_none') {
    throw invalid('its parameter verify is neither verify_peer nor verify_none')
  }
  return text === 'verify_peer'
}

function contentOf(path: string, parameter: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const error = new TypeError(`the AMQP URL's ${parameter} ${path} cannot be read: ${code}`, { cause })
    throw Object.assign(error, { code })
  }
}

function decode(text: string | undefined, what: string): string | undefined {
  if (!text?.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid(`its ${what} holds a % that begins no percent-encoded UTF-8`)
  }
}

/** The URI itself, and any of its values, is left out of the words: it may hold a password. */
function invalid(why: string): TypeError {
  const error = new TypeError(`this is no AMQP URL (amqp://user:password@host:port/vhost): ${why}`)
  return Object.assign(error, { code: 'ERR_INVALID_URL' })
}

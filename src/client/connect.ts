import type { ConnectionOptions as TlsOptions } from 'node:tls'
import { ConnectionError, ProtocolError, TimeoutError } from '../errors.ts'
import { mechanisms, type SaslMechanism } from '../protocol/sasl.ts'
import { addressOf, dial } from '../transport/tcp.ts'
import { aborted } from './call.ts'
import { Connection } from './connection.ts'
import { connecting } from './diagnostics.ts'
import { type ConnectOptions, text } from './options.ts'
import { type Settings, settle } from './settings.ts'

/**
 * Connects to a broker: opens the stream, shakes hands, authenticates and opens the virtual host.
 *
 *     const connection = await connect('amqp://guest:guest@localhost')
 *
 * @param target an AMQP URI, or options
 * @throws {TypeError | RangeError} where the URI or an option is wrong
 * @throws {ConnectionError} where the broker cannot be reached, refuses, or speaks something else; see its `code`
 * @throws {TimeoutError} where it takes longer than `timeoutMs`
 * @throws {AbortedError} where the signal says so
 */
export async function connect(
  target: string | ConnectOptions = {},
  options: ConnectOptions = {},
): Promise<Connection> {
  const { tls, ...settings } = settle(target, options)
  const { host, port, virtualHost } = settings
  const begun = performance.now()
  const ended = (connection: Connection | undefined, error?: Error): void => {
    const remote = (connection ?? settings.transport)?.remote ?? addressOf(host, port)
    connecting.publish({ remote, virtualHost, durationMs: performance.now() - begun, connection, error })
  }
  try {
    const connection = await attempt(settings, tls, begun)
    ended(connection)
    return connection
  } catch (error) {
    ended(undefined, error as Error)
    throw error
  }
}

async function attempt(settings: Settings, tls: TlsOptions | undefined, begun: number): Promise<Connection> {
  const remainingMs = (): number => Math.max(1, Math.ceil(settings.timeoutMs - (performance.now() - begun)))
  const ways = await mechanismsNow(settings).catch((error: unknown) => {
    // Later on the connection sees to its end.
    settings.transport?.destroy()
    throw error
  })
  const { host, port, signal } = settings
  const transport = settings.transport ?? (await dial(host, port, tls, { timeoutMs: remainingMs(), signal }))
  const connection = new Connection(transport, settings, ways)
  await handshake(connection, settings, remainingMs())
  return connection
}

/** The mechanisms of one attempt to connect, with the name and the password that hold now. */
async function mechanismsNow(settings: Settings): Promise<SaslMechanism[]> {
  const credentials = settings.asksForCredentials
    ? await (await import('./credentials.ts')).askForCredentials(settings)
    : await settings.credentials()
  const username = text(credentials?.username, 'username')
  const password = credentials.password
  // What it is instead stays out of the words: it may be the secret all the same.
  if (typeof password !== 'string') throw new TypeError('password must be a string')
  return settings.mechanisms.map((choice) =>
    typeof choice === 'string' ? mechanisms[choice](username, password) : choice,
  )
}

async function handshake(connection: Connection, settings: Settings, remainingMs: number): Promise<void> {
  const { remote } = connection
  const timer = setTimeout(
    () => connection.giveUp(handshakeTimeout(remote, connection.snapshot().state, settings.timeoutMs)),
    remainingMs,
  )
  const onAbort = (): void => connection.giveUp(aborted('connecting', settings.signal))
  settings.signal?.addEventListener('abort', onAbort)
  try {
    if (settings.signal?.aborted === true) onAbort()
    await connection.open()
  } catch (error) {
    throw explained(error as Error, remote)
  } finally {
    clearTimeout(timer)
    settings.signal?.removeEventListener('abort', onAbort)
  }
}

/** What answers the hello with something that is no frame is no broker. */
function explained(error: Error, remote: string): Error {
  if (!(error instanceof ProtocolError)) return error
  // 21 is how an alert of TLS begins, which is what the hello of AMQP gets from a port for TLS.
  const words = error.message.startsWith('unknown frame type 21,') ? 'it wants TLS (amqps)' : error.message
  return new ConnectionError(`${remote} does not speak AMQP 0-9-1: ${words}`, {
    code: 'NOT_AMQP',
    scope: 'connection',
    initiator: 'peer',
    retriable: false,
    method: error.method,
    cause: error,
  })
}

function handshakeTimeout(remote: string, progress: string, timeoutMs: number): TimeoutError {
  return new TimeoutError(`${remote} connected, then fell silent for ${timeoutMs} ms (${progress})`, {
    code: 'HANDSHAKE_TIMEOUT',
    scope: 'connection',
    initiator: 'peer',
    retriable: true,
  })
}

import { ConnectionError, ProtocolError, TimeoutError } from '../errors.ts'
import { mechanisms, type SaslMechanism } from '../protocol/sasl.ts'
import { addressOf, dial } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import { aborted } from './call.ts'
import { Connection } from './connection.ts'
import { connecting } from './diagnostics.ts'
import { type ConnectOptions, text } from './options.ts'
import { Session } from './session.ts'
import { type AllSettings, type Settings, settle } from './settings.ts'

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
  return openConnection(settle(target, options))
}

/** Opens a connection, its first life. */
export function openConnection(settings: AllSettings): Promise<Connection> {
  return attempt(settings, (transport, kept, ways) => {
    const connection = new Connection(transport, kept, ways)
    return { connection, session: connection.session }
  }).then(({ connection }) => connection)
}

/** Opens what a connection that was lost can go on with. */
export function openSession(connection: Connection, settings: AllSettings): Promise<Session> {
  return attempt(settings, (transport, kept, ways) => ({
    connection,
    session: new Session(transport, kept, ways, connection),
  })).then(({ session }) => session)
}

interface Attempted {
  readonly connection: Connection
  readonly session: Session
}

type Make = (transport: Transport, settings: Settings, ways: readonly SaslMechanism[]) => Attempted

/** One attempt to connect, of which observers are told. */
async function attempt(settings: AllSettings, make: Make): Promise<Attempted> {
  const { host, port, virtualHost, transport, timeoutMs } = settings
  const begun = performance.now()
  const restMs = (): number => Math.max(1, Math.ceil(timeoutMs - (performance.now() - begun)))
  let stream = typeof transport === 'function' ? undefined : transport
  let made: Attempted | undefined
  const ended = (connection: Connection | undefined, error?: Error): void =>
    connecting.publish({
      remote: stream?.remote ?? addressOf(host, port),
      virtualHost,
      durationMs: performance.now() - begun,
      connection,
      error,
    })
  try {
    const ways = await mechanismsNow(settings)
    stream = await streamTo(settings, restMs())
    made = make(stream, settings, ways)
    await handshake(made.session, settings, restMs())
    ended(made.connection)
    return made
  } catch (error) {
    // A session sees to the end of its stream itself.
    if (made === undefined) stream?.destroy()
    ended(undefined, error as Error)
    throw error
  }
}

function streamTo(
  { transport, host, port, tls, signal }: AllSettings,
  timeoutMs: number,
): Transport | Promise<Transport> {
  if (transport === undefined) return dial(host, port, tls, { timeoutMs, signal })
  if (typeof transport !== 'function') return transport
  return import('./callbacks.ts').then(({ askForStream }) => askForStream(transport, { timeoutMs, signal }))
}

/** The mechanisms of one attempt to connect, with the name and the password that hold now. */
async function mechanismsNow(settings: Settings): Promise<SaslMechanism[]> {
  const credentials = settings.asksForCredentials
    ? await (await import('./callbacks.ts')).askForCredentials(settings.credentials, settings)
    : await settings.credentials()
  const username = text(credentials?.username, 'username')
  const password = credentials.password
  // What it is instead stays out of the words: it may be the secret all the same.
  if (typeof password !== 'string') throw new TypeError('password must be a string')
  return settings.mechanisms.map((choice) =>
    typeof choice === 'string' ? mechanisms[choice](username, password) : choice,
  )
}

async function handshake(session: Session, settings: Settings, remainingMs: number): Promise<void> {
  const { remote } = session.transport
  const timer = setTimeout(
    () => session.giveUp(handshakeTimeout(remote, session.core.life.state, settings.timeoutMs)),
    remainingMs,
  )
  const onAbort = (): void => session.giveUp(aborted('connecting', settings.signal))
  settings.signal?.addEventListener('abort', onAbort)
  try {
    if (settings.signal?.aborted === true) onAbort()
    await session.open()
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

import type { NetConnectOpts, Server, Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket, TlsOptions } from 'node:tls'
import { AbortedError, ConnectionError, TimeoutError } from '../errors.ts'
import { explainSocketError } from './socket-failure.ts'
import { SocketReader } from './socket-reader.ts'
import { SocketTransport } from './socket-transport.ts'
import type { Listener, Transport } from './transport.ts'

/** What limits the wait for a stream, and how it ends. */
export interface DialLimits {
  /** How long to wait, in milliseconds. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Whether this direction stays open when the other side has ended its own. Default false: it is ended then. */
  readonly allowHalfOpen?: boolean | undefined
}

/** What takes TLS instead of TCP. */
export interface TlsListening {
  readonly options: TlsOptions
  /** Hears of a client that could not agree on TLS. It is gone by then. */
  onRefused(error: ConnectionError): void
}

/**
 * Opens a TCP stream, or TLS over one where `tls` is given.
 * @throws {ConnectionError} with the system's code (`ECONNREFUSED`, `ENOTFOUND` …) where it cannot be opened
 * @throws {TypeError} where the options of TLS do not fit each other: a wrong passphrase, a key of another certificate
 * @throws {TimeoutError} where it takes too long
 * @throws {AbortedError} where the signal says so
 */
export async function dial(
  host: string,
  port: number,
  tls: ConnectionOptions | undefined,
  limits: DialLimits,
): Promise<Transport> {
  const reader = new SocketReader()
  const target: NetConnectOpts = { host, port, allowHalfOpen: limits.allowHalfOpen, onread: reader }
  const socket =
    tls === undefined
      ? (net ??= await import('node:net')).connect(target)
      : await connectTls(target, tls, host)
  const remote = addressOf(host, port)
  return new Promise<Transport>((resolve, reject) => {
    const timer = setTimeout(() => fail(dialTimeout(remote, limits.timeoutMs)), limits.timeoutMs)
    const onAbort = (): void => fail(dialAborted(remote, limits.signal?.reason))
    const onError = (error: Error): void => fail(dialFailed(remote, error))
    const settle = (): void => {
      clearTimeout(timer)
      limits.signal?.removeEventListener('abort', onAbort)
      socket.off('error', onError)
    }
    const fail = (error: Error): void => {
      settle()
      socket.on('error', () => {}) // what else goes wrong with a socket given up is of no interest
      socket.destroy()
      reject(error)
    }
    socket.on('error', onError)
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      settle()
      // Not as an option of connect, which TLS ignores.
      socket.setNoDelay(true)
      resolve(new SocketTransport(socket, remote, reader))
    })
    if (limits.signal?.aborted === true) onAbort()
    else limits.signal?.addEventListener('abort', onAbort)
  })
}

/** Host and port in one, for people: `[::1]:5672`. */
export function addressOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/**
 * Takes TCP connections on `host` and `port`, or TLS over them where `tls` is given; port 0 picks a free one.
 * @throws {ConnectionError} with the system's code (`EADDRINUSE`, `EACCES` …) where it cannot listen
 * @throws {TypeError} where the options of TLS do not fit each other
 */
export async function listen(
  host: string,
  port: number,
  onTransport: (transport: Transport) => void,
  tls?: TlsListening,
): Promise<Listener> {
  if (tls !== undefined) return listenTls(host, port, onTransport, tls)
  const { createServer } = await import('node:net')
  const server = createServer(SERVER_OPTIONS, (socket) =>
    onTransport(new SocketTransport(socket, peerOf(socket))),
  )
  return listening(server, host, port)
}

const SERVER_OPTIONS = { noDelay: true, allowHalfOpen: true }

async function listenTls(
  host: string,
  port: number,
  onTransport: (transport: Transport) => void,
  { options, onRefused }: TlsListening,
): Promise<Listener> {
  const { createServer } = await import('node:tls')
  /** Sockets that have not agreed on TLS yet. Nobody else would end them, and the server would wait for them. */
  const shakingHands = new Map<string, Socket>()
  const server = withTlsOptions(() => createServer({ ...options, ...SERVER_OPTIONS }))
  server.on('connection', (socket) => {
    const peer = peerOf(socket)
    shakingHands.set(peer, socket)
    socket.once('close', () => shakingHands.delete(peer))
  })
  server.on('secureConnection', (socket) => {
    shakingHands.delete(peerOf(socket))
    onTransport(new SocketTransport(socket, peerOf(socket)))
  })
  server.on('tlsClientError', (error, socket) => onRefused(tlsRefused(peerOf(socket), error)))
  const listener = await listening(server, host, port)
  return {
    port: listener.port,
    close() {
      const closed = listener.close()
      for (const socket of shakingHands.values()) socket.destroy()
      return closed
    },
  }
}

function peerOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return addressOf(remoteAddress, remotePort)
}

/**
 * Lets a server listen.
 * @throws {ConnectionError} with the system's code (`EADDRINUSE`, `EACCES` …) where it cannot
 */
export function listening(server: Server, host: string, port: number): Promise<Listener> {
  return new Promise<Listener>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailed(host, port, error)))
    server.listen(port, host, () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => new Promise<void>((onClosed) => server.close(() => onClosed())),
      })
    })
  })
}

/**
 * Node takes several milliseconds to load its sockets, which an import of this library should not cost. Kept, because to
 * import it again costs a tenth of opening a connection.
 */
let net: typeof import('node:net') | undefined

/** Node's TLS takes several milliseconds to load, which only those who use it should pay. */
async function connectTls(target: NetConnectOpts, tls: ConnectionOptions, host: string): Promise<TLSSocket> {
  const { connect } = await import('node:tls')
  return withTlsOptions(() => connect({ ...target, ...tls, servername: tls.servername ?? sniOf(host) }))
}

function withTlsOptions<T>(use: () => T): T {
  try {
    return use()
  } catch (error) {
    const { code, words } = explainSocketError(error as Error)
    const wrong = new TypeError(`the options of TLS cannot be used: ${words}`, { cause: error })
    throw Object.assign(wrong, { code })
  }
}

/** A name for the server to choose its certificate by; an address is none. */
function sniOf(host: string): string {
  return /^[\d.]+$|:/.test(host) ? '' : host
}

function dialFailed(remote: string, error: Error): ConnectionError {
  const { code = 'CONNECT_FAILED', words, retriable } = explainSocketError(error)
  return new ConnectionError(`cannot connect to ${remote}: ${words}`, {
    code,
    scope: 'connection',
    initiator: 'transport',
    retriable,
    cause: error,
  })
}

function tlsRefused(peer: string, error: Error): ConnectionError {
  const { code = 'TLS_FAILED', words } = explainSocketError(error)
  return new ConnectionError(`${peer} could not agree on TLS: ${words}`, {
    code,
    scope: 'connection',
    initiator: 'peer',
    retriable: false,
    cause: error,
  })
}

function dialTimeout(remote: string, timeoutMs: number): TimeoutError {
  return new TimeoutError(`cannot connect to ${remote}: no answer within ${timeoutMs} ms`, {
    code: 'CONNECT_TIMEOUT',
    scope: 'connection',
    initiator: 'transport',
    retriable: true,
  })
}

function dialAborted(remote: string, reason: unknown): AbortedError {
  return new AbortedError(`the attempt to connect to ${remote} was aborted`, {
    code: 'ABORTED',
    scope: 'connection',
    initiator: 'user',
    retriable: true,
    cause: reason,
  })
}

/** The error of who cannot listen, for people and for programs. */
function listenFailed(host: string, port: number, error: Error): ConnectionError {
  const code = (error as NodeJS.ErrnoException).code ?? 'LISTEN_FAILED'
  const words =
    code === 'EADDRINUSE'
      ? 'the port is in use'
      : code === 'EACCES'
        ? 'the port needs more rights'
        : error.message
  return new ConnectionError(`cannot listen on ${addressOf(host, port)}: ${words}`, {
    code,
    scope: 'connection',
    initiator: 'transport',
    retriable: code === 'EADDRINUSE',
    cause: error,
  })
}

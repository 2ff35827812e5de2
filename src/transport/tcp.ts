import type { NetConnectOpts, Server, Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { AbortedError, ConnectionError, TimeoutError } from '../errors.ts'
import { explainSocketError } from './socket-failure.ts'
import type { Listener, Transport, TransportHandler } from './transport.ts'

/** What limits the wait for a stream. */
export interface DialLimits {
  /** How long to wait, in milliseconds. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
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
  const target: NetConnectOpts = { host, port }
  const socket = await (tls === undefined ? connectTcp(target) : connectTls(target, tls, host))
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
      resolve(socketTransport(socket, remote))
    })
    if (limits.signal?.aborted === true) onAbort()
    else limits.signal?.addEventListener('abort', onAbort)
  })
}

/** Host and port in one, for people: `[::1]:5672`. */
export function addressOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Takes TCP connections on `host` and `port`; 0 picks a free port. */
export async function listen(
  host: string,
  port: number,
  onTransport: (transport: Transport) => void,
): Promise<Listener> {
  const { createServer } = await import('node:net')
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    onTransport(socketTransport(socket, `${socket.remoteAddress}:${socket.remotePort}`))
  })
  return listening(server, host, port)
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

/** Node takes several milliseconds to load its sockets, which an import of this library should not cost. */
async function connectTcp(target: NetConnectOpts): Promise<Socket> {
  const { connect } = await import('node:net')
  return connect(target)
}

/** Node's TLS takes several milliseconds to load, which only those who use it should pay. */
async function connectTls(target: NetConnectOpts, tls: ConnectionOptions, host: string): Promise<TLSSocket> {
  const { connect } = await import('node:tls')
  try {
    return connect({ ...target, ...tls, servername: tls.servername ?? sniOf(host) })
  } catch (error) {
    const { code, words } = explainSocketError(error as Error)
    const wrong = new TypeError(`the options of TLS cannot be used: ${words}`, { cause: error })
    throw Object.assign(wrong, { code })
  }
}

function socketTransport(socket: Socket | TLSSocket, remote: string): Transport {
  let failure: Error | undefined
  // From the first moment: an error that nobody listens to would end the process.
  socket.on('error', (error) => {
    failure = error
  })
  return {
    remote,
    // The kernel has its own copy by then. TLS is another matter: what it keeps is its own business.
    releasesMemory: !('encrypted' in socket),
    start(handler: TransportHandler): void {
      if (socket.closed) return process.nextTick(() => handler.onClose(failure))
      socket.on('data', (bytes: Buffer) => handler.onData(bytes))
      socket.on('drain', () => handler.onDrain())
      socket.on('end', () => {
        // Where it broke before, as when TLS refuses a certificate, the end is no more than what follows from that.
        if (failure === undefined) handler.onEnd()
      })
      socket.on('close', () => handler.onClose(failure))
    },
    write(pieces: readonly Uint8Array[]): boolean {
      if (socket.destroyed || socket.writableEnded) return true
      const [first] = pieces
      if (first === undefined) return true
      if (pieces.length === 1) return socket.write(first)
      // Corked, the pieces leave together in one call to the kernel.
      socket.cork()
      let hasRoom = true
      for (const piece of pieces) hasRoom = socket.write(piece)
      socket.uncork()
      return hasRoom
    },
    get bufferedBytes(): number {
      return socket.writableLength
    },
    pause(): void {
      socket.pause()
    },
    resume(): void {
      socket.resume()
    },
    end(): void {
      if (!socket.destroyed) socket.end()
    },
    destroy(): void {
      socket.destroy()
    },
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
  return new ConnectionError(`cannot listen on ${host}:${port}: ${words}`, {
    code,
    scope: 'connection',
    initiator: 'transport',
    retriable: code === 'EADDRINUSE',
    cause: error,
  })
}

import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { SocketReader } from './socket-reader.ts'
import type { RemoteAddress, Transport, TransportHandler } from './transport.ts'

/** Where a socket leads to its transport: listeners of each transport's own would be a quarter of a kilobyte. */
const TRANSPORT = Symbol('transport')

interface CarriedSocket extends Socket {
  [TRANSPORT]?: SocketTransport
}

/** A stream over a socket of Node that is connected. */
export class SocketTransport implements Transport {
  readonly remote: string
  /** Who hears of what comes, once it was started. */
  handler: TransportHandler | undefined
  /** What went wrong. */
  failure: Error | undefined
  /** The kernel has its own copy by then. TLS is another matter: what it keeps is its own business. */
  readonly releasesMemory: boolean
  private readonly socket: Socket | TLSSocket
  private readonly reader: SocketReader | undefined

  /** @param reader reads the socket; where there is none Node does */
  constructor(socket: Socket | TLSSocket, remote: string, reader?: SocketReader) {
    this.remote = remote
    this.releasesMemory = !('encrypted' in socket)
    this.socket = socket
    this.reader = reader
    ;(socket as CarriedSocket)[TRANSPORT] = this
    // From the first moment: an error that nobody listens to would end the process.
    socket.on('error', onError)
  }

  /** Who is gone already has none any more. */
  get remoteAddress(): RemoteAddress | undefined {
    const { remoteAddress: host, remotePort: port } = this.socket
    return host === undefined ? undefined : { host, port: port as number }
  }

  get bufferedBytes(): number {
    return this.socket.writableLength
  }

  start(handler: TransportHandler): void {
    const { socket, reader } = this
    if (socket.closed) return process.nextTick(() => handler.onClose(this.failure))
    this.handler = handler
    if (reader === undefined) socket.on('data', onData)
    else reader.start(handler, socket)
    socket.on('drain', onDrain)
    socket.on('end', onEnd)
    socket.on('close', onClose)
  }

  write(pieces: readonly Uint8Array[]): boolean {
    const { socket } = this
    if (pieces.length === 0 || socket.destroyed || socket.writableEnded) return true
    if (pieces.length === 1) return socket.write(pieces[0] as Uint8Array)
    // Corked, the pieces leave together in one call to the kernel.
    socket.cork()
    let hasRoom = true
    for (const piece of pieces) hasRoom = socket.write(piece)
    socket.uncork()
    return hasRoom
  }

  pause(): void {
    this.socket.pause()
  }

  resume(): void {
    this.socket.resume()
  }

  end(): void {
    if (!this.socket.destroyed) this.socket.end()
  }

  destroy(): void {
    this.socket.destroy()
  }

  reset(): void {
    const { socket } = this
    const isEnding = socket.writableEnded && !socket.writableFinished
    // The socket of TLS hides the one beneath it, which alone can be reset; and one that is ending cannot be.
    if (!('encrypted' in socket) && !isEnding) resetAtOnce(socket)
    socket.destroy()
  }
}

function onError(this: CarriedSocket, error: Error): void {
  const transport = this[TRANSPORT]
  if (transport !== undefined) transport.failure = error
}

function onData(this: CarriedSocket, bytes: Buffer): void {
  this[TRANSPORT]?.handler?.onData(bytes)
}

function onDrain(this: CarriedSocket): void {
  this[TRANSPORT]?.handler?.onDrain()
}

function onEnd(this: CarriedSocket): void {
  const transport = this[TRANSPORT]
  // Where it broke before, as when TLS refuses a certificate, the end is no more than what follows from that.
  if (transport?.failure === undefined) transport?.handler?.onEnd()
}

function onClose(this: CarriedSocket): void {
  const transport = this[TRANSPORT]
  transport?.handler?.onClose(transport.failure)
}

/** Has `destroy` send a reset. Node's `resetAndDestroy` waits first until all is sent, for ever where nobody reads. */
function resetAtOnce(socket: Socket): void {
  const marked = socket as Socket & { resetAndClosing?: boolean }
  if (marked.resetAndClosing === undefined) socket.resetAndDestroy()
  else marked.resetAndClosing = true
}

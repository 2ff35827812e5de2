import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { SocketReader } from './socket-reader.ts'
import type { Transport, TransportHandler } from './transport.ts'

/**
 * A stream over a socket of Node that is connected.
 * @param reader reads the socket; where there is none Node does
 */
export function socketTransport(
  socket: Socket | TLSSocket,
  remote: string,
  reader?: SocketReader,
): Transport {
  let failure: Error | undefined
  const isTls = 'encrypted' in socket
  // From the first moment: an error that nobody listens to would end the process.
  socket.on('error', (error) => {
    failure = error
  })
  const { remoteAddress: host, remotePort: port } = socket
  return {
    remote,
    // Who is gone already has none any more.
    remoteAddress: host === undefined ? undefined : { host, port: port as number },
    // The kernel has its own copy by then. TLS is another matter: what it keeps is its own business.
    releasesMemory: !isTls,
    start(handler: TransportHandler): void {
      if (socket.closed) return process.nextTick(() => handler.onClose(failure))
      if (reader === undefined) socket.on('data', (bytes: Buffer) => handler.onData(bytes))
      else reader.start(handler, socket)
      socket.on('drain', () => handler.onDrain())
      socket.on('end', () => {
        // Where it broke before, as when TLS refuses a certificate, the end is no more than what follows from that.
        if (failure === undefined) handler.onEnd()
      })
      socket.on('close', () => handler.onClose(failure))
    },
    write(pieces: readonly Uint8Array[]): boolean {
      if (socket.destroyed || socket.writableEnded) return true
      if (pieces.length === 0) return true
      if (pieces.length === 1) return socket.write(pieces[0] as Uint8Array)
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
    reset(): void {
      const isEnding = socket.writableEnded && !socket.writableFinished
      // The socket of TLS hides the one beneath it, which alone can be reset; and one that is ending cannot be.
      if (!isTls && !isEnding) resetAtOnce(socket)
      socket.destroy()
    },
  }
}

/** Has `destroy` send a reset. Node's `resetAndDestroy` waits first until all is sent, for ever where nobody reads. */
function resetAtOnce(socket: Socket): void {
  const marked = socket as Socket & { resetAndClosing?: boolean }
  if (marked.resetAndClosing === undefined) socket.resetAndDestroy()
  else marked.resetAndClosing = true
}

import { EventEmitter } from 'node:events'
import type { Transport, TransportHandler } from '../../src/transport/transport.ts'
import { NullSession } from '../null-peer/session.ts'
import type { Encoder } from '../wire/encoder.ts'

/**
 * A transport without a network, which counts what is written. The null peer answers, until the stream is cut: from
 * then on what is written is counted and dropped, and only what the test feeds comes in.
 */
export class CountingTransport implements Transport {
  readonly remote: string = 'memory'
  readonly bufferedBytes: number = 0
  writes: number = 0
  writtenBytes: number = 0
  /** The pieces of the last write. */
  pieces: readonly Uint8Array[] = []
  isCut: boolean = false
  private readonly peer: EventEmitter = new EventEmitter()
  private handler: TransportHandler | undefined

  constructor(encoder: Encoder) {
    const { peer } = this
    new NullSession(
      {
        on: (event: string, listener: (bytes: Buffer) => void) => peer.on(event, listener),
        write: (bytes, onTaken) => {
          setImmediate(() => {
            this.handler?.onData(bytes)
            onTaken?.()
          })
        },
        end: () => setImmediate(() => this.handler?.onEnd()),
        destroy: () => {},
      },
      encoder,
    )
  }

  start(handler: TransportHandler): void {
    this.handler = handler
  }

  write(pieces: readonly Uint8Array[]): boolean {
    this.writes++
    this.pieces = pieces
    for (const piece of pieces) this.writtenBytes += piece.length
    if (!this.isCut) this.peer.emit('data', Buffer.concat(pieces))
    return true
  }

  feed(bytes: Buffer): void {
    this.handler?.onData(bytes)
  }

  end(): void {
    this.destroy()
  }

  destroy(): void {
    this.peer.emit('close')
    setImmediate(() => this.handler?.onClose(undefined))
  }
}

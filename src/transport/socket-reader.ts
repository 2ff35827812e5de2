import type { Socket } from 'node:net'
import { ReadMemory } from './read-memory.ts'
import type { TransportHandler } from './transport.ts'

/** Reads a socket into memory of our own, or of the handler where it has a place for what comes: Node's option `onread`. */
export class SocketReader {
  private readonly memory: ReadMemory = new ReadMemory()
  private handler: TransportHandler | undefined
  private space: Uint8Array | undefined
  private roomBytes: number = 0
  /** What came before anybody wanted it. */
  private early: Uint8Array | undefined

  /** Begins to deliver. */
  start(handler: TransportHandler, socket: Socket): void {
    const { early } = this
    this.handler = handler
    if (early === undefined) return
    this.early = undefined
    process.nextTick(() => {
      if (!socket.destroyed) handler.onData(early)
    })
    socket.resume()
  }

  /** Node asks this before each read. */
  readonly buffer = (): Uint8Array => {
    if (this.space === undefined && this.handler?.releasesData?.() === true) this.memory.takeBack()
    this.space = this.handler?.space?.()
    const room = this.space ?? this.memory.next()
    this.roomBytes = room.length
    return room
  }

  /** Node calls this after each read, and reads no more for now where it returns false. */
  readonly callback = (bytes: number): boolean => {
    const { handler, space } = this
    const read = space === undefined ? this.memory.take(bytes) : space.subarray(0, bytes)
    if (handler === undefined) this.early = read
    else handler.onData(read, bytes === this.roomBytes)
    return handler !== undefined
  }
}

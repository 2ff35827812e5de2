import { Fifo } from '../util/fifo.ts'
import type { Transport, TransportHandler } from './transport.ts'

/** How much may wait on the way before the writer is asked to pause. */
const HIGH_WATER_BYTES = 64 * 1024

/** Two transports that lead to each other, in this process. What one writes the other gets in a later microtask. */
export function memoryPair(): [Transport, Transport] {
  const left = new MemoryTransport()
  const right = new MemoryTransport()
  left.other = right
  right.other = left
  return [left, right]
}

type Signal = 'end' | 'close'

class MemoryTransport implements Transport {
  readonly remote: string = 'memory'
  other: MemoryTransport | undefined
  bufferedBytes: number = 0
  private handler: TransportHandler | undefined
  /** What is on the way to this side. */
  private arriving: Fifo<Uint8Array | Signal> = new Fifo()
  private readonly deliverNext: () => void = () => this.deliver()
  private scheduled: boolean = false
  private ended: boolean = false
  private closed: boolean = false
  private paused: boolean = false

  start(handler: TransportHandler): void {
    this.handler = handler
    this.schedule()
  }

  write(pieces: readonly Uint8Array[]): boolean {
    if (this.ended || this.closed) return true
    for (const piece of pieces) {
      this.bufferedBytes += piece.length
      this.other?.arriving.push(piece)
    }
    this.other?.schedule()
    return this.bufferedBytes < HIGH_WATER_BYTES
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    this.schedule()
  }

  end(): void {
    if (this.ended || this.closed) return
    this.ended = true
    this.other?.arriving.push('end')
    this.other?.schedule()
  }

  destroy(): void {
    if (this.closed) return
    this.ended = true
    this.other?.arriving.push('close')
    this.other?.schedule()
    this.arriving = new Fifo()
    this.arriving.push('close')
    this.resume()
  }

  private schedule(): void {
    if (this.scheduled || this.paused || this.handler === undefined || this.arriving.length === 0) return
    this.scheduled = true
    queueMicrotask(this.deliverNext)
  }

  private deliver(): void {
    this.scheduled = false
    if (this.paused) return
    const handler = this.handler as TransportHandler
    const item = this.arriving.shift()
    if (item === undefined || this.closed) return
    // First, so that what the handler may throw holds up nothing.
    this.schedule()
    if (item === 'close') return this.close(handler)
    if (item === 'end') return this.onOtherEnd(handler)
    this.other?.delivered(item.length)
    handler.onData(item)
  }

  private delivered(bytes: number): void {
    const wasFull = this.bufferedBytes >= HIGH_WATER_BYTES
    this.bufferedBytes -= bytes
    if (wasFull && this.bufferedBytes < HIGH_WATER_BYTES && !this.closed) this.handler?.onDrain()
  }

  private onOtherEnd(handler: TransportHandler): void {
    handler.onEnd()
    // Both directions have ended: nothing more can come.
    if (this.ended) {
      this.other?.arriving.push('close')
      this.other?.schedule()
      this.close(handler)
    }
  }

  private close(handler: TransportHandler): void {
    if (this.closed) return
    this.closed = true
    handler.onClose(undefined)
  }
}

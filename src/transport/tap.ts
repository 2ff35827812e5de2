import type { Transport, TransportHandler } from './transport.ts'

/** Sees each piece of a stream as it travels: `out` as it is written, `in` as it arrives. It must not change them. */
export type Tap = (direction: 'in' | 'out', bytes: Uint8Array) => void

/** A transport with a tap where bytes enter and leave. Where nobody taps there is nothing of this in the way. */
export function tapped(transport: Transport, tap: Tap): Transport {
  let over = false
  return {
    start(handler: TransportHandler): void {
      transport.start({
        onData(bytes) {
          tap('in', bytes)
          handler.onData(bytes)
        },
        onDrain: () => handler.onDrain(),
        onEnd: () => handler.onEnd(),
        onClose(error) {
          over = true
          handler.onClose(error)
        },
      })
    },
    write(pieces: readonly Uint8Array[]): boolean {
      // What is written after the end does not travel.
      if (!over) for (const piece of pieces) tap('out', piece)
      return transport.write(pieces)
    },
    get bufferedBytes(): number {
      return transport.bufferedBytes
    },
    pause: () => transport.pause?.(),
    resume: () => transport.resume?.(),
    end(): void {
      over = true
      transport.end()
    },
    destroy(): void {
      over = true
      transport.destroy()
    },
    remote: transport.remote,
  }
}

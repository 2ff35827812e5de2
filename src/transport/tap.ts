import type { Transport, TransportHandler } from './transport.ts'

/**
 * Sees each piece of a stream as it travels: `out` as it is written, `in` as it arrives. It must not change them. Who
 * wants to know of the beginning and the end too has the other two functions.
 */
export interface Tap {
  (direction: 'in' | 'out', bytes: Uint8Array): void
  /** A stream begins; `remote` is where it leads: `127.0.0.1:5672`. */
  onOpen?(remote: string): void
  /** Nothing more will travel in this direction: it was ended, or the whole stream broke (`isReset`). */
  onEnd?(direction: 'in' | 'out', isReset: boolean): void
}

/** A transport with a tap where bytes enter and leave. Where nobody taps there is nothing of this in the way. */
export function tapped(transport: Transport, tap: Tap): Transport {
  const open = new Set<'in' | 'out'>(['in', 'out'])
  const end = (direction: 'in' | 'out', isReset: boolean): void => {
    if (!open.delete(direction)) return
    if (isReset) open.clear()
    tap.onEnd?.(direction, isReset)
  }
  return {
    start(handler: TransportHandler): void {
      tap.onOpen?.(transport.remote)
      transport.start({
        onData(bytes, isFull) {
          tap('in', bytes)
          handler.onData(bytes, isFull)
        },
        onDrain: () => handler.onDrain(),
        onEnd() {
          end('in', false)
          handler.onEnd()
        },
        onClose(error) {
          end('in', error !== undefined)
          end('out', false)
          handler.onClose(error)
        },
      })
    },
    write(pieces: readonly Uint8Array[]): boolean {
      // What is written after the end does not travel.
      if (open.has('out')) for (const piece of pieces) tap('out', piece)
      return transport.write(pieces)
    },
    get bufferedBytes(): number {
      return transport.bufferedBytes
    },
    pause: () => transport.pause?.(),
    resume: () => transport.resume?.(),
    end(): void {
      end('out', false)
      transport.end()
    },
    destroy(): void {
      end('out', false)
      transport.destroy()
    },
    remote: transport.remote,
  }
}

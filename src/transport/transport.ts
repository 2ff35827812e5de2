/**
 * A reliable stream of bytes in both directions: a TCP socket, TLS over one, or memory. One that has not been closed
 * delivers what is written, whole and in order.
 */
export interface Transport {
  /** Begins to deliver. Nothing comes before. */
  start(handler: TransportHandler): void
  /**
   * Sends pieces, in order, as one write. They must not change afterwards.
   * @returns false where so much waits that the writer should pause until `onDrain`
   */
  write(pieces: readonly Uint8Array[]): boolean
  /** The number of bytes written that the other side's system has not taken yet. */
  readonly bufferedBytes: number
  /**
   * Whether nothing that was written is looked at any more once `bufferedBytes` is 0, so that its memory may be used
   * again, by this connection or another. Default false.
   */
  readonly releasesMemory?: boolean
  /**
   * Delivers nothing more until `resume`, so that the other side notices that nobody reads; its end and its death may go
   * unnoticed meanwhile. A transport without the two delivers always.
   */
  pause?(): void
  /** Delivers again, not before this call returns. */
  resume?(): void
  /** Ends this direction after all that was written. What the other side still sends is delivered. */
  end(): void
  /** Ends both directions at once. `onClose` follows. */
  destroy(): void
  /** As `destroy`, in a way that the other side takes for a broken connection: a reset of TCP. */
  reset?(): void
  /** Where the stream leads, for error messages: `127.0.0.1:5672`. */
  readonly remote: string
  /** The address of the other side as the system tells it, where there is one. */
  readonly remoteAddress?: RemoteAddress | undefined
}

/** An address of a stream that leads over a network. */
export interface RemoteAddress {
  /** An IPv4 or IPv6 address. */
  readonly host: string
  /** 1 to 65535. */
  readonly port: number
}

/** Hears what comes over a transport, once `start` was called: the bytes, and the end. */
export interface TransportHandler {
  /**
   * Bytes came. They are not written to again, unless they are in memory that `space` gave, or `releasesData` says so.
   * @param isFull whether there was room for no more, so that the next bytes may be there already
   */
  onData(bytes: Uint8Array, isFull?: boolean): void
  /**
   * Whether nobody looks any more at the bytes that came last, so that the next may be read over them; asked before each
   * read. A transport may do without, and whoever does not know leaves it out.
   */
  releasesData?(): boolean
  /**
   * Where the next bytes had best be read into, so that they need not be copied to it; asked before each read. A transport
   * may do without, and whoever has no place for them returns undefined.
   */
  space?(): Uint8Array | undefined
  /** There is room again after `write` said false. */
  onDrain(): void
  /** The other side ended its direction. */
  onEnd(): void
  /** It is over; `error` says why where it was not asked for. Said once, and last. */
  onClose(error: Error | undefined): void
}

/** Takes connections until it is closed. */
export interface Listener {
  /** The port that it listens on. */
  readonly port: number
  /** Takes no more connections, and ends when all that were taken are closed. */
  close(): Promise<void>
}

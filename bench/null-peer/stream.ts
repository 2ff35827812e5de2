/** What the null peer needs of a socket, so that it can also be played to a client in the same process. */
export interface Stream {
  on(event: 'data', listener: (bytes: Buffer) => void): unknown
  on(event: 'error' | 'close', listener: () => void): unknown
  write(bytes: Buffer, onTaken?: () => void): unknown
  end(): unknown
  destroy(error?: Error): unknown
}

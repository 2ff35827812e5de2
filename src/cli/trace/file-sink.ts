import { closeSync, openSync, writeSync } from 'node:fs'

/** So much is gathered before it is written. */
const PIECE_BYTES = 256 * 1024

/**
 * A file that is written as a whole or up to a place that is known: each write waits for the disk, so that nothing piles
 * up in memory. Where the disk takes no more, the file ends there, and it says so once.
 */
export class FileSink {
  private readonly path: string
  private readonly onFailure: (error: Error) => void
  private readonly descriptor: number
  private gathered: Uint8Array[] = []
  private gatheredBytes: number = 0
  private isScheduled: boolean = false
  private isOver: boolean = false

  /** @throws where the file cannot be written to, with the system's code */
  constructor(path: string, onFailure: (error: Error) => void) {
    this.path = path
    this.onFailure = onFailure
    this.descriptor = openSync(path, 'w')
  }

  write(bytes: Uint8Array): void {
    if (this.isOver) return
    this.gathered.push(bytes)
    this.gatheredBytes += bytes.length
    if (this.gatheredBytes >= PIECE_BYTES) this.flush()
    else if (!this.isScheduled) {
      this.isScheduled = true
      // Whoever looks at the file meanwhile sees it up to date.
      setImmediate(() => {
        this.isScheduled = false
        this.flush()
      })
    }
  }

  close(): void {
    this.flush()
    this.isOver = true
    closeSync(this.descriptor)
  }

  private flush(): void {
    if (this.isOver || this.gatheredBytes === 0) return
    const bytes = Buffer.concat(this.gathered, this.gatheredBytes)
    this.gathered = []
    this.gatheredBytes = 0
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at)
    } catch (error) {
      this.isOver = true
      const { message } = error as Error
      this.onFailure(
        new Error(`${message}; ${this.path} ends there, and the tracing goes on`, { cause: error }),
      )
    }
  }
}

import type { Writable } from 'node:stream'
import { type Deferred, deferred } from '../../util/deferred.ts'

/** Lines are handed on in pieces of about this size, and at the end of each turn. */
const PIECE_CHARS = 32 * 1024
/** Whoever reads has so many octets still before it: lines are left out until it has caught up. */
const MAX_WAITING_BYTES = 1024 * 1024

/**
 * Prints lines, and never holds more of them than a bound allows. Live traffic does not wait for a slow terminal or a
 * pager: lines are left out, and a line says how many. A file that is read can wait, with `drained`.
 */
export class Printer {
  private readonly stream: Writable
  private waiting: string = ''
  private isScheduled: boolean = false
  private leftOut: number = 0
  private readonly stopped: Deferred<void> = deferred()
  private isOver: boolean = false

  constructor(stream: Writable) {
    this.stream = stream
  }

  print(line: string): void {
    if (this.isOver) return
    if (this.isFull) {
      this.leftOut++
      return
    }
    this.admitLeftOut()
    this.waiting += `${line}\n`
    if (this.waiting.length >= PIECE_CHARS) this.flush()
    else if (!this.isScheduled) {
      this.isScheduled = true
      setImmediate(() => {
        this.isScheduled = false
        this.flush()
      })
    }
  }

  /** Resolves when all that was printed is on its way, or nobody wants it any more. */
  async drained(): Promise<void> {
    if (this.isOver || !this.stream.writableNeedDrain) return
    const { stream, stopped } = this
    await new Promise<void>((resolve) => {
      stream.once('drain', resolve)
      void stopped.promise.then(resolve)
    })
  }

  /** Prints nothing more: whoever reads has seen enough. */
  stop(): void {
    this.isOver = true
    this.waiting = ''
    this.stopped.resolve()
  }

  /** Hands on what is left. */
  end(): void {
    if (!this.isFull) this.admitLeftOut()
    this.flush()
  }

  private get isFull(): boolean {
    return this.stream.writableLength > MAX_WAITING_BYTES
  }

  private admitLeftOut(): void {
    if (this.leftOut === 0) return
    const lines = this.leftOut === 1 ? '1 line' : `${this.leftOut} lines`
    this.waiting += `… ${lines} left out here: they come faster than they are read\n`
    this.leftOut = 0
  }

  private flush(): void {
    const { waiting } = this
    this.waiting = ''
    if (waiting !== '' && !this.isOver) this.stream.write(waiting)
  }
}

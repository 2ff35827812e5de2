import { closeSync, openSync, writeSync } from 'node:fs'
import type { Tap } from '../../transport/tap.ts'
import type { CaptureEvent, Endpoint } from '../capture-event.ts'
import { JsonLinesWriter } from './json-lines-writer.ts'
import { PcapngWriter } from './pcapng-writer.ts'
import { Recorder } from './recorder.ts'
import { Redactor, type RedactorOptions } from './redactor.ts'

/** So much is gathered before it is written. */
const PIECE_BYTES = 256 * 1024

/**
 * Records connections in a file, without passwords unless they are asked for:
 *
 *     using recording = new FileRecording('session.pcapng')
 *     await using connection = await connect(url, { tap: recording.tap() })
 *
 * Each write waits for the system to take it, since a tap cannot make a connection wait: so nothing piles up in memory.
 */
export class FileRecording implements Disposable {
  private readonly descriptor: number
  private readonly recorder: Recorder
  private readonly redactor: Redactor
  private readonly writer: PcapngWriter | JsonLinesWriter
  private gathered: Uint8Array[] = []
  private gatheredBytes: number = 0
  private isScheduled: boolean = false
  private isOver: boolean = false
  private failure: unknown

  /**
   * Begins the file, which replaces one of the same name.
   * @param path ends with `.pcapng`, which Wireshark opens, or with `.jsonl`, for lines of JSON
   * @throws {RangeError} where it ends with neither
   * @throws the system's error where the file cannot be written, such as ENOENT
   */
  constructor(path: string, options: RedactorOptions = {}) {
    const isPcapng = path.endsWith('.pcapng')
    if (!isPcapng && !path.endsWith('.jsonl')) {
      throw new RangeError(`the name of a recording ends with .pcapng or .jsonl, which ${path} does not`)
    }
    this.descriptor = openSync(path, 'w')
    const writer = isPcapng
      ? new PcapngWriter((bytes) => this.write(bytes))
      : new JsonLinesWriter((text) => this.write(Buffer.from(text)))
    this.writer = writer
    this.redactor = new Redactor((event) => writer.receive(event), options)
    this.recorder = new Recorder((event) => this.receive(event))
  }

  /** A tap for a connection: see Recorder. */
  tap(ends?: { readonly client?: Endpoint; readonly broker?: Endpoint }): Tap {
    return this.recorder.tap(ends)
  }

  /** Takes an event from elsewhere, such as a proxy: then its numbers of connections are all that there are. */
  receive(event: CaptureEvent): void {
    if (!this.isOver && this.failure === undefined) this.redactor.receive(event)
  }

  /**
   * Ends the file. What is said later is not in it.
   * @throws the system's error where the file could not be written to its end, such as ENOSPC; it holds what came
   * before, and the connections went on
   */
  close(): void {
    if (this.isOver) return
    this.redactor.end()
    this.writer.end()
    this.flush()
    this.isOver = true
    closeSync(this.descriptor)
    if (this.failure !== undefined) throw this.failure
  }

  /** As `close`. */
  [Symbol.dispose](): void {
    this.close()
  }

  private write(bytes: Uint8Array): void {
    this.gathered.push(bytes)
    this.gatheredBytes += bytes.length
    if (this.gatheredBytes >= PIECE_BYTES) this.flush()
    else if (!this.isScheduled) {
      this.isScheduled = true
      // Whoever looks at the file meanwhile sees it up to date.
      setImmediate(() => this.flush())
    }
  }

  private flush(): void {
    this.isScheduled = false
    if (this.isOver) return
    const bytes = Buffer.concat(this.gathered, this.gatheredBytes)
    this.gathered = []
    this.gatheredBytes = 0
    try {
      for (let at = 0; at < bytes.length && this.failure === undefined; ) {
        at += writeSync(this.descriptor, bytes, at)
      }
    } catch (error) {
      this.failure = error
    }
  }
}

import {
  type CaptureEvent,
  JsonLinesWriter,
  PcapngWriter,
  Redactor,
  type RedactorOptions,
} from '../../inspect/index.ts'
import { FileSink } from './file-sink.ts'

/** Which writer a name stands for. */
const FORMATS = { '.pcapng': 'pcapng', '.jsonl': 'lines of JSON' } as const

/** Whether the name of a file says in which format it is to be written. */
export function isWritable(path: string): boolean {
  return Object.keys(FORMATS).some((ending) => path.endsWith(ending))
}

/** A file with all that travels, without its passwords unless they are wanted. */
export class Recording {
  private readonly redactor: Redactor
  private readonly writer: PcapngWriter | JsonLinesWriter
  private readonly sink: FileSink
  private readonly onFailure: (error: Error) => void
  private hasFailed: boolean = false

  constructor(path: string, options: RedactorOptions, onFailure: (error: Error) => void) {
    this.onFailure = onFailure
    this.sink = new FileSink(path, onFailure)
    const writer = path.endsWith('.pcapng')
      ? new PcapngWriter((bytes) => this.sink.write(bytes))
      : new JsonLinesWriter((text) => this.sink.write(Buffer.from(text)))
    this.writer = writer
    this.redactor = new Redactor((event) => writer.receive(event), options)
  }

  receive(event: CaptureEvent): void {
    this.guarded(() => this.redactor.receive(event))
  }

  end(): void {
    this.guarded(() => {
      this.redactor.end()
      this.writer.end()
    })
    this.sink.close()
  }

  /** Whatever goes wrong with a file, what is carried must not suffer. */
  private guarded(write: () => void): void {
    if (this.hasFailed) return
    try {
      write()
    } catch (error) {
      this.hasFailed = true
      this.onFailure(error as Error)
    }
  }
}

import type { Transport, TransportHandler } from '../../src/transport/transport.ts'

/** One end of a stream, which writes down what it is told. Nothing may come after the close. */
export class RecordedSide implements TransportHandler {
  readonly transport: Transport
  readonly chunks: Buffer[] = []
  /** `drain`, `end`, and `close` with the message of its error, in order. */
  readonly events: string[] = []
  closeError: Error | undefined
  /** Does more than write down, where a test wants that. */
  onBytes: (bytes: Uint8Array) => void = () => {}
  private waiting: (() => void)[] = []

  constructor(transport: Transport) {
    this.transport = transport
    transport.start(this)
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString()
  }

  get isClosed(): boolean {
    return this.events.includes('close')
  }

  /** Waits for an event after which something is so. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.isClosed) throw new Error(`closed too early: ${this.events.join(', ')}`)
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
  }

  async untilClosed(): Promise<void> {
    while (!this.isClosed) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  onData(bytes: Uint8Array): void {
    this.note(undefined)
    this.chunks.push(Buffer.from(bytes))
    this.onBytes(bytes)
  }

  onDrain(): void {
    this.note('drain')
  }

  onEnd(): void {
    this.note('end')
  }

  onClose(error: Error | undefined): void {
    this.closeError = error
    this.note('close')
  }

  private note(event: string | undefined): void {
    if (this.isClosed) throw new Error(`${event ?? 'data'} after close`)
    if (event !== undefined) this.events.push(event)
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}

import { createInterface, type Interface } from 'node:readline'

/** Somebody at a terminal, who says when to go on. */
export class Reader implements Disposable {
  private readonly input: Interface = createInterface({ input: process.stdin, terminal: false })
  private readonly lines: AsyncIterator<string> = this.input[Symbol.asyncIterator]()

  /** Asks, and resolves when a line was entered, or there will be none. */
  async goesOn(question: string): Promise<void> {
    process.stdout.write(question)
    await this.lines.next()
  }

  [Symbol.dispose](): void {
    this.input.close()
  }
}

import { concatenated } from '../../wire/bytes.ts'

/** The octets of a file, to be taken in pieces of any size, however they come. */
export class OctetSource {
  /** Octets taken so far. */
  offset: number = 0
  private readonly chunks: AsyncIterator<Uint8Array>
  private buffer: Uint8Array = new Uint8Array(0)
  private at: number = 0

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next `count` octets, which stay; fewer at the end of the file. */
  async peek(count: number): Promise<Uint8Array> {
    if (!this.has(count)) await this.fill(count)
    return this.buffer.subarray(this.at, this.at + count)
  }

  /** Whether so many octets can be had without waiting. */
  has(count: number): boolean {
    return this.buffer.length - this.at >= count
  }

  /** Takes the next `count` octets, or fewer, of those that can be had without waiting. */
  takeNow(count: number): Uint8Array {
    const taken = this.buffer.subarray(this.at, this.at + count)
    this.at += taken.length
    this.offset += taken.length
    return taken
  }

  /** Takes the next `count` octets; fewer at the end of the file. */
  async take(count: number): Promise<Uint8Array> {
    if (!this.has(count)) await this.fill(count)
    return this.takeNow(count)
  }

  /** Takes what comes next, however much that is; nothing at the end of the file. */
  async takeAny(): Promise<Uint8Array> {
    if (!this.has(1)) await this.fill(1)
    return this.takeNow(this.buffer.length)
  }

  /** Ends the source, which may be a file that is open. */
  async close(): Promise<void> {
    await this.chunks.return?.()
  }

  private async fill(count: number): Promise<void> {
    const parts = [this.buffer.subarray(this.at)]
    let length = this.buffer.length - this.at
    while (length < count) {
      const { done, value } = await this.chunks.next()
      if (done === true) break
      parts.push(value)
      length += value.length
    }
    this.buffer = joined(parts)
    this.at = 0
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first, second] = parts as [Uint8Array, Uint8Array?]
  if (second === undefined) return first
  if (first.length === 0 && parts.length === 2) return second
  return concatenated(parts)
}

import { allocate, NO_BYTES } from '../wire/bytes.ts'

/** What a connection reads into while little comes: enough to shake hands. */
const SMALL_BYTES = 2 * 1024
/** What it reads into after a read of `SMALL_BYTES`: idle connections are many, and keep what they have. */
const MEDIUM_BYTES = 8 * 1024
/** And after one of `MEDIUM_BYTES`: as much as Node would. */
const LARGE_BYTES = 64 * 1024
/** What is left of a piece of memory is left alone when it is no more than this part of it. */
const LEAST_PART = 1 / 32

/**
 * The memory that a socket reads into. Each octet of it is read into once, because messages are handed on as views of it,
 * unless what came is taken back; what a read leaves over serves the next one.
 */
export class ReadMemory {
  private memory: Uint8Array = NO_BYTES
  private nextBytes: number = SMALL_BYTES
  /** Where the last read went. */
  private last: Uint8Array | undefined

  /** Where the next read should go. */
  next(): Uint8Array {
    const { length, buffer } = this.memory
    if (length <= buffer.byteLength * LEAST_PART) this.memory = allocate(this.nextBytes)
    return this.memory
  }

  /** Takes what a read has put into it, so many octets. */
  take(bytes: number): Uint8Array {
    const { memory } = this
    this.nextBytes = bytes >= MEDIUM_BYTES ? LARGE_BYTES : bytes >= SMALL_BYTES ? MEDIUM_BYTES : SMALL_BYTES
    this.last = memory
    this.memory = memory.subarray(bytes)
    return memory.subarray(0, bytes)
  }

  /**
   * Has the next read go where the last one went, of which nobody has any more use: where that is as large as is right
   * now. Otherwise what is left of a piece would be read into over and over, little by little.
   */
  takeBack(): void {
    if (this.last?.length === this.nextBytes) this.memory = this.last
  }
}

import { allocate, NO_BYTES } from '../wire/bytes.ts'

/** What a connection reads into while little comes, and while much does: as much as Node would. */
const SMALL_BYTES = 8 * 1024
const LARGE_BYTES = 64 * 1024
/** What is left of a piece of memory is left alone when it has less room than this. */
const LEAST_BYTES = 2 * 1024

/**
 * The memory that a socket reads into. Each octet of it is read into once, because messages are handed on as views of it;
 * what a read leaves over serves the next one.
 */
export class ReadMemory {
  private memory: Uint8Array = NO_BYTES
  private wasFilled: boolean = false

  /** Where the next read should go. */
  next(): Uint8Array {
    if (this.memory.length < LEAST_BYTES) this.memory = allocate(this.wasFilled ? LARGE_BYTES : SMALL_BYTES)
    return this.memory
  }

  /** Takes what a read has put into it, so many octets. */
  take(bytes: number): Uint8Array {
    const { memory } = this
    this.wasFilled = bytes === memory.length
    this.memory = memory.subarray(bytes)
    return memory.subarray(0, bytes)
  }
}

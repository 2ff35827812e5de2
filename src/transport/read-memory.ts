import { allocate, NO_BYTES } from '../wire/bytes.ts'

/** What a connection reads into while little comes: enough to shake hands. */
const SMALL_BYTES = 2 * 1024
/** A read of so much is a sign that more comes. */
const MUCH_BYTES = 1024
/** What a connection reads into then: as much as Node would. */
const LARGE_BYTES = 64 * 1024
/** What is left of a piece of memory is left alone when it is no more than this part of it. */
const LEAST_PART = 1 / 32

/**
 * The memory that a socket reads into. Each octet of it is read into once, because messages are handed on as views of it;
 * what a read leaves over serves the next one.
 */
export class ReadMemory {
  private memory: Uint8Array = NO_BYTES
  private leastBytes: number = 0
  private muchCame: boolean = false

  /** Where the next read should go. */
  next(): Uint8Array {
    if (this.memory.length <= this.leastBytes) {
      this.memory = allocate(this.muchCame ? LARGE_BYTES : SMALL_BYTES)
      this.leastBytes = this.memory.length * LEAST_PART
    }
    return this.memory
  }

  /** Takes what a read has put into it, so many octets. */
  take(bytes: number): Uint8Array {
    const { memory } = this
    this.muchCame = bytes >= MUCH_BYTES
    this.memory = memory.subarray(bytes)
    return memory.subarray(0, bytes)
  }
}

import { allocate, NO_BYTES, part } from '../wire/bytes.ts'

/** What a connection reads into while little comes: enough to shake hands. */
const SMALL_BYTES = 2 * 1024
/** What it reads into after a read of `SMALL_BYTES`. */
const MEDIUM_BYTES = 8 * 1024
/** And after one of `MEDIUM_BYTES`: as much as Node would. */
const LARGE_BYTES = 64 * 1024
/** What is left of a piece of memory is left alone when it is no more than this part of it. */
const LEAST_PART = 1 / 32
/** After so many reads of less than `SMALL_BYTES`, one behind the other, little comes again. */
const SMALL_READS = 8

/**
 * All connections of the process read into this while little comes to them, because idle ones are many. A read into it
 * is copied before anything else happens: Node reads and tells of it in one go, from TLS too.
 */
const SHARED = Buffer.allocUnsafeSlow(SMALL_BYTES)

/**
 * The memory that a socket reads into. Each octet of what a connection has for itself is read into once, because messages
 * are handed on as views of it, unless what came is taken back; what a read leaves over serves the next one.
 *
 *     SHARED ──a read fills it──▶ memory of its own ──little comes, again and again──▶ SHARED
 */
export class ReadMemory {
  private memory: Uint8Array = SHARED
  private nextBytes: number = SMALL_BYTES
  /** Where the last read went, where that was memory of its own. */
  private last: Uint8Array | undefined
  private smallReads: number = 0

  /** Where the next read should go. */
  next(): Uint8Array {
    const { length, buffer } = this.memory
    if (length > buffer.byteLength * LEAST_PART) return this.memory
    if (this.nextBytes === SMALL_BYTES) this.share()
    else this.memory = allocate(this.nextBytes)
    return this.memory
  }

  /** Takes what a read has put into it, so many octets. */
  take(bytes: number): Uint8Array {
    const { memory } = this
    this.nextBytes = bytes >= MEDIUM_BYTES ? LARGE_BYTES : bytes >= SMALL_BYTES ? MEDIUM_BYTES : SMALL_BYTES
    if (memory === SHARED) {
      if (bytes === SMALL_BYTES) this.memory = NO_BYTES
      const copy = Buffer.allocUnsafe(bytes)
      SHARED.copy(copy, 0, 0, bytes)
      return copy
    }
    this.smallReads = bytes < SMALL_BYTES ? this.smallReads + 1 : 0
    if (this.smallReads === SMALL_READS) {
      this.share()
    } else {
      this.last = memory
      this.memory = memory.subarray(bytes)
    }
    return part(memory, 0, bytes)
  }

  /**
   * Has the next read go where the last one went, of which nobody has any more use: where that is as large as is right
   * now. Otherwise what is left of a piece would be read into over and over, little by little.
   */
  takeBack(): void {
    if (this.last?.length === this.nextBytes) this.memory = this.last
  }

  private share(): void {
    this.memory = SHARED
    this.last = undefined
    this.smallReads = 0
  }
}

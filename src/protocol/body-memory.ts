import { allocate, allocateBriefly, NO_BYTES } from '../wire/bytes.ts'

/** Below this, new memory costs next to nothing. */
const LEAST_KEPT_BYTES = 16 * 1024
/** A connection keeps no more than this for the next body. */
const MOST_KEPT_BYTES = 1024 * 1024

/**
 * Memory for the bodies of a connection that come in parts and are put together. The piece that was made last serves
 * again when its body is given back: new memory comes from the system page by page, which costs as much as to read into it.
 *
 *     take ──▶ a body, part by part ──▶ a delivery ──▶ released ──▶ giveBack ──▶ take …
 */
export class BodyMemory {
  /** What was made last, where it is of a size to be kept. */
  private last: Uint8Array = NO_BYTES
  private isFree: boolean = false
  /** Whether anybody has ever given back. Before, to keep anything would be in vain. */
  private givesBack: boolean = false

  /** Memory for so many octets, at least. */
  take(bytes: number): Uint8Array {
    const { last } = this
    // Who keeps a body keeps all of its memory: no more than twice what it needs.
    if (this.isFree && last.length >= bytes && last.length <= 2 * bytes) {
      this.isFree = false
      return last
    }
    if (bytes < LEAST_KEPT_BYTES) return allocateBriefly(bytes)
    const memory = allocate(bytes)
    if (this.givesBack && bytes <= MOST_KEPT_BYTES) {
      this.last = memory
      this.isFree = false
    }
    return memory
  }

  /** Nobody looks any more at a body of so many octets, which is in this memory, from here or not. */
  giveBack(memory: Uint8Array, bytes: number): void {
    if (bytes < LEAST_KEPT_BYTES) return
    this.givesBack = true
    if (memory.buffer === this.last.buffer) this.isFree = true
  }
}

import { FRAME_END, FRAME_OVERHEAD_BYTES, FRAME_PREFIX_BYTES } from './frame.ts'
import { type Chunk, giveChunk, LARGEST_CHUNK_BYTES, NO_CHUNK, takeChunk } from './spare-chunks.ts'
import { Writer } from './writer.ts'

const FIRST_CHUNK_BYTES = 1024

/**
 * Writes frames one behind the other into chunks of memory that are handed to the socket uncopied.
 *
 *     chunk  ┌───────────────┬──────────────────────────┬──────────────┬──────────────┐
 *            │ taken before  │ whole frames, not taken  │ being built  │ free         │
 *            └───────────────┴──────────────────────────┴──────────────┴──────────────┘
 *                            taken                     mark            at
 *
 * A frame that fails half-way is undone with `rollback`. A chunk that is full is set aside, and only the frames in the
 * making move to the next, so that growing copies next to nothing.
 */
export class FrameWriter extends Writer {
  private chunk: Chunk = NO_CHUNK
  /** Chunks that are full, and bodies by reference, in order. */
  private ready: Uint8Array[] = []
  private readyBytes: number = 0
  private taken: number = 0
  private mark: number = 0
  private frame: number = 0

  constructor() {
    super(0)
  }

  /** How many octets have been committed since it was made, bodies by reference aside: it names a place between frames. */
  get end(): number {
    return this.passed + this.mark
  }

  /** The number of bytes that wait to be taken. */
  get pendingBytes(): number {
    return this.readyBytes + this.mark - this.taken
  }

  /** Begins a frame; the payload is written next, then `endFrame`. */
  beginFrame(type: number, channel: number): void {
    this.reserve(FRAME_OVERHEAD_BYTES)
    const { at } = this
    this.bytes[at] = type
    this.view.setUint16(at + 1, channel)
    this.at = at + FRAME_PREFIX_BYTES
    this.frame = this.passed + at
  }

  /** Fills in the size and ends the frame; returns how many octets it has in all. */
  endFrame(): number {
    this.reserve(1)
    this.bytes[this.at] = FRAME_END
    const start = this.frame - this.passed
    const end = this.at + 1
    this.view.setUint32(start + 3, end - start - FRAME_OVERHEAD_BYTES)
    this.at = end
    return end - start
  }

  /** A whole body frame. A large payload is kept by reference, and must not change until it was sent. */
  bodyFrame(channel: number, payload: Uint8Array, byReference: boolean): void {
    this.beginFrame(3, channel)
    if (!byReference) {
      this.raw(payload)
      this.endFrame()
      return
    }
    this.at -= 4
    this.putLong(payload.length)
    this.mark = this.at
    this.setAside()
    this.ready.push(payload)
    this.readyBytes += payload.length
    this.reserve(1)
    this.bytes[this.at++] = FRAME_END
  }

  /** All that was written since the last commit is whole, and may be taken. */
  commit(): void {
    this.mark = this.at
  }

  /** Forgets all that was written since the last commit. */
  rollback(): void {
    this.at = this.mark
  }

  /**
   * Forgets what was committed between two ends, where that came last and is still here. Nothing may be in the making.
   * @returns whether it was forgotten
   */
  retract(from: number, to: number): boolean {
    const at = from - this.passed
    if (to !== this.end || at < this.taken) return false
    this.at = at
    this.mark = at
    return true
  }

  /** The bytes to send now, in order; they are not written to again before `reuse`. */
  take(): Uint8Array[] {
    this.setAside()
    const chunks = this.ready
    this.ready = []
    this.readyBytes = 0
    return chunks
  }

  /**
   * All that was taken has been copied, so the chunk at hand may serve another writer, or this one once more: memory that
   * the processor has at hand, and that nobody has to collect (docs/decisions/0006).
   */
  reuse(): void {
    if (this.pendingBytes !== 0 || this.at !== this.mark || this.at === 0) return
    giveChunk(this.chunk)
    this.passed += this.at
    this.useChunk(NO_CHUNK)
    this.at = 0
    this.mark = 0
    this.taken = 0
  }

  /** Sets the whole frames aside and begins a new chunk with those in the making, and room for `count` more octets. */
  protected override grow(count: number): void {
    this.setAside()
    const { bytes, mark, at } = this
    const unfinished = at - mark
    const larger = Math.max(FIRST_CHUNK_BYTES, Math.min(2 * bytes.length, LARGEST_CHUNK_BYTES))
    const chunk = takeChunk(Math.max(larger, 2 * (unfinished + count)))
    if (unfinished > 0) chunk.bytes.set(bytes.subarray(mark, at))
    this.passed += mark
    this.useChunk(chunk)
    this.at = unfinished
    this.taken = 0
    this.mark = 0
  }

  private useChunk(chunk: Chunk): void {
    this.chunk = chunk
    this.bytes = chunk.bytes
    this.view = chunk.view
  }

  private setAside(): void {
    if (this.mark === this.taken) return
    this.ready.push(this.bytes.subarray(this.taken, this.mark))
    this.readyBytes += this.mark - this.taken
    this.taken = this.mark
  }
}

import { allocate, NO_BYTES, NO_VIEW, viewOf } from './bytes.ts'

/** Memory that frames are written into. */
export interface Chunk {
  readonly bytes: Uint8Array
  /** The same memory, for numbers of several octets. */
  readonly view: DataView
}

/** That of a writer which has nothing to write. */
export const NO_CHUNK: Chunk = { bytes: NO_BYTES, view: NO_VIEW }

/** As many writers as may be busy in one turn of the event loop before one of them has to make a chunk. */
const MOST_SPARES = 16
/** Room for what an owner gathers before it takes, 64 KiB, and for the frame that makes it so much, so that it is one piece. */
export const LARGEST_CHUNK_BYTES: number = 84 * 1024

/** The largest is on top. */
const spares: Chunk[] = []

/**
 * A chunk of at least so many octets, for the caller alone: a spare one, or a new one. All writers of the process share
 * those that are spare, because most connections are idle, and would do no more than keep theirs.
 */
export function takeChunk(bytes: number): Chunk {
  const largest = spares.at(-1)?.bytes.length ?? 0
  if (largest >= bytes) return spares.pop() as Chunk
  const memory = allocate(bytes)
  return { bytes: memory, view: viewOf(memory) }
}

/** Gives a chunk to whoever needs one next. Nobody may look at it any more. */
export function giveChunk(chunk: Chunk): void {
  const size = chunk.bytes.length
  // It was made for a single frame, and the next of that size may be far.
  if (size > LARGEST_CHUNK_BYTES) return
  let at = spares.push(chunk) - 1
  for (; at > 0 && (spares[at - 1] as Chunk).bytes.length > size; at--) spares[at] = spares[at - 1] as Chunk
  spares[at] = chunk
  if (spares.length > MOST_SPARES) spares.shift()
}

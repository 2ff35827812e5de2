import { SEQUENCES } from './stamp.ts'

/** How far back a message may come and still be told from a duplicate. */
const WINDOW = 1 << 18

/**
 * The messages of one lane that came out of one queue: which sequences were there, and which came twice.
 *
 *     seen   1 1 1 1 · 1 1 │ · · ·
 *                    ▲   ▲
 *              missing   newest
 */
export class Arrivals {
  /** How many different messages came. */
  unique: number = 0
  /** How many came again. */
  duplicates: number = 0
  /** One bit for each sequence of the window, as a ring. */
  private readonly seen: Uint32Array = new Uint32Array(WINDOW / 32)
  private first: number
  private newest: number

  /** @param first the sequence that the lane begins with, as far as this receiver is to see it */
  constructor(first: number) {
    this.first = first
    this.newest = first - 1
  }

  /** How many messages are missing before the newest one. */
  get missing(): number {
    return this.newest - this.first + 1 - this.unique
  }

  /** Takes in a message by its sequence, 0 to 2³² - 1. */
  add(sequence: number): void {
    const position = this.positionOf(sequence)
    if (position > this.newest) this.advance(position)
    // Older than the window: it cannot be told from a duplicate any more, and is taken for new.
    else if (position <= this.newest - WINDOW) {
      this.unique++
      return
    }
    // Two consumers share a queue, so the first to arrive need not be the oldest.
    if (position < this.first) this.first = position
    const [word, bit] = placeOf(position)
    if (((this.seen[word] as number) & bit) !== 0) {
      this.duplicates++
      return
    }
    this.seen[word] = (this.seen[word] as number) | bit
    this.unique++
  }

  /** The sequence as a number that goes on past 2³². */
  private positionOf(sequence: number): number {
    const round = Math.floor(Math.max(0, this.newest) / SEQUENCES)
    const position = round * SEQUENCES + sequence
    const distance = position - this.newest
    if (distance < -SEQUENCES / 2) return position + SEQUENCES
    return distance > SEQUENCES / 2 && round > 0 ? position - SEQUENCES : position
  }

  private advance(position: number): void {
    if (position - this.newest >= WINDOW) this.seen.fill(0)
    else {
      for (let next = this.newest + 1; next <= position; next++) {
        const [word, bit] = placeOf(next)
        this.seen[word] = (this.seen[word] as number) & ~bit
      }
    }
    this.newest = position
  }
}

function placeOf(position: number): [word: number, bit: number] {
  const slot = position % WINDOW
  return [slot >>> 5, 1 << (slot & 31)]
}

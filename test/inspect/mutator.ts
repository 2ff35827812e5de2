// Damaged frames, a great many and cheap: each is one or two frames of a stock with one to four things done to them.

import { FRAME_OVERHEAD_BYTES } from '../../src/wire/frame.ts'
import { randomOf } from '../support/mutations.ts'

/** Octets that mean something where a length, a flag, a tag or the end of a frame is read. */
const TELLING = [0, 1, 2, 3, 8, 0x41, 0x46, 0x53, 0x56, 0x7f, 0x80, 0xce, 0xfe, 0xff]
const MAX_BYTES = 4096

/** What came of one seed. Its octets hold until the next is made. */
export class Mutator {
  private readonly stock: readonly Uint8Array[]
  private readonly space: Uint8Array = new Uint8Array(2 * MAX_BYTES)
  private random: () => number = randomOf(0)
  private length: number = 0

  /** @param stock whole frames, none longer than 1024 octets */
  constructor(stock: readonly Uint8Array[]) {
    this.stock = stock
  }

  /** The same octets for the same seed. */
  mutated(seed: number): Uint8Array {
    this.random = randomOf(seed)
    this.length = 0
    for (let left = this.below(2); left >= 0; left--) this.insert(this.length, this.pick())
    for (let left = this.below(4); left >= 0; left--) this.mutate()
    return this.space.subarray(0, this.length)
  }

  private mutate(): void {
    const { space, length } = this
    const at = this.below(length)
    switch (this.below(9)) {
      case 0:
        space[at] = (space[at] as number) ^ (1 << this.below(8))
        break
      case 1:
        space[at] = this.below(256)
        break
      case 2:
        space[at] = TELLING[this.below(TELLING.length)] as number
        break
      case 3:
        this.remove(at, 1 + this.below(8))
        break
      case 4:
        this.insert(
          at,
          Uint8Array.from({ length: 1 + this.below(8) }, () => this.below(256)),
        )
        break
      case 5: // a piece of another frame, at any place
        this.insert(at, cut(this.pick(), this.random(), this.random()))
        break
      case 6: // the size of the first frame, a little wrong or altogether
        this.overwriteLong(3, this.below(2) === 0 ? this.below(length) : this.below(2 ** 32))
        break
      case 7: // any four octets, as a length would be wrong
        this.overwriteLong(at, this.below(3 * FRAME_OVERHEAD_BYTES))
        break
      case 8:
        this.length = at
    }
  }

  private pick(): Uint8Array {
    return this.stock[this.below(this.stock.length)] as Uint8Array
  }

  private insert(at: number, octets: Uint8Array): void {
    if (this.length + octets.length > MAX_BYTES) return
    this.space.copyWithin(at + octets.length, at, this.length)
    this.space.set(octets, at)
    this.length += octets.length
  }

  private remove(at: number, count: number): void {
    this.space.copyWithin(at, at + count, this.length)
    this.length -= Math.min(count, this.length - at)
  }

  private overwriteLong(at: number, value: number): void {
    for (let i = 0; i < 4 && at + i < this.length; i++) this.space[at + i] = value >>> (24 - 8 * i)
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }
}

function cut(octets: Uint8Array, from: number, to: number): Uint8Array {
  const [low, high] = from < to ? [from, to] : [to, from]
  return octets.subarray(Math.floor(low * octets.length), Math.ceil(high * octets.length))
}

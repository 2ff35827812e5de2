// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import { shortstrAt } from '../wire/name-cache.ts'
import type { Reader } from '../wire/reader.ts'
import type { ShortText } from '../wire/short-text.ts'
import { decodeBasicDeliver } from './codecs.ts'
import type { BasicDeliver } from './types.ts'

/**
 * `basic.deliver` as it came: its texts are decoded when somebody asks for them, and bytes that are not UTF-8
 * become U+FFFD then, because they are the fault of some publisher.
 */
export class LazyBasicDeliver implements BasicDeliver {
  readonly deliveryTag: number
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private readonly consumerTagAt: number

  /** Makes sure that all fields are there. */
  constructor(reader: Reader) {
    const { bytes, view, at, end } = reader
    this.bytes = bytes
    this.view = view
    this.consumerTagAt = at
    // The lengths alone tell whether all is there, and that is one check (docs/decisions/0006).
    if (behind(bytes, behind(bytes, behind(bytes, at) + 9)) === end) {
      reader.at = behind(bytes, at)
      this.deliveryTag = reader.longlong("deliveryTag")
      reader.at = end
    } else {
      // Something is wrong: the codec says what, or leaves octets over.
      this.deliveryTag = decodeBasicDeliver(reader).deliveryTag
    }
  }

  get consumerTag(): string {
    return shortstrAt(this.bytes, this.consumerTagAt)
  }

  get redelivered(): boolean {
    return ((this.bytes[behind(this.bytes, this.consumerTagAt) + 8] as number) & 1) !== 0
  }

  private get exchangeAt(): number {
    return behind(this.bytes, this.consumerTagAt) + 9
  }

  get exchange(): string {
    return shortstrAt(this.bytes, this.exchangeAt)
  }

  private get routingKeyAt(): number {
    return behind(this.bytes, this.exchangeAt)
  }

  get routingKey(): string {
    return shortstrAt(this.bytes, this.routingKeyAt)
  }

  /** Whether it is for this consumer: no text has to be made to find that out. */
  isFor(consumerTag: ShortText): boolean {
    return consumerTag.isAt(this.view, this.consumerTagAt)
  }
}

/** Where what follows a short text begins. */
function behind(bytes: Uint8Array, at: number): number {
  return at + 1 + (bytes[at] as number)
}

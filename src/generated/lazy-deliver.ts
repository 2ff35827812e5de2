// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import { shortstrAt, shortstrIs } from '../wire/name-cache.ts'
import type { Reader } from '../wire/reader.ts'
import type { BasicDeliver } from './types.ts'

/**
 * `basic.deliver` as it came: its texts are decoded when somebody asks for them, and bytes that are not UTF-8
 * become U+FFFD then, because they are the fault of some publisher.
 */
export class LazyBasicDeliver implements BasicDeliver {
  readonly deliveryTag: number
  readonly redelivered: boolean
  private readonly bytes: Uint8Array
  private readonly consumerTagAt: number
  private readonly exchangeAt: number
  private readonly routingKeyAt: number

  /** Makes sure that all fields are there. */
  constructor(reader: Reader) {
    this.bytes = reader.bytes
    this.consumerTagAt = reader.skipShortstr("consumerTag")
    this.deliveryTag = reader.longlong("deliveryTag")
    this.redelivered = (reader.octet('bits') & 1) !== 0
    this.exchangeAt = reader.skipShortstr("exchange")
    this.routingKeyAt = reader.skipShortstr("routingKey")
  }

  get consumerTag(): string {
    return shortstrAt(this.bytes, this.consumerTagAt)
  }

  get exchange(): string {
    return shortstrAt(this.bytes, this.exchangeAt)
  }

  get routingKey(): string {
    return shortstrAt(this.bytes, this.routingKeyAt)
  }

  /** Whether its consumer-tag has these octets: no text has to be made to find that out. */
  isFor(consumerTag: Uint8Array): boolean {
    return shortstrIs(this.bytes, this.consumerTagAt, consumerTag)
  }
}

import { ProtocolError } from '../errors.ts'
import { COMMAND_INVALID } from '../generated/constants.ts'
import type { LazyBasicDeliver } from '../generated/lazy-deliver.ts'
import { ShortText } from '../wire/short-text.ts'
import type { Delivery } from './delivery.ts'

/** Takes the deliveries of a consumer, in order. What it throws, or rejects with, becomes the event `callbackError`. */
export type OnDelivery = (delivery: Delivery) => unknown

/** One who gets deliveries. */
export interface Recipient {
  readonly onDelivery: OnDelivery
  readonly noAck: boolean
}

interface Known extends Recipient {
  readonly text: ShortText
}

/** The consumers of one channel, by their tags. */
export class Consumers {
  /** Made for the first: most channels have none. */
  private byTag: Map<string, Known> | undefined
  /** Whose delivery came last: most channels have one consumer, and need not look it up. */
  private recent: Known | undefined

  /** How many there are. */
  get count(): number {
    return this.byTag?.size ?? 0
  }

  add(consumerTag: string, { onDelivery, noAck }: Recipient): void {
    this.byTag ??= new Map()
    this.byTag.set(consumerTag, { onDelivery, noAck, text: new ShortText(consumerTag) })
    this.recent = undefined
  }

  delete(consumerTag: string): void {
    this.byTag?.delete(consumerTag)
    this.recent = undefined
  }

  clear(): void {
    this.byTag = undefined
    this.recent = undefined
  }

  snapshot(): { readonly consumerTag: string; readonly noAck: boolean }[] {
    return Array.from(this.byTag ?? [], ([consumerTag, { noAck }]) => ({ consumerTag, noAck }))
  }

  /**
   * Who a delivery is for.
   * @throws {ProtocolError} where that is no consumer of this channel
   */
  recipientOf(fields: LazyBasicDeliver): Recipient {
    if (this.recent !== undefined && fields.isFor(this.recent.text)) return this.recent
    const { consumerTag } = fields
    this.recent = this.byTag?.get(consumerTag)
    if (this.recent !== undefined) return this.recent
    throw new ProtocolError(COMMAND_INVALID, `a delivery for "${consumerTag}", which is no consumer here`)
  }
}

import type { Delivery, ReturnedMessage } from './delivery.ts'

/** What a channel tells whoever listens. */
export interface ChannelEvents {
  /** The channel is gone: as asked where there is no error. */
  close: [error: Error | undefined]
  /**
   * The connection was lost, and the channel with it until the connection is back. What is unsettled will be delivered
   * again; confirms that have not come never will.
   */
  lost: [error: Error]
  /** The channel is there again, with its qos, its modes and its consumers. Confirms count from 1 again. */
  recovered: []
  /** The broker gave a mandatory message back. */
  return: [message: ReturnedMessage]
  /** The broker settled publishes of a channel in confirm mode, counted from 1 at confirmSelect. */
  confirm: [
    confirm: {
      /** The number of the publish that is settled, counted from 1; 0 with `multiple` stands for all that are not. */
      readonly deliveryTag: number
      /** Whether all publishes before it that were not settled yet are settled in the same way. */
      readonly multiple: boolean
      /** Whether the broker has taken them (`basic.ack`); false where it has not (`basic.nack`). */
      readonly accepted: boolean
    },
  ]
  /** The broker ended a consumer: its queue is gone, for example. */
  cancel: [consumerTag: string]
  /** The broker asks to stop publishing on this channel (false), or to go on (true). */
  flow: [active: boolean]
  /** A consumer's callback threw, or the promise that it returned was rejected. The delivery is not settled. */
  callbackError: [error: unknown, delivery: Delivery]
}

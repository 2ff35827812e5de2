import type { Message } from './message.ts'

/**
 * The name that stands for replies without a queue. Who consumes from it gets an address of its own behind the same name
 * and a dot, which the broker puts into the requests of that channel; what is published to the address goes straight there.
 */
export const REPLY_QUEUE = 'amq.rabbitmq.reply-to'

/** What the address of a channel looks like, whether there is still such a channel or not. */
export const REPLY_ADDRESS: RegExp = /^amq\.rabbitmq\.reply-to\.[\w-]{22}$/

/** A channel that waits for replies. */
export interface ReplyListener {
  /** Whether it waits still, or has only an address left from when it did. */
  readonly isListening: boolean
  onReply(message: Message): void
}

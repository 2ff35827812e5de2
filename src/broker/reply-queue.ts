import type { Message } from './message.ts'

/**
 * The name that stands for replies without a queue. Who consumes from it gets an address of its own behind the same name
 * and a dot, which the broker puts into the requests of that channel; what is published to the address goes straight there.
 */
export const REPLY_QUEUE = 'amq.rabbitmq.reply-to'

/** A channel that waits for replies. */
export interface ReplyListener {
  onReply(message: Message): void
}

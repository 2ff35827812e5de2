import {
  findAckTimeout,
  findCancelledConsumer,
  findConsumerTag,
  findModeSwitch,
  findNackedPublish,
  findReturnedPublish,
  findSettlement,
} from './culprits-messages.ts'
import type { Entry } from './entry.ts'

/** About messages: publishing, consuming, settling, transactions. */
export const messageEntries: readonly Entry[] = [
  {
    name: 'unknown-delivery-tag',
    title: 'a delivery tag that the channel does not know',
    words: /unknown delivery tag (?<tag>\d+)/,
    cause:
      'Delivery {tag} was settled with basic.ack, basic.nack or basic.reject, and nothing with that tag is open on that channel. Most likely it was settled before (twice by the program, or by an earlier ack with multiple); or it came over another channel, or over an earlier connection; or its consumer was made with no-ack, where the broker takes every message as acknowledged.',
    remedy:
      'Settle each delivery once, over the channel that it came by; after a reconnect forget the deliveries of before. Where an automatic acknowledgement is on, do not acknowledge.',
    look: 'On the same channel: the basic.ack, basic.nack or basic.reject with delivery tag {tag}, and the first that covers {tag}.',
    search: findSettlement,
  },
  {
    name: 'ack-timeout',
    title: 'a delivery that nobody settled in time',
    words:
      /(?:delivery acknowledgement on channel (?<channel>\d+) timed out|has timed out waiting for (?:a )?(?:delivery|consumer) acknowledgement)(?:.*?Timeout (?:value )?used: (?<ms>\d+))?/s,
    cause:
      'A consumer had a message for longer than the broker allows (consumer_timeout, 30 minutes unless set otherwise; here {ms} ms) and neither acknowledged nor rejected it. Work takes too long, or an acknowledgement is missing on one way through the program.',
    remedy:
      'Settle every message, also where its handling fails; acknowledge before long work and keep its state elsewhere, or raise consumer_timeout in rabbitmq.conf or x-consumer-timeout for the queue. A large prefetch makes waiting messages count as well.',
    look: 'The oldest basic.deliver on that channel without an acknowledgement.',
    search: findAckTimeout,
  },
  {
    name: 'consumer-tag-reuse',
    title: 'a consumer tag used twice',
    words: /attempt to reuse consumer tag '(?<tag>.*?)'/,
    cause:
      "A consumer with the tag '{tag}' is there already on this channel. RabbitMQ closes the whole connection for it.",
    remedy: 'Leave the tag empty, so that the broker chooses one, or make it different for each consumer.',
    look: "The first basic.consume with consumer tag '{tag}', and the second.",
    search: findConsumerTag,
  },
  {
    name: 'no-route',
    title: 'a message that no queue took',
    words: /NO_ROUTE/,
    cause:
      'The message was published with mandatory, and no binding led it to a queue: the routing key matches none, or the queue or its binding is gone. The broker gives it back (basic.return) and, with publisher confirms, acknowledges it all the same.',
    remedy:
      'Compare the routing key with the bindings of the exchange, letter by letter; with the default exchange it is the name of the queue. Declare and bind before publishing, or give the exchange an alternate-exchange.',
    look: 'The basic.publish with the same exchange, routing key and body.',
    search: findReturnedPublish,
  },
  {
    name: 'no-consumers',
    title: 'no consumer to take it at once',
    words: /NO_CONSUMERS/,
    cause: 'The message was published with immediate, and no consumer could take it at once.',
    remedy: 'Publish without immediate; RabbitMQ has refused it with 540 since 3.0.',
    look: 'The basic.publish with immediate.',
    search: findReturnedPublish,
  },
  {
    name: 'nack',
    title: 'a message that the broker did not take',
    words: /^basic\.nack\b|\bnacked\b/i,
    cause:
      'A publisher confirm was negative: a queue with x-overflow reject-publish was full, or something inside the broker failed. Where the message went to several queues, others may have taken it.',
    remedy: 'Publish it again later, and let whoever consumes cope with a duplicate.',
    look: 'The basic.publish with that number, counted from confirm.select on the channel.',
    search: findNackedPublish,
  },
  {
    name: 'consumer-cancelled',
    title: 'a consumer that the broker ended',
    words: /^basic\.cancel\b|consumer (?:was )?cancell?ed/i,
    cause:
      'The queue of the consumer was deleted, or its node went down. The channel stays open, and no more messages come.',
    remedy: 'Declare the queue again where it should exist, and consume anew.',
    look: 'The basic.consume with that tag, and a queue.delete of its queue.',
    search: findCancelledConsumer,
  },
  {
    name: 'internal-exchange',
    title: 'publishing to an internal exchange',
    words: /cannot publish to internal exchange '(?<exchange>.*?)'/,
    cause: "The exchange '{exchange}' was declared as internal: only other exchanges may feed it.",
    remedy: 'Publish to an exchange that is bound to it, or declare it without internal.',
    look: "The basic.publish to '{exchange}'.",
  },
  {
    name: 'invalid-expiration',
    title: 'an expiration that is no number of milliseconds',
    words: /invalid expiration '(?<expiration>.*?)': (?<why>.*)/s,
    cause:
      "The property expiration was '{expiration}' ({why}). It is a text with a whole number of milliseconds, 0 to 315360000000, and nothing around it.",
    remedy: "Send '60000' for one minute: no unit, no fraction, no sign, no date.",
    look: "The basic.publish whose properties have expiration '{expiration}'.",
  },
  {
    name: 'user-id',
    title: 'a message in the name of another user',
    words: /user_id property set to '(?<claimed>.*?)' but authenticated user was '(?<user>.*?)'/,
    cause:
      "The property user-id said '{claimed}', and the connection was opened by '{user}'. Where the property is there, it has to be true.",
    remedy:
      'Leave user-id out, or set it to the user of the connection. Who forwards messages has to remove it.',
    look: "The basic.publish whose properties have user-id '{claimed}'.",
  },
  {
    name: 'message-too-large',
    title: 'a message over the size limit',
    words:
      /message size (?<size>\d+) (?:is )?larger than (?:configured )?max size (?<max>\d+)|CONTENT_TOO_LARGE/,
    cause:
      'The body has {size} bytes, and the broker takes {max} at most (max_message_size: 128 MiB on 3.x, 16 MiB on 4.x unless set otherwise).',
    remedy: 'Store large content elsewhere and send a reference to it, or cut it in pieces.',
    look: 'The basic.publish whose content header announces such a body.',
  },
  {
    name: 'cc-header',
    title: 'a CC or BCC header of the wrong type',
    words: /unacceptable_type_in_header,\s*(?:<<)?"(?<header>B?CC)"/,
    cause:
      'The header {header} holds routing keys, and has to be an array of texts; a single text will not do.',
    remedy: "Send ['key'] in place of 'key'.",
    look: 'The basic.publish with {header} among its headers.',
  },
  {
    name: 'immediate',
    title: 'immediate, which RabbitMQ does not have',
    words: /immediate=true/,
    cause:
      'A message was published with immediate. RabbitMQ 3.0 removed it, and closes the connection for it.',
    remedy: 'Publish without immediate. A queue with x-message-ttl 0 comes near to it.',
    look: 'The basic.publish with immediate.',
  },
  {
    name: 'prefetch-size',
    title: 'a prefetch counted in bytes, which RabbitMQ does not have',
    words: /prefetch_size!=0 \((?<size>\d+)\)/,
    cause: 'basic.qos came with prefetch-size {size}. RabbitMQ limits by the number of messages alone.',
    remedy:
      'Send prefetch-size 0, and the limit as prefetch-count; look for two arguments in the wrong order.',
    look: 'The basic.qos with prefetch-size {size}.',
  },
  {
    name: 'recover-without-requeue',
    title: 'recover without requeue, which RabbitMQ does not have',
    words: /requeue=false/,
    cause: 'basic.recover came with requeue false, which would give the messages to the same consumer again.',
    remedy: 'Send it with requeue true, or settle the messages one by one.',
    look: 'The basic.recover or basic.recover-async with requeue false.',
  },
  {
    name: 'flow-from-client',
    title: 'a client that stops the flow, which RabbitMQ does not have',
    words: /active=false/,
    cause: 'The client sent channel.flow with active false.',
    remedy: 'Limit deliveries by basic.qos, or cancel the consumer for a while.',
    look: 'The channel.flow with active false.',
  },
  {
    name: 'confirm-and-tx',
    title: 'confirms and transactions on one channel',
    words: /cannot switch from (?<from>tx|confirm) to (?<to>tx|confirm) mode/,
    cause:
      'The channel is in {from} mode, and was to be put into {to} mode. One excludes the other for the life of a channel.',
    remedy: 'Open a second channel for the other.',
    look: 'The {from}.select on the channel, and the {to}.select behind it.',
    search: findModeSwitch,
  },
  {
    name: 'not-transactional',
    title: 'a commit or rollback without a transaction',
    words: /channel is not transactional/,
    cause: 'tx.commit or tx.rollback came on a channel without tx.select.',
    remedy:
      'Send tx.select once, after the channel is opened; a channel that was opened anew needs it again.',
    look: 'The tx.commit or tx.rollback.',
  },
  {
    name: 'partial-tx',
    title: 'a transaction that was done in part',
    words: /partial tx completion/,
    cause:
      'While the transaction was committed a queue failed or was deleted, so that only a part of it holds.',
    remedy:
      'Do the whole work again so that a repetition does no harm. RabbitMQ promises atomic transactions for one queue at most.',
    look: 'The tx.commit, and what was published and settled since the one before it.',
  },
  {
    name: 'reply-to-consumer-missing',
    title: 'direct reply-to without a consumer for the reply',
    words: /fast reply consumer does not exist/,
    cause:
      'A request was published with reply-to amq.rabbitmq.reply-to, and nobody consumes from amq.rabbitmq.reply-to on the same channel.',
    remedy: 'Consume from amq.rabbitmq.reply-to with no-ack first, then publish over the same channel.',
    look: 'The basic.publish with reply-to amq.rabbitmq.reply-to.',
  },
  {
    name: 'reply-to-consumer-twice',
    title: 'two consumers of direct replies on one channel',
    words: /reply consumer already set/,
    cause: 'The channel consumes from amq.rabbitmq.reply-to already.',
    remedy: 'Use the one consumer for all requests, and tell replies apart by their correlation id.',
    look: 'The first basic.consume of amq.rabbitmq.reply-to on the channel, and the second.',
  },
  {
    name: 'reply-to-consumer-acks',
    title: 'direct replies that are to be acknowledged',
    words: /reply consumer cannot acknowledge/,
    cause: 'basic.consume of amq.rabbitmq.reply-to came without no-ack.',
    remedy: 'Consume from it with no-ack: there is no queue behind it that could keep a message.',
    look: 'The basic.consume of amq.rabbitmq.reply-to.',
  },
  {
    name: 'stream-consumer',
    title: 'a stream used as a queue',
    words:
      /consumer prefetch count is not set for|(?:basic\.get )?not supported by stream queues?|does not support (?<feature>global qos|[\w .]+)/,
    cause:
      'Streams are consumed with a prefetch and with acknowledgements, never by basic.get; streams and quorum queues know no prefetch for a whole channel (global).',
    remedy: 'Send basic.qos with a prefetch-count and without global before basic.consume.',
    look: 'The basic.qos, basic.get or basic.consume on that channel.',
  },
]

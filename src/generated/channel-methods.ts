// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import type { Method } from '../wire/method.ts'
import * as methods from './methods.ts'
import type * as types from './types.ts'

/** The methods of AMQP that a channel offers one to one. What sends them, and waits for answers, is the subclass. */
export abstract class ChannelMethods<CallOptions> {
  /** Sends a method that is answered, and waits for the answer unless it says no-wait. */
  protected abstract call<Args extends object, Reply>(
    method: Method<Args, Reply>,
    args: Args,
    options: CallOptions | undefined,
  ): Promise<Reply>
  /** Sends a method that has no answer. */
  protected abstract send<Args extends object>(method: Method<Args, void>, args: Args): void

  /**
   * Asks the other side to stop or to resume sending messages on this channel, so that a receiver can catch
   * up. It holds back content only: other methods, acknowledgements among them, go on. For steady throttling
   * of deliveries a prefetch limit, set by `basic.qos`, is the better means.
   *
   * Answer: `channel.flow-ok` with the state that now holds.
   *
   * Errors: A client that gets it with `active` false must stop publishing on this channel and answer;
   * whoever goes on publishing may be cut off. Messages that were on their way still arrive.
   *
   * RabbitMQ: From the client, `active` false is 540 and `active` true changes nothing. Towards publishers
   * the broker mostly holds back by reading more slowly from the socket, or tells them with
   * `connection.blocked`.
   *
   * (AMQP 0-9-1 reference, `channel.flow`.)
   */
  channelFlow(args: types.ChannelFlowArgs = {}, options?: CallOptions): Promise<types.ChannelFlowOk> {
    return this.call(methods.channelFlow, args, options)
  }

  /**
   * Makes sure that an exchange exists: creates it, or checks that the existing one is of the same kind.
   * Programs commonly declare what they use when they start; doing so again changes nothing. With `passive`
   * it only asks whether the exchange is there.
   *
   * Answer: `exchange.declare-ok`. Nothing with `no-wait`.
   *
   * Errors: 403 where the name begins with `amq.` and is not there already, or where the permission is
   * missing; 404 where `passive` is set and there is no such exchange; 406 or 530 where it exists with
   * another type or other properties; 503 where the type is unknown.
   *
   * RabbitMQ: An exchange that exists with other properties is 406. An unknown type ends the connection with
   * 503 on 3.10 and the channel with 406 on 4.3. Declaring the default exchange is 403.
   *
   * (AMQP 0-9-1 reference, `exchange.declare`.)
   */
  exchangeDeclare(args: types.ExchangeDeclareArgs, options?: CallOptions): Promise<void> {
    if (args?.type === undefined && args?.passive !== true)
      throw new TypeError('exchange.declare: type must be given, unless passive is true')
    return this.call(methods.exchangeDeclare, args, options)
  }

  /**
   * Deletes an exchange together with its bindings. The queues that were bound to it stay.
   *
   * Answer: `exchange.delete-ok`. Nothing with `no-wait`.
   *
   * Errors: 403 for the default exchange and for the server's own; 404 where there is no such exchange; 406
   * where `if-unused` is set and it is in use.
   *
   * RabbitMQ: Deleting an exchange that does not exist succeeds.
   *
   * (AMQP 0-9-1 reference, `exchange.delete`.)
   */
  exchangeDelete(args: types.ExchangeDeleteArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeDelete, args, options)
  }

  /**
   * Binds one exchange to another, so that what matches at the source also passes through the destination. It
   * lets you build routing in layers. Circles do no harm: a message reaches each queue once. Binding again
   * with the same key and arguments changes nothing.
   *
   * Answer: `exchange.bind-ok`. Nothing with `no-wait`.
   *
   * Errors: 404 where one of the exchanges does not exist; 403 where one is the default exchange or the
   * permission is missing.
   *
   * (AMQP 0-9-1 reference, `exchange.bind`.)
   */
  exchangeBind(args: types.ExchangeBindArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeBind, args, options)
  }

  /**
   * Removes one binding between two exchanges. Name it as it was made: the same key and the same arguments.
   *
   * Answer: `exchange.unbind-ok`, also where there was no such binding. Nothing with `no-wait`.
   *
   * Errors: 403 where one is the default exchange or the permission is missing. A source with `auto-delete`
   * goes with its last binding.
   *
   * (AMQP 0-9-1 reference, `exchange.unbind`.)
   */
  exchangeUnbind(args: types.ExchangeUnbindArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeUnbind, args, options)
  }

  /**
   * Makes sure that a queue exists: creates it, or checks that the existing one has the same properties.
   * Publishers and consumers may both declare it; whoever comes first creates it. With an empty name the
   * server makes one up, which suits private queues for replies. With `passive` it only asks whether the
   * queue is there, and how full it is.
   *
   * Answer: `queue.declare-ok` with the queue's name and its counts. Nothing with `no-wait`.
   *
   * Errors: 403 where a new name begins with `amq.` or the permission is missing; 404 where `passive` is set
   * and there is no such queue; 405 where the queue is exclusive to another connection; 406 where it exists
   * with other properties.
   *
   * RabbitMQ: Other `durable`, `auto-delete` or known `x-` arguments than the queue has are 406; unknown ones
   * are ignored. An exclusive queue of another connection is 405, also with `passive`. Asking for `exclusive`
   * where the queue is not is 405 as well.
   *
   * (AMQP 0-9-1 reference, `queue.declare`.)
   */
  queueDeclare(args: types.QueueDeclareArgs & { readonly noWait: true }, options?: CallOptions): Promise<undefined>
  queueDeclare(args?: types.QueueDeclareArgs, options?: CallOptions): Promise<types.QueueDeclareOk>
  queueDeclare(args: types.QueueDeclareArgs = {}, options?: CallOptions): Promise<types.QueueDeclareOk | undefined> {
    return this.call(methods.queueDeclare, args, options)
  }

  /**
   * Ties a queue to an exchange, so that matching messages reach the queue from then on. A queue may have
   * many bindings, to one exchange or to several; a message reaches it once, however many of them match.
   * Binding again with the same key and arguments changes nothing.
   *
   * Answer: `queue.bind-ok`. Nothing with `no-wait`.
   *
   * Errors: 404 where the queue or the exchange does not exist; 405 where the queue is exclusive to another
   * connection; 403 where the permission is missing.
   *
   * RabbitMQ: Binding to the default exchange is 403.
   *
   * (AMQP 0-9-1 reference, `queue.bind`.)
   */
  queueBind(args: types.QueueBindArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.queueBind, args, options)
  }

  /**
   * Removes one binding between a queue and an exchange. Name it as it was made: the same key and the same
   * arguments. Messages that are in the queue stay there. It has no `no-wait`.
   *
   * Answer: `queue.unbind-ok`.
   *
   * Errors: 404 where the queue or the exchange does not exist; 405 where the queue is exclusive to another
   * connection.
   *
   * RabbitMQ: Succeeds also where the binding, the queue or the exchange does not exist.
   *
   * (AMQP 0-9-1 reference, `queue.unbind`.)
   */
  queueUnbind(args: types.QueueUnbindArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.queueUnbind, args, options)
  }

  /**
   * Throws away all messages that wait in a queue. Those that are delivered and not yet acknowledged are not
   * touched. It cannot be undone; it is meant for tests and for cleaning up.
   *
   * Answer: `queue.purge-ok` with the number of messages removed. Nothing with `no-wait`.
   *
   * Errors: 404 where there is no such queue; 405 where it is exclusive to another connection; 403 where the
   * permission is missing.
   *
   * RabbitMQ: A queue that does not exist is 404.
   *
   * (AMQP 0-9-1 reference, `queue.purge`.)
   */
  queuePurge(args: types.QueuePurgeArgs & { readonly noWait: true }, options?: CallOptions): Promise<undefined>
  queuePurge(args?: types.QueuePurgeArgs, options?: CallOptions): Promise<types.QueuePurgeOk>
  queuePurge(args: types.QueuePurgeArgs = {}, options?: CallOptions): Promise<types.QueuePurgeOk | undefined> {
    return this.call(methods.queuePurge, args, options)
  }

  /**
   * Deletes a queue with its bindings and its messages, and ends its consumers. The two conditions guard
   * against deleting what somebody still needs.
   *
   * Answer: `queue.delete-ok` with the number of messages that went with it. Nothing with `no-wait`.
   *
   * Errors: 404 where there is no such queue; 405 where it is exclusive to another connection; 406 where
   * `if-unused` is set and it has consumers, or `if-empty` is set and messages wait in it.
   *
   * RabbitMQ: Deleting a queue that does not exist succeeds with a count of 0. Consumers are told with
   * `basic.cancel` where their client offered the capability `consumer_cancel_notify`.
   *
   * (AMQP 0-9-1 reference, `queue.delete`.)
   */
  queueDelete(args: types.QueueDeleteArgs & { readonly noWait: true }, options?: CallOptions): Promise<undefined>
  queueDelete(args?: types.QueueDeleteArgs, options?: CallOptions): Promise<types.QueueDeleteOk>
  queueDelete(args: types.QueueDeleteArgs = {}, options?: CallOptions): Promise<types.QueueDeleteOk | undefined> {
    return this.call(methods.queueDelete, args, options)
  }

  /**
   * Limits how much the server may send ahead before acknowledgements come back. A small limit spreads work
   * evenly over consumers; a large one keeps a fast consumer busy. It does not concern `get`, nor consumers
   * that acknowledge nothing. Call it before `consume`.
   *
   * Answer: `basic.qos-ok`.
   *
   * Errors: 540 where the server does not offer the kind of limit asked for.
   *
   * RabbitMQ: The limit counts for each consumer on its own, for those started after this call. `basic.get`
   * and consumers with `no-ack` ignore it. Without a limit the first consumer takes the whole backlog.
   *
   * (AMQP 0-9-1 reference, `basic.qos`.)
   */
  basicQos(args: types.BasicQosArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.basicQos, args, options)
  }

  /**
   * Stops a consumer. Messages that it has received and not acknowledged stay outstanding: they can still be
   * acknowledged, and return to the queue when the channel closes.
   *
   * Answer: `basic.cancel-ok`, also for a tag that is not known. Nothing with `no-wait`.
   *
   * Errors: None of its own. Deliveries may keep coming until `cancel-ok`: settle them or leave them to
   * return to the queue.
   *
   * RabbitMQ: The server sends it too, to say that a consumer has ended because its queue was deleted or lost
   * its node. It does so only where the client offered the capability `consumer_cancel_notify`, and wants no
   * answer: it sets `no-wait`. Deliveries that are unacknowledged at a client's own cancel stay outstanding.
   *
   * (AMQP 0-9-1 reference, `basic.cancel`.)
   */
  basicCancel(args: types.BasicCancelArgs & { readonly noWait: true }, options?: CallOptions): Promise<undefined>
  basicCancel(args: types.BasicCancelArgs, options?: CallOptions): Promise<types.BasicCancelOk>
  basicCancel(args: types.BasicCancelArgs, options?: CallOptions): Promise<types.BasicCancelOk | undefined> {
    return this.call(methods.basicCancel, args, options)
  }

  /**
   * Settles deliveries as done: the server may forget the messages. Send it when the work is finished, not
   * before, or a crash loses the message. With `multiple` one method settles many.
   *
   * Answer: Nothing.
   *
   * Errors: 406 where the tag is unknown on this channel, settled already, or beyond the last delivery. Tags
   * of an earlier connection or of another channel are unknown, or worse, mean another message.
   *
   * RabbitMQ: From the server, on a channel in confirm mode, it says that the broker has taken charge of a
   * published message, or that it could be routed nowhere. Tags come out of order and in bulk, and a bulk may
   * cover tags that were settled before. From the client, 0 with `multiple` and nothing outstanding is fine,
   * 0 alone is 406, and `multiple` beyond the last delivery is 406.
   *
   * (AMQP 0-9-1 reference, `basic.ack`.)
   */
  basicAck(args: types.BasicAckArgs): void {
    this.send(methods.basicAck, args)
  }

  /**
   * Settles one delivery as not processed: the message goes back to its queue or is dropped. Use it when the
   * message cannot be handled here and now, or not at all.
   *
   * Answer: Nothing. With `requeue` the message may be delivered again, to this consumer as well.
   *
   * Errors: 406 where the tag is unknown on this channel or settled already. A message that is always put
   * back comes again at once, for ever: count the attempts.
   *
   * RabbitMQ: With `requeue` false the message goes to the queue's dead letter exchange if it has one. On
   * quorum queues of 4.3 a reject raises `x-delivery-count` and a nack does not. `basic.nack` settles many at
   * once.
   *
   * (AMQP 0-9-1 reference, `basic.reject`.)
   */
  basicReject(args: types.BasicRejectArgs): void {
    this.send(methods.basicReject, args)
  }

  /**
   * Asks for all unacknowledged messages of this channel to be delivered again. It is the older form of
   * `recover`, without an answer, and should not be used any more.
   *
   * Answer: Nothing.
   *
   * Errors: 540 where the server does not offer it. Without an answer the client cannot tell old deliveries
   * from new ones.
   *
   * RabbitMQ: Works with `requeue` true and gives no answer; false is 540.
   *
   * (AMQP 0-9-1 reference, `basic.recover-async`.)
   */
  basicRecoverAsync(args: types.BasicRecoverAsyncArgs = {}): void {
    this.send(methods.basicRecoverAsync, args)
  }

  /**
   * Asks for all unacknowledged messages of this channel to be delivered again. It is a way to start over
   * after a failure inside the client without closing the channel.
   *
   * Answer: `basic.recover-ok`, then the messages again, with new delivery tags.
   *
   * Errors: 540 where the server does not offer it in this form. The old tags are no longer valid.
   *
   * RabbitMQ: With `requeue` true it sends `recover-ok`, then the messages with new tags. False is 540, which
   * ends the connection.
   *
   * (AMQP 0-9-1 reference, `basic.recover`.)
   */
  basicRecover(args: types.BasicRecoverArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.basicRecover, args, options)
  }

  /**
   * Settles deliveries as not processed: `reject` for one message or for many. With `requeue` they go back to
   * their queue, else to the dead letter exchange or away. From the server, on a channel in confirm mode, it
   * says that the broker did not take charge of published messages, because a queue refused them or failed.
   *
   * Answer: Nothing. With `requeue` the messages may be delivered again.
   *
   * Errors: 406 where the tag is unknown on this channel, settled already or beyond the last delivery. A
   * publisher that gets it must take the message for lost or publish it again; another queue may have taken
   * it nonetheless.
   *
   * RabbitMQ: The server sends it for queues that are full and have `x-overflow` set to `reject-publish`, and
   * after internal errors; not for messages that match no queue. On quorum queues of 4.3 a client's nack does
   * not raise `x-delivery-count`, while a reject does.
   *
   * (AMQP 0-9-1 reference, `basic.nack`.)
   */
  basicNack(args: types.BasicNackArgs): void {
    this.send(methods.basicNack, args)
  }

  /**
   * Makes the channel transactional, for the rest of its life. Call it once, before the first publish or
   * acknowledgement that shall be part of a transaction; calling it again changes nothing.
   *
   * Answer: `tx.select-ok`.
   *
   * Errors: 540 where the server has no transactions.
   *
   * RabbitMQ: 406 on a channel in confirm mode.
   *
   * (AMQP 0-9-1 reference, `tx.select`.)
   */
  txSelect(options?: CallOptions): Promise<void> {
    return this.call(methods.txSelect, {}, options)
  }

  /**
   * Makes all that was published and acknowledged since the last commit or rollback take effect, and begins a
   * new transaction. Until then no consumer sees the messages. Call it after each group of work that belongs
   * together, not after each message.
   *
   * Answer: `tx.commit-ok`.
   *
   * Errors: 406 where the channel is not transactional. Where the connection breaks before the answer, it is
   * unknown whether the transaction took effect.
   *
   * RabbitMQ: Messages published with `mandatory` that match no queue come back now, before `commit-ok`. A
   * missing exchange does not wait for the commit: it closes the channel when the message is published.
   *
   * (AMQP 0-9-1 reference, `tx.commit`.)
   */
  txCommit(options?: CallOptions): Promise<void> {
    return this.call(methods.txCommit, {}, options)
  }

  /**
   * Discards all that was published and acknowledged since the last commit or rollback, and begins a new
   * transaction. Use it when a group of work failed half-way.
   *
   * Answer: `tx.rollback-ok`.
   *
   * Errors: 406 where the channel is not transactional. Deliveries whose acknowledgement was discarded are
   * outstanding again and are not sent anew; use `basic.recover` for that.
   *
   * RabbitMQ: Does not put deliveries back into their queue.
   *
   * (AMQP 0-9-1 reference, `tx.rollback`.)
   */
  txRollback(options?: CallOptions): Promise<void> {
    return this.call(methods.txRollback, {}, options)
  }

  /**
   * Puts the channel into confirm mode, for the rest of its life. Call it before publishing: numbers count
   * from here. Calling it again changes nothing.
   *
   * Answer: `confirm.select-ok`; nothing with `no-wait`. Then `basic.ack` or `basic.nack` for what is
   * published.
   *
   * Errors: 406 on a transactional channel.
   *
   * (AMQP 0-9-1 reference, `confirm.select`.)
   */
  confirmSelect(args: types.ConfirmSelectArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.confirmSelect, args, options)
  }

  /**
   * Asks for a ticket with certain rights. It is of use only for understanding what an old client says.
   * RabbitMQ looks at none of the fields.
   *
   * Answer: `access.request-ok` with a ticket.
   *
   * Errors: None. Permissions are checked at each method instead, by the user's own rights.
   *
   * (AMQP 0-9-1 reference, `access.request`.)
   */
  accessRequest(args: types.AccessRequestArgs = {}, options?: CallOptions): Promise<types.AccessRequestOk> {
    return this.call(methods.accessRequest, args, options)
  }

}

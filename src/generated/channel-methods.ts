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
   * Doc of flow
   *
   * Answer: Doc of flow
   *
   * Errors: Doc of flow
   *
   * (AMQP 0-9-1 reference, `channel.flow`.)
   */
  channelFlow(args: types.ChannelFlowArgs = {}, options?: CallOptions): Promise<types.ChannelFlowOk> {
    return this.call(methods.channelFlow, args, options)
  }

  /**
   * Doc of declare
   *
   * Answer: Doc of declare
   *
   * Errors: Doc of declare
   *
   * (AMQP 0-9-1 reference, `exchange.declare`.)
   */
  exchangeDeclare(args: types.ExchangeDeclareArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeDeclare, args, options)
  }

  /**
   * Doc of delete
   *
   * Answer: Doc of delete
   *
   * Errors: Doc of delete
   *
   * (AMQP 0-9-1 reference, `exchange.delete`.)
   */
  exchangeDelete(args: types.ExchangeDeleteArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeDelete, args, options)
  }

  /**
   * Doc of bind
   *
   * Answer: Doc of bind
   *
   * Errors: Doc of bind
   *
   * (AMQP 0-9-1 reference, `exchange.bind`.)
   */
  exchangeBind(args: types.ExchangeBindArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeBind, args, options)
  }

  /**
   * Doc of unbind
   *
   * Answer: Doc of unbind
   *
   * Errors: Doc of unbind
   *
   * (AMQP 0-9-1 reference, `exchange.unbind`.)
   */
  exchangeUnbind(args: types.ExchangeUnbindArgs, options?: CallOptions): Promise<void> {
    return this.call(methods.exchangeUnbind, args, options)
  }

  /**
   * Doc of declare
   *
   * Answer: Doc of declare
   *
   * Errors: Doc of declare
   *
   * (AMQP 0-9-1 reference, `queue.declare`.)
   */
  queueDeclare(args: types.QueueDeclareArgs & { readonly noWait: true }, options?: CallOptions): Promise<void>
  queueDeclare(args?: types.QueueDeclareArgs, options?: CallOptions): Promise<types.QueueDeclareOk>
  queueDeclare(args: types.QueueDeclareArgs = {}, options?: CallOptions): Promise<types.QueueDeclareOk | void> {
    return this.call(methods.queueDeclare, args, options)
  }

  /**
   * Doc of bind
   *
   * Answer: Doc of bind
   *
   * Errors: Doc of bind
   *
   * (AMQP 0-9-1 reference, `queue.bind`.)
   */
  queueBind(args: types.QueueBindArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.queueBind, args, options)
  }

  /**
   * Doc of unbind
   *
   * Answer: Doc of unbind
   *
   * Errors: Doc of unbind
   *
   * (AMQP 0-9-1 reference, `queue.unbind`.)
   */
  queueUnbind(args: types.QueueUnbindArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.queueUnbind, args, options)
  }

  /**
   * Doc of purge
   *
   * Answer: Doc of purge
   *
   * Errors: Doc of purge
   *
   * (AMQP 0-9-1 reference, `queue.purge`.)
   */
  queuePurge(args: types.QueuePurgeArgs & { readonly noWait: true }, options?: CallOptions): Promise<void>
  queuePurge(args?: types.QueuePurgeArgs, options?: CallOptions): Promise<types.QueuePurgeOk>
  queuePurge(args: types.QueuePurgeArgs = {}, options?: CallOptions): Promise<types.QueuePurgeOk | void> {
    return this.call(methods.queuePurge, args, options)
  }

  /**
   * Doc of delete
   *
   * Answer: Doc of delete
   *
   * Errors: Doc of delete
   *
   * (AMQP 0-9-1 reference, `queue.delete`.)
   */
  queueDelete(args: types.QueueDeleteArgs & { readonly noWait: true }, options?: CallOptions): Promise<void>
  queueDelete(args?: types.QueueDeleteArgs, options?: CallOptions): Promise<types.QueueDeleteOk>
  queueDelete(args: types.QueueDeleteArgs = {}, options?: CallOptions): Promise<types.QueueDeleteOk | void> {
    return this.call(methods.queueDelete, args, options)
  }

  /**
   * Doc of qos
   *
   * Answer: Doc of qos
   *
   * Errors: Doc of qos
   *
   * (AMQP 0-9-1 reference, `basic.qos`.)
   */
  basicQos(args: types.BasicQosArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.basicQos, args, options)
  }

  /**
   * Doc of cancel
   *
   * Answer: Doc of cancel
   *
   * Errors: Doc of cancel
   *
   * (AMQP 0-9-1 reference, `basic.cancel`.)
   */
  basicCancel(args: types.BasicCancelArgs & { readonly noWait: true }, options?: CallOptions): Promise<void>
  basicCancel(args?: types.BasicCancelArgs, options?: CallOptions): Promise<types.BasicCancelOk>
  basicCancel(args: types.BasicCancelArgs = {}, options?: CallOptions): Promise<types.BasicCancelOk | void> {
    return this.call(methods.basicCancel, args, options)
  }

  /**
   * Doc of ack
   *
   * Answer: Doc of ack
   *
   * Errors: Doc of ack
   *
   * (AMQP 0-9-1 reference, `basic.ack`.)
   */
  basicAck(args: types.BasicAckArgs): void {
    this.send(methods.basicAck, args)
  }

  /**
   * Doc of reject
   *
   * Answer: Doc of reject
   *
   * Errors: Doc of reject
   *
   * (AMQP 0-9-1 reference, `basic.reject`.)
   */
  basicReject(args: types.BasicRejectArgs): void {
    this.send(methods.basicReject, args)
  }

  /**
   * Doc of recover-async
   *
   * Answer: Doc of recover-async
   *
   * Errors: Doc of recover-async
   *
   * (AMQP 0-9-1 reference, `basic.recover-async`.)
   */
  basicRecoverAsync(args: types.BasicRecoverAsyncArgs = {}): void {
    this.send(methods.basicRecoverAsync, args)
  }

  /**
   * Doc of recover
   *
   * Answer: Doc of recover
   *
   * Errors: Doc of recover
   *
   * (AMQP 0-9-1 reference, `basic.recover`.)
   */
  basicRecover(args: types.BasicRecoverArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.basicRecover, args, options)
  }

  /**
   * Doc of nack
   *
   * Answer: Doc of nack
   *
   * Errors: Doc of nack
   *
   * (AMQP 0-9-1 reference, `basic.nack`.)
   */
  basicNack(args: types.BasicNackArgs): void {
    this.send(methods.basicNack, args)
  }

  /**
   * Doc of select
   *
   * Answer: Doc of select
   *
   * Errors: Doc of select
   *
   * (AMQP 0-9-1 reference, `tx.select`.)
   */
  txSelect(options?: CallOptions): Promise<void> {
    return this.call(methods.txSelect, {}, options)
  }

  /**
   * Doc of commit
   *
   * Answer: Doc of commit
   *
   * Errors: Doc of commit
   *
   * (AMQP 0-9-1 reference, `tx.commit`.)
   */
  txCommit(options?: CallOptions): Promise<void> {
    return this.call(methods.txCommit, {}, options)
  }

  /**
   * Doc of rollback
   *
   * Answer: Doc of rollback
   *
   * Errors: Doc of rollback
   *
   * (AMQP 0-9-1 reference, `tx.rollback`.)
   */
  txRollback(options?: CallOptions): Promise<void> {
    return this.call(methods.txRollback, {}, options)
  }

  /**
   * Doc of select
   *
   * Answer: Doc of select
   *
   * Errors: Doc of select
   *
   * (AMQP 0-9-1 reference, `confirm.select`.)
   */
  confirmSelect(args: types.ConfirmSelectArgs = {}, options?: CallOptions): Promise<void> {
    return this.call(methods.confirmSelect, args, options)
  }

  /**
   * x
   *
   * Answer: x
   *
   * Errors: x
   *
   * (AMQP 0-9-1 reference, `access.request`.)
   */
  accessRequest(args: types.AccessRequestArgs = {}, options?: CallOptions): Promise<types.AccessRequestOk> {
    return this.call(methods.accessRequest, args, options)
  }

}

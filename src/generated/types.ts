// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import type { FieldTable } from '../wire/field-value.ts'
import type { Args } from '../wire/method.ts'

/**
 * The fields of `connection.start`: start.
 *
 * Doc of start
 *
 * Answer: Doc of start
 *
 * Errors: Doc of start
 *
 * (AMQP 0-9-1 reference, `connection.start`.)
 */
export interface ConnectionStart {
  /** Doc of version-major */
  readonly versionMajor: number
  /** Doc of version-minor */
  readonly versionMinor: number
  /** Doc of server-properties */
  readonly serverProperties: FieldTable
  /** Doc of mechanisms */
  readonly mechanisms: Uint8Array
  /** Doc of locales */
  readonly locales: Uint8Array
}
/** What a caller gives for {@link ConnectionStart}. */
export type ConnectionStartArgs = Args<ConnectionStart, "mechanisms" | "locales">

/**
 * The fields of `connection.start-ok`: start-ok.
 *
 * Doc of start-ok
 *
 * Answer: Doc of start-ok
 *
 * Errors: Doc of start-ok
 *
 * (AMQP 0-9-1 reference, `connection.start-ok`.)
 */
export interface ConnectionStartOk {
  /** Doc of client-properties */
  readonly clientProperties: FieldTable
  /** Doc of mechanism */
  readonly mechanism: string
  /** Doc of response */
  readonly response: Uint8Array
  /** Doc of locale */
  readonly locale: string
}
/** What a caller gives for {@link ConnectionStartOk}. */
export type ConnectionStartOkArgs = Args<ConnectionStartOk, "mechanism" | "response" | "locale">

/**
 * The fields of `connection.secure`: secure.
 *
 * Doc of secure
 *
 * Answer: Doc of secure
 *
 * Errors: Doc of secure
 *
 * (AMQP 0-9-1 reference, `connection.secure`.)
 */
export interface ConnectionSecure {
  /** Doc of challenge */
  readonly challenge: Uint8Array
}
/** What a caller gives for {@link ConnectionSecure}. */
export type ConnectionSecureArgs = Args<ConnectionSecure>

/**
 * The fields of `connection.secure-ok`: secure-ok.
 *
 * Doc of secure-ok
 *
 * Answer: Doc of secure-ok
 *
 * Errors: Doc of secure-ok
 *
 * (AMQP 0-9-1 reference, `connection.secure-ok`.)
 */
export interface ConnectionSecureOk {
  /** Doc of response */
  readonly response: Uint8Array
}
/** What a caller gives for {@link ConnectionSecureOk}. */
export type ConnectionSecureOkArgs = Args<ConnectionSecureOk, "response">

/**
 * The fields of `connection.tune`: tune.
 *
 * Doc of tune
 *
 * Answer: Doc of tune
 *
 * Errors: Doc of tune
 *
 * (AMQP 0-9-1 reference, `connection.tune`.)
 */
export interface ConnectionTune {
  /** Doc of channel-max */
  readonly channelMax: number
  /** Doc of frame-max */
  readonly frameMax: number
  /** Doc of heartbeat */
  readonly heartbeat: number
}
/** What a caller gives for {@link ConnectionTune}. */
export type ConnectionTuneArgs = Args<ConnectionTune>

/**
 * The fields of `connection.tune-ok`: tune-ok.
 *
 * Doc of tune-ok
 *
 * Answer: Doc of tune-ok
 *
 * Errors: Doc of tune-ok
 *
 * (AMQP 0-9-1 reference, `connection.tune-ok`.)
 */
export interface ConnectionTuneOk {
  /** Doc of channel-max */
  readonly channelMax: number
  /** Doc of frame-max */
  readonly frameMax: number
  /** Doc of heartbeat */
  readonly heartbeat: number
}
/** What a caller gives for {@link ConnectionTuneOk}. */
export type ConnectionTuneOkArgs = Args<ConnectionTuneOk, "channelMax">

/**
 * The fields of `connection.open`: open.
 *
 * Doc of open
 *
 * Answer: Doc of open
 *
 * Errors: Doc of open
 *
 * (AMQP 0-9-1 reference, `connection.open`.)
 */
export interface ConnectionOpen {
  /** Doc of virtual-host */
  readonly virtualHost: string
}
/** What a caller gives for {@link ConnectionOpen}. */
export type ConnectionOpenArgs = Args<ConnectionOpen, "virtualHost">

/**
 * The fields of `connection.open-ok`: open-ok.
 *
 * Doc of open-ok
 *
 * Answer: Doc of open-ok
 *
 * Errors: Doc of open-ok
 *
 * (AMQP 0-9-1 reference, `connection.open-ok`.)
 */
export interface ConnectionOpenOk {}
/** What a caller gives for {@link ConnectionOpenOk}. */
export type ConnectionOpenOkArgs = Args<ConnectionOpenOk>

/**
 * The fields of `connection.close`: close.
 *
 * Doc of close
 *
 * Answer: Doc of close
 *
 * Errors: Doc of close
 *
 * (AMQP 0-9-1 reference, `connection.close`.)
 */
export interface ConnectionClose {
  /** Doc of reply-code */
  readonly replyCode: number
  /** Doc of reply-text */
  readonly replyText: string
  /** Doc of class-id */
  readonly classId: number
  /** Doc of method-id */
  readonly methodId: number
}
/** What a caller gives for {@link ConnectionClose}. */
export type ConnectionCloseArgs = Args<ConnectionClose, "replyCode" | "replyText">

/**
 * The fields of `connection.close-ok`: close-ok.
 *
 * Doc of close-ok
 *
 * Answer: Doc of close-ok
 *
 * Errors: Doc of close-ok
 *
 * (AMQP 0-9-1 reference, `connection.close-ok`.)
 */
export interface ConnectionCloseOk {}
/** What a caller gives for {@link ConnectionCloseOk}. */
export type ConnectionCloseOkArgs = Args<ConnectionCloseOk>

/**
 * The fields of `connection.blocked`: blocked.
 *
 * Doc of blocked
 *
 * Answer: Doc of blocked
 *
 * Errors: Doc of blocked
 *
 * (AMQP 0-9-1 reference, `connection.blocked`.)
 */
export interface ConnectionBlocked {
  /** Doc of reason */
  readonly reason: string
}
/** What a caller gives for {@link ConnectionBlocked}. */
export type ConnectionBlockedArgs = Args<ConnectionBlocked>

/**
 * The fields of `connection.unblocked`: unblocked.
 *
 * Doc of unblocked
 *
 * Answer: Doc of unblocked
 *
 * Errors: Doc of unblocked
 *
 * (AMQP 0-9-1 reference, `connection.unblocked`.)
 */
export interface ConnectionUnblocked {}
/** What a caller gives for {@link ConnectionUnblocked}. */
export type ConnectionUnblockedArgs = Args<ConnectionUnblocked>

/**
 * The fields of `connection.update-secret`: update-secret.
 *
 * Doc of update-secret
 *
 * Answer: Doc of update-secret
 *
 * Errors: Doc of update-secret
 *
 * (AMQP 0-9-1 reference, `connection.update-secret`.)
 */
export interface ConnectionUpdateSecret {
  /** Doc of new-secret */
  readonly newSecret: Uint8Array
  /** Doc of reason */
  readonly reason: string
}
/** What a caller gives for {@link ConnectionUpdateSecret}. */
export type ConnectionUpdateSecretArgs = Args<ConnectionUpdateSecret>

/**
 * The fields of `connection.update-secret-ok`: update-secret-ok.
 *
 * Doc of update-secret-ok
 *
 * Answer: Doc of update-secret-ok
 *
 * Errors: Doc of update-secret-ok
 *
 * (AMQP 0-9-1 reference, `connection.update-secret-ok`.)
 */
export interface ConnectionUpdateSecretOk {}
/** What a caller gives for {@link ConnectionUpdateSecretOk}. */
export type ConnectionUpdateSecretOkArgs = Args<ConnectionUpdateSecretOk>

/**
 * The fields of `channel.open`: open.
 *
 * Doc of open
 *
 * Answer: Doc of open
 *
 * Errors: Doc of open
 *
 * (AMQP 0-9-1 reference, `channel.open`.)
 */
export interface ChannelOpen {}
/** What a caller gives for {@link ChannelOpen}. */
export type ChannelOpenArgs = Args<ChannelOpen>

/**
 * The fields of `channel.open-ok`: open-ok.
 *
 * Doc of open-ok
 *
 * Answer: Doc of open-ok
 *
 * Errors: Doc of open-ok
 *
 * (AMQP 0-9-1 reference, `channel.open-ok`.)
 */
export interface ChannelOpenOk {}
/** What a caller gives for {@link ChannelOpenOk}. */
export type ChannelOpenOkArgs = Args<ChannelOpenOk>

/**
 * The fields of `channel.flow`: flow.
 *
 * Doc of flow
 *
 * Answer: Doc of flow
 *
 * Errors: Doc of flow
 *
 * (AMQP 0-9-1 reference, `channel.flow`.)
 */
export interface ChannelFlow {
  /** Doc of active */
  readonly active: boolean
}
/** What a caller gives for {@link ChannelFlow}. */
export type ChannelFlowArgs = Args<ChannelFlow>

/**
 * The fields of `channel.flow-ok`: flow-ok.
 *
 * Doc of flow-ok
 *
 * Answer: Doc of flow-ok
 *
 * Errors: Doc of flow-ok
 *
 * (AMQP 0-9-1 reference, `channel.flow-ok`.)
 */
export interface ChannelFlowOk {
  /** Doc of active */
  readonly active: boolean
}
/** What a caller gives for {@link ChannelFlowOk}. */
export type ChannelFlowOkArgs = Args<ChannelFlowOk>

/**
 * The fields of `channel.close`: close.
 *
 * Doc of close
 *
 * Answer: Doc of close
 *
 * Errors: Doc of close
 *
 * (AMQP 0-9-1 reference, `channel.close`.)
 */
export interface ChannelClose {
  /** Doc of reply-code */
  readonly replyCode: number
  /** Doc of reply-text */
  readonly replyText: string
  /** Doc of class-id */
  readonly classId: number
  /** Doc of method-id */
  readonly methodId: number
}
/** What a caller gives for {@link ChannelClose}. */
export type ChannelCloseArgs = Args<ChannelClose, "replyCode" | "replyText">

/**
 * The fields of `channel.close-ok`: close-ok.
 *
 * Doc of close-ok
 *
 * Answer: Doc of close-ok
 *
 * Errors: Doc of close-ok
 *
 * (AMQP 0-9-1 reference, `channel.close-ok`.)
 */
export interface ChannelCloseOk {}
/** What a caller gives for {@link ChannelCloseOk}. */
export type ChannelCloseOkArgs = Args<ChannelCloseOk>

/**
 * The fields of `exchange.declare`: declare.
 *
 * Doc of declare
 *
 * Answer: Doc of declare
 *
 * Errors: Doc of declare
 *
 * (AMQP 0-9-1 reference, `exchange.declare`.)
 */
export interface ExchangeDeclare {
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of type */
  readonly type: string
  /** Doc of passive */
  readonly passive: boolean
  /** Doc of durable */
  readonly durable: boolean
  /** Doc of auto-delete */
  readonly autoDelete: boolean
  /** Doc of internal */
  readonly internal: boolean
  /** Doc of no-wait */
  readonly noWait: boolean
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link ExchangeDeclare}. */
export type ExchangeDeclareArgs = Args<ExchangeDeclare, "exchange">

/**
 * The fields of `exchange.declare-ok`: declare-ok.
 *
 * Doc of declare-ok
 *
 * Answer: Doc of declare-ok
 *
 * Errors: Doc of declare-ok
 *
 * (AMQP 0-9-1 reference, `exchange.declare-ok`.)
 */
export interface ExchangeDeclareOk {}
/** What a caller gives for {@link ExchangeDeclareOk}. */
export type ExchangeDeclareOkArgs = Args<ExchangeDeclareOk>

/**
 * The fields of `exchange.delete`: delete.
 *
 * Doc of delete
 *
 * Answer: Doc of delete
 *
 * Errors: Doc of delete
 *
 * (AMQP 0-9-1 reference, `exchange.delete`.)
 */
export interface ExchangeDelete {
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of if-unused */
  readonly ifUnused: boolean
  /** Doc of no-wait */
  readonly noWait: boolean
}
/** What a caller gives for {@link ExchangeDelete}. */
export type ExchangeDeleteArgs = Args<ExchangeDelete, "exchange">

/**
 * The fields of `exchange.delete-ok`: delete-ok.
 *
 * Doc of delete-ok
 *
 * Answer: Doc of delete-ok
 *
 * Errors: Doc of delete-ok
 *
 * (AMQP 0-9-1 reference, `exchange.delete-ok`.)
 */
export interface ExchangeDeleteOk {}
/** What a caller gives for {@link ExchangeDeleteOk}. */
export type ExchangeDeleteOkArgs = Args<ExchangeDeleteOk>

/**
 * The fields of `exchange.bind`: bind.
 *
 * Doc of bind
 *
 * Answer: Doc of bind
 *
 * Errors: Doc of bind
 *
 * (AMQP 0-9-1 reference, `exchange.bind`.)
 */
export interface ExchangeBind {
  /** Doc of destination */
  readonly destination: string
  /** Doc of source */
  readonly source: string
  /** Doc of routing-key */
  readonly routingKey: string
  /** Doc of no-wait */
  readonly noWait: boolean
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link ExchangeBind}. */
export type ExchangeBindArgs = Args<ExchangeBind, "destination" | "source">

/**
 * The fields of `exchange.bind-ok`: bind-ok.
 *
 * Doc of bind-ok
 *
 * Answer: Doc of bind-ok
 *
 * Errors: Doc of bind-ok
 *
 * (AMQP 0-9-1 reference, `exchange.bind-ok`.)
 */
export interface ExchangeBindOk {}
/** What a caller gives for {@link ExchangeBindOk}. */
export type ExchangeBindOkArgs = Args<ExchangeBindOk>

/**
 * The fields of `exchange.unbind`: unbind.
 *
 * Doc of unbind
 *
 * Answer: Doc of unbind
 *
 * Errors: Doc of unbind
 *
 * (AMQP 0-9-1 reference, `exchange.unbind`.)
 */
export interface ExchangeUnbind {
  /** Doc of destination */
  readonly destination: string
  /** Doc of source */
  readonly source: string
  /** Doc of routing-key */
  readonly routingKey: string
  /** Doc of no-wait */
  readonly noWait: boolean
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link ExchangeUnbind}. */
export type ExchangeUnbindArgs = Args<ExchangeUnbind, "destination" | "source">

/**
 * The fields of `exchange.unbind-ok`: unbind-ok.
 *
 * Doc of unbind-ok
 *
 * Answer: Doc of unbind-ok
 *
 * Errors: Doc of unbind-ok
 *
 * (AMQP 0-9-1 reference, `exchange.unbind-ok`.)
 */
export interface ExchangeUnbindOk {}
/** What a caller gives for {@link ExchangeUnbindOk}. */
export type ExchangeUnbindOkArgs = Args<ExchangeUnbindOk>

/**
 * The fields of `queue.declare`: declare.
 *
 * Doc of declare
 *
 * Answer: Doc of declare
 *
 * Errors: Doc of declare
 *
 * (AMQP 0-9-1 reference, `queue.declare`.)
 */
export interface QueueDeclare {
  /** Doc of queue */
  readonly queue: string
  /** Doc of passive */
  readonly passive: boolean
  /** Doc of durable */
  readonly durable: boolean
  /** Doc of exclusive */
  readonly exclusive: boolean
  /** Doc of auto-delete */
  readonly autoDelete: boolean
  /** Doc of no-wait */
  readonly noWait: boolean
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link QueueDeclare}. */
export type QueueDeclareArgs = Args<QueueDeclare>

/**
 * The fields of `queue.declare-ok`: declare-ok.
 *
 * Doc of declare-ok
 *
 * Answer: Doc of declare-ok
 *
 * Errors: Doc of declare-ok
 *
 * (AMQP 0-9-1 reference, `queue.declare-ok`.)
 */
export interface QueueDeclareOk {
  /** Doc of queue */
  readonly queue: string
  /** Doc of message-count */
  readonly messageCount: number
  /** Doc of consumer-count */
  readonly consumerCount: number
}
/** What a caller gives for {@link QueueDeclareOk}. */
export type QueueDeclareOkArgs = Args<QueueDeclareOk, "queue">

/**
 * The fields of `queue.bind`: bind.
 *
 * Doc of bind
 *
 * Answer: Doc of bind
 *
 * Errors: Doc of bind
 *
 * (AMQP 0-9-1 reference, `queue.bind`.)
 */
export interface QueueBind {
  /** Doc of queue */
  readonly queue: string
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of routing-key */
  readonly routingKey: string
  /** Doc of no-wait */
  readonly noWait: boolean
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link QueueBind}. */
export type QueueBindArgs = Args<QueueBind>

/**
 * The fields of `queue.bind-ok`: bind-ok.
 *
 * Doc of bind-ok
 *
 * Answer: Doc of bind-ok
 *
 * Errors: Doc of bind-ok
 *
 * (AMQP 0-9-1 reference, `queue.bind-ok`.)
 */
export interface QueueBindOk {}
/** What a caller gives for {@link QueueBindOk}. */
export type QueueBindOkArgs = Args<QueueBindOk>

/**
 * The fields of `queue.unbind`: unbind.
 *
 * Doc of unbind
 *
 * Answer: Doc of unbind
 *
 * Errors: Doc of unbind
 *
 * (AMQP 0-9-1 reference, `queue.unbind`.)
 */
export interface QueueUnbind {
  /** Doc of queue */
  readonly queue: string
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of routing-key */
  readonly routingKey: string
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link QueueUnbind}. */
export type QueueUnbindArgs = Args<QueueUnbind>

/**
 * The fields of `queue.unbind-ok`: unbind-ok.
 *
 * Doc of unbind-ok
 *
 * Answer: Doc of unbind-ok
 *
 * Errors: Doc of unbind-ok
 *
 * (AMQP 0-9-1 reference, `queue.unbind-ok`.)
 */
export interface QueueUnbindOk {}
/** What a caller gives for {@link QueueUnbindOk}. */
export type QueueUnbindOkArgs = Args<QueueUnbindOk>

/**
 * The fields of `queue.purge`: purge.
 *
 * Doc of purge
 *
 * Answer: Doc of purge
 *
 * Errors: Doc of purge
 *
 * (AMQP 0-9-1 reference, `queue.purge`.)
 */
export interface QueuePurge {
  /** Doc of queue */
  readonly queue: string
  /** Doc of no-wait */
  readonly noWait: boolean
}
/** What a caller gives for {@link QueuePurge}. */
export type QueuePurgeArgs = Args<QueuePurge>

/**
 * The fields of `queue.purge-ok`: purge-ok.
 *
 * Doc of purge-ok
 *
 * Answer: Doc of purge-ok
 *
 * Errors: Doc of purge-ok
 *
 * (AMQP 0-9-1 reference, `queue.purge-ok`.)
 */
export interface QueuePurgeOk {
  /** Doc of message-count */
  readonly messageCount: number
}
/** What a caller gives for {@link QueuePurgeOk}. */
export type QueuePurgeOkArgs = Args<QueuePurgeOk>

/**
 * The fields of `queue.delete`: delete.
 *
 * Doc of delete
 *
 * Answer: Doc of delete
 *
 * Errors: Doc of delete
 *
 * (AMQP 0-9-1 reference, `queue.delete`.)
 */
export interface QueueDelete {
  /** Doc of queue */
  readonly queue: string
  /** Doc of if-unused */
  readonly ifUnused: boolean
  /** Doc of if-empty */
  readonly ifEmpty: boolean
  /** Doc of no-wait */
  readonly noWait: boolean
}
/** What a caller gives for {@link QueueDelete}. */
export type QueueDeleteArgs = Args<QueueDelete>

/**
 * The fields of `queue.delete-ok`: delete-ok.
 *
 * Doc of delete-ok
 *
 * Answer: Doc of delete-ok
 *
 * Errors: Doc of delete-ok
 *
 * (AMQP 0-9-1 reference, `queue.delete-ok`.)
 */
export interface QueueDeleteOk {
  /** Doc of message-count */
  readonly messageCount: number
}
/** What a caller gives for {@link QueueDeleteOk}. */
export type QueueDeleteOkArgs = Args<QueueDeleteOk>

/**
 * The fields of `basic.qos`: qos.
 *
 * Doc of qos
 *
 * Answer: Doc of qos
 *
 * Errors: Doc of qos
 *
 * (AMQP 0-9-1 reference, `basic.qos`.)
 */
export interface BasicQos {
  /** Doc of prefetch-size */
  readonly prefetchSize: number
  /** Doc of prefetch-count */
  readonly prefetchCount: number
  /** Doc of global */
  readonly global: boolean
}
/** What a caller gives for {@link BasicQos}. */
export type BasicQosArgs = Args<BasicQos>

/**
 * The fields of `basic.qos-ok`: qos-ok.
 *
 * Doc of qos-ok
 *
 * Answer: Doc of qos-ok
 *
 * Errors: Doc of qos-ok
 *
 * (AMQP 0-9-1 reference, `basic.qos-ok`.)
 */
export interface BasicQosOk {}
/** What a caller gives for {@link BasicQosOk}. */
export type BasicQosOkArgs = Args<BasicQosOk>

/**
 * The fields of `basic.consume`: consume.
 *
 * Doc of consume
 *
 * Answer: Doc of consume
 *
 * Errors: Doc of consume
 *
 * (AMQP 0-9-1 reference, `basic.consume`.)
 */
export interface BasicConsume {
  /** Doc of queue */
  readonly queue: string
  /** Doc of consumer-tag */
  readonly consumerTag: string
  /** Doc of no-local */
  readonly noLocal: boolean
  /** Doc of no-ack */
  readonly noAck: boolean
  /** Doc of exclusive */
  readonly exclusive: boolean
  /** Doc of no-wait */
  readonly noWait: boolean
  /** Doc of arguments */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link BasicConsume}. */
export type BasicConsumeArgs = Args<BasicConsume>

/**
 * The fields of `basic.consume-ok`: consume-ok.
 *
 * Doc of consume-ok
 *
 * Answer: Doc of consume-ok
 *
 * Errors: Doc of consume-ok
 *
 * (AMQP 0-9-1 reference, `basic.consume-ok`.)
 */
export interface BasicConsumeOk {
  /** Doc of consumer-tag */
  readonly consumerTag: string
}
/** What a caller gives for {@link BasicConsumeOk}. */
export type BasicConsumeOkArgs = Args<BasicConsumeOk>

/**
 * The fields of `basic.cancel`: cancel.
 *
 * Doc of cancel
 *
 * Answer: Doc of cancel
 *
 * Errors: Doc of cancel
 *
 * (AMQP 0-9-1 reference, `basic.cancel`.)
 */
export interface BasicCancel {
  /** Doc of consumer-tag */
  readonly consumerTag: string
  /** Doc of no-wait */
  readonly noWait: boolean
}
/** What a caller gives for {@link BasicCancel}. */
export type BasicCancelArgs = Args<BasicCancel>

/**
 * The fields of `basic.cancel-ok`: cancel-ok.
 *
 * Doc of cancel-ok
 *
 * Answer: Doc of cancel-ok
 *
 * Errors: Doc of cancel-ok
 *
 * (AMQP 0-9-1 reference, `basic.cancel-ok`.)
 */
export interface BasicCancelOk {
  /** Doc of consumer-tag */
  readonly consumerTag: string
}
/** What a caller gives for {@link BasicCancelOk}. */
export type BasicCancelOkArgs = Args<BasicCancelOk>

/**
 * The fields of `basic.publish`: publish.
 *
 * Doc of publish
 *
 * Answer: Doc of publish
 *
 * Errors: Doc of publish
 *
 * (AMQP 0-9-1 reference, `basic.publish`.)
 */
export interface BasicPublish {
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of routing-key */
  readonly routingKey: string
  /** Doc of mandatory */
  readonly mandatory: boolean
  /** Doc of immediate */
  readonly immediate: boolean
}
/** What a caller gives for {@link BasicPublish}. */
export type BasicPublishArgs = Args<BasicPublish>

/**
 * The fields of `basic.return`: return.
 *
 * Doc of return
 *
 * Answer: Doc of return
 *
 * Errors: Doc of return
 *
 * (AMQP 0-9-1 reference, `basic.return`.)
 */
export interface BasicReturn {
  /** Doc of reply-code */
  readonly replyCode: number
  /** Doc of reply-text */
  readonly replyText: string
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of routing-key */
  readonly routingKey: string
}
/** What a caller gives for {@link BasicReturn}. */
export type BasicReturnArgs = Args<BasicReturn, "replyCode" | "replyText">

/**
 * The fields of `basic.deliver`: deliver.
 *
 * Doc of deliver
 *
 * Answer: Doc of deliver
 *
 * Errors: Doc of deliver
 *
 * (AMQP 0-9-1 reference, `basic.deliver`.)
 */
export interface BasicDeliver {
  /** Doc of consumer-tag */
  readonly consumerTag: string
  /** Doc of delivery-tag */
  readonly deliveryTag: number
  /** Doc of redelivered */
  readonly redelivered: boolean
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of routing-key */
  readonly routingKey: string
}
/** What a caller gives for {@link BasicDeliver}. */
export type BasicDeliverArgs = Args<BasicDeliver>

/**
 * The fields of `basic.get`: get.
 *
 * Doc of get
 *
 * Answer: Doc of get
 *
 * Errors: Doc of get
 *
 * (AMQP 0-9-1 reference, `basic.get`.)
 */
export interface BasicGet {
  /** Doc of queue */
  readonly queue: string
  /** Doc of no-ack */
  readonly noAck: boolean
}
/** What a caller gives for {@link BasicGet}. */
export type BasicGetArgs = Args<BasicGet>

/**
 * The fields of `basic.get-ok`: get-ok.
 *
 * Doc of get-ok
 *
 * Answer: Doc of get-ok
 *
 * Errors: Doc of get-ok
 *
 * (AMQP 0-9-1 reference, `basic.get-ok`.)
 */
export interface BasicGetOk {
  /** Doc of delivery-tag */
  readonly deliveryTag: number
  /** Doc of redelivered */
  readonly redelivered: boolean
  /** Doc of exchange */
  readonly exchange: string
  /** Doc of routing-key */
  readonly routingKey: string
  /** Doc of message-count */
  readonly messageCount: number
}
/** What a caller gives for {@link BasicGetOk}. */
export type BasicGetOkArgs = Args<BasicGetOk>

/**
 * The fields of `basic.get-empty`: get-empty.
 *
 * Doc of get-empty
 *
 * Answer: Doc of get-empty
 *
 * Errors: Doc of get-empty
 *
 * (AMQP 0-9-1 reference, `basic.get-empty`.)
 */
export interface BasicGetEmpty {}
/** What a caller gives for {@link BasicGetEmpty}. */
export type BasicGetEmptyArgs = Args<BasicGetEmpty>

/**
 * The fields of `basic.ack`: ack.
 *
 * Doc of ack
 *
 * Answer: Doc of ack
 *
 * Errors: Doc of ack
 *
 * (AMQP 0-9-1 reference, `basic.ack`.)
 */
export interface BasicAck {
  /** Doc of delivery-tag */
  readonly deliveryTag: number
  /** Doc of multiple */
  readonly multiple: boolean
}
/** What a caller gives for {@link BasicAck}. */
export type BasicAckArgs = Args<BasicAck, "deliveryTag">

/**
 * The fields of `basic.reject`: reject.
 *
 * Doc of reject
 *
 * Answer: Doc of reject
 *
 * Errors: Doc of reject
 *
 * (AMQP 0-9-1 reference, `basic.reject`.)
 */
export interface BasicReject {
  /** Doc of delivery-tag */
  readonly deliveryTag: number
  /** Doc of requeue */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicReject}. */
export type BasicRejectArgs = Args<BasicReject, "deliveryTag">

/**
 * The fields of `basic.recover-async`: recover-async.
 *
 * Doc of recover-async
 *
 * Answer: Doc of recover-async
 *
 * Errors: Doc of recover-async
 *
 * (AMQP 0-9-1 reference, `basic.recover-async`.)
 */
export interface BasicRecoverAsync {
  /** Doc of requeue */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicRecoverAsync}. */
export type BasicRecoverAsyncArgs = Args<BasicRecoverAsync>

/**
 * The fields of `basic.recover`: recover.
 *
 * Doc of recover
 *
 * Answer: Doc of recover
 *
 * Errors: Doc of recover
 *
 * (AMQP 0-9-1 reference, `basic.recover`.)
 */
export interface BasicRecover {
  /** Doc of requeue */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicRecover}. */
export type BasicRecoverArgs = Args<BasicRecover>

/**
 * The fields of `basic.recover-ok`: recover-ok.
 *
 * Doc of recover-ok
 *
 * Answer: Doc of recover-ok
 *
 * Errors: Doc of recover-ok
 *
 * (AMQP 0-9-1 reference, `basic.recover-ok`.)
 */
export interface BasicRecoverOk {}
/** What a caller gives for {@link BasicRecoverOk}. */
export type BasicRecoverOkArgs = Args<BasicRecoverOk>

/**
 * The fields of `basic.nack`: nack.
 *
 * Doc of nack
 *
 * Answer: Doc of nack
 *
 * Errors: Doc of nack
 *
 * (AMQP 0-9-1 reference, `basic.nack`.)
 */
export interface BasicNack {
  /** Doc of delivery-tag */
  readonly deliveryTag: number
  /** Doc of multiple */
  readonly multiple: boolean
  /** Doc of requeue */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicNack}. */
export type BasicNackArgs = Args<BasicNack, "deliveryTag">

/**
 * The fields of `tx.select`: select.
 *
 * Doc of select
 *
 * Answer: Doc of select
 *
 * Errors: Doc of select
 *
 * (AMQP 0-9-1 reference, `tx.select`.)
 */
export interface TxSelect {}
/** What a caller gives for {@link TxSelect}. */
export type TxSelectArgs = Args<TxSelect>

/**
 * The fields of `tx.select-ok`: select-ok.
 *
 * Doc of select-ok
 *
 * Answer: Doc of select-ok
 *
 * Errors: Doc of select-ok
 *
 * (AMQP 0-9-1 reference, `tx.select-ok`.)
 */
export interface TxSelectOk {}
/** What a caller gives for {@link TxSelectOk}. */
export type TxSelectOkArgs = Args<TxSelectOk>

/**
 * The fields of `tx.commit`: commit.
 *
 * Doc of commit
 *
 * Answer: Doc of commit
 *
 * Errors: Doc of commit
 *
 * (AMQP 0-9-1 reference, `tx.commit`.)
 */
export interface TxCommit {}
/** What a caller gives for {@link TxCommit}. */
export type TxCommitArgs = Args<TxCommit>

/**
 * The fields of `tx.commit-ok`: commit-ok.
 *
 * Doc of commit-ok
 *
 * Answer: Doc of commit-ok
 *
 * Errors: Doc of commit-ok
 *
 * (AMQP 0-9-1 reference, `tx.commit-ok`.)
 */
export interface TxCommitOk {}
/** What a caller gives for {@link TxCommitOk}. */
export type TxCommitOkArgs = Args<TxCommitOk>

/**
 * The fields of `tx.rollback`: rollback.
 *
 * Doc of rollback
 *
 * Answer: Doc of rollback
 *
 * Errors: Doc of rollback
 *
 * (AMQP 0-9-1 reference, `tx.rollback`.)
 */
export interface TxRollback {}
/** What a caller gives for {@link TxRollback}. */
export type TxRollbackArgs = Args<TxRollback>

/**
 * The fields of `tx.rollback-ok`: rollback-ok.
 *
 * Doc of rollback-ok
 *
 * Answer: Doc of rollback-ok
 *
 * Errors: Doc of rollback-ok
 *
 * (AMQP 0-9-1 reference, `tx.rollback-ok`.)
 */
export interface TxRollbackOk {}
/** What a caller gives for {@link TxRollbackOk}. */
export type TxRollbackOkArgs = Args<TxRollbackOk>

/**
 * The fields of `confirm.select`: select.
 *
 * Doc of select
 *
 * Answer: Doc of select
 *
 * Errors: Doc of select
 *
 * (AMQP 0-9-1 reference, `confirm.select`.)
 */
export interface ConfirmSelect {
  /** Doc of no-wait */
  readonly noWait: boolean
}
/** What a caller gives for {@link ConfirmSelect}. */
export type ConfirmSelectArgs = Args<ConfirmSelect>

/**
 * The fields of `confirm.select-ok`: select-ok.
 *
 * Doc of select-ok
 *
 * Answer: Doc of select-ok
 *
 * Errors: Doc of select-ok
 *
 * (AMQP 0-9-1 reference, `confirm.select-ok`.)
 */
export interface ConfirmSelectOk {}
/** What a caller gives for {@link ConfirmSelectOk}. */
export type ConfirmSelectOkArgs = Args<ConfirmSelectOk>

/**
 * The fields of `access.request`: x.
 *
 * x
 *
 * Answer: x
 *
 * Errors: x
 *
 * (AMQP 0-9-1 reference, `access.request`.)
 */
export interface AccessRequest {
  /** x */
  readonly realm: string
}
/** What a caller gives for {@link AccessRequest}. */
export type AccessRequestArgs = Args<AccessRequest>

/**
 * The fields of `access.request-ok`: x.
 *
 * x
 *
 * Answer: x
 *
 * Errors: x
 *
 * (AMQP 0-9-1 reference, `access.request-ok`.)
 */
export interface AccessRequestOk {
  /** x */
  readonly ticket: number
}
/** What a caller gives for {@link AccessRequestOk}. */
export type AccessRequestOkArgs = Args<AccessRequestOk>

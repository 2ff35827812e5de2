// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import type { Method } from '../wire/method.ts'

import * as codecs from './codecs.ts'
import * as ids from './constants.ts'
import type * as types from './types.ts'

function define<Args, Reply>(
  id: number,
  encode: Method<Args, Reply>['encode'],
  ...replies: number[]
): Method<Args, Reply> {
  return { id, name: ids.methodNames[id] as string, replies, encode }
}

/** `connection.start`: server presents itself. */
export const connectionStart: Method<types.ConnectionStartArgs, types.ConnectionStartOk> = /* @__PURE__ */ define(
  ids.CONNECTION_START,
  codecs.encodeConnectionStart,
  ids.CONNECTION_START_OK,
)

/** `connection.start-ok`: client presents itself and logs in. */
export const connectionStartOk: Method<types.ConnectionStartOkArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_START_OK,
  codecs.encodeConnectionStartOk,
)

/** `connection.secure`: server asks for more proof. */
export const connectionSecure: Method<types.ConnectionSecureArgs, types.ConnectionSecureOk> = /* @__PURE__ */ define(
  ids.CONNECTION_SECURE,
  codecs.encodeConnectionSecure,
  ids.CONNECTION_SECURE_OK,
)

/** `connection.secure-ok`: client answers the challenge. */
export const connectionSecureOk: Method<types.ConnectionSecureOkArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_SECURE_OK,
  codecs.encodeConnectionSecureOk,
)

/** `connection.tune`: server proposes limits. */
export const connectionTune: Method<types.ConnectionTuneArgs, types.ConnectionTuneOk> = /* @__PURE__ */ define(
  ids.CONNECTION_TUNE,
  codecs.encodeConnectionTune,
  ids.CONNECTION_TUNE_OK,
)

/** `connection.tune-ok`: client settles the limits. */
export const connectionTuneOk: Method<types.ConnectionTuneOkArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_TUNE_OK,
  codecs.encodeConnectionTuneOk,
)

/** `connection.open`: enter a virtual host. */
export const connectionOpen: Method<types.ConnectionOpenArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_OPEN,
  codecs.encodeConnectionOpen,
  ids.CONNECTION_OPEN_OK,
)

/** `connection.open-ok`: connection is ready. */
export const connectionOpenOk: Method<types.ConnectionOpenOkArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_OPEN_OK,
  codecs.encodeConnectionOpenOk,
)

/** `connection.close`: end the connection. */
export const connectionClose: Method<types.ConnectionCloseArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_CLOSE,
  codecs.encodeConnectionClose,
  ids.CONNECTION_CLOSE_OK,
)

/** `connection.close-ok`: end of connection agreed. */
export const connectionCloseOk: Method<types.ConnectionCloseOkArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_CLOSE_OK,
  codecs.encodeConnectionCloseOk,
)

/** `connection.blocked`: server takes no messages. */
export const connectionBlocked: Method<types.ConnectionBlockedArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_BLOCKED,
  codecs.encodeConnectionBlocked,
)

/** `connection.unblocked`: server takes messages again. */
export const connectionUnblocked: Method<types.ConnectionUnblockedArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_UNBLOCKED,
  codecs.encodeConnectionUnblocked,
)

/** `connection.update-secret`: renew the credentials. */
export const connectionUpdateSecret: Method<types.ConnectionUpdateSecretArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_UPDATE_SECRET,
  codecs.encodeConnectionUpdateSecret,
  ids.CONNECTION_UPDATE_SECRET_OK,
)

/** `connection.update-secret-ok`: credentials are renewed. */
export const connectionUpdateSecretOk: Method<types.ConnectionUpdateSecretOkArgs, void> = /* @__PURE__ */ define(
  ids.CONNECTION_UPDATE_SECRET_OK,
  codecs.encodeConnectionUpdateSecretOk,
)

/** `channel.open`: open a channel. */
export const channelOpen: Method<types.ChannelOpenArgs, void> = /* @__PURE__ */ define(
  ids.CHANNEL_OPEN,
  codecs.encodeChannelOpen,
  ids.CHANNEL_OPEN_OK,
)

/** `channel.open-ok`: channel is ready. */
export const channelOpenOk: Method<types.ChannelOpenOkArgs, void> = /* @__PURE__ */ define(
  ids.CHANNEL_OPEN_OK,
  codecs.encodeChannelOpenOk,
)

/** `channel.flow`: pause or resume content. */
export const channelFlow: Method<types.ChannelFlowArgs, types.ChannelFlowOk> = /* @__PURE__ */ define(
  ids.CHANNEL_FLOW,
  codecs.encodeChannelFlow,
  ids.CHANNEL_FLOW_OK,
)

/** `channel.flow-ok`: flow request carried out. */
export const channelFlowOk: Method<types.ChannelFlowOkArgs, void> = /* @__PURE__ */ define(
  ids.CHANNEL_FLOW_OK,
  codecs.encodeChannelFlowOk,
)

/** `channel.close`: end the channel. */
export const channelClose: Method<types.ChannelCloseArgs, void> = /* @__PURE__ */ define(
  ids.CHANNEL_CLOSE,
  codecs.encodeChannelClose,
  ids.CHANNEL_CLOSE_OK,
)

/** `channel.close-ok`: end of channel agreed. */
export const channelCloseOk: Method<types.ChannelCloseOkArgs, void> = /* @__PURE__ */ define(
  ids.CHANNEL_CLOSE_OK,
  codecs.encodeChannelCloseOk,
)

/** `exchange.declare`: make sure an exchange exists. */
export const exchangeDeclare: Method<types.ExchangeDeclareArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_DECLARE,
  codecs.encodeExchangeDeclare,
  ids.EXCHANGE_DECLARE_OK,
)

/** `exchange.declare-ok`: exchange is there. */
export const exchangeDeclareOk: Method<types.ExchangeDeclareOkArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_DECLARE_OK,
  codecs.encodeExchangeDeclareOk,
)

/** `exchange.delete`: remove an exchange. */
export const exchangeDelete: Method<types.ExchangeDeleteArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_DELETE,
  codecs.encodeExchangeDelete,
  ids.EXCHANGE_DELETE_OK,
)

/** `exchange.delete-ok`: exchange is gone. */
export const exchangeDeleteOk: Method<types.ExchangeDeleteOkArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_DELETE_OK,
  codecs.encodeExchangeDeleteOk,
)

/** `exchange.bind`: bind an exchange to an exchange. */
export const exchangeBind: Method<types.ExchangeBindArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_BIND,
  codecs.encodeExchangeBind,
  ids.EXCHANGE_BIND_OK,
)

/** `exchange.bind-ok`: exchange is bound. */
export const exchangeBindOk: Method<types.ExchangeBindOkArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_BIND_OK,
  codecs.encodeExchangeBindOk,
)

/** `exchange.unbind`: remove an exchange's binding. */
export const exchangeUnbind: Method<types.ExchangeUnbindArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_UNBIND,
  codecs.encodeExchangeUnbind,
  ids.EXCHANGE_UNBIND_OK,
)

/** `exchange.unbind-ok`: binding of exchanges is gone. */
export const exchangeUnbindOk: Method<types.ExchangeUnbindOkArgs, void> = /* @__PURE__ */ define(
  ids.EXCHANGE_UNBIND_OK,
  codecs.encodeExchangeUnbindOk,
)

/** `queue.declare`: make sure a queue exists. */
export const queueDeclare: Method<types.QueueDeclareArgs, types.QueueDeclareOk> = /* @__PURE__ */ define(
  ids.QUEUE_DECLARE,
  codecs.encodeQueueDeclare,
  ids.QUEUE_DECLARE_OK,
)

/** `queue.declare-ok`: queue is there. */
export const queueDeclareOk: Method<types.QueueDeclareOkArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_DECLARE_OK,
  codecs.encodeQueueDeclareOk,
)

/** `queue.bind`: bind a queue to an exchange. */
export const queueBind: Method<types.QueueBindArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_BIND,
  codecs.encodeQueueBind,
  ids.QUEUE_BIND_OK,
)

/** `queue.bind-ok`: queue is bound. */
export const queueBindOk: Method<types.QueueBindOkArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_BIND_OK,
  codecs.encodeQueueBindOk,
)

/** `queue.unbind`: remove a queue's binding. */
export const queueUnbind: Method<types.QueueUnbindArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_UNBIND,
  codecs.encodeQueueUnbind,
  ids.QUEUE_UNBIND_OK,
)

/** `queue.unbind-ok`: binding is gone. */
export const queueUnbindOk: Method<types.QueueUnbindOkArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_UNBIND_OK,
  codecs.encodeQueueUnbindOk,
)

/** `queue.purge`: empty a queue. */
export const queuePurge: Method<types.QueuePurgeArgs, types.QueuePurgeOk> = /* @__PURE__ */ define(
  ids.QUEUE_PURGE,
  codecs.encodeQueuePurge,
  ids.QUEUE_PURGE_OK,
)

/** `queue.purge-ok`: queue is emptied. */
export const queuePurgeOk: Method<types.QueuePurgeOkArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_PURGE_OK,
  codecs.encodeQueuePurgeOk,
)

/** `queue.delete`: remove a queue and its messages. */
export const queueDelete: Method<types.QueueDeleteArgs, types.QueueDeleteOk> = /* @__PURE__ */ define(
  ids.QUEUE_DELETE,
  codecs.encodeQueueDelete,
  ids.QUEUE_DELETE_OK,
)

/** `queue.delete-ok`: queue is gone. */
export const queueDeleteOk: Method<types.QueueDeleteOkArgs, void> = /* @__PURE__ */ define(
  ids.QUEUE_DELETE_OK,
  codecs.encodeQueueDeleteOk,
)

/** `basic.qos`: limit outstanding deliveries. */
export const basicQos: Method<types.BasicQosArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_QOS,
  codecs.encodeBasicQos,
  ids.BASIC_QOS_OK,
)

/** `basic.qos-ok`: limits are set. */
export const basicQosOk: Method<types.BasicQosOkArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_QOS_OK,
  codecs.encodeBasicQosOk,
)

/** `basic.consume`: start a consumer. */
export const basicConsume: Method<types.BasicConsumeArgs, types.BasicConsumeOk> = /* @__PURE__ */ define(
  ids.BASIC_CONSUME,
  codecs.encodeBasicConsume,
  ids.BASIC_CONSUME_OK,
)

/** `basic.consume-ok`: consumer is running. */
export const basicConsumeOk: Method<types.BasicConsumeOkArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_CONSUME_OK,
  codecs.encodeBasicConsumeOk,
)

/** `basic.cancel`: stop a consumer. */
export const basicCancel: Method<types.BasicCancelArgs, types.BasicCancelOk> = /* @__PURE__ */ define(
  ids.BASIC_CANCEL,
  codecs.encodeBasicCancel,
  ids.BASIC_CANCEL_OK,
)

/** `basic.cancel-ok`: consumer has stopped. */
export const basicCancelOk: Method<types.BasicCancelOkArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_CANCEL_OK,
  codecs.encodeBasicCancelOk,
)

/** `basic.publish`: hand a message to an exchange. */
export const basicPublish: Method<types.BasicPublishArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_PUBLISH,
  codecs.encodeBasicPublish,
)

/** `basic.return`: message comes back. */
export const basicReturn: Method<types.BasicReturnArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_RETURN,
  codecs.encodeBasicReturn,
)

/** `basic.deliver`: message for a consumer. */
export const basicDeliver: Method<types.BasicDeliverArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_DELIVER,
  codecs.encodeBasicDeliver,
)

/** `basic.get`: fetch one message. */
export const basicGet: Method<types.BasicGetArgs, types.BasicGetOk> = /* @__PURE__ */ define(
  ids.BASIC_GET,
  codecs.encodeBasicGet,
  ids.BASIC_GET_OK,
  ids.BASIC_GET_EMPTY,
)

/** `basic.get-ok`: message that was fetched. */
export const basicGetOk: Method<types.BasicGetOkArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_GET_OK,
  codecs.encodeBasicGetOk,
)

/** `basic.get-empty`: no message waiting. */
export const basicGetEmpty: Method<types.BasicGetEmptyArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_GET_EMPTY,
  codecs.encodeBasicGetEmpty,
)

/** `basic.ack`: message is dealt with. */
export const basicAck: Method<types.BasicAckArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_ACK,
  codecs.encodeBasicAck,
)

/** `basic.reject`: message is not taken. */
export const basicReject: Method<types.BasicRejectArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_REJECT,
  codecs.encodeBasicReject,
)

/** `basic.recover-async`: redeliver without an answer. */
export const basicRecoverAsync: Method<types.BasicRecoverAsyncArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_RECOVER_ASYNC,
  codecs.encodeBasicRecoverAsync,
)

/** `basic.recover`: redeliver what is unacknowledged. */
export const basicRecover: Method<types.BasicRecoverArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_RECOVER,
  codecs.encodeBasicRecover,
  ids.BASIC_RECOVER_OK,
)

/** `basic.recover-ok`: redelivery begins. */
export const basicRecoverOk: Method<types.BasicRecoverOkArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_RECOVER_OK,
  codecs.encodeBasicRecoverOk,
)

/** `basic.nack`: messages are not taken. */
export const basicNack: Method<types.BasicNackArgs, void> = /* @__PURE__ */ define(
  ids.BASIC_NACK,
  codecs.encodeBasicNack,
)

/** `tx.select`: switch to transactions. */
export const txSelect: Method<types.TxSelectArgs, void> = /* @__PURE__ */ define(
  ids.TX_SELECT,
  codecs.encodeTxSelect,
  ids.TX_SELECT_OK,
)

/** `tx.select-ok`: channel is transactional. */
export const txSelectOk: Method<types.TxSelectOkArgs, void> = /* @__PURE__ */ define(
  ids.TX_SELECT_OK,
  codecs.encodeTxSelectOk,
)

/** `tx.commit`: make the transaction take effect. */
export const txCommit: Method<types.TxCommitArgs, void> = /* @__PURE__ */ define(
  ids.TX_COMMIT,
  codecs.encodeTxCommit,
  ids.TX_COMMIT_OK,
)

/** `tx.commit-ok`: transaction took effect. */
export const txCommitOk: Method<types.TxCommitOkArgs, void> = /* @__PURE__ */ define(
  ids.TX_COMMIT_OK,
  codecs.encodeTxCommitOk,
)

/** `tx.rollback`: discard the transaction. */
export const txRollback: Method<types.TxRollbackArgs, void> = /* @__PURE__ */ define(
  ids.TX_ROLLBACK,
  codecs.encodeTxRollback,
  ids.TX_ROLLBACK_OK,
)

/** `tx.rollback-ok`: transaction is discarded. */
export const txRollbackOk: Method<types.TxRollbackOkArgs, void> = /* @__PURE__ */ define(
  ids.TX_ROLLBACK_OK,
  codecs.encodeTxRollbackOk,
)

/** `confirm.select`: switch to confirms. */
export const confirmSelect: Method<types.ConfirmSelectArgs, void> = /* @__PURE__ */ define(
  ids.CONFIRM_SELECT,
  codecs.encodeConfirmSelect,
  ids.CONFIRM_SELECT_OK,
)

/** `confirm.select-ok`: confirms are on. */
export const confirmSelectOk: Method<types.ConfirmSelectOkArgs, void> = /* @__PURE__ */ define(
  ids.CONFIRM_SELECT_OK,
  codecs.encodeConfirmSelectOk,
)

/** `access.request`: ask for an access ticket. */
export const accessRequest: Method<types.AccessRequestArgs, types.AccessRequestOk> = /* @__PURE__ */ define(
  ids.ACCESS_REQUEST,
  codecs.encodeAccessRequest,
  ids.ACCESS_REQUEST_OK,
)

/** `access.request-ok`: access ticket granted. */
export const accessRequestOk: Method<types.AccessRequestOkArgs, void> = /* @__PURE__ */ define(
  ids.ACCESS_REQUEST_OK,
  codecs.encodeAccessRequestOk,
)


/** Every method, in the order of the specification. */

export const allMethods: readonly Method<never, unknown>[] = [
  connectionStart,
  connectionStartOk,
  connectionSecure,
  connectionSecureOk,
  connectionTune,
  connectionTuneOk,
  connectionOpen,
  connectionOpenOk,
  connectionClose,
  connectionCloseOk,
  connectionBlocked,
  connectionUnblocked,
  connectionUpdateSecret,
  connectionUpdateSecretOk,
  channelOpen,
  channelOpenOk,
  channelFlow,
  channelFlowOk,
  channelClose,
  channelCloseOk,
  exchangeDeclare,
  exchangeDeclareOk,
  exchangeDelete,
  exchangeDeleteOk,
  exchangeBind,
  exchangeBindOk,
  exchangeUnbind,
  exchangeUnbindOk,
  queueDeclare,
  queueDeclareOk,
  queueBind,
  queueBindOk,
  queueUnbind,
  queueUnbindOk,
  queuePurge,
  queuePurgeOk,
  queueDelete,
  queueDeleteOk,
  basicQos,
  basicQosOk,
  basicConsume,
  basicConsumeOk,
  basicCancel,
  basicCancelOk,
  basicPublish,
  basicReturn,
  basicDeliver,
  basicGet,
  basicGetOk,
  basicGetEmpty,
  basicAck,
  basicReject,
  basicRecoverAsync,
  basicRecover,
  basicRecoverOk,
  basicNack,
  txSelect,
  txSelectOk,
  txCommit,
  txCommitOk,
  txRollback,
  txRollbackOk,
  confirmSelect,
  confirmSelectOk,
  accessRequest,
  accessRequestOk,
]

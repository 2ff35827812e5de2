// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import type { Method } from '../wire/method.ts'

import * as codecs from './codecs.ts'
import * as ids from './constants.ts'
import type * as types from './types.ts'

/** `connection.start`: server presents itself. */
export const connectionStart: Method<types.ConnectionStartArgs, types.ConnectionStartOk> = {
  id: ids.CONNECTION_START,
  name: "connection.start",
  replies: [ids.CONNECTION_START_OK],
  encode: codecs.encodeConnectionStart,
}

/** `connection.start-ok`: client presents itself and logs in. */
export const connectionStartOk: Method<types.ConnectionStartOkArgs, void> = {
  id: ids.CONNECTION_START_OK,
  name: "connection.start-ok",
  replies: [],
  encode: codecs.encodeConnectionStartOk,
}

/** `connection.secure`: server asks for more proof. */
export const connectionSecure: Method<types.ConnectionSecureArgs, types.ConnectionSecureOk> = {
  id: ids.CONNECTION_SECURE,
  name: "connection.secure",
  replies: [ids.CONNECTION_SECURE_OK],
  encode: codecs.encodeConnectionSecure,
}

/** `connection.secure-ok`: client answers the challenge. */
export const connectionSecureOk: Method<types.ConnectionSecureOkArgs, void> = {
  id: ids.CONNECTION_SECURE_OK,
  name: "connection.secure-ok",
  replies: [],
  encode: codecs.encodeConnectionSecureOk,
}

/** `connection.tune`: server proposes limits. */
export const connectionTune: Method<types.ConnectionTuneArgs, types.ConnectionTuneOk> = {
  id: ids.CONNECTION_TUNE,
  name: "connection.tune",
  replies: [ids.CONNECTION_TUNE_OK],
  encode: codecs.encodeConnectionTune,
}

/** `connection.tune-ok`: client settles the limits. */
export const connectionTuneOk: Method<types.ConnectionTuneOkArgs, void> = {
  id: ids.CONNECTION_TUNE_OK,
  name: "connection.tune-ok",
  replies: [],
  encode: codecs.encodeConnectionTuneOk,
}

/** `connection.open`: enter a virtual host. */
export const connectionOpen: Method<types.ConnectionOpenArgs, void> = {
  id: ids.CONNECTION_OPEN,
  name: "connection.open",
  replies: [ids.CONNECTION_OPEN_OK],
  encode: codecs.encodeConnectionOpen,
}

/** `connection.open-ok`: connection is ready. */
export const connectionOpenOk: Method<types.ConnectionOpenOkArgs, void> = {
  id: ids.CONNECTION_OPEN_OK,
  name: "connection.open-ok",
  replies: [],
  encode: codecs.encodeConnectionOpenOk,
}

/** `connection.close`: end the connection. */
export const connectionClose: Method<types.ConnectionCloseArgs, void> = {
  id: ids.CONNECTION_CLOSE,
  name: "connection.close",
  replies: [ids.CONNECTION_CLOSE_OK],
  encode: codecs.encodeConnectionClose,
}

/** `connection.close-ok`: end of connection agreed. */
export const connectionCloseOk: Method<types.ConnectionCloseOkArgs, void> = {
  id: ids.CONNECTION_CLOSE_OK,
  name: "connection.close-ok",
  replies: [],
  encode: codecs.encodeConnectionCloseOk,
}

/** `connection.blocked`: server takes no messages. */
export const connectionBlocked: Method<types.ConnectionBlockedArgs, void> = {
  id: ids.CONNECTION_BLOCKED,
  name: "connection.blocked",
  replies: [],
  encode: codecs.encodeConnectionBlocked,
}

/** `connection.unblocked`: server takes messages again. */
export const connectionUnblocked: Method<types.ConnectionUnblockedArgs, void> = {
  id: ids.CONNECTION_UNBLOCKED,
  name: "connection.unblocked",
  replies: [],
  encode: codecs.encodeConnectionUnblocked,
}

/** `connection.update-secret`: renew the credentials. */
export const connectionUpdateSecret: Method<types.ConnectionUpdateSecretArgs, void> = {
  id: ids.CONNECTION_UPDATE_SECRET,
  name: "connection.update-secret",
  replies: [ids.CONNECTION_UPDATE_SECRET_OK],
  encode: codecs.encodeConnectionUpdateSecret,
}

/** `connection.update-secret-ok`: credentials are renewed. */
export const connectionUpdateSecretOk: Method<types.ConnectionUpdateSecretOkArgs, void> = {
  id: ids.CONNECTION_UPDATE_SECRET_OK,
  name: "connection.update-secret-ok",
  replies: [],
  encode: codecs.encodeConnectionUpdateSecretOk,
}

/** `channel.open`: open a channel. */
export const channelOpen: Method<types.ChannelOpenArgs, void> = {
  id: ids.CHANNEL_OPEN,
  name: "channel.open",
  replies: [ids.CHANNEL_OPEN_OK],
  encode: codecs.encodeChannelOpen,
}

/** `channel.open-ok`: channel is ready. */
export const channelOpenOk: Method<types.ChannelOpenOkArgs, void> = {
  id: ids.CHANNEL_OPEN_OK,
  name: "channel.open-ok",
  replies: [],
  encode: codecs.encodeChannelOpenOk,
}

/** `channel.flow`: pause or resume content. */
export const channelFlow: Method<types.ChannelFlowArgs, types.ChannelFlowOk> = {
  id: ids.CHANNEL_FLOW,
  name: "channel.flow",
  replies: [ids.CHANNEL_FLOW_OK],
  encode: codecs.encodeChannelFlow,
}

/** `channel.flow-ok`: flow request carried out. */
export const channelFlowOk: Method<types.ChannelFlowOkArgs, void> = {
  id: ids.CHANNEL_FLOW_OK,
  name: "channel.flow-ok",
  replies: [],
  encode: codecs.encodeChannelFlowOk,
}

/** `channel.close`: end the channel. */
export const channelClose: Method<types.ChannelCloseArgs, void> = {
  id: ids.CHANNEL_CLOSE,
  name: "channel.close",
  replies: [ids.CHANNEL_CLOSE_OK],
  encode: codecs.encodeChannelClose,
}

/** `channel.close-ok`: end of channel agreed. */
export const channelCloseOk: Method<types.ChannelCloseOkArgs, void> = {
  id: ids.CHANNEL_CLOSE_OK,
  name: "channel.close-ok",
  replies: [],
  encode: codecs.encodeChannelCloseOk,
}

/** `exchange.declare`: make sure an exchange exists. */
export const exchangeDeclare: Method<types.ExchangeDeclareArgs, void> = {
  id: ids.EXCHANGE_DECLARE,
  name: "exchange.declare",
  replies: [ids.EXCHANGE_DECLARE_OK],
  encode: codecs.encodeExchangeDeclare,
}

/** `exchange.declare-ok`: exchange is there. */
export const exchangeDeclareOk: Method<types.ExchangeDeclareOkArgs, void> = {
  id: ids.EXCHANGE_DECLARE_OK,
  name: "exchange.declare-ok",
  replies: [],
  encode: codecs.encodeExchangeDeclareOk,
}

/** `exchange.delete`: remove an exchange. */
export const exchangeDelete: Method<types.ExchangeDeleteArgs, void> = {
  id: ids.EXCHANGE_DELETE,
  name: "exchange.delete",
  replies: [ids.EXCHANGE_DELETE_OK],
  encode: codecs.encodeExchangeDelete,
}

/** `exchange.delete-ok`: exchange is gone. */
export const exchangeDeleteOk: Method<types.ExchangeDeleteOkArgs, void> = {
  id: ids.EXCHANGE_DELETE_OK,
  name: "exchange.delete-ok",
  replies: [],
  encode: codecs.encodeExchangeDeleteOk,
}

/** `exchange.bind`: bind an exchange to an exchange. */
export const exchangeBind: Method<types.ExchangeBindArgs, void> = {
  id: ids.EXCHANGE_BIND,
  name: "exchange.bind",
  replies: [ids.EXCHANGE_BIND_OK],
  encode: codecs.encodeExchangeBind,
}

/** `exchange.bind-ok`: exchange is bound. */
export const exchangeBindOk: Method<types.ExchangeBindOkArgs, void> = {
  id: ids.EXCHANGE_BIND_OK,
  name: "exchange.bind-ok",
  replies: [],
  encode: codecs.encodeExchangeBindOk,
}

/** `exchange.unbind`: remove an exchange's binding. */
export const exchangeUnbind: Method<types.ExchangeUnbindArgs, void> = {
  id: ids.EXCHANGE_UNBIND,
  name: "exchange.unbind",
  replies: [ids.EXCHANGE_UNBIND_OK],
  encode: codecs.encodeExchangeUnbind,
}

/** `exchange.unbind-ok`: binding of exchanges is gone. */
export const exchangeUnbindOk: Method<types.ExchangeUnbindOkArgs, void> = {
  id: ids.EXCHANGE_UNBIND_OK,
  name: "exchange.unbind-ok",
  replies: [],
  encode: codecs.encodeExchangeUnbindOk,
}

/** `queue.declare`: make sure a queue exists. */
export const queueDeclare: Method<types.QueueDeclareArgs, types.QueueDeclareOk> = {
  id: ids.QUEUE_DECLARE,
  name: "queue.declare",
  replies: [ids.QUEUE_DECLARE_OK],
  encode: codecs.encodeQueueDeclare,
}

/** `queue.declare-ok`: queue is there. */
export const queueDeclareOk: Method<types.QueueDeclareOkArgs, void> = {
  id: ids.QUEUE_DECLARE_OK,
  name: "queue.declare-ok",
  replies: [],
  encode: codecs.encodeQueueDeclareOk,
}

/** `queue.bind`: bind a queue to an exchange. */
export const queueBind: Method<types.QueueBindArgs, void> = {
  id: ids.QUEUE_BIND,
  name: "queue.bind",
  replies: [ids.QUEUE_BIND_OK],
  encode: codecs.encodeQueueBind,
}

/** `queue.bind-ok`: queue is bound. */
export const queueBindOk: Method<types.QueueBindOkArgs, void> = {
  id: ids.QUEUE_BIND_OK,
  name: "queue.bind-ok",
  replies: [],
  encode: codecs.encodeQueueBindOk,
}

/** `queue.unbind`: remove a queue's binding. */
export const queueUnbind: Method<types.QueueUnbindArgs, void> = {
  id: ids.QUEUE_UNBIND,
  name: "queue.unbind",
  replies: [ids.QUEUE_UNBIND_OK],
  encode: codecs.encodeQueueUnbind,
}

/** `queue.unbind-ok`: binding is gone. */
export const queueUnbindOk: Method<types.QueueUnbindOkArgs, void> = {
  id: ids.QUEUE_UNBIND_OK,
  name: "queue.unbind-ok",
  replies: [],
  encode: codecs.encodeQueueUnbindOk,
}

/** `queue.purge`: empty a queue. */
export const queuePurge: Method<types.QueuePurgeArgs, types.QueuePurgeOk> = {
  id: ids.QUEUE_PURGE,
  name: "queue.purge",
  replies: [ids.QUEUE_PURGE_OK],
  encode: codecs.encodeQueuePurge,
}

/** `queue.purge-ok`: queue is emptied. */
export const queuePurgeOk: Method<types.QueuePurgeOkArgs, void> = {
  id: ids.QUEUE_PURGE_OK,
  name: "queue.purge-ok",
  replies: [],
  encode: codecs.encodeQueuePurgeOk,
}

/** `queue.delete`: remove a queue and its messages. */
export const queueDelete: Method<types.QueueDeleteArgs, types.QueueDeleteOk> = {
  id: ids.QUEUE_DELETE,
  name: "queue.delete",
  replies: [ids.QUEUE_DELETE_OK],
  encode: codecs.encodeQueueDelete,
}

/** `queue.delete-ok`: queue is gone. */
export const queueDeleteOk: Method<types.QueueDeleteOkArgs, void> = {
  id: ids.QUEUE_DELETE_OK,
  name: "queue.delete-ok",
  replies: [],
  encode: codecs.encodeQueueDeleteOk,
}

/** `basic.qos`: limit outstanding deliveries. */
export const basicQos: Method<types.BasicQosArgs, void> = {
  id: ids.BASIC_QOS,
  name: "basic.qos",
  replies: [ids.BASIC_QOS_OK],
  encode: codecs.encodeBasicQos,
}

/** `basic.qos-ok`: limits are set. */
export const basicQosOk: Method<types.BasicQosOkArgs, void> = {
  id: ids.BASIC_QOS_OK,
  name: "basic.qos-ok",
  replies: [],
  encode: codecs.encodeBasicQosOk,
}

/** `basic.consume`: start a consumer. */
export const basicConsume: Method<types.BasicConsumeArgs, types.BasicConsumeOk> = {
  id: ids.BASIC_CONSUME,
  name: "basic.consume",
  replies: [ids.BASIC_CONSUME_OK],
  encode: codecs.encodeBasicConsume,
}

/** `basic.consume-ok`: consumer is running. */
export const basicConsumeOk: Method<types.BasicConsumeOkArgs, void> = {
  id: ids.BASIC_CONSUME_OK,
  name: "basic.consume-ok",
  replies: [],
  encode: codecs.encodeBasicConsumeOk,
}

/** `basic.cancel`: stop a consumer. */
export const basicCancel: Method<types.BasicCancelArgs, types.BasicCancelOk> = {
  id: ids.BASIC_CANCEL,
  name: "basic.cancel",
  replies: [ids.BASIC_CANCEL_OK],
  encode: codecs.encodeBasicCancel,
}

/** `basic.cancel-ok`: consumer has stopped. */
export const basicCancelOk: Method<types.BasicCancelOkArgs, void> = {
  id: ids.BASIC_CANCEL_OK,
  name: "basic.cancel-ok",
  replies: [],
  encode: codecs.encodeBasicCancelOk,
}

/** `basic.publish`: hand a message to an exchange. */
export const basicPublish: Method<types.BasicPublishArgs, void> = {
  id: ids.BASIC_PUBLISH,
  name: "basic.publish",
  replies: [],
  encode: codecs.encodeBasicPublish,
}

/** `basic.return`: message comes back. */
export const basicReturn: Method<types.BasicReturnArgs, void> = {
  id: ids.BASIC_RETURN,
  name: "basic.return",
  replies: [],
  encode: codecs.encodeBasicReturn,
}

/** `basic.deliver`: message for a consumer. */
export const basicDeliver: Method<types.BasicDeliverArgs, void> = {
  id: ids.BASIC_DELIVER,
  name: "basic.deliver",
  replies: [],
  encode: codecs.encodeBasicDeliver,
}

/** `basic.get`: fetch one message. */
export const basicGet: Method<types.BasicGetArgs, types.BasicGetOk> = {
  id: ids.BASIC_GET,
  name: "basic.get",
  replies: [ids.BASIC_GET_OK, ids.BASIC_GET_EMPTY],
  encode: codecs.encodeBasicGet,
}

/** `basic.get-ok`: message that was fetched. */
export const basicGetOk: Method<types.BasicGetOkArgs, void> = {
  id: ids.BASIC_GET_OK,
  name: "basic.get-ok",
  replies: [],
  encode: codecs.encodeBasicGetOk,
}

/** `basic.get-empty`: no message waiting. */
export const basicGetEmpty: Method<types.BasicGetEmptyArgs, void> = {
  id: ids.BASIC_GET_EMPTY,
  name: "basic.get-empty",
  replies: [],
  encode: codecs.encodeBasicGetEmpty,
}

/** `basic.ack`: message is dealt with. */
export const basicAck: Method<types.BasicAckArgs, void> = {
  id: ids.BASIC_ACK,
  name: "basic.ack",
  replies: [],
  encode: codecs.encodeBasicAck,
}

/** `basic.reject`: message is not taken. */
export const basicReject: Method<types.BasicRejectArgs, void> = {
  id: ids.BASIC_REJECT,
  name: "basic.reject",
  replies: [],
  encode: codecs.encodeBasicReject,
}

/** `basic.recover-async`: redeliver without an answer. */
export const basicRecoverAsync: Method<types.BasicRecoverAsyncArgs, void> = {
  id: ids.BASIC_RECOVER_ASYNC,
  name: "basic.recover-async",
  replies: [],
  encode: codecs.encodeBasicRecoverAsync,
}

/** `basic.recover`: redeliver what is unacknowledged. */
export const basicRecover: Method<types.BasicRecoverArgs, void> = {
  id: ids.BASIC_RECOVER,
  name: "basic.recover",
  replies: [ids.BASIC_RECOVER_OK],
  encode: codecs.encodeBasicRecover,
}

/** `basic.recover-ok`: redelivery begins. */
export const basicRecoverOk: Method<types.BasicRecoverOkArgs, void> = {
  id: ids.BASIC_RECOVER_OK,
  name: "basic.recover-ok",
  replies: [],
  encode: codecs.encodeBasicRecoverOk,
}

/** `basic.nack`: messages are not taken. */
export const basicNack: Method<types.BasicNackArgs, void> = {
  id: ids.BASIC_NACK,
  name: "basic.nack",
  replies: [],
  encode: codecs.encodeBasicNack,
}

/** `tx.select`: switch to transactions. */
export const txSelect: Method<types.TxSelectArgs, void> = {
  id: ids.TX_SELECT,
  name: "tx.select",
  replies: [ids.TX_SELECT_OK],
  encode: codecs.encodeTxSelect,
}

/** `tx.select-ok`: channel is transactional. */
export const txSelectOk: Method<types.TxSelectOkArgs, void> = {
  id: ids.TX_SELECT_OK,
  name: "tx.select-ok",
  replies: [],
  encode: codecs.encodeTxSelectOk,
}

/** `tx.commit`: make the transaction take effect. */
export const txCommit: Method<types.TxCommitArgs, void> = {
  id: ids.TX_COMMIT,
  name: "tx.commit",
  replies: [ids.TX_COMMIT_OK],
  encode: codecs.encodeTxCommit,
}

/** `tx.commit-ok`: transaction took effect. */
export const txCommitOk: Method<types.TxCommitOkArgs, void> = {
  id: ids.TX_COMMIT_OK,
  name: "tx.commit-ok",
  replies: [],
  encode: codecs.encodeTxCommitOk,
}

/** `tx.rollback`: discard the transaction. */
export const txRollback: Method<types.TxRollbackArgs, void> = {
  id: ids.TX_ROLLBACK,
  name: "tx.rollback",
  replies: [ids.TX_ROLLBACK_OK],
  encode: codecs.encodeTxRollback,
}

/** `tx.rollback-ok`: transaction is discarded. */
export const txRollbackOk: Method<types.TxRollbackOkArgs, void> = {
  id: ids.TX_ROLLBACK_OK,
  name: "tx.rollback-ok",
  replies: [],
  encode: codecs.encodeTxRollbackOk,
}

/** `confirm.select`: switch to confirms. */
export const confirmSelect: Method<types.ConfirmSelectArgs, void> = {
  id: ids.CONFIRM_SELECT,
  name: "confirm.select",
  replies: [ids.CONFIRM_SELECT_OK],
  encode: codecs.encodeConfirmSelect,
}

/** `confirm.select-ok`: confirms are on. */
export const confirmSelectOk: Method<types.ConfirmSelectOkArgs, void> = {
  id: ids.CONFIRM_SELECT_OK,
  name: "confirm.select-ok",
  replies: [],
  encode: codecs.encodeConfirmSelectOk,
}

/** `access.request`: ask for an access ticket. */
export const accessRequest: Method<types.AccessRequestArgs, types.AccessRequestOk> = {
  id: ids.ACCESS_REQUEST,
  name: "access.request",
  replies: [ids.ACCESS_REQUEST_OK],
  encode: codecs.encodeAccessRequest,
}

/** `access.request-ok`: access ticket granted. */
export const accessRequestOk: Method<types.AccessRequestOkArgs, void> = {
  id: ids.ACCESS_REQUEST_OK,
  name: "access.request-ok",
  replies: [],
  encode: codecs.encodeAccessRequestOk,
}


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

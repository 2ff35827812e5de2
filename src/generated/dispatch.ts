// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import type { Reader } from '../wire/reader.ts'
import * as codecs from './codecs.ts'
import * as ids from './constants.ts'

/**
 * Reads the fields of a method that a server may send, or returns undefined where it may not send this one.
 */
export function decodeFromServer(id: number, reader: Reader): object | undefined {
  switch (id >>> 16) {
    case ids.BASIC_CLASS:
      switch (id) {
        case ids.BASIC_QOS_OK:
          return codecs.decodeNothing()
        case ids.BASIC_CONSUME_OK:
          return codecs.decodeBasicConsumeOk(reader)
        case ids.BASIC_CANCEL:
          return codecs.decodeBasicCancel(reader)
        case ids.BASIC_CANCEL_OK:
          return codecs.decodeBasicCancelOk(reader)
        case ids.BASIC_RETURN:
          return codecs.decodeBasicReturn(reader)
        case ids.BASIC_DELIVER:
          return codecs.decodeBasicDeliver(reader)
        case ids.BASIC_GET_OK:
          return codecs.decodeBasicGetOk(reader)
        case ids.BASIC_GET_EMPTY:
          return codecs.decodeBasicGetEmpty(reader)
        case ids.BASIC_ACK:
          return codecs.decodeBasicAck(reader)
        case ids.BASIC_RECOVER_OK:
          return codecs.decodeNothing()
        case ids.BASIC_NACK:
          return codecs.decodeBasicNack(reader)
        default:
          return undefined
      }
    case ids.CONNECTION_CLASS:
      switch (id) {
        case ids.CONNECTION_START:
          return codecs.decodeConnectionStart(reader)
        case ids.CONNECTION_SECURE:
          return codecs.decodeConnectionSecure(reader)
        case ids.CONNECTION_TUNE:
          return codecs.decodeConnectionTune(reader)
        case ids.CONNECTION_OPEN_OK:
          return codecs.decodeConnectionOpenOk(reader)
        case ids.CONNECTION_CLOSE:
          return codecs.decodeConnectionClose(reader)
        case ids.CONNECTION_CLOSE_OK:
          return codecs.decodeNothing()
        case ids.CONNECTION_BLOCKED:
          return codecs.decodeConnectionBlocked(reader)
        case ids.CONNECTION_UNBLOCKED:
          return codecs.decodeNothing()
        case ids.CONNECTION_UPDATE_SECRET_OK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.CHANNEL_CLASS:
      switch (id) {
        case ids.CHANNEL_OPEN_OK:
          return codecs.decodeChannelOpenOk(reader)
        case ids.CHANNEL_FLOW:
          return codecs.decodeChannelFlow(reader)
        case ids.CHANNEL_FLOW_OK:
          return codecs.decodeChannelFlowOk(reader)
        case ids.CHANNEL_CLOSE:
          return codecs.decodeChannelClose(reader)
        case ids.CHANNEL_CLOSE_OK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.EXCHANGE_CLASS:
      switch (id) {
        case ids.EXCHANGE_DECLARE_OK:
          return codecs.decodeNothing()
        case ids.EXCHANGE_DELETE_OK:
          return codecs.decodeNothing()
        case ids.EXCHANGE_BIND_OK:
          return codecs.decodeNothing()
        case ids.EXCHANGE_UNBIND_OK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.QUEUE_CLASS:
      switch (id) {
        case ids.QUEUE_DECLARE_OK:
          return codecs.decodeQueueDeclareOk(reader)
        case ids.QUEUE_BIND_OK:
          return codecs.decodeNothing()
        case ids.QUEUE_UNBIND_OK:
          return codecs.decodeNothing()
        case ids.QUEUE_PURGE_OK:
          return codecs.decodeQueuePurgeOk(reader)
        case ids.QUEUE_DELETE_OK:
          return codecs.decodeQueueDeleteOk(reader)
        default:
          return undefined
      }
    case ids.TX_CLASS:
      switch (id) {
        case ids.TX_SELECT_OK:
          return codecs.decodeNothing()
        case ids.TX_COMMIT_OK:
          return codecs.decodeNothing()
        case ids.TX_ROLLBACK_OK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.CONFIRM_CLASS:
      switch (id) {
        case ids.CONFIRM_SELECT_OK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.ACCESS_CLASS:
      switch (id) {
        case ids.ACCESS_REQUEST_OK:
          return codecs.decodeAccessRequestOk(reader)
        default:
          return undefined
      }
    default:
      return undefined
  }
}

/**
 * Reads the fields of a method that a client may send, or returns undefined where it may not send this one.
 */
export function decodeFromClient(id: number, reader: Reader): object | undefined {
  switch (id >>> 16) {
    case ids.BASIC_CLASS:
      switch (id) {
        case ids.BASIC_QOS:
          return codecs.decodeBasicQos(reader)
        case ids.BASIC_CONSUME:
          return codecs.decodeBasicConsume(reader)
        case ids.BASIC_CANCEL:
          return codecs.decodeBasicCancel(reader)
        case ids.BASIC_CANCEL_OK:
          return codecs.decodeBasicCancelOk(reader)
        case ids.BASIC_PUBLISH:
          return codecs.decodeBasicPublish(reader)
        case ids.BASIC_GET:
          return codecs.decodeBasicGet(reader)
        case ids.BASIC_ACK:
          return codecs.decodeBasicAck(reader)
        case ids.BASIC_REJECT:
          return codecs.decodeBasicReject(reader)
        case ids.BASIC_RECOVER_ASYNC:
          return codecs.decodeBasicRecoverAsync(reader)
        case ids.BASIC_RECOVER:
          return codecs.decodeBasicRecover(reader)
        case ids.BASIC_NACK:
          return codecs.decodeBasicNack(reader)
        default:
          return undefined
      }
    case ids.CONNECTION_CLASS:
      switch (id) {
        case ids.CONNECTION_START_OK:
          return codecs.decodeConnectionStartOk(reader)
        case ids.CONNECTION_SECURE_OK:
          return codecs.decodeConnectionSecureOk(reader)
        case ids.CONNECTION_TUNE_OK:
          return codecs.decodeConnectionTuneOk(reader)
        case ids.CONNECTION_OPEN:
          return codecs.decodeConnectionOpen(reader)
        case ids.CONNECTION_CLOSE:
          return codecs.decodeConnectionClose(reader)
        case ids.CONNECTION_CLOSE_OK:
          return codecs.decodeNothing()
        case ids.CONNECTION_BLOCKED:
          return codecs.decodeConnectionBlocked(reader)
        case ids.CONNECTION_UNBLOCKED:
          return codecs.decodeNothing()
        case ids.CONNECTION_UPDATE_SECRET:
          return codecs.decodeConnectionUpdateSecret(reader)
        default:
          return undefined
      }
    case ids.CHANNEL_CLASS:
      switch (id) {
        case ids.CHANNEL_OPEN:
          return codecs.decodeChannelOpen(reader)
        case ids.CHANNEL_FLOW:
          return codecs.decodeChannelFlow(reader)
        case ids.CHANNEL_FLOW_OK:
          return codecs.decodeChannelFlowOk(reader)
        case ids.CHANNEL_CLOSE:
          return codecs.decodeChannelClose(reader)
        case ids.CHANNEL_CLOSE_OK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.EXCHANGE_CLASS:
      switch (id) {
        case ids.EXCHANGE_DECLARE:
          return codecs.decodeExchangeDeclare(reader)
        case ids.EXCHANGE_DELETE:
          return codecs.decodeExchangeDelete(reader)
        case ids.EXCHANGE_BIND:
          return codecs.decodeExchangeBind(reader)
        case ids.EXCHANGE_UNBIND:
          return codecs.decodeExchangeUnbind(reader)
        default:
          return undefined
      }
    case ids.QUEUE_CLASS:
      switch (id) {
        case ids.QUEUE_DECLARE:
          return codecs.decodeQueueDeclare(reader)
        case ids.QUEUE_BIND:
          return codecs.decodeQueueBind(reader)
        case ids.QUEUE_UNBIND:
          return codecs.decodeQueueUnbind(reader)
        case ids.QUEUE_PURGE:
          return codecs.decodeQueuePurge(reader)
        case ids.QUEUE_DELETE:
          return codecs.decodeQueueDelete(reader)
        default:
          return undefined
      }
    case ids.TX_CLASS:
      switch (id) {
        case ids.TX_SELECT:
          return codecs.decodeNothing()
        case ids.TX_COMMIT:
          return codecs.decodeNothing()
        case ids.TX_ROLLBACK:
          return codecs.decodeNothing()
        default:
          return undefined
      }
    case ids.CONFIRM_CLASS:
      switch (id) {
        case ids.CONFIRM_SELECT:
          return codecs.decodeConfirmSelect(reader)
        default:
          return undefined
      }
    case ids.ACCESS_CLASS:
      switch (id) {
        case ids.ACCESS_REQUEST:
          return codecs.decodeAccessRequest(reader)
        default:
          return undefined
      }
    default:
      return undefined
  }
}

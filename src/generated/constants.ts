// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.
/** Doc of frame-method */
export const FRAME_METHOD = 1
/** Doc of frame-header */
export const FRAME_HEADER = 2
/** Doc of frame-body */
export const FRAME_BODY = 3
/** Doc of frame-heartbeat */
export const FRAME_HEARTBEAT = 8
/** Doc of frame-min-size */
export const FRAME_MIN_SIZE = 4096
/** Doc of frame-end */
export const FRAME_END = 206
/** Doc of reply-success */
export const REPLY_SUCCESS = 200
/**
 * Doc of content-too-large
 *
 * Closes the channel.
 */
export const CONTENT_TOO_LARGE = 311
/**
 * Doc of no-route
 *
 * Closes the channel.
 */
export const NO_ROUTE = 312
/**
 * Doc of no-consumers
 *
 * Closes the channel.
 */
export const NO_CONSUMERS = 313
/**
 * Doc of connection-forced
 *
 * Closes the connection.
 */
export const CONNECTION_FORCED = 320
/**
 * Doc of invalid-path
 *
 * Closes the connection.
 */
export const INVALID_PATH = 402
/**
 * Doc of access-refused
 *
 * Closes the channel.
 */
export const ACCESS_REFUSED = 403
/**
 * Doc of not-found
 *
 * Closes the channel.
 */
export const NOT_FOUND = 404
/**
 * Doc of resource-locked
 *
 * Closes the channel.
 */
export const RESOURCE_LOCKED = 405
/**
 * Doc of precondition-failed
 *
 * Closes the channel.
 */
export const PRECONDITION_FAILED = 406
/**
 * Doc of frame-error
 *
 * Closes the connection.
 */
export const FRAME_ERROR = 501
/**
 * Doc of syntax-error
 *
 * Closes the connection.
 */
export const SYNTAX_ERROR = 502
/**
 * Doc of command-invalid
 *
 * Closes the connection.
 */
export const COMMAND_INVALID = 503
/**
 * Doc of channel-error
 *
 * Closes the connection.
 */
export const CHANNEL_ERROR = 504
/**
 * Doc of unexpected-frame
 *
 * Closes the connection.
 */
export const UNEXPECTED_FRAME = 505
/**
 * Doc of resource-error
 *
 * Closes the connection.
 */
export const RESOURCE_ERROR = 506
/**
 * Doc of not-allowed
 *
 * Closes the connection.
 */
export const NOT_ALLOWED = 530
/**
 * Doc of not-implemented
 *
 * Closes the connection.
 */
export const NOT_IMPLEMENTED = 540
/**
 * Doc of internal-error
 *
 * Closes the connection.
 */
export const INTERNAL_ERROR = 541
/** The name of each reply code that reports an error, such as `NOT_FOUND` for 404. */
export const replyCodeNames: Readonly<Record<number, string>> = {
  311: "CONTENT_TOO_LARGE",
  312: "NO_ROUTE",
  313: "NO_CONSUMERS",
  320: "CONNECTION_FORCED",
  402: "INVALID_PATH",
  403: "ACCESS_REFUSED",
  404: "NOT_FOUND",
  405: "RESOURCE_LOCKED",
  406: "PRECONDITION_FAILED",
  501: "FRAME_ERROR",
  502: "SYNTAX_ERROR",
  503: "COMMAND_INVALID",
  504: "CHANNEL_ERROR",
  505: "UNEXPECTED_FRAME",
  506: "RESOURCE_ERROR",
  530: "NOT_ALLOWED",
  540: "NOT_IMPLEMENTED",
  541: "INTERNAL_ERROR",
}

/** Whether a reply code closes the connection; the others close the channel. */
export function isHardError(replyCode: number): boolean {
  switch (replyCode) {
    case CONNECTION_FORCED:
    case INVALID_PATH:
    case FRAME_ERROR:
    case SYNTAX_ERROR:
    case COMMAND_INVALID:
    case CHANNEL_ERROR:
    case UNEXPECTED_FRAME:
    case RESOURCE_ERROR:
    case NOT_ALLOWED:
    case NOT_IMPLEMENTED:
    case INTERNAL_ERROR:
      return true
    default:
      return false
  }
}

export const CONNECTION_START = 0x000a000a
export const CONNECTION_START_OK = 0x000a000b
export const CONNECTION_SECURE = 0x000a0014
export const CONNECTION_SECURE_OK = 0x000a0015
export const CONNECTION_TUNE = 0x000a001e
export const CONNECTION_TUNE_OK = 0x000a001f
export const CONNECTION_OPEN = 0x000a0028
export const CONNECTION_OPEN_OK = 0x000a0029
export const CONNECTION_CLOSE = 0x000a0032
export const CONNECTION_CLOSE_OK = 0x000a0033
export const CONNECTION_BLOCKED = 0x000a003c
export const CONNECTION_UNBLOCKED = 0x000a003d
export const CONNECTION_UPDATE_SECRET = 0x000a0046
export const CONNECTION_UPDATE_SECRET_OK = 0x000a0047
export const CHANNEL_OPEN = 0x0014000a
export const CHANNEL_OPEN_OK = 0x0014000b
export const CHANNEL_FLOW = 0x00140014
export const CHANNEL_FLOW_OK = 0x00140015
export const CHANNEL_CLOSE = 0x00140028
export const CHANNEL_CLOSE_OK = 0x00140029
export const EXCHANGE_DECLARE = 0x0028000a
export const EXCHANGE_DECLARE_OK = 0x0028000b
export const EXCHANGE_DELETE = 0x00280014
export const EXCHANGE_DELETE_OK = 0x00280015
export const EXCHANGE_BIND = 0x0028001e
export const EXCHANGE_BIND_OK = 0x0028001f
export const EXCHANGE_UNBIND = 0x00280028
export const EXCHANGE_UNBIND_OK = 0x00280033
export const QUEUE_DECLARE = 0x0032000a
export const QUEUE_DECLARE_OK = 0x0032000b
export const QUEUE_BIND = 0x00320014
export const QUEUE_BIND_OK = 0x00320015
export const QUEUE_UNBIND = 0x00320032
export const QUEUE_UNBIND_OK = 0x00320033
export const QUEUE_PURGE = 0x0032001e
export const QUEUE_PURGE_OK = 0x0032001f
export const QUEUE_DELETE = 0x00320028
export const QUEUE_DELETE_OK = 0x00320029
export const BASIC_QOS = 0x003c000a
export const BASIC_QOS_OK = 0x003c000b
export const BASIC_CONSUME = 0x003c0014
export const BASIC_CONSUME_OK = 0x003c0015
export const BASIC_CANCEL = 0x003c001e
export const BASIC_CANCEL_OK = 0x003c001f
export const BASIC_PUBLISH = 0x003c0028
export const BASIC_RETURN = 0x003c0032
export const BASIC_DELIVER = 0x003c003c
export const BASIC_GET = 0x003c0046
export const BASIC_GET_OK = 0x003c0047
export const BASIC_GET_EMPTY = 0x003c0048
export const BASIC_ACK = 0x003c0050
export const BASIC_REJECT = 0x003c005a
export const BASIC_RECOVER_ASYNC = 0x003c0064
export const BASIC_RECOVER = 0x003c006e
export const BASIC_RECOVER_OK = 0x003c006f
export const BASIC_NACK = 0x003c0078
export const TX_SELECT = 0x005a000a
export const TX_SELECT_OK = 0x005a000b
export const TX_COMMIT = 0x005a0014
export const TX_COMMIT_OK = 0x005a0015
export const TX_ROLLBACK = 0x005a001e
export const TX_ROLLBACK_OK = 0x005a001f
export const CONFIRM_SELECT = 0x0055000a
export const CONFIRM_SELECT_OK = 0x0055000b
export const ACCESS_REQUEST = 0x001e000a
export const ACCESS_REQUEST_OK = 0x001e000b

/** The name of each method by its id, such as `queue.declare`. */
export const methodNames: Readonly<Record<number, string>> = {
  [CONNECTION_START]: "connection.start",
  [CONNECTION_START_OK]: "connection.start-ok",
  [CONNECTION_SECURE]: "connection.secure",
  [CONNECTION_SECURE_OK]: "connection.secure-ok",
  [CONNECTION_TUNE]: "connection.tune",
  [CONNECTION_TUNE_OK]: "connection.tune-ok",
  [CONNECTION_OPEN]: "connection.open",
  [CONNECTION_OPEN_OK]: "connection.open-ok",
  [CONNECTION_CLOSE]: "connection.close",
  [CONNECTION_CLOSE_OK]: "connection.close-ok",
  [CONNECTION_BLOCKED]: "connection.blocked",
  [CONNECTION_UNBLOCKED]: "connection.unblocked",
  [CONNECTION_UPDATE_SECRET]: "connection.update-secret",
  [CONNECTION_UPDATE_SECRET_OK]: "connection.update-secret-ok",
  [CHANNEL_OPEN]: "channel.open",
  [CHANNEL_OPEN_OK]: "channel.open-ok",
  [CHANNEL_FLOW]: "channel.flow",
  [CHANNEL_FLOW_OK]: "channel.flow-ok",
  [CHANNEL_CLOSE]: "channel.close",
  [CHANNEL_CLOSE_OK]: "channel.close-ok",
  [EXCHANGE_DECLARE]: "exchange.declare",
  [EXCHANGE_DECLARE_OK]: "exchange.declare-ok",
  [EXCHANGE_DELETE]: "exchange.delete",
  [EXCHANGE_DELETE_OK]: "exchange.delete-ok",
  [EXCHANGE_BIND]: "exchange.bind",
  [EXCHANGE_BIND_OK]: "exchange.bind-ok",
  [EXCHANGE_UNBIND]: "exchange.unbind",
  [EXCHANGE_UNBIND_OK]: "exchange.unbind-ok",
  [QUEUE_DECLARE]: "queue.declare",
  [QUEUE_DECLARE_OK]: "queue.declare-ok",
  [QUEUE_BIND]: "queue.bind",
  [QUEUE_BIND_OK]: "queue.bind-ok",
  [QUEUE_UNBIND]: "queue.unbind",
  [QUEUE_UNBIND_OK]: "queue.unbind-ok",
  [QUEUE_PURGE]: "queue.purge",
  [QUEUE_PURGE_OK]: "queue.purge-ok",
  [QUEUE_DELETE]: "queue.delete",
  [QUEUE_DELETE_OK]: "queue.delete-ok",
  [BASIC_QOS]: "basic.qos",
  [BASIC_QOS_OK]: "basic.qos-ok",
  [BASIC_CONSUME]: "basic.consume",
  [BASIC_CONSUME_OK]: "basic.consume-ok",
  [BASIC_CANCEL]: "basic.cancel",
  [BASIC_CANCEL_OK]: "basic.cancel-ok",
  [BASIC_PUBLISH]: "basic.publish",
  [BASIC_RETURN]: "basic.return",
  [BASIC_DELIVER]: "basic.deliver",
  [BASIC_GET]: "basic.get",
  [BASIC_GET_OK]: "basic.get-ok",
  [BASIC_GET_EMPTY]: "basic.get-empty",
  [BASIC_ACK]: "basic.ack",
  [BASIC_REJECT]: "basic.reject",
  [BASIC_RECOVER_ASYNC]: "basic.recover-async",
  [BASIC_RECOVER]: "basic.recover",
  [BASIC_RECOVER_OK]: "basic.recover-ok",
  [BASIC_NACK]: "basic.nack",
  [TX_SELECT]: "tx.select",
  [TX_SELECT_OK]: "tx.select-ok",
  [TX_COMMIT]: "tx.commit",
  [TX_COMMIT_OK]: "tx.commit-ok",
  [TX_ROLLBACK]: "tx.rollback",
  [TX_ROLLBACK_OK]: "tx.rollback-ok",
  [CONFIRM_SELECT]: "confirm.select",
  [CONFIRM_SELECT_OK]: "confirm.select-ok",
  [ACCESS_REQUEST]: "access.request",
  [ACCESS_REQUEST_OK]: "access.request-ok",
}

/** Whether the method with this id is followed by a content header and a body. */
export function carriesContent(id: number): boolean {
  switch (id) {
    case BASIC_PUBLISH:
    case BASIC_RETURN:
    case BASIC_DELIVER:
    case BASIC_GET_OK:
      return true
    default:
      return false
  }
}

export const CONNECTION_CLASS = 10
export const CHANNEL_CLASS = 20
export const EXCHANGE_CLASS = 40
export const QUEUE_CLASS = 50
export const BASIC_CLASS = 60
export const TX_CLASS = 90
export const CONFIRM_CLASS = 85
export const ACCESS_CLASS = 30

/** The version of the protocol and its registered port. */
export const protocolVersion = { major: 0, minor: 9, revision: 1, port: 5672 } as const

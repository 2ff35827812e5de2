// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.
/**
 * Marks a frame whose payload is one method: the class id, the method id and the arguments. A method always
 * fits into one frame; it is never split.
 */
export const FRAME_METHOD = 1
/**
 * Marks a frame that announces a message's content: the class id, the size of the body in bytes and the
 * properties. It follows directly on a method that has content, such as `basic.publish`.
 */
export const FRAME_HEADER = 2
/**
 * Marks a frame that carries a piece of a message's body. An empty body has no such frame and a long one has
 * many. The pieces add up to exactly the size that the content header announced.
 */
export const FRAME_BODY = 3
/**
 * Marks a frame that only says: I am still here. It goes out on channel 0 with an empty payload, 8 octets in
 * all. RabbitMQ: A heartbeat on a channel other than 0 is answered with 505, one with a payload with 501.
 */
export const FRAME_HEARTBEAT = 8
/**
 * The lowest value, in bytes, that the two peers may agree on for `frame-max`. Frames up to this size must be
 * accepted even before `connection.tune`. RabbitMQ: RabbitMQ 4.1 and later refuse a negotiated frame-max
 * under 8192: they close the socket after about 3 seconds and say nothing.
 */
export const FRAME_MIN_SIZE = 4096
/**
 * Closes every frame: the octet 0xCE. Anything else in its place means that the two sides no longer agree on
 * where frames begin, so the connection cannot go on. RabbitMQ: A wrong end octet is answered with 501.
 */
export const FRAME_END = 206
/**
 * Says that there was no error. It is the code for a `close` that is nothing but a goodbye: the channel or
 * connection ends because its owner is done with it.
 */
export const REPLY_SUCCESS = 200
/**
 * Says that a message is bigger than the peer takes, now or ever. Closes the channel. The usual cause is a
 * large file sent as one message; store it elsewhere and send a reference. RabbitMQ: A message over the
 * broker's size limit is answered with 406 instead.
 *
 * Closes the channel.
 */
export const CONTENT_TOO_LARGE = 311
/**
 * Says that a message published with `immediate` reached no consumer that could take it at once. It comes in
 * `basic.return`, with the message, and the channel stays open. RabbitMQ: Never sent: publishing with
 * `immediate` is answered with 540.
 *
 * Closes the channel.
 */
export const NO_CONSUMERS = 313
/**
 * Says that somebody closed the connection on purpose. Closes the connection. The usual cause is a server
 * that shuts down or an operator who cuts a client off; connect again later.
 *
 * Closes the connection.
 */
export const CONNECTION_FORCED = 320
/**
 * Says that the virtual host named in `connection.open` is unknown. Closes the connection. The usual cause is
 * a misspelt name, or one with a slash too many or too few. RabbitMQ: Never sent: an unknown virtual host is
 * answered with 530.
 *
 * Closes the connection.
 */
export const INVALID_PATH = 402
/**
 * Says that the user may not do this. Closes the channel; at login it closes the connection. The usual causes
 * are a missing permission, a name beginning with `amq.`, and a queue that another consumer holds for itself
 * alone. RabbitMQ: Also sent for declaring, binding or deleting the default exchange and for publishing to an
 * internal exchange. At login it comes only to clients that offered the capability
 * `authentication_failure_close`; others just see the socket close.
 *
 * Closes the channel.
 */
export const ACCESS_REFUSED = 403
/**
 * Says that the queue or exchange named does not exist in this virtual host. Closes the channel. The usual
 * cause is publishing or consuming before anybody has declared it. RabbitMQ: Deleting or unbinding what does
 * not exist is not an error and succeeds; purging a queue that does not exist is 404.
 *
 * Closes the channel.
 */
export const NOT_FOUND = 404
/**
 * Says that another connection has this queue to itself. Closes the channel. The usual cause is an exclusive
 * queue, often one of the client's own earlier connection that the server has not yet given up.
 *
 * Closes the channel.
 */
export const RESOURCE_LOCKED = 405
/**
 * Says that the request does not fit with how things are. Closes the channel. The usual causes are declaring
 * an existing queue or exchange with other properties, and acknowledging a delivery tag twice. RabbitMQ: Also
 * sent for a wrong `expiration` or `user-id`, for a message over the size limit, for mixing confirms and
 * transactions on one channel, and for misuse of direct reply-to. On 4.3 also for an unknown exchange type.
 *
 * Closes the channel.
 */
export const PRECONDITION_FAILED = 406
/**
 * Says that a frame could not be read. Closes the connection. The usual causes are a wrong end octet, a frame
 * longer than agreed and arguments that stop too early: a bug in the sender's codec. RabbitMQ: Also sent for
 * an unknown frame type, for truncated or surplus arguments, for text that is not UTF-8 and, on 4.3, for a
 * body longer than announced (3.10 says 505).
 *
 * Closes the connection.
 */
export const FRAME_ERROR = 501
/**
 * Says that a frame was whole, but a field in it held something that cannot be. Closes the connection. The
 * usual cause is a bug in the sender's codec. RabbitMQ: Rarely sent: what cannot be read is mostly answered
 * with 501. For an unknown class, method or table type the socket is closed and nothing is said.
 *
 * Closes the connection.
 */
export const SYNTAX_ERROR = 502
/**
 * Says that a method came where none of its kind may come. Closes the connection. The usual causes are a
 * method that only the other side may send and a connection method on a channel other than 0. RabbitMQ: On
 * 3.10 also the answer to an unknown exchange type; 4.3 says 406 and closes only the channel.
 *
 * Closes the connection.
 */
export const COMMAND_INVALID = 503
/**
 * Says that a channel number was misused. Closes the connection. The usual causes are a method on a channel
 * that is not open and a second `channel.open` for one that is. RabbitMQ: Also sent for a channel method on
 * channel 0.
 *
 * Closes the connection.
 */
export const CHANNEL_ERROR = 504
/**
 * Says that a readable frame came at the wrong moment. Closes the connection. The usual cause is two tasks
 * that publish on one channel without a lock, so that one's method lands between the other's header and body.
 * RabbitMQ: Sent for a missing header, a header of another class, a weight other than 0, a body frame that
 * nothing announced and a heartbeat on a channel other than 0.
 *
 * Closes the connection.
 */
export const UNEXPECTED_FRAME = 505
/**
 * Says that the server lacks something it needs for this, such as memory or disk space. Closes the
 * connection. The usual cause is a server under heavy load or a client that makes too many objects.
 *
 * Closes the connection.
 */
export const RESOURCE_ERROR = 506
/**
 * Says that the request is against the rules of the server, whatever the user's permissions. Closes the
 * connection. The usual cause is a consumer tag that is in use already on the channel. RabbitMQ: Also sent
 * for an unknown virtual host.
 *
 * Closes the connection.
 */
export const NOT_ALLOWED = 530
/**
 * Says that the server knows the method or option but does not offer it. Closes the connection. The usual
 * cause is an option that the standard has and the broker leaves out. RabbitMQ: Sent for `immediate`, for a
 * `prefetch-size` other than 0, for `channel.flow` with `active` false from the client and for
 * `basic.recover` with `requeue` false.
 *
 * Closes the connection.
 */
export const NOT_IMPLEMENTED = 540
/**
 * Says that the server failed in a way it did not foresee. Closes the connection. The cause is in the
 * server's log; connecting again may help. RabbitMQ: Also sent for a property list that cannot be read.
 *
 * Closes the connection.
 */
export const INTERNAL_ERROR = 541
/**
 * Says that a message published with `mandatory` matched no queue. It comes in `basic.return`, with the
 * message, and the channel stays open. The usual cause is a binding that is missing or a misspelt routing
 * key.
 *
 * Closes the channel.
 */
export const NO_ROUTE = 312
/** The name of each reply code that reports an error, such as `NOT_FOUND` for 404. */
export const replyCodeNames: Readonly<Record<number, string>> = {
  311: "CONTENT_TOO_LARGE",
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
  312: "NO_ROUTE",
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

/** The id of `connection.start`: class 10, method 10. */
export const CONNECTION_START = 0x000a000a
/** The id of `connection.start-ok`: class 10, method 11. */
export const CONNECTION_START_OK = 0x000a000b
/** The id of `connection.secure`: class 10, method 20. */
export const CONNECTION_SECURE = 0x000a0014
/** The id of `connection.secure-ok`: class 10, method 21. */
export const CONNECTION_SECURE_OK = 0x000a0015
/** The id of `connection.tune`: class 10, method 30. */
export const CONNECTION_TUNE = 0x000a001e
/** The id of `connection.tune-ok`: class 10, method 31. */
export const CONNECTION_TUNE_OK = 0x000a001f
/** The id of `connection.open`: class 10, method 40. */
export const CONNECTION_OPEN = 0x000a0028
/** The id of `connection.open-ok`: class 10, method 41. */
export const CONNECTION_OPEN_OK = 0x000a0029
/** The id of `connection.close`: class 10, method 50. */
export const CONNECTION_CLOSE = 0x000a0032
/** The id of `connection.close-ok`: class 10, method 51. */
export const CONNECTION_CLOSE_OK = 0x000a0033
/** The id of `connection.blocked`: class 10, method 60. */
export const CONNECTION_BLOCKED = 0x000a003c
/** The id of `connection.unblocked`: class 10, method 61. */
export const CONNECTION_UNBLOCKED = 0x000a003d
/** The id of `connection.update-secret`: class 10, method 70. */
export const CONNECTION_UPDATE_SECRET = 0x000a0046
/** The id of `connection.update-secret-ok`: class 10, method 71. */
export const CONNECTION_UPDATE_SECRET_OK = 0x000a0047
/** The id of `channel.open`: class 20, method 10. */
export const CHANNEL_OPEN = 0x0014000a
/** The id of `channel.open-ok`: class 20, method 11. */
export const CHANNEL_OPEN_OK = 0x0014000b
/** The id of `channel.flow`: class 20, method 20. */
export const CHANNEL_FLOW = 0x00140014
/** The id of `channel.flow-ok`: class 20, method 21. */
export const CHANNEL_FLOW_OK = 0x00140015
/** The id of `channel.close`: class 20, method 40. */
export const CHANNEL_CLOSE = 0x00140028
/** The id of `channel.close-ok`: class 20, method 41. */
export const CHANNEL_CLOSE_OK = 0x00140029
/** The id of `exchange.declare`: class 40, method 10. */
export const EXCHANGE_DECLARE = 0x0028000a
/** The id of `exchange.declare-ok`: class 40, method 11. */
export const EXCHANGE_DECLARE_OK = 0x0028000b
/** The id of `exchange.delete`: class 40, method 20. */
export const EXCHANGE_DELETE = 0x00280014
/** The id of `exchange.delete-ok`: class 40, method 21. */
export const EXCHANGE_DELETE_OK = 0x00280015
/** The id of `exchange.bind`: class 40, method 30. */
export const EXCHANGE_BIND = 0x0028001e
/** The id of `exchange.bind-ok`: class 40, method 31. */
export const EXCHANGE_BIND_OK = 0x0028001f
/** The id of `exchange.unbind`: class 40, method 40. */
export const EXCHANGE_UNBIND = 0x00280028
/** The id of `exchange.unbind-ok`: class 40, method 51. */
export const EXCHANGE_UNBIND_OK = 0x00280033
/** The id of `queue.declare`: class 50, method 10. */
export const QUEUE_DECLARE = 0x0032000a
/** The id of `queue.declare-ok`: class 50, method 11. */
export const QUEUE_DECLARE_OK = 0x0032000b
/** The id of `queue.bind`: class 50, method 20. */
export const QUEUE_BIND = 0x00320014
/** The id of `queue.bind-ok`: class 50, method 21. */
export const QUEUE_BIND_OK = 0x00320015
/** The id of `queue.unbind`: class 50, method 50. */
export const QUEUE_UNBIND = 0x00320032
/** The id of `queue.unbind-ok`: class 50, method 51. */
export const QUEUE_UNBIND_OK = 0x00320033
/** The id of `queue.purge`: class 50, method 30. */
export const QUEUE_PURGE = 0x0032001e
/** The id of `queue.purge-ok`: class 50, method 31. */
export const QUEUE_PURGE_OK = 0x0032001f
/** The id of `queue.delete`: class 50, method 40. */
export const QUEUE_DELETE = 0x00320028
/** The id of `queue.delete-ok`: class 50, method 41. */
export const QUEUE_DELETE_OK = 0x00320029
/** The id of `basic.qos`: class 60, method 10. */
export const BASIC_QOS = 0x003c000a
/** The id of `basic.qos-ok`: class 60, method 11. */
export const BASIC_QOS_OK = 0x003c000b
/** The id of `basic.consume`: class 60, method 20. */
export const BASIC_CONSUME = 0x003c0014
/** The id of `basic.consume-ok`: class 60, method 21. */
export const BASIC_CONSUME_OK = 0x003c0015
/** The id of `basic.cancel`: class 60, method 30. */
export const BASIC_CANCEL = 0x003c001e
/** The id of `basic.cancel-ok`: class 60, method 31. */
export const BASIC_CANCEL_OK = 0x003c001f
/** The id of `basic.publish`: class 60, method 40. */
export const BASIC_PUBLISH = 0x003c0028
/** The id of `basic.return`: class 60, method 50. */
export const BASIC_RETURN = 0x003c0032
/** The id of `basic.deliver`: class 60, method 60. */
export const BASIC_DELIVER = 0x003c003c
/** The id of `basic.get`: class 60, method 70. */
export const BASIC_GET = 0x003c0046
/** The id of `basic.get-ok`: class 60, method 71. */
export const BASIC_GET_OK = 0x003c0047
/** The id of `basic.get-empty`: class 60, method 72. */
export const BASIC_GET_EMPTY = 0x003c0048
/** The id of `basic.ack`: class 60, method 80. */
export const BASIC_ACK = 0x003c0050
/** The id of `basic.reject`: class 60, method 90. */
export const BASIC_REJECT = 0x003c005a
/** The id of `basic.recover-async`: class 60, method 100. */
export const BASIC_RECOVER_ASYNC = 0x003c0064
/** The id of `basic.recover`: class 60, method 110. */
export const BASIC_RECOVER = 0x003c006e
/** The id of `basic.recover-ok`: class 60, method 111. */
export const BASIC_RECOVER_OK = 0x003c006f
/** The id of `basic.nack`: class 60, method 120. */
export const BASIC_NACK = 0x003c0078
/** The id of `tx.select`: class 90, method 10. */
export const TX_SELECT = 0x005a000a
/** The id of `tx.select-ok`: class 90, method 11. */
export const TX_SELECT_OK = 0x005a000b
/** The id of `tx.commit`: class 90, method 20. */
export const TX_COMMIT = 0x005a0014
/** The id of `tx.commit-ok`: class 90, method 21. */
export const TX_COMMIT_OK = 0x005a0015
/** The id of `tx.rollback`: class 90, method 30. */
export const TX_ROLLBACK = 0x005a001e
/** The id of `tx.rollback-ok`: class 90, method 31. */
export const TX_ROLLBACK_OK = 0x005a001f
/** The id of `confirm.select`: class 85, method 10. */
export const CONFIRM_SELECT = 0x0055000a
/** The id of `confirm.select-ok`: class 85, method 11. */
export const CONFIRM_SELECT_OK = 0x0055000b
/** The id of `access.request`: class 30, method 10. */
export const ACCESS_REQUEST = 0x001e000a
/** The id of `access.request-ok`: class 30, method 11. */
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

/** The id of the class `connection`. */
export const CONNECTION_CLASS = 10
/** The id of the class `channel`. */
export const CHANNEL_CLASS = 20
/** The id of the class `exchange`. */
export const EXCHANGE_CLASS = 40
/** The id of the class `queue`. */
export const QUEUE_CLASS = 50
/** The id of the class `basic`. */
export const BASIC_CLASS = 60
/** The id of the class `tx`. */
export const TX_CLASS = 90
/** The id of the class `confirm`. */
export const CONFIRM_CLASS = 85
/** The id of the class `access`. */
export const ACCESS_CLASS = 30

/** The version of the protocol and its registered port. */
export const protocolVersion = {
  /** The first octet of the version in the protocol header. */
  major: 0,
  /** The second. */
  minor: 9,
  /** The third. */
  revision: 1,
  /** Where a broker listens for TCP unless told otherwise. */
  port: 5672,
} as const

// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

import type { FieldTable } from '../wire/field-value.ts'
import type { Args } from '../wire/method.ts'

/**
 * The fields of `connection.start`: server presents itself.
 *
 * Begins the handshake: the server names its protocol version and says how one can log in. It is the answer
 * to the 8-octet protocol header with which the client opens the talk.
 *
 * Answer: `connection.start-ok` with the chosen mechanism and the credentials.
 *
 * Errors: A server that does not speak the version asked for sends a protocol header of its own and closes
 * the socket, so the first octets may not be a frame at all. A client that finds no mechanism it can use
 * closes the socket. Check the size of this frame against a fixed limit: nothing has been agreed yet.
 *
 * RabbitMQ: To a protocol header that it does not like, 3.10 answers with that of AMQP 0-9-1 (`AMQP` 0 0 9 1)
 * and 4.3 with that of AMQP 1.0 (`AMQP` 3 1 0 0); then the socket is closed.
 *
 * (AMQP 0-9-1 reference, `connection.start`.)
 */
export interface ConnectionStart {
  /** Names the protocol's major version as the server counts it: 0 for AMQP 0-9-1. */
  readonly versionMajor: number
  /**
   * Names the protocol's minor version: 9 for AMQP 0-9-1. The revision is not sent here; it stands in the
   * protocol header alone.
   */
  readonly versionMinor: number
  /**
   * Describes the server: product, version, platform and more. Useful in logs and for finding out which
   * extensions the server has. May be empty. RabbitMQ: Holds among others `product`, `version`,
   * `cluster_name` and `capabilities`, a table of booleans such as `publisher_confirms` and `basic.nack`.
   */
  readonly serverProperties: FieldTable
  /**
   * Lists the SASL mechanisms that the server accepts, such as `PLAIN EXTERNAL`, separated by single spaces.
   */
  readonly mechanisms: Uint8Array
  /**
   * Lists the locales in which the server can write reply texts, separated by single spaces. `en_US` is
   * always among them.
   */
  readonly locales: Uint8Array
}
/** What a caller gives for {@link ConnectionStart}. */
export type ConnectionStartArgs = Args<ConnectionStart, "mechanisms" | "locales">

/**
 * The fields of `connection.start-ok`: client presents itself and logs in.
 *
 * Answers `start`: the client picks a mechanism, gives its credentials and tells about itself. Send it once,
 * with a mechanism and a locale from the lists in `start`.
 *
 * Answer: `connection.secure` where the mechanism needs another round, else `connection.tune`.
 *
 * Errors: Wrong credentials: the server closes the socket, without a reason in the plain standard, so that
 * nobody can probe for passwords. 501 or 502 where the arguments cannot be read.
 *
 * RabbitMQ: Wrong credentials bring `connection.close` with 403 where the client offered the capability
 * `authentication_failure_close`. Otherwise, and for an unknown mechanism, the socket is closed after about 3
 * seconds.
 *
 * (AMQP 0-9-1 reference, `connection.start-ok`.)
 */
export interface ConnectionStartOk {
  /**
   * Describes the client: product, version, platform and more. Operators see it in the server's lists of
   * connections, so a telling name helps. May be empty. RabbitMQ: `connection_name` is shown in lists of
   * connections. `capabilities` tells what the client knows: `connection.blocked` for `blocked` and
   * `unblocked`, `consumer_cancel_notify` for `basic.cancel` from the server, `authentication_failure_close`
   * for a reason when the login fails.
   */
  readonly clientProperties: FieldTable
  /**
   * Names the SASL mechanism that the client has chosen, one of those in `mechanisms`. `PLAIN` is a user name
   * and a password; `EXTERNAL` relies on something outside, such as a TLS certificate. RabbitMQ: `PLAIN` and
   * `AMQPLAIN` are offered unless configured otherwise; `EXTERNAL` comes with a plugin.
   */
  readonly mechanism: string
  /**
   * Carries what the mechanism wants to see first. For `PLAIN`: a zero octet, the user name, a zero octet,
   * the password. It travels as it is, so use TLS on any network you do not trust.
   */
  readonly response: Uint8Array
  /** Names the locale for reply texts, one of those in `locales`. `en_US` is a safe choice. */
  readonly locale: string
}
/** What a caller gives for {@link ConnectionStartOk}. */
export type ConnectionStartOkArgs = Args<ConnectionStartOk, "mechanism" | "response" | "locale">

/**
 * The fields of `connection.secure`: server asks for more proof.
 *
 * Asks for another round of the login: mechanisms of the challenge and response kind need it. It may come
 * several times before `tune`.
 *
 * Answer: `connection.secure-ok` with the answer to the challenge.
 *
 * Errors: With `PLAIN` and `EXTERNAL` it does not come. A client whose mechanism knows no second round should
 * close the connection rather than guess an answer.
 *
 * (AMQP 0-9-1 reference, `connection.secure`.)
 */
export interface ConnectionSecure {
  /** Carries the mechanism's question as bytes. Only the mechanism knows what they mean. */
  readonly challenge: Uint8Array
}
/** What a caller gives for {@link ConnectionSecure}. */
export type ConnectionSecureArgs = Args<ConnectionSecure>

/**
 * The fields of `connection.secure-ok`: client answers the challenge.
 *
 * Answers `secure` with what the mechanism computes from the challenge. It goes out only in answer to
 * `secure`, once for each.
 *
 * Answer: Another `connection.secure`, or `connection.tune` when the login is done.
 *
 * Errors: Wrong answer: the server ends the connection as it does for a wrong password. So does an answer to
 * a `secure` that never came.
 *
 * (AMQP 0-9-1 reference, `connection.secure-ok`.)
 */
export interface ConnectionSecureOk {
  /** Carries the answer as bytes, made by the mechanism from the challenge and the client's secret. */
  readonly response: Uint8Array
}
/** What a caller gives for {@link ConnectionSecureOk}. */
export type ConnectionSecureOkArgs = Args<ConnectionSecureOk, "response">

/**
 * The fields of `connection.tune`: server proposes limits.
 *
 * Proposes the limits of the connection: how many channels, how large a frame, how often a heartbeat. The
 * client may lower them, and where the server sets no limit it may set one.
 *
 * Answer: `connection.tune-ok` with the values that hold from then on.
 *
 * Errors: Beware of 0, which means no limit here and not zero: where one side says 0 the other's value holds,
 * and otherwise the smaller of the two. Keep a limit of your own for sizes even where both sides say 0.
 *
 * (AMQP 0-9-1 reference, `connection.tune`.)
 */
export interface ConnectionTune {
  /**
   * Proposes how many channels may be open on the connection. 0 sets no limit beyond that of the 16-bit
   * channel number, which is 65535. RabbitMQ: 2047 unless configured. It limits how many channels are open,
   * not their numbers.
   */
  readonly channelMax: number
  /**
   * Proposes the largest frame in bytes, header and end octet included, so a body frame carries 8 bytes less.
   * 0 sets no limit; any other value must be at least 4096. RabbitMQ: 131072 unless configured.
   */
  readonly frameMax: number
  /**
   * Proposes the heartbeat interval in seconds. 0 proposes to have no heartbeats. RabbitMQ: 60 seconds unless
   * configured.
   */
  readonly heartbeat: number
}
/** What a caller gives for {@link ConnectionTune}. */
export type ConnectionTuneArgs = Args<ConnectionTune>

/**
 * The fields of `connection.tune-ok`: client settles the limits.
 *
 * Settles the limits of the connection for both sides. Give the smaller of what the server proposed and what
 * you want; where one of the two is 0, and so sets no limit, give the other. The limits hold from this method
 * on.
 *
 * Answer: Nothing of its own. Send `connection.open` at once.
 *
 * Errors: A limit above the server's proposal, 0 where the server does set a limit, or a frame-max under 4096
 * ends the connection, possibly with nothing said.
 *
 * RabbitMQ: A limit above the proposal, 0 where a limit was proposed, or a frame-max below the minimum closes
 * the socket after about 3 seconds, with nothing said.
 *
 * (AMQP 0-9-1 reference, `connection.tune-ok`.)
 */
export interface ConnectionTuneOk {
  /**
   * Sets how many channels may be open at once. It must not exceed the server's proposal, unless that was 0;
   * 0 means no limit and is right only where the server proposed 0 too.
   */
  readonly channelMax: number
  /**
   * Sets the largest frame in bytes, for both directions, header and end octet included. At least 4096 and no
   * more than proposed; 0 means no limit and is right only where the server proposed 0 too. RabbitMQ: 4.1 and
   * later refuse less than 8192. It lets body frames be 8 bytes larger than the limit allows; do not rely on
   * that.
   */
  readonly frameMax: number
  /**
   * Sets the heartbeat interval in seconds. Each side sends something, if need be a heartbeat, well within
   * each interval, and takes a peer for dead that is silent for two. 0 means no heartbeats.
   */
  readonly heartbeat: number
}
/** What a caller gives for {@link ConnectionTuneOk}. */
export type ConnectionTuneOkArgs = Args<ConnectionTuneOk, "channelMax">

/**
 * The fields of `connection.open`: enter a virtual host.
 *
 * Enters a virtual host, which ends the handshake. A connection lives in one virtual host from here to its
 * end; for a second one open a second connection.
 *
 * Answer: `connection.open-ok`.
 *
 * Errors: 402 where there is no such virtual host; 403 or 530 where the user may not enter it. Each ends the
 * connection.
 *
 * RabbitMQ: 530 for an unknown virtual host, and for one that the user may not enter.
 *
 * (AMQP 0-9-1 reference, `connection.open`.)
 */
export interface ConnectionOpen {
  /**
   * Names the virtual host. The usual default is a single slash. In an AMQP URL it is the part after the
   * first slash, percent-encoded: `%2F` for the slash itself.
   */
  readonly virtualHost: string
}
/** What a caller gives for {@link ConnectionOpen}. */
export type ConnectionOpenArgs = Args<ConnectionOpen, "virtualHost">

/**
 * The fields of `connection.open-ok`: connection is ready.
 *
 * Says that the client is in the virtual host and may open channels. The handshake ends with it.
 *
 * Answer: Nothing. The client goes on with `channel.open`.
 *
 * Errors: A client may send `channel.open` without waiting for this, but then it must be ready to see the
 * connection close instead.
 *
 * (AMQP 0-9-1 reference, `connection.open-ok`.)
 */
export interface ConnectionOpenOk {}
/** What a caller gives for {@link ConnectionOpenOk}. */
export type ConnectionOpenOkArgs = Args<ConnectionOpenOk>

/**
 * The fields of `connection.close`: end the connection.
 *
 * Ends the connection in an orderly way, from either side, for good or because of an error. All its channels
 * end with it. The sender says why, and which method was to blame if one was. After sending it, read on but
 * act on nothing except `close` and `close-ok`.
 *
 * Answer: `connection.close-ok`; then the socket is closed.
 *
 * Errors: Both sides may send it at the same moment: answer the other's `close` even while you wait for your
 * own `close-ok`. What was published shortly before, and all that was sent after the peer's `close`, may be
 * lost. A socket that closes without this method means a crash, a network failure or a peer that gave up.
 *
 * (AMQP 0-9-1 reference, `connection.close`.)
 */
export interface ConnectionClose {
  /** Tells why as a number: 200 for a plain goodbye, else one of the error codes. */
  readonly replyCode: number
  /** Tells why in words, for logs. The default is empty. */
  readonly replyText: string
  /** Names the class of the method that caused the error. 0 where no method did. */
  readonly classId: number
  /** Names, together with `class-id`, the method that caused the error. 0 where no method did. */
  readonly methodId: number
}
/** What a caller gives for {@link ConnectionClose}. */
export type ConnectionCloseArgs = Args<ConnectionClose, "replyCode">

/**
 * The fields of `connection.close-ok`: end of connection agreed.
 *
 * Agrees to `close`. It is the last frame on the connection; whoever receives it closes the socket.
 *
 * Answer: Nothing.
 *
 * Errors: It may never come, when the peer dies first: wait for it with a time limit. Send nothing after it.
 *
 * (AMQP 0-9-1 reference, `connection.close-ok`.)
 */
export interface ConnectionCloseOk {}
/** What a caller gives for {@link ConnectionCloseOk}. */
export type ConnectionCloseOkArgs = Args<ConnectionCloseOk>

/**
 * The fields of `connection.blocked`: server takes no messages.
 *
 * Tells that the server is short of memory or disk space and takes no more messages from this connection for
 * now. It comes to connections that publish, and only where the client offered the capability
 * `connection.blocked`. Stop publishing until `unblocked`, and tell the people who wait.
 *
 * Answer: Nothing.
 *
 * Errors: The server stops reading this connection altogether, so whatever is sent piles up in buffers:
 * acknowledgements must still go out, but they, like any call, wait until `unblocked`. Keep consumers on a
 * connection of their own, which is not held up. A publisher without the capability is held up just the same,
 * without a word.
 *
 * (AMQP 0-9-1 reference, `connection.blocked`.)
 */
export interface ConnectionBlocked {
  /** Tells which resource is short, in words, such as `low on memory`. It is for logs. */
  readonly reason: string
}
/** What a caller gives for {@link ConnectionBlocked}. */
export type ConnectionBlockedArgs = Args<ConnectionBlocked>

/**
 * The fields of `connection.unblocked`: server takes messages again.
 *
 * Tells that the shortage is over and the server reads messages from this connection again. It follows a
 * `blocked`.
 *
 * Answer: Nothing.
 *
 * Errors: Do not send all that has piled up at once, without a limit: the next `blocked` would follow soon.
 *
 * (AMQP 0-9-1 reference, `connection.unblocked`.)
 */
export interface ConnectionUnblocked {}
/** What a caller gives for {@link ConnectionUnblocked}. */
export type ConnectionUnblockedArgs = Args<ConnectionUnblocked>

/**
 * The fields of `connection.update-secret`: renew the credentials.
 *
 * Gives the server a new secret before the old one expires, such as a fresh OAuth 2 token, so that the
 * connection need not be made anew. It runs on channel 0 at any time after the login.
 *
 * Answer: `connection.update-secret-ok`.
 *
 * Errors: 530 where the server does not accept the secret, which ends the connection. Without a renewal in
 * time the server refuses further work once the old secret has expired.
 *
 * (AMQP 0-9-1 reference, `connection.update-secret`.)
 */
export interface ConnectionUpdateSecret {
  /** Carries the new secret as bytes: for OAuth 2 the token. */
  readonly newSecret: Uint8Array
  /** Tells why the secret is renewed, for the server's log. The default is empty. */
  readonly reason: string
}
/** What a caller gives for {@link ConnectionUpdateSecret}. */
export type ConnectionUpdateSecretArgs = Args<ConnectionUpdateSecret>

/**
 * The fields of `connection.update-secret-ok`: credentials are renewed.
 *
 * Says that the new secret holds from now on. Work on the channels goes on as before.
 *
 * Answer: Nothing.
 *
 * Errors: Plan the next renewal: the new secret expires as well.
 *
 * (AMQP 0-9-1 reference, `connection.update-secret-ok`.)
 */
export interface ConnectionUpdateSecretOk {}
/** What a caller gives for {@link ConnectionUpdateSecretOk}. */
export type ConnectionUpdateSecretOkArgs = Args<ConnectionUpdateSecretOk>

/**
 * The fields of `channel.open`: open a channel.
 *
 * Opens the channel whose number stands in the frame's header. Choose a number from 1 up to the agreed
 * channel-max that is not in use.
 *
 * Answer: `channel.open-ok`.
 *
 * Errors: 504 where the channel is open already, and an error that ends the connection where more channels
 * are open than agreed.
 *
 * RabbitMQ: Opening twice is 504. More channels than agreed is 530. Numbers may go up to 65535, whatever the
 * limit on how many are open.
 *
 * (AMQP 0-9-1 reference, `channel.open`.)
 */
export interface ChannelOpen {}
/** What a caller gives for {@link ChannelOpen}. */
export type ChannelOpenArgs = Args<ChannelOpen>

/**
 * The fields of `channel.open-ok`: channel is ready.
 *
 * Says that the channel is open and takes methods. From here on the other methods may use the channel's
 * number.
 *
 * Answer: Nothing.
 *
 * Errors: Beware of an answer that comes late: one that arrives after its caller gave up must not be taken
 * for the next channel's.
 *
 * (AMQP 0-9-1 reference, `channel.open-ok`.)
 */
export interface ChannelOpenOk {}
/** What a caller gives for {@link ChannelOpenOk}. */
export type ChannelOpenOkArgs = Args<ChannelOpenOk>

/**
 * The fields of `channel.flow`: pause or resume content.
 *
 * Asks the other side to stop or to resume sending messages on this channel, so that a receiver can catch up.
 * It holds back content only: other methods, acknowledgements among them, go on. For steady throttling of
 * deliveries a prefetch limit, set by `basic.qos`, is the better means.
 *
 * Answer: `channel.flow-ok` with the state that now holds.
 *
 * Errors: A client that gets it with `active` false must stop publishing on this channel and answer; whoever
 * goes on publishing may be cut off. Messages that were on their way still arrive.
 *
 * RabbitMQ: From the client, `active` false is 540 and `active` true changes nothing. Towards publishers the
 * broker mostly holds back by reading more slowly from the socket, or tells them with `connection.blocked`.
 *
 * (AMQP 0-9-1 reference, `channel.flow`.)
 */
export interface ChannelFlow {
  /**
   * Asks for messages to flow (true) or to be held back (false). A new channel is active. RabbitMQ: False
   * from the client is answered with 540.
   */
  readonly active: boolean
}
/** What a caller gives for {@link ChannelFlow}. */
export type ChannelFlowArgs = Args<ChannelFlow>

/**
 * The fields of `channel.flow-ok`: flow request carried out.
 *
 * Confirms `flow`: the sender has taken note and acts accordingly. Send it as soon as publishing has stopped
 * or may go on.
 *
 * Answer: Nothing.
 *
 * Errors: A message whose method was sent before this answer may still be incomplete: its header and body
 * follow as usual.
 *
 * (AMQP 0-9-1 reference, `channel.flow-ok`.)
 */
export interface ChannelFlowOk {
  /** Repeats the state that now holds: true where messages flow, false where they are held back. */
  readonly active: boolean
}
/** What a caller gives for {@link ChannelFlowOk}. */
export type ChannelFlowOkArgs = Args<ChannelFlowOk>

/**
 * The fields of `channel.close`: end the channel.
 *
 * Ends one channel in an orderly way, from either side; the connection and its other channels go on. The
 * server uses it to report every error that concerns one channel alone. Messages that were delivered on the
 * channel and not acknowledged return to their queues, and its consumers end.
 *
 * Answer: `channel.close-ok`.
 *
 * Errors: After sending it, drop everything that comes on the channel except `close` and `close-ok`, and
 * still answer a `close` of the peer. The number is free again only after `close-ok`. Whatever you sent after
 * the failed method was ignored. Calls that still wait for an answer will get none.
 *
 * RabbitMQ: Unacknowledged messages return to their queues in order and come again with `redelivered` set.
 *
 * (AMQP 0-9-1 reference, `channel.close`.)
 */
export interface ChannelClose {
  /** Tells why as a number: 200 for a plain goodbye, else one of the error codes. */
  readonly replyCode: number
  /** Tells why in words, for logs. The default is empty. */
  readonly replyText: string
  /** Names the class of the method that caused the error. 0 where no method did. */
  readonly classId: number
  /** Names, together with `class-id`, the method that caused the error. 0 where no method did. */
  readonly methodId: number
}
/** What a caller gives for {@link ChannelClose}. */
export type ChannelCloseArgs = Args<ChannelClose, "replyCode">

/**
 * The fields of `channel.close-ok`: end of channel agreed.
 *
 * Agrees to `close`. From here on the channel's number may be opened anew.
 *
 * Answer: Nothing.
 *
 * Errors: Until it comes, older frames of the channel may still arrive and must be dropped.
 *
 * (AMQP 0-9-1 reference, `channel.close-ok`.)
 */
export interface ChannelCloseOk {}
/** What a caller gives for {@link ChannelCloseOk}. */
export type ChannelCloseOkArgs = Args<ChannelCloseOk>

/**
 * The fields of `exchange.declare`: make sure an exchange exists.
 *
 * Makes sure that an exchange exists: creates it, or checks that the existing one is of the same kind.
 * Programs commonly declare what they use when they start; doing so again changes nothing. With `passive` it
 * only asks whether the exchange is there.
 *
 * Answer: `exchange.declare-ok`. Nothing with `no-wait`.
 *
 * Errors: 403 where the name begins with `amq.` and is not there already, or where the permission is missing;
 * 404 where `passive` is set and there is no such exchange; 406 or 530 where it exists with another type or
 * other properties; 503 where the type is unknown.
 *
 * RabbitMQ: An exchange that exists with other properties is 406. An unknown type ends the connection with
 * 503 on 3.10 and the channel with 406 on 4.3. Declaring the default exchange is 403.
 *
 * (AMQP 0-9-1 reference, `exchange.declare`.)
 */
export interface ExchangeDeclare {
  /** Names the exchange to create or to check. Names beginning with `amq.` are the server's own. */
  readonly exchange: string
  /**
   * Chooses how the exchange routes: `direct`, `fanout`, `topic`, `headers`, or a type that the server adds.
   * The type of an exchange never changes. With `passive` it does not matter.
   */
  readonly type: string
  /**
   * Asks only whether the exchange exists: true creates nothing and fails with 404 where it is missing. Apart
   * from the name and `no-wait`, the other fields then do not matter.
   */
  readonly passive: boolean
  /**
   * Keeps the exchange over a restart of the server. False makes it go with the server. It says nothing about
   * messages, which an exchange does not hold.
   */
  readonly durable: boolean
  /**
   * Deletes the exchange once the last binding that starts from it is gone. An exchange that was never bound
   * stays. False keeps it until it is deleted.
   */
  readonly autoDelete: boolean
  /**
   * Closes the exchange to publishers: it takes messages only from other exchanges bound to it. Publishing to
   * it is 403. False lets anyone publish.
   */
  readonly internal: boolean
  /** Asks for no `declare-ok`. A failure still closes the channel. */
  readonly noWait: boolean
  /**
   * Carries settings of the server's own or of the exchange's type. The default is an empty table. RabbitMQ:
   * `alternate-exchange` (text) names an exchange that gets what this one cannot route; what is routed that
   * way is not returned to a `mandatory` publisher.
   */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link ExchangeDeclare}. */
export type ExchangeDeclareArgs = Args<ExchangeDeclare, "exchange"> &
  (Pick<ExchangeDeclare, "type"> | {
    /** Where it is true, `type` may be left out. */
    readonly passive: true
  })

/**
 * The fields of `exchange.declare-ok`: exchange is there.
 *
 * Says that the exchange exists as declared. It is also how `passive` says yes.
 *
 * Answer: Nothing.
 *
 * Errors: It does not say whether the exchange was created just now or existed before.
 *
 * (AMQP 0-9-1 reference, `exchange.declare-ok`.)
 */
export interface ExchangeDeclareOk {}
/** What a caller gives for {@link ExchangeDeclareOk}. */
export type ExchangeDeclareOkArgs = Args<ExchangeDeclareOk>

/**
 * The fields of `exchange.delete`: remove an exchange.
 *
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
export interface ExchangeDelete {
  /** Names the exchange to delete. */
  readonly exchange: string
  /**
   * Deletes only where nothing is bound to the exchange; else it fails with 406. False deletes in any case.
   */
  readonly ifUnused: boolean
  /** Asks for no `delete-ok`. A failure still closes the channel. */
  readonly noWait: boolean
}
/** What a caller gives for {@link ExchangeDelete}. */
export type ExchangeDeleteArgs = Args<ExchangeDelete, "exchange">

/**
 * The fields of `exchange.delete-ok`: exchange is gone.
 *
 * Says that the exchange exists no more. Its bindings went with it.
 *
 * Answer: Nothing.
 *
 * Errors: Whoever still publishes to it loses the channel with 404.
 *
 * (AMQP 0-9-1 reference, `exchange.delete-ok`.)
 */
export interface ExchangeDeleteOk {}
/** What a caller gives for {@link ExchangeDeleteOk}. */
export type ExchangeDeleteOkArgs = Args<ExchangeDeleteOk>

/**
 * The fields of `exchange.bind`: bind an exchange to an exchange.
 *
 * Binds one exchange to another, so that what matches at the source also passes through the destination. It
 * lets you build routing in layers. Circles do no harm: a message reaches each queue once. Binding again with
 * the same key and arguments changes nothing.
 *
 * Answer: `exchange.bind-ok`. Nothing with `no-wait`.
 *
 * Errors: 404 where one of the exchanges does not exist; 403 where one is the default exchange or the
 * permission is missing.
 *
 * (AMQP 0-9-1 reference, `exchange.bind`.)
 */
export interface ExchangeBind {
  /** Names the exchange that shall get the messages. */
  readonly destination: string
  /** Names the exchange that messages shall come from. Its type decides what matches. */
  readonly source: string
  /**
   * Sets what the source compares with the routing key of each message, as in `queue.bind`. Empty is a legal
   * key.
   */
  readonly routingKey: string
  /** Asks for no `bind-ok`. A failure still closes the channel. */
  readonly noWait: boolean
  /**
   * Carries what the source's type needs to know: for `headers`, the headers to compare. They are part of the
   * binding's identity. The default is an empty table.
   */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link ExchangeBind}. */
export type ExchangeBindArgs = Args<ExchangeBind, "destination" | "source">

/**
 * The fields of `exchange.bind-ok`: exchange is bound.
 *
 * Says that the binding between the exchanges exists. Matching messages that are published from now on pass
 * through it.
 *
 * Answer: Nothing.
 *
 * Errors: Messages that were published before the binding existed do not pass after all.
 *
 * (AMQP 0-9-1 reference, `exchange.bind-ok`.)
 */
export interface ExchangeBindOk {}
/** What a caller gives for {@link ExchangeBindOk}. */
export type ExchangeBindOkArgs = Args<ExchangeBindOk>

/**
 * The fields of `exchange.unbind`: remove an exchange's binding.
 *
 * Removes one binding between two exchanges. Name it as it was made: the same key and the same arguments.
 *
 * Answer: `exchange.unbind-ok`, also where there was no such binding. Nothing with `no-wait`.
 *
 * Errors: 403 where one is the default exchange or the permission is missing. A source with `auto-delete`
 * goes with its last binding.
 *
 * (AMQP 0-9-1 reference, `exchange.unbind`.)
 */
export interface ExchangeUnbind {
  /** Names the exchange that got the messages. */
  readonly destination: string
  /** Names the exchange that the messages came from. */
  readonly source: string
  /** Repeats the routing key with which the binding was made. */
  readonly routingKey: string
  /** Asks for no `unbind-ok`. A failure still closes the channel. */
  readonly noWait: boolean
  /** Repeats the arguments with which the binding was made. The default is an empty table. */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link ExchangeUnbind}. */
export type ExchangeUnbindArgs = Args<ExchangeUnbind, "destination" | "source">

/**
 * The fields of `exchange.unbind-ok`: binding of exchanges is gone.
 *
 * Says that the binding between the exchanges exists no more. Its index is 51, not 41.
 *
 * Answer: Nothing.
 *
 * Errors: Messages that were routed before are in their queues and stay there.
 *
 * (AMQP 0-9-1 reference, `exchange.unbind-ok`.)
 */
export interface ExchangeUnbindOk {}
/** What a caller gives for {@link ExchangeUnbindOk}. */
export type ExchangeUnbindOkArgs = Args<ExchangeUnbindOk>

/**
 * The fields of `queue.declare`: make sure a queue exists.
 *
 * Makes sure that a queue exists: creates it, or checks that the existing one has the same properties.
 * Publishers and consumers may both declare it; whoever comes first creates it. With an empty name the server
 * makes one up, which suits private queues for replies. With `passive` it only asks whether the queue is
 * there, and how full it is.
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
export interface QueueDeclare {
  /**
   * Names the queue. Empty asks the server for a new name of its own making, which `declare-ok` tells; with
   * `passive` the name must be given. RabbitMQ: A name made up by the server begins with `amq.gen-`. Length
   * and characters are not checked against the standard's assertions; line breaks are stripped.
   */
  readonly queue: string
  /**
   * Asks only whether the queue exists: true creates nothing and fails with 404 where it is missing. Apart
   * from the name and `no-wait`, the other fields then do not matter.
   */
  readonly passive: boolean
  /**
   * Keeps the queue over a restart of the server. Its messages survive only where they were also published as
   * persistent. False makes the queue go with the server.
   */
  readonly durable: boolean
  /**
   * Keeps the queue for this connection: no other may use it, and it is deleted when the connection ends.
   * False shares it.
   */
  readonly exclusive: boolean
  /**
   * Deletes the queue once its last consumer is gone. A queue that never had a consumer stays. False keeps it
   * until it is deleted. RabbitMQ: Goes only after it had a consumer; to drop a queue that nobody ever used,
   * set `x-expires`.
   */
  readonly autoDelete: boolean
  /**
   * Asks for no `declare-ok`. A name made up by the server would then stay unknown. A failure still closes
   * the channel.
   */
  readonly noWait: boolean
  /**
   * Carries settings of the server's own, such as limits on length and age. The default is an empty table.
   * RabbitMQ: Kind of queue: `x-queue-type`; life in milliseconds: `x-message-ttl`, `x-expires`; size:
   * `x-max-length`, `x-max-length-bytes`, `x-overflow`; dead letters: `x-dead-letter-exchange`,
   * `x-dead-letter-routing-key`. Also `x-max-priority`, `x-single-active-consumer` and, for quorum queues,
   * `x-delivery-limit`.
   */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link QueueDeclare}. */
export type QueueDeclareArgs = Args<QueueDeclare>

/**
 * The fields of `queue.declare-ok`: queue is there.
 *
 * Says that the queue exists, under which name, and how much is in it. It is the place to learn a name that
 * the server made up.
 *
 * Answer: Nothing.
 *
 * Errors: The counts are those of one moment; do not build logic on them. Where you left the name empty, keep
 * the one given here: it is different each time.
 *
 * (AMQP 0-9-1 reference, `queue.declare-ok`.)
 */
export interface QueueDeclareOk {
  /** Repeats the queue's name, or tells the one that the server made up. */
  readonly queue: string
  /**
   * Counts the messages that wait in the queue, without those that are delivered and not yet acknowledged.
   */
  readonly messageCount: number
  /** Counts the consumers of the queue, on all connections. */
  readonly consumerCount: number
}
/** What a caller gives for {@link QueueDeclareOk}. */
export type QueueDeclareOkArgs = Args<QueueDeclareOk, "queue">

/**
 * The fields of `queue.bind`: bind a queue to an exchange.
 *
 * Ties a queue to an exchange, so that matching messages reach the queue from then on. A queue may have many
 * bindings, to one exchange or to several; a message reaches it once, however many of them match. Binding
 * again with the same key and arguments changes nothing.
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
export interface QueueBind {
  /** Names the queue. Empty means the queue that was last declared on this channel. */
  readonly queue: string
  /** Names the exchange that messages shall come from. */
  readonly exchange: string
  /**
   * Sets what the exchange compares with the routing key of each message: the same text for `direct`, a
   * pattern for `topic`, where `*` stands for one word and `#` for any number; `fanout` and `headers` ignore
   * it. Where the queue is left empty, an empty key stands for the name of the last declared queue. RabbitMQ:
   * Topic patterns split words at dots. `a.#` also matches `a`; an empty key has no words and matches `#` but
   * not `*`; a `#` inside a word is an ordinary character. On 4.3 more than two `#` in a pattern is 406.
   */
  readonly routingKey: string
  /** Asks for no `bind-ok`. A failure still closes the channel. */
  readonly noWait: boolean
  /**
   * Carries what the exchange's type needs to know: for `headers`, the headers to compare. They are part of
   * the binding's identity. The default is an empty table. RabbitMQ: For a headers exchange `x-match` says
   * how to compare: `all` (the default), `any`, `all-with-x` or `any-with-x`; the first two skip names that
   * begin with `x-`. An entry without a value asks only that the header is there.
   */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link QueueBind}. */
export type QueueBindArgs = Args<QueueBind>

/**
 * The fields of `queue.bind-ok`: queue is bound.
 *
 * Says that the binding exists. Matching messages that are published from now on reach the queue.
 *
 * Answer: Nothing.
 *
 * Errors: Messages that were published before the binding existed do not come after all.
 *
 * (AMQP 0-9-1 reference, `queue.bind-ok`.)
 */
export interface QueueBindOk {}
/** What a caller gives for {@link QueueBindOk}. */
export type QueueBindOkArgs = Args<QueueBindOk>

/**
 * The fields of `queue.unbind`: remove a queue's binding.
 *
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
export interface QueueUnbind {
  /** Names the queue. Empty means the queue that was last declared on this channel. */
  readonly queue: string
  /** Names the exchange at the other end of the binding. */
  readonly exchange: string
  /** Repeats the routing key with which the binding was made. */
  readonly routingKey: string
  /**
   * Repeats the arguments with which the binding was made. A binding with other arguments is another binding.
   * The default is an empty table.
   */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link QueueUnbind}. */
export type QueueUnbindArgs = Args<QueueUnbind>

/**
 * The fields of `queue.unbind-ok`: binding is gone.
 *
 * Says that the binding exists no more. Messages that are published from now on no longer come this way.
 *
 * Answer: Nothing.
 *
 * Errors: Messages that were routed before are still in the queue and will be delivered.
 *
 * (AMQP 0-9-1 reference, `queue.unbind-ok`.)
 */
export interface QueueUnbindOk {}
/** What a caller gives for {@link QueueUnbindOk}. */
export type QueueUnbindOkArgs = Args<QueueUnbindOk>

/**
 * The fields of `queue.purge`: empty a queue.
 *
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
export interface QueuePurge {
  /** Names the queue. Empty means the queue that was last declared on this channel. */
  readonly queue: string
  /** Asks for no `purge-ok`. A failure still closes the channel. */
  readonly noWait: boolean
}
/** What a caller gives for {@link QueuePurge}. */
export type QueuePurgeArgs = Args<QueuePurge>

/**
 * The fields of `queue.purge-ok`: queue is emptied.
 *
 * Says that the queue was emptied, and of how many messages. The queue itself and its bindings are as before.
 *
 * Answer: Nothing.
 *
 * Errors: New messages may have come in since, and unacknowledged ones may come back.
 *
 * (AMQP 0-9-1 reference, `queue.purge-ok`.)
 */
export interface QueuePurgeOk {
  /** Counts the messages that were removed. */
  readonly messageCount: number
}
/** What a caller gives for {@link QueuePurgeOk}. */
export type QueuePurgeOkArgs = Args<QueuePurgeOk>

/**
 * The fields of `queue.delete`: remove a queue and its messages.
 *
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
export interface QueueDelete {
  /** Names the queue. Empty means the queue that was last declared on this channel. */
  readonly queue: string
  /** Deletes only where the queue has no consumers; else it fails with 406. False deletes in any case. */
  readonly ifUnused: boolean
  /** Deletes only where no messages wait in the queue; else it fails with 406. False deletes in any case. */
  readonly ifEmpty: boolean
  /** Asks for no `delete-ok`. A failure still closes the channel. */
  readonly noWait: boolean
}
/** What a caller gives for {@link QueueDelete}. */
export type QueueDeleteArgs = Args<QueueDelete>

/**
 * The fields of `queue.delete-ok`: queue is gone.
 *
 * Says that the queue exists no more, and how many messages went with it. The name may be declared anew, with
 * other properties if need be.
 *
 * Answer: Nothing.
 *
 * Errors: The consumers of other clients end as well, and the plain standard does not tell them.
 *
 * (AMQP 0-9-1 reference, `queue.delete-ok`.)
 */
export interface QueueDeleteOk {
  /**
   * Counts the messages that waited in the queue and are deleted with it, without those that were delivered
   * and not yet acknowledged.
   */
  readonly messageCount: number
}
/** What a caller gives for {@link QueueDeleteOk}. */
export type QueueDeleteOkArgs = Args<QueueDeleteOk>

/**
 * The fields of `basic.qos`: limit outstanding deliveries.
 *
 * Limits how much the server may send ahead before acknowledgements come back. A small limit spreads work
 * evenly over consumers; a large one keeps a fast consumer busy. It does not concern `get`, nor consumers
 * that acknowledge nothing. Call it before `consume`.
 *
 * Answer: `basic.qos-ok`.
 *
 * Errors: 540 where the server does not offer the kind of limit asked for.
 *
 * RabbitMQ: The limit counts for each consumer on its own, for those started after this call. `basic.get` and
 * consumers with `no-ack` ignore it. Without a limit the first consumer takes the whole backlog.
 *
 * (AMQP 0-9-1 reference, `basic.qos`.)
 */
export interface BasicQos {
  /** Limits the outstanding content in bytes. 0 sets no limit. RabbitMQ: Anything but 0 is 540. */
  readonly prefetchSize: number
  /** Limits the number of outstanding messages, from 1 to 65535. 0 sets no limit. */
  readonly prefetchCount: number
  /**
   * Chooses how far the limit reaches: in the standard, this channel (false) or the whole connection (true).
   * RabbitMQ: False: a limit for each consumer that is started afterwards. True: one limit for the whole
   * channel on 3.10; 4.3 answers `qos-ok` and then applies it to each consumer. It never concerns the whole
   * connection.
   */
  readonly global: boolean
}
/** What a caller gives for {@link BasicQos}. */
export type BasicQosArgs = Args<BasicQos>

/**
 * The fields of `basic.qos-ok`: limits are set.
 *
 * Says that the limits hold from now on. It is the moment to start consumers.
 *
 * Answer: Nothing.
 *
 * Errors: More than the limit may be outstanding where deliveries were under way before.
 *
 * (AMQP 0-9-1 reference, `basic.qos-ok`.)
 */
export interface BasicQosOk {}
/** What a caller gives for {@link BasicQosOk}. */
export type BasicQosOkArgs = Args<BasicQosOk>

/**
 * The fields of `basic.consume`: start a consumer.
 *
 * Starts a consumer: from now on the server pushes messages of the queue over this channel, as they come. It
 * is the normal way to receive. A channel may have many consumers, each with its tag, and a consumer lasts
 * until it is cancelled or its channel or queue ends.
 *
 * Answer: `basic.consume-ok` with the consumer's tag; nothing with `no-wait`. Then `basic.deliver` for each
 * message.
 *
 * Errors: 404 where there is no such queue; 403 where the queue has an exclusive consumer, where exclusive
 * access cannot be had, or where the permission is missing; 405 where the queue is exclusive to another
 * connection; 530 where the tag is in use on the channel.
 *
 * RabbitMQ: A tag that is in use on the channel is 530 and ends the connection. Direct replies: consume from
 * `amq.rabbitmq.reply-to` with `no-ack`, which is 406 without it. A delivery that stays unacknowledged beyond
 * the broker's time limit can end the channel with 406.
 *
 * (AMQP 0-9-1 reference, `basic.consume`.)
 */
export interface BasicConsume {
  /** Names the queue. Empty means the queue that was last declared on this channel. */
  readonly queue: string
  /**
   * Names the consumer; the tag must be new on this channel. Empty lets the server make one up, which
   * `consume-ok` tells. RabbitMQ: A tag made up by the server begins with `amq.ctag-`.
   */
  readonly consumerTag: string
  /** Asks not to get what this same connection publishes. The default is false. RabbitMQ: Ignored. */
  readonly noLocal: boolean
  /**
   * Makes each message count as settled when it is sent. Quick, but what the client cannot process is lost,
   * and no prefetch limit holds the server back. False asks for an acknowledgement of each message.
   */
  readonly noAck: boolean
  /**
   * Asks to be the queue's only consumer; fails with 403 where another is there. False shares the queue with
   * others.
   */
  readonly exclusive: boolean
  /**
   * Asks for no `consume-ok`. Choose the consumer tag yourself then, or you will not know it. A failure still
   * closes the channel or the connection.
   */
  readonly noWait: boolean
  /**
   * Carries settings of the server's own. The default is an empty table. RabbitMQ: `x-priority` (a whole
   * number) ranks consumers: those with a higher one are served first, as long as they have room.
   */
  readonly arguments: FieldTable
}
/** What a caller gives for {@link BasicConsume}. */
export type BasicConsumeArgs = Args<BasicConsume>

/**
 * The fields of `basic.consume-ok`: consumer is running.
 *
 * Says that the consumer runs, and under which tag. The tag stands in each delivery to it and is what
 * `cancel` wants.
 *
 * Answer: Nothing. Deliveries follow.
 *
 * Errors: The first delivery can be in the same read as this method: the consumer must be known before the
 * next frame is handled.
 *
 * (AMQP 0-9-1 reference, `basic.consume-ok`.)
 */
export interface BasicConsumeOk {
  /** Repeats the consumer's tag, or tells the one that the server made up. */
  readonly consumerTag: string
}
/** What a caller gives for {@link BasicConsumeOk}. */
export type BasicConsumeOkArgs = Args<BasicConsumeOk>

/**
 * The fields of `basic.cancel`: stop a consumer.
 *
 * Stops a consumer. Messages that it has received and not acknowledged stay outstanding: they can still be
 * acknowledged, and return to the queue when the channel closes.
 *
 * Answer: `basic.cancel-ok`, also for a tag that is not known. Nothing with `no-wait`.
 *
 * Errors: None of its own. Deliveries may keep coming until `cancel-ok`: settle them or leave them to return
 * to the queue.
 *
 * RabbitMQ: The server sends it too, to say that a consumer has ended because its queue was deleted or lost
 * its node. It does so only where the client offered the capability `consumer_cancel_notify`, and wants no
 * answer: it sets `no-wait`. Deliveries that are unacknowledged at a client's own cancel stay outstanding.
 *
 * (AMQP 0-9-1 reference, `basic.cancel`.)
 */
export interface BasicCancel {
  /** Names the consumer by its tag on this channel. */
  readonly consumerTag: string
  /** Asks for no `cancel-ok`. The client cannot then tell which delivery is the last. */
  readonly noWait: boolean
}
/** What a caller gives for {@link BasicCancel}. */
export type BasicCancelArgs = Args<BasicCancel, "consumerTag">

/**
 * The fields of `basic.cancel-ok`: consumer has stopped.
 *
 * Says that the consumer has stopped and that no more deliveries carry its tag. It marks the end of the row
 * of deliveries, so a client may now clean up after the consumer.
 *
 * Answer: Nothing.
 *
 * Errors: Unacknowledged deliveries are still the client's to settle.
 *
 * RabbitMQ: A client need not send it: the server's own `basic.cancel` has `no-wait` set, and 3.10 answers an
 * unasked `cancel-ok` with 503.
 *
 * (AMQP 0-9-1 reference, `basic.cancel-ok`.)
 */
export interface BasicCancelOk {
  /** Repeats the tag of the consumer that was stopped. */
  readonly consumerTag: string
}
/** What a caller gives for {@link BasicCancelOk}. */
export type BasicCancelOkArgs = Args<BasicCancelOk>

/**
 * The fields of `basic.publish`: hand a message to an exchange.
 *
 * Hands a message to an exchange, which passes it to the queues that match. The content follows at once: a
 * header frame, then the body frames. There is no answer, so success is known only through a transaction or
 * an extension such as confirms. A message that matches no queue is dropped, unless `mandatory` is set.
 *
 * Answer: Nothing. With `mandatory` or `immediate`: `basic.return`, where the message could not be passed on.
 *
 * Errors: 404 where there is no such exchange; 403 where the permission to write to it is missing; 311 where
 * the message is too large. They come at some later moment, as a `channel.close`, and what was published on
 * the channel in between is lost.
 *
 * RabbitMQ: Checked in this order: size (406), exchange (404), internal exchange (403), `expiration` (406),
 * `user-id` (406); then routing, `basic.return` and the confirm. In confirm mode `basic.ack` or `basic.nack`
 * follows; an unroutable message is acknowledged, after its return.
 *
 * (AMQP 0-9-1 reference, `basic.publish`.)
 */
export interface BasicPublish {
  /**
   * Names the exchange. Empty means the default exchange, which passes the message to the queue named by the
   * routing key.
   */
  readonly exchange: string
  /**
   * Tells the exchange where the message belongs, such as `orders.eu.new`. At most 255 bytes; what it means
   * depends on the exchange's type. Empty is a legal key.
   */
  readonly routingKey: string
  /**
   * Asks to get the message back, with `basic.return`, where it reaches no queue. False lets it be dropped
   * without a word. RabbitMQ: What an alternate exchange routes does not come back. In a transaction the
   * return comes at commit, before `tx.commit-ok`.
   */
  readonly mandatory: boolean
  /**
   * Asks to get the message back where no consumer can take it at once. False lets it wait in the queue.
   * RabbitMQ: True is 540, which ends the connection.
   */
  readonly immediate: boolean
}
/** What a caller gives for {@link BasicPublish}. */
export type BasicPublishArgs = Args<BasicPublish>

/**
 * The fields of `basic.return`: message comes back.
 *
 * Brings back a message that was published with `mandatory` or `immediate` and could not be passed on, with
 * the reason. The content follows, properties and all.
 *
 * Answer: Nothing.
 *
 * Errors: It carries no number that says which publish it belongs to: put something into the message, such as
 * a `message-id`, that tells. A client that handles no returns loses these messages without noticing.
 *
 * RabbitMQ: Comes before the confirm of the same message. The code is always 312.
 *
 * (AMQP 0-9-1 reference, `basic.return`.)
 */
export interface BasicReturn {
  /**
   * Tells why the message comes back: 312 where no queue matched, 313 where no consumer could take it at
   * once.
   */
  readonly replyCode: number
  /** Tells in words why the message comes back, for logs. */
  readonly replyText: string
  /** Repeats the exchange to which the message was published. Empty means the default exchange. */
  readonly exchange: string
  /** Repeats the routing key with which the message was published. */
  readonly routingKey: string
}
/** What a caller gives for {@link BasicReturn}. */
export type BasicReturnArgs = Args<BasicReturn, "replyCode" | "replyText">

/**
 * The fields of `basic.deliver`: message for a consumer.
 *
 * Brings a message to a consumer, unasked, as soon as one is there and the prefetch limit allows it. The
 * content follows. Unless the consumer was started with `no-ack`, the message stays the client's until it is
 * settled.
 *
 * Answer: `basic.ack` when the message is processed, or `basic.reject`. Nothing for a consumer with `no-ack`.
 *
 * Errors: A message may come twice, so processing it again must do no harm. Settle it on the channel that
 * brought it and exactly once: a second time, or on another channel, is 406. It comes without regard to what
 * the client awaits at the moment.
 *
 * RabbitMQ: `basic.nack` settles it as well. A message that is put back into a classic queue returns to its
 * old place, so the order seen by a consumer may be 2, 3, then 1 again.
 *
 * (AMQP 0-9-1 reference, `basic.deliver`.)
 */
export interface BasicDeliver {
  /** Names the consumer to which the message goes. */
  readonly consumerTag: string
  /** Numbers the delivery on this channel, from 1 on. Use it in `ack` or `reject`. */
  readonly deliveryTag: number
  /**
   * Warns that the message may have been delivered before. False means that this is the first attempt, as far
   * as the server knows.
   */
  readonly redelivered: boolean
  /** Tells to which exchange the message was published. Empty means the default exchange. */
  readonly exchange: string
  /** Tells with which routing key the message was published. */
  readonly routingKey: string
}
/** What a caller gives for {@link BasicDeliver}. */
export type BasicDeliverArgs = Args<BasicDeliver>

/**
 * The fields of `basic.get`: fetch one message.
 *
 * Fetches one message from a queue, or learns that there is none. It takes a round trip for each message,
 * which makes it slow; use it for occasional looks and tests, and `consume` for steady work.
 *
 * Answer: `basic.get-ok` with a message, or `basic.get-empty`.
 *
 * Errors: 404 where there is no such queue; 405 where it is exclusive to another connection; 403 where the
 * permission is missing.
 *
 * RabbitMQ: Prefetch limits do not apply to it. It also works beside an exclusive consumer (seen on 3.10).
 *
 * (AMQP 0-9-1 reference, `basic.get`.)
 */
export interface BasicGet {
  /** Names the queue. Empty means the queue that was last declared on this channel. */
  readonly queue: string
  /** Makes the message count as settled when it is sent. False asks for an acknowledgement. */
  readonly noAck: boolean
}
/** What a caller gives for {@link BasicGet}. */
export type BasicGetArgs = Args<BasicGet>

/**
 * The fields of `basic.get-ok`: message that was fetched.
 *
 * Brings the message that `get` asked for. The content follows. Unless `no-ack` was set, it must be settled
 * like any delivery.
 *
 * Answer: `basic.ack` or `basic.reject`. Nothing where `no-ack` was set.
 *
 * Errors: The answer is complete only with the last body frame. Its tag counts in the same row as those of
 * the consumers on this channel.
 *
 * RabbitMQ: `basic.nack` settles it as well.
 *
 * (AMQP 0-9-1 reference, `basic.get-ok`.)
 */
export interface BasicGetOk {
  /** Numbers the delivery on this channel, in one row with the deliveries to consumers. */
  readonly deliveryTag: number
  /**
   * Warns that the message may have been delivered before. False means that this is the first attempt, as far
   * as the server knows.
   */
  readonly redelivered: boolean
  /** Tells to which exchange the message was published. Empty means the default exchange. */
  readonly exchange: string
  /** Tells with which routing key the message was published. */
  readonly routingKey: string
  /** Counts the messages that still wait in the queue, without this one. */
  readonly messageCount: number
}
/** What a caller gives for {@link BasicGetOk}. */
export type BasicGetOkArgs = Args<BasicGetOk>

/**
 * The fields of `basic.get-empty`: no message waiting.
 *
 * Says that there was no message to fetch. The queue is there, and at this moment nothing in it waits.
 *
 * Answer: Nothing.
 *
 * Errors: Asking again at once only burdens the server: wait, or better start a consumer.
 *
 * (AMQP 0-9-1 reference, `basic.get-empty`.)
 */
export interface BasicGetEmpty {}
/** What a caller gives for {@link BasicGetEmpty}. */
export type BasicGetEmptyArgs = Args<BasicGetEmpty>

/**
 * The fields of `basic.ack`: message is dealt with.
 *
 * Settles deliveries as done: the server may forget the messages. Send it when the work is finished, not
 * before, or a crash loses the message. With `multiple` one method settles many.
 *
 * Answer: Nothing.
 *
 * Errors: 406 where the tag is unknown on this channel, settled already, or beyond the last delivery. Tags of
 * an earlier connection or of another channel are unknown, or worse, mean another message.
 *
 * RabbitMQ: From the server, on a channel in confirm mode, it says that the broker has taken charge of a
 * published message, or that it could be routed nowhere. Tags come out of order and in bulk, and a bulk may
 * cover tags that were settled before. From the client, 0 with `multiple` and nothing outstanding is fine, 0
 * alone is 406, and `multiple` beyond the last delivery is 406.
 *
 * (AMQP 0-9-1 reference, `basic.ack`.)
 */
export interface BasicAck {
  /**
   * Names the delivery by its tag. 0 together with `multiple` means all that are outstanding on the channel.
   */
  readonly deliveryTag: number
  /** Settles all outstanding deliveries up to and including this tag. False settles this one alone. */
  readonly multiple: boolean
}
/** What a caller gives for {@link BasicAck}. */
export type BasicAckArgs = Args<BasicAck, "deliveryTag">

/**
 * The fields of `basic.reject`: message is not taken.
 *
 * Settles one delivery as not processed: the message goes back to its queue or is dropped. Use it when the
 * message cannot be handled here and now, or not at all.
 *
 * Answer: Nothing. With `requeue` the message may be delivered again, to this consumer as well.
 *
 * Errors: 406 where the tag is unknown on this channel or settled already. A message that is always put back
 * comes again at once, for ever: count the attempts.
 *
 * RabbitMQ: With `requeue` false the message goes to the queue's dead letter exchange if it has one. On
 * quorum queues of 4.3 a reject raises `x-delivery-count` and a nack does not. `basic.nack` settles many at
 * once.
 *
 * (AMQP 0-9-1 reference, `basic.reject`.)
 */
export interface BasicReject {
  /** Names the delivery by its tag on this channel. */
  readonly deliveryTag: number
  /**
   * Puts the message back into its queue for another attempt. False drops it. RabbitMQ: Classic queues put
   * the message back into its old place, not at the end.
   */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicReject}. */
export type BasicRejectArgs = Args<BasicReject, "deliveryTag">

/**
 * The fields of `basic.recover-async`: redeliver without an answer.
 *
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
export interface BasicRecoverAsync {
  /**
   * Puts the messages back into their queues, so that any consumer may get them. False asks for delivery to
   * the same consumers.
   */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicRecoverAsync}. */
export type BasicRecoverAsyncArgs = Args<BasicRecoverAsync>

/**
 * The fields of `basic.recover`: redeliver what is unacknowledged.
 *
 * Asks for all unacknowledged messages of this channel to be delivered again. It is a way to start over after
 * a failure inside the client without closing the channel.
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
export interface BasicRecover {
  /**
   * Puts the messages back into their queues, so that any consumer may get them. False asks for delivery to
   * the same consumers. RabbitMQ: Must be true; false is 540.
   */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicRecover}. */
export type BasicRecoverArgs = Args<BasicRecover>

/**
 * The fields of `basic.recover-ok`: redelivery begins.
 *
 * Says that the server has taken back what was unacknowledged and delivers it again. It parts the old
 * deliveries from the new ones.
 *
 * Answer: Nothing.
 *
 * Errors: What came before this method has an old tag that must not be acknowledged any more: that would be
 * 406.
 *
 * (AMQP 0-9-1 reference, `basic.recover-ok`.)
 */
export interface BasicRecoverOk {}
/** What a caller gives for {@link BasicRecoverOk}. */
export type BasicRecoverOkArgs = Args<BasicRecoverOk>

/**
 * The fields of `basic.nack`: messages are not taken.
 *
 * Settles deliveries as not processed: `reject` for one message or for many. With `requeue` they go back to
 * their queue, else to the dead letter exchange or away. From the server, on a channel in confirm mode, it
 * says that the broker did not take charge of published messages, because a queue refused them or failed.
 *
 * Answer: Nothing. With `requeue` the messages may be delivered again.
 *
 * Errors: 406 where the tag is unknown on this channel, settled already or beyond the last delivery. A
 * publisher that gets it must take the message for lost or publish it again; another queue may have taken it
 * nonetheless.
 *
 * RabbitMQ: The server sends it for queues that are full and have `x-overflow` set to `reject-publish`, and
 * after internal errors; not for messages that match no queue. On quorum queues of 4.3 a client's nack does
 * not raise `x-delivery-count`, while a reject does.
 *
 * (AMQP 0-9-1 reference, `basic.nack`.)
 */
export interface BasicNack {
  /**
   * Names the delivery by its tag; from the server, the published message by its number since
   * `confirm.select`. 0 together with `multiple` means all that are outstanding.
   */
  readonly deliveryTag: number
  /** Settles all outstanding ones up to and including this tag. False settles this one alone. */
  readonly multiple: boolean
  /**
   * Puts the messages back into their queue for another attempt. False drops them or sends them to the dead
   * letter exchange. From the server it means nothing.
   */
  readonly requeue: boolean
}
/** What a caller gives for {@link BasicNack}. */
export type BasicNackArgs = Args<BasicNack, "deliveryTag">

/**
 * The fields of `tx.select`: switch to transactions.
 *
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
export interface TxSelect {}
/** What a caller gives for {@link TxSelect}. */
export type TxSelectArgs = Args<TxSelect>

/**
 * The fields of `tx.select-ok`: channel is transactional.
 *
 * Says that the channel is transactional and the first transaction has begun. There is no way back: a channel
 * that is to publish without transactions must be another one.
 *
 * Answer: Nothing.
 *
 * Errors: From here on nothing that is published becomes visible until `commit`.
 *
 * (AMQP 0-9-1 reference, `tx.select-ok`.)
 */
export interface TxSelectOk {}
/** What a caller gives for {@link TxSelectOk}. */
export type TxSelectOkArgs = Args<TxSelectOk>

/**
 * The fields of `tx.commit`: make the transaction take effect.
 *
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
export interface TxCommit {}
/** What a caller gives for {@link TxCommit}. */
export type TxCommitArgs = Args<TxCommit>

/**
 * The fields of `tx.commit-ok`: transaction took effect.
 *
 * Says that the transaction took effect and a new one has begun. What found a queue waits there now, and what
 * was acknowledged is gone.
 *
 * Answer: Nothing.
 *
 * Errors: It does not say that every message reached a queue: those that could be routed nowhere are dropped
 * or returned.
 *
 * (AMQP 0-9-1 reference, `tx.commit-ok`.)
 */
export interface TxCommitOk {}
/** What a caller gives for {@link TxCommitOk}. */
export type TxCommitOkArgs = Args<TxCommitOk>

/**
 * The fields of `tx.rollback`: discard the transaction.
 *
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
export interface TxRollback {}
/** What a caller gives for {@link TxRollback}. */
export type TxRollbackArgs = Args<TxRollback>

/**
 * The fields of `tx.rollback-ok`: transaction is discarded.
 *
 * Says that the transaction was discarded and a new one has begun. Nothing of what was published since the
 * last commit will be seen by anyone.
 *
 * Answer: Nothing.
 *
 * Errors: The deliveries of the discarded transaction must be settled again.
 *
 * (AMQP 0-9-1 reference, `tx.rollback-ok`.)
 */
export interface TxRollbackOk {}
/** What a caller gives for {@link TxRollbackOk}. */
export type TxRollbackOkArgs = Args<TxRollbackOk>

/**
 * The fields of `confirm.select`: switch to confirms.
 *
 * Puts the channel into confirm mode, for the rest of its life. Call it before publishing: numbers count from
 * here. Calling it again changes nothing.
 *
 * Answer: `confirm.select-ok`; nothing with `no-wait`. Then `basic.ack` or `basic.nack` for what is
 * published.
 *
 * Errors: 406 on a transactional channel.
 *
 * (AMQP 0-9-1 reference, `confirm.select`.)
 */
export interface ConfirmSelect {
  /** Asks for no `select-ok`. A failure still closes the channel. */
  readonly noWait: boolean
}
/** What a caller gives for {@link ConfirmSelect}. */
export type ConfirmSelectArgs = Args<ConfirmSelect>

/**
 * The fields of `confirm.select-ok`: confirms are on.
 *
 * Says that the channel is in confirm mode. The next message published on it is number 1.
 *
 * Answer: Nothing. Confirms follow as messages are published.
 *
 * Errors: Confirms come out of order and in bulk, and settling a number twice must do no harm. An
 * acknowledged message is not always a routed one: set `mandatory` to learn of those that match no queue.
 *
 * (AMQP 0-9-1 reference, `confirm.select-ok`.)
 */
export interface ConfirmSelectOk {}
/** What a caller gives for {@link ConfirmSelectOk}. */
export type ConfirmSelectOkArgs = Args<ConfirmSelectOk>

/**
 * The fields of `access.request`: ask for an access ticket.
 *
 * Asks for a ticket with certain rights. It is of use only for understanding what an old client says.
 * RabbitMQ looks at none of the fields.
 *
 * Answer: `access.request-ok` with a ticket.
 *
 * Errors: None. Permissions are checked at each method instead, by the user's own rights.
 *
 * (AMQP 0-9-1 reference, `access.request`.)
 */
export interface AccessRequest {
  /** Names a realm, which was a group of resources, such as `/data`. The default is empty. */
  readonly realm: string
  /** Asked for the realm to be closed to others. The default is false. */
  readonly exclusive: boolean
  /** Asked for the right to look up what exists. The default is false. */
  readonly passive: boolean
  /** Asked for the right to create and delete. The default is false. */
  readonly active: boolean
  /** Asked for the right to publish. The default is false. */
  readonly write: boolean
  /** Asked for the right to consume. The default is false. */
  readonly read: boolean
}
/** What a caller gives for {@link AccessRequest}. */
export type AccessRequestArgs = Args<AccessRequest>

/**
 * The fields of `access.request-ok`: access ticket granted.
 *
 * Grants a ticket. It only lets an old client go on with its next step.
 *
 * Answer: Nothing.
 *
 * Errors: The ticket opens nothing: methods of AMQP 0-9-1 have a reserved field in its place that nobody
 * looks at.
 *
 * (AMQP 0-9-1 reference, `access.request-ok`.)
 */
export interface AccessRequestOk {
  /** Numbers the ticket. RabbitMQ always says 1. */
  readonly ticket: number
}
/** What a caller gives for {@link AccessRequestOk}. */
export type AccessRequestOkArgs = Args<AccessRequestOk>
